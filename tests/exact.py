"""The coefficients once more, written apart from the program: loops over units and whole fractions."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, permutations

Table = Sequence[Sequence[int | None]]


def _present(row: Sequence[int | None]) -> list[int]:
    return [one for one in row if one is not None]


def _agreeing(values: Sequence[int]) -> Fraction:
    """The share of ordered pairs of raters that agree, pair by pair."""
    pairs = list(permutations(values, 2))
    return Fraction(sum(a == b for a, b in pairs), len(pairs))


def _corrected(observed: Fraction, expected: Fraction) -> Fraction | None:
    return None if expected == 1 else (observed - expected) / (1 - expected)


def percent(table: Table) -> Fraction | None:
    units = [_present(row) for row in table if len(_present(row)) > 1]
    return sum(map(_agreeing, units), Fraction(0)) / len(units) if units else None


def cohen(table: Table) -> Fraction | None:
    both = [row for row in table if None not in row]
    n = len(both)
    if n < 2:
        return None
    first, second = Counter(row[0] for row in both), Counter(row[1] for row in both)
    expected = sum((Fraction(first[k] * second[k], n * n) for k in first), Fraction(0))
    return _corrected(Fraction(sum(a == b for a, b in both), n), expected)


def fleiss(table: Table) -> Fraction | None:
    """Also Scott's pi, of two coders."""
    full = [_present(row) for row in table if None not in row]
    if len(full) < 2:
        return None
    pooled = Counter(value for row in full for value in row)
    total = sum(pooled.values())
    expected = sum((Fraction(n, total) ** 2 for n in pooled.values()), Fraction(0))
    return _corrected(sum(map(_agreeing, full), Fraction(0)) / len(full), expected)


def _shares(table: Table, categories: int) -> list[Fraction]:
    rated = [_present(row) for row in table if _present(row)]
    return [
        sum((Fraction(row.count(k), len(row)) for row in rated), Fraction(0)) / len(rated)
        for k in range(categories)
    ]


def _usable(table: Table) -> bool:
    units = [row for row in table if len(_present(row)) > 1]
    return len(units) > 1 and len({value for row in table for value in _present(row)}) > 1


def fleiss_unequal(table: Table, categories: int) -> Fraction | None:
    if not _usable(table):
        return None
    observed = percent(table)
    assert observed is not None
    return _corrected(observed, sum((share**2 for share in _shares(table, categories)), Fraction(0)))


def gwet(table: Table, categories: int) -> Fraction | None:
    if not _usable(table):
        return None
    observed = percent(table)
    assert observed is not None
    spread = sum((share * (1 - share) for share in _shares(table, categories)), Fraction(0))
    return _corrected(observed, spread / (categories - 1))


def brennan_prediger(table: Table, categories: int) -> Fraction | None:
    if not _usable(table):
        return None
    observed = percent(table)
    assert observed is not None
    return _corrected(observed, Fraction(1, categories))


def krippendorff(table: Table) -> Fraction | None:
    """By the coincidences themselves, ordered pair by ordered pair."""
    coincidences: Counter[tuple[int, int]] = Counter()
    units = [_present(row) for row in table if len(_present(row)) > 1]
    if len(units) < 2:
        return None
    exact: dict[tuple[int, int], Fraction] = {}
    for row in units:
        coincidences = Counter(permutations(row, 2))
        for pair, n in coincidences.items():
            exact[pair] = exact.get(pair, Fraction(0)) + Fraction(n, len(row) - 1)
    values = Counter(value for row in units for value in row)
    n = sum(values.values())
    observed = sum((m for (a, b), m in exact.items() if a != b), Fraction(0)) / n
    expected = Fraction(sum(values[a] * values[b] for a in values for b in values if a != b), n * (n - 1))
    return None if expected == 0 else 1 - observed / expected


def specific(table: Table, category: int) -> Fraction | None:
    """How often, of a rater who says so and another of the same unit, the other says so too."""
    said = also = 0
    for row in table:
        for a, b in permutations(_present(row), 2):
            said += a == category
            also += a == b == category
    return Fraction(also, said) if said else None


def light(table: Table) -> Fraction | None:
    coders = range(len(table[0]))
    found = [cohen([[row[a], row[b]] for row in table]) for a, b in combinations(coders, 2)]
    there = [one for one in found if one is not None]
    return sum(there, Fraction(0)) / len(there) if there else None
