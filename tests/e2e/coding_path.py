"""Reading and coding by mouse and keys, as a program: `python -m e2e.coding_path FOLDER` (study.qcg).

Every key of the transcript, several codings at once, memos, dragging, the choices of reading.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from qualcoder_cg.domain.codings import Coding
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.coding.dragged import CODES, ids_as
from qualcoder_cg.gui.coding.palette_popup import PalettePopup
from qualcoder_cg.gui.coding.segments import PolarityChoice
from qualcoder_cg.gui.dialogs.study_memo import StudyMemo
from qualcoder_cg.services import memos, notes

from .driving import Steps, click, in_front, press, run, shown, type_text, window

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT, NOTHING = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SENTENCE = "We opened in March."
ANSWER = "The municipality pays the rent. Nobody knows who pays the promoters next year."


def coding_path(folder: Path) -> Steps:
    """A morning of coding."""
    yield QApplication.activeWindow
    window().open_study(folder / "study.qcg")
    yield lambda: window().session and window().session.document
    yield in_front
    yield from read()
    yield from code_with_keys()
    yield from several_codes()
    yield from weigh()
    yield from divide_and_join()
    yield from several_codings()
    yield from memos_everywhere()
    yield from drop_a_code()
    yield from snap()
    yield from undo_all()


def view() -> CodingView:
    return shown(CodingView)


def text() -> str:
    return window().session.text


def codings(code: str = "") -> list[Coding]:
    session = window().session
    found = session.project.codings.in_document(session.document.id)
    return [one for one in found if not code or session.codes[one.code_id].name == code]


def words(one: Coding | Span) -> str:
    return text()[one.start : one.end]


def put_caret(at: str, offset: int = 0) -> Steps:
    """Click into the text, at the beginning of some words."""
    edit = view().transcript.edit
    point = text().index(at) + offset
    left, _right = edit._letter(point)
    click(edit.viewport(), QPoint(round(left) + 1, round(edit.caret(point).center().y())))
    yield edit.hasFocus
    yield lambda: abs(view().transcript.selected_span().start - point) <= 1


def with_palette(key: str, typed: str, modifier: Qt.KeyboardModifier = NOTHING) -> Steps:
    """Open the palette by a key, find a code by its number, take it."""
    press(getattr(Qt.Key, f"Key_{key}"), modifier)
    yield lambda: shown(PalettePopup) and shown(PalettePopup).field.hasFocus()
    type_text(typed)
    press(Qt.Key.Key_Return)
    yield lambda: not shown(PalettePopup)
    yield view().transcript.edit.hasFocus


def read() -> Steps:
    """Air between lines, from the menu."""
    edit = view().transcript.edit
    heights = {}
    for name in ("usual", "roomy", "compact", "usual"):
        window().menus.actions[f"spacing-{name}"].trigger()
        yield lambda name=name: view().transcript.spacing() == name
        heights[name] = edit.line_box(text().index("And who")).top()
    assert heights["compact"] < heights["usual"] < heights["roomy"]


def code_with_keys() -> Steps:
    """Sentence and C, R, a number, I, Shift+C: each is one coding."""
    yield from put_caret("opened in March")
    type_text("s")
    yield from with_palette("C", "14")
    assert [words(one) for one in codings("Q14")] == [SENTENCE]
    yield from put_caret("Nobody knows")
    type_text("s")
    type_text("r")
    yield lambda: len(codings("Q14")) == 2
    yield from put_caret("The municipality")
    type_text("ww1")
    yield lambda: [words(one) for one in codings("Q14")][1] == "The municipality"
    yield from put_caret("promoters")
    type_text("w")
    type_text("i")
    yield lambda: [words(one) for one in codings("promoters")] == ["promoters"]
    yield from put_caret("the rent")
    yield from with_palette("C", "20", SHIFT)
    assert [words(one) for one in codings("Q20")] == [ANSWER]


def several_codes() -> Steps:
    """Space ticks, Enter applies."""
    yield from put_caret("Seven hundred")
    type_text("s")
    press(Qt.Key.Key_C)
    yield lambda: shown(PalettePopup) and shown(PalettePopup).field.hasFocus()
    for number in ("9", "10"):
        type_text(number)
        press(Qt.Key.Key_Space, CONTROL)
    press(Qt.Key.Key_Return)
    yield lambda: len(codings("Q9")) == len(codings("Q10")) == 1
    assert codings("Q9")[0].span == codings("Q10")[0].span
    yield view().transcript.edit.hasFocus


def weigh() -> Steps:
    """V, Shift+V, the segments, Q."""
    yield from put_caret("opened in March", 3)
    type_text("vv")
    yield lambda: codings("Q14")[0].polarity == "qualifies"
    press(Qt.Key.Key_V, SHIFT)
    yield lambda: codings("Q14")[0].polarity == "supports"
    click(shown(PolarityChoice).segments["contradicts"])
    yield lambda: codings("Q14")[0].polarity == "contradicts"
    view().transcript.setFocus()
    yield view().transcript.edit.hasFocus
    type_text("q")
    yield lambda: codings("Q14")[0].is_key == 1


def divide_and_join() -> Steps:
    """D, Shift+D, E with arrows."""
    yield from put_caret("in March")
    type_text("d")
    yield lambda: [words(one) for one in codings("Q14")][:2] == ["We opened", "in March."]
    yield from put_caret("We opened", 1)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_D, SHIFT)
    yield lambda: words(codings("Q14")[0]) == SENTENCE
    type_text("e")
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Return)
    yield lambda: words(codings("Q14")[0]) == "We opened in"
    press(Qt.Key.Key_Z, CONTROL)
    yield lambda: words(codings("Q14")[0]) == SENTENCE


def name_of(one: Coding) -> QPoint:
    """The middle of a coding's name beside the text."""
    margin = view().transcript.margin
    drawn = next(drawn for drawn in margin._drawn if drawn.mark.coding_id == one.id)
    return QPoint(90, round(drawn.bracket.top) - margin._scrolled)


