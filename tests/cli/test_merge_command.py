"""The command `merge`: dry runs, several copies, choices, reports, refusals."""

from pathlib import Path

from cli_runs import Run

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.services import coding, studies
from qualcoder_cg.services.codebook import add_code


def _copy(study: Path, name: str, memo: str) -> Path:
    """A copy in which somebody wrote a memo on the first code and coded once."""
    path = study.with_name(name)
    path.write_bytes(study.read_bytes())
    project = studies.open_project(path, coder=name)
    code = next(one for one in project.codes.all() if one.name == "shared")
    project.codes.get(code.id)
    with project.step("Memo"):
        project.codes.change(code.id, memo=memo)
    document = project.documents.all()[0]
    coding.apply_code(project, document_id=document.id, span=Span(0, 9), code_id=code.id)
    project.close()
    return path


def _base(study: Path) -> str:
    project = studies.open_project(study, coder="Lead")
    code = add_code(project, "shared")
    project.close()
    return code.id


def test_copies_come_in_once(study: Path, run: Run, tmp_path: Path) -> None:
    code_id = _base(study)
    one, two = _copy(study, "Ana.qcg", "Ana's"), _copy(study, "Beto.qcg", "Beto's")
    dry = run("merge", study, one, two, "--dry-run", "--json").json()
    assert [seen["file"] for seen in dry] == ["Ana.qcg", "Beto.qcg"] and dry[0]["clashes"] == []
    before = run("codings", study, "--json").json()
    report = tmp_path / "report.txt"
    ran = run("merge", study, one, two, "--report", report)
    assert ran.code == 0 and "1 new" in ran.text
    assert "Ana's" in report.read_text(encoding="utf-8") and "Beto's" in report.read_text(encoding="utf-8")
    assert len(run("codings", study, "--json").json()) == len(before) + 2
    again = run("merge", study, one)
    assert again.code == 0 and "brings nothing that is not here already" in again.text
    assert run("check", study).code == 0
    run("undo", study)
    key = f"code/{code_id}/memo"
    (clash,) = run("merge", study, two, "--dry-run", "--json").json()["clashes"]
    assert (clash["key"], clash["wins"]) == (key, "theirs")
    assert run("merge", study, two, "--take-mine", key, "--json").json()["chosen"] == {key: "mine"}
    project = studies.open_project(study, coder="Lead")
    found = project.codes.get(code_id)
    assert found and found.memo == "Ana's"
    project.close()


def test_two_codes_become_one(study: Path, run: Run) -> None:
    _base(study)
    copy = _copy(study, "Ana.qcg", "")
    project = studies.open_project(copy, coder="Ana")
    add_code(project, "shared budget")
    project.close()
    done = run("merge", study, copy, "--same-code", "shared=shared budget", "--json").json()
    (one,) = done["same"]
    assert (one["table"], one["stays"], one["names"]) == ("code", "shared", ["shared", "shared budget"])
    assert "shared budget" not in [code["name"] for code in run("codes", study, "--json").json()]
    refused = run("merge", study, copy, "--same-code", "shared")
    assert refused.code == 1 and "names no two codes" in refused.err


def test_coders_of_one_name_become_one(study: Path, run: Run) -> None:
    _base(study)
    copy, other = _copy(study, "Ana.qcg", ""), _copy(study, "Beto.qcg", "")
    for name in ("Carla N.", "Dora"):
        for path in (study, copy, other):
            project = studies.open_project(path, coder="Lead")
            studies.add_coder(project, name)
            project.close()
    seen = run("merge", study, copy, "--dry-run", "--json").json()["pairs"]
    assert [(one["kind"], one["first"]) for one in seen] == [("same name", "Carla N."), ("same name", "Dora")]
    assert (
        f"The coder Dora: two go under this name [{seen[1]['key']}]"
        in run("merge", study, copy, "--dry-run").text
    )
    refused = run("merge", study, copy, "--same", "coder/x/y")
    assert refused.code == 1 and "no pair coder/x/y" in refused.err
    done = run("merge", study, copy, "--same", seen[1]["key"], "--json").json()
    assert [one["stays"] for one in done["same"]] == ["Dora"]
    names = [one["name"] for one in run("coders", study, "--json").json()]
    assert (names.count("Carla N."), names.count("Dora")) == (2, 1)
    assert run("merge-coders", study, "Carla N.").code == 0
    assert "made one of 2" in run("merge", study, other, "--same-names").text
    names = [one["name"] for one in run("coders", study, "--json").json()]
    assert (names.count("Carla N."), names.count("Dora")) == (1, 1)
    run("change-coder", study, "Dora", "--name", "Dora M.")
    assert run("merge-coders", study, "Dora M.", "Carla N.").code == 0
    assert "Carla N." not in [one["name"] for one in run("coders", study, "--json").json()]
    assert run("merge-coders", study, "Dora M.").code == 1 and run("check", study).code == 0
    run("undo", study)
    assert "Carla N." in [one["name"] for one in run("coders", study, "--json").json()]


def test_both_memos_are_kept_by_key(study: Path, run: Run) -> None:
    copy = study.with_name("back.qcg")
    run("copy", study, copy)
    run("study-memo", study, "What we knew.")
    run("study-memo", copy, "What Ana found.", "--coder", "Ana L.")
    run("merge", study, copy, "--take-both", "setting/memo/value")
    assert run("study-memo", study).out.split() == b"What we knew. What Ana found.".split()


def test_another_study_is_refused(study: Path, run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "foreign.qcg", "--matrix", "closing-gaps")
    refused = run("merge", study, tmp_path / "foreign.qcg")
    assert refused.code == 1 and refused.err.startswith("foreign.qcg is not a copy of this study.")
    assert run("merge", study, study.with_name("x.qcg"), "--take-theirs", "a/b/c").code == 1
