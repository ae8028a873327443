"""The commands that scripts rely on: their names, their JSON, their exit codes."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_runs import STORED, Ran, Run

from qualcoder_cg.domain.attribution import LEVELS

Code = Callable[[str], Ran]


def test_new_makes_a_study_with_its_matrix(tmp_path: Path, run: Run) -> None:
    ran = run("new", tmp_path / "a.qcg", "--matrix", "closing-gaps", "--coder", "Marta R.")
    assert (ran.code, ran.out) == (0, b"") and "23 questions" in ran.err
    assert run("coders", tmp_path / "a.qcg", "--json").json()[0]["name"] == "Marta R."
    again = run("new", tmp_path / "a.qcg")
    assert (again.code, again.out) == (1, b"") and again.err.startswith("a.qcg is already there.")


def test_documents(study: Path, run: Run) -> None:
    (document,) = run("documents", study, "--json").json()
    assert set(document) >= {"id", "name", "kind", "language", "characters", "turns"}
    assert (document["name"], document["kind"], document["language"]) == ("KII-01.txt", "interview", "es")
    assert document["characters"] == len(STORED)
    assert all(set(turn) >= {"speaker", "start", "end", "seconds"} for turn in document["turns"])
    said = [(turn["speaker"], STORED[turn["start"] : turn["end"]]) for turn in document["turns"]]
    assert said[1] == ("KII-01", "👩\u200d🌾 =1+1 muy bien.")
    assert [speaker for speaker, _words in said] == ["E1", "KII-01", "E1", "KII-01"]


@pytest.mark.parametrize("name", ["KII-01.txt", "INT-01", "kii-01.TXT", "id"])
def test_text_is_exact(study: Path, run: Run, name: str) -> None:
    wanted = run("documents", study, "--json").json()[0]["id"] if name == "id" else name
    ran = run("text", study, wanted)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == STORED.encode("utf-8")


def test_codes(study: Path, run: Run) -> None:
    codes = run("codes", study, "--json").json()
    keys = {"id", "name", "short", "criterion", "questions", "parent", "colour", "definition", "keywords"}
    assert all(set(code) >= keys for code in codes)
    question = codes[0]
    assert (question["name"], question["criterion"], question["questions"]) == ("Q1", "REL", ["Q1"])
    assert question["parent"] is None and re.fullmatch("#[0-9a-f]{6}", question["colour"])
    assert set(question["keywords"]) == {"en", "es"}
    assert [code["name"] for code in codes[:23]] == [f"Q{n}" for n in range(1, 24)]
    assert next(code for code in codes if code["name"] == "gender")["criterion"] is None


def test_offsets_are_code_points(study: Path, run: Run, code: Code) -> None:
    quotes = ["😀", "e\u0301", "👩\u200d🌾 =1+1 muy bien.", "Nada\nmás."]
    spans = [(STORED.index(quote), STORED.index(quote) + len(quote)) for quote in quotes]
    ran = code("".join(f"KII-01.txt,{start},{end},Q11,,\n" for start, end in spans))
    assert (ran.code, ran.out) == (0, b"")
    found = run("codings", study, "--json").json()
    assert [coding["text"] for coding in found] == quotes
    assert [(coding["start"], coding["end"]) for coding in found] == spans


def test_codings(study: Path, run: Run, code: Code) -> None:
    document = run("documents", study, "--json").json()[0]["id"]
    theme = next(c for c in run("codes", study, "--json").json() if c["name"] == "gender")["id"]
    assert code(f"KII-01.txt,0,10,Q1,Ana L.,a memo\n{document},0,10,{theme},,\n").code == 0
    found = run("codings", study, "--json").json()
    keys = {"id", "document", "start", "end", "code", "coder", "text", "origin"}
    assert all(set(coding) >= keys for coding in found)
    assert {(c["document"], c["code"], c["coder"], c["text"], c["origin"]) for c in found} == {
        ("KII-01.txt", "Q1", "Ana L.", "Entrevista", "imported"),
        ("KII-01.txt", "gender", "Marta R.", "Entrevista", "imported"),
    }
    assert run("codings", study, "--document", "INT-01", "--json").json() == found
    assert b"Entrevista" in run("codings", study).out


def test_code_takes_all_rows_or_none(study: Path, run: Run, code: Code) -> None:
    ran = code("KII-01.txt,0,10,Q1,,\nKII-01.txt,0,99999,Q1,,\n")
    assert (ran.code, ran.out) == (1, b"")
    assert ran.err.startswith("codings.csv, line 3: 0–99999 is not a passage of KII-01.txt")
    assert run("codings", study, "--json").json() == []


def test_suggest(study: Path, run: Run, tmp_path: Path) -> None:
    source = tmp_path / "KII-02.txt"
    keywords = next(c for c in run("codes", study, "--json").json() if c["name"] == "Q14")["keywords"]["es"]
    words = " y ".join(keywords[:4])
    source.write_text(f"E1: Hábleme de {words}.\nKII-02: Pues {words} no funcionaba.\n", encoding="utf-8")
    run("import", study, source, "--language", "es")
    before = study.read_bytes()
    found = run("suggest", study, "--document", "KII-02.txt", "--json").json()
    assert found
    for one in found:
        assert set(one) >= {"document", "start", "end", "code", "score", "suggester", "reason"}
        assert one["document"] == "KII-02.txt" and one["reason"] and 0 < one["score"] <= 1
    assert run("suggest", study, "--json").json()[0] in found
    assert study.read_bytes() == before
    first = found[0]
    place = [f"--{key}={first[key]}" for key in ("document", "start", "end", "code")]
    assert run("decide", study, "accepted", *place).code == 0
    made = run("codings", study, "--json").json()
    assert [(c["code"], c["origin"], c["start"]) for c in made] == [
        (first["code"], "accepted", first["start"])
    ]
    again = run("suggest", study, "--document", "KII-02.txt", "--json").json()
    assert first["start"] not in {one["start"] for one in again if one["code"] == first["code"]}


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".csv", ".html", ".md", ".json"])
@pytest.mark.parametrize("level", LEVELS)
def test_export_writes_every_format(study: Path, run: Run, code: Code, suffix: str, level: str) -> None:
    code("KII-01.txt,0,10,Q1,,\n")
    out = study.with_name(f"annex{suffix}")
    ran = run("export", study, out, "--attribution", level)
    assert ran.code == 0 and out.stat().st_size > 100
    assert run("log", study, "--json").json()[0]["what"] == f"Export evidence to annex{suffix}"


def test_a_quote_that_looks_like_a_formula_stays_text(study: Path, run: Run, code: Code) -> None:
    from openpyxl import load_workbook

    start = STORED.index("=1+1")
    code(f"KII-01.txt,{start},{start + 4},Q1,,\n")
    assert run("export", study, study.with_name("a.csv")).code == 0
    rows = list(csv.DictReader(io.StringIO(study.with_name("a.csv").read_text(encoding="utf-8-sig"))))
    assert rows[0]["Excerpt"] == "'=1+1"
    assert run("export", study, study.with_name("a.xlsx")).code == 0
    book = load_workbook(study.with_name("a.xlsx"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert [cell.data_type for cell in cells if cell.value == "=1+1"] == ["s"]
    assert all(cell.data_type != "f" for cell in cells)
    book.close()


def test_log_undo_redo_check(study: Path, run: Run, code: Code) -> None:
    code("KII-01.txt,0,10,Q1,,\n")
    undone = run("undo", study, "--coder", "Ana L.")
    assert (undone.code, undone.err) == (0, "") and undone.text.startswith("Undone: Apply codings from")
    assert run("codings", study, "--json").json() == []
    assert run("redo", study).code == 0
    assert len(run("codings", study, "--json").json()) == 1
    log = run("log", study, "--json").json()
    assert all(set(line) >= {"at", "who", "what"} for line in log)
    assert [(line["who"], line["what"][:4]) for line in log[1:4]] == [
        ("Ana L.", "Undo"),
        ("Marta R.", "Appl"),
        ("Marta R.", "Impo"),
    ]
    checked = run("check", study)
    assert (checked.code, checked.err) == (0, "")
    assert checked.text == "study.qcg is sound: 1 document, 1 coding.\n"


def test_undo_ends_kindly(study: Path, run: Run) -> None:
    assert run("undo", study, "--steps", "99").code == 0
    ran = run("undo", study)
    assert (ran.out, ran.err) == (b"", "There is nothing to undo.\n")
    assert run("documents", study, "--json").json() == []
    assert run("redo", study, "--steps", "99").code == 0
    assert len(run("documents", study, "--json").json()) == 1


def test_check_names_what_is_wrong_and_fails(study: Path, run: Run) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(study)) as connection:
        connection.execute("UPDATE document_text SET text = text || 'x'")
        connection.commit()
    ran = run("check", study)
    assert (ran.code, ran.out) == (1, b"")
    assert ran.err == "The text of INT-01 is not the one that was imported.\n"
