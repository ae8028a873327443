"""The page of surveys and the dialog that brings one in."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui.session import Session
from qualcoder_cg.gui.sources.survey_chart import Bar, SurveyChart, bars
from qualcoder_cg.gui.sources.survey_import import ImportSurvey
from qualcoder_cg.gui.sources.survey_table import PlainTable
from qualcoder_cg.gui.sources.surveys_page import SurveysPage
from qualcoder_cg.services import surveys

SURVEY = """Code,Type,Useful,Why
A1,Public,Alto,It was clear and short enough for us
A2,Public,Bajo,Nobody came to our village at all
A3,Private,No sabe,
A4,Private,,We learned what to ask for
"""


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_text(SURVEY, encoding="utf-8")
    return path


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> Iterator[SurveysPage]:
    window = QWidget()
    qtbot.addWidget(window)
    made = SurveysPage(session, window)
    made.resize(1200, 800)
    window.resize(1200, 800)
    with qtbot.waitExposed(window):
        window.show()
    yield made
    made.finish()


@pytest.fixture
def filled(page: SurveysPage, answers: Path) -> SurveysPage:
    """The page, with a survey brought in meanwhile."""
    table = surveys.read_table(answers)
    surveys.import_survey(page.session.project, table, surveys.propose(table).columns, name="Training")
    return page


def row_of(page: SurveysPage, heading: str) -> str:
    survey = page.session.project.surveys.all()[0]
    return surveys.find_item(page.session.project, survey, heading).id


def write(page: SurveysPage, heading: str, column: str, value: str) -> bool:
    model = page.items.model
    place = [one.id for one in model.columns].index(column)
    return model.setData(model.index(model.row_of(row_of(page, heading)), place), value)


def test_without_surveys_one_sentence_and_one_button(page: SurveysPage) -> None:
    assert page.empty.isVisible() and not page.surveys.isVisible()


def test_a_survey_appears_with_its_response_and_the_first_closed_question(filled: SurveysPage) -> None:
    assert not filled.empty.isVisible()
    assert filled.header.caption.text() == "1 survey"
    (row,) = filled.surveys.model.rows.saved.values()
    assert row["response"] == "4 of –"
    assert filled.items.chosen_ids() == [row_of(filled, "Useful")]
    assert filled.counts.shown and filled.counts.shown.title == "Useful"
    assert "Source: survey “Training”." in filled.counts.notes.text()


def test_counts_follow_the_question_and_the_groups(filled: SurveysPage) -> None:
    filled.counts.by.setCurrentIndex(1)
    filled.counts.by.activated.emit(1)
    assert filled.counts.by.currentText() == "Type"
    lines = filled.counts.chart.lines
    assert [line.words for line in lines if not line.base] == ["Private (n = 2)", "Public (n = 2)"]
    assert [line.value for line in lines if line.words == "Alto"] == ["0 of 2", "1 of 2"]
    filled.items.choose_rows([row_of(filled, "Type")])
    assert filled.counts.shown and filled.counts.shown.title == "Type"
    filled.items.choose_rows([row_of(filled, "Why")])
    assert filled.counts.shown is None and "open question" in filled.counts.said.text()
    filled.items.choose_rows([row_of(filled, "Code")])
    assert "not counted" in filled.counts.said.text()


def test_the_table_can_be_copied(filled: SurveysPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(filled.counts.copy, Qt.MouseButton.LeftButton)
    assert "Alto\t1\n" in QGuiApplication.clipboard().text()


def test_the_table_is_written_to_a_file(filled: SurveysPage, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(filled.session.told) as told:
        filled.counts.write(tmp_path / "useful.csv")
    assert told.args == ["Written to useful.csv."]
    assert "Alto" in (tmp_path / "useful.csv").read_text(encoding="utf-8-sig")


def test_a_question_is_edited_in_the_grid_and_undone(filled: SurveysPage) -> None:
    assert write(filled, "Useful", "questions", "Q3")
    assert write(filled, "Useful", "categories", "Alto; Bajo")
    assert [line.words for line in filled.counts.chart.lines][:2] == ["Alto", "Bajo"]
    assert write(filled, "Why", "kind", "Left out")
    assert all(one.kind != "survey" for one in filled.session.project.documents.all())
    filled.session.project.undo()
    assert any(one.kind == "survey" for one in filled.session.project.documents.all())


def test_what_cannot_be_changed_is_said_in_place(filled: SurveysPage) -> None:
    assert not write(filled, "Code", "kind", "Open question")
    assert "is chosen when the survey is imported" in filled.items.problem.text()


def test_the_document_of_an_open_question_opens(filled: SurveysPage, qtbot: QtBot) -> None:
    document = next(one for one in filled.session.project.documents.all() if one.kind == "survey")
    with qtbot.waitSignal(filled.document_wanted) as opened:
        filled.items.opened.emit(row_of(filled, "Why"))
    assert opened.args == [document.id]
    assert not filled.counts.read.isVisible()
    filled.items.choose_rows([row_of(filled, "Why")])
    with qtbot.waitSignal(filled.document_wanted) as opened:
        qtbot.mouseClick(filled.counts.read, Qt.MouseButton.LeftButton)
    assert opened.args == [document.id]


def test_removing_the_survey_leaves_the_page_empty_and_undo_fills_it(filled: SurveysPage) -> None:
    filled.surveys.choose_rows([filled.session.project.surveys.all()[0].id])
    filled.surveys.remove_rows()
    assert filled.empty.isVisible()
    filled.session.project.undo()
    assert filled.items.model.rows.saved


@pytest.fixture
def dialog(session: Session, answers: Path, qtbot: QtBot) -> ImportSurvey:
    made = ImportSurvey(None, session.project, answers)
    qtbot.addWidget(made)
    wait(made, qtbot)
    return made


def wait(dialog: ImportSurvey, qtbot: QtBot) -> None:
    """Until the file is read."""
    qtbot.waitUntil(lambda: dialog.job is None, timeout=20_000)


def choose(dialog: ImportSurvey, heading: str, column: str, value: str) -> bool:
    model = dialog.plan.model
    place = [one.id for one in model.columns].index(column)
    return model.setData(model.index(model.row_of(heading), place), value)


def test_the_dialog_shows_what_each_column_is_and_the_first_rows(dialog: ImportSurvey) -> None:
    kinds = {name: row["kind"] for name, row in dialog.plan.model.rows.saved.items()}
    assert kinds == {"Code": "id", "Type": "attribute", "Useful": "closed", "Why": "open"}
    assert dialog.rows.rowCount() == 4 and dialog.rows.index(1, 0).data() == "A2"
    assert dialog.counted.text() == "4 rows · 4 columns · headings in row 1"
    assert dialog.name.text() == "answers" and dialog.main.isEnabled()


def test_a_corrected_plan_is_what_comes_in(dialog: ImportSurvey, session: Session, qtbot: QtBot) -> None:
    assert choose(dialog, "Type", "kind", "Left out")
    assert choose(dialog, "Why", "questions", "Q11")
    assert not choose(dialog, "Why", "kind", "Colour")
    dialog.plan.model.discard()
    dialog.name.setText("Training")
    with qtbot.waitSignal(dialog.imported) as told:
        dialog.attempt()
    survey = session.project.surveys.all()[0]
    assert told.args == [survey.id, "Survey Training: 4 respondents imported."]
    items = {item.heading: item for item in session.project.surveys.items(survey.id)}
    assert items["Type"].kind == "ignored" and len(items["Why"].questions) == 1


def test_a_survey_that_is_there_is_said_in_the_dialog(
    dialog: ImportSurvey, session: Session, answers: Path, qtbot: QtBot
) -> None:
    dialog.attempt()
    again = ImportSurvey(None, session.project, answers)
    qtbot.addWidget(again)
    wait(again, qtbot)
    again.attempt()
    assert "is already in the study" in again.problem.text()
    assert len(session.project.surveys.all()) == 1


def test_an_unsure_encoding_waits_for_a_choice(
    dialog: ImportSurvey, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("id;why\n1;Verl\u00cc_sslich war es\n2;none of it at all\n".encode("latin-1"))
    dialog.read(path)
    wait(dialog, qtbot)
    assert dialog.encoding.currentData() == "" and "unsure" in dialog.warnings.text()
    dialog.attempt()
    assert "any of these encodings" in dialog.problem.text()
    dialog.encoding.setCurrentIndex(dialog.encoding.findData("cp1252"))
    dialog.encoding.activated.emit(dialog.encoding.currentIndex())
    wait(dialog, qtbot)
    assert dialog.encoding.currentData() == "cp1252"
    dialog.attempt()
    assert len(session.project.surveys.all()) == 1


def test_a_file_that_cannot_be_read_leaves_nothing_to_import(
    dialog: ImportSurvey, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("", encoding="utf-8")
    dialog.read(path)
    wait(dialog, qtbot)
    assert "is empty" in dialog.problem.text() and not dialog.main.isEnabled()
    assert dialog.plan.model.rowCount() == 0 and dialog.rows.rowCount() == 0


def test_another_row_of_headings_and_another_sheet(
    dialog: ImportSurvey, tmp_path: Path, qtbot: QtBot
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Codes"
    for row in (["x", "means"], ["1", "yes"]):
        book["Codes"].append(row)
    for row in (["old", "words"], ["id", "why"], ["1", "because"]):
        book.create_sheet("Answers") if "Answers" not in book.sheetnames else None
        book["Answers"].append(row)
    book.save(tmp_path / "a.xlsx")
    dialog.read(tmp_path / "a.xlsx")
    wait(dialog, qtbot)
    assert dialog.sheet.currentText() == "Codes"
    dialog.sheet.setCurrentText("Answers")
    dialog.sheet.activated.emit(1)
    wait(dialog, qtbot)
    assert list(dialog.plan.model.rows.saved) == ["old", "words"]
    dialog.heading_row.setValue(2)
    wait(dialog, qtbot)
    assert list(dialog.plan.model.rows.saved) == ["id", "why"]


def test_closing_the_dialog_gives_up_what_is_read(
    dialog: ImportSurvey, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    book = openpyxl.Workbook()
    for row in (["id", "why"], ["1", "x"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "a.xlsx")
    dialog.read(tmp_path / "a.xlsx")
    assert dialog.job and not dialog.main.isEnabled()
    dialog.reject()
    assert dialog.job is None
    assert session.project.surveys.all() == []


def test_the_chart_paints_every_line_and_tells_it(filled: SurveysPage, qtbot: QtBot) -> None:
    found = surveys.frequencies(filled.session.project, row_of(filled, "Useful"))
    chart = SurveyChart(filled)
    chart.show_bars(bars(found))
    chart.resize(chart.sizeHint())
    assert chart.sizeHint().height() == 24 * len(found.categories)
    assert "Alto: 1 of 4" in chart.accessibleName()
    picture = chart.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(6, 20)}
    assert len(colours) > 3


@pytest.mark.parametrize(
    ("base", "rule", "said"),
    [(29, 10, "9 of 29"), (30, 10, "9 (30 %)"), (30, 31, "9 of 30"), (30, 30, "9 (30 %)"), (0, 10, "")],
)
def test_few_respondents_are_told_without_per_cent(base: int, rule: int, said: str) -> None:
    assert Bar("Alto", 9, base, least=max(30, rule)).value == said


def test_table_and_chart_of_few_respondents_have_no_per_cent(filled: SurveysPage) -> None:
    shown = filled.counts.shown
    assert shown is not None
    assert not any("%" in column.heading for column in shown.columns)
    assert shown.notes[0] == "n is the number of respondents."
    assert all(" of " in line.value for line in filled.counts.chart.lines if line.base)


def test_the_plain_table_keeps_the_rules_of_models(filled: SurveysPage, qtmodeltester: ModelTester) -> None:
    model = PlainTable(filled)
    qtmodeltester.check(model)
    model.show_table(surveys.frequency_table(filled.session.project, row_of(filled, "Useful")))
    qtmodeltester.check(model)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    assert model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) == right
