"""How good orders of codes are: figures over repeated splits, with an interval."""

import math
import random
from collections import defaultdict
from collections.abc import Sequence
from statistics import mean
from typing import NamedTuple, TypeVar

RESAMPLINGS = 2000
Ranked = Sequence[tuple[str, float]]
T = TypeVar("T")


class Judged(NamedTuple):
    """A passage of one split: which one, what it is, and the order that was given."""

    row: int
    gold: str
    order: Sequence[str]

    @property
    def place(self) -> float:
        """Where the right one stands, from 0; infinite where it is not in the order."""
        return self.order.index(self.gold) if self.gold in self.order else math.inf


def stratified(labels: Sequence[str], share: float, seed: int) -> list[bool]:
    """Which passages are coded: of every label the same share, rounded up or down by chance.

    In all it is the share of the passages, rounded, and at least one is left uncoded.
    """
    chance = random.Random(seed)
    by_label: dict[str, list[int]] = defaultdict(list)
    for index, label in enumerate(labels):
        by_label[label].append(index)
    groups = list(by_label.values())
    chance.shuffle(groups)
    coded = [False] * len(labels)
    start, done, seen = chance.random(), 0, 0
    for group in groups:
        chance.shuffle(group)
        seen += len(group)
        upto = math.floor(share * seen + start)
        for index in group[: upto - done]:
            coded[index] = True
        done = upto
    return _one_left(coded)


def first(labels: Sequence[str], share: float, _seed: int = 0) -> list[bool]:
    """Which passages are coded when people have begun at the top; at least one is left uncoded."""
    cut = round(share * len(labels))
    return _one_left([index < cut for index in range(len(labels))])


def _one_left(coded: list[bool]) -> list[bool]:
    if coded and all(coded):
        coded[-1] = False
    return coded


def figures(splits: Sequence[Sequence[Judged]]) -> dict[str, float]:
    """Top-1, top-3, macro-F1 and mean reciprocal rank, with the interval of top-1.

    A passage that several splits left uncoded counts once for each. Macro-F1 is the mean over the labels
    that the uncoded passages have, and over the splits.
    """
    every = [one for split in splits for one in split]
    if not every:
        return dict.fromkeys(("top1", "top3", "macro_f1", "mrr", "low", "high"), 0.0)
    low, high = interval([(one.row, one.place < 1) for one in every])
    return {
        "top1": mean(one.place < 1 for one in every),
        "top3": mean(one.place < 3 for one in every),
        "macro_f1": mean(macro_f1(split) for split in splits if split),
        "mrr": mean(1 / (1 + one.place) for one in every),
        "low": low,
        "high": high,
    }


def macro_f1(split: Sequence[Judged]) -> float:
    """The mean over the labels there are of the harmonic mean of precision and recall of the first."""
    there: dict[str, int] = defaultdict(int)
    told: dict[str, int] = defaultdict(int)
    right: dict[str, int] = defaultdict(int)
    for one in split:
        there[one.gold] += 1
        if one.order:
            told[one.order[0]] += 1
            right[one.gold] += one.place < 1
    return mean(2 * right[label] / (told[label] + count) for label, count in there.items())


def interval(hits: Sequence[tuple[object, float]]) -> tuple[float, float]:
    """Where the mean lies in 95 of 100 resamplings of what the hits belong to.

    Hits of one passage in several splits, or of one document, go together: they are not news to each
    other. Where all are hits or none is, resampling says nothing, and Wilson's interval is given.
    """
    import numpy

    totals: dict[object, tuple[float, int]] = {}
    for owner, hit in hits:
        before, count = totals.get(owner, (0.0, 0))
        totals[owner] = (before + hit, count + 1)
    if not totals:
        return 0.0, 1.0
    sums = numpy.array([total for total, _count in totals.values()])
    counts = numpy.array([count for _total, count in totals.values()])
    if sums.sum() in (0, counts.sum()):
        return wilson(float(sums.sum() / counts.sum()), len(totals))
    chance = numpy.random.default_rng(0)
    means = []
    for _time in range(RESAMPLINGS):
        drawn = chance.integers(0, len(sums), len(sums))
        means.append(sums[drawn].sum() / counts[drawn].sum())
    low, high = numpy.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def wilson(share: float, count: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's 95 % interval of a share among `count` cases."""
    centre = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return max(0.0, centre - half), min(1.0, centre + half)


def of_criteria(ranked: Ranked, criteria: dict[str, str]) -> list[str]:
    """Criteria by their best question, to which the second adds half as much, the third a quarter, and so on.

    A criterion of many questions gains little by that alone.
    """
    scores: dict[str, list[float]] = defaultdict(list)
    for code, score in ranked:
        scores[criteria[code]].append(score)
    told = {
        criterion: sum(score / 2**place for place, score in enumerate(sorted(found, reverse=True)))
        for criterion, found in scores.items()
    }
    return sorted(told, key=lambda criterion: -told[criterion])
