"""Takes names out of what is printed: those the study knows, and those that a person marked.

Whoever prints words of the study sends them through a `Redactor`: `apply` for a stretch of a document,
`free_text` for what a person wrote about it, `public_text` for what the report has of the matrix.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Generator, Iterable, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from ..domain import attribution
from ..domain.quotes import INSTITUTION, KEEP, OTHER, PERSON, PLACE, Quote, Redaction
from ..i18n import _, language, speaking
from ..storage import text_index
from ..storage.project import Project
from . import names
from .name_finder import Found, Name, NameFinder, named
from .name_tokens import addresses, folded, is_odd
from .pieces import Pieces as Work
from .rules import rules

PARAPHRASE = "paraphrase"
_AT_ONCE = 200
_TOLD_BY = (
    "known_name", "voice", "turn", "informant", "institution", "institution_alias", "interview",
    "glossary_term", "document", "document_text",
)  # fmt: skip
# The names found in each document (id).
Hits = dict[str, list[Found]]


class _Kept(NamedTuple):
    """What finds the names of a study: as of what stamp of its tables, and of what names and texts."""

    stamp: object
    state: object
    finder: NameFinder
    holding: frozenset[str]
    hits: Hits


_kept: "WeakKeyDictionary[Project, _Kept]" = WeakKeyDictionary()


class Stretch(NamedTuple):
    """A stretch of a text (code points, half-open) that is replaced, by what rule, and by what.

    `kind` is of REDACTION_KINDS; `rule` is the list it comes from, or how a person found it. Those that
    are `veiled` give an institution or place of the register away, and stand where the level names them;
    `said` is how the list writes such a name.
    """

    start: int
    end: int
    kind: str
    rule: str
    replacement: str
    veiled: bool = False
    redaction_id: str = ""
    said: str = ""


class Pieces:
    """A text with the stretches that are replaced in it; stretches do not overlap."""

    def __init__(self, text: str, stretches: Sequence[Stretch]) -> None:
        self._text = text
        self.stretches = stretches
        self._starts = [one.start for one in stretches]
        self._ends = [one.end for one in stretches]

    def said(self, start: int, end: int) -> str:
        """The words from `start` to `end` as they may be printed; a stretch cut in two is replaced whole."""
        if start >= end:
            return ""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if first >= last:
            return self._text[start:end]
        parts, position = [], start
        for one in self.stretches[first:last]:
            parts.append(self._text[position : max(position, one.start)])
            parts.append(one.replacement)
            position = one.end
        parts.append(self._text[position:end])
        return "".join(parts)

    def count(self, start: int, end: int) -> int:
        """How many stretches are replaced between two places."""
        return max(0, bisect_left(self._starts, end) - bisect_right(self._ends, start))


class Redacted:
    """What is replaced in one document, worked out once for all its quotes."""

    def __init__(self, text: str, stretches: Sequence[Stretch], unveiled: Sequence[Stretch]) -> None:
        low = Pieces(text, _merged(stretches))
        high = low if stretches is unveiled else Pieces(text, _merged(unveiled))
        self._by_level = {
            level: high if attribution.shows(level, attribution.INSTITUTION) else low
            for level in attribution.LEVELS
        }

    def pieces(self, level: str) -> Pieces:
        """The text as it may be printed at a level."""
        return self._by_level[level]


class Redactor:
    """The names of a study and the redactions in its documents, read once.

    `language` is that of the words in brackets, the report's unless given.
    """

    def __init__(self, project: Project, language: str = "") -> None:
        self._words = _words(project, language)
        known = Work(_finding(project)).complete()
        self._finder, self._holding, self._hits = known.finder, known.holding, known.hits
        self._by_document: dict[str, list[Redaction]] = {}
        for redaction in project.evidence.redactions.all():
            self._by_document.setdefault(redaction.document_id, []).append(redaction)
        self._instead: dict[str, list[Quote]] = {}
        for quote in project.evidence.quotes.where("paraphrase_only", 1):
            self._instead.setdefault(quote.document_id, []).append(quote)
        self._project = project
        self._marked: NameFinder | None = None
        self._done: tuple[str, Redacted] | None = None

    def apply(self, document_id: str, start: int, end: int, text: str, level: str) -> str:
        """A stretch of a document (`text` is all of it) as it may be printed at a level."""
        return self.of_document(document_id, text).pieces(level).said(start, end)

    def of_document(self, document_id: str, text: str) -> Redacted:
        """What is replaced in a document; the last one asked for is remembered."""
        if self._done is None or self._done[0] != document_id:
            found = self._of_lists(document_id, text)
            low = high = self._stretches(document_id, found)
            if any(one.veiled for one in found):
                # a person's name within an institution's is looked for on its own where that one stands
                high = self._stretches(document_id, self._found(text, self._finder, names.REGISTER))
            self._done = document_id, Redacted(text, low, high)
        return self._done[1]

    def free_text(self, text: str, level: str) -> str:
        """A text of the team's own (a translation, a memo, a statement) without the names in it."""
        return self.free(text, level).said(0, len(text)) if text else ""

    def free(self, text: str, level: str) -> Pieces:
        """The same with the stretches that are replaced; names marked by hand anywhere count as well."""
        without = names.REGISTER if attribution.shows(level, attribution.INSTITUTION) else ""
        found = [*self._found(text, self._finder, without), *self._found(text, self._by_hand())]
        return Pieces(text, _merged(found))

    def public_text(self, text: str) -> str:
        """What the report prints of the matrix or a title: without people's names, institutions stay."""
        return self.free_text(text, attribution.INSTITUTION)

    def instead(self, quote: Quote, level: str) -> str:
        """What is printed of a passage that may not be printed in its own words."""
        return self.free_text(quote.paraphrase, level) or self._words[PARAPHRASE]

    def left(self, document_id: str, text: str, level: str) -> list[Stretch]:
        """The names of institutions and places that stay in a document at a level; KEEP is the rule of those
        that a person let stand."""
        gone = self.of_document(document_id, text).pieces(level)
        kept = [one for one in self._by_document.get(document_id, ()) if one.kind == KEEP]
        return [
            one._replace(rule=KEEP) if any(k.start <= one.start and one.end <= k.end for k in kept) else one
            for one in self._of_lists(document_id, text)
            if one.veiled and not gone.count(one.start, one.end)
        ]

    def replacement(self, kind: str) -> str:
        """What stands for a name of this kind: [name], [place] …"""
        return self._words[kind]

    def _stretches(self, document_id: str, found: list[Stretch]) -> list[Stretch]:
        """What was found, with what a person marked in the document, let stand, or put in other words."""
        marked = self._by_document.get(document_id, ())
        kept = [one for one in marked if one.kind == KEEP]
        if kept:
            found = [one for one in found if not any(k.start <= one.start and one.end <= k.end for k in kept)]
        found = found + [
            Stretch(one.start, one.end, one.kind, one.found_by, self._words[one.kind], redaction_id=one.id)
            for one in marked
            if one.kind != KEEP
        ]
        return found + [
            Stretch(one.start, one.end, OTHER, PARAPHRASE, f"[{self.instead(one, attribution.NONE)}]")
            for one in self._instead.get(document_id, ())
        ]

    def _of_lists(self, document_id: str, text: str) -> list[Stretch]:
        """The names of the study's lists in a document; most documents are known to hold none."""
        if document_id in self._holding or is_odd(text):
            if document_id not in self._hits:
                self._hits[document_id] = self._finder.find(text)
            return self._as_stretches(text, self._hits[document_id])
        return [self._address(*place) for place in addresses(text)]

    def _found(self, text: str, finder: NameFinder, without: str = "") -> list[Stretch]:
        return self._as_stretches(text, finder.find(text, without))

    def _as_stretches(self, text: str, hits: Sequence[Found]) -> list[Stretch]:
        found = [
            Stretch(
                hit.start,
                hit.end,
                hit.name.kind,
                hit.name.rule,
                self._words[names.FILE if hit.name.rule == names.FILE else hit.name.kind],
                hit.name.rule == names.REGISTER,
                said=hit.name.written,
            )
            for hit in hits
        ]
        return found + [self._address(*place) for place in addresses(text)]

    def _address(self, start: int, end: int) -> Stretch:
        return Stretch(start, end, OTHER, "address", self._words[OTHER])

    def _by_hand(self) -> NameFinder:
        """The words that a person marked in documents, to be found in what was written about them."""
        if self._marked is None:
            self._marked = NameFinder(self._marked_names())
        return self._marked

    def _marked_names(self) -> Iterable[Name]:
        for document_id, redactions in self._by_document.items():
            wanted = [one for one in redactions if one.kind != KEEP]
            text = self._project.documents.text(document_id) if wanted else ""
            for one in wanted:
                written = text[one.start : one.end]
                person = one.kind == PERSON
                name = named(one.kind, names.BY_HAND, written, person=person, whole=not person)
                if name and (person or len(name.words) > 1 or written[:1].isupper()):
                    yield name


