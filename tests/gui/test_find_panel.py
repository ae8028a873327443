"""The find panel: searching while one types, and walking through the hits."""

import pytest
from find_help import CONTROL, NONE, SHIFT, find, offer, press, settle, words
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.search import FUZZY, LEMMA, NEAR, REGEX
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.search.find_bar import HERE
from qualcoder_cg.gui.search.find_panel import FindPanel
from qualcoder_cg.gui.search.hit_model import HIT
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import documents

Key = Qt.Key


@pytest.fixture
def panel(coding_view: CodingView) -> FindPanel:
    return coding_view.find_panel


def test_ctrl_f_opens_it_in_place_of_the_inspector_and_esc_gives_the_keyboard_back(
    coding_view: CodingView, panel: FindPanel, qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_F, CONTROL)
    assert panel.isVisible() and panel.bar.searched() == HERE
    assert not coding_view.inspector.isVisible()
    assert panel.bar.field.hasFocus()
    assert panel.nothing.said.text().startswith("Type what you look for.")
    press(qtbot, Key.Key_Escape)
    assert not panel.isVisible() and coding_view.inspector.isVisible()
    assert coding_view.transcript.edit.hasFocus()


def test_it_finds_while_one_types(coding_view: CodingView, panel: FindPanel, qtbot: QtBot) -> None:
    QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal, panel)
    coding_view.finding.find_here()
    find(qtbot, panel, "pays")
    assert words(panel) == ["pays", "pays"]
    assert panel.hits.counts.text() == "2 hits"
    assert panel.hits.left_out.text() == "1 more by interviewers"
    qtbot.keyClicks(panel.bar.field, " nex")
    settle(qtbot, panel)
    assert words(panel) == ["pays the promoters next"]
    qtbot.keyClicks(panel.bar.field, "zz")
    settle(qtbot, panel)
    assert panel.model.rowCount() == 0
    assert panel.nothing.said.text() == "No hits in this document."


def test_typing_quickly_leaves_only_the_last_search(
    coding_view: CodingView, panel: FindPanel, qtbot: QtBot
) -> None:
    coding_view.finding.find_everywhere()
    for letter in "women":
        qtbot.keyClicks(panel.bar.field, letter)
    settle(qtbot, panel)
    assert [word.lower() for word in words(panel)] == ["women"]
    assert panel.hits.counts.text() == "1 hit in 1 document"


def test_hits_are_framed_in_the_text(coding_view: CodingView, panel: FindPanel, qtbot: QtBot) -> None:
    coding_view.finding.find_here()
    find(qtbot, panel, "workers")
    (span,) = panel.spans_here()
    port = coding_view.transcript.edit.viewport()
    framed = port.grab().toImage()
    coding_view.transcript.set_found([])
    assert port.grab().toImage() != framed
    coding_view.transcript.set_found([span])
    assert port.grab().toImage() == framed
    coding_view.transcript.set_found([span], span)
    assert port.grab().toImage() != framed


def test_enter_and_f3_walk_from_the_caret_on_round_and_round(
    coding_view: CodingView, panel: FindPanel, session: Session, qtbot: QtBot
) -> None:
    caret = session.text.index("And who pays") + 15
    coding_view.transcript.select(Span(caret, caret))
    coding_view.finding.find_here()
    find(qtbot, panel, "in")
    spans = panel.spans_here()
    first = next(number for number, span in enumerate(spans) if span.start >= caret) if any(
        span.start >= caret for span in spans
    ) else 0  # fmt: skip
    press(qtbot, Key.Key_Return)
    assert panel.list.currentIndex().row() == first
    press(qtbot, Key.Key_Return)
    assert panel.list.currentIndex().row() == (first + 1) % len(spans)
    press(qtbot, Key.Key_Return, SHIFT)
    assert panel.list.currentIndex().row() == first
    coding_view.transcript.setFocus()
    press(qtbot, Key.Key_F3)
    assert coding_view.transcript.selected_span() == spans[(first + 1) % len(spans)]
    press(qtbot, Key.Key_F3, SHIFT)
    assert coding_view.transcript.selected_span() == spans[first]


def test_f3_without_the_panel_opens_it(coding_view: CodingView, panel: FindPanel, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_F3)
    assert panel.isVisible()
    panel.step(1)
    assert panel.list.current() is None


