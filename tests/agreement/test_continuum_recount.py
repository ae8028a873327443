"""The unitizing family on random continua, against the formulas written out place by place."""

import random
from collections.abc import Sequence
from fractions import Fraction

import pytest

from qualcoder_cg import agreement
from qualcoder_cg.agreement import continuum
from qualcoder_cg.agreement.u_alpha import of_one

GAP = -1
Cut = list[tuple[int, int, int]]  # start, end, value


def _cuts(dice: random.Random, coders: int, length: int, values: int) -> list[Cut]:
    """Segments that each coder put, none over another; some touch."""
    cuts = []
    for _coder in range(coders):
        places = sorted(dice.sample(range(length + 1), 2 * dice.randint(0, 4)))
        cut = [(a, b, dice.randrange(values)) for a, b in zip(places[::2], places[1::2])]
        if cut and cut[-1][1] < length:
            cut.append((cut[-1][1], length, dice.randrange(values)))
        cuts.append(cut)
    return cuts


def _line(cut: Cut, length: int, only: int | None = None) -> list[int]:
    line = [GAP] * length
    for start, end, value in cut:
        if only is None or value == only:
            line[start:end] = [value] * (end - start)
    return line


def _coincidences(lines: Sequence[list[int]]) -> dict[tuple[int, int], Fraction]:
    found: dict[tuple[int, int], Fraction] = {}
    for i, first in enumerate(lines):
        for j, second in enumerate(lines):
            if i != j:
                for pair in zip(first, second):
                    found[pair] = found.get(pair, Fraction(0)) + Fraction(1, len(lines) - 1)
    return found


def _alpha(seen: dict[tuple[int, int], Fraction], selfpairs: dict[int, Fraction]) -> Fraction | None:
    """1 − Σ ℓ_ck / Σ ε_ck over c ≠ k; `selfpairs` are t_v."""
    values = {value for pair in seen for value in pair}
    total = sum(seen.values(), Fraction(0))
    margins = {c: sum((n for (a, _b), n in seen.items() if a == c), Fraction(0)) for c in values}
    below = total**2 - sum(selfpairs.values(), Fraction(0))
    observed = sum((n for (a, b), n in seen.items() if a != b), Fraction(0))
    products = sum((margins[a] * margins[b] for a in values for b in values if a != b), Fraction(0))
    return None if products == 0 else 1 - observed * below / (total * products)


def _selfpairs(cuts: Sequence[Cut], length: int, same: bool = False) -> dict[int, Fraction]:
    found: dict[int, Fraction] = {}
    for cut in cuts:
        for start, end, value in cut:
            value = 0 if same else value
            found[value] = found.get(value, Fraction(0)) + (end - start) ** 2
        found[GAP] = found.get(GAP, Fraction(0)) + length - sum(end - start for start, end, _value in cut)
    return found


def _pairable(cuts: Sequence[Cut], lines: Sequence[list[int]]) -> dict[int, Fraction]:
    found: dict[int, Fraction] = {}
    for i, cut in enumerate(cuts):
        for start, end, value in cut:
            others = [line for j, line in enumerate(lines) if j != i]
            length = Fraction(sum(one != GAP for line in others for one in line[start:end]), len(others))
            found[value] = found.get(value, Fraction(0)) + length**2
    return found


@pytest.mark.parametrize("seed", range(60))
def test_equal_to_the_formulas_place_by_place(seed: int) -> None:
    dice = random.Random(seed)
    coders, length, values = dice.randint(2, 4), dice.randint(12, 60), dice.randint(1, 4)
    cuts = _cuts(dice, coders, length, values)
    rows = [(*segment, coder) for coder, cut in enumerate(cuts) for segment in cut]
    sums = continuum.measure(continuum.segments(rows), length, coders, values)
    found = continuum.lengths(sums, values)
    lines = [_line(cut, length) for cut in cuts]
    seen = _coincidences(lines)
    marked = _coincidences([[min(one, 0) for one in line] for line in lines])
    inner = {pair: n for pair, n in seen.items() if GAP not in pair}
    wanted = {
        "u-alpha": _alpha(seen, _selfpairs(cuts, length)),
        "|u-alpha": _alpha(marked, _selfpairs(cuts, length, same=True)),
        "cu-alpha": _alpha(inner, _pairable(cuts, lines)),
    }
    for one in agreement.ON_CONTINUUM:
        result, expected = one.result(found, length).value, wanted[one.key]
        assert (result is None) == (expected is None), one.key
        if result is not None and expected is not None:
            assert result == pytest.approx(float(expected), abs=1e-9), one.key
    alone = of_one(found.total[..., None], found.marks, found.matching, found.squares)
    for value in range(values):
        only = [[part for part in cut if part[2] == value] for cut in cuts]
        expected = _alpha(_coincidences([_line(cut, length) for cut in only]), _selfpairs(only, length))
        if expected is None:
            assert alone[value] != alone[value]
        else:
            assert alone[value] == pytest.approx(float(expected), abs=1e-9)


def test_two_documents_are_as_one_behind_the_other() -> None:
    """Sums of documents add up: a segment does not go on from one into the next."""
    dice = random.Random(9)
    first, second = _cuts(dice, 3, 40, 3), _cuts(dice, 3, 30, 3)
    rows = [[(*part, coder) for coder, cut in enumerate(cuts) for part in cut] for cuts in (first, second)]
    apart = sum(
        continuum.measure(continuum.segments(some), length, 3, 3) for some, length in zip(rows, (40, 30))
    )
    moved = [(start + 40, end + 40, value, coder) for start, end, value, coder in rows[1]]
    together = continuum.measure(continuum.segments(rows[0] + moved), 70, 3, 3)
    for one in agreement.ON_CONTINUUM:
        if one.key == "|u-alpha":
            continue
        assert float(one.values(continuum.lengths(apart, 3))) == pytest.approx(
            float(one.values(continuum.lengths(together, 3)))
        )
