"""The import dialog: what is found is seen before anything is saved, and said for many files at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT
from qualcoder_cg.domain.interviews import Interview
from qualcoder_cg.gui import app, theme
from qualcoder_cg.gui.dialogs.import_documents import ImportDocuments
from qualcoder_cg.gui.dialogs.import_rows import FILE, FOUND, STATUS, found
from qualcoder_cg.services import documents, guides, register
from qualcoder_cg.services.studies import Project

SPANISH = (
    "Rosa: ¿Cómo empezó el trabajo de la mesa?\nLuis: Empezó así, poco a poco, con la gente del municipio.\n"
) * 3
ENGLISH = "Ana: What changed for you?\nTom: We met in the village and they said that it was not easy.\n" * 3
RUSSIAN = "Мы встретились в деревне.\nТам говорили о воде, и было трудно.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files as they come: two interviews, one of unsure encoding, one damaged, one that nobody can read."""
    made = tmp_path / "in"
    made.mkdir()
    (made / "a_rosa.txt").write_text(SPANISH, encoding="utf-8")
    (made / "b_ana.md").write_text(ENGLISH, encoding="utf-8")
    (made / "c_damaged.docx").write_bytes(b"this is no document of Word")
    (made / "talk.wav").write_bytes(b"RIFF")
    return made


@pytest.fixture
def dialog(qtbot: QtBot, project: Project) -> Iterator[ImportDocuments]:
    app.make_application()
    made = ImportDocuments(None, project)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.done(0)


def read(qtbot: QtBot, dialog: ImportDocuments, *paths: Path) -> None:
    """Add files and wait until all of them are read."""
    dialog.add(paths)
    settled(qtbot, dialog)


def settled(qtbot: QtBot, dialog: ImportDocuments) -> None:
    qtbot.waitUntil(lambda: all(row.read is not None for row in dialog.rows.rows), timeout=30_000)
    qtbot.waitUntil(lambda: dialog._job is None)


def cell(dialog: ImportDocuments, row: int, column: int) -> str:
    return str(dialog.rows.index(row, column).data())


def press(qtbot: QtBot, dialog: ImportDocuments, key: Qt.Key) -> None:
    qtbot.keyClick(dialog.files, key)


def test_what_was_found_is_seen_before_anything_is_saved(
    qtbot: QtBot, dialog: ImportDocuments, project: Project, folder: Path
) -> None:
    read(qtbot, dialog, folder)
    assert [cell(dialog, row, FILE) for row in range(3)] == ["a_rosa.txt", "b_ana.md", "c_damaged.docx"]
    assert cell(dialog, 0, FOUND) == "TXT · ES · 2 speakers · 6 turns · 57 words"
    assert cell(dialog, 0, STATUS) == "Ready"
    assert "damaged" in cell(dialog, 2, STATUS)
    assert "2 of 3 files ticked" in dialog.count.text() and "1 file of another format" in dialog.count.text()
    shown = dialog.detail.lines.toPlainText()
    assert shown.startswith("Rosa\n¿Cómo empezó")
    assert dialog.detail.interviewer.currentText() == "Rosa"
    assert dialog.detail.language.text() == "Spanish"
    assert len(project.documents.all()) == 1


def test_a_damaged_file_says_why_beside_it(qtbot: QtBot, dialog: ImportDocuments, folder: Path) -> None:
    read(qtbot, dialog, folder)
    dialog.files.selectRow(2)
    assert "save it again" in dialog.detail.notes.text()
    assert dialog.detail.notes.property("role") == "error"
    press(qtbot, dialog, Qt.Key.Key_Space)
    assert not dialog.rows.rows[2].ticked


