"""What the pictures of the manual show: scenes that bring the window to a state."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QDialog

from qualcoder_cg.domain.documents import RESPONDENT
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.session import Session
from qualcoder_cg.gui.tour import card_of
from qualcoder_cg.services import coding_weight
from tools.scenes_of_pages import (
    auto_coding,
    consistency,
    consistency_page,
    keywords,
    measures,
    to_decide,
)
from tools.stage import SUGGESTIONS_MS, Stage

if TYPE_CHECKING:
    from qualcoder_cg.gui.evidence.findings_page import FindingsPage

_SELECT = QItemSelectionModel.SelectionFlag.Select


def welcome(stage: Stage) -> QPixmap:
    """No study is open."""
    return stage.picture()


def coding(stage: Stage) -> QPixmap:
    """An interview with its codings, one of them active, and suggestions."""
    from qualcoder_cg.services.sample import sample_study

    stage.window.open_study(sample_study())
    session = stage.session
    shown = next(d for d in session.project.documents.all() if d.name.startswith("KII-06"))
    session.show_document(shown.id)
    session.activate(_with_memo(session), reveal=True)
    stage.wait(SUGGESTIONS_MS)
    return stage.picture()


def find(stage: Stage) -> QPixmap:
    """Hits in all documents, two of them selected to be coded."""
    stage.window.show_view("coding")
    stage.coding.finding.find_everywhere()
    panel = stage.coding.find_panel
    panel.bar.field.setText("trabaj")
    stage.wait()
    panel.list.setFocus()
    panel.list.go_to(1)
    panel.list.selectionModel().select(panel.model.index(2, 0), _SELECT)
    return stage.picture()


def find_forms(stage: Stage) -> QPixmap:
    """A misspelt word and what is found in its place."""
    stage.window.show_view("coding")
    stage.coding.finding.find_everywhere()
    panel = stage.coding.find_panel
    panel.bar.use_mode("fuzzy")
    panel.bar.field.setText("munizipio")
    panel.bar.field.setFocus()
    shown = stage.picture()
    panel.bar.use_mode("words")
    panel.close_panel()
    return shown


def _with_memo(session: Session) -> str:
    """The coding of the document shown that has a memo."""
    return next(coding.id for coding in session.codings if coding.memo)


def code_editor(stage: Stage) -> QPixmap:
    """A code described."""
    _back_to_text(stage)
    stage.session.activate(_with_memo(stage.session))
    return stage.command("edit-code")


def _page(name: str) -> Callable[[Stage], QPixmap]:
    def scene(stage: Stage) -> QPixmap:
        stage.window.show_page(name)
        return stage.picture()

    return scene


def _command(name: str) -> Callable[[Stage], QPixmap]:
    def scene(stage: Stage) -> QPixmap:
        stage.window.show_view("coding")
        return stage.command(name)

    return scene


def evidence(stage: Stage) -> QPixmap:
    """The findings of a question on their board."""
    stage.window.show_view("evidence")
    return stage.picture()


def query(stage: Stage) -> QPixmap:
    """The quotes of a question."""
    from qualcoder_cg.domain.queries import Query

    wanted = next(one.id for one in stage.session.project.matrix.questions() if one.number == "9")
    stage.window.commands.show_query(Query(questions=frozenset([wanted])))
    return stage.picture()


def finding(stage: Stage) -> QPixmap:
    """A finding, one of its quotes chosen."""
    page = _findings_page(stage, "9")
    page.supporting.list.setFocus()
    page.supporting.list.step(1)
    return stage.picture()


def settle(stage: Stage) -> QPixmap:
    """A contradiction that is being settled."""
    page = _findings_page(stage, "14")
    page.against.list.setFocus()
    page.against.list.step(1)
    stage.wait()
    page.acts.settle()
    stage.wait()
    return _with_dialog(stage)


def _findings_page(stage: Stage, number: str) -> "FindingsPage":
    from qualcoder_cg.gui.evidence.evidence_view import BY_QUESTION, EvidenceView

    stage.window.show_view("evidence")
    view = stage.window.findChild(EvidenceView)
    assert isinstance(view, EvidenceView)
    view.show_page(BY_QUESTION)
    stage.wait()
    page = view.findings
    page.questions.choose(next(one.id for one in page.project.matrix.questions() if one.number == number))
    stage.wait()
    return page


def _with_dialog(stage: Stage) -> QPixmap:
    """The whole window, with the dialog where it stands over it."""
    shown = stage.window.grab()
    dialog = next(one for one in stage.window.findChildren(QDialog) if one.isVisible())
    over = dialog.grab()
    ratio = shown.devicePixelRatio()
    box = QRect(QPoint(0, 0), over.size() / ratio)
    box.moveCenter(stage.window.rect().center())
    painter = QPainter(shown)
    painter.drawPixmap(box.topLeft(), over)
    painter.setPen(theme.colour("line2"))
    painter.drawRect(box.adjusted(0, 0, -1, -1))
    painter.end()
    return shown


def _view(name: str) -> Callable[[Stage], QPixmap]:
    def scene(stage: Stage) -> QPixmap:
        stage.window.show_view(name)
        return stage.picture()

    return scene


def palette(stage: Stage) -> QPixmap:
    """The quick palette over a sentence, some letters typed."""
    _back_to_text(stage)
    transcript = stage.coding.transcript
    turn = [turn for turn in stage.session.turns if turn.role == RESPONDENT][2]
    transcript.select(Span(turn.start, turn.start))
    transcript.extend_by_sentence()
    stage.coding.acts.code_passage()
    stage.coding.palette_popup.field.setText("pro")
    return stage.picture()


def several(stage: Stage) -> QPixmap:
    """Several codings chosen."""
    stage.coding.palette_popup.close_quietly()
    _back_to_text(stage)
    first = stage.session.codings[0]
    stage.coding.transcript.select(Span(first.start, first.start))
    stage.coding.chosen_acts.choose_all()
    return stage.picture()


def narrow(stage: Stage) -> QPixmap:
    """The window at 1024 × 700."""
    stage.coding.find_panel.close_panel()
    size = stage.window.size()
    stage.window.resize(1024, 700)
    _back_to_text(stage)
    shown = stage.picture()
    stage.window.resize(size)
    return shown


def history(stage: Stage) -> QPixmap:
    """The steps in their panel, one of them undone."""
    _back_to_text(stage)
    coding = stage.session.codings[0]
    for polarity in ("supports", "qualifies"):
        coding_weight.set_polarity(stage.session.project, [coding.id], polarity)
    stage.session.project.undo()
    shown = stage.command("history")
    stage.window.menus.actions["history"].trigger()
    return shown


def differ(stage: Stage) -> QPixmap:
    """Only where coders differ."""
    _back_to_text(stage)
    stage.session.who.cycle()
    shown = stage.picture()
    stage.session.who.cycle()
    stage.session.who.cycle()
    return shown


def tour(stage: Stage) -> QPixmap:
    """The second step of the tour."""
    _back_to_text(stage)
    card = card_of(stage.window)
    card.begin()
    card.go(1)
    shown = stage.picture()
    card.leave()
    return shown


def bookmarks(stage: Stage) -> QPixmap:
    """The list of bookmarks."""
    _back_to_text(stage)
    stage.coding.bookmarks.toggle()
    return stage.command("bookmarks")


def split(stage: Stage) -> QPixmap:
    """A code whose passages are divided."""
    _back_to_text(stage)
    codes = stage.coding.codes
    codes.select(next(one.id for one in stage.session.code_list() if one.name == "Q11"))
    codes.acts.split()
    return stage.picture()


def empty(stage: Stage) -> QPixmap:
    """A new study without documents."""
    from qualcoder_cg import paths
    from qualcoder_cg.services import studies

    project = studies.new_study(paths.person_config() / "new.qcg", matrix="closing-gaps", title="New study")
    stage.window.adopt(project)
    return stage.picture()


def _back_to_text(stage: Stage) -> None:
    stage.window.show_view("coding")
    stage.coding.transcript.setFocus()


SCENES: dict[str, Callable[[Stage], QPixmap]] = {
    "welcome": welcome,
    "coding": coding,
    "find": find,
    "find-similar": find_forms,
    "evidence": evidence,
    "query": query,
    "finding": finding,
    "settle": settle,
    **{name: _view(name) for name in ("triangulation", "chain", "reports")},
    "to-decide": to_decide,
    "keywords": keywords,
    "measures": measures,
    "auto-coding": auto_coding,
    "consistency": consistency,
    "over-time": consistency_page("time"),
    "confused-codes": consistency_page("confused"),
    "codebook-versions": consistency_page("versions"),
    "hand-out": _command("hand-out"),
    "rounds": _command("rounds"),
    "queries": _command("view-queries"),
    **{name: _page(name) for name in ("documents", "interviews", "informants", "institutions")},
    **{name: _page(name) for name in ("guides", "surveys", "tables", "matrix")},
    "palette": palette,
    "several": several,
    "narrow": narrow,
    "differ": differ,
    "history": history,
    "tour": tour,
    "bookmarks": bookmarks,
    "split": split,
    "code-editor": code_editor,
    "new-study": _command("new"),
    "coders": _command("coders"),
    "study-memo": _command("study-memo"),
    "keys": _command("keys"),
    "settings": _command("settings"),
    "export": _command("export"),
    "activity": _command("activity"),
    "empty": empty,
}
