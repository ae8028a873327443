"""The history at the right: what was done, and the way to any of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from shell_help import opened, trigger

from qualcoder_cg import settings
from qualcoder_cg.domain.notes import Bookmark
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.history.panel import HistoryPanel
from qualcoder_cg.gui.history.step_rows import StepModel
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.services import codebook, coding, notes, steps, turns, whereabouts
from qualcoder_cg.services.studies import Project

pytest_plugins = ("conftest_shell",)


@pytest.fixture
def panel(window: MainWindow, study: Path, qtbot: QtBot) -> Iterator[HistoryPanel]:
    """The panel on a study with an import and three codings."""
    settings.put("coder", "Marta R.")
    project = opened(window, study)
    for start in (10, 20, 30):
        _code(project, start)
    window.activateWindow()
    trigger(window, "history")
    assert window.side.history
    qtbot.waitUntil(window.side.history.list.hasFocus)
    yield window.side.history


def _code(project: Project, start: int) -> None:
    (document,) = project.documents.all()
    code = project.codes.all()[start % 7].id
    coding.apply_code(project, document_id=document.id, span=Span(start, start + 5), code_id=code)


def _rows(model: StepModel) -> list[str]:
    return [
        str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())
    ]


def _click(panel: HistoryPanel, qtbot: QtBot, row: int) -> None:
    place = panel.list.visualRect(panel.model.index(row, 0)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_steps_are_listed_newest_first_above_the_beginning(panel: HistoryPanel) -> None:
    rows = _rows(panel.model)
    assert [row.split(",")[0] for row in rows] == [
        "Apply code Q3", "Apply code Q7", "Apply code Q4", "Import documents (1)", "The beginning",
    ]  # fmt: skip
    assert "Marta R. · " in rows[0] and rows[0].endswith(", now")
    assert panel.header.caption.text() == "4 steps"


def test_a_click_goes_back_and_forward(panel: HistoryPanel, window: MainWindow, qtbot: QtBot) -> None:
    project = window.session.project
    _click(panel, qtbot, 2)
    assert project.codings.count() == 1
    assert [row.rpartition(", ")[2] for row in _rows(panel.model)[:3]] == ["undone", "undone", "now"]
    assert panel.list.currentIndex().row() == 2
    _click(panel, qtbot, 0)
    assert project.codings.count() == 3 and project.redoable() is None


def test_enter_goes_and_a_new_step_forgets_what_was_undone(
    panel: HistoryPanel, window: MainWindow, qtbot: QtBot
) -> None:
    for _press in range(4):
        qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert window.session.project.documents.all() == []
    window.session.project.redo()
    assert panel.list.currentIndex().row() == 3, "the panel follows undo and redo from elsewhere"
    _code(window.session.project, 2)
    assert len(_rows(panel.model)) == 3


def test_a_long_way_is_taken_in_slices_and_told_once(
    panel: HistoryPanel, window: MainWindow, qtbot: QtBot
) -> None:
    project = window.session.project
    project.connection.execute("PRAGMA synchronous = OFF")
    (document,) = project.documents.all()
    code = project.codes.all()[0].id
    for start in range(3 * steps.SLICE):
        coding.apply_code(project, document_id=document.id, span=Span(start, start + 3), code_id=code)
    told: list[object] = []
    window.session.changed.connect(told.append)
    panel.go_to(steps.BEGINNING)
    assert panel.is_busy() and panel.way.isVisible() and not window.stack.isEnabled()
    qtbot.waitUntil(lambda: not panel.is_busy())
    assert window.stack.isEnabled() and not panel.way.isVisible()
    assert project.undoable() is None and len(told) == 1
    panel.go_to(project.steps(0, 1)[0].id)
    with qtbot.waitSignal(panel._going.went):
        pass
    qtbot.mouseClick(panel.stop, Qt.MouseButton.LeftButton)
    assert not panel.is_busy() and project.undoable() and project.redoable()
    assert len(told) == 2


def test_the_panel_is_closed_again_and_gives_the_keyboard_back(
    window: MainWindow, study: Path, qtbot: QtBot
) -> None:
    opened(window, study)
    window.activateWindow()
    edit = window.findChild(CodingView).transcript.edit
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    trigger(window, "history")
    trigger(window, "history")
    assert window.side.history is None
    qtbot.waitUntil(edit.hasFocus)
    trigger(window, "history")
    trigger(window, "close")
    assert window.side.history is None


def test_twenty_thousand_steps_are_read_in_portions(
    panel: HistoryPanel, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = window.session.project
    rows = [(f"Step {n}", "{}", "2025-01-01T10:00:00+00:00", "Ana L.", "", 0) for n in range(20_000)]
    project.connection.executemany(
        "INSERT INTO step (name, words, at, coder, merge_key, undone) VALUES (?, ?, ?, ?, ?, ?)", rows
    )
    asked: list[tuple[int, int]] = []
    read = project.steps
    monkeypatch.setattr(
        project, "steps", lambda offset, limit: asked.append((offset, limit)) or read(offset, limit)
    )
    panel.model.refresh()
    QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert panel.model.rowCount() == 20_005
    assert panel.model.index(15_000, 0).data() == "Step 4999"
    assert "1 Jan 2025" in panel.model.index(15_000, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert len(asked) <= 3 and all(limit == 200 for _offset, limit in asked)


def test_what_colleagues_did_is_not_told_while_coding_blind(panel: HistoryPanel, window: MainWindow) -> None:
    project = window.session.project
    project.coder_name = "Ana L."
    _code(project, 3)
    project.coder_name = "Marta R."
    assert _rows(panel.model)[0].startswith("Apply code")
    window.session.who.set_blind(True)
    assert _rows(panel.model)[0].startswith("A colleague’s step")
    assert window.menus.actions["undo"].text() == "Undo: A colleague’s step"
    assert _rows(panel.model)[1].startswith("Apply code")
    window.session.who.set_blind(False)


def test_a_document_comes_back_whole(panel: HistoryPanel, window: MainWindow, qtbot: QtBot) -> None:
    """Deleted in the window and undone by its key: notes, bookmarks, finished, codings and turns too."""
    session = window.session
    project, document = session.project, session.document
    notes.add_note(project, document_id=document.id, span=Span(10, 30), text="Who else?")
    mark = whereabouts.add_bookmark(project, document_id=document.id, place=40, name="Here")
    whereabouts.finish_documents(project, [document.id])
    turns.rename_speaker(project, document.id, "KII-01", "Ana")
    before = project.fingerprint()
    pane = window.findChild(CodingView).documents
    next(one for one in pane.menu(document.id).actions() if one.text() == "Remove from the study").trigger()
    assert project.documents.all() == [] and project.bookmarks.all() == [] and session.document is None
    window.menus.actions["undo"].trigger()
    assert project.fingerprint() == before
    assert [one.text for one in project.notes.all()] == ["Who else?"]
    assert project.bookmarks.all() == [Bookmark._make(mark)]
    assert project.codings.count() == 3


def test_a_code_comes_back_whole(panel: HistoryPanel, window: MainWindow) -> None:
    project = window.session.project
    theme = codebook.add_code(project, "Fear of losing the job")
    (document,) = project.documents.all()
    coding.apply_code(project, document_id=document.id, span=Span(5, 9), code_id=theme.id, memo="Why?")
    before = project.fingerprint()
    codebook.delete_code(project, theme.id)
    assert project.codes.get(theme.id) is None and project.codings.count() == 3
    window.menus.actions["undo"].trigger()
    assert project.fingerprint() == before