def test_many_files_are_described_at_once_and_undone_in_one_step(
    qtbot: QtBot, dialog: ImportDocuments, project: Project, folder: Path
) -> None:
    register.add_rows(project, "informant", [{"code": "KII-07"}, {"code": "KII-08"}])
    dialog.done(0)
    dialog = ImportDocuments(None, project)
    qtbot.addWidget(dialog)
    dialog.show()
    read(qtbot, dialog, folder)
    assert dialog.fields.whose.text() == "For the 3 selected files"
    dialog.fields.kind.setCurrentIndex(dialog.fields.kind.findData("group"))
    qtbot.keyClicks(dialog.fields.date, "2024-05-31")
    qtbot.keyClicks(dialog.fields.place, "Neiva")
    dialog.files.selectRow(1)
    assert dialog.fields.date.text() == "2024-05-31"
    dialog.fields.informants.setText("kii-08; KII-07")
    dialog.fields.language.setCurrentIndex(dialog.fields.language.findData("pt"))
    dialog.files.selectAll()
    assert dialog.fields.language.currentIndex() == -1
    assert dialog.fields.informants.placeholderText() == "Several"
    dialog.main.click()
    assert [one.document and one.document.code for one in dialog.results] == ["GRP-01", "GRP-02", None]
    made = [one.document for one in dialog.results if one.document]
    assert {(one.date, one.place, one.kind) for one in made} == {("2024-05-31", "Neiva", "group")}
    assert [one.language for one in made] == ["es", "pt"]
    voices = [one for one in project.informants.voices() if one.document_id == made[1].id]
    assert len(voices) == 2
    project.undo()
    assert len(project.documents.all()) == 1


def test_what_is_no_date_and_who_is_nobody_is_said(
    qtbot: QtBot, dialog: ImportDocuments, project: Project, folder: Path
) -> None:
    read(qtbot, dialog, folder / "a_rosa.txt")
    dialog.fields.date.setText("3/5/2024")
    dialog.main.click()
    assert "3/5/2024" in dialog.problem.text()
    dialog.fields.date.setText("")
    dialog.fields.informants.setText("KII-99")
    dialog.main.click()
    assert "KII-99" in dialog.problem.text() and dialog.main.isEnabled()
    assert len(project.documents.all()) == 1


def test_all_that_was_found_has_room(qtbot: QtBot, dialog: ImportDocuments, folder: Path) -> None:
    read(qtbot, dialog, folder / "a_rosa.txt")
    chooser = dialog.detail.interviewer
    qtbot.waitUntil(lambda: chooser.geometry().bottom() < dialog.detail.facts.height())


def test_a_table_is_told_to_be_better_imported_as_a_survey(
    qtbot: QtBot, dialog: ImportDocuments, tmp_path: Path
) -> None:
    table = tmp_path / "answers.csv"
    table.write_text("id,what helped\n1,the promoters who came\n2,nothing at all\n", encoding="utf-8")
    read(qtbot, dialog, table)
    assert "import them in Surveys" in dialog.detail.notes.text()


def test_a_date_may_be_written_as_people_write_it(
    qtbot: QtBot, dialog: ImportDocuments, project: Project, folder: Path
) -> None:
    read(qtbot, dialog, folder / "a_rosa.txt")
    dialog.activateWindow()
    dialog.fields.date.setFocus()
    qtbot.waitUntil(dialog.fields.date.hasFocus)
    qtbot.keyClicks(dialog.fields.date, "31/5/2024")
    qtbot.keyClick(dialog.fields.date, Qt.Key.Key_Tab)
    assert dialog.fields.date.text() == dialog.rows.rows[0].date == "2024-05-31"
    dialog.rows.rows[0].date = "1 de junio de 2024"  # clicked where buttons take no focus
    dialog.main.click()
    (result,) = dialog.results
    assert result.document and result.document.date == "2024-06-01"


def test_an_interview_brings_its_date_and_people(
    qtbot: QtBot, dialog: ImportDocuments, project: Project, folder: Path
) -> None:
    (person,) = register.add_rows(project, "informant", [{"code": "KII-07"}])
    with project.step("Plan an interview"):
        project.interviews.put(
            Interview("i1", "I-01", date="2024-03-02", place="Neiva", informants=(person,))
        )
    dialog.done(0)
    dialog = ImportDocuments(None, project)
    qtbot.addWidget(dialog)
    dialog.show()
    read(qtbot, dialog, folder / "a_rosa.txt")
    dialog.fields.interview.setCurrentIndex(dialog.fields.interview.findData("i1"))
    assert (dialog.fields.date.text(), dialog.fields.place.text()) == ("2024-03-02", "Neiva")
    dialog.main.click()
    (result,) = dialog.results
    assert result.document and result.document.interview_id == "i1"
    (voice,) = project.informants.voices()
    assert (voice.informant_id, voice.speaker) == (person, "Luis")


