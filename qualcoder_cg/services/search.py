"""Searching the texts of a study, document by document."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..domain import word_patterns
from ..domain.search import FUZZY, LEMMA, MODES, NEAR, PHRASE, REGEX, Hit, Query
from ..domain.spans import Span
from ..domain.word_patterns import Exactness
from ..errors import UserError
from ..i18n import _
from ..storage import text_index
from ..storage.project import Project
from . import search_places, search_regex
from .search_people import Speaking
from .search_places import Finder, Place, Places

CONTEXT = 160
Passages = dict[str, list[tuple[int, int]]]


class Search:
    """One search, made bit by bit.

    Go through `steps`: each gives the hits of a document, or nothing after some other work of a few
    milliseconds. Of more hits than `most` (0: no limit) only the number is kept. `first` is the document
    to begin with; the others follow in the order of the study. Meanwhile `hits` and `documents` count what
    was found, `left_out` what was found in interviewers' words and not given, and `forms` are the words
    looked for in the modes FUZZY and LEMMA, for each word that was typed.
    """

    def __init__(self, project: Project, query: Query, *, first: str = "", most: int = 0) -> None:
        if query.mode not in MODES:
            raise UserError(
                _("There is no such way to search: {mode}.").format(mode=query.mode),
                _("The ways are: {names}.").format(names=", ".join(MODES)),
            )
        self.query = query
        self.hits = self.documents = self.left_out = 0
        self.forms: list[tuple[str, ...]] = []
        self._project = project
        self._first = first
        self._most = most

    def steps(self) -> Iterator[Sequence[Hit]]:
        """Search; UserError for a regular expression that is wrong or takes too long."""
        if not self.query.text.strip():
            return
        for _pause in self._find_forms():
            yield ()
        finder, holding = self._plan()
        if finder is None:
            return
        passages: Passages = {}
        for code_id in self._codes():
            for document_id, *span in self._project.seen.places_of(code_id):
                passages.setdefault(document_id, []).append((span[0], span[1]))
            yield ()
        speaking = Speaking(self._project, self.query)
        yield ()
        for document_id in self._order(holding):
            only = passages.get(document_id, ()) if self.query.code_id else None
            if only != () and speaking.may_be_in(document_id):
                yield self._in_document(document_id, finder, speaking, only)

    def _find_forms(self) -> Iterator[None]:
        # Imported here: the window starts without what only these two ways need.
        from . import search_forms

        if self.query.mode == FUZZY:
            self.forms = yield from search_forms.similar(self._project, self.query.text)
        elif self.query.mode == LEMMA:
            self.forms = yield from search_forms.inflected(self._project, self.query.text)

    def _plan(self) -> tuple[Finder | None, set[str] | None]:
        """How places are found, and the ids of the documents that may have some; None for all of them."""
        query = self.query
        if query.mode == REGEX:
            return search_regex.finder(query.text, case=query.case), None
        if query.mode in (FUZZY, LEMMA):
            if not self.forms or not all(self.forms):
                return None, None
            finder = search_places.all_words([word_patterns.any_of(forms) for forms in self.forms])
            groups = [[(form, False) for form in forms if form.isascii()] for forms in self.forms]
            known = [group for group, forms in zip(groups, self.forms) if len(group) == len(forms)]
            return finder, self._holding(known)
        exact = Exactness(query.accents, query.case, query.whole)
        in_order = word_patterns.sequence(query.text)
        if query.mode == PHRASE:
            finder = search_places.one_pattern(word_patterns.phrase(in_order, exact))
        else:
            patterns = [word_patterns.word(token, exact) for token in word_patterns.tokens(query.text)]
            finder = search_places.all_words(patterns, query.distance if query.mode == NEAR else None)
        words = [word for token in in_order for word in word_patterns.in_index(token, exact)]
        return finder, self._holding([[word] for word in dict.fromkeys(words)])

    def _codes(self) -> set[str]:
        """The ids of the codes whose passages are read."""
        wanted = {self.query.code_id} if self.query.code_id else set()
        codes = self._project.codes.all() if wanted and self.query.below else []
        before = 0
        while before < len(wanted):
            before = len(wanted)
            wanted |= {code.id for code in codes if code.parent_id in wanted}
        return wanted

    def _holding(self, groups: Sequence[Sequence[tuple[str, bool]]]) -> set[str] | None:
        return text_index.documents_holding(self._project.connection, groups) if groups else None

    def _order(self, holding: set[str] | None) -> list[str]:
        """The documents to read, in order."""
        wanted = self.query.documents
        ids = [
            document_id
            for document_id in self._project.documents.ids()
            if (wanted is None or document_id in wanted) and (holding is None or document_id in holding)
        ]
        return sorted(ids, key=lambda document_id: document_id != self._first)

    def _in_document(
        self, document_id: str, finder: Finder, speaking: Speaking, passages: Iterable[tuple[int, int]] | None
    ) -> Sequence[Hit]:
        text = self._project.documents.text(document_id)
        places = Places(text, self._project.documents.turns(document_id), passages)
        hits: list[Hit] = []
        count = 0
        for span, place in finder(text, places):
            if not speaking.fits(document_id, place.turn):
                continue
            if not self.query.interviewer and speaking.asks(document_id, place.turn):
                self.left_out += 1
                continue
            count += 1
            if not self._most or self.hits + count <= self._most:
                hits.append(_hit(document_id, text, span, place))
        self.hits += count
        self.documents += bool(count)
        return hits


def hits(project: Project, query: Query, *, first: str = "") -> Iterator[Hit]:
    """All hits, document by document, the document `first` before the others."""
    for some in Search(project, query, first=first).steps():
        yield from some


def here(query: Query, document_id: str) -> Query:
    """The same query in one document alone."""
    return replace(query, documents=(document_id,))


def _hit(document_id: str, text: str, span: Span, place: Place) -> Hit:
    turn = place.turn
    begin, until = (turn.start, turn.end) if turn else (place.start, place.end)
    return Hit(
        document_id,
        span.start,
        span.end,
        turn.speaker if turn else "",
        turn.role if turn else "",
        _line(text[max(begin, span.start - CONTEXT) : span.start]),
        _line(text[span.start : span.end]),
        _line(text[span.end : min(until, span.end + CONTEXT)]),
    )


def _line(text: str) -> str:
    """A stretch on one line; white space at its edges stays as one space."""
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"
