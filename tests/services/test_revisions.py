"""Correcting a text keeps everything that was made with it, or says what needs a look."""

from dataclasses import replace
from pathlib import Path

import pytest

from qualcoder_cg.domain.codings import Coding
from qualcoder_cg.domain.documents import INTERVIEWER, Page, Turn
from qualcoder_cg.domain.informants import Informant, Voice
from qualcoder_cg.domain.revisions import Outcome
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import ACCEPTED, REJECTED, Suggestion
from qualcoder_cg.domain.text import fingerprint
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import (
    coding,
    documents,
    revisions,
    studies,
    suggestions,
    survey_documents,
    turns,
)
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage import text_index

CODED = "In eight months we affiliated more women than in three years."


def _text(project: Project, document_id: str) -> str:
    return project.documents.text(document_id)


def _words_of(project: Project, document_id: str) -> list[tuple[str, str]]:
    text = _text(project, document_id)
    return [(turn.speaker, text[turn.start : turn.end]) for turn in project.documents.turns(document_id)]


def _passage(project: Project, coding_id: str) -> str:
    found = coding.get_coding(project, coding_id)
    return _text(project, found.document_id)[found.start : found.end]


def _edit(project: Project, document_id: str, *changes: tuple[str, str]) -> Outcome:
    text = _text(project, document_id)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return revisions.edit_text(project, document_id, text)


def test_a_correction_is_one_step_that_keeps_the_version_before(
    project: Project, document_id: str, coding_id: str
) -> None:
    before, content = _text(project, document_id), project.fingerprint()
    outcome = _edit(project, document_id, ("How did the work", "And how did all the work"))
    assert (outcome.version, outcome.codings, outcome.kept, outcome.review) == (1, 1, 1, 0)
    assert _passage(project, coding_id) == CODED
    document = project.documents.get(document_id)
    text = _text(project, document_id)
    assert document and (document.sha256, document.characters) == (fingerprint(text), len(text))
    assert document.words == len(text.split())
    (version,) = revisions.versions(project, document_id)
    assert (version.text, version.number, version.coder) == (before, 1, "Marta R.")
    assert studies.problems(project) == []
    project.undo()
    assert project.fingerprint() == content


def test_the_same_text_changes_nothing(project: Project, document_id: str, coding_id: str) -> None:
    step = project.undoable()
    assert revisions.edit_text(project, document_id, _text(project, document_id)).version == 0
    assert project.undoable() == step


def test_an_empty_text_is_refused(project: Project, document_id: str) -> None:
    with pytest.raises(UserError, match="INT-01 is empty"):
        revisions.edit_text(project, document_id, " \r\n\0")


def test_a_text_is_cleaned_as_at_import(project: Project, document_id: str) -> None:
    revisions.edit_text(project, document_id, "\ufeffone\r\ntwo\0 \ud800")
    assert _text(project, document_id) == "one\ntwo \ufffd"


def test_turns_follow_with_their_times_and_what_is_put_in_belongs_to_them(
    project: Project, document_id: str
) -> None:
    stored = project.turns.of(document_id)
    with project.step("Times"):
        project.turns.put(document_id, [(o.id, o.turn._replace(seconds=12.5)) for o in stored])
    _edit(
        project,
        document_id,
        ("How did", "Well, how did"),
        ("sit together.", "sit together. That helped."),
        ("KII-01: In eight", "KII 01: In  eight"),
    )
    after = project.turns.of(document_id)
    assert [one.id for one in after] == [one.id for one in stored]
    assert {one.turn.seconds for one in after} == {12.5}
    assert _words_of(project, document_id) == [
        ("E1", "Well, how did the work between the agencies begin?"),
        (
            "KII-01",
            "At first everybody came with an agenda of their own. The technical table made us sit together."
            " That helped.",
        ),
        ("E1", "What changed for domestic workers?"),
        (
            "KII-01",
            "In  eight months we affiliated more women than in three years."
            " They are afraid of losing the job.",
        ),
    ]


