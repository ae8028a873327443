"""The commands that protect who spoke, and those about two languages."""

import json
from pathlib import Path

import pytest
from cli_runs import Run

from qualcoder_cg.services import studies

TALK = "E1: ¿Quién?\nKII-01: Maite Goñi de la Caja pagó tarde.\n"
PEOPLE = "code,type,consent,document,speaker\nKII-01,Agency,quote,talk.txt,KII-01\n"


@pytest.fixture
def study(tmp_path: Path, run: Run) -> Path:
    """A study in a file: one conversation, one informant, one coding."""
    path = tmp_path / "study.qcg"
    for name, text in (("talk.txt", TALK), ("people.csv", PEOPLE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    for command in (
        ("new", path, "--matrix", "closing-gaps", "--coder", "Marta R."),
        ("import", path, tmp_path / "talk.txt", "--language", "es"),
        ("register", path, "informants", "--from", tmp_path / "people.csv"),
        ("apply", path, "talk.txt", "Q1", "--start", TALK.index("Maite"), "--end", TALK.index(" tarde")),
    ):
        ran = run(*command)
        assert ran.code == 0, ran.err
    return path


def test_the_check_refuses_lists_and_mends(study: Path, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "annex.csv"
    refused = run("export", study, target)
    assert refused.code == 1 and not target.exists()
    assert "KII-01" in refused.err and "Use level 0" in refused.err and "point" in refused.err
    (risk,) = run("disclosure", study, "--json").json()
    assert (risk["fits"], risk["level"], risk["mends"][0]["level"]) == (1, "type", "none")
    assert run("disclosure", study, "--mend").code == 0
    assert run("disclosure", study, "--json").json() == []
    assert run("export", study, target).code == 0
    assert "Agency" not in target.read_text(encoding="utf-8-sig")
    assert run("undo", study).code == 0
    assert run("export", study, target, "--accept-risk", "she agreed").code == 0
    assert "Agency" in target.read_text(encoding="utf-8-sig")


def test_names_redactions_and_decisions(study: Path, run: Run, tmp_path: Path) -> None:
    assert run("names", study, "Maite Goñi", "--informant", "KII-01").code == 0
    (known,) = run("names", study, "--json").json()
    assert (known["name"], known["informant"]) == ("Maite Goñi", "KII-01")
    start = str(TALK.index("Caja"))
    made = run("redact", study, "talk.txt", start, TALK.index("Caja") + 4, "--as", "institution").text.strip()
    lines = run("redact", study, "--json", "--words").json()
    assert [(line["rule"], line["words"]) for line in lines] == [("list", "Maite Goñi"), ("hand", "Caja")]
    assert "words" not in run("redact", study, "--json").json()[0]
    quote = ("talk.txt", TALK.index("Maite"), TALK.index(" tarde"))
    assert run("printing", study, *quote, "--level", "none").code == 1, "a reason is needed"
    assert run("printing", study, *quote, "--level", "none", "--reason", "asked for it").code == 0
    assert run("export", study, tmp_path / "a.md").code == 0
    assert "[name] de la [institution] pagó" in (tmp_path / "a.md").read_text(encoding="utf-8").replace(
        "\\", ""
    )
    assert run("printing", study, *quote, "--paraphrase", "They were late.", "--reason", "plain").code == 0
    assert run("printing", study, *quote, "--json").json()["paraphrase"] == "They were late."
    assert run("export", study, tmp_path / "a.md").code == 0
    assert "They were late" in (tmp_path / "a.md").read_text(encoding="utf-8")
    assert run("redact", study, "--remove", made).code == 0
    assert run("names", study, "Maite Goñi", "--remove").code == 0
    assert run("names", study, "Maite Goñi", "--remove").code == 1
    assert run("redact", study, "--entities", "--json").json() == []


def test_rules(study: Path, run: Run) -> None:
    changed = run(
        "rules", study, "--k", 1, "--ceiling", "type", "--category", "Agency=executing teams",
        "--counting-word", "most=la mayoría", "--report-language", "en", "--group", "several", "--json",
    ).json()  # fmt: skip
    assert (changed["k"], changed["ceiling"], changed["categories"]) == (
        1,
        "type",
        {"Agency": "executing teams"},
    )
    assert run("rules", study, "--ceiling", "no", "--json").json()["ceiling"] == ""
    assert run("rules", study, "--category", "nonsense").code == 1
    assert "executing teams" in run("rules", study).text


def test_two_languages(study: Path, run: Run, tmp_path: Path) -> None:
    assert run("translate", study).code == 1, "the language is not named"
    assert len(run("translate", study, "--language", "en", "--json").json()) == 1
    table = tmp_path / "t.csv"
    assert run("translate", study, "--language", "en", "--to", table).code == 0
    quote = ("talk.txt", TALK.index("Maite"), TALK.index(" tarde"))
    done = run("translate", study, *quote, "The Box paid.", "--language", "en", "--machine", "--json").json()
    assert (done[0]["method"], done[0]["text"]) == ("machine", "The Box paid.")
    assert run("glossary", study, "Caja", "Fund", "--language", "es", "--into", "en").code == 0
    faults = run("translate", study, "--language", "en", "--faults", "--json").json()
    assert {one["fault"] for one in faults} == {"unchecked", "glossary"}
    read = run("translate", study, "--language", "en", "--from", table)
    assert read.code == 0 and "no translation yet" in read.err
    assert run("rules", study, "--k", 1).code == 0
    for options, there in (
        (("--language", "en"), (False, True)),
        (("--language", "en", "--both"), (True, True)),
        (("--language", "en", "--original"), (True, False)),
    ):
        assert run("export", study, tmp_path / "a.md", *options).code == 0
        text = (tmp_path / "a.md").read_text(encoding="utf-8")
        assert ("pagó" in text, "The Box paid" in text) == there
    assert json.loads(run("glossary", study, "--json").text)[0]["translation"] == "Fund"
    assert run("glossary", study, "Caja", "--remove").code == 0
    studies.open_project(study).close()
