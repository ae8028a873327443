"""Where there is no value, it is said in words: never 1.0, never a crash."""

import importlib
from pathlib import Path

import numpy
import pytest
import tables
from tables import UNITS, Row, result

from qualcoder_cg import agreement
from qualcoder_cg.agreement import continuum
from qualcoder_cg.agreement.coefficient import (
    NO_UNITS,
    NO_VARIATION,
    NOBODY,
    NOT_ALL,
    NOTHING_SHARED,
    ONE_CODER,
    ONE_UNIT,
    SEVERAL_VALUES,
    TWO_CODERS,
    Coefficient,
)
from qualcoder_cg.agreement.unitizing import Unitizing

CHANCE = [one.key for one in agreement.ON_UNITS if one.by_chance]


def test_every_coefficient_says_what_it_is() -> None:
    keys = [one.key for one in agreement.ALL]
    assert len(set(keys)) == len(keys) == 17
    for one in agreement.ALL:
        for text in (one.name, one.citation, one.accepts, one.not_for):
            assert len(text) > 8, one.key


def test_every_coefficient_is_listed() -> None:
    """A file that defines one and is forgotten in `ALL` is found here."""
    folder = Path(agreement.__file__).parent
    for path in folder.glob("[a-z]*.py"):
        importlib.import_module(f"{agreement.__name__}.{path.stem}")
    defined = {*Coefficient.__subclasses__(), *Unitizing.__subclasses__()}
    assert defined <= {type(one) for one in agreement.ALL}


@pytest.mark.parametrize("key", UNITS)
def test_no_unit(key: str) -> None:
    assert result(key, [], 2)[:] == (None, 0, NO_UNITS)
    alone: list[Row] = [[0, None], [None, 1]]
    assert result(key, alone, 2)[:] == (None, 0, NO_UNITS)


@pytest.mark.parametrize("key", UNITS)
def test_one_unit(key: str) -> None:
    assert result(key, [[1, 1]], 2)[:] == (None, 1, ONE_UNIT)


@pytest.mark.parametrize("key", UNITS)
def test_one_coder(key: str) -> None:
    assert result(key, [[0], [1], [1]], 2)[:] == (None, 0, ONE_CODER)
    assert UNITS["dice"].of_each(tables.tallied([[0], [1]], 2))[0].reason == ONE_CODER


@pytest.mark.parametrize("one", agreement.OVER_PAIRS, ids=lambda one: one.key)
def test_means_over_pairs_that_have_no_value(one: agreement.OverPairs) -> None:
    same, alone = tables.tallied([[1, 1]], 2), tables.tallied([[1, None], [None, 0]], 2)
    assert one.result([])[:] == (None, 0, ONE_CODER)
    assert one.result([alone, alone])[:] == (None, 0, NO_UNITS)
    assert one.result([same, alone]).value is None


def test_units_that_some_coder_always_lacks() -> None:
    """Every unit has two ratings, and none has three: that is not the same as no unit."""
    spread: list[Row] = [[0, 0, None], [None, 1, 1], [1, None, 0]]
    assert result("fleiss", spread, 2)[:] == (None, 0, NOT_ALL)
    assert tables.value("krippendorff", spread) == pytest.approx(4 / 9)


@pytest.mark.parametrize("key", CHANCE)
@pytest.mark.parametrize("category", [0, 1])
def test_no_variation(key: str, category: int) -> None:
    assert result(key, [[category, category]] * 9, 2)[:] == (None, 9, NO_VARIATION)


def test_a_code_nobody_used_has_no_positive_agreement() -> None:
    assert result("dice", [[0, 0]] * 9, 2)[:] == (None, 9, NOBODY)


def test_a_code_of_one_coder_alone_has_no_agreement() -> None:
    table: list[Row] = [[1, 0], [1, 0]] + [[0, 0]] * 18
    assert tables.value("cohen", table) == 0
    assert tables.value("krippendorff", table) == pytest.approx(0, abs=0.06)
    assert tables.value("dice", table) == 0
    assert tables.value("ac1", table) > 0.8


