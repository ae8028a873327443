"""The Reports view: which report, its first pages, what to look at before, and the file."""

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui import messages
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.reports.reports_view import ReportsView
from qualcoder_cg.services import codebook, report_choices, sample

pytest_plugins = ("conftest_shell",)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.qcg"
    sample.build_sample(path).close()
    return path


@pytest.fixture
def view(window: MainWindow, qtbot: QtBot, made: Path, tmp_path: Path) -> ReportsView:
    copy = tmp_path / "study.qcg"
    copy.write_bytes(made.read_bytes())
    window.open_study(copy)
    window.show_view("reports")
    shown = window.findChild(ReportsView)
    assert isinstance(shown, ReportsView)
    ready(shown, qtbot)
    return shown


def ready(view: ReportsView, qtbot: QtBot) -> None:
    """Wait until the report that is chosen is shown."""
    qtbot.waitUntil(
        lambda: view._last is not None and view._last.wanted.name == view.kind.name and not view._stale,
        timeout=30_000,
    )


def test_it_is_a_tab_with_a_key(window: MainWindow, view: ReportsView) -> None:
    assert window.view() == "reports"
    assert window.menus.actions["view-reports"].shortcut().toString() == "Ctrl+7"


def test_the_first_pages_are_those_of_the_file(view: ReportsView, qtbot: QtBot) -> None:
    text = view.pages.toPlainText()
    assert text.startswith("Social Protection Close to Home") and "Finding F1.1" in text
    view.choose("codebook")
    ready(view, qtbot)
    assert "Codebook" in view.pages.toPlainText() and view.header.title.text() == "Codebook"


def test_what_points_at_few_people_wants_a_reason(view: ReportsView, qtbot: QtBot, tmp_path: Path) -> None:
    assert view.checks.risks > 0 and not view.export_button.isEnabled()
    view.checks.reason.setText("agreed with the team")
    assert view.export_button.isEnabled()
    with qtbot.waitSignal(view.jobs.ended, timeout=60_000):
        view.write(tmp_path / "annex.docx")
    assert "annex.docx" in view.done.text() and view.folder.isVisible()
    assert docx.Document(str(tmp_path / "annex.docx")).paragraphs
    logged = [entry.what for entry in view.session.project.activity(4)]
    assert any("Export the report" in what for what in logged)
    assert any("too few people" in what for what in logged)


def test_export_asks_where_and_adds_the_ending(
    view: ReportsView, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.choose("codebook")
    ready(view, qtbot)
    target = str(tmp_path / "codes")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (target, ""))
    with qtbot.waitSignal(view.jobs.ended, timeout=60_000):
        qtbot.mouseClick(view.export_button, Qt.MouseButton.LeftButton)
    assert (tmp_path / "codes.docx").exists()
    kept = report_choices.last_choice(view.session.project, "codebook")
    assert kept.folder == str(tmp_path)


def test_choices_are_kept_and_shown_again(view: ReportsView, qtbot: QtBot) -> None:
    view.choose("codebook")
    ready(view, qtbot)
    view.form.format.setCurrentIndex(view.form.format.findData(".html"))
    view.form.format.activated.emit(view.form.format.currentIndex())
    ready(view, qtbot)
    assert not view.form.template.isVisibleTo(view.form)
    view.choose("chain")
    view.choose("codebook")
    assert view.form.suffix == ".html"


def test_a_change_of_the_study_is_followed(view: ReportsView, qtbot: QtBot) -> None:
    view.choose("codebook")
    ready(view, qtbot)
    project = view.session.project
    code = next(one for one in project.codes.all() if one.name == "Q1")
    codebook.describe_code(project, code.id, definition="A definition nobody wrote before.")
    assert not view.export_button.isEnabled()
    ready(view, qtbot)
    assert "A definition nobody wrote before." in view.pages.toPlainText()


def test_trouble_with_a_template_is_told(
    view: ReportsView, qtbot: QtBot, tmp_path: Path, said: list[messages.Message]
) -> None:
    view.choose("codebook")
    ready(view, qtbot)
    (tmp_path / "house.docx").write_bytes(b"nothing")
    view.form.use_template(str(tmp_path / "house.docx"))
    ready(view, qtbot)
    with qtbot.waitSignal(view.jobs.ended, timeout=60_000):
        view.write(tmp_path / "codes.docx")
    assert said and not (tmp_path / "codes.docx").exists() and not view.done.isVisible()
    said.clear()


def test_each_report_shows_the_options_it_has(view: ReportsView, qtbot: QtBot) -> None:
    for row in range(view.list.count()):
        view.list.setCurrentRow(row)
        assert view.form.level.isVisibleTo(view.form) == ("level" in view.kind.options)
        assert view.form.format.count() == len(view.kind.suffixes)
    ready(view, qtbot)
