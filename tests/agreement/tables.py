"""Tables of ratings for the tests of coefficients: published ones, random ones, and what is made of them."""

import random
from collections.abc import Sequence

import numpy

from qualcoder_cg import agreement
from qualcoder_cg.agreement import continuum, tally
from qualcoder_cg.agreement.coefficient import Result

Row = list[int | None]
UNITS = {one.key: one for one in agreement.ON_UNITS}

FLEISS = """444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444
224445 333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333
555555"""
KRIPPENDORFF = """1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 ."""
ALEX = "1-7:1 8-13:2 31-32:5 33-37:6 38-44:6 45-60:7"
PAUL = "1-7:1 8-13:3 14-21:5 33-44:6"
SUZAN = "1-7:1 8-13:4 14-21:5 33-37:6 38-41:6 42-44:6"
BINARY = "00 11 01 00 00 01 00 01 10 00"


def fleiss() -> list[Row]:
    return [[int(one) - 1 for one in subject] for subject in FLEISS.split()]


def krippendorff() -> list[Row]:
    coders = [line.split() for line in KRIPPENDORFF.split("\n")]
    return [[None if one == "." else int(one) - 1 for one in unit] for unit in zip(*coders)]


def binary() -> list[Row]:
    return [[int(one) for one in unit] for unit in BINARY.split()]


def lengths(coders: Sequence[str] = (ALEX, PAUL, SUZAN), length: int = 60) -> continuum.Lengths:
    """Figure 12.11 of Krippendorff (2019), or a part of it: "first-last:value", counted from 1."""
    segments = []
    for number, cut in enumerate(coders):
        for one in cut.split():
            place, value_ = one.split(":")
            start, end = map(int, place.split("-"))
            segments.append((start - 1, end, int(value_) - 1, number))
    sums = continuum.measure(continuum.segments(segments), length, len(coders), 7)
    return continuum.lengths(sums, 7)


def of_counts(counts: Sequence[Sequence[int]]) -> list[Row]:
    """The units of a table of two coders: rows are what the first said, columns the second."""
    return [[a, b] for a, row in enumerate(counts) for b, n in enumerate(row) for _unit in range(n)]


def fourfold(both: int, first: int, second: int, neither: int) -> list[Row]:
    return of_counts([[neither, second], [first, both]])


def random_table(dice: random.Random, missing: float = 0.2) -> tuple[list[Row], int]:
    """Ratings of 2–5 coders with 2–6 categories, who agree more or less often; and how many categories."""
    coders, categories, units = dice.randint(2, 5), dice.randint(2, 6), dice.randint(2, 40)
    alike, gaps = dice.random(), missing if dice.random() < 0.8 else 0.0
    table: list[Row] = []
    for _unit in range(units):
        truth = dice.randrange(categories)
        said = [truth if dice.random() < alike else dice.randrange(categories) for _coder in range(coders)]
        table.append([None if dice.random() < gaps else one for one in said])
    return table, categories


def array(table: Sequence[Row]) -> numpy.ndarray:
    coders = len(table[0]) if table else 2
    filled = [[tally.MISSING if one is None else one for one in row] for row in table]
    return numpy.array(filled, dtype=numpy.int64).reshape(len(table), coders)


def tallied(table: Sequence[Row], categories: int) -> tally.Tally:
    ratings = array(table)
    return tally.tally(tally.rows(ratings, categories).sum(axis=0), ratings.shape[1], categories)


def result(key: str, table: Sequence[Row], categories: int) -> Result:
    return UNITS[key].result(tallied(table, categories))


def value(key: str, table: Sequence[Row], categories: int = 2) -> float:
    found = result(key, table, categories).value
    assert found is not None
    return found
