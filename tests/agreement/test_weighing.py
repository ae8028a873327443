"""Sums over drawn units are those of the units one by one, whatever they are added up with."""

import random

import numpy
import pytest
import tables

from qualcoder_cg.agreement import tally
from qualcoder_cg.agreement.weighing import Weighing


@pytest.mark.parametrize("seed", range(40))
def test_equal_to_adding_up_units_one_by_one(seed: int) -> None:
    table, categories = tables.random_table(random.Random(seed), missing=0.4)
    ratings = tables.array(table)
    dice = numpy.random.default_rng(seed)
    weights = dice.poisson(1, (len(table), 5))
    found = Weighing(tally.rows(ratings, categories), categories).sums(weights.astype(float))
    for draw in range(5):
        repeated = numpy.repeat(ratings, weights[:, draw], axis=0)
        wanted = tally.rows(repeated, categories).sum(axis=0)
        assert numpy.abs(found[draw] - wanted).max() < 1e-9


def test_categories_that_nobody_used_add_nothing() -> None:
    rows = tally.rows(tables.array([[0, 5], [5, 5]]), 9)
    found = tally.tally(Weighing(rows, 9).sums(numpy.array([[2.0], [1.0]])), 2, 9)
    assert found.values.tolist() == [[2, 0, 0, 0, 0, 4, 0, 0, 0]]
    assert found.full.tolist() == [3]
