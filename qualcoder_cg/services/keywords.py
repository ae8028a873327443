"""The keywords of codes: adding and removing them, what they hit in the study, how often they were right."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ..domain import codings
from ..domain.codes import Code
from ..domain.proportions import Proportion
from ..domain.spans import Span
from ..domain.suggestions import CORRECTED, REJECTED, Material
from ..errors import UserError
from ..i18n import _, ngettext
from ..progress import Progress, silent
from ..storage.project import Project
from . import voices
from .codebook import family, get_code
from .keyword_words import checked
from .suggestions import seen_decisions

# How a passage stands to a code: coded so (or under a code below it), coded otherwise, judged not to belong
# there (rejected, or under no code), or not decided on yet.
SO, OTHERWISE, NOT_SO, OPEN = "so", "otherwise", "not so", "open"

Row = Sequence[int]  # keyword, start, end of its words, start and end of the passage


class Key(NamedTuple):
    """A keyword of a code, in a language."""

    language: str
    text: str


class Stand(NamedTuple):
    """A passage in which a keyword stands: where its words are, and how it stands to the code."""

    document_id: str
    start: int
    end: int
    words: tuple[Span, ...]
    coded: str
    informants: tuple[str, ...]

    @property
    def span(self) -> Span:
        """The passage."""
        return Span(self.start, self.end)


class Counts(NamedTuple):
    """Of the passages in which a keyword stands: how many, and how many stand how to the code.

    `informants` may have said them. Decided on are all but `open`; right were `so`.
    """

    passages: int = 0
    documents: int = 0
    informants: int = 0
    so: int = 0
    otherwise: int = 0
    not_so: int = 0
    open: int = 0

    @property
    def decided(self) -> int:
        """How many were decided on."""
        return self.passages - self.open


def add_keyword(project: Project, code_id: str, language: str, text: str) -> str:
    """Add a keyword to a code, in one step; gives it as it is kept.

    UserError where it is not written as it should be, or is there already.
    """
    code, language, text = get_code(project, code_id), _language(language), checked(text)
    if any(text.casefold() == one.casefold() for one in code.keywords.get(language, ())):
        raise UserError(
            _("{keyword} is a keyword of this code already.").format(keyword=text),
            _("Nothing needs to be done."),
        )
    with project.step("Add keyword {keyword} to {code}", keyword=text, code=code.label):
        _set(project, code, language, (*code.keywords.get(language, ()), text))
    return text


def remove_keyword(project: Project, code_id: str, language: str, text: str) -> None:
    """Remove a keyword from a code, in one step."""
    code = get_code(project, code_id)
    key = find_keyword(code, text, language)
    with project.step("Remove keyword {keyword} from {code}", keyword=key.text, code=code.label):
        kept = tuple(one for one in code.keywords[key.language] if one != key.text)
        _set(project, code, key.language, kept)


def change_keyword(project: Project, code_id: str, language: str, text: str, new: str) -> str:
    """Write a keyword of a code otherwise, in its place, in one step; gives it as it is kept."""
    code, new = get_code(project, code_id), checked(new)
    key = find_keyword(code, text, language)
    if new == key.text:
        return new
    terms = code.keywords[key.language]
    if any(new.casefold() == one.casefold() for one in terms if one != key.text):
        raise UserError(
            _("{keyword} is a keyword of this code already.").format(keyword=new),
            _("Nothing needs to be done."),
        )
    with project.step("Change keyword {keyword} of {code}", keyword=key.text, code=code.label):
        _set(project, code, key.language, tuple(new if one == key.text else one for one in terms))
    return new


def find_keyword(code: Code, text: str, language: str = "") -> Key:
    """A keyword of a code as it is kept, whatever its capitals; in any language where none is named."""
    wanted = " ".join(text.split()).casefold()
    for key in keys_of(code):
        if key.text.casefold() == wanted and language in ("", key.language):
            return key
    raise UserError(
        _("{keyword} is no keyword of {code}.").format(keyword=text, code=code.label),
        _("“keywords” lists them."),
    )


def keys_of(code: Code) -> list[Key]:
    """The keywords of a code, language by language."""
    return [Key(language, text) for language, terms in sorted(code.keywords.items()) for text in terms]


def usual_language(project: Project, code: Code) -> str:
    """The language in which a code's next keyword is likely to be: its only one, or that of most texts."""
    if len(code.keywords) == 1:
        return next(iter(code.keywords))
    spoken = [document.language for document in project.documents.all() if document.language]
    return max(sorted(set(spoken)), key=spoken.count, default="en")[:2]


