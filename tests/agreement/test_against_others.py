"""1,000 random tables: equal to exact fractions, to scikit-learn and to statsmodels."""

import random
import warnings
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

import exact
import numpy
import pytest
import tables
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa
from tables import Row

from qualcoder_cg import agreement

SETS = 1_000
WITHIN = 1e-9


def _sets() -> list[tuple[list[Row], int]]:
    dice = random.Random(20260101)
    return [tables.random_table(dice) for _number in range(SETS)]


@pytest.fixture(scope="module")
def sets() -> list[tuple[list[Row], int]]:
    return _sets()


Exact = Callable[[list[Row], int], Fraction | None]
BY_HAND: dict[str, Exact] = {
    "fleiss": lambda table, q: exact.fleiss(table),
    "fleiss-unequal": exact.fleiss_unequal,
    "krippendorff": lambda table, q: exact.krippendorff(table),
    "ac1": exact.gwet,
    "brennan-prediger": exact.brennan_prediger,
    "dice": lambda table, q: exact.specific(table, q - 1),
    "cohen": lambda table, q: exact.cohen(table),
    "scott": lambda table, q: exact.fleiss(table),
}


@pytest.mark.parametrize("key", BY_HAND)
def test_equal_to_exact_fractions(key: str, sets: list[tuple[list[Row], int]]) -> None:
    compared = 0
    for table, categories in sets:
        if len(table[0]) != 2 and key in ("cohen", "scott"):
            continue
        found, wanted = tables.result(key, table, categories), BY_HAND[key](table, categories)
        if found.n < 2:
            assert found.value is None
            continue
        assert (found.value is None) == (wanted is None), (table, found, wanted)
        if found.value is not None and wanted is not None:
            assert abs(found.value - float(wanted)) < WITHIN
            compared += 1
    assert compared > 200


def test_kappa_is_that_of_scikit_learn(sets: list[tuple[list[Row], int]]) -> None:
    """Of every pair of coders, on the units that both rated."""
    compared = 0
    for table, categories in sets:
        for a, b in combinations(range(len(table[0])), 2):
            pair: list[Row] = [[row[a], row[b]] for row in table]
            full = [row for row in pair if None not in row]
            found = tables.result("cohen", pair, categories)
            if len(full) < 2:
                assert found.value is None
                continue
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # it divides by zero where everything is in one category
                wanted = cohen_kappa_score([row[0] for row in full], [row[1] for row in full])
            if numpy.isnan(wanted):
                assert found.value is None
                continue
            assert found.value is not None
            assert abs(found.value - wanted) < WITHIN
            compared += 1
    assert compared > 3_000


def test_fleiss_is_that_of_statsmodels(sets: list[tuple[list[Row], int]]) -> None:
    compared = 0
    for table, categories in sets:
        full = [row for row in table if None not in row]
        found = tables.result("fleiss", table, categories)
        if len(full) < 2 or len({value for row in full for value in row}) < 2:
            assert found.value is None
            continue
        counts, _categories = aggregate_raters(numpy.array(full))
        assert found.value is not None
        assert abs(found.value - fleiss_kappa(counts, method="fleiss")) < WITHIN
        compared += 1
    assert compared > 800


def test_light_is_the_mean_of_all_pairs(sets: list[tuple[list[Row], int]]) -> None:
    (light,) = (one for one in agreement.OVER_PAIRS if one.key == "cohen-pairs")
    compared = 0
    for table, categories in sets:
        pairs = list(combinations(range(len(table[0])), 2))
        tallies = [tables.tallied([[row[a], row[b]] for row in table], categories) for a, b in pairs]
        found, wanted = light.result(tallies), exact.light(table)
        assert (found.value is None) == (wanted is None)
        if found.value is not None and wanted is not None:
            assert abs(found.value - float(wanted)) < WITHIN
            compared += 1
    assert compared > 900


def test_nothing_changes_by_order_or_names(sets: list[tuple[list[Row], int]]) -> None:
    dice = random.Random(5)
    for table, categories in sets:
        names = list(range(categories))
        dice.shuffle(names)
        order = list(range(len(table[0])))
        dice.shuffle(order)
        other: list[Row] = [
            [None if row[coder] is None else names[row[coder] or 0] for coder in order] for row in table
        ]
        dice.shuffle(other)
        for one in agreement.ON_UNITS:
            if one.key == "dice":
                continue  # it is of one category
            first = one.result(tables.tallied(table, categories))
            second = one.result(tables.tallied(other, categories))
            assert (first.n, first.reason) == (second.n, second.reason)
            assert (first.value is None) == (second.value is None)
            if first.value is not None and second.value is not None:
                assert abs(first.value - second.value) < 1e-12, one.key
