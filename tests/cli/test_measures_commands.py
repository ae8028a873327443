"""The commands that tell how good the suggestions are, and set how many passages are blind."""

from pathlib import Path

import pytest
from cli_runs import Run

from qualcoder_cg.domain.suggestions import ACCEPTED, CORRECTED, REJECTED, SKIPPED
from qualcoder_cg.services import withheld

FIRST, SECOND = (9, 20), (30, 60)


def _decide(run: Run, study: Path, verdict: str, place: tuple[int, int], code: str, *more: str) -> None:
    ran = run(
        "decide", study, verdict, "--document", "KII-01.txt", "--start", place[0], "--end", place[1],
        "--code", code, *more,
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")


def test_a_study_without_decisions_says_so(study: Path, run: Run) -> None:
    ran = run("measures", study)
    assert (ran.code, ran.text) == (0, "Nothing was decided on suggestions yet.\n")
    found = run("measures", study, "--json").json()
    assert found["accepted"] == {"hits": 0, "of": 0, "low": 0.0, "high": 1.0, "tells": False}
    assert (found["last"], found["by_code"], found["accepted_curve"]) == (200, [], [])


def test_measures_of_decisions(study: Path, run: Run) -> None:
    _decide(run, study, ACCEPTED, FIRST, "Q1")
    _decide(run, study, REJECTED, SECOND, "Q1")
    _decide(run, study, CORRECTED, SECOND, "Q2", "--chosen", "Q3")
    _decide(run, study, SKIPPED, SECOND, "Q4")
    found = run("measures", study, "--json").json()
    assert (found["accepted"]["hits"], found["accepted"]["of"], found["skipped"]) == (1, 3, 1)
    assert (found["accepted"]["low"], found["accepted"]["high"]) == (0.0615, 0.7923)
    by_code = {one["code"]: (one["hits"], one["of"]) for one in found["by_code"]}
    assert by_code == {"Q1": (1, 2), "Q2": (0, 1)}
    rejected = {one["code"]: (one["hits"], one["of"], one["instead"]) for one in found["rejected"]}
    assert rejected == {"Q1": (1, 2, None), "Q2": (1, 1, "Q3")}
    assert found["reliability"] == {"held_out": 0, "error": 0.0, "trusted": False, "bins": []}
    shown = run("measures", study).text
    assert "too few to tell (3)" in shown and "1 suggestion was put off" in shown
    run("undo", study)
    run("undo", study)
    assert run("measures", study, "--json").json()["accepted"]["of"] == 2
    assert run("measures", study, "--last", 1, "--json").json()["accepted"]["of"] == 1


def test_only_one_coder_is_measured(study: Path, run: Run) -> None:
    _decide(run, study, ACCEPTED, FIRST, "Q1", "--coder", "Marta R.")
    _decide(run, study, REJECTED, SECOND, "Q1", "--coder", "Luis P.")
    found = run("measures", study, "--only-coder", "Luis P.", "--json").json()["accepted"]
    assert (found["hits"], found["of"]) == (0, 1)


def test_the_share_of_blind_passages(study: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(withheld, "EVERY", 10)
    assert run("withhold", study).text == "1/10\n"
    assert run("withhold", study, "--share", "1/5").text == "1/5\n"
    assert run("withhold", study, "--json").json() == {"every": 5}
    assert run("measures", study, "--json").json()["blind_one_in"] == 5
    assert run("withhold", study, "--share", "0").text == "0\n"
    run("undo", study)
    assert run("withhold", study).text == "1/5\n"


@pytest.mark.parametrize("share", ["1/1", "1/0", "half", "10", "-1"])
def test_what_is_no_share_is_refused(study: Path, run: Run, share: str) -> None:
    before = run("withhold", study).text
    ran = run("withhold", study, f"--share={share}")
    assert ran.code == 1 and "share of blind passages" in ran.err
    assert run("withhold", study).text == before


def test_suggestions_as_a_coder_sees_them(study: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    real = run("suggest", study, "--json").json()
    assert run("suggest", study, "--as-shown", "--json").json() == real, "nothing is blind here"
    monkeypatch.setattr(withheld, "split", lambda _project, _id, all_of_them: ([], all_of_them))
    assert run("suggest", study, "--as-shown", "--json").json() == []
    assert run("suggest", study, "--json").json() == real
