"""Auto-coding from the command line: looked at, done, listed, confirmed, rejected."""

from pathlib import Path

import pytest
from cli_runs import Run

from qualcoder_cg.services import withheld
from qualcoder_cg.services.studies import open_project

TEXT = """E1: What changed for domestic workers, and what about affiliation?
KII-01: The affiliation to social security grew, and affiliation of domestic workers lasted for years.
E1: And after that?
KII-01: Nothing at all happened to us, we only waited for the bus to come along the road.
"""


@pytest.fixture
def coded(tmp_path: Path, run: Run) -> Path:
    """A study in which keywords speak for one answer, and nothing is blind."""
    path, source = tmp_path / "study.qcg", tmp_path / "KII-02.txt"
    source.write_text(TEXT, encoding="utf-8")
    assert run("new", path, "--matrix", "closing-gaps", "--coder", "Marta R.").code == 0
    assert run("import", path, source, "--language", "en").code == 0
    assert run("add-code", path, "Affiliation").code == 0
    keywords = "en=affiliation; social security"
    assert run("describe-code", path, "Affiliation", "--keywords", keywords).code == 0
    project = open_project(path, coder="Marta R.")
    withheld.change_every(project, 0)
    project.close()
    return path


def dry(run: Run, study: Path, *more: object) -> dict:
    found = run("auto-code", study, "--suggester", "keywords", "--threshold", "0.3", "--code", "Affiliation",
                "--dry-run", "--json", *more)  # fmt: skip
    return found.json()


def test_a_look_changes_nothing(run: Run, coded: Path) -> None:
    found = dry(run, coded)
    (passage,) = found["passages"]
    assert passage["code"] == "Affiliation" and passage["text"].startswith("The affiliation to social")
    assert (found["coded"], found["decided"]) == (0, 0)
    assert run("confirm", coded, "--json").json() == []
    assert dry(run, coded, "--document", "KII-02.txt")["passages"] == [passage]


def test_coded_listed_confirmed(run: Run, coded: Path) -> None:
    ran = run("auto-code", coded, "--suggester", "Keywords", "--threshold", "0.3", "--code", "Affiliation",
              "--name", "First")  # fmt: skip
    assert ran.code == 0 and "1 passage coded; it waits to be confirmed." in ran.err
    assert run("query", coded, "--json").json()["counts"]["excerpts"] == 0
    (waits,) = run("confirm", coded, "--json").json()
    assert (waits["batch"], waits["suggester"], waits["code"]) == ("First", "keywords", "Affiliation")
    assert "1 coding waits." in run("confirm", coded).err
    (listed,) = run("codings", coded, "--json").json()
    assert (listed["id"], listed["origin"]) == (waits["id"], "suggested")
    assert "1 coding confirmed." in run("confirm", coded, waits["id"]).err
    assert run("query", coded, "--json").json()["counts"]["excerpts"] == 1
    assert dry(run, coded)["right"] == 1
    assert "Confirm codings of Affiliation (1)" in run("log", coded).text
    assert run("undo", coded).code == 0
    assert len(run("confirm", coded, "--json").json()) == 1


def test_rejected_it_does_not_come_back(run: Run, coded: Path) -> None:
    asked = ("auto-code", coded, "--suggester", "keywords", "--threshold", "0.3", "--code", "Affiliation")
    assert run(*asked, "--json").json()["coded"] == 1
    assert run("confirm", coded, "--batch", "keywords ≥ 0.3", "--reject", "--json").json() == {"rejected": 1}
    assert run(*asked, "--json").json()["passages"] == []


def test_what_is_not_there_is_said(run: Run, coded: Path) -> None:
    assert (
        "There is no suggester nobody"
        in run("auto-code", coded, "--suggester", "nobody", "--threshold", "0.3").err
    )
    assert (
        "cannot be a threshold"
        in run("auto-code", coded, "--suggester", "all", "--threshold", "3", "--dry-run").err
    )
    assert "is no coding that waits" in run("confirm", coded, "abc").err
    assert run("confirm", coded, "--all", "--json").json() == {"confirmed": 0}