def lists(code: Code, keys: Iterable[Key]) -> list[dict[str, list[str]]]:
    """What the suggester is asked about each keyword: its own list, and that the code has other languages."""
    others: dict[str, list[str]] = {language: [] for language in code.keywords}
    return [{**others, key.language: [key.text]} for key in keys]


def text_to_read(project: Project, document_id: str) -> Material:
    """A document as keywords are looked for in it."""
    document = project.documents.get(document_id)
    if document is None:
        raise UserError(_("This document is no longer in the study."), _("Undo may bring it back."))
    return Material(
        document_id,
        project.documents.text(document_id),
        document.language,
        tuple(project.documents.turns(document_id)),
    )


class Standing:
    """How passages stand to one code, by the codings and decisions that may be seen; read as it is asked."""

    def __init__(self, project: Project, code_id: str) -> None:
        self._project = project
        self._code_id = code_id
        self._family = frozenset(family(project, code_id))
        informants = {informant.id: informant for informant in project.informants.all()}
        self._voices = voices.of_documents(project, informants)

    def stands(self, material: Material, rows: Iterable[Row]) -> dict[int, list[Stand]]:
        """The passages of a document in which keywords stand, by keyword, in the order of the text.

        `rows` are what was hit there: keyword, start and end of the words, start and end of the passage.
        """
        hits = sorted(map(tuple, rows), key=itemgetter(0, 3, 4, 1))
        if not hits:
            return {}
        spans = self._decided(material.document_id)
        sayings = voices.Sayings(material.turns, self._voices.get(material.document_id, ()))
        found: dict[int, list[Stand]] = {}
        for (keyword, first, last), group in groupby(hits, key=itemgetter(0, 3, 4)):
            words = tuple(Span(start, end) for _keyword, start, end, _first, _last in group)
            coded = next((how for how in (SO, OTHERWISE, NOT_SO) if any(map(spans[how].holds, words))), OPEN)
            said_by = sayings.by(first, last)
            found.setdefault(keyword, []).append(
                Stand(material.document_id, first, last, words, coded, said_by)
            )
        return found

    def _decided(self, document_id: str) -> dict[str, "_Spans"]:
        """The stretches of a document that were decided on: what waits for a person is not."""
        spans: dict[str, list[Span]] = {SO: [], OTHERWISE: [], NOT_SO: []}
        for start, end, code_id, _coder, origin, *_more in self._project.seen.coded_in(document_id):
            if origin != codings.SUGGESTED:
                spans[SO if code_id in self._family else OTHERWISE].append(Span(start, end))
        for decision in seen_decisions(self._project, document_id):
            if decision.code_id == self._code_id and decision.verdict in (REJECTED, CORRECTED):
                spans[NOT_SO].append(Span(decision.start, decision.end))
        coders = self._project.seen_coders
        for one in self._project.decisions.nothing.where("document_id", document_id):
            if coders is None or one.coder_id in coders:
                spans[NOT_SO].append(Span(one.start, one.end))
        return {how: _Spans(some) for how, some in spans.items()}


