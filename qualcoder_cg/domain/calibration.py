"""From the score of a suggestion to how often such a one is right, and whether that may be said.

The curve is a sigmoid of the score with the targets of Platt (1999), found by the Newton method of Lin, Lin
and Weng (2007): two numbers, so that some dozens of decisions suffice. Isotonic regression, the usual
alternative, wants about a thousand (Niculescu-Mizil and Caruana 2005), which few studies reach. Whether the
curve is any good is judged on decisions it has not seen: each was foretold by a curve of earlier ones alone.
"""

from collections.abc import Sequence
from math import exp, log, log1p
from typing import NamedTuple

from .proportions import Proportion

Case = tuple[float, bool]

WARM_UP = 30
BLOCK = 20
BINS = 5
HELD_OUT = 50
IN_A_BIN = 20
OFF_BY = 0.1
_ROUNDS = 100
_RIDGE = 1e-12
_ALIKE = 1e-9
_STEEPEST_LEFT = 1e-6


class Sigmoid(NamedTuple):
    """1 / (1 + exp(-(slope × score + offset)))."""

    slope: float
    offset: float

    def __call__(self, score: float) -> float:
        return _logistic(self.slope * score + self.offset)


class Bin(NamedTuple):
    """What was foretold with a confidence between `low` and `high`: on average `said`, and what came true."""

    low: float
    high: float
    said: float
    came_true: Proportion

    @property
    def right(self) -> bool:
        """Whether it came true about as often as was said, in cases enough to tell."""
        interval = self.came_true.interval
        return (
            self.came_true.of >= IN_A_BIN
            and interval.low <= self.said <= interval.high
            and abs(self.came_true.share - self.said) <= OFF_BY
        )


class Reliability(NamedTuple):
    """Decisions that were foretold by a curve of earlier ones, by how sure it was; empty bins are left out.

    `error` is the expected calibration error: how far off it was, on average over the decisions.
    """

    bins: tuple[Bin, ...]
    held_out: int
    error: float

    @property
    def trusted(self) -> bool:
        """Whether there are decisions enough, and it was about right over all."""
        return self.held_out >= HELD_OUT and self.error <= OFF_BY


class Calibration(NamedTuple):
    """A curve of all decisions, None where there are too few, and how curves of earlier ones did."""

    curve: Sigmoid | None
    reliability: Reliability

    def confidence(self, score: float) -> float | None:
        """How often a suggestion of this score is right; None where no such number proved right so far."""
        if self.curve is None or self.curve.slope <= 0 or not self.reliability.trusted:
            return None
        value = self.curve(score)
        place = _bin_of(value)
        good = any(one.right for one in self.reliability.bins if _bin_of(one.said) == place)
        return value if good else None


def calibrate(cases: Sequence[Case]) -> Calibration:
    """A curve of decisions (score, whether it was right), oldest first, tested on those after each."""
    return Calibration(fit(cases) if len(cases) >= WARM_UP else None, reliability(foretold(cases)))


def fit(cases: Sequence[Case], near: Sigmoid | None = None) -> Sigmoid:
    """The sigmoid under which these cases are likeliest, drawn a little towards the middle as Platt did.

    With one score for all it is as flat as the counts say. `near` is where to begin looking; there is one
    best curve, and it only saves time.
    """
    hits = sum(right for _score, right in cases)
    misses = len(cases) - hits
    likely = (hits + 1) / (hits + 2), 1 / (misses + 2)
    # In steps of their own spread, so that scores that lie close together are told apart as well as others.
    middle, spread = _spread([score for score, _right in cases])
    targets = [((score - middle) / spread, likely[0] if right else likely[1]) for score, right in cases]
    slope, offset = 0.0, log((hits + 1) / (misses + 1))
    if near:
        slope, offset = near.slope * spread, near.offset + near.slope * middle
    worth = _loss(targets, slope, offset)
    for _round in range(_ROUNDS):
        gradient, curvature = _derivatives(targets, slope, offset)
        if max(map(abs, gradient)) < _STEEPEST_LEFT:
            break
        step_slope, step_offset = _newton(gradient, curvature)
        size = 1.0
        while size > _RIDGE:
            moved = slope + size * step_slope, offset + size * step_offset
            loss = _loss(targets, *moved)
            if loss < worth:
                (slope, offset), worth = moved, loss
                break
            size /= 2
        else:
            break
    return Sigmoid(slope / spread, offset - slope * middle / spread)


def _spread(scores: Sequence[float]) -> tuple[float, float]:
    """The middle of scores and how far they lie apart; 1 where they are all but the same."""
    low, high = min(scores, default=0.0), max(scores, default=0.0)
    return (low + high) / 2, high - low if high - low > _ALIKE else 1.0


def foretold(cases: Sequence[Case]) -> list[Case]:
    """What curves of earlier cases said of later ones, block by block, and whether it came true."""
    found: list[Case] = []
    curve = None
    for start in range(WARM_UP, len(cases), BLOCK):
        curve = fit(cases[:start], curve)
        found += [(curve(score), right) for score, right in cases[start : start + BLOCK]]
    return found


def reliability(held_out: Sequence[Case]) -> Reliability:
    """Confidences (0 to 1) with what came true, gathered into bins of equal width."""
    gathered: dict[int, list[Case]] = {}
    for confidence, right in held_out:
        gathered.setdefault(_bin_of(confidence), []).append((confidence, right))
    bins = []
    for place, here in sorted(gathered.items()):
        said = sum(confidence for confidence, _right in here) / len(here)
        came_true = Proportion(sum(right for _confidence, right in here), len(here))
        bins.append(Bin(place / BINS, (place + 1) / BINS, said, came_true))
    off = sum(one.came_true.of * abs(one.came_true.share - one.said) for one in bins)
    return Reliability(tuple(bins), len(held_out), off / len(held_out) if held_out else 0.0)


def _bin_of(confidence: float) -> int:
    return min(BINS - 1, int(confidence * BINS))


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-value)) if value >= 0 else exp(value) / (1 + exp(value))


def _loss(targets: Sequence[tuple[float, float]], slope: float, offset: float) -> float:
    """The negative logarithm of how likely the targets are; written so that nothing overflows."""
    total = 0.0
    for score, target in targets:
        value = slope * score + offset
        total += max(value, 0.0) - target * value + log1p(exp(-abs(value)))
    return total


def _derivatives(
    targets: Sequence[tuple[float, float]], slope: float, offset: float
) -> tuple[tuple[float, float], tuple[float, float, float]]:
    """The gradient of the loss by slope and offset, and its second derivatives."""
    by_slope = by_offset = twice_slope = both = twice_offset = 0.0
    for score, target in targets:
        said = _logistic(slope * score + offset)
        off, weight = said - target, said * (1 - said)
        by_slope += off * score
        by_offset += off
        twice_slope += weight * score * score
        both += weight * score
        twice_offset += weight
    return (by_slope, by_offset), (twice_slope + _RIDGE, both, twice_offset + _RIDGE)


def _newton(gradient: tuple[float, float], curvature: tuple[float, float, float]) -> tuple[float, float]:
    twice_slope, both, twice_offset = curvature
    determinant = twice_slope * twice_offset - both * both
    return (
        (both * gradient[1] - twice_offset * gradient[0]) / determinant,
        (both * gradient[0] - twice_slope * gradient[1]) / determinant,
    )
