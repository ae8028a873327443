"""Beside the text: quiet names, no code here, precedents, more like this; by keys and by mouse."""

from itertools import pairwise
from typing import Any

import pytest
from coding_fixtures import FakeProcess, code_named, offer, passage, suggested
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.suggestions import REJECTED, Suggestion
from qualcoder_cg.gui import shortcuts
from qualcoder_cg.gui.coding import alike_keys, confidence_aside, offers
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.coding.margin import NAMES
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import coding, suggestions

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def three(session: Session) -> list[Suggestion]:
    """Two suggestions for one passage, one further down."""
    return [
        suggested(session, "Nobody knows who pays the promoters", "Q20", 0.9),
        suggested(session, "We opened in March.", "Q9", 0.6),
        suggested(session, "We opened in March.", "Q14", 0.8),
    ]


@pytest.fixture
def view(
    coding_view: CodingView, fake_process: FakeProcess, three: list[Suggestion], qtbot: QtBot
) -> CodingView:
    """The coding view with three suggestions for the document shown."""
    offer(fake_process, three, qtbot)
    return coding_view


def _press(view: CodingView, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(view.transcript.edit, key, held)


def _code(session: Session, document_id: str, words: str, code_id: str, coder: str = "Marta R.") -> str:
    project, before = session.project, session.project.coder_name
    project.coder_name = coder
    start = project.documents.text(document_id).index(words)
    span = offers.Span(start, start + len(words))
    made = coding.apply_code(project, document_id=document_id, span=span, code_id=code_id)
    project.coder_name = before
    return made.id


def test_every_passage_has_its_names_quietly(
    view: CodingView, session: Session, three: list[Suggestion], qtbot: QtBot
) -> None:
    margin = view.transcript.margin
    qtbot.waitUntil(lambda: len(margin._offers) == 2)
    first, second = margin._offers
    # The name of the coding that begins on the same line is not crowded.
    assert first.chips == () and first.bottom > first.top
    assert [chip.suggestion for chip in second.chips] == [three[0]]
    coding.remove_codings(session.project, [session.codings[0].id])
    qtbot.waitUntil(lambda: margin._drawn == [])
    assert [chip.suggestion for chip in margin._offers[0].chips][:1] == [three[2]]
    middles = sorted(chip.y for one in margin._offers for chip in one.chips)
    assert all(low + offers.HIGH <= high for low, high in pairwise(middles))
    session.consider(three[0])
    qtbot.waitUntil(lambda: [one.chips[0].suggestion for one in margin._offers] == [three[2]])


def test_names_make_way_for_codings(
    view: CodingView, session: Session, three: list[Suggestion], qtbot: QtBot
) -> None:
    code = code_named(session, "Q1").id
    assert session.document
    _code(session, session.document.id, "Nobody knows", code)
    margin = view.transcript.margin
    qtbot.waitUntil(lambda: len(margin._drawn) == 2 and len(margin._offers) == 2)
    assert margin._offers[1].chips == ()
    assert margin._offers[1].bottom > margin._offers[1].top


def test_a_click_on_a_quiet_name_looks_at_it(
    view: CodingView, session: Session, three: list[Suggestion], qtbot: QtBot
) -> None:
    margin = view.transcript.margin
    qtbot.waitUntil(lambda: len(margin._offers) == 2 and margin._offers[1].chips != ())
    y = round(margin._offers[1].chips[0].y) - margin._scrolled
    qtbot.mouseClick(margin, Qt.MouseButton.LeftButton, pos=QPoint(NAMES + 10, y))
    assert session.suggestion == three[0]
    assert offers.told(three[0], margin._offers).startswith("Suggested: ") or margin._offers == ()
    assert session.project.codings.count() == 1


def test_no_code_here_takes_all_of_the_passage_away(
    view: CodingView, session: Session, three: list[Suggestion], fake_process: FakeProcess, qtbot: QtBot
) -> None:
    _press(view, qtbot, Key.Key_G)
    _press(view, qtbot, Key.Key_N, SHIFT)
    (kept,) = session.project.decisions.nothing.all()
    assert (kept.start, kept.end) == three[2].span
    assert view.suggestions.open_suggestions() == [three[0]]
    assert session.suggestion == three[0]
    (logged,) = session.project.decisions.predictions.all()
    assert logged.outcome == "nothing"
    offer(fake_process, three, qtbot)  # also where the process finds them again
    assert view.suggestions.open_suggestions() == [three[0]]
    session.project.undo()
    assert len(view.suggestions.open_suggestions()) == 3


def test_no_code_here_is_said_of_selected_words_and_by_a_button(
    view: CodingView, session: Session, three: list[Suggestion], qtbot: QtBot
) -> None:
    view.transcript.select(passage(session, "The municipality pays the rent."))
    _press(view, qtbot, Key.Key_N, SHIFT)
    (kept,) = session.project.decisions.nothing.all()
    assert (kept.start, kept.end) == passage(session, "The municipality pays the rent.")
    session.consider(three[0])
    button = next(
        one for one in view.inspector.suggestion.findChildren(QPushButton) if one.text() == "No code here"
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(session.project.decisions.nothing.all()) == 2
    view.transcript.select(passage(session, "We opened")._replace(end=passage(session, "We opened").start))
    session.consider(None)
    view.transcript.setFocus()
    with qtbot.waitSignal(session.told):
        _press(view, qtbot, Key.Key_N, SHIFT)
    assert len(session.project.decisions.nothing.all()) == 2


def test_two_precedents_are_shown_and_gone_to(
    view: CodingView, session: Session, three: list[Suggestion], qtbot: QtBot
) -> None:
    other = session.project.documents.all()[1].id
    made = _code(session, other, "We opened on Sundays instead.", three[2].code_id)
    _code(session, other, "Women with children", three[2].code_id)
    _press(view, qtbot, Key.Key_G)
    _press(view, qtbot, Key.Key_P)
    popup = view.suggesting.precedents
    qtbot.waitUntil(lambda: len(popup.shown()) == 2)
    assert popup.isVisible() and popup.list.hasFocus()
    assert popup.shown()[0].text == "We opened on Sundays instead."
    assert "Marta R." in popup.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    qtbot.keyClick(popup.list, Key.Key_Return)
    assert not popup.isVisible()
    assert session.document and session.document.id == other
    assert session.active and session.active.id == made


def test_precedents_of_who_codes_blind_are_ones_own(
    view: CodingView, session: Session, three: list[Suggestion], qtbot: QtBot
) -> None:
    other = session.project.documents.all()[1].id
    _code(session, other, "We opened on Sundays instead.", three[2].code_id, "Ana L.")
    session.who.set_blind(True)
    session.consider(three[2])
    _press(view, qtbot, Key.Key_P)
    popup = view.suggesting.precedents
    qtbot.waitUntil(lambda: popup.note.text().startswith("Nothing else is under 14"))
    assert popup.shown() == []
    qtbot.keyClick(popup.list, Key.Key_Escape)
    assert view.transcript.edit.hasFocus()
    session.who.set_blind(False)


def _answer_all(view: CodingView, process: FakeProcess, qtbot: QtBot) -> None:
    """Answer as the process does until everything was looked through for passages alike."""
    from qualcoder_cg.suggest import alike, wire

    def unanswered() -> list[dict[str, Any]]:
        return [one for one in process.asked if one["id"] not in process.answered_ids]

    while view.suggesting.alike.reading.is_busy:
        qtbot.waitUntil(lambda: bool(unanswered()) or not view.suggesting.alike.reading.is_busy)
        for request in unanswered():
            if request["op"] != "alike":
                process.answer_to(request, [])
                continue
            wanted = alike.sought(request["text"], request["language"])
            material = wire.material_from_json(request["material"])
            process.answer_to(request, alike.alike(wanted, material, lambda *_where: None))


def test_more_like_this_is_walked_and_coded_from(
    view: CodingView, session: Session, fake_process: FakeProcess, qtbot: QtBot
) -> None:
    other = session.project.documents.all()[1].id
    session.activate(_code(session, session.document.id, "We opened in March.", code_named(session, "Q9").id))  # type: ignore[union-attr]
    fake_process.asked.clear()
    _press(view, qtbot, Key.Key_F)
    panel = view.suggesting.alike
    assert panel.isVisible() and not view.inspector.isVisible()
    _answer_all(view, fake_process, qtbot)
    assert [row.words for row in panel.model.rows][:1] == ["We opened on Sundays instead."]
    assert panel.list.hasFocus()
    qtbot.keyClick(panel.list, Key.Key_Y)
    (made,) = session.project.codings.in_document(other)
    assert made.code_id == code_named(session, "Q9").id
    assert panel.model.rows[0].codes.startswith("9 ")
    qtbot.keyClick(panel.list, Key.Key_K)
    panel.list.setCurrentIndex(panel.model.index(0))
    qtbot.keyClick(panel.list, Key.Key_Return)
    assert session.document and session.document.id == other
    assert session.text[session.selection.start : session.selection.end] == "We opened on Sundays instead."
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Key.Key_Escape)
    assert not panel.isVisible() and view.inspector.isVisible()
    assert view.transcript.edit.hasFocus()


def test_keys_of_more_like_this_are_acts_that_can_be_changed(
    view: CodingView, session: Session, qtbot: QtBot
) -> None:
    same = next(act for act in alike_keys.acts() if act.id == alike_keys.SAME)
    assert same.key in {act.key for act in shortcuts.bound()}
    shortcuts.choose(same, ["U"])
    session.activate(_code(session, session.document.id, "We opened in March.", code_named(session, "Q9").id))  # type: ignore[union-attr]
    _press(view, qtbot, Key.Key_F)
    said = view.suggesting.alike.keys.accessibleName()
    assert "U code as" in said and "J K next, previous" in said
    assert ("U", "same code") in alike_keys.key_hints()
    view.suggesting.alike.close_panel()


def test_how_often_such_suggestions_were_right_is_said_where_it_is_known(
    view: CodingView, session: Session, three: list[Suggestion], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    said = view.inspector.suggestion.right
    session.consider(three[0])
    qtbot.waitUntil(lambda: view.inspector.confidence._confidence is not None)
    assert said.isHidden() and said.text() == ""
    known = {0.9: 0.81, 0.8: None, 0.6: 0.98}
    monkeypatch.setattr(confidence_aside, "confidences", lambda _project: lambda one: known[one.score])
    decided = view.suggestions.decide(REJECTED, suggestion=three[1])
    assert decided is None
    session.consider(three[0])
    qtbot.waitUntil(lambda: said.text() == "Such suggestions were right about 8 times in 10")
    assert not said.isHidden()
    session.consider(three[2])
    assert said.isHidden()
    session.who.set_blind(True)
    session.consider(three[0])
    assert said.isHidden()


def test_looking_for_more_can_be_stopped(
    view: CodingView, session: Session, fake_process: FakeProcess, qtbot: QtBot
) -> None:
    view.transcript.select(passage(session, "The municipality pays the rent."))
    _press(view, qtbot, Key.Key_F)
    panel = view.suggesting.alike
    qtbot.waitUntil(lambda: fake_process.asked[-1]["op"] == "alike")
    assert panel.stop.isVisible()
    asked = fake_process.asked[-1]["id"]
    qtbot.mouseClick(panel.stop, Qt.MouseButton.LeftButton)
    assert not panel.reading.is_busy and asked in fake_process.cancelled
    assert panel.note.text() == "Nothing alike was found."
    panel.close_panel()


def test_who_goes_blind_sees_what_was_found_no_longer(
    view: CodingView, session: Session, three: list[Suggestion], fake_process: FakeProcess, qtbot: QtBot
) -> None:
    assert len(view.suggestions.open_suggestions()) == 3
    session.who.set_blind(True)
    assert view.suggestions.open_suggestions() == []
    qtbot.waitUntil(lambda: fake_process.lessons[-1]["op"] == "learn" and len(fake_process.lessons) > 1)
    own = suggestions.examples(session.project)
    assert [tuple(one) for one in fake_process.lessons[-1]["examples"]] == [tuple(one) for one in own]
    session.who.set_blind(False)
