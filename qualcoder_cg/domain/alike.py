"""How alike passages are to a text, once it is known how many passages hold each of its features."""

from collections.abc import Mapping, Sequence
from math import log, sqrt
from typing import NamedTuple

from .spans import Span

_PIECE_WEIGHT = 0.25
_LEAST = 0.1


class Candidate(NamedTuple):
    """A passage that may be alike: how many different telling words it has, and which features it holds.

    `hits` are places of features of the text sought; `matches` where the words stand that led there.
    """

    start: int
    end: int
    words: int
    hits: tuple[int, ...]
    matches: tuple[Span, ...]


class Read(NamedTuple):
    """What one document gave: how many passages, how many features are words, how many passages hold each."""

    passages: int
    words: int
    held: tuple[int, ...]
    found: tuple[Candidate, ...]


class Alike(NamedTuple):
    """A passage that is like the text sought; `score` from 0 to 1."""

    document_id: str
    start: int
    end: int
    score: float
    matches: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        """The passage."""
        return Span(self.start, self.end)


def ranked(reads: Mapping[str, Read], most: int) -> list[Alike]:
    """The passages of these documents (by id) that are alike, likest first.

    A feature tells the more the fewer passages hold it; a piece of a word tells a quarter of a word. What
    counts is what passage and text share, against all that each of them says (a cosine).
    """
    weights = _weights(list(reads.values()))
    whole = sum(weights)
    if not whole:
        return []
    words = next(iter(reads.values())).words
    usual = whole / max(1, words)
    found = [
        Alike(
            document_id,
            one.start,
            one.end,
            sum(weights[place] for place in one.hits) / sqrt(whole * max(usual * one.words, usual)),
            one.matches,
        )
        for document_id, read in reads.items()
        for one in read.found
    ]
    kept = [one._replace(score=min(1.0, round(one.score, 4))) for one in found if one.score >= _LEAST]
    return sorted(kept, key=lambda one: (-one.score, one.document_id, one.start))[:most]


def _weights(reads: Sequence[Read]) -> list[float]:
    passages = sum(read.passages for read in reads)
    held = [sum(counts) for counts in zip(*(read.held for read in reads))]
    words = reads[0].words if reads else 0
    return [
        log(1 + passages / (1 + many)) * (1 if place < words else _PIECE_WEIGHT)
        for place, many in enumerate(held)
    ]
