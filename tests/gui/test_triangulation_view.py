"""The triangulation matrix in the window: cells, units, the group rule, gaps, quotes, exports."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.triangulation import INSTITUTIONS, SILENT, SUBTOTAL, TYPE, Row
from qualcoder_cg.gui import panes
from qualcoder_cg.gui.evidence.evidence_view import BY_QUESTION, QUERIES, EvidenceView
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.triangulation.triangulation_view import TriangulationView
from qualcoder_cg.services import coding, rules, sample, triangulation

pytest_plugins = ("conftest_shell",)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sample") / "sample.qcg"
    sample.build_sample(path).close()
    return path.read_bytes()


@pytest.fixture
def view(window: MainWindow, made: bytes, tmp_path: Path, qtbot: QtBot) -> TriangulationView:
    """The matrix of the sample study."""
    path = tmp_path / "study.qcg"
    path.write_bytes(made)
    window.open_study(path)
    window.resize(1440, 900)
    window.menus.actions["view-triangulation"].trigger()
    shown = window.stack.currentWidget()
    assert isinstance(shown, TriangulationView)
    settled(shown, qtbot)
    return shown


def settled(view: TriangulationView, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: (
            not (view._work.is_busy or view._again.isActive() or view.pane._work.is_busy)
            and view.matrix is not None
        )
    )


def choose(view: TriangulationView, number: str, column: tuple[str, str]) -> str:
    """Make a cell the current one; gives what it shows."""
    row = next(row for row in view.matrix.rows if row.number == number)
    view.table.go_to(row.question_id, column)
    return str(view.table.currentIndex().data())


def test_cells_show_what_was_counted(view: TriangulationView) -> None:
    QAbstractItemModelTester(view.table.model_of, view)
    matrix = triangulation.triangulate(view.session.project)
    assert view.matrix == matrix
    assert choose(view, "10", (TYPE, "Partner institution")) == "2 (9)"
    index = view.table.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Question 10, Partner institution: 2 informants, 9 excerpts, mixed, 2 asked"
    )
    silent = next(
        (row, column)
        for row in matrix.rows
        for column, cell in zip(matrix.columns, row.cells, strict=False)
        if cell.mark == SILENT and column.kind == TYPE
    )
    choose(view, silent[0].number, silent[1][:2])
    assert "asked but silent" in str(view.table.currentIndex().data(Qt.ItemDataRole.ToolTipRole))
    lines = view.table.model_of.lines
    assert len(lines) == 28 and sum(isinstance(line, Row) for line in lines) == 23


def test_the_quotes_of_a_cell_are_read_and_opened(
    view: TriangulationView, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not window.navigation._jumped)
    choose(view, "10", (TYPE, "Partner institution"))
    settled(view, qtbot)
    assert view.pane.list.model_of.rowCount() == 9
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert view.pane.list.hasFocus() and view.pane.list.currentIndex().row() == 0
    passage = view.pane.list.passage()
    qtbot.keyClick(view.pane.list, Qt.Key.Key_Return)
    assert window.view() == panes.CODING and window.session and window.session.active
    assert tuple(passage) == (
        window.session.active.document_id,
        window.session.active.start,
        window.session.active.end,
    )
    window.commands.back()
    assert window.view() == panes.TRIANGULATION
    view.pane.open.click()
    shown = window.stack.currentWidget()
    assert isinstance(shown, EvidenceView) and shown.page() == QUERIES
    assert shown.queries.query == view.pane.query
    qtbot.waitUntil(lambda: shown.queries.count.text().startswith("9 excerpts"))


def test_the_findings_of_the_question_are_opened(
    view: TriangulationView, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not window.navigation._jumped)
    for number, open_it in (
        ("10", lambda: qtbot.keyClick(view.table, Qt.Key.Key_E)),
        ("14", view.pane.board.click),
    ):
        choose(view, number, (TYPE, "Partner institution"))
        settled(view, qtbot)
        view.table.setFocus()
        open_it()
        shown = window.stack.currentWidget()
        assert isinstance(shown, EvidenceView) and shown.page() == BY_QUESTION
        question = next(one for one in view.session.project.matrix.questions() if one.number == number)
        assert shown.findings.questions.question() == question.id
        qtbot.waitUntil(lambda shown=shown: not shown.findings.reading.is_busy)
        # a filter that hides the question goes
        shown.findings.filter.setText("affiliation")
        window.commands.show_triangulation()


def test_keys_count_institutions_go_to_gaps_and_shade(view: TriangulationView, qtbot: QtBot) -> None:
    choose(view, "1", (TYPE, "Agency"))
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_I)
    settled(view, qtbot)
    assert view.matrix.unit == INSTITUTIONS and view.institutions.isChecked()
    assert view.table.chosen()[1] == (TYPE, "Agency")
    with_gaps = [row for row in view.matrix.rows if row.gaps]
    assert view.pane.gaps.count() == len(with_gaps)
    here = view.table.chosen()[0]
    qtbot.keyClick(view.table, Qt.Key.Key_G)
    there = view.table.chosen()[0]
    assert there != here and there in {row.question_id for row in with_gaps}
    view.pane.gaps.itemClicked.emit(view.pane.gaps.item(view.pane.gaps.count() - 1))
    assert view.table.chosen()[0] == with_gaps[-1].question_id
    shaded = view.table.shade
    qtbot.keyClick(view.table, Qt.Key.Key_H)
    assert view.table.shade != shaded


def test_the_group_rule_is_the_studys(view: TriangulationView, qtbot: QtBot) -> None:
    project = view.session.project
    before = choose(view, "10", (TYPE, "Seasonal workers"))
    view.group.setCurrentIndex(1)
    view.group.activated.emit(1)
    settled(view, qtbot)
    assert rules.rules(project).group == "several"
    assert (before, choose(view, "10", (TYPE, "Seasonal workers"))) == ("1 (7)", "4 (7)")
    project.undo()
    settled(view, qtbot)
    assert view.group.currentIndex() == 0 and choose(view, "10", (TYPE, "Seasonal workers")) == "1 (7)"


def test_codings_that_change_are_counted_anew(view: TriangulationView, qtbot: QtBot) -> None:
    project = view.session.project
    choose(view, "13", (TYPE, "Partner institution"))
    settled(view, qtbot)
    (codings,) = [one.codings for one in [view.pane.list.model_of.row(view.pane.list.model_of.index(0))]]
    coding.remove_codings(project, [one.id for one in codings])
    settled(view, qtbot)
    assert choose(view, "13", (TYPE, "Partner institution")) == ""


@pytest.mark.parametrize("ending", [".xlsx", ".svg"])
def test_the_matrix_is_exported(
    view: TriangulationView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    target = tmp_path / f"matrix{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(target), ""))
    view.export()
    assert target.stat().st_size > 1000


def test_a_sub_total_shows_the_quotes_of_its_criterion(view: TriangulationView, qtbot: QtBot) -> None:
    model = view.table.model_of
    row = next(place for place, line in enumerate(model.lines) if not isinstance(line, Row))
    column = next(place for place, one in enumerate(view.matrix.columns) if one.kind == SUBTOTAL)  # type: ignore[union-attr]
    view.table.setCurrentIndex(model.index(row, column + 1))
    settled(view, qtbot)
    block = model.lines[row]
    counted = model.text(model.index(row, column + 1))
    assert view.pane.list.model_of.rowCount() > 0
    assert f"({block.totals[column].excerpts})" in counted
    assert view.pane.counts.text().startswith(f"{block.totals[column].excerpts} excerpts")
    assert not view.pane.board.isEnabled()
    choose(view, "10", (TYPE, "Partner institution"))
    assert view.pane.board.isEnabled()
