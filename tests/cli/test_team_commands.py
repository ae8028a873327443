"""What a team does from the command line: packages, rounds, drift, again, the annex."""

from pathlib import Path
from shutil import copyfile

import pytest
from cli_runs import Run

from qualcoder_cg.services import sample


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.qcg"
    sample.build_sample(path).close()
    return path


@pytest.fixture
def study(made: Path, tmp_path: Path) -> Path:
    return Path(copyfile(made, tmp_path / "study.qcg"))


def test_a_package_is_handed_out_and_opens_as_its_coders(study: Path, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "ana.qcg"
    chosen = ("--share", "0.2", "--by", "type", "--seed", "7", "--blind", "--round", "Double-coding")
    told = run("package", study, target, "--coder", "AL", *chosen, "--lead", "Marta R.", "--json").json()
    assert told["coder"] == "Ana L." and told["blind"] and told["seed"] == 7
    assert told["codebook_version"] == 2
    held = [one["code"] for one in run("documents", target, "--json").json()]
    assert held == told["documents"] and len(held) >= 2
    assert {one["coder"] for one in run("codings", target, "--json").json()} <= {"Ana L."}
    assert [one["name"] for one in run("coders", target, "--json").json()] == ["Ana L."]
    table = tmp_path / "codings.csv"
    table.write_text(f"document,start,end,code\n{held[0]},40,60,Q1\n", encoding="utf-8")
    assert run("code", target, "--from", table).code == 0
    assert run("log", target, "--json").json()[0]["who"] == "Ana L."
    assert run("check", target).code == 0
    there = run("package", study, target, "--coder", "AL", "--documents", "INT-01")
    assert there.code == 1 and "already there" in there.err


def test_the_documents_of_a_round_are_handed_out(study: Path, run: Run, tmp_path: Path) -> None:
    run("rounds", study, "--start", "Third", "--document", "INT-02", "--document", "INT-05", "--with", "AL")
    told = run("package", study, tmp_path / "ana.qcg", "--coder", "AL", "--round", "Third", "--json").json()
    assert told["documents"] == ["INT-02", "INT-05"]
    rounds = {one["name"]: one for one in run("rounds", study, "--json").json()}
    assert rounds["Third"]["documents"] == ["INT-02", "INT-05"]


def test_who_codes_again_gets_an_empty_package(study: Path, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "again.qcg"
    chosen = ("--documents", "INT-01", "--blind", "--again")
    told = run("package", study, target, "--coder", "Ana L.", *chosen, "--json").json()
    assert told["coder"] == "Ana L. (2)" and told["documents"] == ["INT-01"]
    assert run("codings", target, "--json").json() == []
    assert run("again", study, "Ana L.", "--draws", "0", "--json").json()["figures"] == []
    run("merge", study, target)
    found = run("again", study, "Ana L.", "--draws", "0", "--json").json()
    assert found["figures"] and found["to_code_again"] == []


def test_rounds_are_started_closed_and_compared(study: Path, run: Run) -> None:
    before = {one["name"]: one for one in run("rounds", study, "--json").json()}
    assert before["Calibration"]["closed"] and not before["Double-coding"]["closed"]
    assert before["Calibration"]["documents"] == ["INT-01", "INT-07"]
    assert run("rounds", study, "--close", "Double-coding").code == 0
    lines = run("rounds", study, "--compare", "--json").json()
    assert [one["round"] for one in lines[0]["rounds"]] == ["Calibration", "Double-coding"]
    assert len(lines) == 6 and all(one["value"] is not None for one in lines[0]["rounds"])
    start = ("--start", "Drift", "--kind", "drift", "--document", "INT-09", "--with", "AL", "--with", "MR")
    found = run("rounds", study, *start, "--json").json()
    assert found[-1]["coders"] == ["Ana L.", "Marta R."] and found[-1]["documents"] == ["INT-09"]
    assert len(run("rounds", study, "--remove", "Drift", "--json").json()) == 2
    assert "Calibration" in run("rounds", study).text
    assert run("rounds", study, "--close", "Nine").code == 1


def test_drift_is_listed_by_date(study: Path, run: Run) -> None:
    found = run("drift", study, "--window", "2", "--draws", "100", "--json").json()
    assert [one["documents"] for one in found["points"]] == [
        ["INT-01", "INT-07"],
        ["INT-03", "GRP-01", "INT-06"],
    ]
    assert found["points"][0]["from"] == "2022-03-07" and found["to_double_code"] == ["INT-09"]
    assert "2022-03-07" in run("drift", study, "--draws", "0").text


def test_a_role_is_changed_and_a_lead_stays(study: Path, run: Run) -> None:
    roles = {one["name"]: one["role"] for one in run("coders", study, "--json").json()}
    assert roles == {"Marta R.": "lead", "Ana L.": "coder"}
    refused = run("change-coder", study, "Marta R.", "--role", "coder")
    assert refused.code == 1 and "only lead" in refused.err
    assert run("change-coder", study, "Ana L.", "--role", "lead").code == 0
    assert "AL" in run("coders", study).text and "lead" in run("coders", study).text


def test_a_code_is_taken_in(study: Path, run: Run) -> None:
    assert run("add-code", study, "Her own", "--coder", "Ana L.").code == 0
    assert run("take-in", study, "Her own", "--coder", "Marta R.").code == 0
    assert run("log", study, "--json", "--limit", "1").json()[0]["what"].endswith("team: Her own")
    again = run("take-in", study, "Her own")
    assert again.code == 0 and "already" in again.err


def test_the_annex_is_a_report_of_its_own(study: Path, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "annex.md"
    assert run("report", "consistency", study, target, "--json").json()["file"] == str(target)
    assert "5 of 8 interviews" in target.read_text(encoding="utf-8")
    assert run("report", "consistency", study, tmp_path / "a.odt").code == 1
    assert run("report", "nothing", study, target).code == 1
    for name in ("agreement", "disagreements", "decisions", "codebook-versions", "rounds"):
        table = tmp_path / f"{name}.csv"
        assert run("tables", study, name, "--to", table).code == 0
        assert len(table.read_text(encoding="utf-8").splitlines()) > 2, name


def test_whoever_is_new_receives_a_package_too(study: Path, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "eva.qcg"
    ran = run("package", study, target, "--coder", "Eva Nueva", "--documents", "INT-01, INT-02", "--blind")
    assert ran.code == 0 and "Eva Nueva is new in the study" in ran.err and "2 documents" in ran.err
    assert [one["name"] for one in run("coders", target, "--json").json()] == ["Eva Nueva"]
    assert {one["name"]: one["role"] for one in run("coders", study, "--json").json()}["Eva Nueva"] == "coder"
    wrong = run("package", study, tmp_path / "x.qcg", "--coder", "Eva Nueva", "--documents", "INT-01,INT-77")
    assert wrong.code == 1 and "INT-77" in wrong.err
