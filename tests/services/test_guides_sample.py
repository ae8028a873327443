"""What matching to the guides gives in the sample study: how often it is right, and what it is good for."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from qualcoder_cg.domain.codes import QUESTION
from qualcoder_cg.domain.documents import INTERVIEWER
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.services import asked, sample, suggestions
from qualcoder_cg.services.studies import Project
from qualcoder_cg.suggest import learn, suggest

TURNS = Path(__file__).parent / "files" / "sample_turns.csv"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    project = sample.build_sample(tmp_path_factory.mktemp("sample") / "sample.qcg")
    yield project
    project.close()


class Measured(NamedTuple):
    """How many of those told are right, and which share of those wanted was told."""

    right: int
    precision: float
    recall: float


def matching(study: Project) -> Measured:
    """The items that turns were matched to, beside those a person would name."""
    with TURNS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    numbers = {item.id: item.number for guide in study.guides.all() for item in guide.items}
    right = told = wanted = 0
    for document in study.documents.all():
        name = document.name.split(" ")[0]
        mine = [row for row in rows if row["document"] == name]
        text = study.documents.text(document.id)
        put = {one.start: one.items for one in study.guides.put_in(document.id)}
        turns = [turn for turn in study.documents.turns(document.id) if turn.role == INTERVIEWER]
        for row, turn in zip(mine, turns, strict=True):
            assert text[turn.start : turn.end].startswith(row["turn"])
            found = {numbers[item] for item in put.get(turn.start, ())}
            meant = set(filter(None, row["items"].split(";")))
            right += len(found & meant)
            told += len(found)
            wanted += len(meant)
    return Measured(right, right / told, right / wanted)


def suggesting(study: Project, *, with_guides: bool) -> Measured:
    """Suggestions before anything is coded, beside what the coders coded under questions."""
    codes = {code.id for code in study.codes.all() if code.kind == QUESTION}
    model = learn(suggestions.profiles(study), ())
    right = told = found = wanted = 0
    for document in study.documents.all():
        coded = {
            (coding.start, coding.end, coding.code_id)
            for coding in study.codings.in_document(document.id)
            if coding.code_id in codes
        }
        if not coded:
            continue
        material = replace(suggestions.material(study, document.id), taken=())
        if not with_guides:
            material = replace(material, asked=())
        offered = suggest(model, material, codes=frozenset(codes))
        told += len(offered)
        right += sum(
            any(one.code_id == code and _same(one.span, Span(start, end)) for start, end, code in coded)
            for one in offered
        )
        wanted += len(coded)
        found += sum(
            any(one.code_id == code and _same(one.span, Span(start, end)) for one in offered)
            for start, end, code in coded
        )
    return Measured(right, right / told, found / wanted)


def _same(first: Span, second: Span) -> bool:
    """Whether two passages share half of the shorter."""
    return 2 * first.shared(second) >= min(first.end - first.start, second.end - second.start)


def test_turns_are_matched_to_the_right_item(study: Project) -> None:
    found = matching(study)
    assert found.precision >= 0.95, found
    assert found.recall >= 0.7, found


def test_the_guide_finds_many_times_what_words_find_and_is_right_as_often(study: Project) -> None:
    words, guide = suggesting(study, with_guides=False), suggesting(study, with_guides=True)
    assert guide.right >= 3 * words.right, (words, guide)
    assert guide.precision >= words.precision, (words, guide)
    assert guide.recall >= 0.3, guide


def test_a_suggestion_names_the_item_that_asked(study: Project) -> None:
    document = next(one for one in study.documents.all() if one.name.startswith("KII-09"))
    found = suggestions.suggest(study, [document.id])
    reasons = [one.reason for one in found if one.suggester == "guide item"]
    assert any("Partners and collaborators 1, item 3: " in reason for reason in reasons)
    assert suggestions.suggester_name("guide item") == "what was asked"


def test_the_study_knows_who_was_asked_what(study: Project) -> None:
    found, table = asked.who_was_asked(study), asked.coverage(study)
    questions = {question.number: question.id for question in study.matrix.questions()}
    covered = {question for question, _guide in table.items}
    assert len(found.informants) == 13
    assert covered == set(questions.values()) - {questions["13"]}
    assert found.denominator(questions["13"]) == 0
    types = found.by_type(questions["12"])
    assert list(types) == ["Agency", "Partner institution", "Collaborating institution", "Seasonal workers"]
    for question in questions.values():
        counts = found.counts(question)
        assert counts.asked == counts.in_transcript + counts.by_guide == counts.spoke + counts.silent
        assert counts.asked + counts.unasked <= counts.interviewed
