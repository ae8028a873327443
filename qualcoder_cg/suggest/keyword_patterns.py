"""Keywords that are more than words: beginnings, words with others between, patterns of spaCy's Matcher.

A Matcher tries all its patterns at every word. So each of these has a Matcher of its own, which reads only
the texts in which a word stands that it cannot do without.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..domain.keyword_notation import FORMS, GAP, START, Keyword, Part, must_be
from .keyword_terms import Term
from .language import Pipeline
from .words import fold

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc

# Of these what is compared has no accents and no capitals, so neither has what it is compared with.
_FOLDED = ("LEMMA", "NORM")
_LISTS = ("IN", "NOT_IN")
_KEY = "keyword"


class Anchor(NamedTuple):
    """A word without which a pattern finds nothing: its attribute (LEMMA, NORM or START) and the word."""

    attribute: str
    word: str


class _Row(NamedTuple):
    matcher: "Matcher"
    term: int
    has_gap: bool


class Patterns:
    """Those of the terms that a PhraseMatcher cannot find; told by their places among the terms."""

    def __init__(self, terms: Sequence[Term], reader: Pipeline) -> None:
        self.anchors: set[Anchor] = set()
        self.is_anchored = True
        self._strings = reader.nlp.vocab.strings
        self._starts: dict[str, list[int]] = {}
        self._rows: dict[tuple[str, Any], list[_Row]] = {}
        self._everywhere: list[_Row] = []
        self._started: dict[int, tuple[str, ...]] = {}
        self._not_started: set[int] = set()
        for place, term in enumerate(terms):
            keyword = term.keyword
            if keyword.is_plain:
                continue
            if len(keyword.parts) == 1 and " " not in (start := _one_start(keyword, reader)):
                self._starts.setdefault(start, []).append(place)
                self.anchors.add(Anchor(START, start))
            else:
                self._add(place, term, reader)
        begins = [word for attribute, word in self.anchors if attribute == START]
        self._lengths = sorted({len(word) for word in begins})
        self._begins = frozenset(begins)
        self._lemmas = {key for attribute, key in self._rows if attribute == "LEMMA"}
        self._norms = {key for attribute, key in self._rows if attribute == "NORM"}
        self._is_empty = not (self._starts or self._rows or self._everywhere)

    def find(self, doc: "Doc") -> Iterator[tuple[int, int, int]]:
        """Where terms stand: first and last token, half-open, and the place of the term."""
        if self._is_empty:
            return
        from spacy.attrs import LEMMA, NORM

        lemmas, norms = doc.to_array([LEMMA, NORM]).T.tolist() if len(doc) else ((), ())
        present = set(norms)
        started = self._begun(present) if self._lengths else {}
        for place, norm in enumerate(norms) if started else ():
            for start in started.get(norm, ()):
                for term in self._starts.get(start, ()):
                    yield place, place + 1, term
        wanted: list[tuple[str, Any]] = [("LEMMA", one) for one in self._lemmas.intersection(lemmas)]
        wanted += [("NORM", one) for one in self._norms & present]
        wanted += [(START, one) for found in started.values() for one in found]
        rows = [row for key in dict.fromkeys(wanted) for row in self._rows.get(key, ())]
        for row in [*self._everywhere, *rows]:
            yield from _matched(row, doc)

    def _begun(self, norms: set[int]) -> dict[int, tuple[str, ...]]:
        """Those of the forms that begin as a term says, with the beginnings."""
        found = {}
        for norm in norms - self._not_started:
            if norm not in self._started:
                word = self._strings[norm]
                begins = tuple(
                    begin for n in self._lengths if n <= len(word) and (begin := word[:n]) in self._begins
                )
                if not begins:
                    self._not_started.add(norm)
                    continue
                self._started[norm] = begins
            found[norm] = self._started[norm]
        return found

    def _add(self, place: int, term: Term, reader: Pipeline) -> None:
        """Add a Matcher, under the word that it cannot do without."""
        from spacy.matcher import Matcher

        keyword = term.keyword
        ways = [_folded(keyword.pattern)] if keyword.pattern else _written_out(term, reader)
        matcher = Matcher(reader.nlp.vocab)
        try:
            matcher.add(_KEY, ways, greedy="LONGEST" if keyword.pattern else None)
        except Exception:  # spaCy and what it builds on refuse in many ways; then it finds nothing
            return
        row = _Row(matcher, place, any(part.kind == GAP for part in keyword.parts))
        anchors = [_anchor(way) for way in ways]
        if None in anchors:
            self.is_anchored = False
            self._everywhere.append(row)
            return
        for anchor in dict.fromkeys(filter(None, anchors)):
            self.anchors.add(anchor)
            word = anchor.word if anchor.attribute == START else self._strings.add(anchor.word)
            self._rows.setdefault((anchor.attribute, word), []).append(row)


def _matched(row: _Row, doc: "Doc") -> Iterator[tuple[int, int, int]]:
    found = sorted({(first, last) for _key, first, last in row.matcher(doc, allow_missing=True)})
    if row.has_gap:
        found = [
            one
            for one in _shortest(found)
            if not any(word.is_sent_start for word in doc[one[0] + 1 : one[1]])
        ]
    yield from ((first, last, row.term) for first, last in found if first < last)


def _shortest(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of stretches that overlap the shortest ones, in order."""
    kept: list[tuple[int, int]] = []
    for first, last in sorted(found, key=lambda one: (one[1] - one[0], one)):
        if all(last <= other[0] or other[1] <= first for other in kept):
            kept.append((first, last))
    return sorted(kept)


