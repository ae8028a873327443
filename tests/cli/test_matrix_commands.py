"""The matrix from the command line: shown, brought in, changed, given back filled."""

import csv
import io
from pathlib import Path

import docx
import openpyxl
import pytest
from cli_runs import Run

TABLE = (
    "Criterion;Evaluation question;Sub-questions;Indicators;Sources;Methods\n"
    "Relevance;1. Was it needed?;\"a) By whom?\n b) When?\";Needs named;Interviews;Review\n"
    ";2. Was it wanted?;;;Reports;\n"
    "Impact;3. What changed?;;Changes told;Survey;Counts\n"
)  # fmt: skip


@pytest.fixture
def fresh(tmp_path: Path, run: Run) -> Path:
    path = tmp_path / "fresh.qcg"
    assert run("new", path, "--coder", "Marta R.").code == 0
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "matrix.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_table_is_looked_at_and_brought_in(fresh: Path, table: Path, run: Run) -> None:
    (listed,) = run("import-matrix", fresh, table, "--list", "--json").json()
    assert (listed["rows"], listed["columns"], listed["chosen"]) == (4, 6, True)
    assert "Criterion | Evaluation question" in run("import-matrix", fresh, table, "--list").text
    seen = run("import-matrix", fresh, table, "--dry-run", "--json").json()
    assert seen["counts"]["questions"] == 3 and seen["criteria"] == {"Relevance": 2, "Impact": 1}
    assert seen["counts"]["sub_questions"] == 2 and seen["columns"][2] == "sub_question"
    assert run("matrix", fresh, "--json").json() == []
    assert "3 new questions" in run("import-matrix", fresh, table).err
    matrix = run("matrix", fresh, "--json").json()
    assert [len(one["questions"]) for one in matrix] == [2, 1]
    assert [part["text"] for part in matrix[0]["questions"][0]["sub_questions"]] == ["By whom?", "When?"]
    assert "3 as they are" in run("import-matrix", fresh, table).err
    blank = run("matrix", fresh, "--blank", "--json").json()
    assert blank[1] == {
        "question": "Q2", "sub_question": None, "missing": ["judgement", "indicator", "method"],
    }  # fmt: skip
    assert "3 questions have blank cells." in run("matrix", fresh, "--blank").err
    assert run("undo", fresh).code == 0 and run("matrix", fresh, "--json").json() == []


def test_columns_may_be_said(fresh: Path, table: Path, run: Run) -> None:
    columns = "criterion, question, -, -, methods, sources"
    seen = run("import-matrix", fresh, table, "--columns", columns, "--dry-run", "--json").json()
    assert seen["counts"]["sub_questions"] == seen["counts"]["indicators"] == 0
    assert (seen["counts"]["methods"], seen["counts"]["sources"]) == (3, 2)
    refused = run("import-matrix", fresh, table, "--columns", "criterion, question")
    assert refused.code == 1 and "2 columns are named" in refused.err
    refused = run("import-matrix", fresh, table, "--columns", "criterion, colour, -, -, -, -")
    assert refused.code == 1 and "colour is nothing a column may hold" in refused.err
    refused = run("import-matrix", fresh, table, "--table", "7")
    assert refused.code == 1 and "There is no table 7" in refused.err
    done = run("import-matrix", fresh, table, "--decide", "2=leave", "--json")
    assert done.json()["left_out"] == 1
    assert run("import-matrix", fresh, table, "--decide", "2").code == 1


def test_a_study_begins_with_a_word_table(tmp_path: Path, run: Run) -> None:
    document = docx.Document()
    grid = document.add_table(2, 2)
    for place, text in enumerate(("Criterion", "Question", "Relevance", "Was it needed?")):
        grid.cell(place // 2, place % 2).text = text
    document.save(str(tmp_path / "matrix.docx"))
    assert "1 question" in run("new", tmp_path / "a.qcg", "--matrix", tmp_path / "matrix.docx").err


def test_the_matrix_is_changed(study: Path, run: Run) -> None:
    def question(number: str) -> dict[str, object]:
        found = run("matrix", study, "--json").json()
        return next(q for c in found for q in c["questions"] if q["number"] == number)

    assert run("set-question", study, "Q5", "sources", "Reports; Interviews").code == 0
    assert question("5")["sources"] == ["Reports", "Interviews"]
    assert run("add-question", study, "Of whom?", "--under", "5").code == 0
    assert run("set-question", study, "5 a", "indicators", "One; Two").code == 0
    assert question("5")["sub_questions"][0]["judgement"] == [{"criterion": "", "indicators": ["One", "Two"]}]  # type: ignore[index]
    assert run("set-question", study, "5 b", "text", "x").code == 1
    assert run("add-question", study, "And then?", "--criterion", "EFF").text == "Q24\n"
    assert run("move-question", study, "Q24", "--to", "REL", "--place", "1").code == 0
    assert run("matrix", study, "--json").json()[0]["questions"][0]["number"] == "24"
    assert run("move-question", study, "24", "--down").code == 0
    assert run("matrix", study, "--json").json()[0]["questions"][1]["number"] == "24"
    assert run("renumber", study, "24=1", "1=24").code == 0
    assert question("1")["text"] == "And then?"
    assert run("renumber", study, "--all", "by-criterion").code == 0
    assert question("1.2")["text"] == "And then?"
    assert run("alias", study, "1.2", "Later").code == 0
    assert run("alias", study, "later").text == "Later\n"
    assert run("set-question", study, "LATER", "short", "Then").code == 0
    assert question("1.2")["short"] == "Then"
    assert run("alias", study, "Later", "later", "--remove").code == 0
    assert run("alias", study, "Then").text == ""
    assert run("remove-question", study, "Then").code == 0
    assert run("add-criterion", study, "Coherence").text == "COH\n"
    assert run("change-criterion", study, "COH", "--name", "Coherence with others", "--up").code == 0
    assert run("alias", study, "COH", "Coherencia", "--criterion").code == 0
    assert run("change-criterion", study, "coherencia", "--remove").code == 0
    refused = run("change-criterion", study, "REL", "--remove")
    assert refused.code == 1 and "has 8 questions" in refused.err


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "csv"])
def test_it_is_given_back_filled(study: Path, run: Run, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"matrix.{suffix}"
    assert run("matrix", study, "--to", target).code == 0
    if suffix == "csv":
        rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    elif suffix == "xlsx":
        sheet = openpyxl.load_workbook(target).worksheets[1]
        rows = [["" if value is None else str(value) for value in row] for row in sheet.values][:24]
    else:
        document = docx.Document(str(target))
        assert any(one.page_width > one.page_height for one in document.sections)
        rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert len(rows) == 24 and [row[1] for row in rows[1:]] == [str(n) for n in range(1, 24)]
    assert rows[0][2] == "Question" and "none yet" in rows[1]
