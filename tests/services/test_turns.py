"""Who speaks can be put right; the text and the codings stay as they are."""

from collections.abc import Callable

import pytest

from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT, UNKNOWN
from qualcoder_cg.domain.informants import Informant, Voice
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import register, studies, turns
from qualcoder_cg.services.studies import Project


def _speaking(project: Project, document_id: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.role) for turn in project.documents.turns(document_id)]


def _within(project: Project, document_id: str, words: str) -> int:
    return project.documents.text(document_id).index(words)


ACTS: list[Callable[[Project, str], object]] = [
    lambda project, document: turns.rename_speaker(project, document, "KII-01", "Ana"),
    lambda project, document: turns.set_interviewer(project, document, ["KII-01"]),
    lambda project, document: turns.set_role(project, document, "E1", UNKNOWN),
    lambda project, document: turns.set_speaker(
        project, document, _within(project, document, "At first"), "Luz"
    ),
    lambda project, document: turns.split_turn(
        project, document, _within(project, document, "The technical"), "E1"
    ),
    lambda project, document: turns.join_turns(project, document, _within(project, document, "At first"),
                                               _within(project, document, "In eight")),
]  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_each_action_is_one_step_and_moves_no_coding(
    project: Project, document_id: str, coding_id: str, act: Callable[[Project, str], object]
) -> None:
    before, content = project.codings.in_document(document_id), project.fingerprint()
    text, there = project.documents.text(document_id), project.documents.turns(document_id)
    act(project, document_id)
    assert project.documents.turns(document_id) != there
    assert project.codings.in_document(document_id) == before
    assert project.documents.text(document_id) == text
    assert studies.problems(project) == []
    project.undo()
    assert project.fingerprint() == content


def test_a_renamed_speaker_takes_the_voice_along(project: Project, document_id: str) -> None:
    with project.step("Voice"):
        project.informants.put(Informant("i1", "KII-01", "Agency", "", "", "", ""))
        project.informants.set_voices("i1", [Voice(document_id, "i1", "kii-01")])
    assert turns.rename_speaker(project, document_id, "KII-01", "  Ana  López ") == 2
    assert project.informants.voices() == [Voice(document_id, "i1", "Ana López")]
    assert [speaker for speaker, _role in _speaking(project, document_id)] == [
        "E1", "Ana López", "E1", "Ana López"
    ]  # fmt: skip


def test_the_log_names_no_speaker(project: Project, document_id: str) -> None:
    turns.rename_speaker(project, document_id, "KII-01", "Rosa Montes")
    turns.set_interviewer(project, document_id, ["Rosa Montes"])
    turns.set_role(project, document_id, "Rosa Montes", UNKNOWN)
    turns.set_speaker(project, document_id, _within(project, document_id, "At first"), "Rosa Montes")
    with project.step("Person"):
        project.informants.put(Informant("i1", "A-01", "Agency", "", "", "", ""))
    register.set_voice(project, document_id, "Rosa Montes", "i1")
    turns.rename_speaker(project, document_id, "Rosa Montes", "A-01")
    told = [studies.in_words(line.what, line.words) for line in project.activity(10)]
    document = project.documents.get(document_id)
    assert document and f"Rename a speaker in {document.code}" in told
    assert not [line for line in told if "Rosa" in line]


def test_a_name_that_is_taken_makes_one_speaker(project: Project, document_id: str) -> None:
    turns.set_interviewer(project, document_id, ["E1"])
    turns.rename_speaker(project, document_id, "KII-01", "E1")
    assert set(_speaking(project, document_id)) == {("E1", INTERVIEWER)}


def test_who_asks_is_set_for_the_whole_document(project: Project, document_id: str) -> None:
    turns.set_interviewer(project, document_id, ["KII-01"])
    assert turns.speakers(project, document_id) == {"E1": (RESPONDENT, 2), "KII-01": (INTERVIEWER, 2)}


def test_splitting_and_joining_again_gives_the_same_turns(project: Project, document_id: str) -> None:
    before = project.documents.turns(document_id)
    place = _within(project, document_id, "The technical")
    turns.split_turn(project, document_id, place, "KII-01")
    after = project.documents.turns(document_id)
    assert len(after) == 5
    assert (after[2].start, after[2].label_start, after[2].role) == (place, place, before[1].role)
    turns.join_with_before(project, document_id, place)
    assert project.documents.turns(document_id) == before


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda p, d: turns.rename_speaker(p, d, "Nobody", "Ana"), "Nobody speaks as Nobody"),
        (lambda p, d: turns.rename_speaker(p, d, "E1", " "), "needs a name"),
        (lambda p, d: turns.set_interviewer(p, d, ["Nobody"]), "Nobody speaks as Nobody"),
        (lambda p, d: turns.set_role(p, d, "E1", "chair"), "chair is not a role"),
        (lambda p, d: turns.split_turn(p, d, _within(p, d, "E1"), "E1"), "Nothing would be left"),
        (lambda p, d: turns.split_turn(p, d, 0, "E1"), "Nobody speaks at this place"),
        (lambda p, d: turns.join_turns(p, d, _within(p, d, "How"), _within(p, d, "did")), "only one turn"),
        (lambda p, d: turns.join_with_before(p, d, _within(p, d, "How did")), "No turn comes before"),
    ],
)
def test_what_cannot_be_done_is_said(
    project: Project, document_id: str, act: Callable[[Project, str], object], message: str
) -> None:
    content = project.fingerprint()
    with pytest.raises(UserError, match=message):
        act(project, document_id)
    assert project.fingerprint() == content
