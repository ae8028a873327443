"""The desk where coders' differences are settled: walked through, decided and taken back by keys."""

import pytest
from desk_help import EACH_TYPE, current, press, settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from two_coders import TwoCoders

from qualcoder_cg.domain import team
from qualcoder_cg.domain.consistency import EACH
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.consistency import disagreement_rows
from qualcoder_cg.gui.consistency.choices import DOCUMENTS
from qualcoder_cg.gui.consistency.consistency_view import CONFUSED, DESK, TIME, VERSIONS, ConsistencyView
from qualcoder_cg.gui.consistency.desk_page import DeskPage
from qualcoder_cg.gui.consistency.disagreement_filter import Limits
from qualcoder_cg.services import adjudication, coders, consistency, disagreements

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def study(coded_by_two: TwoCoders) -> TwoCoders:
    return coded_by_two


@pytest.fixture
def view(consistency_view: ConsistencyView) -> ConsistencyView:
    return consistency_view


def _choose_kind(desk: DeskPage, kind: str) -> None:
    desk.list.filter.use(Limits(kinds=frozenset([kind])))


def test_all_planted_disagreements_are_listed_by_weight(desk: DeskPage, study: TwoCoders) -> None:
    rows = desk.table.model_of.rows
    assert len(rows) == 5 * EACH_TYPE
    weights = [row.disagreement.weight for row in rows]
    assert weights == sorted(weights, reverse=True)
    assert desk.list.caption.text() == f"0 of {5 * EACH_TYPE} settled"
    assert desk.desk.title.text() == f"Disagreement 1 of {5 * EACH_TYPE} open"


def test_j_and_k_walk(desk: DeskPage, qtbot: QtBot) -> None:
    rows = desk.table.model_of.rows
    press(qtbot, Key.Key_J)
    press(qtbot, Key.Key_J)
    assert current(desk) == rows[2].disagreement.id
    press(qtbot, Key.Key_K)
    assert current(desk) == rows[1].disagreement.id
    assert desk.desk.case and desk.desk.case.disagreement == rows[1].disagreement


def test_both_sides_show_their_words_in_context(desk: DeskPage, study: TwoCoders) -> None:
    case = desk.desk.case
    assert case is not None
    text = study.project.documents.text(case.disagreement.document_id)
    for pane, side in ((desk.desk.first, case.first), (desk.desk.second, case.second)):
        shown = pane.passage.toPlainText()
        for one in side.codings:
            assert text[one.start : one.end] in shown
        assert pane.name.text() == side.coder.name


@pytest.mark.parametrize(
    ("key", "verdict"),
    [
        (Key.Key_A, team.KEEP_A),
        (Key.Key_B, team.KEEP_B),
        (Key.Key_T, team.BOTH),
        (Key.Key_N, team.NEITHER),
    ],
)
def test_a_verdict_by_its_key_is_settled_and_the_next_opens(
    desk: DeskPage, study: TwoCoders, qtbot: QtBot, key: Qt.Key, verdict: str
) -> None:
    _choose_kind(desk, team.OTHER_QUESTION)
    rows = list(desk.table.model_of.rows)
    first, second = rows[0].disagreement, rows[1].disagreement
    settle(desk, qtbot, key)
    made = study.project.team.adjudications.all()
    assert [one.verdict for one in made] == [verdict]
    assert made[0].reason == "The words say so."
    assert current(desk) == second.id
    held = {one.code_id for one in study.project.team.consensus.all()}
    wanted = {
        team.KEEP_A: {first.code_a},
        team.KEEP_B: {first.code_b},
        team.BOTH: {first.code_a, first.code_b},
        team.NEITHER: set[str](),
    }
    assert held == wanted[verdict]
    assert len(study.project.codings.some([*first.codings_a, *first.codings_b])) == len(first.codings)


def test_another_code_is_found_in_the_palette(desk: DeskPage, study: TwoCoders, qtbot: QtBot) -> None:
    code = next(one for one in study.project.codes.all() if one.name == "Q7")
    press(qtbot, Key.Key_O)
    qtbot.waitUntil(desk.palette_popup.isVisible)
    qtbot.keyClicks(desk.palette_popup.field, "7")
    press(qtbot, Key.Key_Return)
    assert desk.desk.verdicts.verdict == team.ANOTHER
    assert "7" in desk.desk.verdicts.buttons[team.ANOTHER].text()
    desk.desk.verdicts.reason.setText("It is about the design.")
    desk.table.setFocus()
    press(qtbot, Key.Key_Return, CTRL)
    assert [one.code_id for one in study.project.team.consensus.all()] == [code.id]


def test_nothing_is_settled_without_verdict_and_reason(
    desk: DeskPage, study: TwoCoders, qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_Return, CTRL)
    assert not study.project.team.adjudications.all()
    press(qtbot, Key.Key_A)
    press(qtbot, Key.Key_Return, CTRL)
    assert not study.project.team.adjudications.all()
    assert desk.desk.verdicts.reason.hasFocus()


