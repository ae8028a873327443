"""Auto-coding is looked at first, done in one named step, and waits to be confirmed."""

from pathlib import Path

import pytest

from qualcoder_cg.domain.codings import ACCEPTED, IMPORTED, MANUAL, SUGGESTED
from qualcoder_cg.domain.proportions import Proportion
from qualcoder_cg.domain.search import Hit
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import ACCEPTED as RIGHT
from qualcoder_cg.domain.suggestions import CORRECTED, REJECTED, Suggestion
from qualcoder_cg.errors import Cancelled, UserError
from qualcoder_cg.services import (
    auto_coding,
    codebook_merges,
    coding,
    coding_several,
    confirming,
    decisions,
    exchange,
    finding_edit,
    finding_links,
    nothing_here,
    studies,
    suggestions,
    waiting,
    withheld,
)
from qualcoder_cg.services.merge import merge
from qualcoder_cg.services.search_coding import code_hits
from qualcoder_cg.services.studies import Project
from qualcoder_cg.services.waiting import Batch
from qualcoder_cg.storage.opening import open_study
from qualcoder_cg.suggest.blend import WEIGHTS

Ids = dict[str, str]
TABLE = "The technical table made us sit together."
AFRAID = "They are afraid of losing the job."


@pytest.fixture(autouse=True)
def _nothing_blind(project: Project) -> None:
    withheld.change_every(project, 0)


def place(project: Project, document_id: str, words: str) -> Span:
    start = project.documents.text(document_id).index(words)
    return Span(start, start + len(words))


def suggested(
    project: Project, document_id: str, code_id: str, words: str, share: float = 0.8, score: float = 0.85
) -> Suggestion:
    return Suggestion(
        document_id, *place(project, document_id, words), code_id, score, "keywords", "table",
        parts=(("keywords", share * WEIGHTS["keywords"]), ("question text", 0.3)), learned_from=4,
    )  # fmt: skip


def proposed(project: Project, *found: Suggestion, **more: object) -> auto_coding.Proposals:
    asked = {"suggester": "keywords", "threshold": 0.5, **more}
    return auto_coding.proposals(project, found, **asked)  # type: ignore[arg-type]


@pytest.fixture
def applied(project: Project, document_id: str, code_ids: Ids) -> str:
    """The id of a coding under Q14 that waits."""
    found = proposed(project, suggested(project, document_id, code_ids["Q14"], TABLE))
    assert auto_coding.apply(project, found, "First round") == 1
    (made,) = waiting.waiting(project)
    return made.coding.id


def test_only_what_the_suggester_alone_says_from_the_threshold_on(
    project: Project, document_id: str, code_ids: Ids
) -> None:
    far = suggested(project, document_id, code_ids["Q14"], TABLE, share=0.8)
    near = suggested(project, document_id, code_ids["Q11"], AFRAID, share=0.5)
    assert [round(one.share, 4) for one in proposed(project, far, near).found] == [0.8, 0.5]
    assert [one.suggestion for one in proposed(project, far, near, threshold=0.51).found] == [far]
    assert proposed(project, far, near, suggester="question text").found == ()
    assert len(proposed(project, far, near, suggester=auto_coding.TOGETHER, threshold=0.85).found) == 2
    assert [one.suggestion for one in proposed(project, far, near, codes=[code_ids["Q11"]]).found] == [near]
    assert proposed(project, far, near, suggester="nobody", threshold=0).found == ()
    without_parts = Suggestion(document_id, *far.span, code_ids["Q14"], 0.7, "own coding", "")
    assert auto_coding.share_of(without_parts, "own coding") == 0.7


@pytest.mark.parametrize("threshold", [-0.1, 1.1, float("nan")])
def test_what_is_no_threshold_is_refused(project: Project, threshold: float) -> None:
    with pytest.raises(UserError):
        proposed(project, threshold=threshold)


