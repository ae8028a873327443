"""Reads a document stretch by stretch and keeps the passages worth offering."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ..domain.spans import Span
from ..domain.suggestions import Material, Suggestion
from ..progress import Progress
from . import blend, guide_item
from .guide_item import GuideItem
from .language import Word, fold, pipeline
from .model import Model, Scorer
from .passages import Passage, passages, stretches

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .vectors import Floats

RUN = 4


class _Found(NamedTuple):
    """Passages that may be about one code: the place of the last, where they lie, and why."""

    place: int
    start: int
    end: int
    score: float
    suggester: str
    words: tuple[str, ...]
    matches: tuple[Span, ...]
    asked: str = ""


def whole(text: str, language: str) -> tuple["Doc", Passage]:
    """A text as one passage, whatever its sentences are."""
    reader = pipeline(language)
    (doc,) = reader.read([text])
    words = tuple(reader.words(doc))
    return doc, Passage(0, len(text), 0, len(words), words)


def offered(
    model: Model, material: Material, codes: frozenset[str] | None, progress: Progress
) -> list[Suggestion]:
    """The suggestions for a document in no particular order; neighbours of one code are joined."""
    wanted = [i for i, code in enumerate(model.code_ids) if codes is None or code in codes]
    if not wanted or not material.text.strip():
        return []
    taken: dict[str, list[Span]] = {}
    for start, end, code_id in material.taken:
        taken.setdefault(code_id, []).append(Span(start, end))
    suggestions = []
    for by_code in _read(model, material, wanted, taken, progress):
        for code, found in by_code.items():
            code_id = model.code_ids[code]
            for run in _runs(found):
                one = _suggestion(material, code_id, run)
                if not _is_taken(one.span, taken.get(code_id, ())):
                    suggestions.append(one)
    return suggestions


def _read(
    model: Model, material: Material, wanted: list[int], taken: dict[str, list[Span]], progress: Progress
) -> Iterator[dict[int, list[_Found]]]:
    """For each stretch, what was found under each code, in the order of the text."""
    scorers: tuple[Scorer, ...] = model.scorers(material.language)
    guide = GuideItem(material.asked, {code: place for place, code in enumerate(model.code_ids)})
    if material.asked:
        scorers = (*scorers, guide)
    reader = pipeline(material.language)
    spans = stretches(material.text, material.turns)
    docs = reader.read(material.text[span.start : span.end] for span in spans)
    for done, (span, doc) in enumerate(zip(spans, docs)):
        progress(done, len(spans))
        parts = passages(doc, reader.words(doc), span.start)
        if parts:
            free = [
                [code for code in wanted if not _is_taken(part.span, taken.get(model.code_ids[code], ()))]
                for part in parts
            ]
            yield _best(doc, parts, scorers, free, material.text, guide)
    progress(len(spans), len(spans))


def _best(
    doc: "Doc",
    parts: Sequence[Passage],
    scorers: Sequence[Scorer],
    free: Sequence[list[int]],
    text: str,
    guide: GuideItem,
) -> dict[int, list[_Found]]:
    """At most three codes for each passage, those above the threshold, with their reasons.

    What was asked about and has no such passage is offered as the answer it is.
    """
    names = [scorer.name for scorer in scorers]
    scores = [scorer.score(doc, parts) for scorer in scorers]
    total = blend.blended(names, scores)
    shares = blend.contributions(names, scores)
    telling = [place for place, name in enumerate(names) if name != guide.name]
    by_code: dict[int, list[_Found]] = {}
    for place in (total.max(axis=1) >= blend.THRESHOLD).nonzero()[0].tolist():
        row = total[place]
        above = [code for code in free[place] if row[code] >= blend.THRESHOLD]
        for code in sorted(above, key=lambda code: -row[code])[: blend.MOST_CODES]:
            strongest = names[int(shares[:, place, code].argmax())]
            runs = scorers[int(shares[telling, place, code].argmax())].matched(doc, parts[place], code)
            spans = [Span(run[0].start, run[-1].end) for run in runs]
            words = _distinct(runs, [text[span.start : span.end] for span in spans])
            passage = parts[place]
            by_code.setdefault(code, []).append(
                _Found(
                    place,
                    passage.start,
                    passage.end,
                    float(row[code]),
                    strongest,
                    words,
                    tuple(sorted(set(spans))),
                    guide.reason(passage, code),
                )
            )
    return by_code | {one[0]: [one[1]] for one in _answered(parts, total, free, guide, by_code)}


def _answered(
    parts: Sequence[Passage],
    total: "Floats",
    free: Sequence[list[int]],
    guide: GuideItem,
    found: Mapping[int, object],
) -> Iterator[tuple[int, _Found]]:
    """Of each answer in a stretch, the codes asked about that nothing was found under, and its passage."""
    for answer, group in groupby(range(len(parts)), key=lambda place: guide.answer(parts[place])):
        places = list(group)
        if answer is None or answer.follow_up:
            continue
        for code in guide.asked(answer):
            if code in found or not all(code in free[place] for place in places):
                continue
            scores = total[places, code].tolist()
            first, end = guide_item.best_part([parts[place] for place in places], scores, RUN)
            last = places[end - 1]
            score = max(guide_item.ANSWER, *scores)
            start, stop = parts[places[first]].start, parts[last].end
            yield code, _Found(last, start, stop, score, guide.name, (), (), answer.reason)


def _distinct(runs: Sequence[tuple[Word, ...]], texts: Sequence[str]) -> tuple[str, ...]:
    """Words as they stand in the text, each lemma told once."""
    told: dict[str, str] = {}
    for run, text in zip(runs, texts):
        told.setdefault(" ".join(word.lemma for word in run), " ".join(text.split()))
    return tuple(told.values())


def _runs(found: Sequence[_Found]) -> Iterator[list[_Found]]:
    """Neighbouring passages under one code, at most four in a run."""
    run: list[_Found] = []
    for one in found:
        if run and (one.place != run[-1].place + 1 or len(run) == RUN):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _suggestion(material: Material, code_id: str, run: Sequence[_Found]) -> Suggestion:
    """One suggestion for a run: the score and suggester of its strongest passage, the words of all."""
    best = max(run, key=lambda one: one.score)
    words = {fold(word): word for one in reversed(run) for word in reversed(one.words)}
    ordered = list(dict.fromkeys(fold(word) for one in (best, *run) for word in one.words))
    return Suggestion(
        document_id=material.document_id,
        start=run[0].start,
        end=run[-1].end,
        code_id=code_id,
        score=round(best.score, 4),
        suggester=best.suggester,
        reason="; ".join(filter(None, (", ".join(words[key] for key in ordered[:6]), run[0].asked))),
        matches=tuple(sorted({span for one in run for span in one.matches})),
    )


def _is_taken(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a span shares half of the shorter with a coding or decision that is there."""
    return any(2 * span.shared(other) >= min(_length(span), _length(other)) > 0 for other in taken)


def _length(span: Span) -> int:
    return span.end - span.start