def several_codings() -> Steps:
    """Ctrl and a click, X, Shift+X, Del, Esc; all at once, each one step."""
    first, second = codings("Q14")[0], codings("Q20")[0]
    margin = view().transcript.margin
    yield lambda: {first.id, second.id} <= {drawn.mark.coding_id for drawn in margin._drawn}
    QTest.mouseClick(margin, LEFT, NOTHING, name_of(first))
    QTest.mouseClick(margin, LEFT, CONTROL, name_of(second))
    yield lambda: view().chosen.ids == [first.id, second.id]
    view().transcript.setFocus()
    yield view().transcript.edit.hasFocus
    yield from with_palette("X", "15")
    yield lambda: len(codings("Q15")) == 2
    yield from with_palette("X", "16", SHIFT)
    yield lambda: len(codings("Q16")) == 2
    press(Qt.Key.Key_Delete)
    yield lambda: not codings("Q16")
    press(Qt.Key.Key_Z, CONTROL)
    yield lambda: len(codings("Q16")) == 2
    press(Qt.Key.Key_A, CONTROL | SHIFT)
    yield lambda: len(view().chosen.ids) == len(codings())
    press(Qt.Key.Key_Escape)
    yield lambda: len(view().chosen.ids) == 1
    press(Qt.Key.Key_Escape)
    yield lambda: not view().chosen.ids
    type_text("h")
    yield lambda: not view().transcript.edit.extraSelections()
    type_text("h")
    yield view().transcript.edit.extraSelections


def memos_everywhere() -> Steps:
    """M, Shift+M, the memo of the study; Esc goes back to the text."""
    session, pane = window().session, view().inspector
    yield from put_caret("opened in March")
    press(Qt.Key.Key_Return)
    type_text("m")
    yield pane.memo.hasFocus
    type_text("a date")
    press(Qt.Key.Key_Escape)
    yield view().transcript.edit.hasFocus
    yield lambda: session.active.memo == "a date"
    yield from put_caret("Seven hundred", 3)
    type_text("ww")
    press(Qt.Key.Key_M, SHIFT)
    yield pane.passage.memo.hasFocus
    type_text("check the figure")
    press(Qt.Key.Key_Escape)
    yield (
        lambda: (
            [one.text for one in notes.visible_notes(session.project, session.document.id)]
            == ["check the figure"]
        )
    )
    window().menus.actions["study-memo"].trigger()
    yield lambda: shown(StudyMemo) and shown(StudyMemo).memo.hasFocus()
    type_text("Round one")
    click(shown(StudyMemo).findChild(QPushButton))
    yield lambda: not shown(StudyMemo)
    yield in_front
    assert memos.study_memo(session.project) == "Round one"


def drop_a_code() -> Steps:
    """A code let go over a sentence codes it."""
    session, edit = window().session, view().transcript.edit
    yield from put_caret("who pays for it")
    code = next(one for one in session.code_list() if one.name == "Q2")
    point = text().index("pays for it")
    place = edit.caret(point).center().toPoint() + QPoint(3, 0)
    data, copy = ids_as(CODES, [code.id]), Qt.DropAction.CopyAction
    QApplication.sendEvent(edit.viewport(), QDragEnterEvent(place, copy, data, LEFT, NOTHING))
    yield lambda: view().transcript._target
    QApplication.sendEvent(edit.viewport(), QDropEvent(QPointF(place), copy, data, LEFT, NOTHING))
    yield lambda: [words(one) for one in codings("Q2")] == ["And who pays for it now?"]


def snap() -> Steps:
    """Whole sentences by the mouse, from the menu."""
    window().menus.actions["snap-sentences"].trigger()
    edit = view().transcript.edit
    yield from put_caret("How did the office")
    begin, end = (text().index(word) for word in ("municipality pays", "the rent"))
    places = [edit.caret(point).center().toPoint() + QPoint(3, 0) for point in (begin, end)]
    QTest.mousePress(edit.viewport(), LEFT, NOTHING, places[0])
    for place in places:
        held(edit.viewport(), place)
    QTest.mouseRelease(edit.viewport(), LEFT, NOTHING, places[1])
    yield lambda: words(window().session.selection) == "The municipality pays the rent."
    window().menus.actions["snap-exact"].trigger()


def held(widget: object, place: QPoint) -> None:
    """A move of the mouse with its button held."""
    spot = QPointF(place)
    move = QMouseEvent(
        QEvent.Type.MouseMove, spot, widget.mapToGlobal(spot), Qt.MouseButton.NoButton, LEFT, NOTHING
    )
    QApplication.sendEvent(widget, move)


def undo_all() -> Steps:
    """Every step goes back, one by one, and comes again."""
    project = window().session.project
    after, done = project.fingerprint(), 0
    while project.undoable():
        last = project.undoable().id
        press(Qt.Key.Key_Z, CONTROL)
        yield lambda last=last: not project.undoable() or project.undoable().id != last
        done += 1
    assert codings() == []
    for _number in range(done):
        press(Qt.Key.Key_Y, CONTROL)
    yield lambda: project.fingerprint() == after


if __name__ == "__main__":
    application = QApplication([])
    run([], coding_path(Path(sys.argv[1])))
