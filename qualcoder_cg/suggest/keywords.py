"""Suggests by the keywords of each code, in any inflection or accent, and by their patterns."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..domain.keyword_notation import WRITTEN
from ..domain.suggestions import Profile
from ..progress import Progress
from .keyword_patterns import Anchor, Patterns
from .keyword_terms import Term, terms
from .language import Pipeline, pipeline, words_of
from .lesson import Lesson
from .passages import Passage, Read
from .words import Word, two_letters

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .vectors import Floats

NAME = "keywords"
# A keyword of one word counts in full where no more passages than this share have it.
RARE = 1 / 50
_HITS = "qualcoder_cg.keywords"


class Hit(NamedTuple):
    """A term (its place) at tokens `first` to `last` of a Doc, half-open."""

    first: int
    last: int
    term: int


class Keywords:
    """The keywords of all codes, ready for documents in one language.

    `rarity` tells of a lemma how little of a commonplace it is, 0 to 1. `terms` are in the order by which a
    `Hit` names them; `anchors` are words of which a text must hold at least one to hold any term, None where
    no such words are known.
    """

    name = NAME

    def __init__(
        self,
        profiles: Sequence[Profile],
        reader: Pipeline,
        language: str,
        rarity: Callable[[str], float] = lambda _lemma: 1.0,
    ) -> None:
        from spacy.matcher import PhraseMatcher

        self._count = len(profiles)
        self._inflected = PhraseMatcher(reader.nlp.vocab, attr="LEMMA")
        self._literal = PhraseMatcher(reader.nlp.vocab, attr="NORM")
        self.terms = terms(profiles, two_letters(language))
        self._places: dict[int, int] = {}
        self._patterns = Patterns(self.terms, reader)
        self.anchors: set[Anchor] | None = set(self._patterns.anchors)
        self._add_plain(reader)
        if not self._patterns.is_anchored:
            self.anchors = None
        # What many codes have says little about any of them, and so does what everybody says.
        self._left = [
            1 - term.strength * _rarity(term, language, rarity) / len(term.codes) ** 0.5
            for term in self.terms
        ]

    def score(self, read: Read) -> "Floats":
        """Passages × codes, 0 to 1: the more different terms of a code, the nearer to 1."""
        import numpy

        missing = numpy.ones((len(read.passages), self._count), dtype=numpy.float32)
        for row, passage in zip(missing, read.passages):
            if hits := self.hits(passage.doc):
                for term in {hit.term for hit in _within(hits, passage)}:
                    for code in self.terms[term].codes:
                        row[code] *= self._left[term]
        return 1 - missing

    def matched(self, passage: Passage, code: int) -> list[tuple[Word, ...]]:
        """The terms of a code in a passage as runs of words, in the order of the text."""
        hits = _within(self.hits(passage.doc), passage)
        wanted = [hit for hit in hits if code in self.terms[hit.term].codes]
        return [passage.words[hit.first - passage.first : hit.last - passage.first] for hit in wanted]

    def hits(self, doc: "Doc") -> list[Hit]:
        """Every term in the Doc in order; a term inside a longer one of the same codes is not told."""
        known = doc.user_data.get(_HITS)
        if known is None or known[0] is not self._places:
            known = doc.user_data[_HITS] = (self._places, self._find(doc))
        found: list[Hit] = known[1]
        return found

    def _find(self, doc: "Doc") -> list[Hit]:
        hits = {
            Hit(first, last, self._places[key])
            for matcher in (self._inflected, self._literal)
            for key, first, last in matcher(doc)
        }
        hits.update(map(Hit._make, self._patterns.find(doc)))
        kept: list[Hit] = []
        reach = 0
        for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last, hit.term)):
            term = self.terms[hit.term]
            if term.capitals and not doc[hit.first : hit.last].text.isupper():
                continue
            if hit.last <= reach and self._is_told(hit, term, kept):
                continue
            kept.append(hit)
            reach = max(reach, hit.last)
        return kept

    def _is_told(self, hit: Hit, term: Term, kept: Sequence[Hit]) -> bool:
        """Whether a hit lies in another that speaks for all its codes."""
        return any(
            other.last >= hit.last and set(term.codes) <= set(self.terms[other.term].codes)
            for other in kept[-8:]
        )

    def _add_plain(self, reader: Pipeline) -> None:
        """Give the matchers of phrases what is nothing but words."""
        plain = [place for place, term in enumerate(self.terms) if term.keyword.is_plain]
        docs = reader.read(self.terms[place].keyword.parts[0].text for place in plain)
        for place, doc in zip(plain, docs):
            term = self.terms[place]
            key = f"{place}|{term.keyword.text}"
            self._places[reader.nlp.vocab.strings.add(key)] = place
            self._literal.add(key, [doc])
            inflected = term.inflected and term.keyword.parts[0].kind != WRITTEN
            if inflected:
                self._inflected.add(key, [doc])
            longest = max((word for word in doc if word.norm_.isalnum()), key=len, default=None)
            if longest is None:
                self.anchors = None
            elif self.anchors is not None:
                self.anchors.add(Anchor("NORM", longest.norm_))
                if inflected:
                    self.anchors.add(Anchor("LEMMA", longest.lemma_))


def learn(lesson: Lesson, progress: Progress) -> Keywords:
    """Keywords for documents in the language of the lesson; examples are not looked at."""
    language = lesson.language

    def rarity(lemma: str) -> float:
        return lesson.space.rarity(lemma, RARE)

    return lesson.of_codes(NAME, lambda: Keywords(lesson.profiles, pipeline(language), language, rarity))


def _rarity(term: Term, language: str, rarity: Callable[[str], float]) -> float:
    """How little of a commonplace a keyword is that is one word; 1 for all others."""
    words = words_of(term.keyword.parts[0].text, language) if term.keyword.is_plain else ()
    return rarity(words[0].lemma) if len(words) == 1 else 1.0


def _within(hits: Sequence[Hit], passage: Passage) -> list[Hit]:
    """The hits that lie in a passage; `hits` are in order."""
    low = bisect_left(hits, (passage.first,))
    high = bisect_left(hits, (passage.last,), low)
    return [hit for hit in hits[low:high] if hit.last <= passage.last]
