"""Back and forward, bookmarks, and going on where one stopped."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from shell_help import dialog_of, opened, trigger

from qualcoder_cg import settings
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui import density, panes
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.dialogs.bookmarks import BookmarksDialog
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.places import Place, Trail
from qualcoder_cg.services import documents, studies, whereabouts

pytest_plugins = ("conftest_shell",)

LONG = "".join(
    f"E1: Question {n}?\nKII-02: Answer {n}, which is long enough to fill a line.\n" for n in range(200)
)


@pytest.fixture
def path(study: Path, tmp_path: Path) -> Path:
    """A study with a short and a long interview."""
    settings.put("coder", "Marta R.")
    (tmp_path / "long.txt").write_text(LONG, encoding="utf-8")
    project = studies.open_project(study)
    documents.import_files(project, [tmp_path / "long.txt"])
    project.close()
    return study


@pytest.fixture
def view(window: MainWindow, path: Path, qtbot: QtBot) -> CodingView:
    """The coding view on the short one, with the keyboard in the text."""
    opened(window, path)
    window.activateWindow()
    view = window.findChild(CodingView)
    view.transcript.setFocus()
    qtbot.waitUntil(view.transcript.edit.hasFocus)
    return view


def _ids(window: MainWindow) -> list[str]:
    return [document.id for document in window.session.project.documents.all()]


def _settle(qtbot: QtBot, window: MainWindow) -> None:
    """Let the jump be over, as it is for a person between two acts."""
    qtbot.waitUntil(lambda: not window.navigation._jumped)


def test_back_and_forward_between_documents_and_views(
    view: CodingView, window: MainWindow, qtbot: QtBot
) -> None:
    short, long = _ids(window)
    back, forward = window.menus.actions["back"], window.menus.actions["forward"]
    assert not back.isEnabled() and back.toolTip() == "Nowhere to go back to"
    _settle(qtbot, window)
    view.transcript.select(Span(90, 90))
    window.session.show_document(long)
    _settle(qtbot, window)
    assert back.toolTip().startswith("Back to INT-01 · ")
    window.show_view(panes.EVIDENCE)
    _settle(qtbot, window)
    assert back.toolTip().startswith("Back to INT-02 · ")
    back.trigger()
    assert window.view() == panes.CODING and window.session.document.id == long
    assert forward.toolTip().startswith("Forward to Evidence")
    back.trigger()
    assert window.session.document.id == short
    assert view.transcript.selected_span() == Span(90, 90), "to the place, not only the document"
    forward.trigger()
    forward.trigger()
    assert window.view() == panes.EVIDENCE and not forward.isEnabled()


def test_scrolling_and_reading_on_make_no_place_but_a_jump_does(
    view: CodingView, window: MainWindow, qtbot: QtBot
) -> None:
    window.session.show_document(_ids(window)[1])
    _settle(qtbot, window)
    behind = len(window.navigation.trail.behind())
    for _key in range(30):
        qtbot.keyClick(view.transcript.edit, Qt.Key.Key_J)
    view.transcript.edit.verticalScrollBar().setValue(2_000)
    _settle(qtbot, window)
    assert len(window.navigation.trail.behind()) == behind
    top = view.transcript.place_read()[0]
    window.session.reveal_wanted.emit(Span(top + 40, top + 50))
    assert len(window.navigation.trail.behind()) == behind, "what is in sight is no jump"
    window.session.reveal_wanted.emit(Span(len(LONG) - 60, len(LONG) - 50))
    _settle(qtbot, window)
    assert len(window.navigation.trail.behind()) == behind + 1
    qtbot.keyClick(view.transcript.edit, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.transcript.place_read()[0] == top


def test_a_passage_from_elsewhere_is_one_jump(view: CodingView, window: MainWindow, qtbot: QtBot) -> None:
    window.show_view(panes.SOURCES)
    _settle(qtbot, window)
    window.commands.open_passage(_ids(window)[1], Span(9_000, 9_020))
    _settle(qtbot, window)
    assert [place.view for place in window.navigation.trail.behind()] == [panes.SOURCES, panes.CODING]
    assert window.session.selection == Span(9_000, 9_020)
    menu = QMenu()
    window.navigation.fill(menu, back=True)
    assert [action.text().split(" · ")[0] for action in menu.actions()] == ["Sources", "INT-01"]
    menu.actions()[1].trigger()
    assert window.session.document.code == "INT-01"


def test_a_document_that_is_gone_is_passed_over(view: CodingView, window: MainWindow, qtbot: QtBot) -> None:
    short, long = _ids(window)
    _settle(qtbot, window)
    window.session.show_document(long)
    _settle(qtbot, window)
    documents.remove_documents(window.session.project, [short])
    assert window.navigation.trail.behind() == []


def test_the_trail_is_as_in_a_browser() -> None:
    trail = Trail()
    for document in "abc":
        trail.settle(Place("coding", document))
    trail.settle(Place("coding", "c", 50))
    assert [place.document_id for place in trail.behind()] == ["b", "a"]
    assert trail.go(-2) == Place("coding", "a") and trail.go(-1) is None
    trail.jump(Place("evidence"))
    assert trail.ahead() == [] and [place.document_id for place in trail.behind()] == ["a"]
    trail.settle(Place("coding", "d"), in_passing=True)
    assert trail.here() == Place("coding", "d") and len(trail.behind()) == 1
    for number in range(500):
        trail.jump(Place("coding", str(number)))
    assert len(trail.behind()) == 199


def test_each_document_opens_where_one_stopped_also_after_closing(
    view: CodingView, window: MainWindow, path: Path, qtbot: QtBot
) -> None:
    short, long = _ids(window)
    window.session.show_document(long)
    view.transcript.select(Span(7_000, 7_000))
    view.transcript.reveal(Span(7_000, 7_000))
    top = view.transcript.place_read()
    window.session.show_document(short)
    window.session.show_document(long)
    assert (view.transcript.selected_span(), view.transcript.place_read()) == (Span(7_000, 7_000), top)
    trigger(window, "close")
    window.open_study(path)
    again = window.findChild(CodingView)
    assert window.session.document.id == long
    assert again.transcript.selected_span() == Span(7_000, 7_000)
    qtbot.waitUntil(lambda: again.transcript.place_read()[0] == top[0])


def test_the_next_document_by_its_key(view: CodingView, window: MainWindow, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(view.transcript.edit, Qt.Key.Key_PageDown, control)
    assert window.session.document.code == "INT-02"
    qtbot.keyClick(view.transcript.edit, Qt.Key.Key_PageDown, control)
    assert window.session.document.code == "INT-02" and "last document" in window.status.saved.text()
    qtbot.keyClick(view.transcript.edit, Qt.Key.Key_PageUp, control)
    assert window.session.document.code == "INT-01"


def test_bookmarks_are_set_gone_through_named_and_taken_away(
    view: CodingView, window: MainWindow, qtbot: QtBot
) -> None:
    project, edit = window.session.project, view.transcript.edit
    short, long = _ids(window)
    view.transcript.select(Span(60, 60))
    qtbot.keyClick(edit, Qt.Key.Key_B)
    assert [(one.document_id, one.place) for one in whereabouts.own_bookmarks(project)] == [(short, 60)]
    assert len(view.transcript.gutter._bookmarks) == 1
    window.session.show_document(long)
    view.transcript.select(Span(500, 500))
    qtbot.keyClick(edit, Qt.Key.Key_B)
    view.transcript.select(Span(0, 0))
    trigger(window, "next-bookmark")
    assert window.session.selection.end == 500
    trigger(window, "next-bookmark")
    assert window.session.document.id == short and window.session.selection.end == 60, "round and round"
    trigger(window, "previous-bookmark")
    assert window.session.document.id == long
    qtbot.keyClick(edit, Qt.Key.Key_B)
    assert len(whereabouts.own_bookmarks(project)) == 1
    assert window.status.saved.text() == "Bookmark taken away"
    qtbot.keyClick(edit, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(window, BookmarksDialog)
    qtbot.waitUntil(dialog.list.hasFocus)
    dialog.model.item(0).setText("Ask the mayor")
    assert whereabouts.own_bookmarks(project)[0].name == "Ask the mayor"
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert not dialog.isVisible() and window.session.document.id == short
    trigger(window, "bookmarks")
    dialog = dialog_of(window, BookmarksDialog)
    qtbot.waitUntil(dialog.list.hasFocus)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert whereabouts.own_bookmarks(project) == []
    assert dialog.empty.isVisible() and not dialog.list.isVisible()
    dialog.reject()


def test_a_bookmark_within_a_word_is_listed_from_its_beginning_on(
    view: CodingView, window: MainWindow, qtbot: QtBot
) -> None:
    assert window.session
    place = window.session.text.index(" ", 20) + 3
    view.transcript.select(Span(place, place))
    qtbot.keyClick(view.transcript.edit, Qt.Key.Key_B)
    trigger(window, "bookmarks")
    dialog = dialog_of(window, BookmarksDialog)
    assert dialog.model.item(0, 2).text().startswith(window.session.text[place - 2 : place + 2].split()[0])
    dialog.reject()


def test_without_bookmarks_it_is_said_how_to_set_one(view: CodingView, window: MainWindow) -> None:
    from qualcoder_cg.gui import messages

    with messages.recording() as said:
        trigger(window, "next-bookmark")
    assert said[0].text == "There is no bookmark yet." and "Press B in the text" in str(said[0])


def test_the_memo_of_a_document_from_the_list(view: CodingView, window: MainWindow, qtbot: QtBot) -> None:
    long = _ids(window)[1]
    menu = {action.text(): action for action in view.documents.menu(long).actions()}
    menu["Memo"].trigger()
    assert window.session.document.id == long
    qtbot.waitUntil(view.inspector.document_memo.hasFocus)


def test_rows_are_higher_where_that_is_comfortable(view: CodingView, window: MainWindow) -> None:
    def heights() -> list[int]:
        trees = (view.documents.tree, view.codes.tree)
        return [tree.visualRect(tree.model().index(0, 0)).height() for tree in trees]

    assert heights() == [24, 20]
    trigger(window, "rows-comfortable")
    assert heights() == [28, 24] and settings.get("density") == "comfortable"
    assert window.menus.actions["rows-comfortable"].isChecked()
    trigger(window, "rows-dense")
    assert heights() == [24, 20] and density.chosen() == density.DENSE
