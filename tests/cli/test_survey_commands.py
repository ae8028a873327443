"""The command about surveys, as a script uses it."""

import csv
from pathlib import Path

import openpyxl
import pytest
from cli_runs import Run

SURVEY = (
    "Code;Type;Useful;Heard by;Why\n"
    'A1;Public;High;Radio, Union;"It was clear, and short enough"\n'
    "A2;Public;Low;Union;Nobody came to our village at all\n"
    "A3;Private;Does not know;Radio;\n"
    "A4;Private;High;Radio, Press;We learned what to ask for\n"
)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_text(SURVEY, encoding="utf-8")
    return path


@pytest.fixture
def surveyed(study: Path, answers: Path, run: Run) -> Path:
    """The study with the survey in it."""
    ran = run("surveys", study, "--from", answers, "--name", "Training", "--map", "Why=Q11,Q3")
    assert (ran.code, ran.text) == (0, "SUR-01  Why\n"), ran.err
    assert ran.err == "Survey Training: 4 respondents imported.\n"
    return study


def test_a_dry_run_prints_the_plan_and_changes_nothing(study: Path, answers: Path, run: Run) -> None:
    ran = run("surveys", study, "--from", answers, "--dry-run")
    assert ran.code == 0
    kinds = {line.split("  ")[0]: line.split()[1] for line in ran.text.splitlines()}
    assert kinds["Code"] == "id" and "Low; High" in ran.text
    plan = run("surveys", study, "--from", answers, "--dry-run", "--map", "why=Q3", "--json").json()
    assert plan["rows"] == 4
    assert {one["heading"]: one["kind"] for one in plan["columns"]} == {
        "Code": "id", "Type": "attribute", "Useful": "closed", "Heard by": "multiple", "Why": "open"
    }  # fmt: skip
    assert plan["columns"][-1]["questions"] == ["Q3"]
    assert run("surveys", study, "--json").json() == []


def test_the_plan_can_be_corrected(study: Path, answers: Path, run: Run) -> None:
    ran = run(
        "surveys", study, "--from", answers, "--dry-run", "--json", "--id", "type", "--ignore", "Code",
        "--open", "Useful", "--closed", "Why", "--multiple", "Heard by=|",
    )  # fmt: skip
    plan = {one["heading"]: one for one in ran.json()["columns"]}
    assert {heading: one["kind"] for heading, one in plan.items()} == {
        "Code": "ignored", "Type": "id", "Useful": "open", "Heard by": "multiple", "Why": "closed"
    }  # fmt: skip
    assert plan["Heard by"]["separator"] == "|"


def test_surveys_are_listed_with_their_questions(surveyed: Path, run: Run) -> None:
    (survey,) = run("surveys", surveyed, "--json").json()
    assert (survey["name"], survey["sent"], survey["answered"], survey["respondents"]) == (
        "Training",
        None,
        4,
        4,
    )
    items = {item["heading"]: item for item in survey["items"]}
    assert (items["Why"]["questions"], items["Why"]["document"]) == (["Q3", "Q11"], "SUR-01")
    assert (items["Why"]["answers"], items["Why"]["blank"]) == (3, 1)
    assert items["Useful"]["categories"] == ["Low", "High"]
    listed = run("surveys", surveyed).text
    assert listed.startswith("Training  4 of –\n") and "Q3, Q11" in listed


def test_the_answers_are_a_document_that_can_be_coded(surveyed: Path, run: Run) -> None:
    assert "A2: Nobody came to our village at all" in run("text", surveyed, "SUR-01").text
    document = next(d for d in run("documents", surveyed, "--json").json() if d["code"] == "SUR-01")
    assert [turn["speaker"] for turn in document["turns"]] == ["A1", "A2", "A4"]