def test_the_interviewer_is_put_right(
    qtbot: QtBot, dialog: ImportDocuments, project: Project, folder: Path
) -> None:
    read(qtbot, dialog, folder / "a_rosa.txt")
    dull = theme.tokens().ink3
    assert f"color:{dull}" in _style_of(dialog, "Rosa")
    dialog.detail.interviewer.setCurrentIndex(dialog.detail.interviewer.findData("Luis"))
    assert f"color:{dull}" in _style_of(dialog, "Luis") and f"color:{dull}" not in _style_of(dialog, "Rosa")
    dialog.main.click()
    (result,) = dialog.results
    assert result.document
    roles = {turn.speaker: turn.role for turn in project.documents.turns(result.document.id)}
    assert roles == {"Luis": INTERVIEWER, "Rosa": RESPONDENT}


def _style_of(dialog: ImportDocuments, speaker: str) -> str:
    """The marks of the first shown line of a speaker."""
    shown = dialog.detail.lines.toHtml().replace(" ", "")
    return shown[: shown.index(f">{speaker}<")].rsplit("<", 1)[-1]


def test_the_guide_tells_who_asks(
    qtbot: QtBot, dialog: ImportDocuments, project: Project, tmp_path: Path
) -> None:
    said = "Ana: Well, how did the technical table begin?\nTom: Where? How? It began slowly, you know?\n"
    more = "Ana: Now tell me what changed for domestic workers.\nTom: What changed? More of them came, no?\n"
    path = tmp_path / "a.txt"
    path.write_text(said + more, encoding="utf-8")
    read(qtbot, dialog, path)
    assert dialog.detail.interviewer.currentText() == "Not known"
    table = tmp_path / "guide.csv"
    table.write_text(
        "number,question\n1,How did the technical table begin?\n2,What changed for domestic workers?\n",
        encoding="utf-8",
    )
    guides.import_guide(project, table)
    dialog.rows.remove([0])
    read(qtbot, dialog, path)
    assert dialog.detail.interviewer.currentText() == "Ana"


def test_a_text_that_is_there_already_is_marked_and_unticked(
    qtbot: QtBot, dialog: ImportDocuments, project: Project, tmp_path: Path, folder: Path
) -> None:
    again = tmp_path / "again.txt"
    again.write_text(project.documents.text(project.documents.all()[0].id), encoding="utf-8")
    (folder / "z_same.txt").write_text(SPANISH, encoding="utf-8")
    read(qtbot, dialog, again, folder / "a_rosa.txt", folder / "z_same.txt")
    assert cell(dialog, 0, STATUS) == "Already in the study: INT-01 KII-01.txt"
    assert cell(dialog, 2, STATUS) == "The same text as a_rosa.txt"
    assert [row.ticked for row in dialog.rows.rows] == [False, True, False]
    dialog.main.click()
    assert [result.path.name for result in dialog.results] == ["a_rosa.txt"]