def test_a_label_taken_out_keeps_its_turn_and_one_typed_in_makes_one(
    project: Project, document_id: str
) -> None:
    _edit(project, document_id, ("KII-01: In eight", "In eight"), (" The technical", "\nE1: The technical"))
    assert _words_of(project, document_id)[1:] == [
        ("KII-01", "At first everybody came with an agenda of their own."),
        ("E1", "The technical table made us sit together."),
        ("E1", "What changed for domestic workers?"),
        ("KII-01", f"{CODED} They are afraid of losing the job."),
    ]
    assert studies.problems(project) == []


def test_a_turn_that_lost_its_label_and_line_is_still_its_speakers(
    project: Project, document_id: str
) -> None:
    outcome = _edit(project, document_id, ("together.\nE1: What", "together. What"))
    assert outcome.turns == 0
    assert _words_of(project, document_id)[1:3] == [
        (
            "KII-01",
            "At first everybody came with an agenda of their own. The technical table made us sit together.",
        ),
        ("E1", "What changed for domestic workers?"),
    ]


def test_pages_and_decisions_follow(project: Project, document_id: str, code_ids: dict[str, str]) -> None:
    text = _text(project, document_id)
    where = {words: text.index(words) for words in ("The technical", "What changed", "They are")}
    with project.step("Pages"):
        project.revisions.put_pages(document_id, [Page("1", 0), Page("2", where["They are"])])
    for verdict, words in ((REJECTED, "What changed"), (ACCEPTED, "They are"), (REJECTED, "The technical")):
        start = where[words]
        offer = Suggestion(document_id, start, start + len(words), code_ids["Q11"], 0.5, "keywords", "x")
        suggestions.decide(project, offer, verdict)
    outcome = _edit(project, document_id, ("The technical table made us sit together.", ""), ("job", "work"))
    text = _text(project, document_id)
    assert [(page.label, page.start) for page in project.documents.pages(document_id)] == [
        ("1", 0),
        ("2", text.index("They are")),
    ]
    found = project.decisions.in_document(document_id)
    assert {text[one.start : one.end] for one in found} == {"What changed", "They are"}
    assert outcome.decisions == 1


def test_words_that_are_gone_are_listed_and_kept(project: Project, document_id: str, coding_id: str) -> None:
    coding.write_memo(project, coding_id, "key")
    outcome = _edit(project, document_id, (CODED, "Something else."))
    assert (outcome.review, outcome.gone) == (1, 1)
    (review,) = revisions.reviews(project)
    assert (review.coding_id, review.document_id) == (coding_id, document_id)
    version = project.revisions.get(review.version_id)
    assert version and version.text[review.start : review.end] == CODED
    assert _passage(project, coding_id) == "Something else."
    assert coding.get_coding(project, coding_id).memo == "key"
    assert "no longer" in revisions.why(review)


def test_putting_the_words_back_settles_the_review(
    project: Project, document_id: str, coding_id: str
) -> None:
    before = coding.get_coding(project, coding_id)
    _edit(project, document_id, (CODED, "Something else."))
    _edit(project, document_id, ("Something else.", "Something quite different."))
    (review,) = revisions.reviews(project)
    assert revisions.version(project, document_id, 1).id == review.version_id
    revisions.restore(project, review.version_id)
    assert revisions.reviews(project) == []
    assert coding.get_coding(project, coding_id) == before
    assert [one.number for one in revisions.versions(project, document_id)] == [1, 2, 3]


def test_a_coding_moved_by_hand_stays_where_it_was_put(
    project: Project, document_id: str, coding_id: str
) -> None:
    _edit(project, document_id, (CODED, "Something else."))
    start = _text(project, document_id).index("They are")
    coding.move_edges(project, coding_id, Span(start, start + 8))
    _edit(project, document_id, ("Something else.", CODED))
    assert _passage(project, coding_id) == "They are"


