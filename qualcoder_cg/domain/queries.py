"""Questions put to the coded quotes, what they find, and how they are kept under a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from .codings import SUGGESTED, Coding

KEY, PLAIN = "key", "plain"  # of a coding: it is a key quote, or not
KEY_VALUES = (KEY, PLAIN)

# What a query can be limited by, each with a set of values; CODED is about a coding of the passage, BESIDE
# about passages that overlap it, SAID about someone who may have said it, WRITTEN about its document.
CODED = ("criteria", "questions", "codes", "polarities", "key", "coders", "origins")
BESIDE = ("themes", "together")
SAID = ("types", "sexes", "institutions", "places", "informants")
WRITTEN = ("interviews", "documents", "kinds", "categories", "surveys")
CONDITIONS = (*CODED, *BESIDE, *SAID, *WRITTEN)


class SavedQuery(NamedTuple):
    """A query kept under a name; `query` is what it asks for, as JSON."""

    id: str
    name: str
    query: str
    position: int


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the coded passages. An empty set sets no limit; all limits hold together.

    Of the values in one set, one has to fit. `criteria`, `questions`, `codes`, `coders`, `institutions`,
    `informants`, `interviews`, `documents`, `categories`, `surveys` are ids; `polarities` are of POLARITIES,
    `key` of KEY_VALUES, `kinds` of documents.KINDS; the rest are words of the register. What is asked of
    codings is asked of one and the same coding of the passage, and what is asked of people of one and the
    same informant who may have said it; "" among the types means that nobody is known, among the categories
    that the document has none, among the surveys that no survey is known.

    A code stands for those below it too while `below` is set; a question for every code that is evidence
    for it. `themes` (ids of codes) want a passage coded with the theme or, beside criteria, questions or
    codes, one that overlaps such a passage; with `tagged` what is coded under a question that has the theme
    counts too. `together` wants passages under each of these codes to overlap, so that two of them are the
    operator of co-occurrence.

    `excluded` names those of CONDITIONS that are turned round: none of the values may fit the passage.
    `after` and `before` are days, ISO 8601 or a beginning of it, both included: of the interview, else of the
    document. `words` are beginnings of words that the passage must hold, in any order.
    """

    criteria: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    polarities: frozenset[str] = frozenset()
    key: frozenset[str] = frozenset()
    coders: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    together: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    sexes: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    informants: frozenset[str] = frozenset()
    interviews: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    surveys: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    below: bool = True
    tagged: bool = False
    after: str = ""
    before: str = ""
    words: str = ""

    def values(self, condition: str) -> frozenset[str]:
        """The values of one of CONDITIONS."""
        found: frozenset[str] = getattr(self, condition)
        return found

    @property
    def limits(self) -> tuple[str, ...]:
        """Those of CONDITIONS that set a limit, in order."""
        return tuple(name for name in CONDITIONS if self.values(name))

    @property
    def is_empty(self) -> bool:
        """Whether every coded passage fits."""
        return not (self.limits or self.after or self.before or self.words.strip())

    @property
    def asks_for_waiting(self) -> bool:
        """Whether codings that wait for a person are asked for; else they are left out of everything."""
        return SUGGESTED in self.origins and "origins" not in self.excluded


class Passage(NamedTuple):
    """A coded passage: code points of a document, half-open."""

    document_id: str
    start: int
    end: int


class RetrievedCounts(NamedTuple):
    """What a query found, each number with its own unit.

    `voices` are informants, a group interview being one or several of them by the rule of the study;
    `documents` counts secondary documents, `interviews` the interviews (or transcripts without one).
    """

    excerpts: int
    informants: int
    voices: int
    institutions: int
    interviews: int
    documents: int


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What a query found: passages in the order of documents and texts, each once, and the counts.

    `missing` are sentences about what the query refers to and the study no longer has.
    """

    query: Query
    passages: Sequence[Passage]
    counts: RetrievedCounts
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Excerpted:
    """A passage as it is read: its words, what stands around it, who may have said it, how it is coded.

    `asked` is what the interviewer said last before it, `before` and `after` the sentences beside it; all ""
    where there is none. `ref` is the document's code. `quotable` is False where one who may have said it did
    not agree to be quoted.
    """

    passage: Passage
    ref: str
    kind: str
    paragraph: int
    page: str
    seconds: float | None
    text: str
    asked: str
    before: str
    after: str
    informants: tuple[str, ...]
    types: tuple[str, ...]
    institutions: tuple[str, ...]
    citation: str
    codings: tuple[Coding, ...]
    quotable: bool = True


def as_values(query: Query) -> dict[str, Any]:
    """A query as values for JSON, without what is as usual; the same for equal queries."""
    usual = Query()
    found: dict[str, Any] = {}
    for field in fields(Query):
        value = getattr(query, field.name)
        if value != getattr(usual, field.name):
            found[field.name] = sorted(value) if isinstance(value, frozenset) else value
    return found


def of_values(values: Mapping[str, Any]) -> Query:
    """The query that such values stand for; what is not known to this program is left out."""
    usual = Query()
    found: dict[str, Any] = {}
    for field in fields(Query):
        like = getattr(usual, field.name)
        value = values.get(field.name, like)
        if isinstance(like, frozenset) and isinstance(value, list):
            found[field.name] = frozenset(str(one) for one in value)
        elif isinstance(value, type(like)):
            found[field.name] = value
    return Query(**found)
