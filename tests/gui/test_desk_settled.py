"""What the desk says of a case that was decided about, and what it offers when the decision is taken back."""

import pytest
from desk_help import press, settle
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from two_coders import TwoCoders

from qualcoder_cg.domain import team
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui import panes
from qualcoder_cg.gui.consistency.choices import CODES, PAIRS, QUESTIONS
from qualcoder_cg.gui.consistency.consistency_view import ConsistencyView
from qualcoder_cg.gui.consistency.desk_page import DeskPage
from qualcoder_cg.gui.consistency.disagreement_filter import Limits
from qualcoder_cg.services import coding

Key = Qt.Key
WHY = "She speaks of what lasts."


@pytest.fixture
def settled(desk: DeskPage, qtbot: QtBot) -> str:
    """A disagreement settled by keys, current again in a list that has settled ones too."""
    done = settle(desk, qtbot, Key.Key_A, WHY)
    desk.list.filter.use(Limits(settled=True))
    desk.table.choose(done)
    desk.table.setFocus()
    return done


def test_of_a_settled_case_the_status_line_tells_how_to_open_it(
    consistency_view: ConsistencyView, settled: str
) -> None:
    told = panes.key_hints(consistency_view)
    assert ("R", "open again") in told
    assert "A" not in dict(told)


def test_keys_are_told_anew_where_the_case_is_another(
    consistency_view: ConsistencyView, settled: str, qtbot: QtBot
) -> None:
    session = consistency_view.state.session
    with qtbot.waitSignal(session.keys_changed):
        consistency_view.desk.later()
    assert "A" in dict(panes.key_hints(consistency_view))


def test_the_reason_is_offered_again_when_a_decision_is_taken_back(
    desk: DeskPage, settled: str, qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_R)
    qtbot.waitUntil(lambda: desk.desk.case is not None and desk.desk.case.decision is None)
    bar = desk.desk.verdicts
    assert bar.reason.text() == WHY
    assert bar.verdict == ""
    desk.later()
    assert bar.reason.text() == ""
    desk.table.choose(settled)
    assert bar.reason.text() == WHY


def test_the_reason_is_offered_where_a_coding_changed_since(
    desk: DeskPage, coded_by_two: TwoCoders, settled: str, qtbot: QtBot
) -> None:
    found = desk.table.current()
    assert found is not None
    changed = coding.get_coding(coded_by_two.project, found.disagreement.codings_a[0])
    coding.move_edges(coded_by_two.project, changed.id, Span(changed.start, changed.end - 6))
    qtbot.waitUntil(lambda: any(row.disagreement.is_stale for row in desk.state.found))
    qtbot.waitUntil(lambda: desk.desk.case is not None and desk.desk.case.decision is None)
    assert desk.desk.verdicts.reason.text() == WHY


@pytest.mark.parametrize("rows", [CODES, QUESTIONS])
def test_f2_on_a_row_of_the_figures_describes_its_code(desk: DeskPage, qtbot: QtBot, rows: str) -> None:
    desk.state.choose_rows(rows)
    figures = desk.agreement.chart.list
    qtbot.waitUntil(lambda: figures.model_of.rowCount() > 0 and figures.model_of.rows[0].figure.key != "")
    figures.setCurrentIndex(figures.model_of.index(0))
    figures.setFocus()
    key = figures.key()
    with qtbot.waitSignal(desk.edit_wanted) as asked:
        press(qtbot, Key.Key_F2)
    codes = {one.id: one for one in desk.state.session.code_list()}
    assert key in (asked.args[0], codes[asked.args[0]].question_id)


def test_f2_on_a_row_that_is_no_code_describes_one_of_the_desk(
    desk: DeskPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.state.choose_rows(PAIRS)
    figures = desk.agreement.chart.list
    qtbot.waitUntil(lambda: desk.state.choice.rows == PAIRS and figures.model_of.rowCount() > 0)
    asked: list[bool] = []
    monkeypatch.setattr(desk.desk.book, "ask_to_edit", lambda: asked.append(True))
    figures.setCurrentIndex(figures.model_of.index(0))
    figures.setFocus()
    press(qtbot, Key.Key_F2)
    assert asked == [True]


def test_the_filter_says_that_settled_ones_are_listed_too(desk: DeskPage) -> None:
    button = desk.list.filter
    assert button.text() == "All types"
    button.use(Limits(settled=True))
    assert button.text() == "All, settled too"
    button.use(Limits(kinds=frozenset([team.MISSED]), settled=True))
    assert button.text() == "Missed · settled too"


def test_a_filter_with_many_limits_is_cut_with_dots_and_told_whole(
    desk: DeskPage, coded_by_two: TwoCoders
) -> None:
    button = desk.list.filter
    codes = [one.id for one in coded_by_two.project.codes.all()]
    button.use(Limits(codes=frozenset(codes), settled=True))
    assert button.text().endswith("…")
    assert button.sizeHint().width() <= button.maximumWidth()
    assert button.toolTip().endswith(" · settled too")
