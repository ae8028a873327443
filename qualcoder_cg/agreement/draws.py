"""Intervals by resampling: whole interviews are drawn, for answers of one are no news to each other.

After Hayes, A. F. & Krippendorff, K. (2007), with clusters in place of single units.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float64]

TENTATIVE = 0.667  # Krippendorff's lowest value for tentative conclusions
LEVEL = 0.95
_LEAST_DEFINED = 0.5


class Interval(NamedTuple):
    """The 95 % interval (None where too few draws have a value) and the share of draws under TENTATIVE."""

    low: float | None
    high: float | None
    below: float | None


NONE = Interval(None, None, None)


def weights(clusters: int, draws: int, seed: int) -> "Floats":
    """How often each cluster is drawn (clusters × draws): as many as there are, with replacement."""
    import numpy

    drawn = numpy.random.default_rng(seed).integers(0, clusters, (draws, clusters))
    drawn += clusters * numpy.arange(draws)[:, None]
    found = numpy.bincount(drawn.ravel(), minlength=draws * clusters).reshape(draws, clusters)
    return numpy.ascontiguousarray(found.T, dtype=float)


def sums(by_cluster: "Floats", weights: "Floats") -> "Floats":
    """The sums of every draw: (clusters × things × sums) and weights give (things × draws × sums)."""
    import numpy

    clusters, things, width = by_cluster.shape
    # each sum of all draws lies together, for that is how coefficients read them
    flat = numpy.ascontiguousarray(by_cluster.transpose(2, 1, 0)).reshape(width * things, clusters)
    return numpy.moveaxis((flat @ weights).reshape(width, things, -1), 0, -1)


def intervals(values: "Floats") -> list[Interval]:
    """The interval of each row of drawn values (things × draws); draws without a value are left out."""
    import numpy

    ordered = numpy.sort(numpy.ascontiguousarray(values), axis=-1)  # what is not a number comes last
    found = []
    for row in ordered:
        n = len(row) - int(numpy.isnan(row).sum()) if numpy.isnan(row[-1]) else len(row)
        if n == 0 or n < _LEAST_DEFINED * len(row):
            found.append(NONE)
            continue
        low, high = (_quantile(row, n, share) for share in ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
        found.append(Interval(low, high, float(numpy.searchsorted(row[:n], TENTATIVE) / n)))
    return found


def _quantile(ordered: "Floats", n: int, share: float) -> float:
    """The value below which a share of the first n lies, between neighbours in proportion."""
    at = share * (n - 1)
    low = int(at)
    high = min(low + 1, n - 1)
    return float(ordered[low] + (at - low) * (ordered[high] - ordered[low]))
