"""What people may rely on in a study: nothing leaks, nothing comes back, reading changes nothing."""

import json
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from promises import ENGLISH, PROFILES, interview

from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT, Transcript
from qualcoder_cg.domain.matrix import Guidance
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import ACCEPTED, CORRECTED, REJECTED, SKIPPED, Suggestion
from qualcoder_cg.services import codebook, coding, documents, nothing_here, studies, suggestions
from qualcoder_cg.services.beside import beside
from qualcoder_cg.services.learning import gathered
from qualcoder_cg.services.studies import Project
from qualcoder_cg.suggest import wire

MINE, COLLEAGUE = "Marta R.", "Ana L."


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    """Three codes, two interviews; Marta has coded, rejected and closed a passage of the first."""
    project = studies.new_study(tmp_path / "promises.qcg", coder=MINE)
    for profile in PROFILES:
        guidance = Guidance(definition=profile.text, keywords=profile.keywords)
        codebook.add_code(project, profile.label, guidance=guidance)
    read = []
    for name in ("KII-01.txt", "KII-02.txt"):
        said = [
            (role, sentence)
            for sentence in ENGLISH
            for role, sentence in ((INTERVIEWER, "And insurance affiliation?"), (RESPONDENT, sentence))
        ]
        text, turns = interview(*said, before=f"{name}\n\n")
        read.append((Path(name), Transcript(text, turns, "txt", "utf-8", "en")))
    documents.add_transcripts(project, read)
    yield project
    project.close()


def of(project: Project, place: int) -> str:
    """The id of a document by its place."""
    return project.documents.all()[place].id


def code_it(project: Project, document_id: str, words: str, code: str) -> None:
    start = project.documents.text(document_id).index(words)
    (code_id,) = (one.id for one in project.codes.all() if one.name == code)
    coding.apply_code(project, document_id=document_id, span=Span(start, start + len(words)), code_id=code_id)


def told(project: Project) -> str:
    """All that a coder who looks for suggestions could come to see, and all the process is taught."""
    taught = gathered(beside(project))
    found = suggestions.suggest(project)
    return json.dumps([taught.members.decode(), [wire.suggestion_to_json(one) for one in found]])


def at_work(project: Project) -> None:
    """Every kind of thing that a coder does, all over both documents."""
    for place in (0, 1):
        document_id = of(project, place)
        for sentence in ENGLISH[2:5]:
            code_it(project, document_id, sentence, PROFILES[1].label)
        found = suggestions.suggest(project, [document_id])
        other = next(one.id for one in project.codes.all() if one.id != found[0].code_id)
        for one, verdict in zip(found, (ACCEPTED, REJECTED, CORRECTED, SKIPPED)):
            chosen = other if verdict == CORRECTED else None
            suggestions.decide(project, one, verdict, chosen_code_id=chosen, known=found)
        start = project.documents.text(document_id).index(ENGLISH[4])
        nothing_here.nothing_here(project, document_id, Span(start, start + len(ENGLISH[4])), known=found)


def test_blind_suggestions_are_the_same_whatever_a_colleague_did(study: Project, tmp_path: Path) -> None:
    code_it(study, of(study, 0), ENGLISH[0], PROFILES[0].label)
    (found,) = suggestions.suggest(study, [of(study, 0)], limit=1)
    suggestions.decide(study, found, REJECTED)
    own = [coder.id for coder in study.coders.all()]
    study.see_only(own)
    alone = told(study)
    copy = Path(shutil.copy(study.path, tmp_path / "copy.qcg"))

    colleague = studies.open_project(copy, coder=COLLEAGUE)
    at_work(colleague)
    colleague.close()

    mine = studies.open_project(copy, coder=MINE)
    try:
        everybody = told(mine)
        mine.see_only(own)
        assert told(mine) == alone
        assert everybody != alone  # what the colleague did would have shown
    finally:
        mine.close()


@pytest.mark.parametrize("place", [0, 1])
def test_what_was_rejected_is_not_offered_again(study: Project, place: int) -> None:
    document_id, rejected = of(study, place), list[Suggestion]()
    for _round in range(30):
        found = suggestions.suggest(study, [document_id])
        assert not any(
            one.code_id == other.code_id and one.span.is_mostly(other.span)
            for one in found
            for other in rejected
        )
        if not found:
            break
        suggestions.decide(study, found[0], REJECTED)
        rejected.append(found[0])
    assert rejected and not suggestions.suggest(study, [document_id])
    reopened = studies.open_project(study.path, coder=MINE)
    try:
        assert suggestions.suggest(reopened, [document_id]) == []
    finally:
        reopened.close()


def test_what_was_accepted_or_corrected_is_not_offered_again(study: Project) -> None:
    document_id = of(study, 0)
    first, second, *_rest = suggestions.suggest(study, [document_id])
    other = next(one.id for one in study.codes.all() if one.id != second.code_id)
    suggestions.decide(study, first, ACCEPTED)
    suggestions.decide(study, second, CORRECTED, chosen_code_id=other)
    for one in suggestions.suggest(study, [document_id]):
        for before, code_id in ((first, first.code_id), (second, second.code_id), (second, other)):
            assert not (one.code_id == code_id and one.span.is_mostly(before.span))


def test_undoing_a_rejection_offers_it_again(study: Project) -> None:
    before = suggestions.suggest(study)
    suggestions.decide(study, before[0], REJECTED)
    assert suggestions.suggest(study) != before
    study.undo()
    assert suggestions.suggest(study) == before


def test_where_nothing_belongs_nothing_is_offered(study: Project) -> None:
    document_id = of(study, 0)
    (best,) = suggestions.suggest(study, [document_id], limit=1)
    nothing_here.nothing_here(study, document_id, best.span)
    left = suggestions.suggest(study, [document_id])
    assert not any(one.span.is_mostly(best.span) for one in left)
    assert left


def test_looking_for_suggestions_changes_nothing(study: Project) -> None:
    at_work(study)
    study.seal()

    def state() -> tuple[str, str]:
        dump = "\n".join(study.connection.iterdump())
        return sha256(study.path.read_bytes()).hexdigest(), sha256(dump.encode()).hexdigest()

    before = state()
    assert told(study) == told(study)
    assert state() == before


def test_what_an_interviewer_says_is_not_offered(study: Project) -> None:
    at_work(study)
    for document in study.documents.all():
        asked = [turn for turn in study.documents.turns(document.id) if turn.role == INTERVIEWER]
        for one in suggestions.suggest(study, [document.id]):
            assert not any(one.span.shared(Span(turn.label_start, turn.end)) for turn in asked)
