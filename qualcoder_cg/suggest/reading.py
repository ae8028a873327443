"""Reads a document stretch by stretch and keeps the passages worth offering."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from ..domain.spans import Span
from ..domain.suggestions import Material, Suggestion
from ..progress import Progress
from . import blend, guide_item
from .explaining import Telling, reasons
from .guide_item import GuideItem
from .language import pipeline
from .lesson import lemmas
from .model import Model, Scorer
from .passages import Passage, Read, passages, questions_before, stretches

if TYPE_CHECKING:
    from .vectors import Floats, Lemmas

RUN = 4
# Passages scored together: enough to be quick, few enough to stop soon when cancelled.
_BLOCK = 1000
ASKED_WORDS = 60


class _Scored(NamedTuple):
    """Stretches of a document with their passages, and what the scorers say of these."""

    stretches: list[list[Passage]]
    scorers: Sequence[Scorer]
    shares: "Floats"
    total: "Floats"
    telling: Telling


class _Found(NamedTuple):
    """Passages that may be about one code: the places of the first and the last, and how much they may be."""

    first: int
    last: int
    score: float


class Run(NamedTuple):
    """A suggestion before it is explained: neighbours under one code in a block that was scored."""

    code: int
    first: int
    last: int
    score: float
    span: Span
    block: _Scored
    passages: Sequence[Passage]


def whole(text: str, language: str, context: str = "") -> Read:
    """A text as one passage, whatever its sentences are; lines of the context are texts around it."""
    reader = pipeline(language)
    (doc,) = reader.read([text])
    words = tuple(reader.words(doc))
    around = [lemmas(line, language) for line in context.split("\n") if line.strip()]
    return Read([Passage(0, len(text), 0, len(words), words, doc)], [[one for one in around if one]])


def scored(model: Model, material: Material, progress: Progress) -> Iterator[tuple[list[Passage], "Floats"]]:
    """All passages of a document in order, a block at a time, with their scores: passages × codes."""
    guide = GuideItem(material.asked, {code: place for place, code in enumerate(model.code_ids)})
    for block in _blocks(model, material, guide, progress):
        yield [one for stretch in block.stretches for one in stretch], block.total


def offered(
    model: Model, material: Material, codes: frozenset[str] | None, limit: int, progress: Progress
) -> list[Suggestion]:
    """The suggestions for a document, best first; neighbours of one code are joined."""
    wanted = [i for i, code in enumerate(model.code_ids) if codes is None or code in codes]
    if not wanted or not material.text.strip():
        return []
    taken = _Taken(model, material)
    guide = GuideItem(material.asked, {code: place for place, code in enumerate(model.code_ids)})
    runs = []
    for block in _blocks(model, material, guide, progress):
        found = _found(block, wanted, taken, guide)
        runs += [run for run in found if not taken.has(run.span, run.code)]
    runs.sort(key=lambda run: (-round(run.score, 4), run.span, run.code))
    return [_suggestion(model, material, run, guide) for run in (runs[:limit] if limit else runs)]


def _blocks(model: Model, material: Material, guide: GuideItem, progress: Progress) -> Iterator[_Scored]:
    """The stretches of a document in blocks, scored by all who know something."""
    scorers: tuple[Scorer, ...] = model.scorers(material.language)
    if material.asked:
        scorers = (*scorers, guide)
    reader = pipeline(material.language)
    spans = stretches(material.text, material.turns)
    asked = _asked(material, spans)
    docs = reader.read(material.text[span.start : span.end] for span in spans)
    block: list[list[Passage]] = []
    around: list[tuple[Lemmas, ...]] = []
    for done, (span, doc, question) in enumerate(zip(spans, docs, asked), start=1):
        progress(done - 1, len(spans))
        parts = passages(doc, reader.words(doc), span.start)
        if parts:
            block.append(parts)
            around += _around(parts, question)
        if block and (len(around) >= _BLOCK or done == len(spans)):
            yield _scored(block, around, scorers)
            block, around = [], []
    if block:
        yield _scored(block, around, scorers)
    progress(len(spans), len(spans))


def _scored(
    block: list[list[Passage]], around: list[tuple["Lemmas", ...]], scorers: Sequence[Scorer]
) -> _Scored:
    read = Read([one for parts in block for one in parts], around)
    shares = blend.contributions([one.name for one in scorers], [one.score(read) for one in scorers])
    return _Scored(block, scorers, shares, blend.total(shares), Telling(read.passages, scorers, shares))


def _asked(material: Material, spans: Sequence[Span]) -> Iterator["Lemmas"]:
    """For each stretch the content words of what the interviewer said last before it."""
    known: dict[int, Lemmas] = {}
    for turn in questions_before(spans, material.turns):
        if turn is None:
            yield ()
            continue
        if turn.start not in known:
            words = lemmas(material.text[turn.start : turn.end], material.language)
            known = {turn.start: words[-ASKED_WORDS:]}
        yield known[turn.start]


def _around(parts: Sequence[Passage], question: "Lemmas") -> Iterator[tuple["Lemmas", ...]]:
    """For each passage of a stretch what stands around it: the question, the passages beside it."""
    for place in range(len(parts)):
        beside = (parts[one].lemmas for one in (place - 1, place + 1) if 0 <= one < len(parts))
        yield tuple(text for text in (question, *beside) if text)


def _found(block: _Scored, wanted: Sequence[int], taken: "_Taken", guide: GuideItem) -> Iterator[Run]:
    """What may be offered of a block: at most three codes a passage, those above the threshold.

    What was asked about and has no such passage is offered as the answer it is.
    """
    first = 0
    for parts in block.stretches:
        total = block.total[first : first + len(parts)]
        high = total.max(axis=1) >= blend.THRESHOLD
        if high.any() or guide.reaches(parts):
            by_code = _above(block, first, parts, wanted, taken, high.nonzero()[0].tolist())
            answered = _answered(parts, total, wanted, taken, guide, by_code)
            for code, found in (by_code | answered).items():
                for run in _runs(found):
                    yield _run(code, run, first, parts, block)
        first += len(parts)


class _Taken:
    """What is coded or decided in a document, by code; what belongs nowhere is taken for every code."""

    def __init__(self, model: Model, material: Material) -> None:
        places = {code_id: place for place, code_id in enumerate(model.code_ids)}
        self._by_code: dict[int | None, list[Span]] = {}
        for start, end, code_id in material.taken:
            place = places.get(code_id) if code_id else None
            if place is not None or not code_id:
                self._by_code.setdefault(place, []).append(Span(start, end))

    def has(self, span: Span, code: int) -> bool:
        """Whether a span shares half of the shorter with something that is there for a code."""
        taken = (*self._by_code.get(code, ()), *self._by_code.get(None, ()))
        return any(span.is_mostly(other) for other in taken)


def _above(
    block: _Scored,
    before: int,
    parts: Sequence[Passage],
    wanted: Sequence[int],
    taken: _Taken,
    places: Sequence[int],
) -> dict[int, list[_Found]]:
    """At most three codes for each passage of a stretch, those above the threshold that a word speaks for.

    What stands around a passage may strengthen what it says itself; alone it is no reason.
    """
    by_code: dict[int, list[_Found]] = {}
    for place in places:
        row = block.total[before + place].tolist()
        above = [code for code in wanted if row[code] >= blend.THRESHOLD]
        above.sort(key=lambda code: -row[code])
        span = parts[place].span
        free = (code for code in above if not taken.has(span, code))
        told = (code for code in free if block.telling.runs(before + place, code))
        for code in islice(told, blend.MOST_CODES):
            by_code.setdefault(code, []).append(_Found(place, place, row[code]))
    return by_code


def _answered(
    parts: Sequence[Passage],
    total: "Floats",
    wanted: Sequence[int],
    taken: _Taken,
    guide: GuideItem,
    found: Mapping[int, object],
) -> dict[int, list[_Found]]:
    """Of each answer in a stretch, the codes asked about that nothing was found under, and its passages."""
    answers: dict[int, list[_Found]] = {}
    for answer, group in groupby(range(len(parts)), key=lambda place: guide.answer(parts[place])):
        places = list(group)
        if answer is None or answer.follow_up:
            continue
        for code in guide.asked(answer):
            there = any(taken.has(parts[place].span, code) for place in places)
            if code in found or code not in wanted or there:
                continue
            scores = total[places, code].tolist()
            first, end = guide_item.best_part([parts[place] for place in places], scores, RUN)
            score = max(guide_item.ANSWER, *scores)
            answers[code] = [_Found(places[first], places[end - 1], score)]
    return answers


def _runs(found: Sequence[_Found]) -> Iterator[list[_Found]]:
    """Neighbouring passages under one code, at most four in a run."""
    run: list[_Found] = []
    for one in found:
        if run and (one.first != run[-1].last + 1 or len(run) == RUN):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _run(code: int, found: Sequence[_Found], before: int, parts: Sequence[Passage], block: _Scored) -> Run:
    """Passages of a stretch, of whose block `before` come earlier, as one suggestion."""
    first, last = found[0].first, found[-1].last
    span = Span(parts[first].start, parts[last].end)
    inside = parts[first : last + 1]
    return Run(code, before + first, before + last, max(one.score for one in found), span, block, inside)


def _suggestion(model: Model, material: Material, run: Run, guide: GuideItem) -> Suggestion:
    """A run with what speaks for it."""
    shares = run.block.shares[:, run.first : run.last + 1, run.code]
    names = [scorer.name for scorer in run.block.scorers]
    scores = run.block.total[run.first : run.last + 1, run.code]
    places = [run.first + place for place in scores.argsort(kind="stable")[::-1].tolist()]
    asked = guide.reason(run.passages[0], run.code)
    found = reasons(material.text, run.block.telling, places, run.code, asked)
    score = round(run.score, 4)
    best = shares[:, scores.argmax()]
    parts = sorted(((name, round(float(share), 4)) for name, share in zip(names, best)), key=lambda p: -p[1])
    return Suggestion(
        document_id=material.document_id,
        start=run.span.start,
        end=run.span.end,
        code_id=model.code_ids[run.code],
        score=score,
        suggester=parts[0][0],
        reason=found.words,
        matches=found.matches,
        parts=tuple(part for part in parts if part[1] > 0),
        learned_from=len(model.examples),
    )
