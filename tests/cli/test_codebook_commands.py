"""The commands that change the codebook as a whole."""

from pathlib import Path
from typing import Any

import pytest
from cli_runs import STORED, Run


@pytest.fixture
def codes(study: Path, run: Run, tmp_path: Path) -> None:
    """Fear and Pay under question 11, one passage under Fear and under Q14."""
    for name in ("Fear", "Pay"):
        assert run("add-code", study, name, "--under", "Q11").code == 0
    start = STORED.index("muy")
    rows = [f"KII-01.txt,{start},{start + 8},{code}" for code in ("Fear", "Q14")]
    (tmp_path / "codings.csv").write_text("\n".join(["document,start,end,code", *rows]), encoding="utf-8")
    assert run("code", study, "--from", tmp_path / "codings.csv").code == 0


def _found(run: Run, study: Path) -> dict[str, dict[str, Any]]:
    return {code["name"]: code for code in run("codes", study, "--json").json()}


def test_codes_are_counted(study: Path, run: Run, codes: None) -> None:
    fear, question = _found(run, study)["Fear"], _found(run, study)["Q11"]
    assert (fear["excerpts"], fear["informants"]) == (1, 0) and "asked" not in fear
    counts = ("excerpts", "informants", "interviewed", "asked", "spoke", "silent", "unasked")
    assert [question[name] for name in counts] == [0] * 7
    assert "1 excerpt " in run("codes", study).text and "0 of 0 asked" in run("codes", study).text


def test_codes_are_renamed_coloured_and_noted(study: Path, run: Run, codes: None) -> None:
    assert run("rename-code", study, "Q11", "Who joined").code == 0
    assert run("rename-code", study, "Fear", "Worry").code == 0
    assert run("colour-code", study, "Worry", "Pay", "--colour", "plum").code == 0
    assert run("describe-code", study, "Worry", "--memo", "Ask again.").code == 0
    found = _found(run, study)
    assert found["Q11"]["short"] == "Who joined"
    assert (found["Worry"]["colour"], found["Pay"]["colour"]) == ("#68216d", "#68216d")
    assert found["Worry"]["memo"] == "Ask again."


def test_codes_move_and_are_sorted(study: Path, run: Run, codes: None) -> None:
    def order() -> list[str]:
        return [name for name in _found(run, study) if name in ("Fear", "Pay")]

    assert run("move-code", study, "Pay", "--place", 1).code == 0
    assert order() == ["Pay", "Fear"]
    assert run("sort-codes", study).code == 0
    assert order() == ["Fear", "Pay"]
    moved = run("move-code", study, "Fear", "--under", "Q14")
    assert (moved.code, moved.err) == (0, "Moved, with 1 coding.\n")
    assert _found(run, study)["Fear"]["questions"] == ["Q14"]
    assert run("move-code", study, "Fear", "--themes").code == 0
    assert _found(run, study)["Fear"]["kind"] == "theme"
    assert run("move-code", study, "Fear", "--alone").code == 0
    assert _found(run, study)["Fear"]["parent"] is None
    for _time in range(4):
        assert run("undo", study).code == 0
    assert order() == ["Pay", "Fear"]


def test_codes_are_merged_split_duplicated_and_deleted(study: Path, run: Run, codes: None) -> None:
    merged = run("merge-codes", study, "Fear", "--into", "Pay")
    assert (merged.code, merged.err) == (0, "Merged: 1 coding moved.\n")
    split = run("split-code", study, "Pay", "Part", "--containing", "MUY").json()
    assert (split["name"], split["codings"]) == ("Part", 1)
    assert _found(run, study)["Part"]["parent"] == _found(run, study)["Pay"]["id"]
    assert run("duplicate-code", study, "Part", "--name", "Copy").json()["name"] == "Copy"
    deleted = run("delete-code", study, "Pay", "Copy")
    assert (deleted.code, deleted.err) == (0, "Deleted, with 1 coding.\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["move-code", "STUDY", "Q1", "--alone"], "keeps its place"),
        (["move-code", "STUDY", "Fear", "--alone", "--themes"], "one place only"),
        (["move-code", "STUDY", "Fear", "--under", "Fear"], "under itself"),
        (["merge-codes", "STUDY", "Fear", "--into", "Fear"], "no other code"),
        (["split-code", "STUDY", "Fear", "New", "--containing", "nothing"], "None of these codings"),
        (["rename-code", "STUDY", "Fear", "Pay"], "already in the study"),
        (["colour-code", "STUDY", "Fear", "--colour", "mud"], "not a colour"),
        (["delete-code", "STUDY", "Fear", "Q1"], "cannot be deleted"),
    ],
)
def test_what_cannot_be_done_is_said(
    study: Path, run: Run, codes: None, arguments: list[str], message: str
) -> None:
    ran = run(*[study if one == "STUDY" else one for one in arguments])
    assert ran.code == 1 and message in ran.err
