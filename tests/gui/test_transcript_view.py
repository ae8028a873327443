"""The reading view, used as people use it: by mouse and by the methods behind the keys."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel

from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT, Turn
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.coding.marks import Mark
from qualcoder_cg.gui.coding.transcript_view import TranscriptView

SPOKEN = (
    ("E1", INTERVIEWER, "¿Qué cambió 😀 este año?"),
    ("KII-07", RESPONDENT, "Ahora preguntan. Antes nadie llegaba a la ventanilla; era para otros. " * 4),
    ("E1", INTERVIEWER, "¿Y después?"),
    ("KII-07", RESPONDENT, "Con las promotoras 👩‍🌾 empezaron a venir. Ya no faltan."),
)


def transcript() -> tuple[str, list[Turn]]:
    text, turns = "", []
    for number, (speaker, role, words) in enumerate(SPOKEN):
        label = len(text)
        text += f"{speaker}: "
        turns.append(Turn(speaker, role, label, len(text), len(text) + len(words), 60.0 * number))
        text += words + "\n\n"
    return text, turns


TEXT, TURNS = transcript()


def mark(coding_id: str, words: str, **more) -> Mark:
    start = TEXT.index(words)
    return Mark(coding_id, start, start + len(words), **{"label": "Access", "number": "3", **more})


@pytest.fixture
def view(qtbot, qapp):
    theme.apply(qapp, "light")
    widget = TranscriptView()
    qtbot.addWidget(widget)
    widget.resize(920, 600)
    widget.set_document(TEXT, TURNS)
    widget.show()
    qtbot.waitExposed(widget)
    settle(qtbot, widget)
    return widget


def settle(qtbot, view) -> None:
    qtbot.waitUntil(lambda: not view._waiting and not view._refit.isActive())


def place_of(view, point: int) -> QPoint:
    """The middle of the letter at a code point, in the viewport."""
    left, right = view.edit.caret(point), view.edit.caret(point + 1)
    return QPoint(round((left.left() + right.left()) / 2), round(left.center().y()))


def click(qtbot, view, point: int) -> None:
    qtbot.mouseClick(view.edit.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, point))


def test_every_stored_character_is_shown_in_its_place(view):
    shown = view.edit.toPlainText()
    assert len(shown.encode("utf-16-le")) == len(TEXT.encode("utf-16-le"))
    assert shown == TEXT


def test_characters_that_qt_takes_for_line_ends_keep_their_place(view):
    text = "a\ufdd0b\u2029c\rd\n\ne😀"
    view.set_document(text, ())
    assert view.edit.document().blockCount() == 3
    assert view.edit.document().characterCount() - 1 == len(text) + 1
    view.select(Span(0, len(text)))
    assert view.edit.createMimeDataFromSelection().text() == text


def test_words_of_short_labels_begin_in_the_same_column(view):
    lefts = [view.edit.line_box(turn.start).left() for turn in TURNS]
    assert max(lefts) - min(lefts) <= 1
    second_line = TURNS[1].start + 150
    assert view.edit.line_box(second_line).top() > view.edit.line_box(TURNS[1].start).top()


def test_turns_are_eight_pixels_apart(view):
    turns = [Turn("A", RESPONDENT, 0, 3, 7), Turn("B", RESPONDENT, 9, 12, 16)]
    view.set_document("A: uno.\n\nB: dos.", turns)
    apart = view.edit.line_box(12).top() - view.edit.line_box(3).top()
    assert apart == pytest.approx(25 + 8, abs=1)


def test_an_arabic_answer_runs_from_right_to_left_in_spite_of_its_label(view):
    text = "KII-07: في البداية"
    view.set_document(text, [Turn("KII-07", RESPONDENT, 0, 8, len(text))])
    format_ = view.edit.document().firstBlock().blockFormat()
    assert format_.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert view.edit.line_box(len(text)).left() < view.edit.line_box(9).left()


def test_selections_are_code_points(view):
    span = Span(TEXT.index("😀"), TEXT.index("😀") + 1)
    view.select(span)
    assert view.selected_span() == span
    cursor = view.edit.textCursor()
    assert abs(cursor.position() - cursor.anchor()) == 2


def test_selecting_is_told(qtbot, view):
    with qtbot.waitSignal(view.selection_changed, check_params_cb=lambda span: span == Span(4, 9)):
        view.select(Span(4, 9))


def test_a_coded_passage_is_tinted_and_named_and_can_be_taken_away(qtbot, view):
    one = mark("a", "Antes nadie")
    view.set_codings([one])
    settle(qtbot, view)
    (tint,) = view.edit.extraSelections()
    positions = view.edit.positions
    assert positions.span(tint.cursor.anchor(), tint.cursor.position()) == one.span
    assert [drawn.mark for drawn in view.margin._drawn] == [one]
    view.remove_marks(["a"])
    settle(qtbot, view)
    assert view.edit.extraSelections() == []
    assert not view.margin._drawn


def test_overlapping_codings_are_tinted_without_overlap(qtbot, view):
    view.set_codings([mark("a", "preguntan. Antes"), mark("b", "Antes nadie", colour="2-0")])
    settle(qtbot, view)
    spans = [
        view.edit.positions.span(one.cursor.anchor(), one.cursor.position())
        for one in view.edit.extraSelections()
    ]
    assert len(spans) == 3
    assert all(first.end <= second.start for first, second in pairwise(spans))


def test_clicking_a_passage_chooses_the_shortest_and_again_the_next(qtbot, view):
    view.set_codings([mark("long", "Ahora preguntan. Antes nadie llegaba"), mark("short", "preguntan")])
    settle(qtbot, view)
    point = TEXT.index("guntan")
    for expected in ("short", "long", "short"):
        with qtbot.waitSignal(view.coding_clicked, check_params_cb=lambda one, want=expected: one == want):
            click(qtbot, view, point)
        assert view.active() == expected


def test_clicking_where_nothing_is_coded_chooses_nothing(qtbot, view):
    view.set_codings([mark("a", "preguntan")])
    settle(qtbot, view)
    with qtbot.assertNotEmitted(view.coding_clicked):
        click(qtbot, view, TEXT.index("ventanilla"))


def test_a_name_in_the_margin_chooses_its_coding_then_the_folded_ones(qtbot, view):
    view.set_codings([mark("a", "Ahora preguntan"), mark("b", "preguntan"), mark("c", "guntan")])
    settle(qtbot, view)
    (drawn,) = view.margin._drawn
    name = QPoint(60, round(drawn.bracket.top) - view.edit.verticalScrollBar().value())
    chosen = []
    view.coding_clicked.connect(chosen.append)
    for _ in range(4):
        qtbot.mouseClick(view.margin, Qt.MouseButton.LeftButton, pos=name)
    assert chosen == ["a", "b", "c", "a"]


def test_dragging_an_edge_in_the_text_is_told_once_on_release(qtbot, view):
    one = mark("a", "preguntan. Antes nadie")
    view.set_codings([one])
    view.set_active("a")
    settle(qtbot, view)
    told = []
    view.edges_dragged.connect(lambda *edges: told.append(edges))
    port, target = view.edit.viewport(), TEXT.index("llegaba")
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=view.edit.caret(one.end).center().toPoint())
    qtbot.mouseMove(port, view.edit.caret(one.end + 3).center().toPoint())
    qtbot.mouseMove(port, view.edit.caret(target).center().toPoint())
    assert told == []
    assert view.margin._drawn[0].mark.end == target
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=view.edit.caret(target).center().toPoint())
    assert told == [("a", one.start, target)]
    settle(qtbot, view)
    assert view.margin._drawn[0].mark == one


def test_an_edge_cannot_be_dragged_past_the_other(qtbot, view):
    one = mark("a", "preguntan. Antes nadie")
    view.set_codings([one])
    view.set_active("a")
    settle(qtbot, view)
    port, beyond = view.edit.viewport(), view.edit.caret(one.end + 20).center().toPoint()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=view.edit.caret(one.start).center().toPoint())
    qtbot.mouseMove(port, beyond)
    with qtbot.waitSignal(view.edges_dragged) as told:
        qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=beyond)
    assert told.args == ["a", one.end - 1, one.end]


def test_dragging_the_cap_in_the_margin_moves_the_beginning_by_lines(qtbot, view):
    start = TURNS[1].start + 160
    view.set_codings([Mark("a", start, TURNS[1].end - 5, "Access")])
    view.set_active("a")
    settle(qtbot, view)
    bracket = view.margin._drawn[0].bracket
    cap = QPoint(30, round(bracket.top))
    first_line = QPoint(30, round(view.edit.caret(TURNS[1].start).center().y()))
    qtbot.mousePress(view.margin, Qt.MouseButton.LeftButton, pos=cap)
    qtbot.mouseMove(view.margin, first_line)
    with qtbot.waitSignal(view.edges_dragged) as told:
        qtbot.mouseRelease(view.margin, Qt.MouseButton.LeftButton, pos=first_line)
    assert told.args == ["a", TURNS[1].start, TURNS[1].end - 5]


def test_the_menu_is_asked_for_with_the_codings_there(qtbot, view):
    view.set_codings([mark("a", "preguntan. Antes"), mark("b", "preguntan")])
    settle(qtbot, view)
    place = place_of(view, TEXT.index("guntan"))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, QPoint(5, 6))
    with qtbot.waitSignal(view.context_requested) as asked:
        QApplication.sendEvent(view.edit.viewport(), event)
    assert asked.args == [QPoint(5, 6), ["b", "a"]]


def test_pointing_at_a_passage_lights_its_bracket(qtbot, view):
    view.set_codings([mark("a", "preguntan"), mark("b", "ventanilla")])
    settle(qtbot, view)
    qtbot.mouseMove(view.edit.viewport(), place_of(view, TEXT.index("tanilla")))
    assert view.margin._hovered == "b"
    qtbot.mouseMove(view.edit.viewport(), place_of(view, TEXT.index("faltan")))
    assert view.margin._hovered == ""
    qtbot.mouseMove(view.edit.viewport(), place_of(view, TEXT.index("tanilla")))
    QApplication.sendEvent(view.edit, QEvent(QEvent.Type.Leave))
    assert view.margin._hovered == ""


def test_words_sentences_and_answers_are_selected_by_steps(view):
    begin = TURNS[1].start
    view.select(Span(begin + 2, begin + 2))
    view.extend_by_word()
    assert TEXT[slice(*view.selected_span())] == "Ahora"
    view.extend_by_word()
    view.shrink_by_word()
    assert TEXT[slice(*view.selected_span())] == "Ahora"
    view.extend_by_sentence()
    assert TEXT[slice(*view.selected_span())] == "Ahora preguntan."
    view.select_turn()
    assert view.selected_span() == TURNS[1].span
    # A click beside the last line puts the caret behind the last word: still in the turn.
    view.select(Span(TURNS[2].end, TURNS[2].end))
    view.extend_by_sentence()
    assert view.selected_span() == TURNS[2].span


def test_walking_from_turn_to_turn(view):
    assert view.turn_here() == TURNS[0]
    seen = []
    for _ in range(4):
        view.next_turn()
        seen.append(view.turn_here())
    assert seen == [*TURNS[1:], TURNS[3]]
    view.previous_turn()
    assert view.turn_here() == TURNS[2]


def test_a_long_text_is_revealed_and_drawn_only_where_it_is_seen(qtbot, view):
    words = "palabra tras palabra sin fin. " * 20
    text = "\n\n".join([words] * 200)
    view.set_document(text, ())
    view.set_codings([Mark(str(n), n * 600, n * 600 + 90, "Access") for n in range(200)])
    settle(qtbot, view)
    assert 0 < len(view.edit.extraSelections()) < 40
    target = Span(600 * 150, 600 * 150 + 90)
    view.reveal(target)
    settle(qtbot, view)
    assert 0 <= view.edit.caret(target.start).top() < view.edit.viewport().height()
    assert "150" in [drawn.mark.coding_id for drawn in view.margin._drawn]
    assert len(view.edit.extraSelections()) < 40


def test_brackets_keep_their_lanes_however_one_scrolls(qtbot, view):
    text = "\n".join(f"Línea {n} de un texto que no acaba." for n in range(300))
    marks = [Mark(str(n), n * 90, n * 90 + 70 + n % 7 * 60, "Access") for n in range(90)]
    view.set_document(text, ())
    view.set_codings(marks)
    lanes: dict[str, set[int]] = {}
    for y in (0, 137, 700, 1200, 1900, 900, 333):
        view.edit.verticalScrollBar().setValue(y)
        settle(qtbot, view)
        for drawn in view.margin._drawn[:-5]:
            lanes.setdefault(drawn.mark.coding_id, set()).add(drawn.bracket.lane)
    assert all(len(seen) == 1 for seen in lanes.values())


def test_a_suggestion_has_a_rule_dots_and_its_chips(qtbot, view):
    chips = QLabel("9 Access  Y")
    passage = Span(TURNS[3].start, TURNS[3].end)
    view.set_suggestion(passage, [Span(TURNS[3].start, TURNS[3].start + 3)], chips)
    settle(qtbot, view)
    assert view.margin._rule is not None
    assert [line.dotted for line in view.edit._lines] == [True]
    assert chips.isVisible()
    assert chips.y() == round(view.edit.caret(passage.start).top())
    view.set_suggestion(None)
    settle(qtbot, view)
    assert view.margin._rule is None
    assert not view.edit._lines
    assert not chips.isVisible()


def test_the_text_size_keeps_selection_and_marks(qtbot, view):
    view.set_codings([mark("a", "preguntan")])
    view.select(Span(3, 30))
    before = view.edit.line_box(TURNS[3].start).top()
    view.set_text_size(22)
    settle(qtbot, view)
    assert view.text_size() == 22
    assert view.selected_span() == Span(3, 30)
    assert view.edit.line_box(TURNS[3].start).top() > before
    assert len(view.edit.extraSelections()) == 1
    view.set_text_size(99)
    assert view.text_size() == 28


def test_the_words_keep_their_measure_until_the_margin_needs_the_room(qtbot, view):
    widths = []
    for width in (1400, 920, 600):
        view.resize(width, 600)
        settle(qtbot, view)
        widths.append((view.edit.viewport().width(), view.margin.names_fit()))
    assert widths[0] == widths[1]
    assert widths[2][0] < widths[1][0]
    assert [fits for _width, fits in widths] == [True, True, False]


def test_the_arrows_with_shift_select(qtbot, view):
    view.select(Span(6, 6))
    for _ in range(3):
        qtbot.keyClick(view.edit, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_span() == Span(6, 9)


def wheel(target, pixels: int, keys: Qt.KeyboardModifier) -> None:
    place = QPointF(5, 5)
    event = QWheelEvent(
        place,
        target.mapToGlobal(place),
        QPoint(0, 0),
        QPoint(0, pixels),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(target, event)


def test_the_wheel_scrolls_from_the_margin_and_with_ctrl_asks_for_another_size(qtbot, view):
    view.resize(920, 120)
    settle(qtbot, view)
    wheel(view.margin, -120, Qt.KeyboardModifier.NoModifier)
    assert view.edit.verticalScrollBar().value() > 0
    with qtbot.waitSignal(view.zoom_asked, check_params_cb=lambda step: step == 1):
        wheel(view.edit.viewport(), 120, Qt.KeyboardModifier.ControlModifier)


def test_the_view_can_be_taken_away_and_the_look_changed(qtbot, qapp, view):
    other = TranscriptView()
    other.set_document(TEXT, TURNS)
    other.deleteLater()
    QApplication.sendPostedEvents(other, QEvent.Type.DeferredDelete)
    theme.apply(qapp, "dark")
    theme.apply(qapp, "light")


def test_everything_has_a_name_for_those_who_do_not_see_it(qtbot, view):
    view.set_codings([mark("a", "preguntan", key=True, initials="MR", show_coder=True)])
    view.set_active("a")
    settle(qtbot, view)
    assert view.edit.accessibleName()
    assert view.margin.accessibleName()
    assert view.margin.accessibleDescription() == "3 Access, key quote, MR, 1 word"


def test_another_look_repaints_the_tints(qtbot, qapp, view):
    view.set_codings([mark("a", "preguntan")])
    settle(qtbot, view)
    (tint,) = view.edit.extraSelections()
    light = tint.format.background().color()
    theme.apply(qapp, "dark")
    settle(qtbot, view)
    (tint,) = view.edit.extraSelections()
    assert tint.format.background().color() != light
    theme.apply(qapp, "light")
