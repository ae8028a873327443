"""Evidence by question: its findings, what each stands on and how strong that is, whose voices are heard."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ...domain.changes import Changes
from ...domain.findings import FindingFacts
from ...domain.matrix import Question
from ...domain.queries import Passage
from ...domain.spans import Span
from ...i18n import _
from ...services import finding_words
from ...services.excerpts import first_coding
from ...services.question_board import Board
from .. import shortcuts
from ..coding.pane import PaneHeader, filter_field, hairline, label, panel
from ..session import Session
from . import acts
from .board_acts import BoardActs
from .board_bar import BoardBar
from .board_header import BoardHeader
from .board_list import BoardList, Column
from .board_model import Shown
from .board_reading import BoardReading
from .board_words import against_words, supporting_words
from .finding_acts import FindingActs
from .finding_cell import FindingCell
from .question_list import QuestionList
from .side_pane import SidePane
from .strength_cell import StrengthCell

_LEFT, _RIGHT, _SETTLE = 224, 304, 150
_AHEAD = 48
_TABLES = (
    "finding", "finding_evidence", "evidence_item", "quote", "translation", "redaction", "known_name",
    "coding", "code", "code_question", "criterion", "question", "document", "document_text", "turn",
    "informant", "voice", "institution", "interview", "interview_informant", "category", "guide",
    "guide_item", "item_question", "survey", "survey_item", "answer", "setting", "chain_item", "chain_basis",
    "coder",
)  # fmt: skip
_MATRIX = ("criterion", "question")


class FindingsPage(QWidget):
    """The first page of the evidence view; `coding_chosen(id)`, `passage_chosen(document id, Span)` lead on.

    Nothing is read before it is first shown, and nothing while it is hidden.
    """

    coding_chosen = Signal(str)
    passage_chosen = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.project = session, session.project
        self.facts: FindingFacts | None = None
        self.all: list[FindingFacts] = []
        self._all_known = False
        self._here: list[FindingFacts] = []
        self._wanted = ""
        self._kept: list[object] = []
        self._read_of = ""
        self._board: Board | None = None
        self._stale, self._new_matrix = True, True
        self.reading = BoardReading(self.project, self)
        self.reading.findings_read.connect(self._show_findings)
        self.reading.board_read.connect(self._show_board)
        self.reading.all_read.connect(self._show_all)
        self._again = QTimer(self, singleShot=True, interval=_SETTLE)
        self._again.timeout.connect(self._read)
        self.acts, self.finding_acts = BoardActs(self), FindingActs(self)
        self.splitter = QSplitter(self)
        self.splitter.setObjectName("evidence")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.side = SidePane(self)
        self.reading.voices_read.connect(self.side.voices.show_balance)
        for pane in (self._left(), self._middle(), self.side):
            self.splitter.addWidget(pane)
        self.splitter.setSizes([_LEFT, 900, _RIGHT])
        self.splitter.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        self._last = self.supporting.list
        session.changed.connect(self._on_changed)

    def event(self, event: QEvent) -> bool:
        """Take F2 before the window does."""
        return shortcuts.take(self, event) or super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was hidden."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop reading; what is half read is read again."""
        super().hideEvent(event)
        if self.reading.is_busy:
            self.reading.stop()
            self._stale = True

    def show_question(self, question_id: str) -> None:
        """Show a question; what is typed to filter the questions goes where it hides this one."""
        if self.questions.is_hidden(question_id):
            self.filter.clear()
        self.questions.choose(question_id)

    def show_finding(self, finding_id: str) -> None:
        """Show a finding with its question."""
        found = self.project.evidence.findings.get(finding_id)
        if found:
            self._wanted = finding_id
            if self.questions.question() == found.question_id:
                self._read(everything=False)
            else:
                self.show_question(found.question_id)

    def step_finding(self, step: int) -> None:
        """Show the next finding of the question, or the one before."""
        ids = [one.id for one in self._here]
        if self.facts and self.facts.id in ids:
            place = ids.index(self.facts.id) + step
            if 0 <= place < len(ids):
                self.show_finding(ids[place])

    def show_next(self, finding_id: str) -> None:
        """Show this finding once the change that made it is read."""
        self._wanted = finding_id
        self._read()

    def place_of(self, finding_id: str) -> int:
        """Where a finding stands among those of its question; -1 where it does not."""
        ids = [one.id for one in self._here]
        return ids.index(finding_id) if finding_id in ids else -1

    def count(self) -> int:
        """How many findings the question has."""
        return len(self._here)

    def unlinked(self, bearing: str) -> list[Passage]:
        """The coded passages of the question that bear so and are not in the finding."""
        groups = [*self._board.supporting, *self._board.against] if self._board else []
        return [
            row.passage
            for group in groups
            for row in group.rows
            if row.passage and row.linked is None and row.bearing == bearing
        ]

    @property
    def all_known(self) -> bool:
        """Whether the findings of all questions were read once, and nothing changed since."""
        return self._all_known and not self._stale

    def tell(self, text: str) -> None:
        """Say something in the status line."""
        self.session.told.emit(text)

    def current_row(self) -> Shown | None:
        """The evidence that keys act on."""
        return self._last.current()

    def chosen_rows(self) -> Sequence[Shown]:
        """All evidence that is chosen, in the column used last."""
        return self._last.chosen()

    def other_column(self) -> None:
        """Give the keyboard to the other column."""
        other = self.against if self._last is self.supporting.list else self.supporting
        if other.list.isVisible():
            other.list.setFocus(Qt.FocusReason.TabFocusReason)

    def add_evidence(self, kind: str = "") -> None:
        """Ask for evidence that is no coded quote."""
        self.finding_acts.add_evidence(kind)

    def open_passage(self, passage: Passage) -> None:
        """Go to a passage: to a coding of it where there is one."""
        coding_id = first_coding(self.project, passage)
        if coding_id:
            self.coding_chosen.emit(coding_id)
        else:
            self.passage_chosen.emit(passage.document_id, Span(passage.start, passage.end))

    def _left(self) -> QWidget:
        pane = QWidget(self)
        panel(pane)
        pane.setMinimumWidth(176)
        self.left_header = PaneHeader("", pane)
        self.filter = filter_field(_("Filter"), _("Filter questions"), pane)
        self.questions = QuestionList(pane)
        self.questions.chosen.connect(lambda _id: self._read(everything=False))
        self.filter.textChanged.connect(self.questions.narrow)
        field = QHBoxLayout()
        field.setContentsMargins(12, 0, 12, 8)
        field.addWidget(self.filter)
        legend = label(_("4 strong · 3 good · 2 limited · 1 weak · C contested"), "caption", pane)
        legend.setWordWrap(True)
        legend.setContentsMargins(12, 8, 12, 8)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.left_header)
        column.addLayout(field)
        column.addWidget(self.questions, 1)
        column.addWidget(hairline(pane))
        column.addWidget(legend)
        return pane

    def _middle(self) -> QWidget:
        pane = QWidget(self)
        panel(pane, "base")
        pane.setMinimumWidth(480)
        acts = self.finding_acts
        self.header = BoardHeader(pane, step=self.step_finding, add=acts.begin_new, more=acts.open_menu)
        self._make_finding(pane)
        self._make_columns(pane)
        self.bar = BoardBar(self.acts.buttons(), pane)
        whole = QVBoxLayout(pane)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(hairline(pane))
        whole.addLayout(_halves(self.finding, self.strength, pane))
        whole.addLayout(_halves(self.supporting, self.against, pane), 1)
        whole.addWidget(self.bar)
        self._page_keys()
        return pane

    def _make_finding(self, pane: QWidget) -> None:
        acts = self.finding_acts
        self.finding = FindingCell(pane)
        self.finding.edited.connect(acts.write)
        edit = self.finding
        for done in (edit.edit.kept, edit.edit.left, edit.save.clicked, edit.cancel.clicked):
            done.connect(self._to_board)
        self.finding.add_wanted.connect(self.acts.add)
        self.finding.link_wanted.connect(acts.link_supporting)
        self.strength = StrengthCell(pane)
        self.strength.confirm_wanted.connect(acts.confirm)
        self.strength.override_wanted.connect(acts.override)
        self.strength.withdraw_wanted.connect(acts.withdraw)

    def _to_board(self) -> None:
        """Give the keyboard to the evidence, once a statement was written or given up."""
        column = self.supporting if self.supporting.list.isVisible() else self.against
        column.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_columns(self, pane: QWidget) -> None:
        nothing = _("Nothing supports it yet. Code passages under the question, or add other evidence.")
        none = _("Nothing qualifies or contradicts it.")
        self.supporting = Column(("supports",), _("Supporting"), nothing, pane, self.acts.give_keys)
        both = ("qualifies", "contradicts")
        self.against = Column(both, _("Qualifying, contradicting"), none, pane, self.acts.give_keys)
        for column in (self.supporting, self.against):
            column.list.plus_clicked.connect(self.acts.add)
            column.list.open_wanted.connect(self.acts.open)
            column.list.rows.rowsInserted.connect(lambda *_args: self._read_ahead())
            column.list.focused.connect(lambda used=column.list: self._use(used))
            column.list.selectionModel().selectionChanged.connect(lambda *_args: self._show_chosen())

    def _page_keys(self) -> None:
        works: acts.Works = {
            "finding_edit": self.finding.begin,
            "finding_new": self.finding_acts.begin_new,
            "finding_next": lambda: self.step_finding(1),
            "finding_previous": lambda: self.step_finding(-1),
        }
        acts.add(self, acts.finding(), works)

    def _read(self, *, everything: bool = True) -> None:
        if not self.isVisible():
            self._stale = True
            return
        if self._new_matrix:
            self._new_matrix = False
            self.questions.blockSignals(True)
            self.questions.show_matrix(self.project.matrix.criteria(), self.project.matrix.questions())
            self.questions.blockSignals(False)
        self._stale = False
        question = self.questions.question()
        self._kept = [row.key for row in self._last.chosen()] if question == self._read_of else []
        self._read_of = question
        self.reading.begin(question, everything=everything or not self._all_known)

    def _on_changed(self, changes: Changes) -> None:
        self.reading.note(changes)
        if not changes.touched(*_TABLES):
            return
        self._stale = True
        self._new_matrix |= changes.touched(*_MATRIX)
        # what is half read is of before
        self.reading.stop()
        self.side.stop()
        if self.isVisible():
            if changes.touched("finding", "finding_evidence", "quote"):
                self._read()
            else:
                self._again.start()

    def _show_findings(self, found: list[FindingFacts]) -> None:
        """The findings of the question: the one that is wanted, else the one shown, else the first."""
        self._here = found
        known = {one.id: one for one in found}
        before = self.facts.id if self.facts else ""
        self.facts = known.get(self._wanted) or known.get(before) or (found[0] if found else None)
        self._wanted = ""
        facts, question = self.facts, self._question()
        number = question.number if question else ""
        self.header.title.show_question(number, question.text if question else "", self.questions.colour())
        self.header.show_place(found.index(facts) if facts else 0, len(found))
        self.header.new.setEnabled(bool(number))
        self.finding.show_finding(facts, number)
        self.strength.show_finding(facts, finding_words.lines(self.project, facts) if facts else ())
        self.reading.read_board(facts, self._laid_out())

    def _show_board(self, board: Board) -> None:
        self._board = board
        least = self._laid_out()
        for column, groups, undecided in (
            (self.supporting, board.supporting, board.undecided),
            (self.against, board.against, ()),
        ):
            kept = column.list.verticalScrollBar().value()
            column.list.rows.fill(groups, undecided, self.reading.words, self.reading.reference, least)
            column.show_empty(not groups and not undecided)
            column.list.verticalScrollBar().setValue(kept if least else 0)
        self.supporting.header.show_counts(supporting_words(board))
        self.against.header.show_counts(against_words(board))
        self.finding.show_more(board.more)
        for key in self._kept[:1]:
            other = self.against.list if self._last is self.supporting.list else self.supporting.list
            if not self._last.choose(key) and other.choose(key):
                self._use(other)
        self._show_chosen()
        self.side.show_finding(self.facts, self._here, board, self.questions.question())
        self._read_ahead()

    def _laid_out(self) -> int:
        """How many rows must be there again, so that what was chosen stays where it is."""
        return max(list_.rows.rowCount() for list_ in self._lists()) if self._kept else 0

    def _read_ahead(self) -> None:
        """Make ready what one scrolls to next."""
        self.reading.read_ahead([one for list_ in self._lists() for one in list_.rows.following(_AHEAD)])

    def _lists(self) -> tuple[BoardList, BoardList]:
        return self.supporting.list, self.against.list

    def _show_all(self, found: list[FindingFacts]) -> None:
        self.all, self._all_known = found, True
        by_question: dict[str, list[FindingFacts]] = {}
        for one in found:
            by_question.setdefault(one.question.id, []).append(one)
        self.questions.show_findings(by_question)

    def _use(self, used: BoardList) -> None:
        """Let keys and buttons act on a column; the other one lets go of what is chosen."""
        if used is not self._last:
            self._last.clearSelection()
            self._last = used
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.bar.show_chosen(self.chosen_rows(), has_finding=self.facts is not None)

    def _question(self) -> Question | None:
        wanted = self.questions.question()
        return next((one for one in self.project.matrix.questions() if one.id == wanted), None)


def _halves(left: QWidget, right: QWidget, parent: QWidget) -> QHBoxLayout:
    """Two parts side by side, equally wide, with a hairline between."""
    line = hairline(parent)
    line.setMinimumHeight(1)
    line.setMaximumHeight(16777215)
    line.setFixedWidth(1)
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    for part in (left, right):
        part.setMinimumWidth(200)
        part.setSizePolicy(part.sizePolicy().Policy.Ignored, part.sizePolicy().verticalPolicy())
    row.addWidget(left, 1)
    row.addWidget(line)
    row.addWidget(right, 1)
    return row
