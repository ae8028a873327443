"""Several codings chosen by mouse and keys, and what is done to them: every key of the coding window."""

import pytest
from coding_fixtures import code_named, passage
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.codings import SUPPORTS, Coding
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import coding

Key = Qt.Key
Shift, Control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
WORDS = ("opened in March", "pays for it", "pays the rent")


@pytest.fixture
def three(coding_view: CodingView, session: Session, qtbot: QtBot) -> list[Coding]:
    """Three codings of Q9, and one of Q11 that was there."""
    document = session.document
    assert document
    made = [
        coding.apply_code(
            session.project,
            document_id=document.id,
            span=passage(session, words),
            code_id=code_named(session, "Q9").id,
        )
        for words in WORDS
    ]
    qtbot.waitUntil(lambda: len(coding_view.transcript.margin._drawn) == 3)
    return made


def _press(view: CodingView, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    qtbot.keyClick(view.transcript.edit, key, held or Qt.KeyboardModifier.NoModifier)


def _name(view: CodingView, one: Coding) -> QPoint:
    """The middle of a coding's name in the margin."""
    margin = view.transcript.margin
    drawn = next(drawn for drawn in margin._drawn if drawn.mark.coding_id == one.id)
    return QPoint(90, round(drawn.bracket.top) - margin._scrolled)


def _click(
    view: CodingView, qtbot: QtBot, one: Coding, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.mouseClick(view.transcript.margin, Qt.MouseButton.LeftButton, held, _name(view, one))


def _now(session: Session, one: Coding) -> Coding:
    found = session.project.codings.get(one.id)
    assert found
    return found


def _caret(view: CodingView, session: Session, words: str) -> None:
    place = passage(session, words).start
    view.transcript.select(Span(place, place))


def test_ctrl_and_a_click_add_and_take_away(
    coding_view: CodingView, session: Session, three: list[Coding], qtbot: QtBot
) -> None:
    _click(coding_view, qtbot, three[0])
    assert coding_view.chosen.ids == [three[0].id]
    _click(coding_view, qtbot, three[2], Control)
    assert coding_view.chosen.ids == [three[0].id, three[2].id]
    assert session.active and session.active.id == three[2].id
    assert coding_view.inspector.coding.count.text() == "2 codings"
    _click(coding_view, qtbot, three[2], Control)
    assert coding_view.chosen.ids == [three[0].id]
    assert session.active and session.active.id == three[0].id
    _click(coding_view, qtbot, three[1])
    assert coding_view.chosen.ids == [three[1].id]


def test_what_holds_for_several_follows_undo_where_the_active_one_stays(
    coding_view: CodingView, session: Session, three: list[Coding], qtbot: QtBot
) -> None:
    _click(coding_view, qtbot, three[1])
    _press(coding_view, qtbot, Key.Key_V)
    _click(coding_view, qtbot, three[0])
    _click(coding_view, qtbot, three[1], Control)
    choice = coding_view.inspector.coding.polarity
    assert not any(one.isChecked() for one in choice.segments.values())
    _press(coding_view, qtbot, Key.Key_V)
    assert choice.segments[SUPPORTS].isChecked()
    session.project.undo()
    assert session.active and session.active.id == three[1].id and session.active.polarity == SUPPORTS
    assert not any(one.isChecked() for one in choice.segments.values())


def test_what_is_divided_is_joined_again_and_told(
    coding_view: CodingView, session: Session, three: list[Coding], qtbot: QtBot
) -> None:
    before = session.project.fingerprint()
    _caret(coding_view, session, "the rent")
    _press(coding_view, qtbot, Key.Key_D)
    assert len(session.codings) == 5
    with qtbot.waitSignal(session.told, check_params_cb=lambda said: said.startswith("Joined, 3 words now.")):
        _press(coding_view, qtbot, Key.Key_D, Shift)
    assert sorted(one.span for one in session.codings) == sorted(
        [passage(session, "Seven hundred workers"), *(passage(session, words) for words in WORDS)]
    )
    session.project.undo()
    session.project.undo()
    assert session.project.fingerprint() == before


def test_a_code_pressed_without_a_selection_says_what_it_moved(
    coding_view: CodingView, session: Session, three: list[Coding], qtbot: QtBot
) -> None:
    _click(coding_view, qtbot, three[0])
    with qtbot.waitSignal(
        session.told, check_params_cb=lambda said: said.startswith("1 coding moved to 14 ")
    ):
        session.apply(code_named(session, "Q14").id)


def test_shift_and_a_click_choose_what_lies_between(
    coding_view: CodingView, session: Session, three: list[Coding], qtbot: QtBot
) -> None:
    _click(coding_view, qtbot, three[0])
    _click(coding_view, qtbot, three[1], Shift)
    order = [one.id for one in session.codings]
    assert coding_view.chosen.ids == order[:3]
    _click(coding_view, qtbot, three[1])
    assert coding_view.chosen.ids == [three[1].id]


def test_ctrl_and_a_click_in_the_text(
    coding_view: CodingView, session: Session, three: list[Coding], qtbot: QtBot
) -> None:
    edit = coding_view.transcript.edit
    for words, ids in (
        ("opened", [three[0].id]),
        ("rent", [three[0].id, three[2].id]),
        ("opened", [three[2].id]),
    ):
        left, right = edit._letter(passage(session, words).start + 1)
        place = QPoint(
            round((left + right) / 2), round(edit.caret(passage(session, words).start).center().y())
        )
        qtbot.mouseClick(edit.viewport(), Qt.MouseButton.LeftButton, Control, place)
        assert coding_view.chosen.ids == ids


def test_a_plain_click_on_one_of_several_chooses_it_alone(
    coding_view: CodingView, three: list[Coding], qtbot: QtBot
) -> None:
    coding_view.chosen.every([three[0].id, three[1].id])
    _click(coding_view, qtbot, three[0])
    assert coding_view.chosen.ids == [three[0].id]


def test_escape_goes_back_to_one_and_to_none(
    coding_view: CodingView, session: Session, three: list[Coding], qtbot: QtBot
) -> None:
    _press(coding_view, qtbot, Key.Key_A, Control | Shift)
    assert len(coding_view.chosen.ids) == 4
    _press(coding_view, qtbot, Key.Key_Escape)
    assert len(coding_view.chosen.ids) == 1
    _press(coding_view, qtbot, Key.Key_Escape)
    assert session.active is None and not coding_view.chosen.ids


def test_the_margin_is_walked_by_keys(
    coding_view: CodingView, session: Session, three: list[Coding], qtbot: QtBot
) -> None:
    margin = coding_view.transcript.margin
    qtbot.keyClick(coding_view.transcript.edit, Key.Key_Tab)
    qtbot.waitUntil(margin.hasFocus)
    order = [one.id for one in session.codings]
    qtbot.keyClick(margin, Key.Key_Home)
    qtbot.keyClick(margin, Key.Key_Down)
    assert coding_view.chosen.ids == [order[1]]
    qtbot.keyClick(margin, Key.Key_Down, Shift)
    qtbot.keyClick(margin, Key.Key_Down, Shift)
    assert coding_view.chosen.ids == order[1:4]
    qtbot.keyClick(margin, Key.Key_Up, Shift)
    assert coding_view.chosen.ids == order[1:3]
    qtbot.keyClick(margin, Key.Key_Up)
    assert coding_view.chosen.ids == [order[1]]
    qtbot.keyClick(margin, Key.Key_A, Control)
    assert coding_view.chosen.ids == order
    assert "words" in margin.accessibleDescription() or "word" in margin.accessibleDescription()


def test_v_goes_round_and_shift_v_back(
    coding_view: CodingView, session: Session, three: list[Coding], qtbot: QtBot
) -> None:
    _caret(coding_view, session, "opened in March")
    seen = []
    for _number in range(4):
        _press(coding_view, qtbot, Key.Key_V)
        seen.append(_now(session, three[0]).polarity)
    assert seen == ["supports", "qualifies", "contradicts", ""]
    _press(coding_view, qtbot, Key.Key_V, Shift)
    assert _now(session, three[0]).polarity == "contradicts"
    mark = coding_view.transcript._marks.get(three[0].id)
    assert mark and mark.polarity == "contradicts"
    assert coding_view.inspector.coding.polarity.segments["contradicts"].isChecked()


def test_v_and_q_act_on_all_that_are_chosen_in_one_step(
    coding_view: CodingView, session: Session, three: list[Coding], qtbot: QtBot
) -> None:
    before = session.project.fingerprint()
    coding_view.chosen.every(one.id for one in three)
    _press(coding_view, qtbot, Key.Key_V)
    assert {_now(session, one).polarity for one in three} == {"supports"}
    session.project.undo()
    assert session.project.fingerprint() == before
    coding_view.chosen.every(one.id for one in three)
    _press(coding_view, qtbot, Key.Key_Q)
    assert all(_now(session, one).is_key for one in three)
    assert coding_view.inspector.coding.key.isChecked()
    _press(coding_view, qtbot, Key.Key_Q)
    assert not any(_now(session, one).is_key for one in three)


def test_codings_that_differ_show_no_polarity(
    coding_view: CodingView, session: Session, three: list[Coding], qtbot: QtBot
) -> None:
    coding_view.chosen.only(three[0].id)
    _press(coding_view, qtbot, Key.Key_V)
    coding_view.chosen.every([three[0].id, three[1].id])
    segments = coding_view.inspector.coding.polarity.segments
    assert not any(segment.isChecked() for segment in segments.values())
    qtbot.mouseClick(segments["qualifies"], Qt.MouseButton.LeftButton)
    assert {_now(session, one).polarity for one in three[:2]} == {"qualifies"}
    assert segments["qualifies"].isChecked()


def test_d_divides_at_the_caret_and_shift_d_joins(
    coding_view: CodingView, session: Session, three: list[Coding], qtbot: QtBot
) -> None:
    before = session.project.fingerprint()
    _caret(coding_view, session, "in March")
    _press(coding_view, qtbot, Key.Key_D)
    words = [session.text[one.start : one.end] for one in session.codings if one.code_id == three[0].code_id]
    assert words == ["opened", "in March", "pays for it", "pays the rent"]
    assert session.active and session.text[session.active.start : session.active.end] == "in March"
    coding_view.chosen.only(three[0].id)
    _press(coding_view, qtbot, Key.Key_D, Shift)
    assert session.text[slice(*_now(session, three[0]).span)] == "opened in March"
    session.project.undo()
    session.project.undo()
    assert session.project.fingerprint() == before


def test_shift_d_joins_all_that_are_chosen(
    coding_view: CodingView, session: Session, three: list[Coding], qtbot: QtBot
) -> None:
    coding_view.chosen.every(one.id for one in three)
    assert coding_view.inspector.coding.join.isEnabled()
    _press(coding_view, qtbot, Key.Key_D, Shift)
    joined = _now(session, three[0])
    assert session.text[joined.start : joined.end].endswith("pays the rent")
    assert coding_view.chosen.ids == [joined.id]


def test_x_moves_and_shift_x_copies_all_that_are_chosen(
    coding_view: CodingView, session: Session, three: list[Coding], qtbot: QtBot
) -> None:
    popup = coding_view.palette_popup
    coding_view.chosen.every(one.id for one in three)
    _press(coding_view, qtbot, Key.Key_X)
    assert popup.prompt.text() == "Move 3 codings"
    qtbot.keyClicks(popup.field, "14")
    qtbot.keyClick(popup.field, Key.Key_Return)
    assert {_now(session, one).code_id for one in three} == {code_named(session, "Q14").id}
    _press(coding_view, qtbot, Key.Key_X, Shift)
    assert popup.prompt.text() == "Copy 3 codings"
    qtbot.keyClicks(popup.field, "15")
    qtbot.keyClick(popup.field, Key.Key_Return)
    copies = session.project.codings.of_code(code_named(session, "Q15").id)
    assert [one.span for one in copies] == [one.span for one in three]
    assert set(coding_view.chosen.ids) == {one.id for one in copies}


def test_a_number_puts_all_that_are_chosen_under_its_code(
    coding_view: CodingView, session: Session, three: list[Coding], qtbot: QtBot
) -> None:
    code = code_named(session, "Q15")
    coding_view.at_hand.pin(code.id, 4)
    coding_view.chosen.every(one.id for one in three)
    _press(coding_view, qtbot, Key.Key_4)
    assert {_now(session, one).code_id for one in three} == {code.id}


def test_delete_takes_all_that_are_chosen_and_says_how_many(
    coding_view: CodingView, session: Session, three: list[Coding], qtbot: QtBot
) -> None:
    coding_view.chosen.every(one.id for one in three)
    with qtbot.waitSignal(session.told) as told:
        _press(coding_view, qtbot, Key.Key_Delete)
    assert told.args == ["3 codings removed. Undo brings it back."]
    assert session.project.codings.count() == 1
    assert not coding_view.chosen.ids
    session.project.undo()
    assert session.project.codings.count() == 4


def test_shift_c_codes_the_whole_answer_without_a_selection(
    coding_view: CodingView, session: Session, qtbot: QtBot
) -> None:
    _caret(coding_view, session, "rent")
    _press(coding_view, qtbot, Key.Key_C, Shift)
    popup = coding_view.palette_popup
    assert popup.prompt.text() == "Code the answer: 13 words"
    qtbot.keyClicks(popup.field, "14")
    qtbot.keyClick(popup.field, Key.Key_Return)
    assert session.active
    said = session.text[session.active.start : session.active.end]
    assert said.startswith("The municipality pays") and said.endswith("promoters next year.")


def test_shift_enter_chooses_the_next_one_here_too(
    coding_view: CodingView, session: Session, three: list[Coding], qtbot: QtBot
) -> None:
    document = session.document
    assert document
    longer = coding.apply_code(
        session.project,
        document_id=document.id,
        span=passage(session, "We opened in March"),
        code_id=code_named(session, "Q2").id,
    )
    _caret(coding_view, session, "opened in March")
    _press(coding_view, qtbot, Key.Key_Return)
    _press(coding_view, qtbot, Key.Key_Return, Shift)
    assert coding_view.chosen.ids == [three[0].id, longer.id]


def test_what_stands_in_the_way_is_said(coding_view: CodingView, session: Session, qtbot: QtBot) -> None:
    keys = [(Key.Key_V, None), (Key.Key_Q, None), (Key.Key_D, None)]
    keys += [(key, Shift) for key in (Key.Key_D, Key.Key_X, Key.Key_M)]
    for key, held in keys:
        with qtbot.waitSignal(session.told, timeout=1000):
            _press(coding_view, qtbot, key, held)
    only = session.codings[0]
    coding_view.chosen.only(only.id)
    with qtbot.waitSignal(session.told) as told:
        _press(coding_view, qtbot, Key.Key_D, Shift)
    assert told.args == ["No coding of the same code and coder follows."]
    with qtbot.waitSignal(session.told) as told:
        _press(coding_view, qtbot, Key.Key_D)
    assert "inside its passage" in told.args[0]
    assert session.project.codings.count() == 1
