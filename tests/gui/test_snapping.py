"""Selections that grow to whole words and sentences, by mouse and by keys; words of every script."""

import pytest
from coding_fixtures import passage
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.coding import snapping, steps
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.coding.snapping import EXACT, SENTENCES, WORDS
from qualcoder_cg.gui.session import Session

TEXT = "They opened in March. Seven hundred came, and most stayed.\nNobody pays."
Key, Shift = Qt.Key, Qt.KeyboardModifier.ShiftModifier


def _within(point: int) -> Span:
    end = TEXT.find("\n", point)
    return Span(TEXT.rfind("\n", 0, point) + 1, end if end >= 0 else len(TEXT))


def _grown(words: str, mode: str) -> str:
    start = TEXT.index(words)
    span = snapping.snapped(TEXT, Span(start, start + len(words)), mode, _within)
    return TEXT[span.start : span.end]


@pytest.mark.parametrize(
    ("words", "mode", "grown"),
    [
        ("pened in Mar", EXACT, "pened in Mar"),
        ("pened in Mar", WORDS, "opened in March"),
        (" in ", WORDS, "in"),
        ("pened in Mar", SENTENCES, "They opened in March."),
        ("rch. Sev", SENTENCES, TEXT[: TEXT.index("\n")]),
        ("tayed.\nNo", SENTENCES, TEXT[TEXT.index("Seven") :]),
        (" ", WORDS, " "),
    ],
)
def test_a_selection_grows_to_what_was_chosen(words: str, mode: str, grown: str) -> None:
    assert _grown(words, mode) == grown


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.sampled_from(snapping.MODES))
def test_growing_never_loses_a_letter_and_is_done_once(first: int, second: int, mode: str) -> None:
    span = Span(*sorted((first, second)))
    grown = snapping.snapped(TEXT, span, mode, _within)
    assert 0 <= grown.start <= grown.end <= len(TEXT)
    lost = [place for place in range(*span) if place not in range(*grown)]
    assert all(TEXT[place].isspace() for place in lost)
    assert snapping.snapped(TEXT, grown, mode, _within) == grown


@given(
    st.integers(0, len(TEXT)),
    st.lists(st.sampled_from((1, -1)), max_size=12),
    st.sampled_from((WORDS, SENTENCES)),
)
def test_arrows_go_there_and_back(caret: int, arrows: list[int], mode: str) -> None:
    anchor = position = caret
    for step in arrows:
        anchor, position = snapping.stepped(TEXT, anchor, position, step, mode, _within)
        assert min(anchor, position) >= 0 and max(anchor, position) <= len(TEXT)


def test_an_arrow_takes_word_after_word_and_gives_them_back() -> None:
    here = TEXT.index("pened")
    ends = snapping.stepped(TEXT, here, here, 1, WORDS, _within)
    assert TEXT[ends[0] : ends[1]] == "opened"
    ends = snapping.stepped(TEXT, *ends, 1, WORDS, _within)
    assert TEXT[ends[0] : ends[1]] == "opened in"
    ends = snapping.stepped(TEXT, *ends, -1, WORDS, _within)
    assert TEXT[ends[0] : ends[1]] == "opened"
    back = snapping.stepped(TEXT, here, here, -1, WORDS, _within)
    assert TEXT[back[1] : back[0]] == "opened"


def test_sentences_go_on_in_the_next_paragraph() -> None:
    here = TEXT.index("most")
    ends = snapping.stepped(TEXT, here, here, 1, SENTENCES, _within)
    ends = snapping.stepped(TEXT, *ends, 1, SENTENCES, _within)
    assert TEXT[ends[0] : ends[1]] == TEXT[TEXT.index("Seven") :]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("مَرْحَبًا بِكُمْ", ["مَرْحَبًا", "بِكُمْ"]),
        ("我们去了", ["我", "们", "去", "了"]),
        ("カメラの目", ["カメラ", "の", "目"]),
        ("cafe\u0301 vino-fue", ["cafe\u0301", "vino-fue"]),
    ],
)
def test_words_of_other_scripts(text: str, words: list[str]) -> None:
    assert [text[one.start : one.end] for one in steps.words_near(text, 0)] == words


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("他去了。“好！”她说。走", ["他去了。", "“好！”", "她说。", "走"]),
        ("هل يكفي؟ لا، لا يكفي.", ["هل يكفي؟", "لا، لا يكفي."]),
        ("しかし。そう？", ["しかし。", "そう？"]),
    ],
)
def test_sentences_of_other_scripts(text: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in steps.sentences(text, Span(0, len(text)))] == sentences


