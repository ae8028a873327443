"""The counts of the codebook: excerpts, informants, who was asked and who spoke; after every change."""

import random
from collections.abc import Iterator

import pytest
from test_asked import guide_id, informants, interview, questions, records

from qualcoder_cg.domain.informants import Voice
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.services import asked, codebook, coding, documents, revisions, studies
from qualcoder_cg.services.codebook_merges import merge_codes
from qualcoder_cg.services.codebook_moves import OTHERS, move_codes
from qualcoder_cg.services.studies import Project
from qualcoder_cg.services.tally import Numbers, Share, Tally

__all__ = ["guide_id", "questions"]

Ids = dict[str, str]


@pytest.fixture
def tally(project: Project) -> Iterator[Tally]:
    """Counts that follow every change of the study."""
    made = Tally(project)
    project.listen(made.note)
    yield made
    assert_right(made, project)


def assert_right(tally: Tally, project: Project) -> None:
    """The counts are those that other parts of the program come to on their own."""
    codes = project.codes.all()
    tally.complete()
    for code in codes:
        distinct = {(one.document_id, one.start, one.end) for one in project.seen.of_code(code.id)}
        assert tally.of([code.id]).excerpts == len(distinct)
    found, shares = asked.who_was_asked(project), tally.shares(codes)
    for question in project.matrix.questions():
        counts = found.counts(question.id)
        wanted = Share(counts.interviewed, counts.asked, counts.spoke, counts.unasked)
        assert shares[question.id] == wanted and wanted.silent == counts.silent


def voice(project: Project, document_id: str, informant_id: str, speaker: str) -> None:
    with project.step("Register"):
        project.informants.set_voices(informant_id, [Voice(document_id, informant_id, speaker)])


def passage(project: Project, document_id: str, words: str, code_id: str) -> None:
    start = project.documents.text(document_id).index(words)
    coding.apply_code(project, document_id=document_id, span=Span(start, start + len(words)), code_id=code_id)


def test_a_passage_coded_alike_by_two_is_one_excerpt(
    project: Project, tally: Tally, document_id: str, code_ids: Ids
) -> None:
    people = informants(project, "KII-01")
    voice(project, document_id, people["KII-01"], "KII-01")
    for coder in ("Marta R.", "Ana L."):
        project.coder_name = coder
        passage(project, document_id, "The technical table", code_ids["Q11"])
    passage(project, document_id, "In eight months", code_ids["Q14"])
    passage(project, document_id, "What changed", code_ids["Q14"])
    tally.complete()
    assert tally.of([code_ids["Q11"]]) == Numbers(1, 1)
    assert tally.of([code_ids["Q14"]]) == Numbers(2, 1)
    assert tally.of([code_ids["Q11"], code_ids["Q14"]]) == Numbers(3, 1)
    assert tally.of([code_ids["Q1"]]) == tally.of([]) == Numbers(0, 0)
    project.undo()
    assert tally.complete().of([code_ids["Q14"]]) == Numbers(1, 1)


def test_what_is_not_seen_is_not_counted(
    project: Project, tally: Tally, document_id: str, code_ids: Ids
) -> None:
    passage(project, document_id, "The technical table", code_ids["Q11"])
    project.coder_name = "Ana L."
    passage(project, document_id, "In eight months", code_ids["Q11"])
    assert tally.complete().is_known
    ana = project.coders.named("Ana L.")
    assert ana
    project.see_only([ana.id])
    assert not tally.is_known and tally.of([code_ids["Q11"]]).excerpts == 0
    assert tally.complete().of([code_ids["Q11"]]).excerpts == 1
    project.see_only(None)
    assert tally.complete().of([code_ids["Q11"]]).excerpts == 2


def test_who_was_asked_follows_guides_interviews_and_voices(
    project: Project, tally: Tally, document_id: str, code_ids: Ids, guide_id: str, questions: Ids
) -> None:
    people = informants(project, "KII-01", "KII-02")
    interview(project, "INT-01", ["KII-01"], guide="Agencies")
    interview(project, "INT-02", ["KII-02"], guide="Agencies")
    codes = project.codes.all()
    assert tally.complete().shares(codes)[questions["11"]] == Share(2, 2, 0, 0)
    records(project, "INT-01", document_id)
    passage(project, document_id, "In eight months", code_ids["Q11"])
    passage(project, document_id, "In eight months", code_ids["Q2"])
    assert_right(tally, project)
    assert tally.shares(codes)[questions["11"]].spoke == 1
    assert tally.shares(codes)[questions["2"]] == Share(2, 0, 0, 1)
    assert tally.interviewed == 2
    voice(project, document_id, people["KII-02"], "KII-01")
    assert_right(tally, project)
    project.undo()
    assert_right(tally, project)


def test_team_codes_serve_their_question_and_go_with_it(
    project: Project, tally: Tally, document_id: str, code_ids: Ids, questions: Ids
) -> None:
    people = informants(project, "KII-01")
    voice(project, document_id, people["KII-01"], "KII-01")
    fear = codebook.add_code(project, "Fear", parent_id=code_ids["Q11"])
    passage(project, document_id, "In eight months", fear.id)
    assert tally.complete().shares(project.codes.all())[questions["11"]].unasked == 1
    move_codes(project, [fear.id], OTHERS)
    assert tally.complete().shares(project.codes.all())[questions["11"]].unasked == 0
    merge_codes(project, [fear.id], code_ids["Q11"])
    assert tally.complete().of([code_ids["Q11"]]) == Numbers(1, 1)


def test_texts_and_documents_may_change(
    project: Project, tally: Tally, document_id: str, code_ids: Ids
) -> None:
    passage(project, document_id, "In eight months", code_ids["Q11"])
    tally.complete()
    text = project.documents.text(document_id)
    revisions.edit_text(project, document_id, text.replace("At first", "To begin with"))
    assert_right(tally, project)
    documents.remove_documents(project, [document_id])
    assert tally.complete().of([code_ids["Q11"]]) == Numbers(0, 0)
    project.undo()
    assert_right(tally, project)


def test_a_change_from_outside_is_counted(
    project: Project, tally: Tally, document_id: str, code_ids: Ids
) -> None:
    tally.complete()
    other = studies.open_project(project.path, coder="Ana L.")
    passage(other, document_id, "In eight months", code_ids["Q11"])
    other.close()
    assert project.refresh()
    assert tally.is_known
    assert tally.complete().of([code_ids["Q11"]]).excerpts == 1


def test_the_work_is_done_in_pieces(project: Project, document_id: str, code_ids: Ids) -> None:
    dice = random.Random(7)
    length = project.documents.get(document_id).characters  # type: ignore[union-attr]
    with project.step("Code much"):
        for number in range(900):
            start = dice.randrange(length - 20)
            span = Span(start, start + 1 + number % 19)
            coding.apply_code(
                project, document_id=document_id, span=span, code_id=code_ids[f"Q{number % 9 + 1}"]
            )
    tally, pieces = Tally(project), 1
    project.listen(tally.note)
    while not tally.go_on(0):
        pieces += 1
        if pieces == 5:
            assert not tally.is_known
            passage(project, document_id, "In eight months", code_ids["Q23"])
    assert pieces > 6
    assert_right(tally, project)
