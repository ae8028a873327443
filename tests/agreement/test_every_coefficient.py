"""What every coefficient owes: source, what it takes, when not to use it, a worked example, a paragraph.

Whoever adds one adds a line to EXAMPLES and a paragraph to docs/user/team.md.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import tables

from qualcoder_cg import agreement

PAGE = Path(__file__).resolve().parents[2] / "docs" / "user" / "team.md"
BY_KEY = {one.key: one for one in agreement.ALL}
COHEN = tables.of_counts([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
NEARLY_ALL = [[unit % 2, unit % 2] for unit in range(14)] + [[0, 1]]


def _units(key: str, table: list[tables.Row], categories: int = 2) -> Callable[[], float]:
    return lambda: tables.value(key, table, categories)


def _pairs(key: str) -> Callable[[], float]:
    """Three coders, the third saying what the second says: two pairs have the same value, the third 1."""

    def value() -> float:
        coders = list(zip(*tables.binary()))
        pairs = [(0, 1), (0, 2), (1, 2)]
        three = (*coders, coders[1])
        tallies = [tables.tallied([list(unit) for unit in zip(three[a], three[b])], 2) for a, b in pairs]
        (one,) = (one for one in agreement.OVER_PAIRS if one.key == key)
        found = one.result(tallies).value
        assert found is not None
        return found

    return value


def _line(key: str) -> Callable[[], float]:
    def value() -> float:
        (one,) = (one for one in agreement.ON_CONTINUUM if one.key == key)
        found = one.result(tables.lengths(), 60).value
        assert found is not None
        return found

    return value


def _of_the_first_value() -> float:
    found = agreement.OF_A_VALUE.results(tables.lengths())[0].value
    assert found is not None
    return found


# Published values, or sums small enough to do by hand, to the digits given.
EXAMPLES: dict[str, tuple[Callable[[], float], str]] = {
    "krippendorff": (_units("krippendorff", tables.krippendorff(), 5), "0.743"),
    "percent": (_units("percent", COHEN, 3), "0.700"),
    "dice": (_units("dice", tables.binary()), "0.3333"),
    "cohen": (_units("cohen", COHEN, 3), "0.4915"),
    "scott": (_units("scott", tables.binary()), "0.0476"),
    "fleiss": (_units("fleiss", tables.fleiss(), 5), "0.4302"),
    "fleiss-unequal": (_units("fleiss-unequal", tables.krippendorff(), 5), "0.7612"),
    "ac1": (_units("ac1", tables.krippendorff(), 5), "0.7754"),
    "brennan-prediger": (_units("brennan-prediger", NEARLY_ALL, 10), "0.926"),
    "holsti": (_units("holsti", tables.binary()), "0.6000"),
    "cohen-pairs": (_pairs("cohen-pairs"), "0.3939"),
    "scott-pairs": (_pairs("scott-pairs"), "0.3651"),
    "holsti-pairs": (_pairs("holsti-pairs"), "0.7333"),
    "u-alpha": (_line("u-alpha"), "0.510"),
    "|u-alpha": (_line("|u-alpha"), "0.414"),
    "cu-alpha": (_line("cu-alpha"), "0.724"),
    "(k)u-alpha": (_of_the_first_value, "1.000"),
}


@pytest.mark.parametrize("key", BY_KEY)
def test_it_says_where_it_comes_from_and_what_it_is_not_for(key: str) -> None:
    one = BY_KEY[key]
    assert re.search(r"\b(19|20)\d\d\b", one.citation), "a source has a year"
    assert one.accepts.endswith(".") and one.not_for.endswith(".")


@pytest.mark.parametrize("key", BY_KEY)
def test_it_has_a_worked_example(key: str) -> None:
    compute, wanted = EXAMPLES[key]
    assert f"{compute():.{len(wanted) - 2}f}" == wanted


@pytest.mark.parametrize("key", BY_KEY)
def test_the_guide_has_a_paragraph_on_it(key: str) -> None:
    start = f"**{BY_KEY[key].name}** (`{key}`). "
    found = [part for part in PAGE.read_text(encoding="utf-8").split("\n\n") if part.startswith(start)]
    assert len(found) == 1
    assert re.search(r"\bNot\b", found[0]), "it says when not to use it"


def test_there_is_no_example_of_what_is_gone() -> None:
    assert set(EXAMPLES) == set(BY_KEY)
