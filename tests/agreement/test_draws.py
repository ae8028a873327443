"""Intervals: whole clusters are drawn, the same ones for the same seed."""

import numpy
import pytest
import tables

from qualcoder_cg.agreement import draws, tally


def test_each_draw_has_as_many_clusters_as_there_are() -> None:
    weights = draws.weights(7, 500, 1)
    assert weights.shape == (7, 500)
    assert (weights.sum(axis=0) == 7).all()
    assert (draws.weights(7, 500, 1) == weights).all()
    assert not (draws.weights(7, 500, 2) == weights).all()


def test_sums_of_a_draw_are_those_of_its_clusters() -> None:
    dice = numpy.random.default_rng(4)
    by_cluster = dice.integers(0, 9, (5, 3, 4)).astype(float)
    weights = draws.weights(5, 20, 3)
    found = draws.sums(by_cluster, weights)
    for draw in range(20):
        by_hand = sum(weights[cluster, draw] * by_cluster[cluster] for cluster in range(5))
        assert numpy.allclose(found[:, draw], by_hand)


def test_quantiles_are_those_of_numpy_without_what_has_no_value() -> None:
    dice = numpy.random.default_rng(5)
    values = dice.normal(0.6, 0.1, (4, 999))
    values[1, :100] = numpy.nan
    values[2, :900] = numpy.nan
    values[3] = numpy.nan
    found = draws.intervals(values)
    for row in (0, 1):
        there = values[row][~numpy.isnan(values[row])]
        low, high = numpy.quantile(there, [0.025, 0.975])
        assert found[row][:2] == pytest.approx((low, high))
        assert found[row].below == pytest.approx((there < 0.667).mean())
    assert found[2] == found[3] == draws.NONE


def test_interviews_that_are_alike_inside_make_a_wider_interval() -> None:
    """Ten interviews, in each all units agreed on or none: single units would pretend to know more."""
    agreed, differ = [[1, 1], [0, 0]] * 5, [[1, 0], [0, 1]] * 5
    units = [agreed if number % 2 else differ for number in range(10)]
    rows = numpy.array([tally.rows(tables.array(one), 2) for one in units])
    by_interview = rows.sum(axis=1)[:, None]
    by_unit = rows.reshape(100, 1, -1)
    widths = []
    for clusters in (by_interview, by_unit):
        drawn = tally.tally(draws.sums(clusters, draws.weights(len(clusters), 2000, 1)), 2, 2)
        (interval,) = draws.intervals(tables.UNITS["krippendorff"].values(drawn))
        assert interval.low is not None and interval.high is not None
        widths.append(interval.high - interval.low)
    assert widths[0] > 2 * widths[1]
