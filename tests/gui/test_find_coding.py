"""The find panel: coding hits, whose words and which passages are searched, what was searched lately."""

import pytest
from coding_fixtures import code_named
from find_help import CONTROL, find, offer, press, settle, words
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.search import SENTENCE, TURN
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.search import recent
from qualcoder_cg.gui.search.find_bar import ALL, CODED
from qualcoder_cg.gui.search.find_panel import FindPanel
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import coding, register

Key = Qt.Key


@pytest.fixture
def panel(coding_view: CodingView) -> FindPanel:
    return coding_view.find_panel


def test_hits_selected_are_coded_in_one_step_and_undone(
    coding_view: CodingView, panel: FindPanel, session: Session, qtbot: QtBot
) -> None:
    said: list[str] = []
    session.told.connect(said.append)
    before = session.project.fingerprint()
    coding_view.finding.find_here()
    find(qtbot, panel, "the")
    count = panel.model.rowCount()
    assert not panel.hits.code_button.isEnabled()
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_A, CONTROL)
    press(qtbot, Key.Key_C)
    assert coding_view.palette_popup.isVisible()
    qtbot.keyClicks(coding_view.palette_popup.field, "14")
    press(qtbot, Key.Key_Return)
    code = code_named(session, "Q14")
    made = session.project.codings.of_code(code.id)
    assert [one.span for one in made] == [hit.span for hit in panel.model.hits]
    assert said[-1] == f"{count} passages saved under 14 Governance."
    step = session.project.undoable()
    assert step and step.name == "Code search hits under {codes} ({n})"
    assert panel.list.hasFocus(), "the keyboard is where it was"
    press(qtbot, Key.Key_R)
    assert said[-1] == f"Nothing new under 14 Governance. {count} were there already."
    session.project.undo()
    assert session.project.fingerprint() == before


@pytest.mark.parametrize(
    ("grow", "coded"), [(SENTENCE, "We opened in March."), (TURN, "We opened in March. Sev")]
)
def test_hits_grow(
    coding_view: CodingView, panel: FindPanel, session: Session, qtbot: QtBot, grow: str, coded: str
) -> None:
    coding_view.finding.find_here()
    find(qtbot, panel, "March")
    panel.hits.grow.setCurrentIndex(panel.hits.grow.findData(grow))
    panel.list.go_to(0)
    session.last_code_id = code_named(session, "Q14").id
    panel.list.setFocus()
    press(qtbot, Key.Key_R)
    ((_coding, quote),) = session.project.codings.quotes_of(code_named(session, "Q14").id)
    assert quote.startswith(coded)


