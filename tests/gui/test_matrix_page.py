"""The page of the matrix and the dialog that brings one in: what a person does is what the study holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import team_tables
from grid_help import column
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from shell_help import dialog_of, trigger

from qualcoder_cg.gui.dialogs.new_study import NewStudy
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.session import Session
from qualcoder_cg.gui.sources.matrix_import import ImportMatrix
from qualcoder_cg.gui.sources.matrix_page import MatrixPage
from qualcoder_cg.gui.sources.pages import MATRIX
from qualcoder_cg.gui.sources.sources_view import SourcesView
from qualcoder_cg.services import coding, matrix, matrix_edit, studies

pytest_plugins = ("conftest_shell",)


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> Iterator[MatrixPage]:
    view = SourcesView(session)
    qtbot.addWidget(view)
    view.resize(1440, 832)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    made = view.show_page(MATRIX)
    assert isinstance(made, MatrixPage)
    yield made
    view.finish()


def numbers(session: Session) -> dict[str, str]:
    return {one.number: one.id for one in session.project.matrix.questions()}


def read(dialog: ImportMatrix, path: Path, qtbot: QtBot) -> None:
    dialog.read(path)
    qtbot.waitUntil(lambda: dialog.job is None)


def test_cells_are_typed_into(page: MatrixPage, session: Session) -> None:
    model = page.questions.model
    place = [one.id for one in model.columns].index("source")
    row = model.row_of(numbers(session)["4"])
    assert model.setData(model.index(row, place), "Registers; Interviews")
    assert [one.text for one in session.project.matrix.sources(numbers(session)["4"])] == [
        "Registers", "Interviews",
    ]  # fmt: skip
    session.project.undo()
    assert "Registers" not in str(model.index(row, place).data())
    assert not model.setData(model.index(row, 0), "5"), "a number is one question's"
    assert page.questions.problem.isVisible() and "There is a question 5" in page.questions.problem.text()
    model.discard()


def test_rows_move_with_their_keys(page: MatrixPage, session: Session) -> None:
    one = numbers(session)["2"]
    page.questions.choose_rows([one])
    page.questions.table.setFocus()
    QTest.keyClick(page.questions.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert column(page.questions, "number")[:3] == ["2", "1", "3"]
    assert page.questions.chosen_ids() == [one]
    page.renumber(matrix_edit.IN_ORDER)
    assert column(page.questions, "number")[:3] == ["1", "2", "3"] and numbers(session)["1"] == one
    session.project.undo()
    session.project.undo()
    assert column(page.questions, "number")[:3] == ["1", "2", "3"] and numbers(session)["2"] == one


def test_criteria_are_renamed_moved_and_kept_while_they_are_needed(
    page: MatrixPage, session: Session
) -> None:
    first = session.project.matrix.criteria()[0]
    page.criteria.choose_rows([first.id])
    page.move_criteria(1)
    assert [one.id for one in session.project.matrix.criteria()][1] == first.id
    assert column(page.questions, "number")[0] == "9"
    page.criteria.remove_rows()
    assert page.criteria.problem.isVisible() and "has 8 questions" in page.criteria.problem.text()
    model = page.criteria.model
    assert model.setData(model.index(model.row_of(first.id), 0), "Fit")
    assert {one.name for one in session.project.matrix.criteria()} >= {"Fit"}
    assert "Fit" in column(page.questions, "criterion")


def test_a_part_is_added_and_worded(page: MatrixPage, session: Session, qtbot: QtBot) -> None:
    page.questions.choose_rows([numbers(session)["3"]])
    page.add_part()
    (part,) = session.project.matrix.sub_questions()
    editor = next(one for one in page.questions.table.findChildren(QLineEdit) if one.isVisible())
    editor.setText("By whom?")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.project.matrix.sub_questions()[0].text == "By whom?")
    page.questions.choose_rows([part.id])
    page.questions.remove_rows()
    assert not session.project.matrix.sub_questions()


def test_the_chosen_row_is_edited_in_full(page: MatrixPage, session: Session) -> None:
    one = numbers(session)["6"]
    page.questions.choose_rows([one])
    judged = page.details.fields["judged"]
    judged.setPlainText("They are used.\n– Meetings\n– Reports\nThey are good.")
    page.details.fields["method"].setFocus()
    judged.done.emit()
    found = [(entry.text, entry.indicators) for entry in session.project.matrix.judgement(one)]
    assert found == [("They are used.", ("Meetings", "Reports")), ("They are good.", ())]
    field = page.details.fields["text"]
    field.setPlainText("")
    field.done.emit()
    assert "A question needs its text" in page.questions.problem.text()
    assert page.unsaved() == [""], "what cannot be saved is told before the study is closed"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.toPlainText() and page.unsaved() == []
    page.questions.choose_rows([numbers(session)["7"]])
    assert "They are used." not in judged.toPlainText()


def test_blank_cells_are_counted_and_shown(page: MatrixPage, session: Session) -> None:
    assert page.blank.text() == "Blank cells (23)" and page.blank.toolTip() == "23 without method"
    model = page.questions.model
    place = [one.id for one in model.columns].index("method")
    for number in ("1", "2"):
        assert model.setData(model.index(model.row_of(numbers(session)[number]), place), "Review")
    assert page.blank.text() == "Blank cells (21)"
    page.blank.setChecked(True)
    assert column(page.questions, "number")[0] == "3" and model.rows.count() == 21
    page.blank.setChecked(False)
    assert model.rows.count() == 23


def test_a_question_with_codings_stays(page: MatrixPage, session: Session) -> None:
    document = session.project.documents.all()[0].id
    code = next(code for code in session.project.codes.all() if code.name == "Q2")
    from qualcoder_cg.domain.spans import Span

    coding.apply_code(session.project, document_id=document, span=Span(0, 5), code_id=code.id)
    page.questions.choose_rows([numbers(session)["2"]])
    page.questions.remove_rows()
    assert "Q2 has 1 coding and cannot be removed" in page.questions.problem.text()
    assert "2" in numbers(session)


def test_a_table_is_merged_into_the_study(
    page: MatrixPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = page.ask_for_file()
    assert isinstance(dialog, ImportMatrix) and not dialog.main.isEnabled()
    path = tmp_path / "more.csv"
    text = session.project.matrix.questions()[0].text
    path.write_text(
        f'Criterion,No.,Question,Indicators\nRelevance,1,"{text}",Laws named\nCoherence,24,Does it fit?,\n',
        encoding="utf-8",
    )
    read(dialog, path, qtbot)
    assert [combo.currentText() for combo in dialog.mapped.combos] == [
        "Criterion", "Number", "Question", "Indicators",
    ]  # fmt: skip
    assert column(dialog.plan, "state") == ["changes Q1", "new"]
    assert column(dialog.plan, "changes")[0] == "judgement criteria, indicators"
    assert dialog.summary.text().startswith("2 criteria · 2 questions")
    model = dialog.plan.model
    assert model.setData(model.index(0, 3), "leave out")
    dialog.mapped.combos[3].setCurrentIndex(dialog.mapped.combos[3].findData("source"))
    dialog.look()
    assert column(dialog.plan, "state")[0] == "changes Q1", "another reading begins anew"
    with qtbot.waitSignal(dialog.imported) as told:
        dialog.main.click()
    assert told.args == ["1 new question · 1 changed · 0 as they are."]
    first = numbers(session)["1"]
    assert [one.text for one in session.project.matrix.sources(first)] == ["Laws named"]
    session.project.undo()
    assert "24" not in numbers(session)


def test_another_row_and_table_may_be_chosen(
    page: MatrixPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = page.ask_for_file(team_tables.workbook(tmp_path / "matriz.xlsx"))
    assert isinstance(dialog, ImportMatrix)
    qtbot.waitUntil(lambda: dialog.job is None)
    assert dialog.list.isVisible() and dialog.heading_row.value() == 2
    assert "numbered 1 to 3" in dialog.warnings.text()
    dialog.choose_tables([0])
    assert not dialog.main.isEnabled() and "No question was found" in dialog.warnings.text()
    dialog.choose_tables([1])
    dialog.heading_row.setValue(0)
    dialog.look()
    assert dialog.reading and dialog.reading.fields[2] == "question"
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"no document")
    read(dialog, broken, qtbot)
    assert "broken.docx" in dialog.problem.text() and not dialog.main.isEnabled()
    dialog.reject()


def test_a_new_study_begins_with_the_teams_table(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = team_tables.merged_matrix(tmp_path / "matrix.docx")
    trigger(window, "new")
    dialog = dialog_of(window, NewStudy)
    asked = dialog.matrix.ask_for_table(path)
    assert isinstance(asked, ImportMatrix)
    qtbot.waitUntil(lambda: asked.job is None)
    asked.main.click()
    assert dialog.matrix.list.currentText() == "matrix.docx"
    assert "5 criteria · 23 questions" in dialog.matrix.about.text()
    dialog.title.setText("Ours")
    dialog.file.setText(str(tmp_path / "ours.qcg"))
    dialog.coder.setText("Ana L.")
    dialog.main.click()
    assert window.session is not None
    found = matrix.outline(window.session.project)
    assert [len(one["questions"]) for one in found] == [8, 5, 3, 2, 5]


def test_without_a_matrix_the_page_says_what_to_do(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    studies.new_study(tmp_path / "bare.qcg").close()
    window.open_study(tmp_path / "bare.qcg")
    page = window.show_page(MATRIX)
    assert isinstance(page, MatrixPage) and page.empty.isVisible() and not page.whole.isVisible()
    trigger(window, "import-matrix")
    dialog = dialog_of(window, ImportMatrix)
    read(dialog, team_tables.banner_matrix(tmp_path / "matriz.docx"), qtbot)
    dialog.main.click()
    assert page.whole.isVisible() and column(page.questions, "number")[:3] == ["1", "1 a", "1 b"]


def test_the_completed_matrix_is_written(page: MatrixPage, session: Session, tmp_path: Path) -> None:
    page.write(tmp_path / "matrix.xlsx")
    assert (tmp_path / "matrix.xlsx").stat().st_size > 5000