def test_letters_are_typed_in_the_reason_and_alt_chooses(desk: DeskPage, qtbot: QtBot) -> None:
    bar = desk.desk.verdicts
    before = current(desk)
    bar.reason.setFocus()
    qtbot.keyClicks(bar.reason, "about nj")
    assert bar.reason.text() == "about nj"
    assert bar.verdict == ""
    press(qtbot, Key.Key_B, ALT)
    assert bar.verdict == team.KEEP_B
    press(qtbot, Key.Key_A, ALT)
    assert bar.verdict == team.KEEP_A
    assert bar.reason.text() == "about nj"
    assert current(desk) == before


def test_later_leaves_it_open(desk: DeskPage, study: TwoCoders, qtbot: QtBot) -> None:
    rows = desk.table.model_of.rows
    press(qtbot, Key.Key_Right)
    assert current(desk) == rows[1].disagreement.id
    assert not study.project.team.adjudications.all()


def test_undo_brings_it_back(desk: DeskPage, study: TwoCoders, qtbot: QtBot) -> None:
    done = settle(desk, qtbot, Key.Key_A)
    assert all(row.disagreement.id != done for row in desk.table.model_of.rows)
    study.project.undo()
    qtbot.waitUntil(lambda: any(row.disagreement.id == done for row in desk.table.model_of.rows))
    assert desk.list.caption.text().startswith("0 of")


def test_a_decision_is_shown_and_opened_again(desk: DeskPage, study: TwoCoders, qtbot: QtBot) -> None:
    done = settle(desk, qtbot, Key.Key_B)
    desk.list.filter.use(Limits(settled=True))
    assert desk.table.choose(done)
    said = desk.desk.verdicts.settled.text()
    assert "Ana L." in said and "The words say so." in said
    desk.table.setFocus()
    press(qtbot, Key.Key_R)
    qtbot.waitUntil(lambda: all(one.is_open for one in desk.state.found))
    assert not study.project.team.adjudications.all()
    assert current(desk) == done
    assert desk.desk.verdicts.reason.isVisible()


def test_what_is_typed_stays_while_the_list_is_read_again(
    desk: DeskPage, study: TwoCoders, qtbot: QtBot
) -> None:
    here = current(desk)
    press(qtbot, Key.Key_N)
    desk.desk.verdicts.reason.setText("Half a sen")
    last = desk.state.found[-1].disagreement
    adjudication.settle(study.project, last, team.KEEP_A, reason="From elsewhere.")
    qtbot.waitUntil(lambda: any(not one.is_open for one in desk.state.found))
    assert (current(desk), desk.desk.verdicts.reason.text()) == (here, "Half a sen")
    assert desk.desk.verdicts.verdict == team.NEITHER


def test_an_example_makes_a_version_and_codings_to_look_at_again(
    view: ConsistencyView, desk: DeskPage, study: TwoCoders, qtbot: QtBot
) -> None:
    _choose_kind(desk, team.OTHER_CRITERION)
    one = desk.table.model_of.rows[0].disagreement
    press(qtbot, Key.Key_A)
    desk.desk.verdicts.revision.example.click()
    desk.desk.verdicts.reason.setText("It names the result.")
    desk.settle()
    code = next(code for code in study.project.codes.all() if code.id == one.code_a)
    words = study.project.documents.text(one.document_id)[one.start : one.end]
    assert words in code.example
    assert study.project.team.current_version() >= 1
    waiting = {coding.id for coding in adjudication.look_again(study.project)}
    page = view.show_page(VERSIONS)
    qtbot.waitUntil(lambda: page.older.count() == len(waiting))  # type: ignore[attr-defined]
    assert waiting


def test_settling_everything_gives_the_key(desk: DeskPage, study: TwoCoders, qtbot: QtBot) -> None:
    keys = {team.KEEP_A: Key.Key_A, team.KEEP_B: Key.Key_B, team.BOTH: Key.Key_T}
    verdicts = {(one.a or one.b)[:2]: one for one in study.planted if (one.a or one.b)}
    for _number in range(5 * EACH_TYPE):
        found = desk.table.current()
        assert found is not None
        one = found.disagreement
        planted = next(
            this
            for this in verdicts.values()
            if one.document_id == (this.a or this.b)[0]  # type: ignore[index]
            and any(place and one.start <= place[1] < one.end for place in (this.a, this.b))
        )
        # Where one coder marked nothing, both together is what the other marked.
        verdict = planted.verdict
        if verdict == team.BOTH and one.missed_by:
            verdict = team.KEEP_A if one.codings_a else team.KEEP_B
        desk.table.setFocus()
        settle(desk, qtbot, keys[verdict])
    held = {(one.document_id, one.start, one.end, one.code_id) for one in study.project.team.consensus.all()}
    assert held == study.key()
    assert all(not one.is_open for one in desk.state.found)