def test_an_unsure_encoding_is_chosen_among_previews(
    qtbot: QtBot, dialog: ImportDocuments, project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "d.txt"
    path.write_bytes(RUSSIAN.encode("cp1251"))
    read(qtbot, dialog, path)
    row = dialog.rows.rows[0]
    assert row.unsure and cell(dialog, 0, STATUS) == "Choose the encoding"
    dialog.main.click()
    assert "d.txt" in dialog.problem.text() and len(project.documents.all()) == 1
    shown = documents.encoding_previews(path, row.choices)
    assert shown["cp1251"] == RUSSIAN.strip() and len(set(shown.values())) == len(shown)
    wrong = next(encoding for encoding in row.choices if encoding != "cp1251")
    dialog.detail.encodings.buttons[wrong].click()
    settled(qtbot, dialog)
    assert not row.unsure and "Мы" not in dialog.detail.lines.toPlainText()
    dialog.detail.again.setCurrentIndex(dialog.detail.again.findData("cp1251"))
    dialog.detail.again.activated.emit(dialog.detail.again.currentIndex())
    settled(qtbot, dialog)
    assert dialog.detail.lines.toPlainText().startswith("Мы встретились")
    dialog.main.click()
    (result,) = dialog.results
    assert result.document and project.documents.text(result.document.id) == RUSSIAN


def test_previews_show_the_place_that_tells(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"plain\n" + b"x" * 50 + "ñandú".encode("cp1252") + b"y" * 200 + b"\nplain\n")
    shown = documents.encoding_previews(path, ("cp1252",))["cp1252"]
    assert "ñandú" in shown and shown.startswith("…x") and len(shown) < 100
    assert documents.encoding_previews(tmp_path / "gone.txt", ("cp1252",)) == {}


def test_keys_walk_tick_take_off_and_import(
    qtbot: QtBot, dialog: ImportDocuments, project: Project, folder: Path
) -> None:
    read(qtbot, dialog, folder)
    dialog.files.selectRow(0)
    press(qtbot, dialog, Qt.Key.Key_Down)
    assert dialog.detail.name.text() == "b_ana.md"
    press(qtbot, dialog, Qt.Key.Key_Space)
    assert [row.ticked for row in dialog.rows.rows] == [True, False, False]
    press(qtbot, dialog, Qt.Key.Key_Down)
    press(qtbot, dialog, Qt.Key.Key_Delete)
    assert [path.name for path in dialog.listed()] == ["a_rosa.txt", "b_ana.md"]
    press(qtbot, dialog, Qt.Key.Key_Return)
    assert [result.path.name for result in dialog.results] == ["a_rosa.txt"]
    assert dialog.told.text() == "1 document imported."
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert len(project.documents.all()) == 2


def test_enter_before_all_is_read_imports_once_it_is(
    qtbot: QtBot, dialog: ImportDocuments, folder: Path
) -> None:
    dialog.add([folder])
    dialog.attempt()
    assert not dialog.main.isEnabled()
    qtbot.waitUntil(lambda: len(dialog.results) == 3, timeout=30_000)
    assert "1 file was left out" in dialog.told.text()


def test_nothing_ticked_is_nothing_to_import(
    qtbot: QtBot, dialog: ImportDocuments, project: Project, folder: Path
) -> None:
    assert not dialog.main.isEnabled()
    read(qtbot, dialog, folder / "a_rosa.txt")
    press(qtbot, dialog, Qt.Key.Key_Space)
    dialog.main.click()
    assert "No file is ticked" in dialog.problem.text() and dialog.results == []


def test_cancel_stops_reading_and_import_takes_it_up_again(
    qtbot: QtBot, dialog: ImportDocuments, tmp_path: Path
) -> None:
    files = [tmp_path / f"KII-{number:02d}.txt" for number in range(2, 60)]
    for file in files:
        file.write_text(f"{file.stem}: words of my own\n" * 200, encoding="utf-8")
    dialog.add(files)
    dialog.dismiss.click()
    qtbot.waitUntil(lambda: dialog._job is None)
    assert dialog.isVisible() and dialog.results == []
    assert any(row.read is None for row in dialog.rows.rows)
    assert cell(dialog, len(files) - 1, STATUS) == "Not read yet"
    dialog.main.click()
    qtbot.waitUntil(lambda: len(dialog.results) == len(files), timeout=60_000)
    assert all(result.document for result in dialog.results)


def test_files_and_folders_are_dropped(qtbot: QtBot, dialog: ImportDocuments, folder: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder)), QUrl.fromLocalFile(str(folder / "a_rosa.txt"))])
    dialog.dropEvent(
        QDropEvent(
            QPointF(QPoint(9, 9)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    assert [path.name for path in dialog.listed()] == ["a_rosa.txt", "b_ana.md", "c_damaged.docx"]
    settled(qtbot, dialog)


def test_pages_that_nobody_speaks_in_are_taken_for_a_document(qtbot: QtBot, dialog: ImportDocuments) -> None:
    from qualcoder_cg.domain.documents import Page, Transcript
    from qualcoder_cg.gui.dialogs.import_rows import Row

    row = Row(Path("a.pdf"), Transcript("Informe", format="pdf", language="es", pages=(Page("1", 0),)))
    assert row.is_kind == "document" and found(row) == "PDF · ES · 1 word"
    row.kind = "observation"
    assert row.is_kind == "observation"
