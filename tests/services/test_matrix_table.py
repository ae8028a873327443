"""The matrix given back filled says what a plain count of the study's rows says."""

import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import docx
import office
import openpyxl
import pytest

from qualcoder_cg.domain.findings import Finding
from qualcoder_cg.domain.rules import SEVERAL_VOICES
from qualcoder_cg.services import matrix_found, sample, tables
from qualcoder_cg.services.rules import change_rules
from qualcoder_cg.services.studies import Project
from qualcoder_cg.services.tally import Tally

PASSAGES = """
    WITH RECURSIVE up (id, at) AS (
        SELECT id, id FROM code
        UNION ALL
        SELECT up.id, code.parent_id FROM up JOIN code ON code.id = up.at
        WHERE code.parent_id IS NOT NULL AND code.kind = 'team'
            AND NOT EXISTS (SELECT 1 FROM code_question q WHERE q.code_id = code.id)
    ), serves (code_id, question_id) AS (
        SELECT up.id, code.question_id FROM up JOIN code ON code.id = up.at
            WHERE code.question_id IS NOT NULL
        UNION
        SELECT up.id, q.question_id FROM up JOIN code ON code.id = up.at AND code.kind = 'team'
            JOIN code_question q ON q.code_id = code.id
    )
    SELECT DISTINCT question.number, d.kind, c.document_id, c.start_cp, c.end_cp
    FROM coding c JOIN serves s ON s.code_id = c.code_id JOIN question ON question.id = s.question_id
    JOIN document d ON d.id = c.document_id
"""
KINDS = {"interview": "interview", "group": "interview"}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    project = sample.build_sample(tmp_path_factory.mktemp("sample") / "sample.qcg")
    yield project
    project.close()


def cells(project: Project) -> dict[str, list[str]]:
    return {row[1].text: [cell.text for cell in row] for row in tables.build(project, "matrix").rows}


def test_excerpts_and_documents_are_those_of_a_plain_count(study: Project) -> None:
    excerpts: defaultdict[tuple[str, str], int] = defaultdict(int)
    documents: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for number, kind, document, _start, _end in study.connection.execute(PASSAGES):
        kind = KINDS.get(kind, kind)
        excerpts[number, kind] += 1
        documents[number, kind].add(document)
    assert sum(excerpts.values()) > 100
    for number, row in cells(study).items():
        said = row[8]
        closed = study.connection.execute(
            "SELECT count(*) FROM survey_item i JOIN survey_item_question q ON q.item_id = i.id"
            " JOIN question ON question.id = q.question_id WHERE question.number = ?"
            " AND i.kind IN ('closed', 'multiple')"
            " AND EXISTS (SELECT 1 FROM answer a WHERE a.item_id = i.id)",
            [number],
        ).fetchone()[0]
        wanted = [
            (r"\d+ informants? \((\d+) excerpts?\)", excerpts[number, "interview"]),
            (r"\d+ documents? \((\d+) excerpts?\)", excerpts[number, "document"]),
            (r"questions? of (?:a survey|surveys) \((\d+) excerpt", excerpts[number, "survey"]),
            (r"observations? \((\d+) excerpt", excerpts[number, "observation"]),
        ]
        for pattern, n in wanted:
            found = re.search(pattern, said)
            assert (int(found[1]) if found else 0) == n, (number, pattern)
        cited = re.search(r"(\d+) documents? ", said)
        assert (int(cited[1]) if cited else 0) >= len(documents[number, "document"])
        asked = re.search(r"(\d+) questions? of", said)
        assert (int(asked[1]) if asked else 0) >= closed
        assert (said == "nothing yet") == (not closed and not any(n for _pattern, n in wanted))


def test_informants_are_those_who_may_have_spoken(study: Project) -> None:
    one_voice, notes = matrix_found.found_by_question(study)
    assert any("group interview counts as one voice" in note for note in notes)
    change_rules(study, group=SEVERAL_VOICES)
    found, _notes = matrix_found.found_by_question(study)
    study.undo()
    shares = Tally(study).complete().shares(study.codes.all())
    assert {name: one.voices for name, one in found.items()} == {
        name: share.spoke + share.unasked for name, share in shares.items()
    }
    assert all(one_voice[name].voices <= one.voices for name, one in found.items())


def test_blind_coding_hides_the_others(study: Project) -> None:
    whole = cells(study)
    study.see_only([])
    try:
        assert not any("excerpt" in row[8] for row in cells(study).values())
    finally:
        study.see_only(None)
    assert cells(study) == whole


def test_findings_stand_under_their_question(study: Project) -> None:
    question = study.matrix.questions()[4]
    coder = study.coders.all()[0].id
    at = "2026-01-01T00:00:00+00:00"
    before = len(study.evidence.findings.where("question_id", question.id))
    with study.step("x"):
        for place, grade in ((100, "3"), (101, "")):
            study.evidence.findings.add(
                Finding(f"x{place}", question.id, f"So {place}.", grade, "", coder, place, at, at)
            )
    said = cells(study)[question.number][7].split("\n")
    assert said[before:] == [f"F5.{before + 1} So 100. [3]", f"F5.{before + 2} So 101."]
    study.undo()


def test_planned_sources_are_compared_with_what_was_found(study: Project) -> None:
    texts = ["Entrevistas con equipos", "Informes anuales", "Encuesta", "Site visits", "KII", "Nothing known"]
    assert [matrix_found.planned_kinds(study, [text]) for text in texts] == [
        ["interviews"], ["documents"], ["surveys"], ["observation"], ["interviews"], [],
    ]  # fmt: skip
    compared = [row[9] for row in cells(study).values()]
    assert any("planned and found: interviews" in text for text in compared)


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_office_opens_it(study: Project, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"matrix.{suffix}"
    table = tables.build(study, "matrix")
    tables.write(study, [table, tables.build(study, "matrix-blanks")], path)
    if suffix == "docx":
        document = docx.Document(str(path))
        rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
        assert any(one.page_width > one.page_height for one in document.sections)
        widths = [int(one.get(one.nsmap["w"].join("{}") + "w")) for one in document.tables[0]._tbl.tblGrid]
        assert sum(widths) <= 14_010, "what a page on its side holds"
    else:
        sheet = openpyxl.load_workbook(path).worksheets[1]
        rows = [["" if v is None else str(v) for v in row] for row in sheet.values][: len(table.rows) + 1]
    assert rows[1:] == [[cell.text for cell in row] for row in table.rows]
    if office.opens(f".{suffix}"):
        subprocess.run(
            [str(office.PROGRAM), "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
            check=True, capture_output=True, timeout=120,
            env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        )  # fmt: skip
        assert (tmp_path / "matrix.pdf").stat().st_size > 10_000
