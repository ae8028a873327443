"""The other commands, the tables for people, and every way to be told that something is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest
from cli_runs import ROOT, STORED, Ran, Run

Code = Callable[[str], Ran]


def test_import_reports_each_file_and_fails_when_one_failed(study: Path, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "round 2"
    folder.mkdir()
    (folder / "a.txt").write_text("E1: One?\nKII: Two.\n", encoding="utf-8")
    for name in ("b.docx", "d.ppt", "e.mp3", ".hidden.pdf"):
        (folder / name).write_bytes(b"PK no")
    (folder / "c.txt").write_text(STORED, encoding="utf-8")
    ran = run("import", study, folder, tmp_path / "gone.txt", "--kind", "group")
    assert ran.code == 1
    assert ran.text == "GRP-01  a.txt\n"
    assert "b.docx" in ran.err and "gone.txt cannot be opened" in ran.err
    assert "c.txt is already in the study as KII-01.txt." in ran.err
    assert ran.err.endswith("1 document imported.\n")
    assert "left out: d.ppt, e.mp3\n" in ran.err
    assert run("import", study, folder / "c.txt").code == 0, "a text that is there already is no failure"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["text", "STUDY", "nobody"], "There is no document nobody in the study."),
        (["suggest", "STUDY", "--document", "nobody"], "There is no document nobody"),
        (["codings", "STUDY", "--document", "nobody"], "There is no document nobody"),
        (["code", "STUDY", "--from", "gone.csv"], "gone.csv cannot be read"),
        (["export", "STUDY", "annex.pdf"], "annex.pdf has no known ending"),
        (["export", "STUDY", "no/where/annex.docx"], "annex.docx"),
        (["uncode", "STUDY"], "Missing argument"),
        (["import", "STUDY"], "Missing argument"),
        (["code", "STUDY"], "Missing option"),
        (["export", "STUDY", "a.csv", "--attribution", "all"], "Invalid value for '--attribution'"),
        (["import", "STUDY", "a.txt", "--kind", "film"], "Invalid value for '--kind'"),
        (["documents", "STUDY", "--jsn"], "No such option"),
        (["fly", "STUDY"], "No such command 'fly'"),
        (["recode", "STUDY", "gone", "--start", "1"], "This coding is no longer there."),
        (["delete-code", "STUDY", "Q1"], "Q1 is a question of the evaluation matrix"),
        (["add-code", "STUDY", "Gender"], "A code Gender is already in the study."),
        (["describe-code", "STUDY", "Q1", "--colour", "mud"], "mud"),
        (["matrix", "STUDY", "--load", "oecd-dac"], "This study already has an evaluation matrix."),
        (["new", "new.qcg", "--matrix", "nonsense"], "There is no matrix nonsense."),
        (["copy", "STUDY", "STUDY"], "is the study itself"),
        (["new", ""], "A study needs a file name."),
        (["new", "n" * 300], "cannot be used: File name too long."),
        (["import", "STUDY", "gone"], "gone cannot be opened: No such file or directory."),
        (["uncode", "STUDY", "gone"], "This coding is no longer there."),
        (["add-code", "STUDY", "New", "--question", "gender"], "gender is not a question"),
        (["describe-code", "STUDY", "Q1", "--name", "New"], "Q1 is called by its number."),
        (["describe-code", "STUDY", "Q1", "--keywords", "es"], "Keywords are given as LANGUAGE=A;B"),
        (["undo", "STUDY", "--steps", "0"], "Invalid value for '--steps'"),
        (["log", "STUDY", "--limit", "0"], "Invalid value for '--limit'"),
    ],
)
def test_errors_are_a_sentence_and_exit_1(
    study: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*(str(study) if argument == "STUDY" else argument for argument in arguments))
    assert (ran.code, ran.out) == (1, b"")
    assert message in ran.err and "Traceback" not in ran.err
    assert not (tmp_path / "new.qcg").exists() and not (tmp_path / "annex.pdf").exists()


@pytest.mark.parametrize(
    "command", ["documents", "codes", "codings", "suggest", "log", "undo", "check", "matrix", "coders"]
)
def test_every_command_says_when_there_is_no_study(tmp_path: Path, run: Run, command: str) -> None:
    ran = run(command, tmp_path / "gone.qcg")
    assert (ran.code, ran.out) == (1, b"")
    assert ran.err.startswith("There is no file gone.qcg.") and not list(tmp_path.iterdir())


def test_a_coding_is_changed_in_one_step_and_removed(study: Path, run: Run, code: Code) -> None:
    code("KII-01.txt,0,10,Q1,,\n")
    (coding,) = run("codings", study, "--json").json()
    changed = run("recode", study, coding["id"], "--end", "5", "--code", "gender", "--memo", "ask")
    assert changed.code == 0
    (found,) = run("codings", study, "--json").json()
    assert (found["text"], found["code"], found["memo"]) == ("Entre", "gender", "ask")
    assert run("recode", study, coding["id"], "--end", "1", "--code", "nobody").code == 1
    assert run("codings", study, "--json").json() == [found], "half a change is no change"
    run("undo", study)
    assert run("codings", study, "--json").json() == [coding]
    assert run("uncode", study, coding["id"]).err == "1 coding removed.\n"
    assert run("codings", study, "--json").json() == []


def test_the_codebook_is_changed(study: Path, run: Run) -> None:
    assert run("add-code", study, "Fear", "--under", "Q11", "--question", "Q2", "--definition", "d").code == 0
    described = run(
        "describe-code", study, "Fear", "--name", "Fear of loss", "--keywords", "es=miedo; temor;"
    )
    assert described.code == 0
    fear = next(c for c in run("codes", study, "--json").json() if c["name"] == "Fear of loss")
    assert (fear["questions"], fear["keywords"], fear["kind"]) == (["Q2"], {"es": ["miedo", "temor"]}, "team")
    assert run("delete-code", study, "Fear of loss").err == "Deleted, with 0 codings.\n"
    assert "Fear of loss" not in run("codes", study).text


def test_the_matrix_is_shown_and_loaded(study: Path, run: Run, tmp_path: Path) -> None:
    criteria = run("matrix", study, "--json").json()
    assert [len(criterion["questions"]) for criterion in criteria] == [8, 5, 3, 2, 5]
    bare = tmp_path / "bare.qcg"
    run("new", bare)
    assert run("matrix", bare, "--load", "closing-gaps").err == "23 questions imported.\n"
    assert "REL" in run("matrix", bare).text


def test_the_register_comes_in_and_out(study: Path, run: Run, tmp_path: Path) -> None:
    table = tmp_path / "informants.csv"
    table.write_text("code,type,document,speaker\nKII-01,Agency,KII-01.txt,KII-01\n", encoding="utf-8")
    assert run("informants", study, "--from", table).err == "1 informant imported.\n"
    (one,) = run("informants", study, "--json").json()
    assert (one["code"], one["documents"]) == ("KII-01", [{"document": "KII-01.txt", "speaker": "KII-01"}])
    assert "Agency" in run("informants", study).text


def test_documents_are_described_and_removed(study: Path, run: Run, code: Code) -> None:
    code("KII-01.txt,0,10,Q1,,\n")
    assert run("describe-document", study, "INT-01", "--kind", "group", "--language", "en").code == 0
    (document,) = run("documents", study, "--json").json()
    assert (document["kind"], document["code"], document["language"]) == ("group", "GRP-01", "en")
    assert run("remove-document", study, "KII-01.txt").err == "Removed, with 1 coding.\n"
    run("undo", study)
    assert len(run("codings", study, "--json").json()) == 1


def test_a_copy_is_a_study(study: Path, run: Run, tmp_path: Path) -> None:
    assert run("copy", study, tmp_path / "copy.qcg").code == 0
    assert run("text", tmp_path / "copy.qcg", "INT-01").out == STORED.encode()


def test_the_sample_study_goes_the_whole_way(tmp_path: Path, run: Run) -> None:
    target = tmp_path / "sample.qcg"
    assert run("sample", target).code == 0
    assert len(run("documents", target, "--json").json()) >= 9
    assert {c["coder"] for c in run("codings", target, "--json").json()} == {"Marta R.", "Ana L."}
    assert run("check", target).code == 0
    annex = tmp_path / "annex.docx"
    refused = run("export", target, annex, "--attribution", "role")
    assert refused.code == 1 and "point at too few people" in refused.err and not annex.exists()
    accepted = ("--accept-risk", "the sample's people are invented")
    assert run("export", target, annex, "--attribution", "role", *accepted).code == 0


def test_tables_for_people(study: Path, run: Run, code: Code) -> None:
    code("KII-01.txt,0,10,Q1,,\n")
    assert "INT-01" in run("documents", study).text
    assert "1 excerpt " in run("codes", study).text
    assert "Marta R." in run("coders", study).text
    assert len(run("log", study, "--limit", "2").text.splitlines()) == 2
    assert run("codings", study).text.split() == [
        "KII-01.txt", "0–10", "Q1", "Marta", "R.", "Entrevista"
    ]  # fmt: skip


def test_as_a_process_of_its_own(study: Path, shell: Run) -> None:
    assert shell("text", study, "KII-01.txt").out == STORED.encode("utf-8")
    bad = shell("text", study, "nobody")
    assert (bad.code, bad.out) == (1, b"") and bad.err.startswith("There is no document nobody")
    assert shell("nonsense").code == 1
    assert shell("--version").text.startswith("qualcoder-cg")
    assert "export" in shell("--help").text


def test_output_is_utf_8_on_any_console(study: Path, shell: Run) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    assert shell("text", study, "KII-01.txt", **plain).out == STORED.encode("utf-8")
    assert shell("documents", study, "--json", **plain).code == 0
    assert shell("undo", study, **plain).code == 0


def test_spanish_once_translated(study: Path, shell: Run) -> None:
    if not (ROOT / "resources/translations/es/LC_MESSAGES/qualcoder_cg.mo").is_file():
        pytest.skip("there are no translations yet")
    ran = shell("text", study, "nobody", QUALCODER_CG_LANGUAGE="es")
    assert ran.code == 1 and "nobody" in ran.err and "There is no" not in ran.err