class _Spans:
    """Stretches of a text, asked whether they share a place with another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._longest = max((end - start for start, end in self._spans), default=0)

    def holds(self, words: Span) -> bool:
        """Whether one of them shares a place with these words."""
        place = bisect_left(self._spans, (words.start - self._longest,))
        for span in self._spans[place:]:
            if span.start >= words.end:
                return False
            if span.overlaps(words):
                return True
        return False


class Found:
    """Passages in which a keyword stands, as they are found: all are counted, the first `most` are kept."""

    def __init__(self, most: int = 0) -> None:
        self.stands: list[Stand] = []
        self._most = most
        self._how = dict.fromkeys((SO, OTHERWISE, NOT_SO, OPEN), 0)
        self._documents: set[str] = set()
        self._informants: set[str] = set()

    def add(self, stands: Sequence[Stand]) -> Sequence[Stand]:
        """Take more; gives those of them that are kept."""
        for stand in stands:
            self._how[stand.coded] += 1
            self._documents.add(stand.document_id)
            self._informants.update(stand.informants)
        kept = stands[: self._most - len(self.stands)] if self._most else stands
        self.stands += kept
        return kept

    @property
    def counts(self) -> Counts:
        """How many there are, and how they stand to the code."""
        how = self._how
        return Counts(sum(how.values()), len(self._documents), len(self._informants), *how.values())


def counted(stands: Sequence[Stand]) -> Counts:
    """How many passages these are, and how they stand to the code."""
    found = Found()
    found.add(stands)
    return found.counts


def searching(
    project: Project, code_id: str, keys: Sequence[Key], progress: Progress = silent
) -> Iterator[Mapping[int, list[Stand]]]:
    """Where keywords stand, document by document, by their places among `keys`; they need not be the code's.

    Reads in this process. Raises `Cancelled` out of `progress`.
    """
    from ..suggest.keyword_hits import hits

    standing = Standing(project, code_id)
    asked = lists(get_code(project, code_id), keys)
    ids = project.documents.ids()
    for number, document_id in enumerate(ids):
        progress(number, len(ids), _("Looking for keywords"))
        material = text_to_read(project, document_id)
        yield standing.stands(material, hits(asked, material))
    progress(len(ids), len(ids))


def found(
    project: Project, code_id: str, keys: Sequence[Key], progress: Progress = silent
) -> list[list[Stand]]:
    """All passages in which each of these keywords stands, in the order of the study."""
    stands: list[list[Stand]] = [[] for _key in keys]
    for here in searching(project, code_id, keys, progress):
        for keyword, some in here.items():
            stands[keyword] += some
    return stands


def standing_name(coded: str) -> str:
    """How a passage stands to a code, in words."""
    names = {
        SO: _("coded so"),
        OTHERWISE: _("coded otherwise"),
        NOT_SO: _("judged not so"),
        OPEN: _("not decided"),
    }
    return names[coded]


def right_in_words(counts: Counts) -> str:
    """How often a keyword was right so far, with how often it was decided; "" where it never was."""
    return _("{n} of {total}").format(n=counts.so, total=counts.decided) if counts.decided else ""


def counts_in_words(counts: Counts) -> str:
    """How many passages, where, and how they stand to the code."""
    said = [ngettext("{n} passage", "{n} passages", counts.passages).format(n=counts.passages)]
    said.append(ngettext("{n} document", "{n} documents", counts.documents).format(n=counts.documents))
    if counts.informants:
        said.append(
            ngettext("{n} informant", "{n} informants", counts.informants).format(n=counts.informants)
        )
    for n, coded in (
        (counts.so, SO),
        (counts.otherwise, OTHERWISE),
        (counts.not_so, NOT_SO),
        (counts.open, OPEN),
    ):
        if n:
            said.append(f"{n} {standing_name(coded)}")
    return " · ".join(said)


def right_at_length(counts: Counts) -> str:
    """The same in a sentence, with the interval in which the share probably lies once there are enough."""
    share = Proportion(counts.so, counts.decided)
    if not share.tells:
        return _("{n} of {total} decided passages coded so: too few to tell").format(
            n=share.hits, total=share.of
        )
    return _("{n} of {total} decided passages coded so; probably {low} to {high} %").format(
        n=share.hits,
        total=share.of,
        low=round(100 * share.interval.low),
        high=round(100 * share.interval.high),
    )


def _set(project: Project, code: Code, language: str, terms: Sequence[str]) -> None:
    keywords = {**code.keywords, language: tuple(terms)}
    project.codes.set_keywords(code.id, {name: some for name, some in keywords.items() if some})


def _language(language: str) -> str:
    language = language.strip().lower()
    if not language.replace("-", "").isalnum():
        raise UserError(
            _("{language} is no language.").format(language=language or "–"),
            _("Give its short form, as en or es."),
        )
    return language