def test_negative_values_are_kept() -> None:
    table: list[Row] = [[0, 1], [1, 0]] * 5
    assert tables.value("cohen", table) == -1
    assert tables.value("krippendorff", table) == pytest.approx(-0.9)
    assert tables.value("brennan-prediger", table) == -1


@pytest.mark.parametrize("key", ["cohen", "scott", "holsti"])
def test_two_coders_only(key: str) -> None:
    assert result(key, [[0, 1, 1], [1, 1, 0]], 2).reason == TWO_CODERS


def test_missing_is_not_zero() -> None:
    missing: list[Row] = [[1, 1, None], [0, 0, None], [1, 0, None], [0, 0, 0]]
    zero: list[Row] = [[1, 1, 0], [0, 0, 0], [1, 0, 0], [0, 0, 0]]
    assert tables.value("krippendorff", missing) != pytest.approx(tables.value("krippendorff", zero))
    assert result("fleiss", missing, 2)[:] == (None, 1, NOT_ALL)
    assert result("fleiss-unequal", missing, 2).n == 4


def test_holsti_counts_what_each_decided() -> None:
    table: list[Row] = [[1, 1], [0, 1], [1, None], [0, 0]]
    assert tables.value("holsti", table) == pytest.approx(2 * 2 / (4 + 3))


def _on_line(*segments: tuple[int, int, int, int], length: int = 100, values: int = 2) -> continuum.Lengths:
    sums = continuum.measure(continuum.segments(list(segments)), length, 2, values)
    return continuum.lengths(sums, values)


@pytest.mark.parametrize("one", agreement.ON_CONTINUUM, ids=lambda one: one.key)
def test_a_continuum_without_variation(one: Unitizing) -> None:
    nothing = NOTHING_SHARED if one.key == "cu-alpha" else NO_VARIATION
    assert one.result(_on_line(), 100)[:] == (None, 100, nothing)
    assert one.result(_on_line(length=0), 0).reason == NO_UNITS
    everything = ((0, 100, 0, 0), (0, 100, 0, 1))
    assert one.result(_on_line(*everything), 100).reason == NO_VARIATION


def test_several_values_at_a_place_are_no_single_run() -> None:
    both = ((0, 50, 0, 0), (20, 60, 1, 0), (0, 50, 0, 1))
    for one in agreement.ON_CONTINUUM:
        assert one.result(_on_line(*both), 100).reason == SEVERAL_VALUES
    assert all(found.reason == SEVERAL_VALUES for found in agreement.OF_A_VALUE.results(_on_line(*both)))


def test_segments_of_one_coder_that_overlap_become_one() -> None:
    merged = continuum.segments([(0, 30, 0, 0), (20, 50, 0, 0), (50, 60, 0, 0), (5, 5, 0, 1)])
    assert list(zip(merged.starts, merged.ends)) == [(0, 50), (50, 60)]


def test_long_texts_are_not_rounded_away() -> None:
    """A code of 50 characters in 600 million."""
    length = 600_000_000
    found = _on_line((1000, 1050, 0, 0), (1000, 1050, 0, 1), length=length, values=1)
    one = agreement.ON_CONTINUUM[0].result(found, length)
    assert one.value == pytest.approx(1)


def test_shared_lengths_are_those_of_sets() -> None:
    dice = numpy.random.default_rng(3)
    for _number in range(50):
        cut = sorted(dice.choice(200, 12, replace=False).tolist())
        segments = [(*cut[at : at + 2], int(dice.integers(2)), at // 2 % 2) for at in range(0, 12, 2)]
        sets = [
            {(place, v) for s, e, v, c in segments if c == coder for place in range(s, e)} for coder in (0, 1)
        ]
        found = _on_line(*segments, length=200)
        assert found.matching.sum() == 2 * len(sets[0] & sets[1])
        marked = [{place for place, _v in one} for one in sets]
        assert found.both_marked == 2 * len(marked[0] & marked[1])
        assert found.pairable.sum() == 2 * len(marked[0] & marked[1])
