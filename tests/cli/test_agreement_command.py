"""Agreement from the command line: of a study, of a plain table, of segments."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cli_runs import Run
from comparing import house

KEYS = ["coefficient", "level", "code", "n", "value", "low", "high", "note"]
FLEISS = """444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444
224445 333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333
555555"""
KRIPPENDORFF = """A,B,C,D
1,1,,1
2,2,3,2
3,3,3,3
3,3,3,3
2,2,2,2
1,2,3,4
4,4,4,4
1,1,2,1
2,2,2,2
,5,5,5
,,1,1
,3,,
"""
SEGMENTS = """coder,start,end,value
Alex,1,7,1
Alex,8,13,2
Alex,31,32,5
Alex,33,37,6
Alex,38,44,6
Alex,45,60,7
Paul,1,7,1
Paul,8,13,3
Paul,14,21,5
Paul,33,44,6
Suzan,1,7,1
Suzan,8,13,4
Suzan,14,21,5
Suzan,33,37,6
Suzan,38,41,6
Suzan,42,44,6
"""

Of = Callable[[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = house(tmp_path_factory.mktemp("house"), 3)
    project.close()
    return project.path


@pytest.fixture
def study(compared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(compared, tmp_path / "compared.qcg"))


def _write(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


def _values(found: dict[str, Any], code: str = "") -> dict[str, Any]:
    return {one["coefficient"]: one["value"] for one in found["results"] if one["code"] == code}


def test_a_study(study: Path, run: Run) -> None:
    ran = run("agreement", study, "--coders", "A,B", "--draws", 200, "--json")
    found = ran.json()
    assert all(list(one) == KEYS for one in found["results"])
    pooled, q1 = _values(found, "pooled"), _values(found, "Q1")
    assert pooled["cohen"] == pytest.approx(0.6939, abs=5e-5)
    assert q1["dice"] == pytest.approx(2 / 3)
    kappa = next(one for one in found["results"] if (one["coefficient"], one["code"]) == ("cohen", "Q1"))
    assert kappa["note"].startswith(
        "Both 3, first only 0, second only 3, neither 24; prevalence 0.70, bias 0.10."
    )
    assert _values(found, "averaged")["percent"] == pytest.approx(0.94)
    assert {one["level"] for one in found["results"]} == {"question", "pair", "document"}
    assert (found["seed"], found["draws"], found["documents"], found["blind"]) == (7, 200, 3, False)


def test_units_and_levels(study: Path, run: Run) -> None:
    arguments = ("agreement", study, "--draws", 0, "--json")
    criterion = run(*arguments, "--level", "criterion", "--documents", "D1").json()
    assert _values(criterion, "REL")["krippendorff"] == pytest.approx(0.7912, abs=5e-5)
    segments = run(*arguments, "--unit", "segment", "--overlap", "90%").json()
    assert _values(segments, "pooled")["holsti"] == pytest.approx(6 / 11)
    turns = run(*arguments, "--unit", "turn", "--coefficient", "alpha,kappa", "--codes", "Q1").json()
    assert {one["coefficient"] for one in turns["results"]} == {"krippendorff", "cohen"}
    assert _values(turns, "pooled")["cohen"] == pytest.approx(0.6154, abs=5e-5)
    one = run(*arguments, "--documents", "D2", "--level", "criterion", "--codes", "REL").json()
    assert one["documents"] == 1
    assert {one["code"] for one in one["results"]} >= {"REL", "pooled", "D2"}


def test_a_person_reads_a_table(study: Path, run: Run) -> None:
    ran = run("agreement", study, "--draws", 100)
    assert ran.code == 0
    assert "not reliable" in ran.text
    assert "mean over codes" in ran.text
    assert "seed 7" in ran.err
    assert "Used by nobody" in ran.err


def test_a_rule_is_kept_in_the_study(study: Path, run: Run) -> None:
    assert run("agreement-rule", study).text == "krippendorff\n"
    assert run("agreement-rule", study, "landis-koch").text == "landis-koch\n"
    ran = run("agreement", study, "--draws", 100)
    assert "substantial" in ran.text
    assert run("agreement-rule", study, "generous").code == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "one of them"),
        (("STUDY", "--ratings", "x.csv"), "one of them"),
        (("STUDY", "--coders", "A,Zoe"), "no coder Zoe"),
        (("STUDY", "--coders", "A"), "two coders"),
        (("STUDY", "--round", "first"), "no round first"),
        (("STUDY", "--overlap", "all"), "no share"),
        (("STUDY", "--coefficient", "omega"), "no coefficient omega"),
        (("--ratings", "nowhere.csv"), "cannot be read"),
    ],
)
def test_what_cannot_be_asked(study: Path, run: Run, arguments: tuple[str, ...], words: str) -> None:
    ran = run("agreement", *(study if one == "STUDY" else one for one in arguments))
    assert (ran.code, ran.out) == (1, b"")
    assert words in ran.err


def test_fleiss_as_a_table(tmp_path: Path, run: Run) -> None:
    rows = [",".join(subject) for subject in FLEISS.split()]
    for head in ("a,b,c,d,e,f", "1,2,3,4,5,6"):
        table = _write(tmp_path, "\n".join([head, *rows]))
        found = _values(run("agreement", "--ratings", table, "--json").json())
        assert found["fleiss"] == pytest.approx(0.4302, abs=5e-5)
        assert found["krippendorff"] == pytest.approx(0.4334, abs=5e-5)
        assert found["ac1"] == pytest.approx(0.4479, abs=5e-5)
        assert "cohen" not in found
        assert "fleiss-unequal" not in found
    bare = run("agreement", "--ratings", _write(tmp_path, "\n".join(rows)), "--json").json()
    assert _values(bare)["fleiss"] == pytest.approx(0.4302, abs=5e-5)


def test_missing_ratings(tmp_path: Path, run: Run) -> None:
    found = run("agreement", "--ratings", _write(tmp_path, KRIPPENDORFF), "--json").json()
    assert all(list(one) == KEYS for one in found["results"])
    values = _values(found)
    assert values["krippendorff"] == pytest.approx(0.7434, abs=5e-5)
    assert values["fleiss-unequal"] == pytest.approx(0.7612, abs=5e-5)
    assert values["ac1"] == pytest.approx(0.7754, abs=5e-5)
    fleiss = next(one for one in found["results"] if one["coefficient"] == "fleiss")
    assert (fleiss["n"], fleiss["note"]) == (8, "Units that a coder lacks are left out.")
    pairs = {one["code"] for one in found["results"] if one["level"] == "pair"}
    assert pairs == {"A – B", "A – C", "A – D", "B – C", "B – D", "C – D"}
    categories = {one["code"] for one in found["results"] if one["level"] == "category"}
    assert categories == set("12345")


def test_raters_who_differ_from_unit_to_unit(tmp_path: Path, run: Run) -> None:
    """Fleiss asks for equally many ratings, not for the same raters."""
    rows = ["1,1,,", "1,2,,", ",2,2,", ",1,2,", ",,1,1", ",,2,2"]
    spread = run("agreement", "--ratings", _write(tmp_path, "\n".join(["A,B,C,D", *rows])), "--json").json()
    packed = [",".join(one for one in row.split(",") if one) for row in rows]
    plain = run("agreement", "--ratings", _write(tmp_path, "\n".join(["A,B", *packed])), "--json").json()
    assert _values(spread)["fleiss"] == pytest.approx(_values(plain)["fleiss"])
    note = next(one["note"] for one in spread["results"] if one["coefficient"] == "fleiss")
    assert note == "Each unit has 2 ratings, not all by the same coders."


def test_no_variation_is_said_and_not_one(tmp_path: Path, run: Run) -> None:
    found = run("agreement", "--ratings", _write(tmp_path, "A,B\n0,0\n0,0\n0,0\n"), "--json").json()
    for one in found["results"]:
        if one["coefficient"] in ("percent", "holsti", "dice"):
            assert "one category" in one["note"]
        else:
            assert one["value"] is None
            assert one["note"].startswith("No variation")


def test_categories_that_nobody_used(tmp_path: Path, run: Run) -> None:
    table = _write(tmp_path, "A,B\nx,x\nx,y\ny,y\nx,x\n")
    two = _values(run("agreement", "--ratings", table, "--json").json())
    four = _values(run("agreement", "--ratings", table, "--categories", "w,x,y,z", "--json").json())
    assert two["brennan-prediger"] == pytest.approx(0.5)
    assert four["brennan-prediger"] == pytest.approx((0.75 - 0.25) / 0.75)
    assert two["krippendorff"] == four["krippendorff"]
    assert run("agreement", "--ratings", table, "--categories", "x").code == 1


def test_yes_is_what_positive_agreement_is_of(tmp_path: Path, run: Run) -> None:
    table = _write(tmp_path, "A,B\nsí,sí\nzzz,sí\nzzz,zzz\nzzz,zzz\n")
    found = run("agreement", "--ratings", table, "--draws", 0, "--json").json()
    assert _values(found)["dice"] == pytest.approx(2 / 3)
    kappa = next(one for one in found["results"] if one["coefficient"] == "cohen")
    assert kappa["note"] == ("Both 1, first only 0, second only 1, neither 2; prevalence 0.25, bias 0.25.")
    assert _values(found, "zzz")["dice"] == pytest.approx(4 / 5)


def test_the_same_seed_gives_the_same_interval(tmp_path: Path, run: Run) -> None:
    table = _write(tmp_path, KRIPPENDORFF)
    first = run("agreement", "--ratings", table, "--seed", 3, "--json").json()
    assert first == run("agreement", "--ratings", table, "--seed", 3, "--json").json()
    assert first["notes"] == ["Intervals: 10000 draws of the units, 95 %, seed 3."]
    alpha = first["results"][0]
    assert alpha["low"] < alpha["value"] < alpha["high"]
    assert run("agreement", "--ratings", table, "--draws", 0, "--json").json()["results"][0]["low"] is None


def test_a_table_is_printed_for_people(tmp_path: Path, run: Run) -> None:
    ran = run("agreement", "--ratings", _write(tmp_path, KRIPPENDORFF))
    assert "Krippendorff's alpha" in ran.text
    assert "0.743" in ran.text


def test_coefficients_that_do_not_fit_the_table(tmp_path: Path, run: Run) -> None:
    table = _write(tmp_path, "A,B\nx,x\nx,y\ny,y\nx,x\n")
    ran = run("agreement", "--ratings", table, "--coefficient", "u-alpha")
    assert (ran.code, ran.out) == (1, b"")
    assert "--continuum" in ran.err
    pairs = run("agreement", "--ratings", table, "--coefficient", "light", "--draws", 0, "--json").json()
    assert [(one["coefficient"], one["value"]) for one in pairs["results"]] == [
        ("cohen-pairs", pytest.approx(0.5))
    ]
    ran = run("agreement", "--continuum", _write(tmp_path, SEGMENTS), "--inclusive", "--coefficient", "kappa")
    assert (ran.code, ran.out) == (1, b"")


def test_segments_on_a_continuum(tmp_path: Path, run: Run) -> None:
    found = run("agreement", "--continuum", _write(tmp_path, SEGMENTS), "--inclusive", "--json").json()
    assert all(list(one) == KEYS for one in found["results"])
    values = _values(found)
    assert round(values["u-alpha"], 3) == 0.510
    assert round(values["|u-alpha"], 4) == 0.4136
    assert round(values["cu-alpha"], 3) == 0.724
    fifth = next(one for one in found["results"] if (one["coefficient"], one["code"]) == ("(k)u-alpha", "5"))
    assert (fifth["value"], fifth["note"]) == (pytest.approx(1), "Coverage 0.444.")
    longer = run(
        "agreement", "--continuum", _write(tmp_path, SEGMENTS), "--inclusive", "--length", 90, "--json"
    ).json()
    assert _values(longer)["cu-alpha"] == pytest.approx(values["cu-alpha"])
    assert _values(longer)["u-alpha"] != pytest.approx(values["u-alpha"])


@pytest.mark.parametrize("row", ["A,5,5,x", "A,7,5,x", "A,0,99,x"])
def test_segments_that_are_none(tmp_path: Path, run: Run, row: str) -> None:
    table = _write(tmp_path, f"coder,start,end,value\nB,0,5,x\n{row}\n")
    ran = run("agreement", "--continuum", table, "--length", 50)
    assert ran.code == 1
    assert "line 3" in ran.err