def test_what_is_taken_or_the_interviewers_is_not_proposed(
    project: Project, document_id: str, code_ids: Ids
) -> None:
    q11, q14 = code_ids["Q11"], code_ids["Q14"]
    question = suggested(project, document_id, q14, "How did the work between the agencies begin?")
    label = suggested(project, document_id, q14, "KII-01: At first everybody came")
    assert proposed(project, question, label).found == ()
    table, afraid = (suggested(project, document_id, q14, words) for words in (TABLE, AFRAID))
    coding.apply_code(project, document_id=document_id, span=table.span, code_id=q14)
    assert proposed(project, table).found == ()
    other = suggested(project, document_id, q11, TABLE)
    assert len(proposed(project, other).found) == 1
    decisions.decide(project, afraid, REJECTED)
    assert proposed(project, afraid).found == ()
    nothing = suggested(project, document_id, q11, AFRAID)
    assert len(proposed(project, nothing).found) == 1
    nothing_here.nothing_here(project, document_id, nothing.span)
    assert proposed(project, nothing).found == ()


def test_blind_passages_are_left_out_and_counted(project: Project, document_id: str, code_ids: Ids) -> None:
    with project.step("Everything is blind"):
        project.settings.put("blind passages", 1)
    found = proposed(project, suggested(project, document_id, code_ids["Q14"], TABLE))
    assert (found.found, found.blind) == ((), 1)


def test_one_step_with_a_name_that_is_taken_back_whole(
    project: Project, document_id: str, code_ids: Ids
) -> None:
    before = project.fingerprint()
    found = proposed(
        project,
        suggested(project, document_id, code_ids["Q14"], TABLE),
        suggested(project, document_id, code_ids["Q11"], AFRAID),
    )
    assert found.counts() == {(document_id, code_ids["Q14"]): 1, (document_id, code_ids["Q11"]): 1}
    assert auto_coding.apply(project, found, "  First\n round ") == 2
    done = project.undoable()
    assert done is not None and done.name == "Auto-code {n} passages by {suggester}: {name}"
    assert done.words == {"n": 2, "suggester": "keywords", "name": "First round"}
    made = project.codings.in_document(document_id)
    assert {one.origin for one in made} == {SUGGESTED}
    assert {one.memo for one in made} == {"Auto-coded by keywords: table"}
    assert {one.coder_id for one in made} == {project.coders.all()[0].id}
    (batch,) = waiting.batches(project)
    assert (batch.name, batch.suggester, batch.threshold, batch.passages) == (
        "First round",
        "keywords",
        0.5,
        2,
    )
    assert auto_coding.apply(project, found, "Again") == 0
    project.undo()
    assert project.fingerprint() == before
    assert auto_coding.apply(project, found.without([0]), "The second alone") == 1


def test_a_name_is_needed(project: Project, document_id: str, code_ids: Ids) -> None:
    with pytest.raises(UserError):
        auto_coding.apply(project, proposed(project), " ")


def test_it_counts_nowhere_and_is_shown(project: Project, document_id: str, applied: str) -> None:
    assert project.seen.count() == 0 and project.seen.get(applied) is None
    assert project.shown.get(applied) is not None
    assert (document_id and suggestions.material(project, document_id).taken)[0][2]
    assert waiting.number_waiting(project) == 1


def test_confirming_is_one_step_and_a_decision(project: Project, code_ids: Ids, applied: str) -> None:
    before = project.fingerprint()
    assert confirming.confirm(project, [applied, "unknown"]) == 1
    assert project.seen.some([applied])[0].origin == ACCEPTED
    (decision,) = project.decisions.all()
    assert (decision.verdict, decision.suggester, decision.coding_id) == (RIGHT, "keywords", applied)
    assert (decision.score, decision.reason) == (0.85, "table")
    (predicted,) = project.decisions.predictions.all()
    assert (predicted.id, predicted.outcome, predicted.code_id) == (decision.id, RIGHT, code_ids["Q14"])
    assert predicted.learned_from == 4
    assert auto_coding.right_so_far(project, "keywords") == Proportion(1, 1)
    assert confirming.confirm(project, [applied]) == 0
    project.undo()
    assert project.fingerprint() == before