@pytest.mark.parametrize("act", ["edges", "code", "removal"])
def test_adjusting_a_coding_by_hand_settles_its_review(
    project: Project, document_id: str, coding_id: str, code_ids: dict[str, str], act: str
) -> None:
    _edit(project, document_id, (CODED, ""))
    assert len(revisions.reviews(project)) == 1
    content = project.fingerprint()
    if act == "edges":
        coding.move_edges(project, coding_id, Span(3, 20))
    elif act == "code":
        coding.change_code(project, [coding_id], code_ids["Q1"])
    else:
        coding.remove_codings(project, [coding_id])
    assert revisions.reviews(project) == []
    assert studies.problems(project) == []
    project.undo()
    assert project.fingerprint() == content and len(revisions.reviews(project)) == 1


@pytest.mark.parametrize("verdict", ["keep", "remove", "move"])
def test_a_review_is_settled_in_one_step(
    project: Project, document_id: str, coding_id: str, verdict: str
) -> None:
    _edit(project, document_id, (CODED, "Something else."))
    (review,) = revisions.reviews(project)
    content = project.fingerprint()
    if verdict == "keep":
        revisions.keep(project, [review.id])
        assert _passage(project, coding_id) == "Something else."
    elif verdict == "remove":
        assert revisions.remove(project, [review.id]) == 1
        assert project.codings.get(coding_id) is None
    else:
        start = _text(project, document_id).index("They are")
        revisions.move(project, review.id, Span(start, start + 8))
        assert _passage(project, coding_id) == "They are"
    assert revisions.reviews(project) == []
    project.undo()
    assert project.fingerprint() == content
    with pytest.raises(UserError):
        revisions.move(project, review.id, Span(5, 10_000))


def test_restoring_brings_turns_and_pages_back(project: Project, document_id: str) -> None:
    before = project.documents.turns(document_id)
    _edit(project, document_id, ("E1: What changed for domestic workers?\n", ""))
    turns.rename_speaker(project, document_id, "KII-01", "Ana")
    assert len(project.documents.turns(document_id)) == 3
    revisions.restore(project, revisions.version(project, document_id, 1).id)
    assert [turn._replace(speaker="") for turn in project.documents.turns(document_id)] == [
        turn._replace(speaker="") for turn in before
    ]
    assert [turn.speaker for turn in project.documents.turns(document_id)] == ["E1", "Ana", "E1", "Ana"]
    with pytest.raises(UserError, match="no version 9"):
        revisions.version(project, document_id, 9)


def test_a_better_file_brings_its_turns_and_speakers_keep_voice_and_role(
    project: Project, document_id: str, coding_id: str, tmp_path: Path
) -> None:
    turns.set_interviewer(project, document_id, ["E1"])
    with project.step("Voice"):
        project.informants.put(Informant("i1", "KII-01", "Agency", "", "", "", ""))
        project.informants.set_voices("i1", [Voice(document_id, "i1", "KII-01")])
    better = tmp_path / "better.txt"
    lines = _text(project, document_id).replace("KII-01:", "Ana:").replace("E1:", "Laura:")
    better.write_text(lines.replace("affiliated", "afiliated").replace("First", "1st"), encoding="utf-8")
    outcome = revisions.replace_text(project, document_id, revisions.read_file(better))
    assert (outcome.changed, outcome.review) == (1, 0)
    found = project.documents.turns(document_id)
    assert [(turn.speaker, turn.role == INTERVIEWER) for turn in found] == [
        ("E1", True), ("KII-01", False), ("E1", True), ("KII-01", False)
    ]  # fmt: skip
    assert project.informants.voices(document_id) == [Voice(document_id, "i1", "KII-01")]
    assert revisions.versions(project, document_id)[0].reason == "better.txt"
    assert _passage(project, coding_id) == CODED.replace("affiliated", "afiliated")


def test_a_file_that_cannot_be_read_changes_nothing(
    project: Project, document_id: str, tmp_path: Path
) -> None:
    content = project.fingerprint()
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"PK no")
    with pytest.raises(UserError):
        revisions.replace_text(project, document_id, revisions.read_file(bad))
    assert project.fingerprint() == content


