"""Blind passages: the same each time, shown to nobody, resolved when they are read past, never telling."""

from pathlib import Path

import pytest

from qualcoder_cg.domain.codings import ACCEPTED as SAID_YES
from qualcoder_cg.domain.predictions import from_text
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import BY_HAND, CODED, NOTHING, PASSED, WITHHELD, Suggestion
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import coding, predictions, withheld
from qualcoder_cg.services.documents import import_files
from qualcoder_cg.services.studies import Project
from qualcoder_cg.services.whereabouts import finish_documents

Ids = dict[str, str]
ANSWERS = 400


@pytest.fixture
def long_talk(project: Project, tmp_path: Path) -> str:
    """An interview of many answers; blind passages are on, one in ten."""
    source = tmp_path / "KII-02.txt"
    lines = [
        f"E1: Question {n}?\nKII-02: Answer number {n} is about the work of the team." for n in range(ANSWERS)
    ]
    source.write_text("\n".join(lines), encoding="utf-8")
    import_files(project, [source])
    withheld.change_every(project, 10)
    return project.documents.all()[-1].id


@pytest.fixture
def found(project: Project, long_talk: str, code_ids: Ids) -> list[Suggestion]:
    """A suggestion of Q1 and a lesser one of Q2 for every answer."""
    answers = [turn for turn in project.documents.turns(long_talk) if turn.role == "respondent"]
    return [
        Suggestion(long_talk, turn.start, turn.end, code_ids[code], score, "keywords", "")
        for turn in answers
        for code, score in (("Q1", 0.8), ("Q2", 0.6))
    ]


def _kept(project: Project) -> list[tuple[str, str, int, str | None]]:
    rows = project.decisions.predictions.all()
    return sorted((one.how, one.outcome, one.start, one.code_id) for one in rows)


def _code(project: Project, one: Suggestion, code_id: str, known: list[Suggestion]) -> None:
    coding.apply_code(project, document_id=one.document_id, span=one.span, code_id=code_id, known=known)


def test_about_one_passage_in_ten_is_blind_and_the_same_each_time(
    project: Project, long_talk: str, found: list[Suggestion]
) -> None:
    shown, kept = withheld.split(project, long_talk, found)
    assert len(shown) + len(kept) == 2 * ANSWERS
    assert len(kept) % 2 == 0, "an answer is blind as a whole"
    assert 10 <= len(kept) // 2 <= 80, "400 × 0.1, five standard deviations to each side"
    assert withheld.split(project, long_talk, found) == (shown, kept)
    project.coder_name = "Another"
    assert withheld.split(project, long_talk, found) == (shown, kept)


def test_a_greater_share_holds_all_of_a_smaller_one(
    project: Project, long_talk: str, found: list[Suggestion]
) -> None:
    few = withheld.split(project, long_talk, found)[1]
    withheld.change_every(project, 4)
    more = withheld.split(project, long_talk, found)[1]
    assert set(few) < set(more)
    withheld.change_every(project, 0)
    assert withheld.split(project, long_talk, found) == (found, [])
    project.undo()
    assert withheld.every(project) == 4


@pytest.mark.parametrize("number", [1, -1])
def test_no_share_of_blind_passages(project: Project, number: int) -> None:
    with pytest.raises(UserError, match="no share"):
        withheld.change_every(project, number)


def test_coding_in_a_blind_passage_is_kept_as_unaided(
    project: Project, long_talk: str, found: list[Suggestion], code_ids: Ids
) -> None:
    first = withheld.split(project, long_talk, found)[1][0]
    _code(project, first, code_ids["Q2"], found)
    rows = [row for row in project.decisions.predictions.all() if row.start == first.start]
    assert [(row.how, row.outcome, row.code_id) for row in rows] == [(WITHHELD, CODED, code_ids["Q2"])]
    assert [one.code_id for one in from_text(rows[0].ranked)] == [code_ids["Q1"], code_ids["Q2"]]
    assert first in withheld.split(project, long_talk, found)[1], "it may be coded more; nothing is shown yet"


