"""Whatever is in a file: figures, or one sentence; where there is no value it is said in words."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from cli_runs import Run

from qualcoder_cg import agreement

KEYS = ["coefficient", "level", "code", "n", "value", "low", "high", "note"]
ON_UNITS = [one.key for one in agreement.ON_UNITS]
OF_CHANCE = [one.key for one in agreement.ON_UNITS if one.by_chance]
MEANS = [one.key for one in agreement.OVER_PAIRS]
OF_TWO = [one.key for one in agreement.ON_UNITS if one.two_only]


def _results(folder: Path, run: Run, text: str, *arguments: object, option: str = "--ratings") -> Any:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    found = run("agreement", option, path, "--draws", 50, "--json", *arguments).json()
    assert all(list(one) == KEYS for one in found["results"])
    return found


UNDEFINED = {
    "no unit": "A,B\n,\n,\n",
    "one unit": "A,B\n0,1\n,\n",
    "no unit that both rated": "A,B\n1,\n,0\n0,\n",
    "all the same": "A,B\n1,1\n1,1\n1,1\n",
    "a third who rated nothing": "A,B,C\n1,1,\n0,1,\n1,,\n",
    "three who never meet": "A,B,C\n1,,\n,0,\n,,1\n",
}


@pytest.mark.parametrize("key", [*ON_UNITS, *MEANS])
@pytest.mark.parametrize("case", UNDEFINED)
def test_no_value_is_a_sentence(tmp_path: Path, run: Run, key: str, case: str) -> None:
    found = _results(tmp_path, run, UNDEFINED[case], "--coefficient", key)["results"]
    assert found
    for one in found:
        if one["value"] is None:
            assert (one["low"], one["high"]) == (None, None)
            assert one["note"].startswith(("Not ", "No variation"))
        elif case == "all the same":
            assert key not in OF_CHANCE
            assert "tells nothing of agreement" in one["note"]
        else:
            assert case == "a third who rated nothing"
            assert -1 <= one["value"] <= 1


@pytest.mark.parametrize("text", ["A\nx\ny\n", "unit,A\n1,x\n2,y\n", "A,B\n", "", "\n\n", "A;B\n"])
def test_one_coder_or_no_rows_is_refused_in_a_sentence(tmp_path: Path, run: Run, text: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    for option in ("--ratings", "--counts", "--continuum"):
        ran = run("agreement", option, path)
        assert (ran.code, ran.out) == (1, b"")
        assert "table.csv" in ran.err
        assert "Traceback" not in ran.err


def test_fleiss_says_when_no_unit_has_all_coders(tmp_path: Path, run: Run) -> None:
    text = "A,B,C\n1,1,\n,0,1\n0,,0\n1,1,1\n"
    found = _results(tmp_path, run, text, "--coefficient", "fleiss")["results"]
    assert [(one["n"], one["value"], one["note"]) for one in found] == [
        (1, None, "Not computable: fewer than two units were rated by all coders.")
    ]


def test_what_is_left_out_is_said(tmp_path: Path, run: Run) -> None:
    found = _results(tmp_path, run, "A,B\n1,1\n0,1\n0,0\n1,\n,0\n")["results"]
    notes = {one["coefficient"]: one["note"] for one in found if one["level"] == "table"}
    assert notes["cohen"].endswith("Units that a coder lacks are left out.")
    assert notes["krippendorff"] == notes["percent"] == "Units with one rating are left out."
    assert notes["ac1"] == "Units with one rating count for the shares of categories alone."
    assert notes["holsti"] == "What only one of the two decided counts as a decision, not as agreement."


def test_which_generalisation_it_is_is_said(tmp_path: Path, run: Run) -> None:
    text = "A,B,C\n1,1,1\n0,1,0\n0,0,0\n1,1,\n0,0,1\n"
    found = _results(tmp_path, run, text)["results"]
    notes = {one["coefficient"]: one["note"] for one in found if one["level"] == "table"}
    assert "Conger's kappa is another figure" in notes["cohen-pairs"]
    assert notes["fleiss-unequal"] == "As Gwet generalises it; that of Fleiss and Cuzick is another figure."


def test_a_mean_tells_of_how_many_pairs_it_is(tmp_path: Path, run: Run) -> None:
    found = _results(tmp_path, run, UNDEFINED["a third who rated nothing"])["results"]
    note = next(one["note"] for one in found if one["coefficient"] == "holsti-pairs")
    assert note == "Mean of 1 of 3 pairs; the others have no value."


def test_counts_do_not_tell_who_said_what(tmp_path: Path, run: Run) -> None:
    text = "yes,no\n2,0\n1,1\n0,2\n"
    found = _results(tmp_path, run, text, option="--counts")
    assert {one["level"] for one in found["results"]} == {"table", "category"}
    assert not {one["coefficient"] for one in found["results"]} & {*OF_TWO, *MEANS}
    dice = next(one for one in found["results"] if one["coefficient"] == "dice")
    assert dice["value"] == pytest.approx(2 / 3), "on yes, though it comes first"
    asked = _results(tmp_path, run, text, "--coefficient", ",".join([*OF_TWO, *MEANS]), option="--counts")[
        "results"
    ]
    assert [one["coefficient"] for one in asked] == [*OF_TWO, *MEANS]
    assert {(one["value"], one["note"]) for one in asked} == {
        (None, "Not computable from counts: they do not tell who said what.")
    }


def test_categories_without_a_column_of_counts(tmp_path: Path, run: Run) -> None:
    found = _results(tmp_path, run, "a,b\n2,0\n1,1\n0,2\n", "--categories", "a,b,c,d", option="--counts")
    values = {one["coefficient"]: one["value"] for one in found["results"] if one["level"] == "table"}
    assert values["brennan-prediger"] == pytest.approx((2 / 3 - 1 / 4) / (3 / 4))


def test_ratings_that_look_like_counts_are_told(tmp_path: Path, run: Run) -> None:
    text = "a,b,c\n0,0,14\n0,2,12\n7,7,0\n"
    assert any("--counts" in note for note in _results(tmp_path, run, text)["notes"])
    assert not any("--counts" in note for note in _results(tmp_path, run, "a,b\n1,2\n2,1\n1,2\n")["notes"])


def _styled(dice: random.Random, rows: Sequence[Sequence[int | None]], names: Sequence[str]) -> bytes:
    """One table as somebody might have saved it."""
    separator, gap = dice.choice(",;\t|"), dice.choice(["", "NA", ".", "-", "nan", " "])
    words = [f"sí {one}" for one in range(9)] if dice.random() < 0.5 else [str(one) for one in range(9)]
    ending, decimals = dice.choice(["\n", "\r\n"]), dice.choice(["", "", ".0"])

    def cell(one: int | None) -> str:
        text = (
            gap if one is None else words[one] + (decimals if words[0] == "0" and dice.random() < 0.5 else "")
        )
        return dice.choice([text, f" {text} ", f'"{text}"'])

    lines = [["unit", *names]] if dice.random() < 0.5 else [list(names)]
    lines += [
        [*([f"u{number}"] if lines[0][0] == "unit" else []), *map(cell, row)]
        for number, row in enumerate(rows)
    ]
    lines += [[""] * dice.randint(2, 6)] * dice.randint(0, 3)
    text = ending.join(separator.join(line) for line in lines)
    return text.encode(dice.choice(["utf-8", "utf-8-sig", "cp1252", "utf-16"]))


@pytest.mark.parametrize("seed", range(30))
def test_one_table_saved_in_any_way_has_the_same_figures(tmp_path: Path, run: Run, seed: int) -> None:
    dice = random.Random(seed)
    coders = dice.randint(2, 4)
    rows = [[dice.choice([0, 1, 1, 2, None]) for _coder in range(coders)] for _unit in range(12)]
    rows[0] = [number % 3 for number in range(coders)]
    names = [f"coder {number}" for number in range(coders)]
    figures = []
    for _time in range(3):
        path = tmp_path / "table.csv"
        path.write_bytes(_styled(dice, rows, names))
        found = run("agreement", "--ratings", path, "--draws", 0, "--json").json()["results"]
        figures.append([(one["coefficient"], one["level"], one["n"], one["value"]) for one in found])
    assert figures[0] == figures[1] == figures[2]
    assert figures[0][0][3] is not None
