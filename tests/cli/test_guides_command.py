"""Guides from a script: in, matched, asked, out."""

from pathlib import Path

from cli_runs import Run

GUIDE = """number,text,es,questions
1,How did the work between the agencies begin?,¿Cómo empezó el trabajo de las agencias?,Q14
2,What has changed for domestic workers?,¿Qué ha cambiado para las trabajadoras del hogar?,Q11; Q21
"""
INTERVIEW = (
    "E1: How did the work between the agencies begin?\nKII-02: Slowly.\nE1: And then?\nKII-02: Well.\n"
    "E1: What changed for the domestic workers?\nKII-02: A lot.\n"
)


def prepared(study: Path, run: Run) -> None:
    """A guide and an interview in the study."""
    guide, interview = study.with_name("Agencies.csv"), study.with_name("KII-02.txt")
    guide.write_text(GUIDE, encoding="utf-8")
    interview.write_text(INTERVIEW, encoding="utf-8")
    ran = run("guides", study, "--from", guide, "--types", "Agency; Ministry")
    assert (ran.code, ran.out) == (0, b"Agencies 1\n")
    assert "2 items imported." in ran.err
    assert run("import", study, interview).code == 0


def test_a_guide_is_listed_with_its_items(study: Path, run: Run) -> None:
    prepared(study, run)
    (guide,) = run("guides", study, "--json").json()
    assert (guide["name"], guide["version"], guide["types"]) == ("Agencies", "1", ["Agency", "Ministry"])
    assert [item["questions"] for item in guide["items"]] == [["Q14"], ["Q11", "Q21"]]
    assert guide["items"][0]["wordings"]["es"] == "¿Cómo empezó el trabajo de las agencias?"
    assert guide["turns"] == 2
    assert b"2 items" in run("guides", study).out


def test_turns_are_matched_and_decided(study: Path, run: Run) -> None:
    prepared(study, run)
    turns = run("guides", study, "--turns", "--document", "KII-02.txt", "--json").json()
    assert [turn["items"] for turn in turns] == [["1"], [], ["2"]]
    start = turns[1]["start"]
    assert run("guides", study, "--set-item", "KII-02.txt", start, "1;2").code == 0
    assert run("guides", study, "--set-item", "KII-02.txt", turns[0]["start"], "-").code == 0
    assert run("guides", study, "--match", "--json").json()["changed"] == 0
    turns = run("guides", study, "--turns", "--document", "KII-02.txt", "--json").json()
    assert [(turn["items"], turn["by_hand"]) for turn in turns] == [
        ([], True),
        (["1", "2"], True),
        (["2"], False),
    ]
    assert "no item 9" in run("guides", study, "--set-item", "KII-02.txt", start, "9").err
    assert "not the start" in run("guides", study, "--set-item", "KII-02.txt", "x", "1").err
    assert b"1; 2" in run("guides", study, "--turns").out


def test_who_was_asked_what(study: Path, run: Run) -> None:
    prepared(study, run)
    table = study.with_name("informants.csv")
    table.write_text("code,type,document,speaker\nKII-02,Agency,KII-02.txt,KII-02\n", encoding="utf-8")
    assert run("informants", study, "--from", table).code == 0
    coverage = run("guides", study, "--coverage", "--json").json()
    assert coverage["Q11"] == {"Agencies 1": ["2"]}
    assert coverage["Q1"] == {"Agencies 1": []}
    asked = run("guides", study, "--asked", "--json").json()
    assert asked["Q11"]["asked"] == asked["Q11"]["in_transcript"] == 1
    assert asked["Q11"]["by_type"]["Agency"]["silent"] == 1
    assert asked["Q11"]["informants"] == {"KII-02": "silent"}
    assert asked["Q1"]["informants"] == {"KII-02": "not asked"}
    assert b"1 of 1" in run("guides", study, "--asked").out
    assert b"Agencies 1" in run("guides", study, "--coverage").out


def test_versions_export_and_removal(study: Path, run: Run, tmp_path: Path) -> None:
    prepared(study, run)
    assert run("guides", study, "--new-version").out == b"Agencies 2\n"
    ran = run("guides", study, "--remove")
    assert ran.code == 1
    assert "several guides" in ran.err
    target = tmp_path / "out.csv"
    assert run("guides", study, "--export", target, "--guide", "Agencies", "--version", "1").code == 0
    assert target.read_text(encoding="utf-8-sig").splitlines()[1].startswith("1,How did the work")
    ran = run("guides", study, "--remove", "--guide", "agencies", "--version", "1")
    assert "2 turns are matched to its items." in ran.err
    assert run("undo", study).code == 0
    assert [guide["turns"] for guide in run("guides", study, "--json").json()] == [2, 0]


def test_a_guide_that_cannot_be_read_leaves_nothing(study: Path, run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("number,text,questions\n1,How?,Q99\n", encoding="utf-8")
    ran = run("guides", study, "--from", bad)
    assert ran.code == 1
    assert "bad.csv: Item 1: there is no evaluation question 99" in ran.err
    assert run("guides", study, "--json").json() == []
