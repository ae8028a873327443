"""The rows that a plain table of ratings gives: all coders together, each two of them, each category."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from .. import agreement
from ..agreement import draws, tally
from ..agreement.coefficient import ANONYMOUS, Coefficient, Result
from ..agreement.dice import Dice
from ..agreement.tally import Tally
from ..i18n import _
from . import consistency_words as words
from .rating_draws import View, Wanted, intervals

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float64]
    Ints = NDArray[numpy.int64]

TABLE, PAIR, CATEGORY, CONTINUUM = LEVELS = ("table", "pair", "category", "continuum")
_YES = "1 yes y true t x + present positive coded sí si s verdadero presente positivo"
_POSITIVE = frozenset(_YES.split())
_NOT_OF_PAIRS = ("fleiss", "fleiss-unequal")
# What rests on units that all coders rated, and what on those with two ratings or more.
_OF_FULL_UNITS = ("cohen", "scott", "fleiss")
_SHARES_OF_ALL = ("ac1", "fleiss-unequal")


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


class Table(NamedTuple):
    """Ratings as numbers of categories, and how many draws to make of its units.

    Where `anonymous`, it is not known who gave a rating, only how many did: a column is no coder.
    """

    ratings: "Ints"
    categories: tuple[str, ...]
    coders: tuple[str, ...]
    draws: int
    seed: int
    anonymous: bool = False


_NOTHING = Wanted((), lambda found: next(iter(found.values())).paired)  # of what has no value


class _Planned(NamedTuple):
    """A row that still lacks its interval, and what has to be drawn for it."""

    key: str
    level: str
    code: str
    result: Result
    notes: tuple[str, ...]
    wanted: Wanted = _NOTHING


def of_table(table: Table, wanted: frozenset[str]) -> list[Rated]:
    """All coefficients, or those of the keys `wanted`, with intervals where there are draws."""
    planned = _of_all(table, wanted)
    planned += _unknown(table, wanted) if table.anonymous else _of_pairs(table, wanted)
    planned += _of_categories(table, wanted)
    places = [place for place, one in enumerate(planned) if one.result.value is not None and table.draws]
    drawn = [planned[place].wanted for place in places]
    found = intervals(table.ratings, max(len(table.categories), 1), table.draws, table.seed, drawn)
    by_place = dict(zip(places, found))
    return [row(*one[:4], by_place.get(place), one.notes) for place, one in enumerate(planned)]


def row(
    key: str, level: str, code: str, result: Result, interval: draws.Interval | None, notes: Sequence[str]
) -> Rated:
    """A row as it is told."""
    low = high = None
    if interval is not None:
        low, high = interval.low, interval.high
        if low is None:
            notes = [*notes, _("No interval: too few of the drawn samples have a value.")]
    note = words.joined([words.reason(result, ""), *notes])
    return Rated(key, level, code, result.n, result.value, low, high, note)


def says_yes(category: str) -> bool:
    """Whether a category says that something is there."""
    return category.casefold() in _POSITIVE


def _of_all(table: Table, wanted: frozenset[str]) -> list[_Planned]:
    """Of all coders together."""
    coders = table.ratings.shape[1]
    counts = (table.ratings != tally.MISSING).sum(axis=1)
    missing = bool((counts < coders).any())
    equal = set(counts[counts > 0].tolist())
    chosen = [
        one
        for one in agreement.ON_UNITS
        if (one.key in wanted if wanted else (coders == 2 or not one.two_only))
        and not (one.two_only and table.anonymous)
        and (one.key != "dice" or _has_positive(table) or not table.categories)
        and (one.key != "fleiss-unequal" or (missing and len(equal) > 1) or one.key in wanted)
    ]
    whole = View(tuple(range(coders)))
    # every unit was rated as often, though not by the same coders: Fleiss asks for no more
    even = missing and len(equal) == 1 and 2 <= min(equal) < coders
    found = _rated(table, whole, [one for one in chosen if not (even and one.key == "fleiss")])
    if even and any(one.key == "fleiss" for one in chosen):
        note = _("Each unit has {n} ratings, not all by the same coders.").format(n=min(equal))
        (fleiss,) = _rated(table, View((), min(equal)), [one for one in chosen if one.key == "fleiss"])
        order = [one.key for one in chosen]
        found = sorted(
            [*found, fleiss._replace(notes=(*fleiss.notes, note))], key=lambda one: order.index(one.key)
        )
    return found


def _unknown(table: Table, wanted: frozenset[str]) -> list[_Planned]:
    """What was asked for and cannot be told without knowing who said what."""
    of_coders = [
        *(one.key for one in agreement.ON_UNITS if one.two_only),
        *(one.key for one in agreement.OVER_PAIRS),
    ]
    return [_Planned(key, TABLE, "", Result(None, 0, ANONYMOUS), ()) for key in of_coders if key in wanted]


def _has_positive(table: Table) -> bool:
    return len(table.categories) == 2 and sum(map(says_yes, table.categories)) == 1


def _of_pairs(table: Table, wanted: frozenset[str]) -> list[_Planned]:
    """Of each two of more than two coders, and the means over them."""
    if len(table.coders) == 2 and not wanted:
        return []
    chosen = [
        one
        for one in agreement.ON_UNITS
        if (not wanted or one.key in wanted)
        and one.key not in _NOT_OF_PAIRS
        and (one.key != "dice" or _has_positive(table))
    ]
    views = [View(pair) for pair in combinations(range(len(table.coders)), 2)]
    tallies = [_tally(table, view) for view in views]
    found = []
    for mean in agreement.OVER_PAIRS:
        if not wanted or mean.key in wanted:
            notes = _of_how_many(mean, tallies)
            of = Wanted(tuple(views), _of_the_mean(mean, views))
            found.append(_Planned(mean.key, TABLE, "", mean.result(tallies), notes, of))
    for view in views if len(table.coders) > 2 else ():
        name = " – ".join(table.coders[one] for one in view.coders)
        found += _rated(table, view, chosen, PAIR, name)
    return found


def _of_how_many(mean: agreement.OverPairs, tallies: Sequence[Tally]) -> tuple[str, ...]:
    """Which mean it is, and what has to be said where some pairs have no value."""
    notes = []
    having = sum(mean.of.result(one).value is not None for one in tallies)
    if having > 1 and mean.of.key == "cohen":
        notes.append(_("Each pair by itself, then the mean (Light); Conger's kappa is another figure."))
    if 0 < having < len(tallies):
        notes.append(
            _("Mean of {n} of {all} pairs; the others have no value.").format(n=having, all=len(tallies))
        )
    used = {int(place) for one in tallies for place in one.shares.nonzero()[0]}
    if having and not mean.by_chance and len(used) == 1:
        notes.append(_in_one_category())
    return tuple(notes)


def _in_one_category() -> str:
    return _("Everything is in one category: it tells nothing of agreement.")


def _of_categories(table: Table, wanted: frozenset[str]) -> list[_Planned]:
    """Specific agreement on each category."""
    if (wanted and "dice" not in wanted) or not table.categories:
        return []
    dice, view = Dice(), View(tuple(range(table.ratings.shape[1])))
    found = _tally(table, view)
    return [
        _Planned(
            dice.key, CATEGORY, category, one, _to_mind(dice, found, one),
            Wanted((view,), _of_category(dice, view, place)),
        )
        for place, (category, one) in enumerate(zip(table.categories, dice.of_each(found)))
    ]  # fmt: skip


def _rated(
    table: Table, view: View, chosen: Sequence[Coefficient], level: str = TABLE, code: str = ""
) -> list[_Planned]:
    """Coefficients of what a view shows of a table."""
    found = _tally(table, view)
    results = [one.result(found) for one in chosen]
    return [
        _Planned(one.key, level, code, result, _to_mind(one, found, result), Wanted((view,), _of(one, view)))
        for one, result in zip(chosen, results)
    ]


def _of(one: Coefficient, view: View) -> "Callable[[Mapping[View, Tally]], Floats]":
    return lambda found: one.values(found[view])


def _of_the_mean(
    mean: agreement.OverPairs, views: Sequence[View]
) -> "Callable[[Mapping[View, Tally]], Floats]":
    return lambda found: mean.values([found[view] for view in views])


def _of_category(dice: Dice, view: View, place: int) -> "Callable[[Mapping[View, Tally]], Floats]":
    return lambda found: dice.of_one(found[view], place)


def _to_mind(one: Coefficient, found: Tally, result: Result) -> tuple[str, ...]:
    """What has to be said beside a value: what it leaves out, and what it tells nothing of."""
    notes = []
    if one.key == "cohen" and result.n and (table := tally.fourfold(found)):
        notes.append(words.table_words(table))
    if 1 < result.n < round(float(found.rated)):
        notes.append(_left_out(one, round(float(found.paired)), result.n))
    if one.key == "fleiss-unequal" and result.value is not None and found.paired > found.full:
        notes.append(_("As Gwet generalises it; that of Fleiss and Cuzick is another figure."))
    if result.value is not None and not one.by_chance and (found.shares > 0).sum() == 1:
        notes.append(_in_one_category())
    return tuple(notes)


def _left_out(one: Coefficient, paired: int, n: int) -> str:
    """What a coefficient does with units that coders lack, where there are some."""
    if one.key in _OF_FULL_UNITS:
        return _("Units that a coder lacks are left out.")
    if one.key in _SHARES_OF_ALL:
        return _("Units with one rating count for the shares of categories alone.")
    if one.key == "holsti":
        return _("What only one of the two decided counts as a decision, not as agreement.")
    return _("Units with one rating are left out.")


def _tally(table: Table, view: View) -> Tally:
    q = max(len(table.categories), 1)
    return tally.tally(tally.rows(view.of(table.ratings), q).sum(axis=0), view.width, q)
