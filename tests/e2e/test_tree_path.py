"""The code tree by mouse and keys, from the numbers of the matrix to a codebook in another order and back."""

from pathlib import Path

from qualcoder_cg.services import sample, studies

from .driving import in_a_process


def test_a_codebook_is_put_in_order_and_back(tmp_path: Path) -> None:
    sample.build_sample(tmp_path / "sample.qcg").close()
    in_a_process("tree_path", tmp_path)

    project = studies.open_project(tmp_path / "sample.qcg")
    assert studies.problems(project) == []
    assert project.undoable() is None
    assert project.redoable()
    project.close()