def test_a_new_code_is_made_for_hits(
    coding_view: CodingView, panel: FindPanel, session: Session, qtbot: QtBot
) -> None:
    coding_view.finding.find_here()
    find(qtbot, panel, "rent")
    panel.list.go_to(0)
    qtbot.mouseClick(panel.hits.code_button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(coding_view.palette_popup.field, "Zrent")
    press(qtbot, Key.Key_Return)
    ((_coding, quote),) = session.project.codings.quotes_of(code_named(session, "Zrent").id)
    assert quote == "rent"


def test_repeat_without_a_code_says_so(
    coding_view: CodingView, panel: FindPanel, session: Session, qtbot: QtBot
) -> None:
    said: list[str] = []
    session.told.connect(said.append)
    coding_view.finding.find_here()
    find(qtbot, panel, "rent")
    panel.list.go_to(0)
    coding_view.at_hand.keys.recent.clear()
    session.last_code_id = None
    panel.list.setFocus()
    press(qtbot, Key.Key_R)
    assert said[-1] == "No code has been used yet. Press C to find one."


def test_passages_of_a_code(
    coding_view: CodingView, panel: FindPanel, session: Session, qtbot: QtBot
) -> None:
    coding_view.finding.find_everywhere()
    find(qtbot, panel, "workers")
    panel.bar.scope.activated.emit(CODED)
    assert panel.bar.searched() == ALL, "until a code is chosen"
    qtbot.keyClicks(coding_view.palette_popup.field, "11")
    press(qtbot, Key.Key_Return)
    settle(qtbot, panel)
    assert panel.bar.scope.currentText() == "Coded: 11 Affiliation, care"
    assert words(panel) == ["workers"]
    (made,) = session.project.codings.of_code(code_named(session, "Q11").id)
    coding.remove_codings(session.project, [made.id])
    settle(qtbot, panel)
    assert panel.nothing.said.text() == "No hits in the passages of this code."
    session.project.undo()
    settle(qtbot, panel)
    assert words(panel) == ["workers"]


def test_filters_by_keys(coding_view: CodingView, panel: FindPanel, session: Session, qtbot: QtBot) -> None:
    project = session.project
    ids = register.add_rows(
        project, "informant", [{"code": "KII-01", "sex": "woman"}, {"code": "KII-02", "sex": "man"}]
    )
    for document, informant in zip(project.documents.all(), ids):
        register.set_voice(project, document.id, document.name[:6], informant)
    coding_view.finding.find_everywhere()
    find(qtbot, panel, "opened")
    assert panel.model.rowCount() == 2
    qtbot.mouseClick(panel.bar.filter, Qt.MouseButton.LeftButton)
    assert panel.filters.isVisible() and panel.filters.field.hasFocus()
    qtbot.keyClicks(panel.filters.field, "sex woman")
    press(qtbot, Key.Key_Return)
    settle(qtbot, panel)
    assert [hit.speaker for hit in panel.model.hits] == ["KII-01"]
    assert panel.bar.filter.text() == "Filter (1)"
    assert panel.bar.filter.toolTip() == "woman"
    press(qtbot, Key.Key_Escape)
    assert not panel.filters.isVisible() and panel.isVisible()
    find(qtbot, panel, "sundays")
    offer(qtbot, panel, "Clear the filter")
    assert words(panel) == ["Sundays"]


def test_lately_searched_comes_back_by_the_arrow(
    coding_view: CodingView, panel: FindPanel, session: Session, qtbot: QtBot
) -> None:
    coding_view.finding.find_here()
    find(qtbot, panel, "rent")
    press(qtbot, Key.Key_Return)
    find(qtbot, panel, "pays")
    press(qtbot, Key.Key_Return)
    study = str(session.project.settings.get("study_id"))
    assert recent.recent(study) == [("words", "pays"), ("words", "rent")]
    panel.bar.field.clear()
    press(qtbot, Key.Key_Down)
    menu = QApplication.activePopupWidget()
    assert menu
    qtbot.keyClick(menu, Key.Key_Down)
    qtbot.keyClick(menu, Key.Key_Return)
    settle(qtbot, panel)
    assert panel.bar.field.text() == "rent"
    assert words(panel) == ["rent"]


def test_ten_searches_are_kept_for_each_study() -> None:
    for number in range(12):
        recent.remember("a", "words", f"word {number}")
    recent.remember("a", "phrase", "word  5")
    recent.remember("a", "words", " ")
    recent.remember("b", "words", "other")
    kept = recent.recent("a")
    assert len(kept) == recent.MOST
    assert kept[:2] == [("phrase", "word 5"), ("words", "word 11")]
    assert recent.recent("b") == [("words", "other")]


def test_no_hit_is_marked_once_the_panel_is_closed(
    coding_view: CodingView, panel: FindPanel, session: Session, qtbot: QtBot
) -> None:
    coding_view.finding.find_here()
    find(qtbot, panel, "rent")
    panel.list.go_to(0)
    panel.list.setFocus()
    assert coding_view.transcript.edit.found._current
    press(qtbot, Key.Key_Escape)
    shown = session.document
    assert shown
    session.show_document(next(one.id for one in session.project.documents.all() if one.id != shown.id))
    session.show_document(shown.id)
    assert coding_view.transcript.edit.found._current is None


def test_hits_that_lie_apart_are_selected_by_space(
    coding_view: CodingView, panel: FindPanel, session: Session, qtbot: QtBot
) -> None:
    coding_view.finding.find_everywhere()
    find(qtbot, panel, "we")
    assert panel.model.rowCount() >= 3
    press(qtbot, Key.Key_Down)
    for key in (Key.Key_Space, Key.Key_Down, Key.Key_Down, Key.Key_Space):
        press(qtbot, key)
    first, second, third = panel.model.hits[:3]
    assert panel.list.selected() == [first, third]
    press(qtbot, Key.Key_Space)
    press(qtbot, Key.Key_Up)
    press(qtbot, Key.Key_Up)
    press(qtbot, Key.Key_Space)
    assert panel.list.selected() == []
    with qtbot.waitSignal(session.told, check_params_cb=lambda said: said.startswith("Select hits")):
        press(qtbot, Key.Key_C)
    panel.list.step(1)
    assert panel.list.selected() == [second]
    press(qtbot, Key.Key_Down)
    assert panel.list.selected() == [third], "without Space the arrows select what they come to"


def test_several_codes_are_ticked_for_hits(
    coding_view: CodingView, panel: FindPanel, session: Session, qtbot: QtBot
) -> None:
    before = session.project.fingerprint()
    coding_view.finding.find_here()
    find(qtbot, panel, "rent")
    panel.list.go_to(0)
    panel.list.setFocus()
    press(qtbot, Key.Key_C)
    for number in ("14", "15"):
        qtbot.keyClicks(coding_view.palette_popup.field, number)
        press(qtbot, Key.Key_Space, CONTROL)
    press(qtbot, Key.Key_Return)
    for name in ("Q14", "Q15"):
        assert len(session.project.codings.of_code(code_named(session, name).id)) == 1
    session.project.undo()
    assert session.project.fingerprint() == before


def test_a_blind_round_hides_the_passages_of_others_at_once(
    coding_view: CodingView, panel: FindPanel, session: Session, qtbot: QtBot
) -> None:
    coding_view.finding.find_everywhere()
    panel.bar.use_code(code_named(session, "Q11").id, "Q11")
    find(qtbot, panel, "workers")
    assert words(panel) == ["workers"]
    session.who.act_as("Ana L.")
    session.who.set_blind(True)
    settle(qtbot, panel)
    assert words(panel) == []
