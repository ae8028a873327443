"""Where the same words are used twice: in several findings, under other edges, attributed or translated
otherwise."""

from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from ..domain.findings import QUOTE
from ..domain.quotes import Quote, Translation
from ..storage.project import Project
from .findings import numbers
from .pieces import Pieces

SAME, OVERLAP, ALIKE = REUSE_KINDS = ("same passage", "overlapping passages", "nearly the same words")
_ALIKE = 88.0
_SHORTEST = 30
_SHINGLE = 3
_SHARED = 0.15  # of the runs of words of the shorter one
_PIECE = 400
_COMMON = 60  # a run of words that more quotes share says nothing


class Use(NamedTuple):
    """A quote with the labels of the findings it serves and the numbers of their questions."""

    quote: Quote
    findings: tuple[str, ...]
    questions: tuple[str, ...]
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True)
class Reuse:
    """Words that are used more than once, of REUSE_KINDS; `score` says how alike two quotes are (0–100).

    `uses` are the quotes: one that serves several findings, or two that share words. `levels` are the
    attribution levels decided for them where they differ; `languages` those in which they are translated
    in different ways.
    """

    kind: str
    uses: tuple[Use, ...]
    score: float = 100.0
    levels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the same words would be printed with different attribution or in different words."""
        return bool(self.levels or self.languages)


@dataclass(slots=True)
class _Words:
    """The quotes of a study with their plain words and runs of words."""

    plain: dict[str, str] = field(default_factory=dict)
    shingles: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def reused(project: Project) -> list[Reuse]:
    """Every reuse among the quotes that findings stand on, those that differ first.

    A quote that serves findings of one question alone is no reuse unless its translations differ. Quotes of
    one document that overlap and quotes with nearly the same words are pairs.
    """
    return reading_reuse(project).complete()


def reading_reuse(project: Project) -> Pieces[list[Reuse]]:
    """The same, done in pieces."""
    return Pieces(_reading(project))


def _reading(project: Project) -> Generator[None, None, list[Reuse]]:
    uses = {use.quote.id: use for use in _uses(project)}
    found = [one for one in map(_alone, uses.values()) if one]
    pairs: dict[tuple[str, str], tuple[str, float]] = {}
    for first, second in _overlapping([use.quote for use in uses.values()]):
        pairs[first.id, second.id] = (OVERLAP, 100.0)
    yield
    for one, other, score in (yield from _alike(project, uses.values())):
        pairs.setdefault((one, other) if (other, one) not in pairs else (other, one), (ALIKE, score))
    found += [
        _pair(kind, uses[first], uses[second], score) for (first, second), (kind, score) in pairs.items()
    ]
    return sorted(found, key=lambda one: (not one.differs, REUSE_KINDS.index(one.kind)))


def _uses(project: Project) -> Iterator[Use]:
    tables, known = project.evidence, numbers(project)
    order = {finding_id: place for place, finding_id in enumerate(known)}
    serving: dict[str, list[str]] = {}
    for link in tables.links.all():
        serving.setdefault(link.evidence_id, []).append(link.finding_id)
    items = {item.quote_id: item.id for item in tables.items.where("kind", QUOTE)}
    translations: dict[str, list[Translation]] = {}
    for translation in tables.translations.all():
        translations.setdefault(translation.quote_id, []).append(translation)
    for quote in tables.quotes.all():
        used = [known[one] for one in sorted(serving.get(items.get(quote.id, ""), ()), key=order.__getitem__)]
        if used:
            questions = dict.fromkeys(number.rpartition(".")[0] for number in used)
            yield Use(
                quote,
                tuple(f"F{number}" for number in used),
                tuple(questions),
                tuple(translations.get(quote.id, ())),
            )


def _alone(use: Use) -> Reuse | None:
    """A quote by itself: one that serves several questions, or has translations that differ."""
    languages = _different([use])
    if len(use.questions) < 2 and not languages:
        return None
    return Reuse(SAME, (use,), languages=languages)


def _pair(kind: str, first: Use, second: Use, score: float) -> Reuse:
    levels = (first.quote.level, second.quote.level)
    return Reuse(
        kind,
        (first, second),
        score,
        levels if levels[0] != levels[1] else (),
        _different([first, second]),
    )


def _different(uses: Sequence[Use]) -> tuple[str, ...]:
    """The languages in which the same words are translated in more than one way.

    Translations of quotes that overlap differ in length; one that holds the other is not another way.
    """
    from rapidfuzz import fuzz  # 20 ms to load, and not needed to open a window

    by_language: dict[str, list[str]] = {}
    for use in uses:
        for translation in use.translations:
            by_language.setdefault(translation.language, []).append(_plain(translation.text))
    return tuple(
        language
        for language, texts in by_language.items()
        if any(fuzz.partial_ratio(one, other) < _ALIKE for one, other in combinations(texts, 2))
    )


def _overlapping(quotes: Sequence[Quote]) -> Iterator[tuple[Quote, Quote]]:
    """Pairs of quotes of one document that share words."""
    by_document: dict[str, list[Quote]] = {}
    for quote in quotes:
        by_document.setdefault(quote.document_id, []).append(quote)
    for here in by_document.values():
        here.sort(key=lambda quote: (quote.start, quote.end))
        for place, first in enumerate(here):
            for second in here[place + 1 :]:
                if second.start >= first.end:
                    break
                yield first, second


def _alike(project: Project, uses: Iterable[Use]) -> Generator[None, None, list[tuple[str, str, float]]]:
    """Pairs of quotes elsewhere whose words are nearly the same, with how alike they are.

    Only quotes that share some of their runs of words are compared: a few thousand have millions of pairs.
    """
    from rapidfuzz import fuzz

    words = yield from _words(project, uses)
    shared: Counter[tuple[str, str]] = Counter()
    for number, ids in enumerate(words.shingles.values()):
        if 1 < len(ids) <= _COMMON:
            shared.update(combinations(sorted(set(ids)), 2))
        if number % _PIECE == 0:
            yield
    runs = Counter(quote_id for ids in words.shingles.values() for quote_id in ids)
    found = []
    for number, ((first, second), n) in enumerate(sorted(shared.items())):
        if number % _PIECE == 0:
            yield
        if n < _SHARED * min(runs[first], runs[second]):
            continue
        one, other = words.plain[first], words.plain[second]
        score = fuzz.ratio(one, other, score_cutoff=_ALIKE)
        if not score:
            score = fuzz.partial_ratio(one, other, score_cutoff=_ALIKE)
        if score:
            found.append((first, second, score))
    return found


def _words(project: Project, uses: Iterable[Use]) -> Generator[None, None, _Words]:
    found = _Words()
    by_document: dict[str, list[Quote]] = {}
    for use in uses:
        by_document.setdefault(use.quote.document_id, []).append(use.quote)
    for document_id, quotes in by_document.items():
        text = project.documents.text(document_id)
        for quote in quotes:
            plain = _plain(text[quote.start : quote.end])
            if len(plain) < _SHORTEST:
                continue
            found.plain[quote.id] = plain
            tokens = plain.split()
            for at in range(max(1, len(tokens) - _SHINGLE + 1)):
                found.shingles[" ".join(tokens[at : at + _SHINGLE])].append(quote.id)
        yield
    return found


def _plain(text: str) -> str:
    """Words without case, punctuation and spacing."""
    return " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())
