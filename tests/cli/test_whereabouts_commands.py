"""Whose codings, how far one has come, and the history, from the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from cli_runs import STORED, Ran, Run

from qualcoder_cg import settings

Code = Callable[[str], Ran]


@pytest.fixture
def coded(study: Path, run: Run, code: Code) -> Path:
    """One passage coded by both alike, and one by each alone."""
    both = STORED.index("muy bien"), STORED.index("muy bien") + 8
    hers = STORED.index("Nada"), STORED.index("Nada") + 4
    code(
        f"KII-01.txt,{both[0]},{both[1]},Q1,Marta R.,\nKII-01.txt,{both[0]},{both[1]},Q1,Ana L.,\n"
        f"KII-01.txt,{hers[0]},{hers[1]},Q2,Ana L.,\n"
    )
    return study


def test_codings_of_one_coder_and_where_they_differ(coded: Path, run: Run) -> None:
    def listed(*options: str) -> list[tuple[str, str]]:
        return [(one["coder"], one["text"]) for one in run("codings", coded, "--json", *options).json()]

    assert len(listed()) == 3
    assert listed("--coder", "marta r.") == [("Marta R.", "muy bien")]
    assert listed("--differ") == [("Ana L.", "Nada")]
    assert listed("--differ", "--coder", "MR") == []
    assert "There is no coder nobody" in run("codings", coded, "--coder", "nobody").err


def test_everything_is_counted_as_if_one_coder_were_alone(coded: Path, run: Run, tmp_path: Path) -> None:
    def excerpts(*options: str) -> list[str]:
        lines = run("codes", coded, *options).text.splitlines()
        return [line.split()[2] for line in lines if line.startswith(("Q1 ", "Q2 "))]

    assert excerpts() == ["1", "1"], "the passage that both coded is one excerpt"
    assert excerpts("--only-coder", "Marta R.") == ["1", "0"]
    assert run("documents", coded, "--json", "--only-coder", "MR").json()[0]["codings"] == 1
    assert run("export", coded, tmp_path / "hers.csv", "--only-coder", "Marta R.").code == 0
    assert run("export", coded, tmp_path / "all.csv").code == 0
    assert "Nada" in (tmp_path / "all.csv").read_text(encoding="utf-8-sig")
    assert "Nada" not in (tmp_path / "hers.csv").read_text(encoding="utf-8-sig")
    offered = run("suggest", coded, "--json", "--only-coder", "Marta R.")
    assert all(one["suggester"] != "own coding" or one["code"] != "Q2" for one in offered.json())
    assert run("suggest", coded, "--only-coder", "nobody").code == 1


def test_a_coder_is_changed(coded: Path, run: Run) -> None:
    settings.put("coder", "Ana L.")
    changed = ("--name", "Ana López", "--initials", "ALo", "--colour", "violet")
    assert run("change-coder", coded, "AL", *changed).code == 0
    assert [(one["name"], one["initials"], one["hue"]) for one in run("coders", coded, "--json").json()] == [
        ("Ana López", "ALo", 7),
        ("Marta R.", "MR", 1),
    ]
    assert "ALo  violet  Ana López" in run("coders", coded).text
    assert settings.coder_name() == "Ana López", "who renames herself goes on under the new name"
    assert "There is a coder Marta R. already." in run("change-coder", coded, "ALo", "--name", "Marta R.").err
    run("undo", coded)
    assert "AL  " in run("coders", coded).text


def test_documents_say_how_far_one_has_come(coded: Path, run: Run) -> None:
    (found,) = run("documents", coded, "--json", "--coder", "Ana L.").json()
    assert 0 < found["coded"] < 1 and found["finished"] is False
    assert "% coded" in run("documents", coded, "--coder", "Ana L.").text
    assert run("finish", coded, "KII-01.txt", "--coder", "Ana L.").code == 0
    assert "finished" in run("documents", coded, "--coder", "Ana L.").text
    assert "finished" not in run("documents", coded, "--coder", "Marta R.").text
    assert run("finish", coded, "KII-01.txt", "--not", "--coder", "Ana L.").code == 0
    assert "finished" not in run("documents", coded, "--coder", "Ana L.").text


def test_bookmarks(study: Path, run: Run) -> None:
    mine = ("--coder", "Marta R.", "--json")
    place = STORED.index("Nada")
    (made,) = run("bookmarks", study, "--add", "KII-01.txt", place, "--name", "Here", *mine).json()
    assert (made["place"], made["name"], made["text"]) == (place, "Here", "Nada más.")
    (named,) = run("bookmarks", study, "--rename", made["id"], "There", *mine).json()
    assert named["name"] == "There"
    assert "There" in run("bookmarks", study, "--coder", "Marta R.").text
    assert run("bookmarks", study, "--coder", "Ana L.", "--json").json() == []
    assert run("bookmarks", study, "--add", "KII-01.txt", "99999").code == 1
    assert run("bookmarks", study, "--add", "KII-01.txt", "here").code == 1
    assert run("bookmarks", study, "--remove", made["id"], *mine).json() == []
    assert "There is no such bookmark." in run("bookmarks", study, "--remove", made["id"]).err


def test_the_history_is_listed_and_gone_through(coded: Path, run: Run) -> None:
    steps = run("history", coded, "--json").json()
    assert [step["what"].split()[0] for step in steps] == ["Apply", "Import"]
    imported = steps[1]["step"]
    assert run("undo", coded, "--to", imported).text == "Undone: 1 step.\n"
    assert run("codings", coded, "--json").json() == []
    assert [step["undone"] for step in run("history", coded, "--json").json()] == [True, False]
    assert "×" in run("history", coded, "--limit", "1").text
    assert run("undo", coded, "--to", steps[0]["step"]).err.endswith("redo goes there.\n")
    assert run("redo", coded, "--to", steps[0]["step"]).text == "Done again: 1 step.\n"
    assert len(run("codings", coded, "--json").json()) == 3
    assert run("redo", coded, "--to", imported).err.endswith("undo goes there.\n")
    assert run("undo", coded, "--to", "0").text == "Undone: 2 steps.\n"
    assert run("documents", coded, "--json").json() == []
    assert "There is no step 999" in run("undo", coded, "--to", "999").err
