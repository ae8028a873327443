"""The page of measures: says when there is nothing, shows what was decided, sets how much is blind."""

from collections.abc import Iterator

import pytest
from coding_fixtures import suggested
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qualcoder_cg import settings
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import ACCEPTED, CORRECTED, REJECTED
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.session import Session
from qualcoder_cg.gui.suggestions.measures_page import MeasuresPage
from qualcoder_cg.services import decisions, withheld


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> Iterator[MeasuresPage]:
    made = MeasuresPage(session)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    yield made
    made.finish()


def _show(page: MeasuresPage, qtbot: QtBot) -> None:
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: page.found is not None)


def _decide(session: Session, verdict: str, code: str = "Q9", times: int = 1) -> None:
    one = suggested(session, "We opened in March.", code, 0.6)
    other = next(code.id for code in session.code_list() if code.name == "Q14")
    for _time in range(times):
        decisions.decide(
            session.project, one, verdict, chosen_code_id=other if verdict == CORRECTED else None
        )


def test_a_study_without_decisions_says_what_to_do(
    page: MeasuresPage, session: Session, qtbot: QtBot
) -> None:
    _show(page, qtbot)
    assert page.nothing.isVisible() and "press G" in page.nothing.sentence.text()
    with qtbot.waitSignal(page.passage_chosen) as opened:
        page.nothing.button.click()
    assert opened.args == [session.project.documents.all()[0].id, Span(0, 0)]


def test_what_was_decided_is_shown_and_followed(page: MeasuresPage, session: Session, qtbot: QtBot) -> None:
    _decide(session, ACCEPTED, times=8)
    _decide(session, REJECTED, times=4)
    _show(page, qtbot)
    assert not page.nothing.isVisible()
    assert page.sections.accepted.text() == (
        "Accepted of the suggestions that were shown: 8 of 12, probably 3 to 9 in 10."
    )
    assert page.sections.codes.accessibleName().endswith("8 of 12, probably 3 to 9 in 10")
    assert "after 12 decisions: 8 of 12" in page.sections.curve.accessibleName()
    assert page.sections.confidence.text().startswith("No confidence is shown")
    _decide(session, CORRECTED)
    qtbot.waitUntil(lambda: page.found is not None and page.found.accepted.of == 13)
    (row,) = page.sections.rejected.rows
    assert row.share == (5, 13) and row.note.startswith("14 ")
    session.project.undo()
    qtbot.waitUntil(lambda: page.found is not None and page.found.accepted.of == 12)


def test_too_few_cases_are_called_so(page: MeasuresPage, session: Session, qtbot: QtBot) -> None:
    _decide(session, ACCEPTED, times=4)
    _show(page, qtbot)
    assert "too few to tell (4)" in page.sections.accepted.text()
    assert page.sections.blind.rows[0].told.endswith("too few to tell (0)")


def test_only_so_many_decisions(page: MeasuresPage, session: Session, qtbot: QtBot) -> None:
    _decide(session, ACCEPTED, times=60)
    _show(page, qtbot)
    assert page.found is not None and page.found.accepted == (60, 60)
    page.last.setCurrentIndex(page.last.findData(50))
    page.last.activated.emit(page.last.currentIndex())
    qtbot.waitUntil(lambda: page.found is not None and page.found.accepted.of == 50)
    assert settings.get("measures of the last") == 50


def test_a_hidden_page_reads_nothing(page: MeasuresPage, session: Session, qtbot: QtBot) -> None:
    _decide(session, ACCEPTED)
    qtbot.wait(0)
    assert page.found is None
    _show(page, qtbot)
    assert page.found is not None and page.found.accepted.of == 1


def test_the_share_of_blind_passages_is_one_step(page: MeasuresPage, session: Session, qtbot: QtBot) -> None:
    _show(page, qtbot)
    before = withheld.every(session.project)
    page.blind.setCurrentIndex(page.blind.findData(5))
    page.blind.activated.emit(page.blind.currentIndex())
    assert withheld.every(session.project) == 5
    page.blind.activated.emit(page.blind.currentIndex())
    session.project.undo()
    assert withheld.every(session.project) == before == page.blind.currentData()
    withheld.change_every(session.project, 7)
    assert page.blind.currentText() == "1 in 7"


def test_blind_coding_shows_ones_own_alone(page: MeasuresPage, session: Session, qtbot: QtBot) -> None:
    _decide(session, ACCEPTED)
    session.who.act_as("Luis P.")
    _decide(session, REJECTED, "Q20")
    _show(page, qtbot)
    assert page.found is not None and page.found.accepted == (1, 2)
    page.refresh()
    session.who.set_blind(True)
    assert not page.sections.isVisible(), "at once, and what is being read is not shown either"
    qtbot.waitUntil(lambda: page.found is not None and page.found.accepted == (0, 1))
    assert len(page.sections.codes.rows) == 1 and page.sections.isVisible()


@pytest.mark.parametrize("mode", [theme.LIGHT_MODE, theme.DARK_MODE])
def test_it_paints_at_any_width(
    page: MeasuresPage, session: Session, qtbot: QtBot, qapp: object, mode: str
) -> None:
    theme.apply(qapp, mode)  # type: ignore[arg-type]
    _decide(session, ACCEPTED, times=30)
    _decide(session, REJECTED, times=30)
    _show(page, qtbot)
    for width in (600, 1200):
        page.resize(width, 700)
        qtbot.waitUntil(lambda wanted=width: _right_edge(page) <= wanted)
        assert not page.grab().isNull()


def _right_edge(page: MeasuresPage) -> int:
    """How far to the right anything reaches."""
    inside = [part for part in page.sections.findChildren(QWidget) if part.isVisible()]
    return max(part.mapTo(page.sections, part.rect().topRight()).x() for part in inside)


def test_finishing_while_reading(page: MeasuresPage, session: Session, qtbot: QtBot) -> None:
    page.refresh()
    page.finish()
    qtbot.wait(0)
    assert page.found is None
