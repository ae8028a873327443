"""What waits to be confirmed is marked in the text, counted in its header, confirmed and rejected by keys."""

from collections.abc import Iterator

import pytest
from coding_fixtures import code_named
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.codings import ACCEPTED
from qualcoder_cg.domain.proportions import Proportion
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import Suggestion
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.coding import highlights, margin_names
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.coding.marks import Mark
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import auto_coding, waiting

Key = Qt.Key


@pytest.fixture
def waits(session: Session, coding_view: CodingView, qtbot: QtBot) -> Iterator[list[str]]:
    """Two codings of the document shown that wait, in the order of the text; the text has the keyboard."""
    found = []
    for words, name in (("We opened in March.", "Q9"), ("The municipality pays the rent.", "Q20")):
        assert session.document is not None
        start, code = session.text.index(words), code_named(session, name).id
        it = Suggestion(session.document.id, start, start + len(words), code, 0.8, "keywords", "opened")
        found.append(auto_coding.Proposal(it, 0.8))
    proposals = auto_coding.Proposals("keywords", 0.5, tuple(found), Proportion(0, 0))
    assert auto_coding.apply(session.project, proposals, "First") == 2
    coding_view.transcript.setFocus()
    yield [one.coding.id for one in waiting.waiting(session.project)]


def test_they_are_marked_and_counted(coding_view: CodingView, session: Session, waits: list[str]) -> None:
    mark = coding_view.transcript._marks.get(waits[0])
    assert mark is not None and mark.waits
    assert margin_names.spoken(mark) == "9 Outputs, factors, to confirm"
    assert coding_view.confirming.count.isVisible() and coding_view.confirming.count.text() == "2 to confirm"
    sure = next(one for one in session.codings if one.id not in waits)
    assert not (coding_view.transcript._marks.get(sure.id) or mark).waits
    numbers = coding_view.session.project.seen.counts_by_document()
    assert list(numbers.values()) == [1]


def test_they_are_walked_confirmed_and_rejected(
    coding_view: CodingView, session: Session, waits: list[str], qtbot: QtBot
) -> None:
    edit = coding_view.transcript.edit
    qtbot.keyClick(edit, Key.Key_U)
    assert session.active is not None and session.active.id == waits[0]
    page = coding_view.inspector.coding
    assert page.confirm.isVisibleTo(page) and page.reject.isVisibleTo(page)
    assert not page.remove.isVisibleTo(page)
    qtbot.keyClick(edit, Key.Key_Y)
    assert session.project.seen.some([waits[0]])[0].origin == ACCEPTED
    assert session.active.id == waits[1]
    assert coding_view.confirming.count.text() == "1 to confirm"
    qtbot.keyClick(edit, Key.Key_N)
    assert not session.project.codings.some([waits[1]])
    assert not coding_view.confirming.count.isVisible()
    assert sorted(one.verdict for one in session.project.decisions.all()) == ["accepted", "rejected"]
    session.project.undo()
    assert coding_view.confirming.count.text() == "1 to confirm"


def test_the_buttons_do_the_same(
    coding_view: CodingView, session: Session, waits: list[str], qtbot: QtBot
) -> None:
    coding_view.confirming.count.click()
    assert session.active is not None and session.active.id == waits[0]
    coding_view.inspector.coding.reject.click()
    assert not session.project.codings.some([waits[0]])
    coding_view.inspector.coding.confirm.click()
    assert session.project.seen.some([waits[1]])


def test_a_coding_that_counts_is_not_confirmed(
    coding_view: CodingView, session: Session, waits: list[str]
) -> None:
    sure = next(one for one in session.codings if one.id not in waits)
    coding_view.chosen.only(sure.id)
    page = coding_view.inspector.coding
    assert not page.confirm.isVisibleTo(page) and page.remove.isVisibleTo(page)
    assert coding_view.confirming.confirm() is False and coding_view.confirming.reject() is False


def test_several_chosen_are_confirmed_together(
    coding_view: CodingView, session: Session, waits: list[str]
) -> None:
    coding_view.chosen.every([one.id for one in session.codings])
    page = coding_view.inspector.coding
    assert page.confirm.isVisibleTo(page)
    assert coding_view.confirming.confirm() is True
    assert waiting.number_waiting(session.project) == 0
    assert session.project.undoable().words["n"] == 2  # type: ignore[union-attr]


def test_the_tint_is_fainter_until_confirmed() -> None:
    sure, unsure = (Mark("a", 0, 10, "A", colour="1-0", waits=waits) for waits in (False, True))
    within = Span(0, 10)
    for dark in (False, True):
        full, faint = (highlights.tinted([one], within, dark)[0][1] for one in (sure, unsure))
        both = highlights.tinted([sure, unsure._replace(coding_id="b", colour="3-0")], within, dark)[0][1]
        assert full != faint and both == full
    assert theme.tokens().base not in (full, faint)
