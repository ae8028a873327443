"""Finding the way by mouse and keys, as a program: `python -m e2e.way_path FOLDER`.

It opens the sample study. Run again in a folder that holds the file "stopped", it goes on where it stopped.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from qualcoder_cg.gui import panes
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.dialogs.bookmarks import BookmarksDialog
from qualcoder_cg.gui.dialogs.keys import KeysDialog
from qualcoder_cg.gui.tour import Card
from qualcoder_cg.services import whereabouts

from .driving import Steps, click, in_front, press, run, shown, type_text, window

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
STOPPED = "stopped"


def way_path(folder: Path) -> Steps:
    """The tour, whose codings, other keys, back and forward, a bookmark, the history."""
    yield QApplication.activeWindow
    yield from take_the_tour()
    yield from code_blind()
    yield from change_a_key()
    yield from go_back_and_forward()
    yield from set_a_bookmark()
    yield from go_through_the_history()
    yield from stop_somewhere(folder)


def view() -> CodingView:
    found = shown(CodingView)
    assert found
    return found


def show(code: str) -> Steps:
    """Open a document through the command field."""
    press(Key.Key_K, CONTROL)
    yield window().command_field.hasFocus
    type_text(code)
    press(Key.Key_Return)
    yield lambda: window().session.document and window().session.document.code == code
    yield in_text


def in_text() -> bool:
    """Whether the keyboard is in the text of the active window; asks for it."""
    in_front()
    view().transcript.setFocus()
    return view().transcript.edit.hasFocus()


def take_the_tour() -> Steps:
    yield lambda: shown(Card)
    click(shown(Card).next)
    for place in range(6):
        yield lambda place=place: shown(Card) and shown(Card).place() == place
        click(shown(Card).next)
    yield lambda: not shown(Card)


def code_blind() -> Steps:
    yield from show("INT-06")
    session = window().session
    everyone = session.project.seen.counts_by_code()
    several = len(session.codings)
    type_text("o")
    yield lambda: session.who.shown == "differ" and 0 < len(session.codings) < several
    type_text("oo")
    yield lambda: session.who.shown == "all" and len(session.codings) == several
    QTest.mouseClick(view().whose.colleague, Qt.MouseButton.LeftButton)
    yield lambda: shown(QMenu) is view().whose.menu
    menu = view().whose.menu
    blind = next(action for action in menu.actions() if action.text() == "Blind coding")
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(blind).center())
    yield lambda: session.who.blind and view().whose.badge.isVisible() and window().status.blind.isVisible()
    assert 0 < len(session.codings) < several
    own = session.project.seen.counts_by_code()
    assert sum(own.values()) < sum(everyone.values())
    session.who.set_blind(False)
    yield lambda: len(session.codings) == several


def change_a_key() -> Steps:
    yield in_text
    press(Key.Key_F1)
    yield lambda: shown(KeysDialog) and shown(KeysDialog).search.hasFocus()
    type_text("repeat last")
    press(Key.Key_Return)
    dialog = shown(KeysDialog)
    yield dialog.tree.hasFocus
    press(Key.Key_Return)
    yield dialog.catcher.hasFocus
    press(Key.Key_Q)
    yield lambda: "has Q now" in " ".join(label.text() for label in dialog.said.values())
    press(Key.Key_Escape)
    yield lambda: not shown(KeysDialog)
    yield in_front
    yield in_text
    session = window().session
    type_text("s")
    yield lambda: session.selection
    before = session.project.codings.count()
    view().at_hand.used(session.code_list()[0].id)
    type_text("q")
    yield lambda: session.project.codings.count() == before + 1


def go_back_and_forward() -> Steps:
    yield from show("INT-01")
    yield from show("INT-03")
    press(Key.Key_3, CONTROL)
    yield lambda: window().view() == panes.EVIDENCE
    press(Key.Key_Left, ALT)
    yield lambda: window().view() == panes.CODING and window().session.document.code == "INT-03"
    press(Key.Key_Left, ALT)
    yield lambda: window().session.document.code == "INT-01"
    press(Key.Key_Right, ALT)
    yield lambda: window().session.document.code == "INT-03"
    press(Key.Key_PageDown, CONTROL)
    yield lambda: window().session.document.code == "INT-04"


def set_a_bookmark() -> Steps:
    yield in_text
    for _turn in range(4):
        type_text("j")
    place = window().session.selection.end
    type_text("b")
    project = window().session.project
    yield lambda: [one.place for one in whereabouts.own_bookmarks(project)] == [place]
    yield from show("INT-01")
    press(Key.Key_B, CONTROL)
    yield lambda: shown(BookmarksDialog) and shown(BookmarksDialog).list.hasFocus()
    press(Key.Key_F2)
    type_text("Here")
    press(Key.Key_Return)
    yield lambda: whereabouts.own_bookmarks(project)[0].name == "Here"
    yield shown(BookmarksDialog).list.hasFocus
    press(Key.Key_Return)
    yield lambda: window().session.document.code == "INT-04" and window().session.selection.end == place
    yield in_front


def go_through_the_history() -> Steps:
    project = window().session.project
    now = project.fingerprint()
    press(Key.Key_Z, CONTROL | ALT)
    yield lambda: window().side.history and window().side.history.list.hasFocus()
    panel = window().side.history
    last = panel.model.index(panel.model.rowCount() - 1, 0)
    panel.list.scrollTo(last)
    QTest.mouseClick(
        panel.list.viewport(), Qt.MouseButton.LeftButton, pos=panel.list.visualRect(last).center()
    )
    yield lambda: project.undoable() is None
    assert not whereabouts.own_bookmarks(project)
    press(Key.Key_Home)
    press(Key.Key_Return)
    yield lambda: project.redoable() is None and project.fingerprint() == now
    press(Key.Key_Z, CONTROL | ALT)
    yield lambda: window().side.history is None


def stop_somewhere(folder: Path) -> Steps:
    yield from show("INT-06")
    for _turn in range(9):
        type_text("j")
    caret, top = window().session.selection.end, view().transcript.place_read()[0]
    assert top > 0
    (folder / STOPPED).write_text(f"{caret} {top}", encoding="utf-8")


def line_read() -> float:
    """Where the first line that is seen lies in the document."""
    transcript = view().transcript
    return transcript.edit.line_box(transcript.place_read()[0]).top()


def go_on(folder: Path) -> Steps:
    """The same document at the same place, with the keys as they were changed."""
    yield QApplication.activeWindow
    caret, top = (int(part) for part in (folder / STOPPED).read_text(encoding="utf-8").split())
    session = window().session
    yield lambda: session.document.code == "INT-06" and session.selection.end == caret
    yield lambda: line_read() == view().transcript.edit.line_box(top).top()
    assert not shown(Card), "the tour is offered once"
    keys = {action.objectName(): action.shortcut().toString() for action in view().transcript.actions()}
    assert keys["repeat_code"] == "Q"
    click(view().transcript.edit.viewport(), QPoint(300, 60))


if __name__ == "__main__":
    application = QApplication([])
    place = Path(sys.argv[1])
    if (place / STOPPED).exists():
        run([], go_on(place))
    else:
        run(["--sample"], way_path(place))
