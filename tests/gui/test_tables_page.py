"""The Tables page: the chosen table as it is printed, copied, exported; percentages checked while typing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui import messages, theme
from qualcoder_cg.gui.session import Session
from qualcoder_cg.gui.sources.pages import PAGES
from qualcoder_cg.gui.sources.tables_page import CHECK, TablesPage
from qualcoder_cg.services import register

pytest_plugins = ("conftest_shell",)
_BOLD = theme.SEMIBOLD


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> Iterator[TablesPage]:
    register.add_rows(
        session.project,
        "informant",
        [
            {"code": "K-1", "type": "Union", "sex": "woman", "institution": "Zeta", "role": "Head"},
            {"code": "K-2", "type": "Union", "sex": "man", "institution": "Zeta"},
        ],
    )
    register.add_rows(
        session.project, "interview", [{"code": "1", "status": "held", "informants": "K-1; K-2"}]
    )
    frame = QWidget()
    qtbot.addWidget(frame)
    frame.resize(1000, 600)
    made = TablesPage(session, frame)
    made.resize(1000, 600)
    with qtbot.waitExposed(frame):
        frame.show()
    yield made


def cells(page: TablesPage) -> list[list[str]]:
    """The table as it is on the screen."""
    model = page.view.model
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_it_is_a_page_of_the_sources() -> None:
    assert "tables" in [page.id for page in PAGES]


def test_the_chosen_table_is_shown_with_its_notes(page: TablesPage) -> None:
    assert cells(page) == [["Union", "1", "2", "1", "1"], ["Total", "1", "2", "1", "1"]]
    assert page.view.title.text().startswith("People interviewed") and "Source: " in page.view.notes.text()
    assert not page.view.wrong.isVisible() and not page.level.isVisible()
    page.choose("interviews")
    assert cells(page)[-1] == ["Total", "1", "1", "0", "0", "0", "0", "0"]


def test_sums_are_bold_and_numbers_stand_at_the_right(page: TablesPage) -> None:
    model = page.view.model
    fonts = [model.data(model.index(row, 1), Qt.ItemDataRole.FontRole) for row in range(2)]
    assert [font.weight() == _BOLD for font in fonts] == [False, True]  # type: ignore[attr-defined]
    side = model.data(model.index(0, 1), Qt.ItemDataRole.TextAlignmentRole)
    assert side & Qt.AlignmentFlag.AlignRight  # type: ignore[operator]


def test_no_row_is_cut_off(page: TablesPage, qtbot: QtBot) -> None:
    view = page.view.view
    rows = sum(view.rowHeight(row) for row in range(page.view.model.rowCount()))
    assert view.height() >= rows + view.horizontalHeader().height()
    register.set_cells(
        page.session.project,
        "informant",
        [(page.session.project.informants.all()[0].id, "type", "Organisations of domestic workers " * 5)],
    )
    page.resize(700, 600)
    qtbot.waitUntil(lambda: view.rowHeight(0) > 60)


def test_it_follows_the_study(page: TablesPage) -> None:
    informant = page.session.project.informants.all()[0].id
    register.set_cells(page.session.project, "informant", [(informant, "type", "Office")])
    assert [row[0] for row in cells(page)] == ["Office", "Union", "Total"]
    page.session.project.undo()
    assert [row[0] for row in cells(page)] == ["Union", "Total"]


def test_the_level_decides_what_the_list_of_people_says(page: TablesPage) -> None:
    page.choose("persons")
    assert page.level.isVisible() and cells(page)[0] == ["Union", "K-1"]
    page.level.setCurrentIndex(page.level.findData("role"))
    page.level.activated.emit(page.level.currentIndex())
    assert cells(page)[0][:2] == ["Zeta", "Head"]


def test_the_table_is_copied_as_text(page: TablesPage) -> None:
    page.copy.click()
    text = QGuiApplication.clipboard().text()
    assert "Union\t1\t2\t1\t1\nTotal\t1\t2\t1\t1\n" in text


def test_percentages_are_checked_while_typing(page: TablesPage, qtbot: QtBot) -> None:
    page.choose(CHECK)
    assert page.form.isVisible() and not page.view.isVisible() and not page.export.isEnabled()
    qtbot.keyClicks(page.form.base, "29")
    qtbot.keyClicks(page.form.percentages, "56 24 % 3,4")
    assert [row[0] for row in cells(page)] == ["56 %", "24 %", "3.4 %"]
    assert cells(page)[0][2] == "none" and "No whole count over 29 gives 56 %" in page.view.wrong.text()
    model = page.view.model
    colours = [model.data(model.index(row, 2), Qt.ItemDataRole.ForegroundRole) for row in range(2)]
    assert colours == [theme.colour("warn"), None]
    qtbot.keyClicks(page.form.percentages, " some")
    assert "some is not a percentage" in page.form.problem.text() and not page.view.isVisible()
    page.choose("interviews")
    assert page.view.isVisible() and page.export.isEnabled()


def _choose_file(monkeypatch: pytest.MonkeyPatch, path: Path | str, kind: str = "") -> list[str]:
    """Answer the file dialog; gives the filters it was asked with."""
    filters: list[str] = []

    def answer(_parent: QWidget, _title: str, _proposed: str, offered: str) -> tuple[str, str]:
        filters.append(offered)
        return str(path), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return filters


def test_a_table_is_exported(page: TablesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filters = _choose_file(monkeypatch, tmp_path / "table.csv")
    page.export_shown()
    assert "Union,1,2,1,1" in (tmp_path / "table.csv").read_text(encoding="utf-8-sig")
    assert all(suffix in filters[0] for suffix in (".docx", ".xlsx", ".csv"))


def test_an_ending_is_added_and_all_tables_go_together(
    page: TablesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filters = _choose_file(monkeypatch, tmp_path / "all", "Excel workbook (*.xlsx)")
    page.export_all()
    assert (tmp_path / "all.xlsx").exists() and ".csv" not in filters[0]
    _choose_file(monkeypatch, "")
    page.export_all()


def test_a_place_that_cannot_be_written_is_said(
    page: TablesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _choose_file(monkeypatch, tmp_path / "gone" / "table.csv")
    with messages.recording() as said:
        page.export_shown()
    assert "table.csv could not be written." in said[0].text
