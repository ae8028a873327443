"""Who was asked what: by the transcript, by the guide, or not at all; and who spoke."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from qualcoder_cg.domain.guides import ItemSpec
from qualcoder_cg.domain.interviews import DECLINED, GROUP, HELD
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.services import asked, coding, documents, guides, register, revisions, turns
from qualcoder_cg.services.asked import NOT_ASKED, SILENT, SPOKE, UNASKED
from qualcoder_cg.services.studies import Project

ITEMS = (
    ItemSpec("1", (("en", "How did the work between the agencies begin?"),), ("14",)),
    ItemSpec("2", (("en", "What has changed for domestic workers?"),), ("11",)),
)


@pytest.fixture
def guide_id(project: Project) -> str:
    return guides.add_guide(project, "Agencies", types=["Agency"], items=ITEMS)


@pytest.fixture
def questions(project: Project) -> dict[str, str]:
    """Ids of questions by number."""
    return {question.number: question.id for question in project.matrix.questions()}


def informants(project: Project, *codes: str, kind: str = "Agency") -> dict[str, str]:
    """Add informants; ids by code."""
    added = register.add_rows(project, "informant", [{"code": code, "type": kind} for code in codes])
    return dict(zip(codes, added, strict=True))


def interview(
    project: Project, code: str, people: Sequence[str], status: str = HELD, guide: str = "", form: str = ""
) -> str:
    """Add an interview with these informants (codes); its id."""
    row = {"code": code, "status": status, "informants": "; ".join(people), "guide": guide, "form": form}
    (added,) = register.add_rows(project, "interview", [{key: value for key, value in row.items() if value}])
    return added


def records(project: Project, interview_code: str, document_id: str) -> None:
    """Say that a document records an interview."""
    register.set_cells(project, "document", [(document_id, "interview", interview_code)])


def transcript(project: Project, folder: Path, name: str, text: str) -> str:
    """Import a transcript; its id."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (imported,) = documents.import_files(project, [path])
    assert imported.document
    return imported.document.id


def code(project: Project, document_id: str, words: str, name: str) -> None:
    """Code a passage."""
    start = project.documents.text(document_id).index(words)
    code_id = next(one.id for one in project.codes.all() if one.name == name)
    span = Span(start, start + len(words))
    coding.apply_code(project, document_id=document_id, span=span, code_id=code_id)


def test_where_a_turn_is_matched_only_what_was_put_counts(
    project: Project, document_id: str, guide_id: str, questions: dict[str, str], tmp_path: Path
) -> None:
    people = informants(project, "KII-01", "KII-02")
    text = "E1: What changed for domestic workers?\nKII-02: A lot.\nE1: And then?\nKII-02: Nothing.\n"
    other = transcript(project, tmp_path, "two.txt", text)
    for name, document in (("KII-01", document_id), ("KII-02", other)):
        interview(project, f"I-{name}", [name], guide="Agencies 1")
        records(project, f"I-{name}", document)
    guides.match(project)
    found = asked.who_was_asked(project)
    assert found.asked(questions["14"]) == {people["KII-01"]}
    assert found.asked(questions["11"]) == {people["KII-01"], people["KII-02"]}
    assert found.by_guide == {}
    assert asked.denominator(project, questions["11"]) == 2


def test_without_a_matched_turn_the_guide_of_the_interview_counts(
    project: Project, guide_id: str, questions: dict[str, str]
) -> None:
    people = informants(project, "KII-03", "KII-04")
    interview(project, "I-3", ["KII-03"], guide="Agencies 1")
    interview(project, "I-4", ["KII-04"])
    found = asked.who_was_asked(project)
    assert found.by_guide[questions["11"]] == {people["KII-03"]}
    assert found.counts(questions["11"]) == (2, 1, 0, 1, 0, 1, 0)
    assert found.state(questions["11"], people["KII-04"]) == NOT_ASKED


def test_an_interview_that_was_not_held_asks_nobody(
    project: Project, guide_id: str, questions: dict[str, str]
) -> None:
    informants(project, "KII-05")
    interview(project, "I-5", ["KII-05"], status=DECLINED, guide="Agencies 1")
    found = asked.who_was_asked(project)
    assert found.denominator(questions["11"]) == 0
    assert found.informants == {}


def test_in_a_group_interview_everyone_is_asked_and_speaks_for_herself(
    project: Project, guide_id: str, questions: dict[str, str], tmp_path: Path
) -> None:
    people = informants(project, "W1", "W2", "W3", kind="Workers")
    text = "E1: What has changed for domestic workers?\nW1: We know rights.\nW2: Little.\nE1: Yes.\nW1: So.\n"
    document = transcript(project, tmp_path, "group.txt", text)
    for name in ("W1", "W2"):
        register_voice(project, document, name, people[name])
    interview(project, "G-1", ["W1", "W2", "W3"], form=GROUP, guide="Agencies 1")
    records(project, "G-1", document)
    guides.match(project)
    code(project, document, "We know rights.", "Q11")
    found = asked.who_was_asked(project)
    assert found.by_type(questions["11"]) == {"Workers": {SPOKE: 1, SILENT: 2, UNASKED: 0, NOT_ASKED: 0}}
    assert found.state(questions["11"], people["W1"]) == SPOKE


