"""Which percentages whole counts can give, held against trying every count."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_cg.domain import percentages
from qualcoder_cg.domain.percentages import counts_for, neighbours, parse, percent, possible, shares


@pytest.mark.parametrize("text", ["56", "68", "32", "27", "30"])
def test_29_answers_cannot_give(text: str) -> None:
    assert not possible(parse(text), 29)


@pytest.mark.parametrize(
    "text", ["24", "17", "3", "45", "55", "7", "21", "14", "62", "28", "41", "48", "0", "100"]
)
def test_29_answers_can_give(text: str) -> None:
    assert possible(parse(text), 29)


def test_other_bases() -> None:
    assert not possible(parse("59"), 67)
    assert possible(parse("30.6"), 49) and not possible(parse("30"), 49)
    assert list(counts_for(parse("30,6 %"), 49)) == [15]
    assert not possible(parse("101"), 10) and not possible(parse("10"), 0)


def test_a_tie_may_be_rounded_up_or_to_the_even_digit() -> None:
    # 1 of 8 is 12.5, 3 of 8 is 37.5
    assert possible(parse("13"), 8) and possible(parse("12"), 8)
    assert possible(parse("38"), 8) and not possible(parse("37"), 8)


@given(st.integers(0, 1100), st.integers(0, 2), st.integers(1, 130))
def test_the_arithmetic_agrees_with_trying_every_count(units: int, decimals: int, base: int) -> None:
    printed = percentages.Printed(units, decimals)
    step = Decimal(1).scaleb(-decimals)
    wanted = Decimal(units).scaleb(-decimals)
    exact = [Decimal(count) * 100 / base for count in range(base + 1)]
    tried = [
        count
        for count, value in enumerate(exact)
        if wanted in (value.quantize(step, ROUND_HALF_UP), value.quantize(step, ROUND_HALF_EVEN))
    ]
    assert list(counts_for(printed, base)) == tried


@pytest.mark.parametrize("text", ["", "about 5", "-3", "5..1", "1/2", "5 %%", "0.1234567"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)


def test_the_nearest_counts_stand_on_both_sides() -> None:
    assert neighbours(parse("56"), 29) == (16, 17)
    assert neighbours(parse("100"), 29) == (29,) and neighbours(parse("3"), 0) == ()


def test_a_percentage_is_printed_half_up() -> None:
    assert [percent(29, 63), percent(67, 300), percent(7, 25), percent(1, 8)] == ["46", "22", "28", "13"]
    assert percent(15, 49, 1) == "30.6" and percent(0, 7, 2) == "0.00"
    with pytest.raises(ValueError):
        percent(1, 0)


def test_shares_add_up_and_say_where_they_were_adjusted() -> None:
    thirds = shares([1, 1, 1])
    assert [share.text for share in thirds] == ["34", "33", "33"]
    assert [share.adjusted for share in thirds] == [True, False, False]
    assert shares([0, 0]) == (percentages.Share("0", False),) * 2 and shares([]) == ()


@given(st.lists(st.integers(0, 500), min_size=1, max_size=9).filter(any), st.integers(0, 2))
def test_shares_always_add_up_to_100(counts: list[int], decimals: int) -> None:
    made = shares(counts, decimals)
    assert sum(Decimal(share.text) for share in made) == 100
    for share, count in zip(made, counts, strict=True):
        assert abs(Decimal(share.text) - Decimal(100 * count) / sum(counts)) < Decimal(1).scaleb(-decimals)
        assert share.adjusted == (share.text != percent(count, sum(counts), decimals))
