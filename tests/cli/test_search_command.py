"""`search` from the command line: JSON, tables, filters, and coding the hits."""

from pathlib import Path

from cli_runs import STORED, Run


def test_hits_in_json_count_code_points(study: Path, run: Run) -> None:
    (hit,) = run("search", study, "bien", "--json").json()
    assert set(hit) == {
        "document", "document_id", "start", "end", "speaker", "role", "before", "words", "after",
    }  # fmt: skip
    assert STORED[hit["start"] : hit["end"]] == hit["words"] == "bien"
    assert (hit["speaker"], hit["before"], hit["after"]) == ("KII-01", "👩\u200d🌾 =1+1 muy ", ".")


def test_the_table_shows_the_words_around(study: Path, run: Run) -> None:
    ran = run("search", study, "BIEN")
    assert "muy [bien]." in ran.text
    assert ran.err == "1 hit in 1 document.\n"
    assert run("search", study, "nobody").err == "0 hits in 0 documents.\n"


def test_interviewers_are_left_out_and_counted(study: Path, run: Run) -> None:
    assert run("search", study, "cómo").err == "0 hits in 0 documents; 1 more by interviewers.\n"
    (hit,) = run("search", study, "cómo", "--interviewer", "--json").json()
    assert hit["speaker"] == "E1"


def test_ways_and_filters(study: Path, run: Run) -> None:
    assert len(run("search", study, "nada mas", "--near", "1", "--json").json()) == 1
    assert len(run("search", study, "mas nada", "--mode", "phrase", "--json").json()) == 0
    assert len(run("search", study, r"\bm\w+", "--mode", "regex", "--json").json()) == 2
    assert len(run("search", study, "mas", "--accents", "--json").json()) == 0
    assert len(run("search", study, "muy", "--speaker", "kii-01", "--json").json()) == 1
    assert len(run("search", study, "muy", "--speaker", "KII-02", "--json").json()) == 0
    assert run("search", study, "muyy", "--mode", "fuzzy").err.startswith("Found as: ")


def test_hits_are_coded_once(study: Path, run: Run) -> None:
    ran = run("search", study, "bien", "--code", "Q11", "--grow", "turn", "--coder", "Marta R.")
    assert ran.err.endswith("1 coding made.\n")
    (coding,) = run("codings", study, "--json").json()
    assert coding["text"] == "👩\u200d🌾 =1+1 muy bien."
    again = run("search", study, "muy", "--code", "Q11", "--grow", "turn", "--coder", "Marta R.")
    assert again.err.endswith("0 codings made. 1 was there already.\n")
    assert len(run("search", study, "bien", "--in-code", "Q11", "--json").json()) == 1
    assert len(run("search", study, "nada", "--in-code", "Q11", "--json").json()) == 0
    assert "Code search hits under Q11 (1)" in run("log", study).text


def test_what_is_wrong_is_said(study: Path, run: Run) -> None:
    ran = run("search", study, "(a", "--mode", "regex")
    assert (ran.code, ran.out) == (1, b"")
    assert ran.err.startswith("The pattern is not complete")
    assert run("search", study, "a", "--in-code", "gone").code == 1
    assert run("search", study, "a", "--document", "gone").code == 1
    assert run("search", study, "a", "--grow", "page").code == 1
