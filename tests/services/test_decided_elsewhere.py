"""A decision made in one copy fits in the study whose text was corrected meanwhile."""

from pathlib import Path

from two_coders import build, of_kind

from qualcoder_cg.domain.team import KEEP_A, OTHER_QUESTION
from qualcoder_cg.services import adjudication, merge, revisions, studies
from qualcoder_cg.services.adjudication import settle


def test_a_correction_made_elsewhere_does_not_open_what_was_settled(tmp_path: Path) -> None:
    two = build(tmp_path)
    project = two.project
    one = of_kind(project, OTHER_QUESTION)
    copy = studies.save_copy(project, tmp_path / "copy.qcg")
    text = project.documents.text(one.document_id)
    words = text[one.start : one.end]
    first = words.split()[0]
    revisions.edit_text(
        project, one.document_id, text[: one.start] + words.replace(first, first + "s", 1) + text[one.end :]
    )
    other = studies.open_project(copy, coder="Marta R.")
    (same,) = [each for each in [of_kind(other, OTHER_QUESTION)] if each.id == one.id]
    settle(other, same, KEEP_A, reason="As the question says.")
    other.close()
    merge.merge(project, copy)
    assert project.documents.text(one.document_id) != text
    assert [each.verdict for each in project.team.adjudications.all()] == [KEEP_A]
    assert adjudication.stale(project) == []
    (about, *_rest) = project.team.adjudicated.all()
    with project.step("Move"):
        project.codings.change(about.coding_id, start_cp=one.start, end_cp=one.start + 3)
    assert len(adjudication.stale(project)) == 1
    project.close()
