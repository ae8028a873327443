"""What to decide next, precedents, more like this, and no code here, from the command line."""

from pathlib import Path

from cli_runs import STORED, Run

SAID = "E1: ¿Y la radio?\nKII-02: La radio anunció la oficina en marzo. Después llegaron muchas.\n"


def test_the_queue_and_no_code_here(study: Path, run: Run) -> None:
    source = study.with_name("KII-02.txt")
    source.write_text(SAID, encoding="utf-8")
    assert run("import", study, source, "--language", "es").code == 0
    assert run("describe-code", study, "Q11", "--keywords", "es=radio;oficina").code == 0
    (first, *_rest) = run("queue", study, "--json").json()
    keys = {"document", "start", "end", "code", "benefit", "score", "why", "suggester", "reason", "text"}
    assert set(first) >= keys
    assert first["text"] == SAID[first["start"] : first["end"]]
    assert first["code"] == "Q11" and first["why"] == "Nothing under it yet"
    assert b"Q11" in run("queue", study, "--document", "INT-02", "--limit", "1").out
    place = ("--document", "INT-02", "--start", first["start"], "--end", first["end"])
    assert run("decide", study, "nothing", *place).code == 0
    left = run("queue", study, "--json").json()
    assert not any(one["start"] < first["end"] and first["start"] < one["end"] for one in left)
    refused = run("decide", study, "rejected", *place)
    assert refused.code == 1 and "--code" in refused.err


def test_precedents_and_more_like(study: Path, run: Run, code: object) -> None:
    start = STORED.index("Nada")
    assert code(f"KII-01.txt,{start},{start + 4},Q11,Ana L.,\n").code == 0  # type: ignore[operator]
    (found,) = run("precedents", study, "Q11", "--text", "nada de nada", "--json").json()
    assert (found["text"], found["coders"], found["document"]) == ("Nada", ["Ana L."], "KII-01.txt")
    hidden = run("precedents", study, "Q11", "--text", "nada", "--only-coder", "Marta R.", "--json")
    assert hidden.code == 1 or hidden.json() == []
    alike = run("more-like", study, "--text", "eso va muy bien", "--language", "es", "--json").json()
    assert all(set(one) >= {"document", "start", "end", "alike", "codes", "text"} for one in alike)
    assert run("more-like", study).code == 1
    assert run("more-like", study, "--text", "a", "--document", "INT-01").code == 1
