"""Texts are corrected and turns changed from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_runs import Ran, Run

TEXT = "E1: How did it begin?\nKII: In eight months we did more. Yes.\nE1: And then?\nKII: Yes. Thank you.\n"


@pytest.fixture
def coded(tmp_path: Path, run: Run) -> Path:
    """A study with one interview, on which one passage is coded."""
    path, source, table = tmp_path / "study.qcg", tmp_path / "KII-01.txt", tmp_path / "codings.csv"
    source.write_text(TEXT, encoding="utf-8")
    table.write_text("document,quote,code\nKII-01.txt,In eight months we did more.,Q11\n", encoding="utf-8")
    assert run("new", path, "--matrix", "closing-gaps", "--coder", "Marta R.").code == 0
    assert run("import", path, source).code == 0
    assert run("code", path, "--from", table).code == 0
    return path


@pytest.fixture
def edit(coded: Path, run: Run) -> Callable[..., Ran]:
    """Runs edit-text on the interview."""
    return lambda *arguments: run("edit-text", coded, "KII-01.txt", *arguments)


def test_words_are_replaced_and_the_version_before_is_kept(
    edit: Callable[..., Ran], coded: Path, run: Run
) -> None:
    dry = edit("--replace", "eight months", "8 months", "--dry-run", "--json")
    assert json.loads(dry.out)["changed_inside"] == 1
    assert run("text", coded, "KII-01.txt").text == TEXT
    done = json.loads(edit("--replace", "eight months", "8 months", "--json").out)
    assert (done["changed"], done["version"], done["codings"], done["review"]) == (True, 1, 1, 0)
    (found,) = json.loads(run("codings", coded, "--json").out)
    assert found["text"] == "In 8 months we did more."
    (version,) = json.loads(edit("--versions", "--json").out)
    assert (version["number"], version["characters"]) == (1, len(TEXT))
    pairs = json.loads(edit("--compare", "1", "now", "--json").out)
    (changed,) = [pair for pair in pairs if pair["left"] != pair["right"]]
    assert changed["left_marks"] == [[8, 13]]
    assert edit("--compare", "1", "now").text.splitlines() == [
        "-  KII: In eight months we did more. Yes.",
        "+  KII: In 8 months we did more. Yes.",
    ]
    assert edit("--restore", "1").code == 0
    (found,) = json.loads(run("codings", coded, "--json").out)
    assert found["text"] == "In eight months we did more."


def test_a_coding_that_lost_its_words_is_reviewed_and_settled(
    edit: Callable[..., Ran], coded: Path, run: Run
) -> None:
    said = edit("--replace", "In eight months we did more.", "Quite another thing.")
    assert "1 coding to review." in said.err
    (review,) = json.loads(edit("--reviews", "--json").out)
    assert (review["before"], review["now"], review["code"]) == (
        "In eight months we did more.", "Quite another thing.", "Q11"
    )  # fmt: skip
    assert review["id"] in edit("--reviews").text
    assert edit("--settle", review["id"], "31:36").code == 0
    assert json.loads(edit("--reviews", "--json").out) == []
    (found,) = json.loads(run("codings", coded, "--json").out)
    assert (found["start"], found["end"]) == (31, 36)


def test_a_better_file_takes_the_place_of_the_text(edit: Callable[..., Ran], tmp_path: Path) -> None:
    better = tmp_path / "better.txt"
    better.write_text(TEXT.replace("Yes", "Sí"), encoding="utf-8")
    done = json.loads(edit("--from", better, "--json").out)
    assert (done["kept"], done["review"]) == (1, 0)
    assert "nothing was changed" in edit("--from", better).err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--replace", "Yes", "No"], "“Yes” occurs 2 times"),
        (["--replace", "nowhere", "No"], "“nowhere” does not occur"),
        (["--restore", "4"], "There is no version 4"),
        (["--compare", "now", "first"], "first is not the number"),
        (["--settle", "x", "keep"], "There is no review x"),
        (["--versions", "--reviews"], "Say one thing to do"),
        ([], "Say one thing to do"),
        (["--from", "gone.txt"], "gone.txt"),
    ],
)
def test_what_cannot_be_done_is_said(edit: Callable[..., Ran], arguments: list[str], message: str) -> None:
    ran = edit(*arguments)
    assert ran.code == 1
    assert message in ran.err


def test_all_places_are_replaced_when_asked(edit: Callable[..., Ran], coded: Path, run: Run) -> None:
    assert edit("--replace", "Yes", "No", "--all").code == 0
    assert "Yes" not in run("text", coded, "KII-01.txt").text


def test_turns_are_listed_and_changed(coded: Path, run: Run) -> None:
    place = TEXT.index("Yes.")
    ran = run(
        "turns", coded, "KII-01.txt", "--rename", "KII", "Ana", "--interviewer", "E1",
        "--split", place, "E1", "--json",
    )  # fmt: skip
    assert [(turn["speaker"], turn["role"], turn["text"]) for turn in json.loads(ran.out)] == [
        ("E1", "interviewer", "How did it begin?"),
        ("Ana", "respondent", "In eight months we did more."),
        ("E1", "interviewer", "Yes."),
        ("E1", "interviewer", "And then?"),
        ("Ana", "respondent", "Yes. Thank you."),
    ]
    joined = run("turns", coded, "KII-01.txt", "--join", place, TEXT.index("And then"))
    assert joined.text.count("\n") == 4
    assert run("turns", coded, "KII-01.txt", "--split", "here", "E1").code == 1
