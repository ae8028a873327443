"""Disagreements, decisions and versions as scripts see them."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import Run
from two_coders import TwoCoders, build

from qualcoder_cg.services import coding, studies
from qualcoder_cg.services.studies import Project


@pytest.fixture
def two(tmp_path: Path) -> Iterator[TwoCoders]:
    """Two disagreements of each of five types; the study is closed, to be opened by commands."""
    made = build(tmp_path, each=2, agreements=6, n_documents=2)
    made.project.close()
    yield made


def path_of(two: TwoCoders) -> Path:
    return two.project.path


def opened(two: TwoCoders) -> Project:
    return studies.open_project(path_of(two), coder="Ana L.")


def test_the_list(two: TwoCoders, run: Run) -> None:
    found = run("disagreements", path_of(two), "--json").json()
    assert len(found) == 10
    assert set(found[0]) >= {
        "id", "kind", "type", "document", "start", "end", "text", "coder_a", "code_a", "coder_b", "code_b",
        "weight", "findings", "open", "adjudication_id",
    }  # fmt: skip
    assert [one["weight"] for one in found] == sorted((one["weight"] for one in found), reverse=True)
    assert {one["coder_a"] for one in found} == {"Ana L."}
    missed = [one for one in found if one["kind"] == "missed"]
    assert {one["type"] for one in missed} == {"Missed by Ana L.", "Missed by Marta R."}
    some = run("disagreements", path_of(two), "--kind", "edges", "--coders", "MR,AL", "--json").json()
    assert len(some) == 2 and {one["coder_a"] for one in some} == {"Marta R."}
    assert {one["id"] for one in some} <= {one["id"] for one in found}
    here = run("disagreements", path_of(two), "--document", found[0]["document"], "--json").json()
    assert {one["document"] for one in here} == {found[0]["document"]}
    coded = run("disagreements", path_of(two), "--code", found[0]["code_a"], "--json").json()
    assert all(found[0]["code_a"] in (one["code_a"], one["code_b"]) for one in coded)
    plain = run("disagreements", path_of(two), "--open")
    assert plain.text.count("\n") == 10 and "10 disagreements, 0 settled." in plain.err
    pairs = run("disagreements", path_of(two), "--confused", "--json").json()
    assert sum(one["n"] for one in pairs) == 4 and all(one["of"] == 10 for one in pairs)
    assert "/10" in run("disagreements", path_of(two), "--confused").text


def test_a_table_is_filled_in_and_read_back(two: TwoCoders, run: Run, tmp_path: Path) -> None:
    table = tmp_path / "to-settle.csv"
    assert run("disagreements", path_of(two), "--to", table).code == 0
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
    assert len(rows) == 10 and all(row["words"] and not row["verdict"] for row in rows)
    for row, verdict in zip(rows, ("b", "MR", "Ana L.", "both", "neither", "another"), strict=False):
        row |= {"verdict": verdict, "reason": "So.", "codes": "Q3; Q4" if verdict == "another" else ""}
    write(table, rows)
    ran = run("adjudicate", path_of(two), "--from", table, "--coder", "Ana L.")
    assert (ran.code, ran.out) == (0, b"") and "6 disagreements were settled." in ran.err
    found = {one["id"]: one for one in run("disagreements", path_of(two), "--json").json()}
    assert [found[row["disagreement"]]["open"] for row in rows] == [False] * 6 + [True] * 4
    decisions = run("reopen", path_of(two), "--json").json()
    assert sorted(one["verdict"] for one in decisions) == ["a", "another", "b", "b", "both", "neither"]
    assert {one["coder"] for one in decisions} == {"Ana L."}
    project = opened(two)
    assert len(project.team.consensus.where("adjudication_id", decisions[0]["id"])) in (0, 1, 2)
    project.undo()
    assert project.team.adjudications.all() == []
    project.close()


def write(table: Path, rows: list[dict[str, str]]) -> None:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    table.write_text(out.getvalue(), encoding="utf-8")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"verdict": "perhaps"}, "perhaps is no verdict"),
        ({"reason": ""}, "needs a reason"),
        ({"id": "zzz"}, "no disagreement zzz"),
        ({"codes": "Q3"}, "the verdict is not another"),
        ({"verdict": "another", "codes": "Q99"}, "no code Q99"),
        ({"verdict": "another"}, "none is named"),
        ({"verdict": "another", "codes": "Q3", "start": "x"}, "must be whole numbers"),
        ({"verdict": "another", "codes": "Q3", "start": "5", "end": "2"}, "is not a passage"),
        ({"again": "1"}, "decided in line 2 already"),
    ],
)
def test_a_wrong_row_stops_all(
    two: TwoCoders, run: Run, tmp_path: Path, row: dict[str, str], words: str
) -> None:
    first, second, *_more = run("disagreements", path_of(two), "--json").json()
    usual = {"id": second["id"], "verdict": "a", "codes": "", "reason": "So.", "start": "", "end": ""}
    if row.pop("again", ""):
        row = {"id": first["id"]}
    table = tmp_path / "wrong.csv"
    write(table, [{**usual, "id": first["id"]}, {**usual, **row}])
    ran = run("adjudicate", path_of(two), "--from", table)
    assert ran.code == 1 and "wrong.csv, line 3:" in ran.err and words in ran.err
    assert len(ran.err.strip().splitlines()) <= 2
    assert not run("reopen", path_of(two), "--json").json()


def test_wrong_files_are_refused(two: TwoCoders, run: Run, tmp_path: Path) -> None:
    table = tmp_path / "wrong.csv"
    table.write_text("disagreement,reason\nx,y\n", encoding="utf-8")
    assert "lacks the column verdict" in run("adjudicate", path_of(two), "--from", table).err
    ran = run("disagreements", path_of(two), "--to", tmp_path / "a.xlsx")
    assert ran.code == 1 and "no CSV file" in ran.err
    assert run("disagreements", path_of(two), "--coders", "Nobody").code == 1


def test_reopening_and_what_changed_since(two: TwoCoders, run: Run, tmp_path: Path) -> None:
    first, second, *_more = run("disagreements", path_of(two), "--kind", "question", "--json").json()
    table = tmp_path / "t.csv"
    write(table, [{"id": one["id"], "verdict": "a", "reason": "So."} for one in (first, second)])
    assert run("adjudicate", path_of(two), "--from", table).code == 0
    project = opened(two)
    coding.remove_codings(project, first["codings_a"])
    project.close()
    decisions = run("reopen", path_of(two), "--json").json()
    assert sorted(one["stale"] for one in decisions) == [False, True]
    assert run("reopen", path_of(two)).text.count("changed since") == 1
    assert "1 decision was taken back." in run("reopen", path_of(two), "--stale").err
    (left,) = run("reopen", path_of(two), "--json").json()
    assert "1 decision was taken back." in run("reopen", path_of(two), left["id"]).err
    assert run("reopen", path_of(two), "--json").json() == []


def test_versions_and_another_look(two: TwoCoders, run: Run) -> None:
    assert run("versions", path_of(two), "--make", "First", "--reason", "To begin").text == "1\n"
    name = run("disagreements", path_of(two), "--kind", "question", "--json").json()[0]["code_a"]
    assert run("describe-code", path_of(two), name, "--definition", "Another one").code == 0
    assert run("versions", path_of(two), "--make", "Second").text == "2\n"
    listed = run("versions", path_of(two), "--json").json()
    assert [(one["number"], one["name"], one["reason"]) for one in listed] == [
        (1, "First", "To begin"), (2, "Second", ""),
    ]  # fmt: skip
    assert "To begin" in run("versions", path_of(two)).text
    (change,) = run("versions", path_of(two), "--compare", "1", "now", "--json").json()
    assert change["what"] == "changed" and change["fields"][0]["after"] == "Another one"
    assert "Another one" in run("versions", path_of(two), "--compare", "1", "2").text
    assert "no version 9" in run("versions", path_of(two), "--compare", "1", "9").err
    project = opened(two)
    code = next(one for one in project.codes.all() if one.name == name)
    there = len(project.codings.of_code(code.id))
    project.close()
    found = run("look-again", path_of(two), "--json").json()
    assert len(found) == there > 0 and {one["code"] for one in found} == {name}
    assert run("look-again", path_of(two)).text.count("\n") == there
    assert "1 coding was looked at." in run("look-again", path_of(two), "--looked-at", found[0]["id"]).err
    assert run("look-again", path_of(two), "--all").code == 0
    assert run("look-again", path_of(two), "--json").json() == []


def test_the_consensus_is_listed(two: TwoCoders, run: Run, tmp_path: Path) -> None:
    by_passages = {frozenset(one.passages): one.verdict for one in two.planted}
    made = {one["id"]: (one["document_id"], one["start"], one["end"], one["code_id"])
            for one in run("codings", path_of(two), "--json").json()}  # fmt: skip
    rows = [
        {
            "id": one["id"],
            "verdict": by_passages[frozenset(made[it] for it in (*one["codings_a"], *one["codings_b"]))],
            "reason": "By the key.",
        }
        for one in run("disagreements", path_of(two), "--json").json()
    ]
    table = tmp_path / "key.csv"
    write(table, rows)
    assert run("adjudicate", path_of(two), "--from", table).code == 0
    found = run("codings", path_of(two), "--layer", "consensus", "--json").json()
    held = {(one["document_id"], one["start"], one["end"], one["code_id"]) for one in found}
    assert held == two.key() | two.agreed
    assert {one["origin"] for one in found} == {"manual", "consensus"}
    assert len(run("codings", path_of(two), "--json").json()) == len(made)


def test_exports_of_the_consensus(two: TwoCoders, run: Run, tmp_path: Path) -> None:
    found = run("disagreements", path_of(two), "--kind", "missed", "--json").json()
    table = tmp_path / "t.csv"
    write(table, [{"id": one["id"], "verdict": "neither", "reason": "So."} for one in found])
    assert run("adjudicate", path_of(two), "--from", table).code == 0

    def rows(*options: str) -> int:
        target = tmp_path / "out.csv"
        ran = run("export", path_of(two), target, "--attribution", "none", *options)
        assert ran.code == 0, ran.err
        return len(list(csv.reader(io.StringIO(target.read_text("utf-8-sig")))))

    everybodys = rows()
    assert rows("--layer", "consensus") == everybodys - 4
    assert run("rules", path_of(two), "--layer", "consensus", "--same-edges", "70", "--json").json()[
        "layer"
    ] == ("consensus")
    assert rows() == everybodys - 4 and rows("--layer", "all") == everybodys
    assert run("rules", path_of(two), "--who-settles", "anyone", "--json").json()["who_settles"] == "anyone"
