"""Dates as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_cg.domain.dates import DAY_FIRST, EITHER, MONTH_FIRST, Ambiguous, iso_date, order_of


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", ""), ("  ", ""), ("2022-03-14", "2022-03-14"), ("2022/3/4", "2022-03-04"),
        ("2022.03.14", "2022-03-14"),
        ("14.3.2022", "2022-03-14"), ("14-03-22", "2022-03-14"), ("3/14/2022", "2022-03-14"),
        ("2022-03-14 09:30", "2022-03-14"), ("14 de marzo del 2022", "2022-03-14"),
        ("14 mar 2022", "2022-03-14"),
        ("14-ene-2022", "2022-01-14"), ("Sept. 3, 2022", "2022-09-03"), ("3rd March 2022", "2022-03-03"),
        ("7/7/2022", "2022-07-07"), ("2022-03", "2022-03"), ("2022", "2022"),
    ],
)  # fmt: skip
def test_a_date_in_many_hands(written: str, meant: str) -> None:
    assert iso_date(written) == meant


@pytest.mark.parametrize(
    "written", ["soon", "2022-13-01", "32/01/2022", "31/04/2022", "14 foo 2022", "1/2", "20220314"]
)
def test_what_is_no_date(written: str) -> None:
    with pytest.raises(ValueError):
        iso_date(written)


def test_an_ambiguous_date_has_two_readings_and_its_neighbours_settle_it() -> None:
    with pytest.raises(Ambiguous) as error:
        iso_date("03/04/2022")
    assert error.value.args == ("2022-04-03", "2022-03-04")
    assert order_of(["03/04/2022", "", "14/03/2022", "soon"]) == DAY_FIRST
    assert order_of(["03/04/2022", "3/14/2022"]) == MONTH_FIRST
    assert order_of(["14/03/2022", "3/14/2022"]) == order_of(["1/2/2022"]) == EITHER
    assert iso_date("03/04/2022", DAY_FIRST) == "2022-04-03"
    assert iso_date("03/04/2022", MONTH_FIRST) == "2022-03-04"


@given(st.dates(min_value=date(1900, 1, 1)), st.sampled_from([DAY_FIRST, MONTH_FIRST]))
def test_every_day_is_read_back(day: date, order: str) -> None:
    written = (
        f"{day.day}/{day.month}/{day.year}" if order == DAY_FIRST else f"{day.month}/{day.day}/{day.year}"
    )
    assert iso_date(written, order) == day.isoformat() == iso_date(day.isoformat())


@given(st.text(max_size=14))
def test_any_text_is_a_date_or_none(text: str) -> None:
    try:
        found = iso_date(text)
    except ValueError:
        return
    assert found == "" or found[:4].isdigit()