def test_looking_ahead_saves_nothing(project: Project, document_id: str, coding_id: str) -> None:
    content = project.fingerprint()
    outcome = revisions.preview(project, document_id, "Nothing of it.")
    assert (outcome.gone, outcome.turns) == (1, 4)
    assert project.fingerprint() == content


def test_two_versions_side_by_side(project: Project, document_id: str) -> None:
    _edit(
        project,
        document_id,
        ("in three years", "in four years"),
        ("E1: What changed for domestic workers?\n", ""),
        ("Interview at", "New line\nInterview at"),
    )
    version = revisions.version(project, document_id, 1)
    pairs = revisions.compare(project, document_id, version.id, None)
    assert "\n".join(p.left for p in pairs if p.left is not None) == version.text
    assert "\n".join(p.right for p in pairs if p.right is not None) == _text(project, document_id)
    changed = [pair for pair in pairs if pair.left != pair.right]
    assert [(pair.left is None, pair.right is None) for pair in changed] == [
        (True, False), (False, True), (False, False)
    ]  # fmt: skip
    last = changed[-1]
    assert last.left and last.right
    assert [last.left[slice(*mark)] for mark in last.left_marks] == ["three"]
    assert [last.right[slice(*mark)] for mark in last.right_marks] == ["four"]


def test_many_codings_of_a_long_text_all_stay(tmp_path: Path, project: Project) -> None:
    source = tmp_path / "long.txt"
    source.write_text(
        "\n".join(f"{'E' if n % 2 else 'KII'}: word{n} says thing{n * 7}." for n in range(300)),
        encoding="utf-8",
    )
    documents.import_files(project, [source])
    long = next(one for one in project.documents.all() if one.name == "long.txt")
    text = _text(project, long.id)
    code = project.codes.all()[0]
    with project.step("Codings"):
        made: list[Coding] = []
        for number in range(300):
            start = text.index(f"word{number} ")
            span = Span(start, text.index("says", start) + 4)
            made.append(coding.apply_code(project, document_id=long.id, span=span, code_id=code.id))
    lines = text.split("\n")
    outcome = revisions.edit_text(project, long.id, "\n".join([*lines[100:], *lines[:100]]))
    assert (outcome.codings, outcome.review) == (300, 0)
    assert sorted(_passage(project, one.id) for one in made) == sorted(f"word{n} says" for n in range(300))
    assert len(project.documents.turns(long.id)) == 300
    assert studies.problems(project) == []


def test_turns_stay_apart_whatever_is_typed(project: Project, document_id: str) -> None:
    text = _text(project, document_id)
    for cut in range(0, len(text) - 30, 23):
        new = text[:cut] + "\nE1: " + text[cut + 30 :]
        revisions.edit_text(project, document_id, new)
        assert studies.problems(project) == []
        assert all(isinstance(turn, Turn) for turn in project.documents.turns(document_id))
        project.undo()


def test_answers_of_a_survey_are_corrected_too(project: Project, document_id: str) -> None:
    text, said = survey_documents.composed(
        [("R1", "Nada cambio."), ("R2", "Mucho.\nTodo."), ("R3", "No sé.")]
    )
    document = project.documents.get(document_id)
    assert document
    answers = replace(
        document, id="answers", code="SUR-01", kind="survey", sha256=fingerprint(text), words=9,
        characters=len(text),
    )  # fmt: skip
    with project.step("Answers"):
        project.documents.add(answers, text, said)
    _edit(project, "answers", ("cambio", "cambió"), ("Todo.", "Todo, sí."))
    assert _words_of(project, "answers") == [
        ("R1", "Nada cambió."),
        ("R2", "Mucho.\nTodo, sí."),
        ("R3", "No sé."),
    ]
    assert studies.problems(project) == []


def test_the_corrected_text_is_found_by_its_words(project: Project, document_id: str) -> None:
    def found(word: str) -> list[str]:
        return text_index.documents_with(project.connection, [word])

    _edit(project, document_id, ("municipality", "cooperativa"))
    assert (found("municipality"), found("cooperativa")) == ([], [document_id])
    project.undo()
    assert (found("municipality"), found("cooperativa")) == ([document_id], [])
