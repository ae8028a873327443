"""Words and phrases that set the passages of a code apart, as keywords that people may want to add.

Compared are shares of sentences, by log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn
2008, "Fightin' Words"): what is rare everywhere does not look telling by chance.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log, sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

from ..domain.suggestions import Profile
from ..progress import Progress, silent
from .keywords import Keywords
from .language import Pipeline, pipeline
from .words import fold, two_letters

if TYPE_CHECKING:
    from spacy.tokens import Doc

MOST = 20
LEAST_PASSAGES, LEAST_DOCUMENTS = 3, 2
LEAST_Z = 1.96
TIMES = 3.0
LONGEST = 3
PRIOR = 10.0  # sentences
_STANDS_FOR = 0.75
_SHORTEST = 3
_NOUNS_WITH_CAPITALS = frozenset(("de", "lb"))

Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """Texts in one language: `own` under a code with the ids of their documents, `others` under others,
    `rest` under none; the code's `keywords`, folded words that name `people`, and those that may be `named`.
    """

    language: str
    own: tuple[tuple[str, str], ...]
    others: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()


class Proposal(NamedTuple):
    """A keyword that may be added, in how many of the code's passages it stands (`own` are their places)
    and in how many coded otherwise; `z` tells how sure it is that it sets the code apart."""

    text: str
    own: tuple[int, ...]
    others: int
    z: float


@dataclass(slots=True)
class _Counts:
    """Where lemmas stand: passages of the code, passages of others, sentences of either kind."""

    own: dict[Gram, list[int]] = field(default_factory=dict)
    others: Counter[Gram] = field(default_factory=Counter)
    own_sentences: Counter[Gram] = field(default_factory=Counter)
    other_sentences: Counter[Gram] = field(default_factory=Counter)
    written: dict[Gram, Counter[str]] = field(default_factory=dict)
    small: set[str] = field(default_factory=set)
    n_own: int = 0
    n_other: int = 0


def coded_from_json(request: Mapping[str, Any]) -> Coded:
    """The texts as a request to the process has them."""
    return Coded(
        request["language"],
        tuple((document, text) for document, text in request["own"]),
        tuple(request["others"]),
        tuple(request["rest"]),
        {language: tuple(terms) for language, terms in request["keywords"].items()},
        frozenset(request["people"]),
        frozenset(request["named"]),
    )


def proposals(coded: Coded, progress: Progress = silent) -> list[Proposal]:
    """What might be added to a code's keywords, the surest first, at most twenty; never who people are.

    Each stands in at least three of the code's passages in two documents, in a share of its sentences at
    least three times that of all others, and is not hit by a keyword that is there already. Raises
    `Cancelled` out of `progress`.
    """
    if len(coded.own) < LEAST_PASSAGES:
        return []
    reader = pipeline(coded.language)
    counts = _counted(coded, reader, progress)
    documents = [document for document, _text in coded.own]
    scored = []
    for gram, places in counts.own.items():
        if len(places) >= LEAST_PASSAGES and len({documents[place] for place in places}) >= LEAST_DOCUMENTS:
            z = _z(gram, counts)
            if z >= LEAST_Z and _may_be_said(gram, counts, coded):
                scored.append((gram, z))
    known = _known(coded, reader)
    chosen: list[tuple[Gram, Proposal]] = []
    for gram, z in sorted(_without_parts(scored, counts), key=lambda one: (-one[1], one[0])):
        text = _wording(counts.written[gram])
        if len(chosen) < MOST and not known(text) and _adds(gram, counts, [one for one, _made in chosen]):
            chosen.append((gram, Proposal(text, tuple(counts.own[gram]), counts.others[gram], round(z, 3))))
    return [proposal for _gram, proposal in chosen]


def _counted(coded: Coded, reader: Pipeline, progress: Progress) -> _Counts:
    counts = _Counts()
    total = len(coded.own) + len(coded.others) + len(coded.rest)
    for place, doc in enumerate(reader.read(text for _document, text in coded.own)):
        progress(place, total)
        found: set[Gram] = set()
        for sentence in _sentences(doc, reader, counts):
            counts.n_own += 1
            for gram, written in sentence.items():
                counts.written.setdefault(gram, Counter())[written] += 1
            counts.own_sentences.update(sentence.keys())
            found |= sentence.keys()
        for gram in found:
            counts.own.setdefault(gram, []).append(place)
    wanted = counts.own.keys()
    texts = (*coded.others, *coded.rest)
    for place, doc in enumerate(reader.read(texts)):
        progress(len(coded.own) + place, total)
        found = set()
        for sentence in _sentences(doc, reader, counts):
            counts.n_other += 1
            here = sentence.keys() & wanted
            counts.other_sentences.update(here)
            found |= here
        if place < len(coded.others):
            counts.others.update(found)
    return counts


def _sentences(doc: "Doc", reader: Pipeline, counts: _Counts) -> Iterator[dict[Gram, str]]:
    """For each sentence its words and runs of two and three, by lemma, as they are written there."""
    words = reader.words(doc)
    text = doc.text
    for word in words:
        if text[word.start].islower():
            counts.small.add(fold(text[word.start : word.end]))
    starts = [place for place, token in enumerate(doc) if token.is_sent_start and place]
    for first, last in zip([0, *starts], [*starts, len(words)]):
        grams: dict[Gram, str] = {}
        for place in range(first, last):
            if not words[place].content:
                continue
            for end in range(place + 1, min(place + LONGEST, last) + 1):
                if not words[end - 1].lemma[:1].isalpha():
                    break
                if words[end - 1].content:
                    lemmas = tuple(word.lemma for word in words[place:end])
                    grams.setdefault(lemmas, text[words[place].start : words[end - 1].end])
        if last > first:
            yield grams


def _z(gram: Gram, counts: _Counts) -> float:
    """How many standard errors the log-odds lie above those elsewhere; 0 where the share is not far above."""
    own, other = counts.own_sentences[gram], counts.other_sentences[gram]
    n_own, n_other = counts.n_own, counts.n_other
    prior = PRIOR * (own + other) / (n_own + n_other)
    if own / n_own < TIMES * other / max(n_other, 1):
        return 0.0
    mine, theirs = own + prior, other + prior
    delta = log(mine / (n_own + PRIOR - mine)) - log(theirs / (n_other + PRIOR - theirs))
    return delta / sqrt(1 / mine + 1 / theirs)


def _may_be_said(gram: Gram, counts: _Counts, coded: Coded) -> bool:
    """Whether no word of it is, or may be, somebody's name; what is known to be no person's may be named."""
    if len(gram) == 1 and len(gram[0]) < _SHORTEST:
        return False
    for written in counts.written[gram]:
        for word in "".join(char if char.isalnum() else " " for char in written).split():
            plain = fold(word)
            if plain in coded.people:
                return False
            is_small = plain in counts.small or two_letters(coded.language) in _NOUNS_WITH_CAPITALS
            if not (is_small or plain in coded.named or (word.isupper() and len(word) > 1)):
                return False
    return True


def _without_parts(scored: Sequence[tuple[Gram, float]], counts: _Counts) -> Iterable[tuple[Gram, float]]:
    """Without words that nearly always stand in one longer phrase, which says more."""
    longer: dict[Gram, int] = {}
    for gram, _z_of in scored:
        for part in _parts(gram):
            longer[part] = max(longer.get(part, 0), len(counts.own[gram]))
    return [one for one in scored if longer.get(one[0], 0) < _STANDS_FOR * len(counts.own[one[0]])]


def _parts(gram: Gram) -> Iterator[Gram]:
    for size in range(1, len(gram)):
        for start in range(len(gram) - size + 1):
            yield gram[start : start + size]


def _adds(gram: Gram, counts: _Counts, chosen: Sequence[Gram]) -> bool:
    """Whether it stands in enough passages in which no phrase around it, and no word of it, was proposed."""
    near = [one for one in chosen if gram in _parts(one) or one in _parts(gram)]
    covered = {place for one in near for place in counts.own[one]}
    return len(set(counts.own[gram]) - covered) >= (LEAST_PASSAGES if near else 1)


def _known(coded: Coded, reader: Pipeline) -> Any:
    """Tells whether a keyword of the code hits a text already."""
    keywords = Keywords([Profile("", "", "", dict(coded.keywords))], reader, coded.language)

    def hits(text: str) -> bool:
        (doc,) = reader.read([text])
        return bool(keywords.hits(doc))

    return hits


def _wording(written: Counter[str]) -> str:
    """The way in which a phrase is written most, in small letters where it ever is."""
    small = Counter({text: n for text, n in written.items() if text == text.lower()})
    (best, _n), *_rest = sorted((small or written).items(), key=lambda one: (-one[1], one[0]))
    return " ".join(best.split())
