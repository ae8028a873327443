"""How far coding has come, bookmarks at the caret, and going through the history."""

from pathlib import Path

import pytest

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import REJECTED, Suggestion
from qualcoder_cg.errors import Cancelled, UserError
from qualcoder_cg.services import coding, documents, how_far, steps, suggestions, whereabouts
from qualcoder_cg.services.studies import Project


def _code(project: Project, document_id: str, words: str) -> None:
    start = project.documents.text(document_id).index(words)
    code = project.codes.all()[0].id
    coding.apply_code(project, document_id=document_id, span=Span(start, start + len(words)), code_id=code)


def test_progress_is_the_respondents_words_before_the_furthest_coding(
    project: Project, document_id: str
) -> None:
    assert how_far.how_far(project, document_id) == how_far.Coded(None)
    _code(project, document_id, "At first everybody")
    first = project.documents.turns(document_id)[1]
    second = project.documents.turns(document_id)[3]
    whole = first.end - first.start + second.end - second.start
    reached = how_far.how_far(project, document_id)
    assert reached.share == pytest.approx(len("At first everybody") / whole) and not reached.finished
    _code(project, document_id, "What changed for domestic workers?")
    assert how_far.how_far(project, document_id).share == pytest.approx((first.end - first.start) / whole)
    _code(project, document_id, "losing the job.")
    assert how_far.how_far(project, document_id).share == 1.0


def test_a_decision_counts_as_far_as_a_coding_and_a_colleagues_does_not(
    project: Project, document_id: str
) -> None:
    second = project.documents.turns(document_id)[3]
    suggestion = Suggestion(document_id, second.start, second.end, project.codes.all()[0].id, 0.5, "x", "x")
    project.coder_name = "Ana L."
    suggestions.decide(project, suggestion, REJECTED)
    assert how_far.how_far(project, document_id).share == 1.0
    project.coder_name = "Marta R."
    assert how_far.how_far(project, document_id).share is None


def test_where_nobody_responds_the_text_counts(project: Project, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("0123456789" * 10, encoding="utf-8")
    (made,) = documents.import_files(project, [tmp_path / "plan.txt"])
    assert made.document
    code = project.codes.all()[0].id
    coding.apply_code(project, document_id=made.document.id, span=Span(20, 25), code_id=code)
    assert how_far.how_far(project, made.document.id).share == pytest.approx(25 / made.document.characters)


def test_finished_is_said_beside_the_share(project: Project, document_id: str) -> None:
    whereabouts.finish_documents(project, [document_id])
    assert how_far.how_far(project, document_id) == how_far.Coded(None, True)


def test_a_bookmark_comes_and_goes_at_the_caret(project: Project, document_id: str) -> None:
    before = project.fingerprint()
    line = Span(30, 90)
    made = whereabouts.toggle_bookmark(project, document_id=document_id, place=50, within=line)
    assert made and [one.place for one in whereabouts.own_bookmarks(project)] == [50]
    project.coder_name = "Ana L."
    hers = whereabouts.toggle_bookmark(project, document_id=document_id, place=40, within=line)
    assert hers, "a colleague's bookmark is not in the way"
    project.undo()
    project.coder_name = "Marta R."
    assert whereabouts.toggle_bookmark(project, document_id=document_id, place=70, within=line) is None
    assert whereabouts.own_bookmarks(project) == []
    project.undo()
    assert [one.place for one in whereabouts.own_bookmarks(project)] == [50]
    project.undo()
    assert project.fingerprint() == before


def test_going_to_a_step_and_to_the_beginning(project: Project, document_id: str) -> None:
    states = {}
    for words in ("agenda", "domestic", "afraid", "job"):
        _code(project, document_id, words)
        step = project.undoable()
        assert step
        states[step.id] = project.fingerprint()
    told: list[tuple[int, int]] = []
    for step_id in (min(states), max(states), min(states)):
        steps.go_to_step(project, step_id, lambda done, total, _said: told.append((done, total)))
        assert project.fingerprint() == states[step_id]
    assert told[:1] == [(0, 3)]
    assert steps.go_to_step(project, steps.BEGINNING) == project.step_counts()[1] - 3
    assert project.documents.all() == [] and project.undoable() is None
    with pytest.raises(UserError):
        steps.go_to_step(project, 10_000)


def test_going_that_is_stopped_stays_where_it_was(project: Project, document_id: str) -> None:
    text = project.documents.text(document_id)
    code = project.codes.all()[0].id
    for start in range(3 * steps.SLICE):
        coding.apply_code(project, document_id=document_id, span=Span(start, len(text)), code_id=code)

    def stop(done: int, _total: int, _said: str) -> None:
        if done >= steps.SLICE:
            raise Cancelled

    with pytest.raises(Cancelled):
        steps.go_to_step(project, steps.BEGINNING, stop)
    assert project.step_counts()[1] == steps.SLICE
