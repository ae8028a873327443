"""Finds passages that are like a text: by its words and by pieces of them, so that forms and slips count too.

A document at a time is read. How much a word tells is known only when all were read: so each document gives
how many passages hold each feature of the text sought, and its best passages with the features they hold.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ..domain.alike import Candidate, Read
from ..domain.spans import Span
from ..domain.suggestions import Material
from ..progress import Progress
from .language import pipeline, words_of
from .passages import passages, stretches
from .words import Word

PIECE = 4
BEST = 20
LEAST = 0.08


class Sought(NamedTuple):
    """Features of the text that others are to be like: lemmas, then pieces of words, each by its place."""

    lemmas: dict[str, int]
    pieces: dict[str, int]


def sought(text: str, language: str) -> Sought:
    """The features of a text; none where it has no word that tells anything."""
    lemmas = dict.fromkeys(word.lemma for word in words_of(text, language) if word.content)
    pieces = dict.fromkeys(piece for lemma in lemmas for piece in _pieces(lemma))
    return Sought(
        {lemma: place for place, lemma in enumerate(lemmas)},
        {piece: len(lemmas) + place for place, piece in enumerate(pieces)},
    )


def alike(wanted: Sought, material: Material, progress: Progress) -> Read:
    """The passages of a document that may be like what is sought; never an interviewer's words.

    Raises `Cancelled` out of `progress`.
    """
    held: Counter[int] = Counter()
    count = 0
    found: list[tuple[float, Candidate]] = []
    spans = stretches(material.text, material.turns) if wanted.lemmas else []
    reader = pipeline(material.language)
    docs = reader.read(material.text[span.start : span.end] for span in spans)
    for done, (span, doc) in enumerate(zip(spans, docs)):
        progress(done, len(spans))
        for passage in passages(doc, reader.words(doc), span.start):
            count += 1
            words = [word for word in passage.words if word.content]
            hits, matches = _hits(wanted, words)
            held.update(hits)
            share = len(hits) / (len(wanted.lemmas) + len(wanted.pieces))
            if share >= LEAST:
                size = len({word.lemma for word in words})
                found.append((share, Candidate(passage.start, passage.end, size, hits, matches)))
    progress(len(spans), len(spans))
    found.sort(key=lambda one: (-one[0], one[1].start))
    return Read(
        count,
        len(wanted.lemmas),
        tuple(held[place] for place in range(len(wanted.lemmas) + len(wanted.pieces))),
        tuple(one for _share, one in found[:BEST]),
    )


def _hits(wanted: Sought, words: Sequence[Word]) -> tuple[tuple[int, ...], tuple[Span, ...]]:
    """Places of the features that are among these words, and where the words stand that led there."""
    hits: set[int] = set()
    matches = []
    for word in words:
        place = wanted.lemmas.get(word.lemma)
        pieces = [wanted.pieces[piece] for piece in _pieces(word.lemma) if piece in wanted.pieces]
        hits.update(pieces)
        if place is not None:
            hits.add(place)
        if place is not None or 2 * len(pieces) > len(_pieces(word.lemma)):
            matches.append(Span(word.start, word.end))
    return tuple(sorted(hits)), tuple(matches)


@lru_cache(maxsize=50_000)
def _pieces(lemma: str) -> tuple[str, ...]:
    """Runs of four letters of a word, its edges among them."""
    marked = f"_{lemma}_"
    if len(marked) <= PIECE:
        return (marked,)
    return tuple(dict.fromkeys(marked[at : at + PIECE] for at in range(len(marked) - PIECE + 1)))
