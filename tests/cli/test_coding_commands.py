"""The commands about what a coding weighs, about several codings at once, and about memos."""

from collections.abc import Callable
from pathlib import Path

import pytest
from cli_runs import STORED, Ran, Run

Code = Callable[[str], Ran]


def _apply(run: Run, study: Path, words: str, *codes: str) -> list[str]:
    start = STORED.index(words)
    ran = run("apply", study, "INT-01", *codes, "--start", start, "--end", start + len(words))
    assert ran.code == 0
    return ran.text.split()


def _codings(run: Run, study: Path) -> dict[str, dict[str, object]]:
    return {str(one["id"]): one for one in run("codings", study, "--json").json()}


def test_several_codes_on_one_passage_are_one_step(study: Path, run: Run) -> None:
    ids = _apply(run, study, "muy bien", "Q1", "gender")
    found = _codings(run, study)
    assert [found[one]["code"] for one in ids] == ["Q1", "gender"]
    assert run("undo", study).code == 0
    assert _codings(run, study) == {}


def test_a_whole_answer(study: Path, run: Run) -> None:
    ran = run("apply", study, "INT-01", "Q1", "--answer", STORED.index("bien"))
    (only,) = _codings(run, study).values()
    assert (ran.text.strip(), only["text"]) == (only["id"], "👩\u200d🌾 =1+1 muy bien.")
    without = run("apply", study, "INT-01", "Q1")
    assert (without.code, without.err.startswith("The passage is not named.")) == (1, True)


def test_polarity_and_key_quotes_are_listed(study: Path, run: Run) -> None:
    (one,) = _apply(run, study, "muy bien", "Q1")
    assert run("polarity", study, "qualifies", one).code == 0
    assert run("key-quote", study, one).code == 0
    found = _codings(run, study)[one]
    assert (found["polarity"], found["key"]) == ("qualifies", True)
    assert "◐ ★" in run("codings", study).text
    run("polarity", study, "undecided", one)
    run("key-quote", study, one, "--off")
    found = _codings(run, study)[one]
    assert (found["polarity"], found["key"]) == ("", False)
    assert run("polarity", study, "supports", "gone").code == 1
    assert run("polarity", study, "maybe", one).code == 1


def test_divide_and_join(study: Path, run: Run) -> None:
    (one,) = _apply(run, study, "muy bien", "Q1")
    parts = run("divide-coding", study, one, STORED.index("bien")).text.split()
    found = _codings(run, study)
    assert [found[part]["text"] for part in parts] == ["muy", "bien"]
    assert run("join-codings", study, *parts).text.strip() == one
    assert _codings(run, study)[one]["text"] == "muy bien"


def test_copy_and_move(study: Path, run: Run) -> None:
    ids = _apply(run, study, "muy bien", "Q1", "Q2")
    (copy,) = run("copy-codings", study, "Q3", ids[0]).text.split()
    assert _codings(run, study)[copy]["code"] == "Q3"
    assert run("move-codings", study, "Q4", *ids, copy).code == 0
    assert {one["code"] for one in _codings(run, study).values()} == {"Q4"}


@pytest.mark.parametrize(
    ("polarity", "key", "wanted"),
    [
        ("supports", "yes", ("supports", True)),
        ("◐", "★", ("qualifies", True)),
        ("Contradicts", "0", ("contradicts", False)),
        ("", "", ("", False)),
        ("undecided", "x", ("", True)),
    ],
)
def test_codings_from_a_table_may_weigh(
    study: Path, run: Run, tmp_path: Path, polarity: str, key: str, wanted: tuple[str, bool]
) -> None:
    table = tmp_path / "codings.csv"
    table.write_text(f"document,start,end,code,polarity,key\nINT-01,0,10,Q1,{polarity},{key}\n", "utf-8")
    assert run("code", study, "--from", table).code == 0
    (one,) = _codings(run, study).values()
    assert (one["polarity"], one["key"]) == wanted


@pytest.mark.parametrize(("polarity", "key", "said"), [("maybe", "", "maybe"), ("", "perhaps", "perhaps")])
def test_a_wrong_weight_is_named_with_its_line(
    study: Path, run: Run, tmp_path: Path, polarity: str, key: str, said: str
) -> None:
    table = tmp_path / "codings.csv"
    table.write_text(f"document,start,end,code,polarity,key\nINT-01,0,10,Q1,{polarity},{key}\n", "utf-8")
    ran = run("code", study, "--from", table)
    assert ran.code == 1
    assert "line 2" in ran.err and said in ran.err
    assert _codings(run, study) == {}


def test_memos_on_passages(study: Path, run: Run) -> None:
    start = STORED.index("muy")
    note = run("add-passage-memo", study, "INT-01", start, start + 3, "¿Seguro?").text.strip()
    (found,) = run("passage-memos", study, "--json").json()
    assert (found["id"], found["passage"], found["text"]) == (note, "muy", "¿Seguro?")
    assert "¿Seguro?" in run("passage-memos", study, "--document", "INT-01").text
    run("write-passage-memo", study, note, "Sí")
    assert run("passage-memos", study, "--json").json()[0]["text"] == "Sí"
    assert run("remove-passage-memos", study, note).code == 0
    assert run("passage-memos", study, "--json").json() == []


@pytest.mark.parametrize("command", [("study-memo",), ("code-memo", "Q1"), ("document-memo", "INT-01")])
def test_memos_of_the_study_a_code_and_a_document(study: Path, run: Run, command: tuple[str, ...]) -> None:
    name, *which = command
    assert run(name, study, *which).text == "\n"
    assert run(name, study, *which, "Noted").code == 0
    assert run(name, study, *which).text == "Noted\n"