def test_rejecting_takes_it_away_for_good(
    project: Project, document_id: str, code_ids: Ids, applied: str
) -> None:
    again = suggested(project, document_id, code_ids["Q14"], TABLE)
    before = project.fingerprint()
    assert confirming.reject(project, [applied]) == 1
    assert project.codings.count() == 0
    assert [one.verdict for one in project.decisions.all()] == [REJECTED]
    assert proposed(project, again).found == ()
    assert auto_coding.right_so_far(project, auto_coding.TOGETHER) == Proportion(0, 1)
    project.undo()
    assert project.fingerprint() == before


def test_a_coding_is_of_whoever_confirms_it(project: Project, applied: str) -> None:
    project.coder_name = "Luis P."
    confirming.confirm(project, [applied])
    luis = project.coders.named("Luis P.")
    assert luis and project.seen.some([applied])[0].coder_id == luis.id


def test_confirming_what_that_coder_has_already_makes_one(
    project: Project, document_id: str, code_ids: Ids, applied: str
) -> None:
    project.coder_name = "Luis P."
    span = place(project, document_id, TABLE)
    own = coding.apply_code(project, document_id=document_id, span=span, code_id=code_ids["Q14"])
    assert project.codings.count() == 2 and project.seen.count() == 1
    confirming.confirm(project, [applied])
    (left,) = project.seen.in_document(document_id)
    assert (left.id, left.origin) == (own.id, MANUAL)
    assert "Auto-coded" in left.memo


def test_coding_the_same_by_hand_confirms_it(
    project: Project, document_id: str, code_ids: Ids, applied: str
) -> None:
    span = place(project, document_id, TABLE)
    there = coding.apply_code(project, document_id=document_id, span=span, code_id=code_ids["Q14"])
    assert (there.id, there.origin) == (applied, ACCEPTED)
    assert project.seen.count() == 1
    assert [one.verdict for one in project.decisions.all()] == [RIGHT]


def test_a_search_that_codes_the_same_confirms_it(
    project: Project, document_id: str, code_ids: Ids, applied: str
) -> None:
    hit = Hit(document_id, *place(project, document_id, TABLE), "", "", "", TABLE, "")
    assert code_hits(project, [hit], [code_ids["Q14"]]).made == 1
    assert project.seen.count() == project.codings.count() == 1
    assert code_hits(project, [hit], [code_ids["Q14"]]).made == 0


def test_a_table_that_codes_the_same_confirms_it(
    project: Project, document_id: str, code_ids: Ids, applied: str
) -> None:
    start, end = place(project, document_id, TABLE)
    table = project.path.with_name("codings.csv")
    table.write_text(f"document,start,end,code\nKII-01.txt,{start},{end},Q14\n", encoding="utf-8")
    assert exchange.code_from_csv(project, table) == (1, 0)
    assert {one.origin for one in project.seen.in_document(document_id)} == {IMPORTED}
    assert exchange.code_from_csv(project, table) == (0, 1)


def test_another_code_is_a_correction(project: Project, code_ids: Ids, applied: str) -> None:
    coding.change_code(project, [applied], code_ids["Q11"])
    (there,) = project.seen.some([applied])
    assert (there.origin, there.code_id) == (ACCEPTED, code_ids["Q11"])
    (decision,) = project.decisions.all()
    assert (decision.verdict, decision.chosen_code_id) == (CORRECTED, code_ids["Q11"])


def test_removing_it_is_a_rejection(project: Project, applied: str) -> None:
    assert coding.remove_codings(project, [applied]) == 1
    assert [one.verdict for one in project.decisions.all()] == [REJECTED]