def test_a_selection_is_taken_over(
    coding_view: CodingView, panel: FindPanel, session: Session, qtbot: QtBot
) -> None:
    start = session.text.index("municipality")
    coding_view.transcript.select(Span(start, start + len("municipality")))
    press(qtbot, Key.Key_F, CONTROL)
    settle(qtbot, panel)
    assert panel.bar.field.text() == "municipality"
    assert words(panel) == ["municipality"]


def test_arrows_in_the_list_show_hits_in_their_documents(
    coding_view: CodingView, panel: FindPanel, session: Session, qtbot: QtBot
) -> None:
    coding_view.finding.find_everywhere()
    find(qtbot, panel, "opened")
    assert [index for index, _hit in enumerate(panel.model.hits)] == [0, 1]
    first, second = (hit.document_id for hit in panel.model.hits)
    assert session.document and session.document.id == first != second
    press(qtbot, Key.Key_Down)
    assert panel.list.hasFocus() and panel.list.currentIndex().row() == 0
    press(qtbot, Key.Key_Down)
    qtbot.waitUntil(lambda: session.document is not None and session.document.id == second)
    assert panel.list.hasFocus(), "the keyboard stays in the list"
    assert len(panel.model.hits) == 2, "turning to another document does not search again"
    assert panel.spans_here() == [panel.model.hits[1].span]
    press(qtbot, Key.Key_Return)
    assert coding_view.transcript.edit.hasFocus()
    assert coding_view.transcript.selected_span() == panel.model.hits[1].span


def test_the_list_goes_back_to_the_field(coding_view: CodingView, panel: FindPanel, qtbot: QtBot) -> None:
    coding_view.finding.find_here()
    find(qtbot, panel, "pays")
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Up)
    assert panel.bar.field.hasFocus()


def test_this_document_follows_the_document_shown(
    coding_view: CodingView, panel: FindPanel, session: Session, qtbot: QtBot
) -> None:
    coding_view.finding.find_here()
    find(qtbot, panel, "opened")
    assert panel.model.rowCount() == 1
    other = session.project.documents.all()[1].id
    session.show_document(other)
    settle(qtbot, panel)
    assert [hit.document_id for hit in panel.model.hits] == [other]
    session.show_document(None)
    settle(qtbot, panel)
    assert panel.model.rowCount() == 0


def test_a_click_selects_and_ctrl_adds(coding_view: CodingView, panel: FindPanel, qtbot: QtBot) -> None:
    coding_view.finding.find_here()
    find(qtbot, panel, "the")
    assert panel.model.rowCount() > 2

    def click(row: int, held: Qt.KeyboardModifier = NONE) -> None:
        place = panel.list.visualRect(panel.model.index(row, 0)).center()
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, held, place)

    click(0)
    click(2, CONTROL)
    assert panel.list.selected() == [panel.model.hits[0], panel.model.hits[2]]
    assert panel.hits.code_button.text() == "Code 2"
    click(0)
    click(2, SHIFT)
    assert panel.list.selected() == panel.model.hits[:3]
    assert panel.list.hasFocus()


def test_no_hits_offer_what_may_help(coding_view: CodingView, panel: FindPanel, qtbot: QtBot) -> None:
    coding_view.finding.find_here()
    find(qtbot, panel, "munizipality")
    offer(qtbot, panel, "Try similar spellings")
    assert panel.bar.mode.currentData() == FUZZY
    assert words(panel) == ["municipality"]
    assert panel.hits.forms.text() == "Found as: municipality"
    panel.bar.use_mode("words")
    find(qtbot, panel, "sundays")
    offer(qtbot, panel, "Search all documents")
    assert words(panel) == ["Sundays"]
    find(qtbot, panel, "begin")
    offer(qtbot, panel, "1 more by interviewers")
    assert words(panel) == ["begin"]
    assert panel.bar.filter.text() == "Filter (1)"