def test_limits_and_pairs(view: ConsistencyView, desk: DeskPage, qtbot: QtBot) -> None:
    _choose_kind(desk, team.MISSED)
    assert len(desk.table.model_of.rows) == 2 * EACH_TYPE
    assert "Missed" in desk.list.filter.text()
    pairs = disagreements.confusable([one.disagreement for one in desk.state.found])
    page = view.show_page(CONFUSED)
    page.pair_chosen.emit(pairs[0].code_a, pairs[0].code_b)  # type: ignore[attr-defined]
    assert view.page() == DESK
    shown = [{row.disagreement.code_a, row.disagreement.code_b} for row in desk.table.model_of.rows]
    assert shown == [{pairs[0].code_a, pairs[0].code_b}] * pairs[0].n


def test_the_figures_are_those_of_the_service(
    view: ConsistencyView, desk: DeskPage, study: TwoCoders, qtbot: QtBot
) -> None:
    setup = view.state.choice.setup((study.a, study.b))
    measured = consistency.measure(study.project, setup)
    shown = {row.figure.key: row.figure for row in desk.agreement.chart.list.model_of.rows}
    for figure in measured.of(setup.coefficients[0], EACH):
        assert shown[figure.key].value == figure.value
        assert (shown[figure.key].low, shown[figure.key].high) == (figure.low, figure.high)
    view.state.choose_rows(DOCUMENTS)
    assert desk.agreement.title.text() == "Agreement by document"
    qtbot.waitUntil(lambda: bool(desk.agreement.chart.list.model_of.rows))
    rows = desk.agreement.chart.list.model_of.rows
    assert len(rows) == 3
    desk.show_row(DOCUMENTS, rows[0].figure.key)
    assert {row.disagreement.document_id for row in desk.table.model_of.rows} <= {rows[0].figure.key}


def test_who_codes_blind_sees_nothing_of_others(view: ConsistencyView, desk: DeskPage, qtbot: QtBot) -> None:
    view.state.session.who.set_blind(True)
    qtbot.waitUntil(lambda: not desk.table.model_of.rows)
    qtbot.wait(400)
    assert desk.table.model_of.rows == [] and desk.state.figures is None
    assert "blind" in desk.nothing.sentence.text()
    assert desk.desk.first.passage.toPlainText() == ""


def test_every_page_is_shown(view: ConsistencyView, qtbot: QtBot) -> None:
    for name in (TIME, CONFUSED, VERSIONS, DESK):
        view.show_page(name)
        qtbot.wait(50)
        assert view.page() == name


@pytest.mark.parametrize(
    ("wanted", "room", "given"),
    [
        ((60, 70), 200, (60, 70)),
        ((44, 200), 150, (44, 106)),
        ((200, 44), 150, (106, 44)),
        ((200, 300), 150, (75, 75)),
        ((200, 300), 60, (44, 44)),
    ],
)
def test_codes_share_the_room_by_what_they_need(
    wanted: tuple[int, int], room: int, given: tuple[int, int]
) -> None:
    assert disagreement_rows.shares(*wanted, room) == given


def test_the_columns_of_codes_take_what_is_left(desk: DeskPage) -> None:
    table = desk.table
    narrow = table.columnWidth(disagreement_rows.FIRST)
    widths = [table.columnWidth(column) for column in range(5)]
    assert sum(widths) <= table.viewport().width()
    metrics = table.fontMetrics()
    names = {table.model_of.cell(row, disagreement_rows.FIRST) for row in table.model_of.rows}
    assert narrow >= min(max(map(metrics.horizontalAdvance, names)), 60)


def test_a_name_is_broken_between_words(qapp: QApplication) -> None:
    metrics = QFontMetrics(theme.sans(theme.INTERFACE))
    wide = metrics.horizontalAdvance("Task sequence")
    assert disagreement_rows.two_lines("Task sequence complex", metrics, wide) == ["Task sequence", "complex"]
    assert disagreement_rows.two_lines("Task sequence complex", metrics, 1000) == ["Task sequence complex"]
    assert disagreement_rows.two_lines("Interculturality", metrics, 10) == ["Interculturality"]


def test_headings_are_whole_where_nothing_is_listed(desk: DeskPage) -> None:
    desk.list.filter.use(Limits(kinds=frozenset(["no such kind"])))
    table = desk.table
    assert table.model_of.rowCount() == 0
    for column in (disagreement_rows.KIND, disagreement_rows.FIRST, disagreement_rows.SECOND):
        said = str(table.model_of.headerData(column, Qt.Orientation.Horizontal))
        bold = QFontMetrics(theme.sans(theme.CAPTION, theme.SEMIBOLD))
        assert table.columnWidth(column) >= bold.horizontalAdvance(said) + 16


def test_two_compared_who_are_made_one_are_compared_no_more(
    view: ConsistencyView, study: TwoCoders, qtbot: QtBot
) -> None:
    view.state.choose(coders=(study.a, study.b))
    told: list[str] = []
    view.state.session.told.connect(told.append)
    coders.merge_coders(study.project, study.a, [study.b])
    assert view.state.choice.coders == ()
    qtbot.waitUntil(lambda: view.state.is_listed and not view.state.found, timeout=20_000)
    assert not [one for one in told if "There is no coder" in one]
    study.project.undo()
    qtbot.waitUntil(lambda: len(view.state.found) > 0, timeout=20_000)
