"""Coefficients of a plain table, without a study: to check published examples, or ratings made elsewhere."""

from collections.abc import Collection, Iterable, Sequence
from math import isnan
from pathlib import Path
from typing import NamedTuple

from .. import agreement
from ..agreement import continuum, tally
from ..agreement.coefficient import NO_VARIATION, Result
from ..agreement.u_alpha import of_one
from ..domain.consistency import DRAWS, SEED
from ..errors import UserError
from ..formats.rating_cells import is_number, plain, whole
from ..formats.rating_counts import read_counts
from ..formats.rating_tables import RatingTable, read_ratings, read_segments
from ..i18n import _, grouped
from . import consistency_words as words
from .consistency_continuum import coverage_words
from .rating_rows import CATEGORY, CONTINUUM, LEVELS, PAIR, TABLE, Rated, Table, of_table, row, says_yes

__all__ = (
    "CATEGORY", "CONTINUUM", "LEVELS", "PAIR", "TABLE", "Answer", "Rated", "of_continuum", "of_counts",
    "of_ratings",
)  # fmt: skip


_LEAST_ROWS = 3


class Answer(NamedTuple):
    """The coefficients of a table, and what has to be said of how it was read and computed."""

    rated: list[Rated]
    notes: list[str]


def of_ratings(
    path: Path,
    *,
    coefficients: Iterable[str] = (),
    categories: Sequence[str] = (),
    header: bool | None = None,
    units: bool | None = None,
    number: int = DRAWS,
    seed: int = SEED,
) -> Answer:
    """All coefficients, or those named, of a table whose rows are units and whose columns are coders.

    `categories` are those that were possible, where some were not used: AC1 and Brennan and Prediger's kappa
    depend on how many there are. `header` tells whether the first row names the coders, `units` whether the
    first column names the units; found unless given.
    `number` is how many draws of the units make an interval. UserError for a file that is no such table.
    """
    import numpy

    wanted = frozenset(map(words.coefficient_named, coefficients))
    named = frozenset(one.strip() for one in categories if one.strip())
    found = read_ratings(path, header, units, named)
    known = _categories(path, found, named)
    numbers = {category: place for place, category in enumerate(known)}
    ratings = numpy.array(
        [[tally.MISSING if one is None else numbers[one] for one in cells] for cells in found.rows],
        dtype=numpy.int64,
    ).reshape(len(found.rows), len(found.coders))
    rated = of_table(Table(ratings, known, found.coders, number, seed), wanted)
    _check_any(rated)
    return Answer(rated, [*found.notes, *_may_be_counts(found), *_drawn(number, seed)])


def of_counts(
    path: Path,
    *,
    coefficients: Iterable[str] = (),
    categories: Sequence[str] = (),
    header: bool | None = None,
    units: bool | None = None,
    number: int = DRAWS,
    seed: int = SEED,
) -> Answer:
    """The same of a table whose rows are units, columns categories, and cells how many gave that rating.

    `categories` that have no column are taken as possible and not used.
    Who gave a rating is not known: there are no pairs, and what is of two coders alone has no value.
    """
    import numpy

    wanted = frozenset(map(words.coefficient_named, coefficients))
    found = read_counts(path, header, units)
    most = max((sum(counts) for counts in found.rows), default=0)
    ratings = numpy.full((len(found.rows), most), tally.MISSING, dtype=numpy.int64)
    for place, counts in enumerate(found.rows):
        said = numpy.repeat(numpy.arange(len(counts)), counts)
        ratings[place, : len(said)] = said
    unused = [one.strip() for one in categories if one.strip() and one.strip() not in found.categories]
    known = (*found.categories, *dict.fromkeys(unused))
    table = Table(ratings, known, (), number, seed, anonymous=True)
    if len(table.categories) == 2 and says_yes(table.categories[0]) and not says_yes(table.categories[1]):
        turned = numpy.where(ratings == tally.MISSING, tally.MISSING, 1 - ratings)
        table = table._replace(ratings=turned, categories=table.categories[::-1])
    rated = of_table(table, wanted)
    _check_any(rated)
    read = _("Read as counts: who said what is not known, so there are no pairs and no kappa of two coders.")
    return Answer(rated, [read, *found.notes, *_drawn(number, seed)])


