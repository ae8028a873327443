"""findings, voices, counting-words: everything a person can do in the window, by command."""

from pathlib import Path

import pytest
from cli_runs import STORED, Run


@pytest.fixture
def with_finding(study: Path, run: Run) -> Path:
    ran = run("findings", study, "--add", "Q11", "So say {supporting}.", "--coder", "Marta R.")
    assert (ran.code, ran.text) == (0, "F11.1\n")
    return study


def link(run: Run, study: Path, words: str, *more: str) -> None:
    start = STORED.index(words)
    ran = run(
        "findings", study, "--finding", "F11.1", "--passage", "INT-01", start, start + len(words), *more
    )
    assert ran.code == 0, ran.err


def test_a_finding_from_first_word_to_confirmed_grade(with_finding: Path, run: Run) -> None:
    study = with_finding
    link(run, study, "muy bien.")
    link(run, study, "Nada\nmás.", "--bearing", "contradicts")
    (found,) = run("findings", study, "--json").json()
    assert (found["number"], found["question"], found["grade"], found["if_settled"]) == (
        "F11.1",
        "11",
        "C",
        "1",
    )
    assert [one["bearing"] for one in found["evidence"]] == ["supports", "contradicts"]
    assert found["evidence"][0]["text"] == "muy bien."
    assert {"label", "figure", "words", "good", "name"} == set(found["arithmetic"][0])
    ran = run("findings", study, "--finding", "11.1", "--evidence", "2", "--settle", "Another year.")
    assert ran.code == 0 and "1 weak" in ran.err
    assert run("findings", study, "--json").json()[0]["evidence"][1]["settled"] == "Another year."
    assert run("findings", study, "--finding", "F11.1", "--confirm").text == "1\n"
    assert b"confirmed" in run("findings", study).out
    assert run("findings", study, "--finding", "F11.1", "--override", "2", "Seen it.").code == 0
    assert run("findings", study, "--json").json()[0]["reason"] == "Seen it."
    assert run("findings", study, "--finding", "F11.1", "--draft").code == 0
    assert run("findings", study, "--json").json()[0]["confirmed"] is False


def test_evidence_of_every_kind_and_taking_it_out(with_finding: Path, run: Run) -> None:
    study, meant = with_finding, ("--finding", "F11.1")
    assert run("findings", study, *meant, "--page", "INT-01", "4", "It says so.").code == 0
    assert run("findings", study, *meant, "--observation", "We saw it.", "--bearing", "qualifies").code == 0
    assert run("findings", study, *meant, "--judgement", "We think so.").code == 0
    assert run("findings", study, "--add", "3", "More.").text == "F3.1\n"
    assert run("findings", study, "--finding", "F3.1", "--again", "F11.1:2").code == 0
    kinds = [one["kind"] for one in run("findings", study, *meant, "--json").json()[0]["evidence"]]
    assert kinds == ["page", "observation", "judgement"]
    assert run("findings", study, *meant, "--evidence", "3", "--place", "1").code == 0
    assert run("findings", study, *meant, "--evidence", "2", "--text", "It says more.").code == 0
    assert run("findings", study, *meant, "--evidence", "1", "--unlink").code == 0
    shown = run("findings", study, *meant).text
    assert "It says more." in shown and "We think so." not in shown
    assert run("findings", study, *meant, "--move-to", "Q12").err.strip() == "F12.1"
    assert run("findings", study, "--finding", "F12.1", "--edit", "Otherwise.").code == 0
    assert run("findings", study, "--finding", "F12.1", "--remove").code == 0
    assert [one["number"] for one in run("findings", study, "--json").json()] == ["F3.1"]
    assert run("findings", study, "--merge").code == 0


def test_codings_and_key_quotes(study: Path, run: Run) -> None:
    run("findings", study, "--add", "Q11", "So it is.")
    ran = run("findings", study, "--finding", "F11.1", "--key-quotes")
    assert ran.code == 1 and "No key quotes" in ran.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--confirm"], "The finding is not named."),
        (["--finding", "F9.9", "--confirm"], "There is no finding F9.9"),
        (["--finding", "F11.1", "--evidence", "4", "--unlink"], "F11.1 has no evidence 4."),
        (["--finding", "F11.1", "--settle", "x"], "The evidence is not named."),
        (["--finding", "F11.1", "--override", "7", "x"], "7 is not a grade."),
        (["--finding", "F11.1", "--survey", "Item"], "There is no survey question Item"),
        (["--add", "Q99", "x"], "There is no evaluation question Q99"),
    ],
)
def test_what_cannot_be_done_is_said(with_finding: Path, run: Run, arguments: list[str], says: str) -> None:
    ran = run("findings", with_finding, *arguments)
    assert ran.code == 1 and says in ran.err and ran.out == b""


def test_voices_and_counting_words(with_finding: Path, run: Run) -> None:
    link(run, with_finding, "muy bien.")
    found = run("voices", with_finding, "--json").json()
    assert (found["by"], found["of"], found["quotes"], found["unknown"]) == ("type", "findings", 0, 1)
    assert "11" not in run("voices", with_finding, "--without", "--json").json()
    assert run("voices", with_finding, "--question", "11", "--by", "sex").code == 0
    assert run("counting-words", with_finding, "--try", "9", "14").text == "most of the informants asked\n"
    assert run("counting-words", with_finding, "--set", "most", "a majority").code == 0
    assert (
        run("counting-words", with_finding, "--try", "9", "14").text == "a majority of the informants asked\n"
    )
    assert run("counting-words", with_finding, "--below", "20", "--json").json()["plain_below"] == 20
    assert run("counting-words", with_finding, "--try", "9", "14").text == "9 of the 14 informants asked\n"
    assert run("counting-words", with_finding, "--set", "lots", "many").code == 1
    words = run("counting-words", with_finding, "--reset", "--json").json()["words"]
    assert words["most"] == "most"


def test_reuse_is_listed(with_finding: Path, run: Run) -> None:
    link(run, with_finding, "muy bien.")
    run("findings", with_finding, "--add", "Q3", "More.")
    run("findings", with_finding, "--finding", "F3.1", "--again", "F11.1:1")
    (found,) = run("findings", with_finding, "--reuse", "--json").json()
    assert found["kind"] == "same passage" and found["quotes"][0]["document"] == "INT-01"
    assert b"same passage" in run("findings", with_finding, "--reuse").out
