"""Real exports of surveys come in with the respondents and answers that a plain count of the file finds."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from qualcoder_cg.domain.surveys import ID, MULTIPLE, OPEN
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import surveys
from qualcoder_cg.services.studies import Project

Counts = tuple[int, dict[str, tuple[int, int]]]
LATIN_1 = "en_napire2018_v27_coded_latin1-crlf-semicolon.csv"
FILES = {
    "en_napire2018_coding-categories.xlsx": "",
    "en_napire2018_v168_freetext.csv": "lfdn",
    LATIN_1: "lfdn",
    "es_cis-preguntas-abiertas_DERIVED.csv": "REGISTRO",
    "es_cis-preguntas-abiertas_DERIVED.xlsx": "REGISTRO",
}


def raw_rows(path: Path) -> list[list[str]]:
    """The rows of a file as the standard library, or openpyxl alone, reads them."""
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path).worksheets[0]
        return [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
    text = path.read_bytes().decode("latin-1" if path.name == LATIN_1 else "utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if path.name == LATIN_1 else ","))


def plain_count(path: Path, code: str) -> Counts:
    """Respondents; and for each column respondents who answered, and words of all different answers."""
    head, *rows = raw_rows(path)
    key = head.index(code) if code else None
    people = {row[key] if key is not None else str(number) for number, row in enumerate(rows)}
    answers: dict[str, tuple[int, int]] = {}
    for place, heading in enumerate(head):
        said: dict[str, set[str]] = {}
        for number, row in enumerate(rows):
            if place != key and row[place].strip():
                said.setdefault(row[key] if key is not None else str(number), set()).add(row[place].strip())
        words = sum(len(answer.split()) for found in said.values() for answer in found)
        answers[heading] = (len(said), words)
    return len(people), answers


@pytest.mark.parametrize("name", FILES)
def test_a_file_comes_in_whole(
    name: str, project: Project, shared_data: Path, printed_table: list[str]
) -> None:
    path = shared_data / "survey" / name
    table = surveys.read_table(path, encoding="latin-1" if name == LATIN_1 else "")
    proposal = surveys.propose(table)
    assert next((column.heading for column in proposal.columns if column.kind == ID), "") == FILES[name]
    made = surveys.import_survey(project, table, proposal.columns)
    respondents, counted = plain_count(path, FILES[name])
    assert made.respondents == respondents == len(project.surveys.respondents(made.survey.id))
    documents = {document.survey_item_id: document for document in made.documents}
    for item in project.surveys.items(made.survey.id):
        answers, words = counted[item.heading]
        assert len(project.surveys.answers(item.id)) == answers == made.answers[item.heading]
        if item.kind != OPEN:
            continue
        turns = project.documents.turns(documents[item.id].id)
        text = project.documents.text(documents[item.id].id)
        said = [text[turn.start : turn.end] for turn in turns]
        assert len(turns) == answers
        assert sum(len(answer.split()) for answer in said) == words
        printed_table.append(
            f"{name:52} {item.heading:12} {respondents:4} respondents {answers:4} answers"
            f" {respondents - answers:3} blank {words:6} words"
        )


def test_every_answer_stands_under_its_respondent(project: Project, shared_data: Path) -> None:
    path = shared_data / "survey" / "es_cis-preguntas-abiertas_DERIVED.csv"
    table = surveys.read_table(path)
    (document,) = surveys.import_survey(project, table, surveys.propose(table).columns).documents
    text = project.documents.text(document.id)
    found = {turn.speaker: text[turn.start : turn.end] for turn in project.documents.turns(document.id)}
    raw = {f"R{row[0]}": row[1].strip() for row in raw_rows(path)[1:]}
    assert found == {code: answer for code, answer in raw.items() if answer}
    assert document.language == "es"


def test_the_codes_of_the_latin_1_file_are_counted_as_multiple_response(
    project: Project, shared_data: Path
) -> None:
    path = shared_data / "survey" / LATIN_1
    unsure = surveys.read_table(path)
    assert unsure.encodings and unsure.encodings[0] == "cp1252"
    plan = surveys.propose(unsure).columns
    with pytest.raises(UserError, match="may be in any of these encodings"):
        surveys.import_survey(project, unsure, plan)
    table = surveys.read_table(path, encoding="latin-1")
    assert {column.heading: column.kind for column in plan} == {"lfdn": ID, "v_27": OPEN, "tag": MULTIPLE}
    made = surveys.import_survey(project, table, [replace(column, reason="") for column in plan])
    item = surveys.find_item(project, made.survey, "tag")
    found = surveys.frequencies(project, item.id)
    rows = raw_rows(path)[1:]
    for category, n in zip(found.categories, found.total.counts, strict=True):
        assert n == len({row[0] for row in rows if row[2].strip() == category.text})
    assert found.total.respondents == 102


def test_a_workbook_that_holds_the_same_answers_is_recognised(project: Project, shared_data: Path) -> None:
    for name in ("es_cis-preguntas-abiertas_DERIVED.csv", "es_cis-preguntas-abiertas_DERIVED.xlsx"):
        table = surveys.read_table(shared_data / "survey" / name)
        plan = surveys.propose(table).columns
        if name.endswith(".csv"):
            surveys.import_survey(project, table, plan)
        else:
            with pytest.raises(UserError, match="is already in the study"):
                surveys.import_survey(project, table, plan)