def test_coding_further_on_resolves_what_was_read_past_in_the_same_step(
    project: Project, long_talk: str, found: list[Suggestion], code_ids: Ids
) -> None:
    shown, kept = withheld.split(project, long_talk, found)
    coded, passed = kept[0], kept[2]
    later = next(one for one in shown if one.start > passed.end)
    between = [one for one in kept[2::2] if one.start < later.start]
    _code(project, coded, code_ids["Q1"], found)
    before = project.fingerprint()
    _code(project, later, code_ids["Q1"], found)
    assert _kept(project) == sorted(
        [
            (WITHHELD, CODED, coded.start, code_ids["Q1"]),
            *((WITHHELD, PASSED, one.start, None) for one in between),
            (BY_HAND, CODED, later.start, code_ids["Q1"]),
        ]
    )
    shown_now = withheld.split(project, long_talk, found)[0]
    assert passed in shown_now and coded in shown_now, "read past, it may be shown"
    assert kept[-1] not in shown_now, "what lies further on may not"
    project.undo()
    assert project.fingerprint() == before
    assert withheld.split(project, long_talk, found) == (shown, kept)


def test_a_coding_that_ends_past_a_blind_passage_is_itself_no_miss(
    project: Project, long_talk: str, found: list[Suggestion], code_ids: Ids
) -> None:
    first = withheld.split(project, long_talk, found)[1][0]
    span = Span(first.start, first.end + 20)
    coding.apply_code(project, document_id=long_talk, span=span, code_id=code_ids["Q1"], known=found)
    assert _kept(project)[-1] == (WITHHELD, CODED, first.start, code_ids["Q1"])
    assert all(row[1] == CODED for row in _kept(project))


def test_accepting_further_on_is_no_reading(
    project: Project, long_talk: str, found: list[Suggestion], code_ids: Ids
) -> None:
    last = found[-1]
    coding.apply_code(project, document_id=long_talk, span=last.span, code_id=code_ids["Q1"], origin=SAID_YES)
    assert withheld.split(project, long_talk, found[:-2])[1]


def test_finishing_resolves_the_rest_in_its_step(
    project: Project, long_talk: str, found: list[Suggestion]
) -> None:
    kept = withheld.split(project, long_talk, found)[1]
    before = project.fingerprint()
    finish_documents(project, [long_talk], known={long_talk: found, "other": found})
    assert _kept(project) == [(WITHHELD, PASSED, one.start, None) for one in kept[::2]]
    assert withheld.split(project, long_talk, found) == (found, [])
    project.undo()
    assert project.fingerprint() == before


def test_the_first_finish_of_a_coder_resolves_too(
    project: Project, long_talk: str, found: list[Suggestion]
) -> None:
    project.coder_name = "New to it"
    finish_documents(project, [long_talk], known={long_talk: found})
    assert len(_kept(project)) == len(withheld_of_everybody(project, long_talk, found))


def withheld_of_everybody(project: Project, document_id: str, found: list[Suggestion]) -> list[Suggestion]:
    """The best kept back for each answer as somebody sees them who has not begun."""
    project.coder_name = "Nobody yet"
    return withheld.split(project, document_id, found)[1][::2]


def test_saying_that_nothing_belongs_there_is_kept_as_blind(
    project: Project, long_talk: str, found: list[Suggestion]
) -> None:
    first = withheld.split(project, long_talk, found)[1][0]
    with project.step("Nothing here"):
        predictions.nothing_here(project, long_talk, first.span, found)
    assert _kept(project) == [(WITHHELD, NOTHING, first.start, None)]
    finish_documents(project, [long_talk], known={long_talk: [first]})
    assert len(_kept(project)) == 1


def test_without_turns_the_paragraph_is_the_passage(project: Project, tmp_path: Path, code_ids: Ids) -> None:
    source = tmp_path / "report.txt"
    source.write_text("\n".join(f"Paragraph {n} says this. And that." for n in range(200)), encoding="utf-8")
    import_files(project, [source])
    withheld.change_every(project, 4)
    document = project.documents.all()[-1]
    text = project.documents.text(document.id)
    starts = [place for place in range(len(text)) if text.startswith("Paragraph", place)]
    found = [
        Suggestion(document.id, place, place + length, code_ids["Q1"], 0.5, "keywords", "")
        for place in starts
        for length in (12, 24)
    ]
    kept = withheld.split(project, document.id, found)[1]
    assert 20 <= len({one.start for one in kept}) <= 80
    assert len(kept) == 2 * len({one.start for one in kept})