def _one_start(keyword: Keyword, reader: Pipeline) -> str:
    """The beginning that is the whole of a keyword, folded; " " where it is none, or several tokens."""
    if not keyword.parts or keyword.parts[0].kind != START:
        return " "
    (doc,) = reader.read([keyword.parts[0].text])
    return fold(doc.text) if len(doc) == 1 else " "


def _written_out(term: Term, reader: Pipeline) -> list[list[dict[str, Any]]]:
    """The patterns of a keyword in parts: by the lemmas of its words, and by their forms."""
    by_lemma = [token for part in term.keyword.parts for token in _tokens(part, reader, "LEMMA")]
    by_form = [token for part in term.keyword.parts for token in _tokens(part, reader, "NORM")]
    return [by_lemma, by_form] if term.inflected and by_lemma != by_form else [by_form]


def _tokens(part: Part, reader: Pipeline, attribute: str) -> list[dict[str, Any]]:
    if part.kind == GAP:
        return [{"OP": f"{{0,{part.most}}}"}]
    (doc,) = reader.read([part.text])
    if attribute == "LEMMA" and part.kind == FORMS:
        return [{"LEMMA": word.lemma_} for word in doc]
    tokens: list[dict[str, Any]] = [{"NORM": word.norm_} for word in doc]
    if part.kind == START:
        tokens[-1] = {"NORM": {"REGEX": f"^{re.escape(doc[-1].norm_)}"}}
    return tokens


def _folded(pattern: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A pattern as it was written, without the accents and capitals that nothing is compared with."""
    return [
        {name: _plain(value) if name in _FOLDED else value for name, value in one.items()} for one in pattern
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, dict):
        return {how: list(map(fold, one)) if how in _LISTS else one for how, one in value.items()}
    return value


def _anchor(way: Sequence[Mapping[str, Any]]) -> Anchor | None:
    """The longest word that a pattern cannot do without; None where it can do without any one word."""
    known = []
    for token in way:
        for attribute in _FOLDED:
            value = token.get(attribute)
            if must_be(token) and isinstance(value, str):
                known.append(Anchor(attribute, value))
            elif must_be(token) and isinstance(value, dict) and str(value.get("REGEX", "")).startswith("^"):
                begin = _literal_start(value["REGEX"])
                if attribute == "NORM" and len(begin) > 1:
                    known.append(Anchor(START, begin))
    return max(known, key=lambda one: len(one.word), default=None)


_SPECIAL = re.compile(r"\\(\W)|([^\\.^$*+?{}\[\]|()])")


def _literal_start(regex: str) -> str:
    """The letters with which everything begins that a regular expression after ^ finds; "" where unsure."""
    letters, place = "", 1
    while found := _SPECIAL.match(regex, place):
        letters, place = letters + (found[1] or found[2]), found.end()
    return letters if place == len(regex) else ""
