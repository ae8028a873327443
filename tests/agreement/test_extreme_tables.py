"""Tables at their extremes, against exact fractions: rare codes, much missing, coders who never meet."""

import random
from collections.abc import Callable, Sequence
from fractions import Fraction

import exact
import pytest
import tables
from tables import Row

Exact = Callable[[list[Row], int], Fraction | None]
BY_HAND: dict[str, Exact] = {
    "percent": lambda table, q: exact.percent(table),
    "krippendorff": lambda table, q: exact.krippendorff(table),
    "fleiss": lambda table, q: exact.fleiss(table),
    "fleiss-unequal": exact.fleiss_unequal,
    "ac1": exact.gwet,
    "brennan-prediger": exact.brennan_prediger,
    "cohen": lambda table, q: exact.cohen(table),
    "scott": lambda table, q: exact.fleiss(table),
}
KINDS = ("rare", "one category", "one unit", "two who never meet", "mostly one rating", "one rated nothing")


def _unit(dice: random.Random, kind: str, coders: int, weights: Sequence[float], gaps: float) -> Row:
    truth, *said = dice.choices(range(len(weights)), weights, k=coders + 1)
    row: Row = [truth if dice.random() < 0.6 else one for one in said]
    row = [None if dice.random() < gaps else one for one in row]
    if kind == "two who never meet":
        row[dice.randrange(2)] = None
    if kind == "mostly one rating" and dice.random() < 0.7:
        alone = dice.randrange(coders)
        row = [one if place == alone else None for place, one in enumerate(row)]
    if kind == "one rated nothing":
        row[-1] = None
    return row


def _table(dice: random.Random, kind: str) -> tuple[list[Row], int]:
    coders, q = dice.randint(2, 6), dice.randint(2, 8)
    weights = [dice.random() + 0.05 for _category in range(q)]
    if kind == "rare":
        weights = [200.0, *[1.0] * (q - 1)]
    if kind == "one category":
        weights = [1.0, *[0.0] * (q - 1)]
    gaps = dice.choice([0, 0.1, 0.3, 0.6])
    units = 1 if kind == "one unit" else dice.randint(1, 60)
    return [_unit(dice, kind, coders, weights, gaps) for _unit_ in range(units)], q


@pytest.mark.parametrize("key", BY_HAND)
@pytest.mark.parametrize("kind", KINDS)
def test_equal_to_exact_fractions_at_the_extremes(key: str, kind: str) -> None:
    dice = random.Random(f"{kind}")
    none = values = 0
    for _number in range(150):
        table, q = _table(dice, kind)
        if len(table[0]) != 2 and key in ("cohen", "scott"):
            continue
        found = tables.result(key, table, q)
        if found.n < 2:
            assert (found.value, bool(found.reason)) == (None, True)
            none += 1
            continue
        wanted = BY_HAND[key](table, q)
        assert (found.value is None) == (wanted is None), (table, found, wanted)
        none += wanted is None
        if found.value is not None and wanted is not None:
            assert abs(found.value - float(wanted)) < 1e-9
            values += 1
    assert none + values > 10
    if kind == "one unit" or (kind == "one category" and key != "percent"):
        assert values == 0