def test_codings_that_become_one_wait_only_where_both_did(
    project: Project, document_id: str, code_ids: Ids, applied: str
) -> None:
    span = place(project, document_id, TABLE)
    coding.apply_code(project, document_id=document_id, span=span, code_id=code_ids["Q11"])
    codebook_merges.merge_codes(project, [code_ids["Q11"]], code_ids["Q14"])
    assert [one.origin for one in project.seen.of_code(code_ids["Q14"])] == [MANUAL]
    project.undo()
    coding_several.join_codings(
        project,
        [
            applied,
            coding.apply_code(
                project,
                document_id=document_id,
                span=place(project, document_id, AFRAID),
                code_id=code_ids["Q14"],
            ).id,
        ],
    )
    assert [one.origin for one in project.codings.of_code(code_ids["Q14"])] == [MANUAL]


def test_a_divided_one_waits_in_both_parts(project: Project, applied: str) -> None:
    coding_several.split_coding(project, applied, project.shown.some([applied])[0].start + 20)
    assert (project.seen.count(), waiting.number_waiting(project)) == (0, 2)


def test_what_waits_is_no_evidence(project: Project, applied: str) -> None:
    question = project.matrix.questions()[0]
    finding_id = finding_edit.add_finding(project, question.id, "It rains.")
    with pytest.raises(UserError, match="confirmed first"):
        finding_links.link_codings(project, finding_id, [applied])
    confirming.confirm(project, [applied])
    assert finding_links.link_codings(project, finding_id, [applied]).links


def test_what_another_window_coded_waits_too(project: Project, code_ids: Ids, document_id: str) -> None:
    from qualcoder_cg.services.studies import open_project

    assert project.seen.count() == 0
    other = open_project(project.path, coder="Luis P.")
    found = proposed(other, suggested(other, document_id, code_ids["Q14"], TABLE))
    assert auto_coding.apply(other, found, "Elsewhere") == 1
    assert (project.seen.count(), project.shown.count(), waiting.number_waiting(project)) == (0, 1, 1)
    confirming.confirm(other, [one.coding.id for one in waiting.waiting(other)])
    other.close()
    assert (project.seen.count(), waiting.number_waiting(project)) == (1, 0)


def test_a_step_that_is_taken_back_leaves_nothing_unknown(project: Project, applied: str) -> None:
    """What is read first inside a step that changes nothing is read again after it."""
    from qualcoder_cg.services.studies import open_project

    again = open_project(project.path, coder="Marta R.")
    with again.step("Nothing changes"):
        assert again.seen.count() == 0
    assert (again.seen.count(), again.shown.count()) == (0, 1)
    again.close()


def test_previewing_changes_nothing_and_can_be_stopped(project: Project, code_ids: Ids) -> None:
    before = project.fingerprint()
    found = auto_coding.preview(project, suggester=auto_coding.TOGETHER, threshold=0)
    assert project.fingerprint() == before
    assert {one.suggestion.code_id for one in found.found} <= set(code_ids.values())

    def stop(*_told: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        auto_coding.preview(project, suggester="keywords", threshold=0, progress=stop)


def test_batches_of_two_copies_are_both_there(
    project: Project, document_id: str, code_ids: Ids, tmp_path: Path
) -> None:
    old = Batch("0" * 32, "Long ago", "keywords", 0.5, project.coders.all()[0].id, "2020-01-01", 1)
    with project.step("As an earlier version kept it"):
        project.settings.put("auto-coding", [list(old)])
    other = open_study(studies.save_copy(project, tmp_path / "other.qcg"), "Ana L.")
    for one, name, code, place in (
        (project, "Here", "Q14", TABLE), (other, "There", "Q11", AFRAID),
    ):  # fmt: skip
        found = proposed(one, suggested(one, document_id, code_ids[code], place))
        assert auto_coding.apply(one, found, name) == 1
    merge(project, other.path)
    merge(other, project.path)
    assert project.fingerprint() == other.fingerprint()
    assert {one.name for one in waiting.batches(other)} == {"Here", "There", "Long ago"}
    assert waiting.batches(project)[-1] == old
    assert {one.batch.name for one in waiting.waiting(project) if one.batch} == {"Here", "There"}
    other.close()