def test_forms_and_words_near(coding_view: CodingView, panel: FindPanel, qtbot: QtBot) -> None:
    coding_view.finding.find_everywhere()
    panel.bar.use_mode(LEMMA)
    find(qtbot, panel, "woman")
    assert words(panel) == ["Women"]
    assert not panel.bar.accents.isEnabled() and not panel.bar.case.isEnabled()
    panel.bar.use_mode(NEAR)
    find(qtbot, panel, "children weekdays")
    assert words(panel) == ["children could not come on weekdays"]
    qtbot.keyClick(panel.bar.distance, Key.Key_A, CONTROL)
    qtbot.keyClicks(panel.bar.distance, "3")
    settle(qtbot, panel)
    assert words(panel) == []


def test_a_wrong_pattern_is_said_in_place(coding_view: CodingView, panel: FindPanel, qtbot: QtBot) -> None:
    coding_view.finding.find_here()
    panel.bar.use_mode(REGEX)
    find(qtbot, panel, "(work")
    assert panel.nothing.said.text().startswith("The pattern is not complete")
    find(qtbot, panel, "work.*?mon")
    assert words(panel) == ["workers came in the first mon"]


def test_toggles(coding_view: CodingView, panel: FindPanel, qtbot: QtBot) -> None:
    coding_view.finding.find_here()
    find(qtbot, panel, "work")
    assert words(panel) == ["workers"]
    qtbot.mouseClick(panel.bar.whole, Qt.MouseButton.LeftButton)
    settle(qtbot, panel)
    assert words(panel) == []
    qtbot.mouseClick(panel.bar.whole, Qt.MouseButton.LeftButton)
    panel.bar.case.setFocus()
    press(qtbot, Key.Key_Space)
    find(qtbot, panel, "Work")
    assert words(panel) == []


def test_a_text_that_comes_in_or_goes_is_searched_at_once(
    coding_view: CodingView, panel: FindPanel, session: Session, qtbot: QtBot
) -> None:
    coding_view.finding.find_everywhere()
    find(qtbot, panel, "sundays")
    assert panel.model.rowCount() == 1
    documents.remove_documents(session.project, [panel.model.hits[0].document_id])
    settle(qtbot, panel)
    assert panel.model.rowCount() == 0
    session.project.undo()
    settle(qtbot, panel)
    assert panel.model.rowCount() == 1


def test_closing_the_study_ends_a_search_under_way(
    coding_view: CodingView, panel: FindPanel, qtbot: QtBot
) -> None:
    coding_view.finding.find_everywhere()
    panel.bar.use_mode(LEMMA)
    qtbot.keyClicks(panel.bar.field, "woman")
    assert panel.running.is_under_way()
    coding_view.finish()
    assert not panel.running.is_under_way()


def test_the_panel_is_made_higher_by_its_edge_and_by_keys(
    coding_view: CodingView, panel: FindPanel, qtbot: QtBot
) -> None:
    coding_view.finding.find_here()
    height = panel.height()
    qtbot.mousePress(panel.edge, Qt.MouseButton.LeftButton, pos=panel.edge.rect().center())
    place = panel.edge.rect().center()
    qtbot.mouseMove(panel.edge, place)
    panel.edge.pulled.emit(40)
    qtbot.mouseRelease(panel.edge, Qt.MouseButton.LeftButton)
    assert panel.height() == height + 40
    press(qtbot, Key.Key_Down, CONTROL | SHIFT)
    assert panel.height() == height - 8
    coding_view.find_panel.close_panel()
    coding_view.finding.find_here()
    assert panel.height() == height - 8, "it is remembered"


def test_rows_say_where_the_hit_stands(coding_view: CodingView, panel: FindPanel, qtbot: QtBot) -> None:
    coding_view.finding.find_everywhere()
    find(qtbot, panel, "rent")
    index = panel.model.index(0, 0)
    assert index.data(HIT).words == "rent"
    told = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("INT-01, KII-01: The municipality pays the rent.")


def test_it_makes_way_for_a_memo_and_leaves_the_selection(
    coding_view: CodingView, panel: FindPanel, session: Session, qtbot: QtBot
) -> None:
    coding_view.finding.find_here()
    find(qtbot, panel, "pays")
    panel.list.go_to(0)
    coding_view.transcript.select(Span(20, 30))
    coding_view.transcript.setFocus()
    press(qtbot, Key.Key_M)
    assert not panel.isVisible() and coding_view.inspector.isVisible()
    assert coding_view.inspector.document_memo.hasFocus()
    assert coding_view.transcript.selected_span() == Span(20, 30)
