"""Coefficients of a plain table, without a study: to check published examples, or ratings made elsewhere."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .. import agreement
from ..agreement import continuum, draws, tally
from ..agreement.coefficient import NO_VARIATION, Coefficient, Result
from ..agreement.dice import Dice
from ..agreement.tally import Tally
from ..agreement.u_alpha import of_one
from ..domain.consistency import DRAWS, SEED
from ..errors import UserError
from ..formats.rating_tables import MISSING, RatingTable, read_ratings, read_segments
from ..i18n import _, grouped
from . import consistency_words as words
from .consistency_continuum import coverage_words

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float64]
    Ints = NDArray[numpy.int64]

TABLE, PAIR, CATEGORY, CONTINUUM = LEVELS = ("table", "pair", "category", "continuum")
_YES = "1 yes y true t x + present positive coded sí si s verdadero presente positivo"
_POSITIVE = frozenset(_YES.split())
_SUMS_AT_A_TIME = 20_000_000


class Rated(NamedTuple):
    """One coefficient of a table: of all of it (`code` is ""), of two coders, of a category."""

    coefficient: str
    level: str
    code: str
    n: int
    value: float | None
    low: float | None
    high: float | None
    note: str


class Answer(NamedTuple):
    """The coefficients of a table, and what has to be said of how it was read and computed."""

    rated: list[Rated]
    notes: list[str]


class _Table(NamedTuple):
    """Ratings as numbers of categories, and how many draws to make of its units."""

    ratings: "Ints"
    categories: tuple[str, ...]
    draws: int
    seed: int


def of_ratings(
    path: Path,
    *,
    coefficients: Iterable[str] = (),
    categories: Sequence[str] = (),
    header: bool | None = None,
    number: int = DRAWS,
    seed: int = SEED,
) -> Answer:
    """All coefficients, or those named, of a table whose rows are units and whose columns are coders.

    `categories` are those that were possible, where some were not used: AC1 and Brennan and Prediger's kappa
    depend on how many there are. `header` tells whether the first row names the coders; found unless given.
    `number` is how many draws of the units make an interval. UserError for a file that is no such table.
    """
    import numpy

    wanted = frozenset(map(words.coefficient_named, coefficients))
    found = read_ratings(path, header)
    known = _categories(path, found, categories)
    numbers = {category: place for place, category in enumerate(known)}
    ratings = numpy.array(
        [[tally.MISSING if one is None else numbers[one] for one in row] for row in found.rows],
        dtype=numpy.int64,
    ).reshape(len(found.rows), len(found.coders))
    table = _Table(ratings, known, number, seed)
    rated = [*_of_all(table, wanted), *_of_pairs(table, found.coders, wanted), *_of_categories(table, wanted)]
    _check_any(rated)
    notes = list(found.notes)
    if number:
        notes.append(
            _("Intervals: {draws} draws of the units, 95 %, seed {seed}.").format(
                draws=grouped(number), seed=seed
            )
        )
    return Answer(rated, notes)


def of_continuum(
    path: Path, *, length: int = 0, inclusive: bool = False, coefficients: Iterable[str] = ()
) -> Answer:
    """The unitizing coefficients of a table with the columns coder, start, end, value.

    Positions count from 0 and the end is not included, unless `inclusive`: then they count from 1 with the
    end included, as books print them. Without a `length` the text ends where the last segment does.
    """
    wanted = frozenset(map(words.coefficient_named, coefficients))
    rows = read_segments(path)
    coders = list(dict.fromkeys(row.coder for row in rows))
    marked = [(row, row.start - inclusive, row.end) for row in rows if row.end is not None]
    values = sorted({row.value for row, _start, _end in marked}, key=_in_order)
    for row, start, end in marked:
        if not 0 <= start < end or (length and end > length):
            raise UserError(
                _("{file}, line {line}: from {start} to {end} is no segment of the text.").format(
                    file=path.name, line=row.line, start=row.start, end=row.end
                ),
                _("A segment has at least one character and lies within the length."),
            )
    if len(coders) < 2:
        raise UserError(_("It takes two coders to compare."), _("Each segment names its coder."))
    notes = []
    if not length:
        length = max((end for _row, _start, end in marked), default=0)
        notes.append(_("The length was taken from the last segment: {n}.").format(n=length))
    segments = continuum.segments(
        [(start, end, values.index(row.value), coders.index(row.coder)) for row, start, end in marked]
    )
    sums = continuum.measure(segments, length, len(coders), len(values))
    rated = _on_continuum(continuum.lengths(sums, len(values)), values, length, wanted)
    _check_any(rated)
    return Answer(rated, notes)


def _check_any(rated: Sequence[Rated]) -> None:
    if not rated:
        raise UserError(
            _("None of the coefficients named can be computed from such a table."),
            _("Those with alpha on a continuum take --continuum, all others take --ratings."),
        )


def _categories(path: Path, found: RatingTable, named: Sequence[str]) -> tuple[str, ...]:
    """The categories in order; of two of which one says yes, that is the last."""
    used = {one for row in found.rows for one in row if one is not None}
    given = {one.strip() for one in named if one.strip() and one.strip().casefold() not in MISSING}
    unknown = sorted(used - given) if given else []
    if unknown:
        raise UserError(
            _("{file} has the value {value}, which is not among the categories named.").format(
                file=path.name, value=unknown[0]
            ),
            _("Name all that were possible: {names}.").format(names=", ".join(sorted(used | given))),
        )
    known = sorted(used | given, key=_in_order)
    return tuple(sorted(known, key=_says_yes)) if len(known) == 2 else tuple(known)


def _says_yes(category: str) -> bool:
    return category.casefold() in _POSITIVE


def _in_order(category: str) -> tuple[float, str]:
    try:
        return float(category), category
    except ValueError:
        return float("inf"), category


def _of_all(table: _Table, wanted: frozenset[str]) -> list[Rated]:
    """Of all coders together."""
    import numpy

    coders = table.ratings.shape[1]
    counts = (table.ratings != tally.MISSING).sum(axis=1)
    missing = bool((counts < coders).any())
    equal = set(counts[counts > 0].tolist())
    chosen = [
        one
        for one in agreement.ON_UNITS
        if (one.key in wanted if wanted else (coders == 2 or not one.two_only))
        and (one.key != "dice" or _has_positive(table))
        and (one.key != "fleiss-unequal" or (missing and len(equal) > 1) or one.key in wanted)
    ]
    found = _rated(table, chosen, TABLE, "")
    if missing and len(equal) == 1 and 2 <= min(equal) < coders:
        # every unit was rated as often, though not by the same coders: Fleiss asks for no more
        packed = numpy.sort(table.ratings, axis=1)[:, coders - min(equal) :]
        ratings = packed[counts > 0]
        fleiss = [one for one in chosen if one.key == "fleiss"]
        note = _("Each unit has {n} ratings, not all by the same coders.").format(n=min(equal))
        again = _rated(table._replace(ratings=ratings), fleiss, TABLE, "")
        again = [one._replace(note=words.joined([one.note, note])) for one in again]
        found = [again[0] if again and one.coefficient == "fleiss" else one for one in found]
    return found


def _has_positive(table: _Table) -> bool:
    return len(table.categories) == 2 and sum(map(_says_yes, table.categories)) == 1


def _of_pairs(table: _Table, coders: Sequence[str], wanted: frozenset[str]) -> list[Rated]:
    """Of each two of more than two coders, and the means over them."""
    if len(coders) == 2 and not wanted:
        return []
    chosen = [
        one
        for one in agreement.ON_UNITS
        if (not wanted or one.key in wanted)
        and one.key not in ("fleiss", "fleiss-unequal")
        and (one.key != "dice" or _has_positive(table))
    ]
    pairs = list(combinations(range(len(coders)), 2))
    two = [table._replace(ratings=table.ratings[:, list(pair)]) for pair in pairs]
    means = [one for one in agreement.OVER_PAIRS if not wanted or one.key in wanted]
    tallies = [_tally(one) for one in two]
    results = [mean.result(tallies) for mean in means]
    with_value = [mean for mean, result in zip(means, results) if result.value is not None]
    drawn = dict(zip([mean.key for mean in with_value], _over_pairs_drawn(table, with_value, pairs)))
    rows = [
        _row(mean.key, TABLE, "", result, drawn.get(mean.key), []) for mean, result in zip(means, results)
    ]
    each = [
        row
        for (first, second), one in zip(pairs, two)
        if len(coders) > 2
        for row in _rated(one, chosen, PAIR, f"{coders[first]} – {coders[second]}")
    ]
    return [*rows, *each]


def _of_categories(table: _Table, wanted: frozenset[str]) -> list[Rated]:
    """Specific agreement on each category."""
    if (wanted and "dice" not in wanted) or not table.categories:
        return []
    dice, found = Dice(), _tally(table)
    results = dice.of_each(found)
    drawn: list[draws.Interval | None] = [None for _one in results]
    if table.draws and any(one.value is not None for one in results):
        drawn = [*draws.intervals(_together([dice.specific(one).T for one in _drawn_tallies(table)]))]
    return [
        _row(dice.key, CATEGORY, category, one, interval, _to_mind(dice, found, one))
        for category, one, interval in zip(table.categories, results, drawn)
    ]


def _rated(table: _Table, chosen: Sequence[Coefficient], level: str, code: str) -> list[Rated]:
    """Coefficients of a table."""
    found = _tally(table)
    results = [one.result(found) for one in chosen]
    with_value = [one for one, result in zip(chosen, results) if result.value is not None]
    intervals = dict(zip([one.key for one in with_value], _drawn(table, with_value)))
    return [
        _row(one.key, level, code, result, intervals.get(one.key), _to_mind(one, found, result))
        for one, result in zip(chosen, results)
    ]


def _to_mind(one: Coefficient, found: Tally, result: Result) -> list[str]:
    notes = []
    if one.key == "cohen" and (table := tally.fourfold(found)):
        notes.append(words.table_words(table))
    if one.key == "fleiss" and 0 < result.n < round(float(found.paired)):
        notes.append(_("Units that a coder lacks are left out."))
    if result.value is not None and not one.by_chance and (found.shares > 0).sum() == 1:
        notes.append(_("Everything is in one category: it tells nothing of agreement."))
    return notes


def _row(
    key: str, level: str, code: str, result: Result, interval: draws.Interval | None, notes: list[str]
) -> Rated:
    low = high = None
    if interval is not None:
        low, high = interval.low, interval.high
        if low is None:
            notes = [*notes, _("No interval: too few of the drawn samples have a value.")]
    note = words.joined([words.reason(result, ""), *notes])
    return Rated(key, level, code, result.n, result.value, low, high, note)


def _tally(table: _Table) -> Tally:
    q = max(len(table.categories), 1)
    return tally.tally(tally.rows(table.ratings, q).sum(axis=0), table.ratings.shape[1], q)


def _drawn(table: _Table, chosen: Sequence[Coefficient]) -> list[draws.Interval]:
    """Intervals over units."""
    if not table.draws or not chosen:
        return []
    return draws.intervals(
        _together([[one.values(found) for one in chosen] for found in _drawn_tallies(table)])
    )


def _drawn_tallies(table: _Table) -> Iterator[Tally]:
    """The draws, some at a time."""
    q, coders = max(len(table.categories), 1), table.ratings.shape[1]
    kinds, weights = _kinds(table, tally.width(coders, q))
    adds = tally.rows(kinds, q)
    for some in weights:
        yield tally.tally(some @ adds, coders, q)


def _kinds(table: _Table, width: int) -> "tuple[Ints, Iterator[Floats]]":
    """The different rows of a table, and how often each is drawn (draws × rows), some draws at a time.

    As many units are drawn as there are, those rated alike together. `width` is how many sums a draw makes.
    """
    import numpy

    rated = table.ratings[(table.ratings != tally.MISSING).any(axis=1)]
    kinds, counts = numpy.unique(rated, axis=0, return_counts=True)
    dice = numpy.random.default_rng(table.seed)
    at_a_time = max(1, min(table.draws, _SUMS_AT_A_TIME // max(width, len(kinds))))

    def drawn() -> "Iterator[Floats]":
        for at in range(0, table.draws, at_a_time):
            some = min(at_a_time, table.draws - at)
            yield dice.multinomial(len(rated), counts / len(rated), some).astype(float)

    return kinds, drawn()


def _over_pairs_drawn(
    table: _Table, means: Sequence[agreement.OverPairs], pairs: Sequence[tuple[int, int]]
) -> list[draws.Interval]:
    """The intervals of means over pairs: the same units are drawn for all of them."""
    if not table.draws or not means:
        return []
    q = max(len(table.categories), 1)
    kinds, weights = _kinds(table, tally.width(2, q) * len(pairs))
    adds = [tally.rows(kinds[:, list(pair)], q) for pair in pairs]
    parts = []
    for some in weights:
        found = [tally.tally(some @ one, 2, q) for one in adds]
        parts.append([mean.values(found) for mean in means])
    return draws.intervals(_together(parts))


def _together(parts: Sequence["Sequence[Floats] | Floats"]) -> "Floats":
    """Drawn values (things × draws) that came some draws at a time."""
    import numpy

    return numpy.hstack([numpy.asarray(part) for part in parts])


def _on_continuum(
    found: continuum.Lengths, values: Sequence[str], length: int, wanted: frozenset[str]
) -> list[Rated]:
    """The family in one run, and each value among the others and by itself."""
    rows = [
        _row(one.key, CONTINUUM, "", one.result(found, length), None, [])
        for one in agreement.ON_CONTINUUM
        if not wanted or one.key in wanted
    ]
    among = agreement.OF_A_VALUE
    if not wanted or among.key in wanted:
        rows += [
            _row(among.key, CATEGORY, value, result, None, [coverage_words(float(coverage))])
            for value, result, coverage in zip(values, among.results(found), among.coverage(found))
        ]
    if not wanted or "u-alpha" in wanted:
        alone = of_one(found.total[..., None], found.marks, found.matching, found.squares)
        rows += [
            _row("u-alpha", CATEGORY, value, _value(float(one), length), None, [])
            for value, one in zip(values, alone)
        ]
    return rows


def _value(found: float, n: int) -> Result:
    return Result(None, n, NO_VARIATION) if isnan(found) else Result(found, n)
