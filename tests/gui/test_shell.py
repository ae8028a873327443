"""The window itself: opening and closing studies, undo, the command field, look and language."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from shell_help import dialog_of, opened, titles, trigger

from qualcoder_cg import i18n, settings
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui import actions, app, messages, theme
from qualcoder_cg.gui.actions import keys_page
from qualcoder_cg.gui.command_field import Target, ranked
from qualcoder_cg.gui.dialogs.code_editor import CodeEditor
from qualcoder_cg.gui.dialogs.import_documents import ImportDocuments
from qualcoder_cg.gui.dialogs.keys import KeysDialog
from qualcoder_cg.gui.keys import shown
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.safeguard import warn_of
from qualcoder_cg.services import coding, studies

pytest_plugins = ("conftest_shell",)


def test_a_study_is_opened_closed_and_opened_again(window: MainWindow, study: Path) -> None:
    assert window.view() == ""
    for _round in range(2):
        window.open_study(study)
        assert window.view() == "coding"
        assert window.menus.title.text() == "study"
        assert window.session is not None
        assert window.session.document is not None
        trigger(window, "close")
        assert window.session is None
        assert window.stack.currentWidget() is window.welcome
        assert not window.menus.actions["export"].isEnabled()


def test_recent_studies_are_on_the_welcome_page_and_in_the_menu(window: MainWindow, study: Path) -> None:
    window.open_study(study)
    trigger(window, "close")
    assert window.welcome.recent.count() == 1
    window.menus.fill_recent()
    assert [action.text() for action in window.menus.recent.actions()] == ["study"]
    window.welcome.recent.itemClicked.emit(window.welcome.recent.item(0))
    assert window.view() == "coding"


def test_a_second_study_takes_the_place_of_the_first(window: MainWindow, study: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(study, tmp_path / "other.qcg"))
    window.open_study(study)
    first = window.session
    window.open_study(other)
    assert window.session is not None
    assert window.session is not first
    assert window.session.project.path == other


def test_a_wrong_file_is_said_kindly_and_leaves_the_open_study(
    window: MainWindow, study: Path, tmp_path: Path, said: list[messages.Message]
) -> None:
    wrong = tmp_path / "letters.qcg"
    wrong.write_text("Dear colleague, this is no study at all.", encoding="utf-8")
    window.open_study(study)
    window.commands.attempt(lambda: window.open_study(wrong))
    assert [message.text for message in said] == ["letters.qcg is not a study file."]
    assert said[0].hint
    assert window.session is not None
    assert window.session.project.path == study


def test_undo_names_the_step_and_takes_it_back(window: MainWindow, study: Path) -> None:
    project = opened(window, study)
    document, code = project.documents.all()[0], project.codes.all()[0]
    coding.apply_code(project, document_id=document.id, span=Span(0, 9), code_id=code.id)
    undo, redo = window.menus.actions["undo"], window.menus.actions["redo"]
    assert undo.text() == "Undo: Apply code Q1"
    assert undo.toolTip() == "Undo: Apply code Q1 (Ctrl+Z)"
    assert not redo.isEnabled()
    trigger(window, "undo")
    assert project.codings.count() == 0
    assert window.status.saved.text() == "Undone: Apply code Q1"
    assert redo.text() == "Redo: Apply code Q1"
    trigger(window, "redo")
    assert window.status.saved.text() == "Redone: Apply code Q1"
    assert project.codings.count() == 1


def test_a_field_with_the_caret_keeps_its_own_undo(window: MainWindow, study: Path, qtbot: QtBot) -> None:
    project = opened(window, study)
    document, code = project.documents.all()[0], project.codes.all()[0]
    coding.apply_code(project, document_id=document.id, span=Span(0, 9), code_id=code.id)
    window.activateWindow()
    field: QLineEdit = window.command_field
    field.setFocus()
    qtbot.keyClicks(field, "xyz")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
    assert project.codings.count() == 1


def test_the_key_undoes_while_the_transcript_has_the_focus(
    window: MainWindow, study: Path, qtbot: QtBot
) -> None:
    project = opened(window, study)
    document, code = project.documents.all()[0], project.codes.all()[0]
    coding.apply_code(project, document_id=document.id, span=Span(0, 9), code_id=code.id)
    window.activateWindow()
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert project.codings.count() == 0
    qtbot.keyClick(focus, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert project.codings.count() == 1


def test_the_sample_study_is_made_beside_the_window_and_opened(window: MainWindow, qtbot: QtBot) -> None:
    window.welcome.sample.click()
    qtbot.waitUntil(lambda: window.session is not None, timeout=30000)
    assert window.session is not None
    assert len(window.session.project.documents.all()) == 14
    assert window.stack.isEnabled()


def test_closing_the_study_closes_its_dialogs_and_ends_its_work(
    window: MainWindow, study: Path, tmp_path: Path
) -> None:
    files = [tmp_path / f"KII-{number:02d}.txt" for number in range(2, 40)]
    for file in files:
        file.write_text(f"{file.stem}: words of my own\n" * 500, encoding="utf-8")
    opened(window, study)
    window.commands.import_documents(files)
    dialog = dialog_of(window, ImportDocuments)
    dialog.attempt()
    window.close_study()
    assert not dialog.isVisible()
    QApplication.processEvents()
    assert titles(study) == ["KII-01.txt"]


def test_what_another_program_wrote_is_noticed(window: MainWindow, study: Path) -> None:
    window.open_study(study)
    assert window.session is not None
    heard = []
    window.session.changed.connect(heard.append)
    other = studies.open_project(study, coder="Ana L.")
    coding.apply_code(
        other, document_id=other.documents.all()[0].id, span=Span(0, 9), code_id=other.codes.all()[0].id
    )
    other.close()
    window._look_outside()
    assert [changes.everything for changes in heard] == [True]
    assert window.menus.actions["undo"].text() == "Undo: Apply code Q1"


def test_files_dropped_on_the_window_are_imported(
    window: MainWindow, study: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.open_study(study)
    folder = tmp_path / "round two"
    folder.mkdir()
    (folder / "KII-02.txt").write_text("E1: And then?\nKII-02: Then it rained.\n", encoding="utf-8")
    _drop(window, [folder])
    dialog = dialog_of(window, ImportDocuments)
    assert [path.name for path in dialog.listed()] == ["KII-02.txt"]
    dialog.attempt()
    qtbot.waitUntil(lambda: bool(dialog.results))
    dialog.attempt()
    assert window.session is not None
    assert [document.name for document in window.session.project.documents.all()][-1] == "KII-02.txt"


def test_a_study_dropped_on_the_welcome_page_opens(window: MainWindow, study: Path) -> None:
    _drop(window, [study])
    assert window.view() == "coding"


def test_documents_without_a_study_are_answered_kindly(
    window: MainWindow, tmp_path: Path, said: list[messages.Message]
) -> None:
    file = tmp_path / "KII-02.txt"
    file.write_text("KII-02: Then it rained.", encoding="utf-8")
    _drop(window, [file])
    assert [message.hint for message in said] == ["Make a new study or open one first."]


def test_the_command_field_runs_opens_and_describes(window: MainWindow, study: Path, qtbot: QtBot) -> None:
    opened(window, study)
    window.activateWindow()
    trigger(window, "find")
    field = window.command_field
    qtbot.keyClicks(field, "evidence")
    assert field.found.item(0).text().startswith("Evidence")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.view() == "evidence"
    trigger(window, "find")
    qtbot.keyClicks(field, "KII-01")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.view() == "coding"
    trigger(window, "find")
    qtbot.keyClicks(field, "affiliation")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    editor = dialog_of(window, CodeEditor)
    assert editor.name.text() == "Q11"
    editor.reject()


@pytest.mark.parametrize(
    ("typed", "first"),
    [("gen", "Q3 Gender in design"), ("munici", "KII-06 municipality"), ("goverannce", "Q14 Governance")],
)
def test_beginnings_of_words_come_first_and_slips_are_forgiven(typed: str, first: str) -> None:
    names = ["Open", "Full screen", "Agency", "Q14 Governance", "KII-06 municipality", "Q3 Gender in design"]
    targets = [Target(name, "", "code", list) for name in names]
    assert ranked(typed, targets)[0].name == first


def test_nothing_typed_finds_nothing() -> None:
    assert ranked("  ", [Target("Open", "", "code", list)]) == []


def test_the_look_changes_and_is_remembered(window: MainWindow, qapp: QApplication) -> None:
    trigger(window, "theme-dark")
    assert theme.tokens().dark
    assert settings.get("theme") == "dark"
    assert window.menus.actions["theme-dark"].isChecked()
    trigger(window, "theme-light")
    assert not theme.tokens().dark


def test_the_language_changes_everything_and_keeps_the_place(window: MainWindow, study: Path) -> None:
    window.open_study(study)
    window.show_view("evidence")
    assert window.session is not None
    shown = window.session.document
    trigger(window, "language-es")
    assert i18n.language() == "es"
    assert settings.get("language") == "es"
    assert window.view() == "evidence"
    assert window.session.document == shown
    assert window.menus.actions["language-es"].isChecked()
    title = window.menus.title
    QApplication.processEvents()
    assert title.geometry().right() == window.menus.bar.rect().right(), "not over the menus"
    # Qt's own words come along: the standard button of a box.
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancelar"
    trigger(window, "language-en")
    assert window.menus.actions["quit"].text() == "&Quit"
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_text_size_stays_within_bounds(window: MainWindow, study: Path) -> None:
    window.open_study(study)
    trigger(window, "text-larger")
    assert settings.get("text_size") == 16
    for _press in range(20):
        trigger(window, "text-smaller")
    assert settings.get("text_size") == 12
    trigger(window, "text-usual")
    assert settings.get("text_size") == 15


def test_panes_are_walked_with_a_key(window: MainWindow, study: Path) -> None:
    window.open_study(study)
    window.show_view("evidence")
    window.activateWindow()
    seen = []
    for _press in range(3):
        trigger(window, "next-pane")
        seen.append(QApplication.focusWidget())
    assert seen[0] is not None
    assert seen[0] is not seen[1]
    assert seen[2] is seen[0]


def test_the_key_page_lists_all_keys(window: MainWindow, study: Path) -> None:
    window.open_study(study)
    trigger(window, "keys")
    model = dialog_of(window, KeysDialog).model
    groups = [model.item(row) for row in range(model.rowCount())]
    listed = {group.child(row).text() for group in groups for row in range(group.rowCount())}
    lines = window.key_lines()
    assert [line.text for line in lines if line.text not in listed] == []
    assert {"Ctrl+K", "F1", "Ctrl+E", "C", "R"} <= {key for line in lines for key in line.keys}
    dialog_of(window, KeysDialog).reject()


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Ctrl+Shift+S", "Enter", "Del", "Esc", "F1", "Ctrl++"]),
        ("es", ["Ctrl+Mayús+S", "Enter", "Supr", "Esc", "F1", "Ctrl++"]),
    ],
)
def test_keys_are_named_as_on_keyboards(window: MainWindow, language: str, names: list[str]) -> None:
    trigger(window, f"language-{language}")
    assert [shown(key) for key in ("Ctrl+Shift+S", "Return", "Del", "Esc", "F1", "Ctrl++")] == names
    shortcut = window.menus.actions["save-copy"].shortcut()
    assert shortcut.toString() == "Ctrl+Shift+S"
    assert shortcut.toString(QKeySequence.SequenceFormat.NativeText) == names[0]


def test_the_codes_on_keys_share_one_submenu(window: MainWindow, study: Path) -> None:
    own = len(window.menus.menus["code"].actions())
    for _round in range(2):
        window.open_study(study)
        inner = [action.menu() for action in window.menus.menus["code"].actions() if action.menu()]
        assert [menu.title() for menu in inner] == [
            "Selections grow to",
            "Code on key",
            "Select",
            "Suggestions",
        ]
        assert [action.shortcut().toString() for action in inner[1].actions()] == list("123456789")
        trigger(window, "close")
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(window.menus.menus["code"].actions()) == own


def test_what_the_program_is_for_shows_whole(window: MainWindow, qtbot: QtBot) -> None:
    """Where the words take several lines, in another language or font, each line has its height."""
    label = next(label for label in window.welcome.findChildren(QLabel) if label.wordWrap())
    one_line = label.height()
    label.setText(label.text() * 2)
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()) > one_line)


def test_the_manual_of_keys_is_up_to_date(window: MainWindow, study: Path) -> None:
    """When it fails: run tools/manual.py."""
    window.open_study(study)
    manual = Path(__file__).resolve().parents[2] / "docs" / "user" / "keys.md"
    assert manual.read_text(encoding="utf-8") == keys_page(window.key_lines())


def test_no_key_does_two_things_at_once(window: MainWindow, study: Path) -> None:
    """Panes may give a key a meaning of their own; a key of the window they leave alone, but for F2.

    In the field for a reason, which takes its keys before the window does, Alt and B is a verdict.
    """
    window.open_study(study)
    own = [key for line in actions.key_lines() for key in line.keys]
    panes: dict[str, list[str]] = {}
    for line in window.key_lines()[len(actions.key_lines()) :]:
        panes.setdefault(line.group, []).extend(line.keys)
    assert len(panes) == 20
    for keys in (own, *panes.values()):
        assert sorted(set(keys)) == sorted(keys)
    for keys in panes.values():
        assert set(keys) & set(own) <= {"F2", "Alt+B"}


def test_the_status_line_tells_place_selection_and_coder(window: MainWindow, study: Path) -> None:
    settings.put("coder", "Marta Ruiz")
    window.open_study(study)
    assert window.session is not None
    start = window.session.text.index("In eight months")
    window.session.select(Span(start, start + 15))
    assert window.status.place.text() == "INT-01 · answer 2 of 2"
    assert window.status.selection.text() == "Selected: 3 words"
    assert window.status.coder.text() == "MR"
    assert window.status.saved.text().startswith("Saved ")


def test_a_study_that_is_gone_leads_to_the_welcome_page(
    qtbot: QtBot, tmp_path: Path, said: list[messages.Message]
) -> None:
    made = app.make_window(tmp_path / "gone.qcg")
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].text == "There is no file gone.qcg."
    assert made.view() == ""
    made.close()
    made.deleteLater()


def test_problems_of_a_large_study_are_told_in_a_banner(window: MainWindow, study: Path) -> None:
    window.open_study(study)
    warn_of(window.banner, [])
    assert window.banner.isHidden()
    warn_of(window.banner, ["page 3 is never used"])
    assert "page 3 is never used" in window.banner.label.text()
    assert not window.banner.isHidden()


def _drop(window: MainWindow, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, action = QPointF(200, 200), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place.toPoint(), action, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(place, action, data, buttons, keys))
