"""The unitizing figures of a comparison: texts as lines on which coders cut segments."""

from math import isnan
from typing import TYPE_CHECKING

from .. import agreement
from ..agreement import draws
from ..agreement.coefficient import NO_VARIATION, Result
from ..agreement.continuum import FIXED, Lengths, lengths
from ..agreement.u_alpha import of_one
from ..domain.consistency import EACH, POOLED, Figure
from ..i18n import _, decimal
from . import consistency_words as words
from .consistency_figures import Compared, averaged

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float64]

_DRAWS_AT_A_TIME = 1_000
_THINGS_AT_A_TIME = 48
KEYS = frozenset({*(one.key for one in agreement.ON_CONTINUUM), agreement.OF_A_VALUE.key})
_U_ALPHA = agreement.ON_CONTINUUM[0].key


def on_continuum(compared: Compared) -> list[Figure]:
    """Figures of the unitizing family, in one run over all codes and of each code by itself."""
    by_document = compared.sums.lengths
    if by_document is None:
        return []
    total = lengths(by_document.sum(axis=0), len(compared.things))
    chosen = [one for one in agreement.ON_CONTINUUM if not compared.wanted or one.key in compared.wanted]
    in_one_run = float(total.twice) == 0
    drawn = _drawn(compared, by_document) if compared.weights is not None and in_one_run else None
    figures = []
    for number, one in enumerate(chosen):
        result = one.result(total, compared.length)
        interval = None
        if drawn is not None:
            (interval,) = draws.intervals(drawn[0][number : number + 1])
        figures.append(_figure(compared, one.key, POOLED, "", _("all of the texts"), result, interval))
    if _U_ALPHA in [one.key for one in chosen]:
        figures += _one_by_one(compared, by_document)
    wanted = agreement.OF_A_VALUE.key in compared.wanted
    if wanted or (in_one_run and not compared.wanted):
        figures += _among_the_others(compared, total, None if drawn is None else drawn[1])
    return figures


def _drawn(compared: Compared, by_document: "Floats") -> "tuple[Floats, Floats]":
    """Of every draw: the coefficients in one run, in order, and (k)u-alpha of each thing used."""
    import numpy

    assert compared.weights is not None
    by_cluster = compared.by_cluster(by_document)
    chosen = [one for one in agreement.ON_CONTINUUM if not compared.wanted or one.key in compared.wanted]
    in_one_run, of_values = [], []
    for at in range(0, compared.weights.shape[1], _DRAWS_AT_A_TIME):
        sums = compared.weights[:, at : at + _DRAWS_AT_A_TIME].T @ by_cluster
        found = lengths(sums, len(compared.things))
        in_one_run.append(numpy.array([one.values(found) for one in chosen]).reshape(len(chosen), -1))
        of_values.append(agreement.OF_A_VALUE.of_each(found)[:, compared.used].T)
    return numpy.hstack(in_one_run), numpy.hstack(of_values)


def _one_by_one(compared: Compared, by_document: "Floats") -> list[Figure]:
    """u-alpha of each thing by itself, which several codes on the same words do not disturb, and the mean."""
    import numpy

    things = len(compared.things)
    by_value = by_document[:, FIXED:].reshape(len(by_document), 5, things)[:, :3, compared.used]
    total = numpy.broadcast_to(by_document[:, None, :1], (len(by_document), 1, len(compared.used)))
    each = numpy.concatenate([total, by_value], axis=1).transpose(0, 2, 1)  # documents × things × sums
    values = of_one(*each.sum(axis=0).T)
    figures: list[Figure] = []
    drawn_sum: Floats | float = 0.0
    drawn_n: Floats | float = 0.0
    for at in range(0, len(compared.used), _THINGS_AT_A_TIME):
        some = slice(at, at + _THINGS_AT_A_TIME)
        found = None
        if compared.weights is not None:
            sums = draws.sums(compared.by_cluster(each[:, some]), compared.weights)
            drawn = of_one(*numpy.moveaxis(sums, -1, 0))
            there = ~numpy.isnan(drawn)
            drawn_sum = drawn_sum + numpy.where(there, drawn, 0.0).sum(axis=0)
            drawn_n = drawn_n + there.sum(axis=0)
            found = draws.intervals(drawn)
        for row, place in enumerate(compared.used[some]):
            value = float(values[at + row])
            thing = compared.things[place]
            result = Result(None if isnan(value) else value, compared.length, NO_VARIATION)
            interval = found[row] if found else None
            figures.append(_figure(compared, _U_ALPHA, EACH, thing.key, thing.name, result, interval))
    if not figures:
        return []
    return [averaged(compared, _U_ALPHA, figures, drawn_sum, drawn_n), *figures]


def _among_the_others(compared: Compared, total: Lengths, drawn: "Floats | None") -> list[Figure]:
    """(k)u-alpha of each thing, with its coverage in the note."""
    key = agreement.OF_A_VALUE.key
    results, coverage = agreement.OF_A_VALUE.results(total), agreement.OF_A_VALUE.coverage(total)
    found = draws.intervals(drawn) if drawn is not None and len(drawn) else None
    return [
        _figure(
            compared, key, EACH, compared.things[place].key, compared.things[place].name, results[place],
            found[row] if found else None, coverage_words(float(coverage[place])),
        )
        for row, place in enumerate(compared.used)
    ]  # fmt: skip


def coverage_words(coverage: float) -> str:
    """How much of what is marked so another coder marked too; "" where nothing is marked so."""
    return "" if isnan(coverage) else _("Coverage {share}.").format(share=decimal(coverage, 3))


def _figure(
    compared: Compared, key: str, scope: str, of: str, name: str, result: Result,
    interval: draws.Interval | None, note: str = "",
) -> Figure:  # fmt: skip
    figure = Figure(key, scope, of, name, result.n, result.value)
    notes = [words.reason(result, compared.unit), note]
    if result.value is not None and interval is not None:
        figure = figure._replace(low=interval.low, high=interval.high, below=interval.below)
    elif result.value is not None:
        notes.append(compared.no_interval())
    return figure._replace(note=words.joined(notes))
