"""The chain from the command line."""

from pathlib import Path

from cli_runs import Run


def test_a_chain_is_made_linked_and_read(study: Path, run: Run) -> None:
    assert run("chain", study, "add", "conclusion", "So.", "--criterion", "EFF").text == "C1\n"
    assert run("chain", study, "add", "conclusion", "First.", "--criterion", "REL").text == "C1\n"
    assert run("chain", study, "add", "lección", "Learned.", "--on", "C2").text == "LL1\n"
    made = run("chain", study, "add", "recommendation", "Do.", "--on", "C2", "--field", "term", "short")
    assert made.text == "R1\n"
    assert run("chain", study, "set", "R1", "priority", "alta").code == 0
    assert run("chain", study, "link", "R1", "C1–2, LL1").code == 0
    (advice,) = run("chain", study, "list", "recommendation", "--json").json()
    assert advice["fields"] == {"priority": "high", "term": "short"}
    assert advice["basis"] == ["C1", "C2", "LL1"] and not advice["grounded"]
    assert advice["empty"] == ["addressees", "resources"] and advice["status"] == "draft"
    shown = run("chain", study, "show", "r1").text
    assert "Rests on: C1, C2, LL1" in shown and "! rests on nothing in the end" in shown
    assert run("chain", study, "unlink", "R1", "C1").code == 0
    assert run("chain", study, "orphans", "--json").json()["orphans"] == ["C1"]
    assert "No recommendation rests on: C1." in run("chain", study, "orphans").text
    assert "C2" in run("chain", study).text


def test_moving_removing_and_the_header(study: Path, run: Run) -> None:
    for text in ("a", "b", "c"):
        run("chain", study, "add", "lesson", text)
    assert run("chain", study, "move", "LL3", "--before", "LL1").text == "LL1\n"
    assert run("chain", study, "remove", "LL2–3").code == 0
    assert [one["text"] for one in run("chain", study, "list", "--json").json()] == ["c"]
    assert run("undo", study).code == 0
    assert len(run("chain", study, "list", "--json").json()) == 3
    assert run("chain", study, "header", "project_code", "ABC/1").code == 0
    assert run("chain", study, "header", "--json").json()["project_code"] == "ABC/1"
    forms = run("chain", study, "forms", "--json").json()
    assert {"kind": "lesson", "name": "success", "filled": 0, "of": 3, "required": True} in forms


def test_a_table_is_checked_and_brought_in(study: Path, run: Run, tmp_path: Path) -> None:
    table = tmp_path / "chain.csv"
    table.write_text("number,text,links\nC1,So.,\nR1,Do.,C2\n", encoding="utf-8")
    checked = run("chain", study, "import", table, "--check", "--json").json()
    assert [row["faults"] for row in checked] == [[], ["C2 is not in the chain."]]
    ran = run("chain", study, "import", table)
    assert ran.code == 1 and "chain.csv, line 3: C2 is not in the chain." in ran.err
    table.write_text("number,text,links\nC1,So.,\nR1,Do.,C1\n", encoding="utf-8")
    assert run("chain", study, "import", table).err == "2 new, 0 changed.\n"
    assert len(run("chain", study, "list", "--json").json()) == 2


def test_what_cannot_be_is_said(study: Path, run: Run) -> None:
    run("chain", study, "add", "recommendation", "Do.")
    final = run("chain", study, "set", "R1", "status", "final")
    assert final.code == 1 and "R1 cannot be final yet. It lacks: To whom, Rests on." in final.err
    for words in (["dance"], ["add", "song", "x"], ["show", "C1–3"], ["show"], ["set", "F1", "a", "b"]):
        ran = run("chain", study, *words)
        assert (ran.code, ran.out) == (1, b"") and ran.err.count("\n") <= 2
