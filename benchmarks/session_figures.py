"""How good suggestions for whole documents are: what is right, what is found, what need not be read."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

from coded_sessions import Session, same_place
from ranking import interval

from qualcoder_cg.domain.spans import Span

LISTS = (10, 20, 30, 50)
RECALLS = (0.5, 0.8, 0.9)
CHIPS = 3
Figures = dict[str, float]


@dataclass(frozen=True)
class Ranking:
    """Every passage of a session with a score for every code; what ranks higher is looked at first."""

    session: Session
    codes: Sequence[str]
    spans: Sequence[Span]
    scores: Any  # passages × codes


def figures(ranking: Ranking) -> dict[str, list[float]]:
    """Figures of one session, each as the values to take the mean of."""
    import numpy

    right = gold(ranking)
    scores = numpy.asarray(ranking.scores, dtype=float)
    orders = numpy.argsort(-scores, axis=1, kind="stable")
    coded = right.any(axis=1)
    hits = numpy.take_along_axis(right, orders, axis=1)
    found: dict[str, list[float]] = {
        "is_coded": coded.astype(float).tolist(),
        "precision_1": hits[coded, 0].astype(float).tolist(),
        "precision_3": hits[coded, :CHIPS].mean(axis=1).tolist(),
        "hit_3": hits[coded, :CHIPS].any(axis=1).astype(float).tolist(),
    }
    both = coded.any() and not coded.all()
    found["auc_no_code"] = [auc(scores.max(axis=1), coded)] if both else []
    by_best = numpy.argsort(-scores.max(axis=1), kind="stable").tolist()
    shown = {place: {ranking.codes[code] for code in orders[place, :CHIPS]} for place in by_best}
    for length in LISTS:
        listed = by_best[:length]
        found[f"coded_of_{length}"] = coded[listed].astype(float).tolist()
        found[f"right_of_{length}"] = hits[listed, :CHIPS].any(axis=1).astype(float).tolist()
        found[f"recall_{length}"] = _reached(ranking, listed, shown)
    words = numpy.array([len(ranking.session.material.text[slice(*span)].split()) for span in ranking.spans])
    total = len(ranking.session.material.text.split())
    for recall in RECALLS:
        read = _read_for(ranking, by_best, words, recall)
        found[f"read_for_{recall:.0%}"] = [min(read / total, 1.0) if total else 1.0]
        found[f"looked_for_{recall:.0%}"] = [_looked_for(scores, right, recall)]
    return found


def gold(ranking: Ranking) -> Any:
    """Passages × codes: whether a coding shares half of the shorter of the two with the passage."""
    import numpy

    places = {code: place for place, code in enumerate(ranking.codes)}
    right = numpy.zeros((len(ranking.spans), len(ranking.codes)), dtype=bool)
    for row, span in zip(right, ranking.spans):
        for start, end, code in ranking.session.codings:
            if code in places and same_place(span, Span(start, end)):
                row[places[code]] = True
    return right


def perfect(ranking: Ranking) -> Ranking:
    """As if the codings were known, passages of several codes first: what no ranker can do better."""
    import numpy

    right = gold(ranking)
    scores = right * (1 + right.sum(axis=1, keepdims=True) / numpy.float64(1000))
    return Ranking(ranking.session, ranking.codes, ranking.spans, scores)


def auc(scores: Any, positive: Any) -> float:
    """How often a positive scores above a negative, ties counting half."""
    import numpy

    order = numpy.argsort(scores, kind="stable")
    _values, first, counts = numpy.unique(scores[order], return_index=True, return_counts=True)
    ranks = numpy.empty(len(scores))
    ranks[order] = numpy.repeat(first + (counts + 1) / 2, counts)
    n, m = int(positive.sum()), int((~positive).sum())
    return float((ranks[positive].sum() - n * (n + 1) / 2) / (n * m))


def offered(session: Session, found: Sequence[Any]) -> dict[str, list[float]]:
    """The same of suggestions as the window lists them, best first, as many as are above its threshold."""
    values: dict[str, list[float]] = {"offered": [float(len(found))]}
    right = [
        any(
            one.code_id == code and same_place(one.span, Span(start, end))
            for start, end, code in session.codings
        )
        for one in found
    ]
    for length in LISTS:
        values[f"offered_right_of_{length}"] = [float(one) for one in right[:length]]
        values[f"offered_recall_{length}"] = [
            float(
                any(one.code_id == code and same_place(one.span, Span(start, end)) for one in found[:length])
            )
            for start, end, code in session.codings
        ]
    return values


def together(sessions: Mapping[str, Mapping[str, Sequence[float]]]) -> dict[str, Any]:
    """The means over sessions of their values; the interval of precision_1 resamples the sessions."""
    gathered: dict[str, list[tuple[object, float]]] = defaultdict(list)
    for name, found in sessions.items():
        for figure, values in found.items():
            gathered[figure] += [(name, value) for value in values]
    passages = len(gathered.pop("is_coded", ()))
    told: dict[str, Any] = {
        figure: mean(value for _name, value in values) if values else None
        for figure, values in gathered.items()
    }
    told["low"], told["high"] = interval(gathered.get("precision_1", ()))
    told["passages"] = passages
    told["coded_passages"] = len(gathered.get("precision_1", ()))
    return told


def _reached(ranking: Ranking, listed: Sequence[int], shown: Mapping[int, set[str]]) -> list[float]:
    """Of each coding, whether a listed passage on it shows its code."""
    return [
        float(
            any(
                code in shown[place] and same_place(ranking.spans[place], Span(start, end))
                for place in listed
            )
        )
        for start, end, code in ranking.session.codings
    ]


def _read_for(ranking: Ranking, by_best: Sequence[int], words: Any, recall: float) -> float:
    """Words of the passages read, best first, until this share of the codings was come across."""
    left = [Span(start, end) for start, end, _code in ranking.session.codings]
    allowed = (1 - recall) * len(left)
    read = 0
    for place in by_best:
        if len(left) <= allowed:
            return read
        read += int(words[place])
        left = [span for span in left if not same_place(ranking.spans[place], span)]
    # What no passage holds is found by reading all there is.
    return read if len(left) <= allowed else len(ranking.session.material.text.split())


def _looked_for(scores: Any, right: Any, recall: float) -> float:
    """Share of all pairs of passage and code looked at, best first, until this share of the right ones."""
    import math

    import numpy

    wanted = math.ceil(recall * int(right.sum()))
    if not wanted:
        return 0.0
    order = numpy.argsort(-scores.ravel(), kind="stable")
    found = numpy.cumsum(right.ravel()[order])
    return float((numpy.searchsorted(found, wanted) + 1) / right.size)