def _words(project: Project, wanted: str) -> dict[str, str]:
    """What stands for names, in the language of the report."""
    with speaking(wanted or rules(project).report_language or language()):
        return {
            PERSON: _("[name]"),
            PLACE: _("[place]"),
            INSTITUTION: _("[institution]"),
            OTHER: _("[left out]"),
            names.FILE: _("[document]"),
            PARAPHRASE: _("passage not printed in its own words"),
        }


def reading_names(project: Project) -> Generator[None, None, None]:
    """Learn in pieces what the next `Redactor` needs to know of names."""
    yield from _finding(project)


def _finding(project: Project) -> Generator[None, None, _Kept]:
    """What finds the study's names; kept until the tables that tell of them change."""
    stamp, known = project.stamp(*_TOLD_BY), _kept.get(project)
    if known is not None and stamp is not None and known.stamp == stamp:
        return known
    wanted = yield from names.looking_up(project)
    state = text_index.state(project.connection), wanted
    if known is not None and known.state == state:
        made = known._replace(stamp=stamp)
    else:
        finder = NameFinder(wanted)
        vocabulary: list[str] = []
        for some in text_index.vocabulary(project.connection) if wanted else ():
            finder.know(dict(some))
            vocabulary += [term for term, _count in some]
            yield
        holding = yield from _holding(project, finder, vocabulary)
        made = _Kept(stamp, state, finder, holding, {})
    if project.stamp(*_TOLD_BY) != stamp:
        # changed in between
        return (yield from _finding(project))
    _kept[project] = made
    return made


def _holding(
    project: Project, finder: NameFinder, vocabulary: Sequence[str]
) -> Generator[None, None, frozenset[str]]:
    """The documents (ids) that may hold a name."""
    folded_triggers = finder.triggers()
    triggers = [(term, False) for term in vocabulary if folded(term) in folded_triggers]
    holding: set[str] = set()
    for first in range(0, len(triggers), _AT_ONCE):
        holding |= text_index.documents_holding(project.connection, [triggers[first : first + _AT_ONCE]])
        yield
    return frozenset(holding)


def _merged(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Stretches in order; where some overlap, one over all of it, with the words of the weightiest."""
    if len(stretches) < 2:
        return list(stretches)
    kept: list[Stretch] = []
    for one in sorted(stretches, key=lambda one: (one.start, -one.end)):
        before = kept[-1] if kept else None
        if before is None or one.start >= before.end:
            kept.append(one)
        else:
            weightier = max(before, one, key=_weight)
            kept[-1] = weightier._replace(start=before.start, end=max(before.end, one.end))
    return kept


def _weight(one: Stretch) -> tuple[bool, bool, bool, int]:
    """What a person decided weighs more than what was found."""
    return one.rule == PARAPHRASE, bool(one.redaction_id), not one.veiled, one.end - one.start
