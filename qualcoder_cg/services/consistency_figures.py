"""The figures of a comparison, out of the sums of its documents: values, intervals, and what to mind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .. import agreement
from ..agreement import draws, tally
from ..agreement.coefficient import NO_VARIATION, Coefficient, Result
from ..agreement.tally import Fourfold, Tally, fourfold
from ..domain.consistency import (
    AVERAGED,
    CHARACTER,
    EACH,
    IN_DOCUMENT,
    PAIR,
    POOLED,
    SEGMENT,
    Figure,
    Setup,
)
from ..i18n import _, ngettext
from . import consistency_words as words
from .coding_decisions import Decided, pair_sums
from .consistency_levels import Thing

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float64]

_AT_A_TIME = 24  # things whose draws are held in memory together
UNEQUAL = "fleiss-unequal"


@dataclass
class Compared:
    """What figures are made of; `clusters` is the interview (a number) of each document.

    `used` are the places of things that somebody marked: the others are in no figure of several.
    """

    setup: Setup
    sums: Decided
    things: Sequence[Thing]
    documents: Sequence[tuple[str, str]]
    coders: Sequence[tuple[str, str]]
    clusters: "NDArray[numpy.int64]"
    length: int
    used: "NDArray[numpy.int64]"
    missing: bool
    weights: "Floats | None" = None
    wanted: frozenset[str] = field(default_factory=frozenset)

    @property
    def unit(self) -> str:
        """On what decisions were made."""
        return self.setup.unit

    def chosen(self) -> list[Coefficient]:
        """The coefficients on units to be computed: those asked for, else all that fit."""
        two = len(self.coders) == 2
        return [
            one
            for one in agreement.ON_UNITS
            if (
                one.key in self.wanted
                if self.wanted
                else (two or not one.two_only)
                and (self.missing or one.key != UNEQUAL)
                and (self.unit != SEGMENT or not one.by_chance)
            )
        ]

    def by_cluster(self, by_document: "Floats") -> "Floats":
        """Sums of documents (first axis) as those of the interviews they belong to."""
        import numpy

        found = numpy.zeros((int(self.clusters.max(initial=-1)) + 1, *by_document.shape[1:]))
        numpy.add.at(found, self.clusters, by_document)
        return found

    def no_interval(self) -> str:
        """Why there is no interval, where one was wanted."""
        if self.setup.draws and self.weights is None:
            return _("No interval: it takes at least two interviews.")
        return ""


def on_units(compared: Compared) -> list[Figure]:
    """Figures of decisions on units: all together, averaged, each code, each pair, each document."""
    if not len(compared.used):
        return [
            Figure(one.key, POOLED, "", _("all decisions"), 0, None, note=_("Nobody coded anything here."))
            for one in compared.chosen()
        ]
    each = _each(compared)
    return [*_pooled(compared), *each, *_pairs(compared), *_in_documents(compared)]


def _figure(
    compared: Compared, one: Coefficient, found: Tally, scope: str, key: str, name: str,
    interval: draws.Interval | None, note: str = "",
) -> Figure:  # fmt: skip
    """A figure of one tally (no leading axes)."""
    result = result_of(one, found, compared.unit)
    figure = Figure(one.key, scope, key, name, result.n, result.value)
    notes = [words.reason(result, compared.unit), note, *_to_mind(compared, one, found, result)]
    if result.value is not None and scope != IN_DOCUMENT:
        if interval is not None:
            figure = figure._replace(low=interval.low, high=interval.high, below=interval.below)
            if interval.low is None:
                notes.append(_("No interval: too few of the drawn samples have a value."))
        else:
            notes.append(compared.no_interval())
    if table := fourfold(found):
        figure = _with_fourfold(figure, table, compared.unit)
    return figure._replace(note=words.joined(notes))


def result_of(one: Coefficient, found: Tally, unit: str) -> Result:
    """The value of a coefficient; passages have none that takes off chance."""
    if unit == SEGMENT and one.by_chance:
        return Result(None, round(float(found.paired)), NO_VARIATION)
    return one.result(found)


def _with_fourfold(figure: Figure, table: Fourfold, unit: str) -> Figure:
    """With the fourfold table; between passages there is nothing that neither marked."""
    even = unit != SEGMENT and sum(table) > 0
    return figure._replace(
        both=table.both,
        first_only=table.first,
        second_only=table.second,
        neither=None if unit == SEGMENT else table.neither,
        prevalence=table.prevalence if even else None,
        bias=table.bias if even else None,
    )


def _to_mind(compared: Compared, one: Coefficient, found: Tally, result: Result) -> Iterator[str]:
    if compared.unit == CHARACTER:
        yield _("By character: not to be reported, the length of what nobody coded decides it.")
    if one.key == "fleiss" and 0 < result.n < round(float(found.paired)):
        yield _("Units that a coder lacks are left out.")
    if result.value is not None and not one.by_chance and (found.shares > 0).sum() == 1:
        yield _("Everything is in one category: it tells nothing of agreement.")


def _each(compared: Compared) -> list[Figure]:
    """Of each thing that was used, and the unweighted mean over them."""
    import numpy

    coders, sums = len(compared.coders), compared.sums.each
    totals = sums.sum(axis=0)
    chosen = compared.chosen()
    figures: list[list[Figure]] = [[] for _one in chosen]
    drawn_sum = [0.0 for _one in chosen]
    drawn_n = [0.0 for _one in chosen]
    for at in range(0, len(compared.used), _AT_A_TIME):
        places = compared.used[at : at + _AT_A_TIME]
        drawn = None
        if compared.weights is not None:
            by_cluster = compared.by_cluster(sums[:, places])
            drawn = tally.tally(draws.sums(by_cluster, compared.weights), coders, 2)
        for number, one in enumerate(chosen):
            found: list[draws.Interval] | None = None
            if drawn is not None and fits(one, compared):
                values = one.values(drawn)
                there = ~numpy.isnan(values)
                drawn_sum[number] = drawn_sum[number] + numpy.where(there, values, 0.0).sum(axis=0)
                drawn_n[number] = drawn_n[number] + there.sum(axis=0)
                found = draws.intervals(values)
            for row, place in enumerate(places):
                thing = compared.things[place]
                table = tally.tally(totals[place], coders, 2)
                interval = found[row] if found else None
                note = _only_one(compared, int(place))
                figures[number].append(
                    _figure(compared, one, table, EACH, thing.key, thing.name, interval, note)
                )
    means = [
        averaged(compared, one.key, figures[number], drawn_sum[number], drawn_n[number])
        for number, one in enumerate(chosen)
    ]
    return [*means, *(figure for some in figures for figure in some)]


def fits(one: Coefficient, compared: Compared) -> bool:
    """Whether a coefficient can have a value for these coders and this unit."""
    two = len(compared.coders) == 2
    return (two or not one.two_only) and not (compared.unit == SEGMENT and one.by_chance)


def _only_one(compared: Compared, place: int) -> str:
    """A sentence where a single coder used a code."""
    marked = compared.sums.by_coder[place]
    if (marked > 0).sum() != 1:
        return ""
    number = int(marked.argmax())
    n = round(float(marked[number]))
    return ngettext("Only {coder} used it, {n} time.", "Only {coder} used it, {n} times.", n).format(
        coder=compared.coders[number][1], n=n
    )


def averaged(
    compared: Compared,
    key: str,
    figures: Sequence[Figure],
    drawn_sum: "Floats | float",
    drawn_n: "Floats | float",
) -> Figure:
    """The unweighted mean of figures of things; draws are averaged over those that have a value in them."""
    import numpy

    values = [one.value for one in figures if one.value is not None]
    n = max((one.n for one in figures), default=0)
    name = _("mean over codes")
    if not values:
        note = words.joined([one.note for one in figures][:1])
        return Figure(key, AVERAGED, "", name, n, None, note=note)
    notes = [
        ngettext("Mean of {n} code.", "Mean of {n} codes.", len(values)).format(n=len(values)),
        ngettext(
            "{n} code has no value and is left out.", "{n} codes have no value and are left out.",
            len(figures) - len(values),
        ).format(n=len(figures) - len(values)) if len(values) < len(figures) else "",
    ]  # fmt: skip
    figure = Figure(key, AVERAGED, "", name, n, sum(values) / len(values))
    if compared.weights is not None:
        counts = numpy.asarray(drawn_n, dtype=float)
        (interval,) = draws.intervals(tally.ratio(numpy.asarray(drawn_sum), counts)[None])
        figure = figure._replace(low=interval.low, high=interval.high, below=interval.below)
    else:
        notes.append(compared.no_interval())
    if compared.unit == CHARACTER:
        notes.append(_("By character: not to be reported, the length of what nobody coded decides it."))
    return figure._replace(note=words.joined(notes))


def _pooled(compared: Compared) -> list[Figure]:
    """All decisions about all things that were used, in one table."""
    coders = len(compared.coders)
    by_document = compared.sums.each[:, compared.used].sum(axis=1)
    total = tally.tally(by_document.sum(axis=0), coders, 2)
    drawn = None
    if compared.weights is not None:
        by_cluster = compared.by_cluster(by_document)[:, None]
        drawn = tally.tally(draws.sums(by_cluster, compared.weights), coders, 2)
    figures = []
    for one in compared.chosen():
        interval = None
        if drawn is not None and fits(one, compared):
            (interval,) = draws.intervals(one.values(drawn))
        figures.append(_figure(compared, one, total, POOLED, "", _("all decisions"), interval))
    return figures


def _pairs(compared: Compared) -> list[Figure]:
    """Each pair of coders, over all things that were used, and means over pairs of more than two coders."""
    sums = compared.sums
    units = sums.units[:, None] * sums.shared * len(compared.used)
    by_document = pair_sums(sums.marked, units, compared.unit)
    totals = tally.tally(by_document.sum(axis=0), 2, 2)
    drawn = None
    if compared.weights is not None:
        drawn = tally.tally(draws.sums(compared.by_cluster(by_document), compared.weights), 2, 2)
    figures = []
    for one in _for_pairs(compared):
        found = draws.intervals(one.values(drawn)) if drawn is not None else None
        for number, (first, second) in enumerate(sums.pairs):
            (a, name_a), (b, name_b) = compared.coders[first], compared.coders[second]
            interval = found[number] if found else None
            figures.append(
                _figure(
                    compared, one, _row(totals, number), PAIR, f"{a} {b}", f"{name_a} – {name_b}", interval
                )
            )
    if len(compared.coders) > 2 or compared.wanted:
        figures = [*_over_pairs(compared, totals, drawn), *figures]
    return figures


def _for_pairs(compared: Compared) -> list[Coefficient]:
    return [
        one
        for one in agreement.ON_UNITS
        if one.key != UNEQUAL
        and (not compared.wanted or one.key in compared.wanted)
        and not (compared.unit == SEGMENT and one.by_chance)
    ]


def _over_pairs(compared: Compared, totals: Tally, drawn: Tally | None) -> Iterator[Figure]:
    pairs = range(len(compared.sums.pairs))
    for mean in agreement.OVER_PAIRS:
        if compared.wanted and mean.key not in compared.wanted:
            continue
        if compared.unit == SEGMENT and mean.by_chance:
            continue
        result = mean.result([_row(totals, number) for number in pairs])
        figure = Figure(mean.key, POOLED, "", _("all decisions"), result.n, result.value)
        notes = [words.reason(result, compared.unit)]
        if drawn is not None and result.value is not None:
            (interval,) = draws.intervals(mean.values([_row(drawn, number) for number in pairs])[None])
            figure = figure._replace(low=interval.low, high=interval.high, below=interval.below)
        else:
            notes.append(compared.no_interval())
        yield figure._replace(note=words.joined(notes))


def _in_documents(compared: Compared) -> list[Figure]:
    """Each document by itself, over all things that were used; one document has no interval."""
    coders = len(compared.coders)
    found = tally.tally(compared.sums.each[:, compared.used].sum(axis=1), coders, 2)
    return [
        _figure(compared, one, _row(found, number), IN_DOCUMENT, document_id, name, None)
        for one in compared.chosen()
        if fits(one, compared)
        for number, (document_id, name) in enumerate(compared.documents)
    ]


def _row(found: Tally, number: int) -> Tally:
    """One of the tallies along the first axis."""
    names = Tally.__dataclass_fields__
    values = {name: getattr(found, name) for name in names}
    return Tally(
        **{
            name: value if name in ("coders", "categories") or value is None else value[number]
            for name, value in values.items()
        }
    )
