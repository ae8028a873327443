"""Shares and their intervals, against printed examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_cg.domain.proportions import Proportion, counted, wilson


@pytest.mark.parametrize(
    ("hits", "cases", "low", "high"),
    [
        # Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_of_the_literature(hits: int, cases: int, low: float, high: float) -> None:
    found = wilson(hits, cases)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    other = wilson(cases - hits, cases)
    assert (round(1 - other.high, 4), round(1 - other.low, 4)) == (low, high)


def test_without_cases_everything_is_possible() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert Proportion(0, 0).share == 0.0 and not Proportion(0, 0).tells


@pytest.mark.parametrize(("hits", "cases"), [(3, 2), (-1, 2), (1, 0)])
def test_no_more_hits_than_cases(hits: int, cases: int) -> None:
    with pytest.raises(ValueError, match="of"):
        wilson(hits, cases)


@given(st.integers(0, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_the_share_and_lies_within_all_shares(case: tuple[int, int]) -> None:
    hits, cases = case
    found = wilson(hits, cases)
    assert 0 <= found.low <= found.high <= 1
    if cases:
        assert found.low <= hits / cases <= found.high
        assert wilson(hits * 4, cases * 4).width < found.width, "more cases tell more"
    if hits < cases:
        higher = wilson(hits + 1, cases)
        assert higher.low > found.low and higher.high > found.high


@pytest.mark.parametrize(
    ("hits", "cases", "tells"),
    [
        (0, 0, False),
        (4, 4, False),
        (9, 9, False),
        (10, 10, True),
        (5, 10, False),
        (6, 12, True),
        (9, 14, True),
    ],
)
def test_few_cases_tell_nothing(hits: int, cases: int, tells: bool) -> None:
    assert Proportion(hits, cases).tells == tells


def test_counting() -> None:
    assert counted(iter([True, False, True])) == (2, 3)
