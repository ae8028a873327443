"""The dialogs of the window: what a person fills in becomes what the study holds."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from shell_help import dialog_of, opened, titles, trigger

from qualcoder_cg import settings
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.dialogs import code_editor, export_evidence, frame, import_documents
from qualcoder_cg.gui.dialogs.activity_log import ActivityLog, how_many
from qualcoder_cg.gui.dialogs.load_matrix import LoadMatrix
from qualcoder_cg.gui.dialogs.new_study import NewStudy
from qualcoder_cg.gui.dialogs.settings_dialog import SettingsDialog
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.services import coding, studies

pytest_plugins = ("conftest_shell",)


def test_a_new_study_is_made_and_shown(window: MainWindow, tmp_path: Path) -> None:
    trigger(window, "new")
    dialog = dialog_of(window, NewStudy)
    dialog.title.setText("Close to home: final evaluation")
    assert Path(dialog.file.text()).name == "Close to home final evaluation.qcg"
    dialog.file.setText(str(tmp_path / "home.qcg"))
    dialog.coder.setText("Ana L.")
    dialog.main.click()
    assert window.session is not None
    project = window.session.project
    assert project.path == tmp_path / "home.qcg"
    assert window.menus.title.text() == "Close to home: final evaluation"
    assert len(project.matrix.questions()) == 23
    assert project.coder_name == settings.get("coder") == "Ana L."


def test_what_is_missing_is_said_in_the_dialog(window: MainWindow, tmp_path: Path) -> None:
    trigger(window, "new")
    dialog = dialog_of(window, NewStudy)
    for title, file, problem in (
        ("", str(tmp_path / "a.qcg"), "The study has no title."),
        ("A", str(tmp_path / "nowhere" / "a.qcg"), "There is no folder"),
    ):
        dialog.title.setText(title)
        dialog.file.setText(file)
        dialog.main.click()
        assert dialog.isVisible()
        assert dialog.problem.text().startswith(problem)
    dialog.reject()
    assert window.session is None


def test_a_faulty_matrix_is_named_and_the_former_choice_stays(window: MainWindow, tmp_path: Path) -> None:
    wrong = tmp_path / "matrix.csv"
    wrong.write_text("criterion,number\nRelevance,1\n", encoding="utf-8")
    trigger(window, "new")
    dialog = dialog_of(window, NewStudy)
    before = dialog.matrix.chosen()
    dialog.matrix.use_file(wrong)
    assert "matrix.csv" in dialog.problem.text()
    assert dialog.matrix.chosen() == before
    dialog.reject()


def test_a_matrix_of_ones_own_is_loaded_into_a_study_without_one(window: MainWindow, tmp_path: Path) -> None:
    studies.new_study(tmp_path / "bare.qcg").close()
    own = tmp_path / "own.csv"
    own.write_text(
        "criterion,number,question,short\nRelevance,1,Did it fit?,Fit\nRelevance,2,For whom?,Whom\n",
        encoding="utf-8",
    )
    project = opened(window, tmp_path / "bare.qcg")
    trigger(window, "load-matrix")
    dialog = dialog_of(window, LoadMatrix)
    dialog.matrix.use_file(own)
    assert "2 questions" in dialog.matrix.about.text()
    dialog.main.click()
    assert [question.text for question in project.matrix.questions()] == ["Did it fit?", "For whom?"]
    assert window.menus.actions["undo"].text().startswith("Undo: Load matrix")


def test_documents_come_in_and_a_bad_file_is_named(
    window: MainWindow, study: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    good, bad = tmp_path / "KII-02.txt", tmp_path / "KII-03.docx"
    good.write_text("E1: And then?\nKII-02: Luego llovió y nadie pudo salir de casa.\n", encoding="utf-8")
    bad.write_bytes(b"this is no document of Word")
    opened(window, study)
    window.commands.import_documents([good, bad])
    dialog = dialog_of(window, import_documents.ImportDocuments)
    dialog.kind.setCurrentIndex(dialog.kind.findData("group"))
    dialog.main.click()
    qtbot.waitUntil(lambda: len(dialog.results) == 2)
    assert [dialog.table.item(row, 0).text() for row in range(2)] == ["KII-03.docx", "KII-02.txt"]
    assert "KII-03.docx" in dialog.table.item(0, 2).text()
    assert dialog.table.item(1, 1).text() == "GRP-01"
    assert "1 file was left out" in dialog.told.text()
    qtbot.waitUntil(dialog.main.isEnabled)
    dialog.main.click()
    trigger(window, "close")
    assert titles(study) == ["KII-01.txt", "KII-02.txt"]


def test_cancelling_an_import_brings_nothing_in(
    window: MainWindow, study: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    files = [tmp_path / f"KII-{number:02d}.txt" for number in range(2, 60)]
    for file in files:
        file.write_text(f"{file.stem}: words of my own\n" * 200, encoding="utf-8")
    opened(window, study)
    window.commands.import_documents(files)
    dialog = dialog_of(window, import_documents.ImportDocuments)
    dialog.main.click()
    dialog.dismiss.click()
    qtbot.waitUntil(dialog.main.isEnabled)
    assert dialog.results == []
    assert dialog.isVisible()
    dialog.dismiss.click()
    assert window.session is not None
    assert len(window.session.project.documents.all()) == 1


@pytest.mark.parametrize("suffix", [".docx", ".csv", ".md"])
def test_evidence_is_written_and_the_dialog_says_where(
    window: MainWindow, study: Path, tmp_path: Path, suffix: str
) -> None:
    project = opened(window, study)
    document, code = project.documents.all()[0], project.codes.all()[0]
    coding.apply_code(project, document_id=document.id, span=Span(0, 9), code_id=code.id)
    trigger(window, "export")
    dialog = dialog_of(window, export_evidence.ExportEvidence)
    dialog.format.setCurrentIndex(dialog.format.findData(suffix))
    dialog.format.activated.emit(dialog.format.currentIndex())
    assert dialog.file.text().endswith(suffix)
    target = tmp_path / f"annex{suffix}"
    dialog.file.setText(str(target))
    dialog.level.setCurrentIndex(dialog.level.findData("none"))
    assert dialog.shows.text() == "Sources are not named."
    dialog.main.click()
    assert target.stat().st_size > 0
    assert str(target) in dialog.done_line.text()
    assert dialog.folder.isVisible()
    assert project.activity(1)[0].words["attribution"] == "none"
    dialog.reject()


def test_an_export_without_a_folder_is_answered_in_place(window: MainWindow, study: Path) -> None:
    opened(window, study)
    trigger(window, "export")
    dialog = dialog_of(window, export_evidence.ExportEvidence)
    dialog.file.setText("/nowhere/at/all/annex.docx")
    dialog.main.click()
    assert dialog.problem.isVisible()
    assert dialog.main.isEnabled()
    dialog.reject()


def test_a_code_is_described_in_one_step(window: MainWindow, study: Path) -> None:
    project = opened(window, study)
    theme = next(code for code in project.codes.all() if code.kind == "theme")
    window.commands.edit_code(theme.id)
    dialog = dialog_of(window, code_editor.CodeEditor)
    dialog.name.setText("Care work")
    dialog.texts["definition"].setPlainText("Who looks after whom.")
    dialog.keywords["es"].setPlainText("cuidado, crianza\nenfermos")
    dialog.texts["memo"].setPlainText("Ask the union.")
    dialog.swatches.choose(9, 2)
    dialog.questions.item(0).setCheckState(Qt.CheckState.Checked)
    linked = dialog.linked()
    dialog.main.click()
    after = project.codes.get(theme.id)
    assert after is not None
    assert (after.name, after.definition, after.colour) == ("Care work", "Who looks after whom.", "9-2")
    assert after.keywords["es"] == ("cuidado", "crianza", "enfermos")
    assert after.memo == "Ask the union."
    assert list(after.questions) == linked
    trigger(window, "undo")
    assert project.codes.get(theme.id) == theme


def test_the_name_of_a_question_is_fixed_and_a_taken_name_refused(window: MainWindow, study: Path) -> None:
    project = opened(window, study)
    codes = project.codes.all()
    window.commands.edit_code(codes[0].id)
    dialog = dialog_of(window, code_editor.CodeEditor)
    assert dialog.name.isReadOnly()
    dialog.reject()
    trigger(window, "new-code")
    dialog = dialog_of(window, code_editor.CodeEditor)
    dialog.name.setText("q1")
    dialog.main.click()
    assert "already in the study" in dialog.problem.text()
    dialog.name.setText("Fear of losing the job")
    dialog.questions.item(3).setCheckState(Qt.CheckState.Checked)
    dialog.texts["memo"].setPlainText("New here.")
    dialog.main.click()
    made = project.codes.all()[-1]
    assert (made.name, made.memo) == ("Fear of losing the job", "New here.")
    assert made.questions == (project.matrix.questions()[3].id,)


def test_a_new_code_under_a_question_takes_its_colour_and_link(window: MainWindow, study: Path) -> None:
    project = opened(window, study)
    above = project.codes.all()[10]
    window.commands.new_code(above.id)
    dialog = dialog_of(window, code_editor.CodeEditor)
    dialog.name.setText("Promoters")
    dialog.main.click()
    made = project.codes.all()[-1]
    assert (made.parent_id, made.colour, made.questions) == (above.id, above.colour, above.questions)


def test_swatches_are_walked_with_the_arrows(window: MainWindow, study: Path, qtbot: QtBot) -> None:
    project = opened(window, study)
    window.commands.edit_code(project.codes.all()[0].id)
    dialog = dialog_of(window, code_editor.CodeEditor)
    dialog.swatches.choose(1, 0)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(dialog.swatches, key)
    assert dialog.swatches.chosen == "2-2"
    assert dialog.swatches.accessibleDescription() == "amber, tone 3 of 3"
    dialog.reject()


def test_a_copy_is_saved_and_the_study_stays_open(
    window: MainWindow, study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = opened(window, study)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(tmp_path / "copy"), ""))
    trigger(window, "save-copy")
    assert titles(tmp_path / "copy.qcg") == ["KII-01.txt"]
    assert window.session is not None
    assert window.session.project is project


def test_settings_take_effect_at_once(window: MainWindow, study: Path) -> None:
    project = opened(window, study)
    trigger(window, "settings")
    dialog = dialog_of(window, SettingsDialog)
    dialog.coder.setText(" ")
    dialog.main.click()
    assert dialog.problem.isVisible()
    dialog.coder.setText("Ana López")
    assert "New in this study. Known names: Marta R." in dialog.told.text()
    dialog.coder.setText("Marta R.")
    assert "New" not in dialog.told.text()
    dialog.coder.setText("Ana López")
    dialog.main.click()
    assert project.coder_name == "Ana López"
    assert window.status.coder.text() == "AL"


def test_the_log_says_who_did_what_and_how_many(window: MainWindow, study: Path) -> None:
    opened(window, study)
    trigger(window, "activity")
    model = dialog_of(window, ActivityLog).model
    first = [model.data(model.index(0, column)) for column in range(1, 4)]
    assert first[0] == "Marta R."
    assert first[1].startswith("Import")
    assert first[2] == "+1 document"
    dialog_of(window, ActivityLog).accept()


def test_how_many_leaves_out_what_is_no_thing_of_its_own() -> None:
    counts = {"coding": {"removed": 2}, "keyword": {"added": 9}, "code": {"added": 1, "changed": 1}}
    assert how_many(counts) == "−2 codings, 2 codes"


def test_every_dialog_closes_with_esc_and_has_one_filled_button(window: MainWindow, study: Path) -> None:
    opened(window, study)
    for name in ("new", "import", "export", "settings", "activity", "keys", "new-code"):
        trigger(window, name)
        dialog = dialog_of(window, frame.Dialog)
        filled = [button for button in dialog.findChildren(QPushButton) if button.property("main")]
        assert filled == [dialog.main], name
        assert dialog.main.isDefault()
        press = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(dialog, press)
        assert not dialog.isVisible(), name
        assert dialog.result() == QDialog.DialogCode.Rejected
