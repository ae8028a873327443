"""Searching and coding by mouse and keys, from the real start of the program."""

from pathlib import Path

from qualcoder_cg.services import sample, studies

from .driving import in_a_process


def test_what_is_found_is_coded_by_mouse_and_keys(tmp_path: Path) -> None:
    sample.build_sample(tmp_path / "sample.qcg").close()
    in_a_process("search_path", tmp_path)

    project = studies.open_project(tmp_path / "sample.qcg")
    assert studies.problems(project) == []
    step = project.undoable()
    assert step and step.name == "Code search hits under {codes} ({n})"
    code = next(code for code in project.codes.all() if code.name == step.words["codes"])
    quotes = [quote.lower() for _coding, quote in project.codings.quotes_of(code.id)]
    assert sum(quote.startswith("seguro") for quote in quotes) == step.words["n"]
    project.close()