def test_whom_the_register_names_is_heard_even_where_taken_for_the_interviewer(
    project: Project, guide_id: str, questions: dict[str, str], tmp_path: Path
) -> None:
    people = informants(project, "W1")
    text = "E1: What has changed for domestic workers?\nW1: We know rights.\nE1: Yes.\nW1: So.\n"
    document = transcript(project, tmp_path, "one.txt", text)
    register_voice(project, document, "W1", people["W1"])
    code(project, document, "We know rights.", "Q11")
    turns.set_interviewer(project, document, ["E1", "W1"])
    guides.match(project)
    assert asked.who_was_asked(project).state(questions["11"], people["W1"]) == SPOKE


def test_a_corrected_turn_is_matched_again(
    project: Project, guide_id: str, questions: dict[str, str], tmp_path: Path
) -> None:
    people = informants(project, "W1")
    text = "E1: What has changed for domestic workers?\nW1: A lot.\nE1: Work began in May?\nW1: Yes.\n"
    document = transcript(project, tmp_path, "one.txt", text)
    register_voice(project, document, "W1", people["W1"])
    guides.match(project)
    better = text.replace("What has changed for domestic workers?", "Shall we have a coffee before?")
    better = better.replace("Work began in May?", "How did the work between the agencies begin?")
    revisions.edit_text(project, document, better)
    found = asked.who_was_asked(project)
    assert found.state(questions["14"], people["W1"]) == SILENT
    assert found.state(questions["11"], people["W1"]) == NOT_ASKED
    project.undo()
    assert asked.who_was_asked(project).state(questions["11"], people["W1"]) == SILENT


def test_turns_split_given_and_joined_are_matched_again(
    project: Project, guide_id: str, questions: dict[str, str], tmp_path: Path
) -> None:
    people = informants(project, "W1")
    asking = "What has changed for domestic workers?"
    text = f"E1: Good day.\nW1: Good day. {asking}\nW1: A lot.\nE1: Yes.\n"
    document = transcript(project, tmp_path, "one.txt", text)
    register_voice(project, document, "W1", people["W1"])
    turns.set_interviewer(project, document, ["E1"])
    at = project.documents.text(document).index(asking)

    def state() -> str:
        return asked.who_was_asked(project).state(questions["11"], people["W1"])

    turns.split_turn(project, document, at, "E1")
    assert state() == SILENT
    turns.set_speaker(project, document, at, "W1")
    assert state() == NOT_ASKED
    turns.set_speaker(project, document, at, "E1")
    turns.join_with_before(project, document, at)
    assert state() == NOT_ASKED
    project.undo()
    assert state() == SILENT


def register_voice(project: Project, document_id: str, speaker: str, informant_id: str) -> None:
    """Say who speaks under a label."""
    from qualcoder_cg.domain.informants import Voice

    with project.step("Set voice"):
        project.informants.set_voices(informant_id, [Voice(document_id, informant_id, speaker)])


def test_a_transcript_of_no_interview_counts_by_its_voices_and_what_is_said_unasked_is_told(
    project: Project, document_id: str, guide_id: str, questions: dict[str, str]
) -> None:
    people = informants(project, "KII-01")
    register_voice(project, document_id, "KII-01", people["KII-01"])
    guides.match(project)
    code(project, document_id, "They are afraid of losing the job.", "Q4")
    code(project, document_id, "In eight months", "Q11")
    found = asked.who_was_asked(project)
    assert found.state(questions["4"], people["KII-01"]) == UNASKED
    assert found.state(questions["11"], people["KII-01"]) == SPOKE
    assert found.state(questions["14"], people["KII-01"]) == SILENT
    assert found.counts(questions["4"]).unasked == 1


def test_what_the_interviewer_says_makes_nobody_speak(
    project: Project, document_id: str, guide_id: str, questions: dict[str, str]
) -> None:
    people = informants(project, "KII-01")
    register_voice(project, document_id, "KII-01", people["KII-01"])
    code(project, document_id, "What changed for domestic workers?", "Q11")
    assert asked.who_was_asked(project).spoken.get(questions["11"]) is None


def test_the_table_of_guides_and_questions(
    project: Project, guide_id: str, questions: dict[str, str]
) -> None:
    copy = guides.new_version(project, guide_id)
    guides.add_items(project, copy, [{"wording:en": "Who decided?", "questions": "Q14"}])
    table = asked.coverage(project)
    assert [guide.id for guide in table.guides] == [guide_id, copy]
    assert table.of(questions["14"], guide_id) == ("1",)
    assert table.of(questions["14"], copy) == ("1", "3")
    assert table.of(questions["1"], copy) == ()