def _place(view: CodingView, point: int) -> QPoint:
    left, right = view.transcript.edit.caret(point), view.transcript.edit.caret(point + 1)
    return QPoint(round((left.left() + right.left()) / 2), round(left.center().y()))


def _drag(view: CodingView, qtbot: QtBot, first: int, last: int) -> None:
    viewport, button = view.transcript.edit.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(viewport, button, pos=_place(view, first))
    qtbot.mouseMove(viewport, pos=_place(view, (first + last) // 2))
    _move(view, first, last)
    qtbot.mouseRelease(viewport, button, pos=_place(view, last))


def _move(view: CodingView, first: int, last: int) -> None:
    """A move with the button held, which qtbot does not send."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    viewport, held = view.transcript.edit.viewport(), Qt.MouseButton.LeftButton
    for point in ((first + last) // 2, last):
        place = QPointF(_place(view, point))
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            place,
            viewport.mapToGlobal(place),
            Qt.MouseButton.NoButton,
            held,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(viewport, event)


@pytest.mark.parametrize(
    ("mode", "wanted"),
    [(EXACT, "ven hundred wor"), (WORDS, "Seven hundred workers"), (SENTENCES, None)],
)
def test_the_mouse_selects_what_will_be_coded(
    coding_view: CodingView, session: Session, qtbot: QtBot, mode: str, wanted: str | None
) -> None:
    coding_view.transcript.set_snap(mode)
    span = passage(session, "ven hundred work")
    _drag(coding_view, qtbot, span.start, span.end - 1)
    selected = session.text[session.selection.start : session.selection.end]
    sentence = "Seven hundred workers came in the first month, and most of them stayed."
    if mode == EXACT:
        assert selected.strip() in (
            "ven hundred wor",
            "en hundred wor",
            "ven hundred work",
            "en hundred work",
        )
    else:
        assert selected == (wanted or sentence)


def test_shift_and_arrows_take_whole_words(coding_view: CodingView, session: Session, qtbot: QtBot) -> None:
    coding_view.transcript.set_snap(WORDS)
    start = passage(session, "opened").start + 2
    coding_view.transcript.select(Span(start, start))
    for _number in range(2):
        qtbot.keyClick(coding_view.transcript.edit, Key.Key_Right, Shift)
    assert session.text[slice(*session.selection)] == "opened in"
    qtbot.keyClick(coding_view.transcript.edit, Key.Key_Left, Shift)
    assert session.text[slice(*session.selection)] == "opened"
    qtbot.keyClick(coding_view.transcript.edit, Key.Key_End, Shift)
    assert session.text[slice(*session.selection)].startswith("opened in March.")


def test_exactly_what_is_selected_is_the_rule(
    coding_view: CodingView, session: Session, qtbot: QtBot
) -> None:
    start = passage(session, "opened").start
    coding_view.transcript.select(Span(start, start))
    for _number in range(3):
        qtbot.keyClick(coding_view.transcript.edit, Key.Key_Right, Shift)
    assert session.text[slice(*session.selection)] == "ope"


def test_turn_by_turn(coding_view: CodingView, session: Session, qtbot: QtBot) -> None:
    edit, first = coding_view.transcript.edit, passage(session, "Seven").start
    coding_view.transcript.select(Span(first, first))
    qtbot.keyClick(edit, Key.Key_J, Shift)
    assert session.text[slice(*session.selection)].endswith("most of them stayed.")
    qtbot.keyClick(edit, Key.Key_J, Shift)
    assert session.text[slice(*session.selection)].endswith("pays for it now?")
    qtbot.keyClick(edit, Key.Key_K, Shift)
    assert session.text[slice(*session.selection)].endswith("most of them stayed.")
    qtbot.keyClick(edit, Key.Key_A)
    assert session.text[slice(*session.selection)].startswith("We opened")
    qtbot.keyClick(edit, Key.Key_A)
    assert session.text[slice(*session.selection)].endswith("pays for it now?")
    qtbot.keyClick(edit, Key.Key_A, Shift)
    assert session.text[slice(*session.selection)].endswith("most of them stayed.")