def test_frequencies_by_group(surveyed: Path, run: Run) -> None:
    (found,) = run("surveys", surveyed, "--frequencies", "Useful", "--by", "Type", "--json").json()
    assert found["groups"] == {"Private (n = 2)": 2, "Public (n = 2)": 2}
    assert [(one["category"], one["n"], one["missing"]) for one in found["categories"]] == [
        ("Low", 1, False), ("High", 2, False), ("Does not know", 1, True), ("No response (blank)", 0, True)
    ]  # fmt: skip
    assert found["categories"][1]["by_group"] == {"Private (n = 2)": 1, "Public (n = 2)": 1}
    (heard,) = run("surveys", surveyed, "--frequencies", "Heard by", "--json").json()
    assert heard["multiple"] and {one["category"]: one["n"] for one in heard["categories"]}["Radio"] == 3
    ran = run("surveys", surveyed, "--frequencies")
    assert ran.code == 0 and "High" in ran.text and "Heard by" in ran.err


def test_frequencies_are_written_to_files(surveyed: Path, tmp_path: Path, run: Run) -> None:
    ran = run("surveys", surveyed, "--frequencies", "Useful", "--by", "Type", "--to", tmp_path / "f.csv")
    assert (ran.code, ran.err) == (0, f"Written to {tmp_path / 'f.csv'}.\n")
    rows = list(csv.reader((tmp_path / "f.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert next(row for row in rows if row[:1] == ["High"]) == ["High", "1", "50", "1", "50", "2", "50"]
    assert run("surveys", surveyed, "--frequencies", "--to", tmp_path / "f.xlsx").code == 0
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    assert book.sheetnames == ["About", "Type", "Useful", "Heard by"]
    assert [cell.value for cell in book["Useful"][3]] == ["High", 2, 50]


def test_facts_scale_and_questions_are_set(surveyed: Path, run: Run) -> None:
    assert run("surveys", surveyed, "--facts", "sent=63", "answered=29", "reminders=2").code == 0
    assert run("surveys", surveyed, "--scale", "Useful", "High; Low", "--missing", "Does not know").code == 0
    assert run("surveys", surveyed, "--map", "Why=Q7").code == 0
    (survey,) = run("surveys", surveyed, "--json").json()
    assert (survey["sent"], survey["answered"], survey["reminders"]) == (63, 29, 2)
    items = {item["heading"]: item for item in survey["items"]}
    assert (items["Useful"]["categories"], items["Useful"]["missing"]) == (["High", "Low"], ["Does not know"])
    assert items["Why"]["questions"] == ["Q7"]


def test_a_survey_can_be_removed_and_undone(surveyed: Path, run: Run) -> None:
    assert run("surveys", surveyed, "--remove").err == "Removed, with 0 codings.\n"
    assert run("surveys", surveyed, "--json").json() == []
    assert run("undo", surveyed).code == 0
    assert len(run("surveys", surveyed, "--json").json()) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--from", "ANSWERS"], "is already in the study as the survey Training"),
        (["--from", "ANSWERS", "--open", "Colour"], "The file has no column Colour"),
        (["--from", "ANSWERS", "--map", "Why"], "“Why” lacks a value"),
        (["--from", "ANSWERS", "--map", "Why=Q99"], "no evaluation question Q99"),
        (["--from", "missing.csv"], "cannot be read"),
        (["--frequencies", "Why"], "no answers that can be counted"),
        (["--frequencies", "Colour"], "has no column Colour"),
        (["--facts", "sent"], "lacks a value"),
        (["--facts", "sent=1"], "4 cannot have answered of 1"),
        (["--remove", "--survey", "Other"], "There is no survey Other"),
    ],
)
def test_what_cannot_be_done_is_said(
    surveyed: Path, answers: Path, run: Run, arguments: list[str], told: str
) -> None:
    ran = run("surveys", surveyed, *[str(answers) if word == "ANSWERS" else word for word in arguments])
    assert (ran.code, ran.out) == (1, b"")
    assert told in ran.err


def test_an_unsure_encoding_is_shown_and_chosen(study: Path, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("id;why\n1;Verl\u00cc_sslich\n2;none of it\n".encode("latin-1"))
    ran = run("surveys", study, "--from", path)
    assert ran.code == 1
    assert "cp1252: VerlÌ_sslich" in ran.err and "may be in any of these encodings" in ran.err
    ran = run("surveys", study, "--from", path, "--encoding", "cp1252", "--open", "why")
    assert ran.code == 0, ran.err
    assert "R1: VerlÌ_sslich" in run("text", study, "SUR-01").text
