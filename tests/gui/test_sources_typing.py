"""Typing and pasting in the pages of the register, and what is not saved when one leaves."""

from pathlib import Path

from grid_help import CONTROL, clipboard, column, editor, go, key
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from register_help import page
from shell_help import opened, trigger

from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.session import Session
from qualcoder_cg.gui.sources.pages import INFORMANTS, INSTITUTIONS, INTERVIEWS
from qualcoder_cg.gui.sources.sources_view import SourcesView
from qualcoder_cg.services import register

pytest_plugins = ("conftest_shell",)
K = Qt.Key


def test_closing_shows_first_what_could_not_be_saved(window: MainWindow, study: Path, qtbot: QtBot) -> None:
    project = opened(window, study)
    register.add_rows(project, "interview", [{"code": "P-01"}])
    grid = window.show_page(INTERVIEWS).grid  # type: ignore[attr-defined]
    go(grid, 0, "date")
    qtbot.keyClicks(grid.table, "s")
    window.show_page(INFORMANTS)
    assert not window.close()
    assert window.isVisible()
    assert grid.isVisible()
    assert "1 cell is not saved" in window.banner.label.text()
    assert window.session is not None
    assert window.close()
    assert window.session is None


def test_an_unsaved_cell_that_is_mended_closes_at_once(window: MainWindow, study: Path, qtbot: QtBot) -> None:
    project = opened(window, study)
    register.add_rows(project, "interview", [{"code": "P-01"}])
    grid = window.show_page(INTERVIEWS).grid  # type: ignore[attr-defined]
    go(grid, 0, "date")
    qtbot.keyClicks(grid.table, "s")
    trigger(window, "close")
    assert window.session is not None
    assert window.banner.isVisible()
    grid.discard.click()
    assert not window.banner.isVisible()
    trigger(window, "close")
    assert window.session is None


def test_undo_says_which_unsaved_words_went_with_their_row(
    view: SourcesView, session: Session, qtbot: QtBot
) -> None:
    register.add_rows(session.project, "interview", [{"code": "P-01"}])
    grid = page(view, INTERVIEWS).grid
    go(grid, 0, "date")
    qtbot.keyClicks(grid.table, "s")
    editor(grid).setText("soon")
    key(qtbot, grid, K.Key_Return)
    session.project.undo()
    assert "soon" in grid.problem.text()
    assert grid.problem.isVisible()


def test_a_language_is_chosen_by_its_name_or_typed_as_a_code(
    view: SourcesView, session: Session, qtbot: QtBot
) -> None:
    register.add_rows(session.project, "interview", [{"code": "P-01"}])
    grid = page(view, INTERVIEWS).grid
    for typed, stored, shown in (
        ("French", "fr", "French"),
        ("qu", "qu", "qu"),
        ("Russian", "ru", "Russian"),
    ):
        go(grid, 0, "language")
        qtbot.keyClicks(grid.table, typed[0])
        editor(grid).setText(typed)
        key(qtbot, grid, K.Key_Return)
        assert session.project.interviews.all()[0].language == stored
        assert column(grid, "language") == [shown]


def test_a_pasted_line_of_headings_names_the_columns(
    view: SourcesView, session: Session, qtbot: QtBot
) -> None:
    grid = page(view, INFORMANTS).grid
    go(grid, 0, "code")
    clipboard("Institución\tCódigo\tTipo\t\nUnion\tKII-01\tAgency\t\nMinistry\tKII-02\tPartner\t\n")
    key(qtbot, grid, K.Key_V, CONTROL)
    assert column(grid, "code") == ["KII-01", "KII-02"]
    assert column(grid, "institution") == ["Union", "Ministry"]
    session.project.undo()
    go(grid, 0, "code")
    clipboard("Code\tType\tLevel\nKII-01\tAgency\tLocal\n")
    key(qtbot, grid, K.Key_V, CONTROL)
    assert "Level" in grid.problem.text()
    assert register.rows(session.project, "informant") == []


def test_columns_fit_what_is_pasted_into_the_empty_table(
    view: SourcesView, session: Session, qtbot: QtBot
) -> None:
    grid = page(view, INSTITUTIONS).grid
    before = grid.table.columnWidth(0)
    go(grid, 0, "name")
    clipboard("Ministry of Labour, Welfare and Social Security")
    key(qtbot, grid, K.Key_V, CONTROL)
    assert grid.table.columnWidth(0) > before
