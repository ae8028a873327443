"""Suggests by the keywords of each code, found by spaCy's PhraseMatcher in any inflection or accent."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..domain.suggestions import Profile
from ..progress import Progress
from .language import ANY, Pipeline, Word, fold, pipeline, stop_words, two_letters
from .lesson import Lesson
from .passages import Passage, Read

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .vectors import Floats

NAME = "keywords"
ONE_WORD = 0.5
PHRASE = 0.7
_HITS = "qualcoder_cg.keywords"


class _Term(NamedTuple):
    """A keyword and the codes that have it; `capitals` when only WHO, not who, is meant."""

    text: str
    codes: tuple[int, ...]
    strength: float
    capitals: bool


class _Hit(NamedTuple):
    """A term at tokens `first` to `last` of a Doc, half-open."""

    first: int
    last: int
    term: _Term


class Keywords:
    """The keywords of all codes, ready for documents in one language."""

    name = NAME

    def __init__(self, profiles: Sequence[Profile], reader: Pipeline, language: str) -> None:
        from spacy.matcher import PhraseMatcher

        self._count = len(profiles)
        self._inflected = PhraseMatcher(reader.nlp.vocab, attr="LEMMA")
        self._literal = PhraseMatcher(reader.nlp.vocab, attr="NORM")
        self._terms: dict[int, _Term] = {}
        own, foreign = _gathered(profiles, two_letters(language))
        for terms, matchers in ((own, (self._inflected, self._literal)), (foreign, (self._literal,))):
            for term, doc in zip(terms, reader.read(term.text for term in terms)):
                key = f"{term.text}|{term.codes}"
                self._terms[reader.nlp.vocab.strings.add(key)] = term
                for matcher in matchers:
                    matcher.add(key, [doc])

    def score(self, read: Read) -> "Floats":
        """Passages × codes, 0 to 1: the more different terms of a code, the nearer to 1."""
        import numpy

        missing = numpy.ones((len(read.passages), self._count), dtype=numpy.float32)
        if self._terms:
            for row, passage in zip(missing, read.passages):
                for term in {hit.term for hit in self._hits(passage.doc, passage)}:
                    # What many codes have says little about any of them.
                    row[list(term.codes)] *= 1 - term.strength / len(term.codes) ** 0.5
        return 1 - missing

    def matched(self, passage: Passage, code: int) -> list[tuple[Word, ...]]:
        """The terms of a code in a passage as runs of words, in the order of the text."""
        hits = [hit for hit in self._hits(passage.doc, passage) if code in hit.term.codes]
        return [passage.words[hit.first - passage.first : hit.last - passage.first] for hit in hits]

    def _hits(self, doc: "Doc", passage: Passage) -> Iterator[_Hit]:
        if _HITS not in doc.user_data:
            doc.user_data[_HITS] = self._find(doc)
        for hit in doc.user_data[_HITS]:
            if passage.first <= hit.first and hit.last <= passage.last:
                yield hit

    def _find(self, doc: "Doc") -> list[_Hit]:
        """Every term in the Doc once; a term inside a longer one of the same codes is not told."""
        hits = {
            _Hit(first, last, self._terms[key])
            for matcher in (self._inflected, self._literal)
            for key, first, last in matcher(doc)
        }
        kept: list[_Hit] = []
        for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last, hit.term)):
            if hit.term.capitals and not doc[hit.first : hit.last].text.isupper():
                continue
            inside = (other for other in kept[-8:] if other.last >= hit.last and other != hit)
            if not any(set(hit.term.codes) <= set(other.term.codes) for other in inside):
                kept.append(hit)
        return kept


def learn(lesson: Lesson, progress: Progress) -> Keywords:
    """Keywords for documents in the language of the lesson; examples are not looked at."""
    return Keywords(lesson.profiles, pipeline(lesson.language), lesson.language)


def _gathered(profiles: Sequence[Profile], language: str) -> tuple[list[_Term], list[_Term]]:
    """The terms in the document's language, and names and acronyms of other languages.

    A document in an unknown language, or a code without terms in the document's, takes all terms as
    they are written.
    """
    own: dict[str, set[int]] = {}
    foreign: dict[str, set[int]] = {}
    for index, profile in enumerate(profiles):
        lists = {two_letters(key): terms for key, terms in profile.keywords.items()}
        for term in lists.get(language, ()):
            own.setdefault(term.strip(), set()).add(index)
        for key, terms in lists.items():
            if key != language:
                for term in terms:
                    if language == ANY or language not in lists or _is_name(term):
                        foreign.setdefault(term.strip(), set()).add(index)
    return _as_terms(own), _as_terms({term: codes for term, codes in foreign.items() if term not in own})


def _as_terms(found: dict[str, set[int]]) -> list[_Term]:
    """Terms in order; spellings that differ only in capitals or accents are one."""
    merged: dict[tuple[str, bool], tuple[str, set[int]]] = {}
    for text in sorted(found):
        folded = fold(text)
        if any(char.isalnum() for char in folded):
            capitals = text.isupper() and folded in stop_words()
            merged.setdefault((folded, capitals), (text, set()))[1].update(found[text])
    return [
        _Term(text, tuple(sorted(codes)), PHRASE if " " in text else ONE_WORD, capitals)
        for (_, capitals), (text, codes) in merged.items()
    ]


def _is_name(term: str) -> bool:
    """Whether a term is a name or an acronym, the same in every language: IMSS, Oaxaca, UN Women."""
    words = term.split()
    return any(word.isupper() and len(word) > 1 for word in words) or all(
        word[:1].isupper() for word in words
    )
