"""The measures of a study: a coder of known habits is recognised, and nobody hidden is counted."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from qualcoder_cg.domain.predictions import to_text
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import (
    ACCEPTED,
    CODED,
    CORRECTED,
    PASSED,
    REJECTED,
    SKIPPED,
    WITHHELD,
    Decision,
    Prediction,
    Ranked,
    Suggestion,
)
from qualcoder_cg.services import coding, decisions
from qualcoder_cg.services.coders import own_coder, see_own
from qualcoder_cg.services.confidence import confidences, times_in_ten
from qualcoder_cg.services.studies import Project, current_coder
from qualcoder_cg.services.suggestion_measures import measured

Ids = dict[str, str]
BEGAN = datetime(2024, 3, 1, tzinfo=UTC)


def _suggestion(document_id: str, code_id: str, score: float = 0.5, start: int = 31) -> Suggestion:
    return Suggestion(document_id, start, start + 40, code_id, score, "keywords", "")


def _at(number: int) -> str:
    return (BEGAN + timedelta(minutes=number)).isoformat(timespec="seconds")


def _simulate(project: Project, document_id: str, codes: list[str], number: int, seed: int) -> None:
    """Decisions of a coder who accepts as often as the score says, and half of the last code's otherwise.

    In blind passages she finds six in ten of what was kept back.
    """
    draw = random.Random(seed)
    with project.step("Simulate"):
        coder = current_coder(project).id
        for place in range(number):
            score = draw.random()
            code = codes[place % len(codes)]
            chance = score if code != codes[-1] else score / 2
            verdict = ACCEPTED if draw.random() < chance else REJECTED
            start = place % 200
            project.decisions.add(
                Decision(
                    f"d{place}", document_id, code, coder, start, start + 9, verdict, "keywords", score, "",
                    None, None, _at(place),
                )
            )  # fmt: skip
        for place in range(number // 2):
            found = draw.random() < 0.6
            start = place * 1000
            ranked = to_text([Ranked(codes[0], 0.9, "keywords"), Ranked(codes[1], 0.8, "keywords")])
            project.decisions.predictions.add(
                Prediction(
                    f"p{place}", document_id, coder, start, start + 9, WITHHELD, CODED if found else PASSED,
                    codes[0] if found else None, ranked, place, _at(place),
                )
            )  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_a_coder_of_known_habits_is_recognised(
    project: Project, document_id: str, code_ids: Ids, seed: int
) -> None:
    codes = [code_ids["Q1"], code_ids["Q2"], code_ids["Q3"]]
    _simulate(project, document_id, codes, 600, seed)
    found = measured(project, last=0)
    by_code = dict(found.by_code)
    # five standard errors: a true value lies outside once in a million
    for code, chance in zip(codes, (0.5, 0.5, 0.25), strict=True):
        assert by_code[code].of == 200
        assert abs(by_code[code].share - chance) <= 5 * (0.25 / 200) ** 0.5
    assert abs(found.found_anyway.share - 0.6) <= 5 * (0.24 / 300) ** 0.5
    inside = [by_code[codes[0]].interval, by_code[codes[1]].interval]
    assert any(low <= 0.5 <= high for low, high in inside)
    assert sum(point.hits.of for point in found.accepted_curve) == 600
    assert found.reliability.held_out == 270


def test_confidence_is_what_comes_true(project: Project, document_id: str, code_ids: Ids) -> None:
    _simulate(project, document_id, [code_ids["Q1"], code_ids["Q2"], code_ids["Q1"]], 400, 2)
    say = confidences(project)
    told = {score: say(_suggestion(document_id, code_ids["Q1"], score)) for score in (0.2, 0.4, 0.6)}
    assert any(told.values())
    for score, said in told.items():
        # two of three decisions follow the score, the third half of it
        assert said is None or abs(said - score * 2.5 / 3) < 0.15
    assert say(Suggestion(document_id, 0, 9, code_ids["Q1"], 0.5, "", "")) is None
    assert confidences(project)(_suggestion(document_id, code_ids["Q1"], 0.4)) == told[0.4]


def test_a_confidence_is_said_in_times_of_ten() -> None:
    said = [times_in_ten(one) for one in (0.02, 0.1, 0.77, 0.8, 0.84, 0.97)]
    assert said == [
        "Such suggestions were hardly ever right",
        "Such suggestions were right about 1 time in 10",
        *["Such suggestions were right about 8 times in 10"] * 3,
        "Such suggestions were nearly always right",
    ]


def test_no_confidence_before_there_are_decisions(project: Project, document_id: str, code_ids: Ids) -> None:
    assert confidences(project)(_suggestion(document_id, code_ids["Q1"], 0.9)) is None
    assert measured(project).empty


def test_measures_of_what_was_really_decided(project: Project, document_id: str, code_ids: Ids) -> None:
    first = _suggestion(document_id, code_ids["Q1"])
    second = _suggestion(document_id, code_ids["Q2"], 0.4)
    third = _suggestion(document_id, code_ids["Q3"], 0.3)
    known = [first, second, third]
    decisions.decide(project, first, REJECTED, known=known)
    decisions.decide(project, second, CORRECTED, chosen_code_id=code_ids["Q9"], known=known)
    decisions.decide(project, third, SKIPPED, known=known)
    coding.apply_code(project, document_id=document_id, span=first.span, code_id=code_ids["Q3"], known=known)
    coding.apply_code(project, document_id=document_id, span=Span(0, 20), code_id=code_ids["Q3"], known=known)
    found = measured(project)
    assert found.accepted == (0, 2) and found.skipped == 1
    assert found.by_hand == ((1, 2), (1, 2), 1), "what was decided before it was predicted no more"
    assert {one.code_id: (one.times, one.instead) for one in found.rejected} == {
        code_ids["Q1"]: ((1, 1), None),
        code_ids["Q2"]: ((1, 1), code_ids["Q9"]),
    }
    for _step in range(5):
        project.undo()
    assert measured(project).empty


def test_blind_coding_measures_ones_own_decisions_alone(
    project: Project, document_id: str, code_ids: Ids
) -> None:
    decisions.decide(project, _suggestion(document_id, code_ids["Q1"]), ACCEPTED)
    project.coder_name = "Luis P."
    decisions.decide(project, _suggestion(document_id, code_ids["Q2"]), REJECTED)
    coding.apply_code(project, document_id=document_id, span=Span(150, 190), code_id=code_ids["Q5"], known=[])
    assert measured(project).accepted == (1, 2)
    see_own(project, True)
    own = measured(project)
    assert own_coder(project) and own.accepted == (0, 1) and own.by_hand.first == (0, 1)
    project.coder_name = "Marta R."
    see_own(project, True)
    hers = measured(project)
    assert hers.accepted == (1, 1) and hers.by_hand.first == (0, 0)
    _simulate_by_another(project, document_id, code_ids)
    assert confidences(project)(_suggestion(document_id, code_ids["Q1"], 0.5)) is None
    see_own(project, False)
    assert confidences(project)(_suggestion(document_id, code_ids["Q1"], 0.5)) is not None


def _simulate_by_another(project: Project, document_id: str, code_ids: Ids) -> None:
    project.coder_name = "Luis P."
    _simulate(project, document_id, [code_ids["Q1"]] * 2 + [code_ids["Q2"]], 300, 2)
    project.coder_name = "Marta R."