def of_continuum(
    path: Path, *, length: int = 0, inclusive: bool = False, coefficients: Iterable[str] = ()
) -> Answer:
    """The unitizing coefficients of a table with the columns coder, start, end, value.

    Positions count from 0 and the end is not included, unless `inclusive`: then they count from 1 with the
    end included, as books print them. Without a `length` the text ends where the last segment does.
    """
    wanted = frozenset(map(words.coefficient_named, coefficients))
    rows = read_segments(path)
    coders = list(dict.fromkeys(one.coder for one in rows))
    marked = [(one, one.start - inclusive, one.end) for one in rows if one.end is not None]
    values = sorted({one.value for one, _start, _end in marked}, key=_in_order)
    for one, start, end in marked:
        if not 0 <= start < end or (length and end > length):
            raise UserError(
                _("{file}, line {line}: from {start} to {end} is no segment of the text.").format(
                    file=path.name, line=one.line, start=one.start, end=one.end
                ),
                _("A segment has at least one character and lies within the length."),
            )
    if len(coders) < 2:
        raise UserError(_("It takes two coders to compare."), _("Each segment names its coder."))
    notes = []
    if not length:
        length = max((end for _one, _start, end in marked), default=0)
        notes.append(_("The length was taken from the last segment: {n}.").format(n=length))
    segments = continuum.segments(
        [(start, end, values.index(one.value), coders.index(one.coder)) for one, start, end in marked]
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


def _drawn(number: int, seed: int) -> list[str]:
    if not number:
        return []
    said = _("Intervals: {draws} draws of the units, 95 %, seed {seed}.")
    return [said.format(draws=grouped(number), seed=seed)]


def _may_be_counts(found: RatingTable) -> list[str]:
    """A word of doubt where whole numbers add up to the same in each row."""
    cells = [[whole(one or "0") for one in cells] for cells in found.rows if any(cells)]
    numbers = [[one for one in some if one is not None] for some in cells]
    sums = {sum(one) for one in numbers}
    if numbers != cells or len(cells) < _LEAST_ROWS or len(sums) > 1 or min(sums) < 2:
        return []
    if len({tuple(sorted(one)) for one in numbers}) < 2:
        return []
    return [
        _(
            "Each row adds up to {n}: if columns are categories and cells how many chose them, take --counts."
        ).format(n=min(sums))
    ]


def _categories(path: Path, found: RatingTable, named: Collection[str]) -> tuple[str, ...]:
    """The categories in order; of two of which one says yes, that is the last."""
    used = {one for cells in found.rows for one in cells if one is not None}
    given = {plain(one) for one in named} if all(map(is_number, {*used, *named})) else set(named)
    unknown = sorted(used - given) if given else []
    if unknown:
        raise UserError(
            _("{file} has the value {value}, which is not among the categories named.").format(
                file=path.name, value=unknown[0]
            ),
            _("Name all that were possible: {names}.").format(names=", ".join(sorted(used | given))),
        )
    known = sorted(used | given, key=_in_order)
    return tuple(sorted(known, key=says_yes)) if len(known) == 2 else tuple(known)


def _in_order(category: str) -> tuple[float, str]:
    try:
        return float(category), category
    except ValueError:
        return float("inf"), category


def _on_continuum(
    found: continuum.Lengths, values: Sequence[str], length: int, wanted: frozenset[str]
) -> list[Rated]:
    """The family in one run, and each value among the others and by itself."""
    rows = [
        row(one.key, CONTINUUM, "", one.result(found, length), None, [])
        for one in agreement.ON_CONTINUUM
        if not wanted or one.key in wanted
    ]
    among = agreement.OF_A_VALUE
    if not wanted or among.key in wanted:
        rows += [
            row(among.key, CATEGORY, value, result, None, [coverage_words(float(coverage))])
            for value, result, coverage in zip(values, among.results(found), among.coverage(found))
        ]
    if not wanted or "u-alpha" in wanted:
        alone = of_one(found.total[..., None], found.marks, found.matching, found.squares)
        rows += [
            row("u-alpha", CATEGORY, value, _value(float(one), length), None, [])
            for value, one in zip(values, alone)
        ]
    return rows


def _value(found: float, n: int) -> Result:
    return Result(None, n, NO_VARIATION) if isnan(found) else Result(found, n)
