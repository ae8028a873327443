"""Dragging in the coding window: words to a code, codes to words, codings to a code."""

import pytest
from coding_fixtures import code_named, passage
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui.coding import dragging
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.coding.dragged import CODES, CODINGS, ids_as, ids_in, passage_in
from qualcoder_cg.gui.session import Session

LEFT, NOTHING = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SENTENCE = "Seven hundred workers came in the first month, and most of them stayed."


class Dragged:
    """What was dragged, instead of a drag that would wait for the mouse to be let go."""

    def __init__(self) -> None:
        self.data: list[QMimeData] = []
        self.words: list[str] = []

    def __call__(self, _source: QWidget, data: QMimeData, words: str) -> None:
        self.data.append(data)
        self.words.append(words)


@pytest.fixture
def dragged(monkeypatch: pytest.MonkeyPatch) -> Dragged:
    made = Dragged()
    monkeypatch.setattr(dragging, "start", made)
    return made


def _place(view: CodingView, point: int) -> QPoint:
    left, right = view.transcript.edit._letter(point)
    return QPoint(round((left + right) / 2), round(view.transcript.edit.caret(point).center().y()))


def _move(widget: QWidget, place: QPoint) -> None:
    spot = QPointF(place)
    held = QMouseEvent(
        QEvent.Type.MouseMove, spot, widget.mapToGlobal(spot), Qt.MouseButton.NoButton, LEFT, NOTHING
    )
    QApplication.sendEvent(widget, held)


def _over(view: CodingView, place: QPoint, data: QMimeData, held: Qt.KeyboardModifier = NOTHING) -> bool:
    viewport, copy = view.transcript.edit.viewport(), Qt.DropAction.CopyAction
    QApplication.sendEvent(viewport, QDragEnterEvent(place, copy, data, LEFT, held))
    move = QDragMoveEvent(place, copy, data, LEFT, held)
    QApplication.sendEvent(viewport, move)
    return move.isAccepted()


def _drop(view: CodingView, place: QPoint, data: QMimeData, held: Qt.KeyboardModifier = NOTHING) -> None:
    drop = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, LEFT, held)
    QApplication.sendEvent(view.transcript.edit.viewport(), drop)


def test_selected_words_are_dragged_with_their_place(
    coding_view: CodingView, session: Session, qtbot: QtBot, dragged: Dragged
) -> None:
    span = passage(session, "The municipality pays")
    coding_view.transcript.select(span)
    viewport = coding_view.transcript.edit.viewport()
    qtbot.mousePress(viewport, LEFT, pos=_place(coding_view, span.start + 5))
    _move(viewport, _place(coding_view, span.start + 5) + QPoint(40, 30))
    assert dragged.words == ["3 words"]
    assert session.document
    assert passage_in(dragged.data[0]) == (session.document.id, span)
    assert dragged.data[0].text() == "The municipality pays"
    assert session.selection == span


def test_a_click_into_the_selection_takes_it_away(
    coding_view: CodingView, session: Session, qtbot: QtBot, dragged: Dragged
) -> None:
    span = passage(session, "Seven hundred workers came")
    coding_view.transcript.select(span)
    viewport = coding_view.transcript.edit.viewport()
    with qtbot.waitSignal(coding_view.transcript.coding_clicked):
        qtbot.mouseClick(viewport, LEFT, pos=_place(coding_view, span.start + 3))
    assert not session.selection and session.active
    assert not dragged.data


def test_a_press_beside_the_selection_selects_anew(
    coding_view: CodingView, session: Session, qtbot: QtBot, dragged: Dragged
) -> None:
    coding_view.transcript.select(passage(session, "The municipality pays"))
    span = passage(session, "Nobody knows")
    viewport = coding_view.transcript.edit.viewport()
    qtbot.mousePress(viewport, LEFT, pos=_place(coding_view, span.start))
    _move(viewport, _place(coding_view, span.end - 1))
    qtbot.mouseRelease(viewport, LEFT, pos=_place(coding_view, span.end - 1))
    assert not dragged.data
    assert span.start <= session.selection.start < session.selection.end <= span.end


def test_codes_dropped_on_the_selection_code_it_in_one_step(
    coding_view: CodingView, session: Session
) -> None:
    before = session.project.fingerprint()
    span = passage(session, "The municipality pays")
    coding_view.transcript.select(span)
    codes = [code_named(session, name).id for name in ("Q14", "Q20")]
    place = _place(coding_view, span.start + 3)
    coding_view.codes.tree.setFocus()
    assert _over(coding_view, place, ids_as(CODES, codes))
    assert coding_view.transcript._target == span
    _drop(coding_view, place, ids_as(CODES, codes))
    assert sorted(one.code_id for one in session.codings if one.span == span) == sorted(codes)
    assert coding_view.transcript._target is None
    assert len(coding_view.chosen.ids) == 2
    # What is pressed next is meant for these codings, not for the tree the codes came from.
    assert coding_view.transcript.edit.hasFocus()
    session.project.undo()
    assert session.project.fingerprint() == before


@pytest.mark.parametrize(
    ("at", "held", "wanted"),
    [
        ("came in", NOTHING, SENTENCE),
        ("came in", Qt.KeyboardModifier.ControlModifier, f"We opened in March. {SENTENCE}"),
        ("KII-01: We", NOTHING, f"We opened in March. {SENTENCE}"),
    ],
)
def test_without_a_selection_the_sentence_or_the_answer_is_meant(
    coding_view: CodingView, session: Session, qtbot: QtBot, at: str, held: Qt.KeyboardModifier, wanted: str
) -> None:
    data = ids_as(CODES, [code_named(session, "Q14").id])
    place = _place(coding_view, passage(session, at).start + 1)
    with qtbot.waitSignal(session.told) as told:
        assert _over(coding_view, place, data, held)
    assert told.args[0].startswith("Code ")
    assert coding_view.transcript._target == passage(session, wanted)
    _drop(coding_view, place, data, held)
    assert session.active
    assert session.text[session.active.start : session.active.end] == wanted


def test_leaving_shows_no_target(coding_view: CodingView, session: Session) -> None:
    data = ids_as(CODES, [code_named(session, "Q14").id])
    _over(coding_view, _place(coding_view, passage(session, "came in").start), data)
    QApplication.sendEvent(coding_view.transcript.edit.viewport(), QDragLeaveEvent())
    assert coding_view.transcript._target is None
    assert session.project.codings.count() == 1


def test_files_go_on_to_the_window(coding_view: CodingView) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/x.txt")])
    assert not _over(coding_view, QPoint(200, 60), data)


def test_codings_are_dragged_from_the_margin(
    coding_view: CodingView, session: Session, qtbot: QtBot, dragged: Dragged
) -> None:
    margin = coding_view.transcript.margin
    qtbot.waitUntil(lambda: bool(margin._drawn))
    place = QPoint(90, round(margin._drawn[0].bracket.top) - margin._scrolled)
    qtbot.mousePress(margin, LEFT, pos=place)
    _move(margin, place + QPoint(60, 20))
    qtbot.mouseRelease(margin, LEFT, pos=place + QPoint(60, 20))
    assert ids_in(dragged.data[0], CODINGS) == [session.codings[0].id]
    assert dragged.words == ["1 coding"]


def test_what_follows_the_pointer_is_crisp(qapp: QApplication) -> None:
    picture = dragging._picture("28 words", 2.0)
    assert picture.devicePixelRatio() == 2.0
    assert picture.height() == 48
