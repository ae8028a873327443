"""Intervals of a plain table: the same draws for everything, and the same spread however they are drawn."""

import random

import numpy
import pytest

from qualcoder_cg.agreement import ON_UNITS
from qualcoder_cg.services import rating_draws
from qualcoder_cg.services.rating_draws import View, Wanted, intervals

ALPHA = ON_UNITS[0]
BOTH = View((0, 1))


def _ratings(units: int, categories: int) -> numpy.ndarray:
    dice = random.Random(4)
    first = [dice.randrange(categories) for _unit in range(units)]
    second = [one if dice.random() < 0.7 else dice.randrange(categories) for one in first]
    return numpy.array(list(zip(first, second)), dtype=numpy.int64)


def _wanted(view: View) -> Wanted:
    return Wanted((view,), lambda found: ALPHA.values(found[view]))


def test_units_and_kinds_of_units_are_drawn_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """One way draws units, the other how often each kind of unit comes: the spread is the same."""
    ratings = _ratings(200, 5)
    (kinds,) = intervals(ratings, 5, 4000, 1, [_wanted(BOTH)])
    monkeypatch.setattr(rating_draws, "_MANY_KINDS", 1)
    monkeypatch.setattr(rating_draws, "_SHARE_OF_KINDS", 0)
    (units,) = intervals(ratings, 5, 4000, 1, [_wanted(BOTH)])
    assert kinds != units
    assert kinds.low == pytest.approx(units.low, abs=0.01)
    assert kinds.high == pytest.approx(units.high, abs=0.01)


def test_how_many_draws_at_a_time_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    ratings = _ratings(50, 3)
    at_once = intervals(ratings, 3, 500, 1, [_wanted(BOTH)])
    monkeypatch.setattr(rating_draws, "_AT_A_TIME", 1000)
    assert at_once == intervals(ratings, 3, 500, 1, [_wanted(BOTH)])


def test_a_pair_has_the_interval_it_has_alone() -> None:
    """Where a third coder says what the first says, the units are the same kinds of units."""
    two = _ratings(60, 3)
    three = numpy.hstack([two, two[:, :1]])
    third = View((1, 2))
    alone = intervals(two, 3, 500, 1, [_wanted(BOTH)])
    assert intervals(three, 3, 500, 1, [_wanted(BOTH), _wanted(third)]) == [*alone, *alone]


def test_nothing_wanted_draws_nothing() -> None:
    assert intervals(_ratings(5, 2), 2, 100, 1, []) == []


def test_ratings_are_packed_whoever_gave_them() -> None:
    ratings = numpy.array([[1, -1, 0], [-1, 2, 2]])
    assert View((), 2).of(ratings).tolist() == [[0, 1], [2, 2]]
    assert View((), 2).width == 2
