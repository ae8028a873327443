"""From scores to how often they are right: known answers, and no number where none is earned."""

import random
from math import exp, log

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualcoder_cg.domain.calibration import (
    HELD_OUT,
    WARM_UP,
    Case,
    calibrate,
    fit,
    foretold,
    reliability,
)

SCORES = st.floats(0, 1, allow_nan=False)
CASES = st.lists(st.tuples(SCORES, st.booleans()), max_size=60)


def _cases(number: int, seed: int, right: "object" = None) -> list[Case]:
    """Decisions whose score is the very chance that they are right, or that of `right(score)`."""
    chance = right if callable(right) else lambda score: score
    draw = random.Random(seed)
    return [(score := draw.random(), draw.random() < chance(score)) for _number in range(number)]


def test_one_score_for_all_gives_the_share_drawn_to_the_middle() -> None:
    # three of four: the targets of Platt are 4/5 and 1/3
    curve = fit([(0.5, True)] * 3 + [(0.5, False)])
    assert curve(0.5) == pytest.approx((3 * 4 / 5 + 1 / 3) / 4)
    assert fit([(0.5, True)] * 10)(0.5) == pytest.approx(11 / 12)
    assert fit([])(0.7) == pytest.approx(0.5)


def test_two_scores_give_the_curve_through_both_shares() -> None:
    # two unknowns, two points: 10 of 40 at 0.2 and 30 of 40 at 0.6 (targets 41/42 and 1/42)
    cases = [(0.2, number < 10) for number in range(40)] + [(0.6, number < 30) for number in range(40)]
    curve = fit(cases)
    low, high = (10 * 41 / 42 + 30 / 42) / 40, (30 * 41 / 42 + 10 / 42) / 40
    assert (curve(0.2), curve(0.6)) == (pytest.approx(low), pytest.approx(high))
    slope = (log(high / (1 - high)) - log(low / (1 - low))) / 0.4
    assert curve.slope == pytest.approx(slope, rel=1e-6)


@given(CASES)
def test_no_curve_near_by_fits_better(cases: list[Case]) -> None:
    hits = sum(right for _score, right in cases)
    misses = len(cases) - hits
    targets = [(s, (hits + 1) / (hits + 2) if right else 1 / (misses + 2)) for s, right in cases]

    def loss(slope: float, offset: float) -> float:
        values = [(slope * score + offset, target) for score, target in targets]
        return sum(log(1 + exp(value)) - target * value for value, target in values)

    curve = fit(cases)
    best = loss(*curve)
    for moved in ((0.1, 0.0), (-0.1, 0.0), (0.0, 0.1), (0.0, -0.1)):
        assert loss(curve.slope + moved[0], curve.offset + moved[1]) >= best - 1e-6
    assert 0 <= curve(0.5) <= 1


@given(CASES)
@example([(0.0, True), (1.192092896e-07, False)])
def test_where_looking_begins_makes_no_difference(cases: list[Case]) -> None:
    near = fit([(0.1, True), (0.9, False), (0.4, True)])
    begun_there, begun_flat = fit(cases, near), fit(cases)
    for score, _right in cases:
        assert begun_there(score) == pytest.approx(begun_flat(score), abs=1e-4)


def test_scores_far_apart_do_not_overflow() -> None:
    curve = fit([(0.0, False)] * 500 + [(1e6, True)] * 500)
    assert curve(0.0) < 0.01 and curve(1e6) > 0.99


def test_nothing_is_foretold_by_what_comes_after() -> None:
    cases = _cases(120, 3)
    told = foretold(cases)
    assert len(told) == 120 - WARM_UP
    assert [right for _confidence, right in told] == [right for _score, right in cases[WARM_UP:]]
    changed = cases[:80] + [(score, not right) for score, right in cases[80:]]
    assert foretold(changed)[:50] == told[:50]


def test_what_was_said_is_compared_with_what_came_true() -> None:
    found = reliability([(0.7, True)] * 3 + [(0.7, False)] * 1 + [(0.15, False)] * 4 + [(1.0, True)] * 2)
    assert [(round(one.said, 3), one.came_true) for one in found.bins] == [
        (0.15, (0, 4)),
        (0.7, (3, 4)),
        (1.0, (2, 2)),
    ]
    assert [(one.low, one.high) for one in found.bins] == [(0.0, 0.2), (0.6, 0.8), (0.8, 1.0)]
    assert found.error == pytest.approx((4 * 0.05 + 4 * 0.15 + 2 * 0.0) / 10)
    assert not found.trusted, "ten are too few"
    assert reliability([]) == ((), 0, 0.0)


@pytest.mark.parametrize("seed", range(5))
def test_a_number_that_is_shown_is_about_right(seed: int) -> None:
    found = calibrate(_cases(300, seed))
    shown = {score: found.confidence(score) for score in (0.1, 0.3, 0.5, 0.7, 0.9)}
    assert any(shown.values())
    for score, said in shown.items():
        assert said is None or abs(said - score) <= 0.15
    assert found.reliability.held_out == 300 - WARM_UP


@pytest.mark.parametrize(
    "cases",
    [
        [],
        _cases(HELD_OUT + WARM_UP - 1, 1),
        _cases(300, 1, lambda score: 1 - score),
        # for a long time a good score meant nothing, then it turned round
        _cases(150, 1) + _cases(150, 1, lambda score: 1 - score),
    ],
)
def test_no_number_where_none_is_earned(cases: list[Case]) -> None:
    found = calibrate(cases)
    assert {found.confidence(score / 10) for score in range(11)} == {None}


def test_a_number_is_shown_only_where_such_numbers_were_tested() -> None:
    draw = random.Random(5)
    low = [(0.2 + draw.random() / 10, draw.random() < 0.25) for _number in range(200)]
    found = calibrate(low)
    assert found.confidence(0.99) is None
