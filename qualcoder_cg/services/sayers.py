"""Who may have said a passage, told as closely as the attribution level and these people allow."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ..domain import attribution
from ..domain.documents import DOCUMENT, INTERVIEWER, Document, Page, Turn
from ..domain.informants import NAME, Informant
from ..i18n import _
from ..storage.project import Project
from . import voices
from .quote_decisions import NOTHING, Decided
from .redactor import Redactor
from .rules import rules

_Speakers = tuple[tuple[str, ...], bool]


class Source(NamedTuple):
    """Who may have said a passage, worded for a level once per speakers of a document."""

    type: str
    sex: str
    institution: str
    codes: tuple[str, ...]
    attribution: str
    people: tuple[Informant, ...]
    citation: str = ""
    withheld: bool = False
    level: str = ""


class Open:
    """A document while its quotes are walked: text, turns, paragraphs, and who speaks."""

    def __init__(
        self,
        entry: Document,
        turns: Sequence[Turn],
        heard: Sequence[tuple[str, Informant]],
        pages: Sequence[Page] = (),
    ) -> None:
        self.entry = entry
        self.turns = turns
        self.labels = [turn.label_start for turn in turns]
        self.voices = heard
        self.voiced = {label for label, _person in heard if label}
        self.pages = pages
        self.sources: dict[tuple[_Speakers, str], Source] = {}
        self.of_turn: dict[tuple[int, str], Source] = {}

    def speakers(self, start: int, end: int) -> _Speakers:
        """The labels under which a passage is said, and whether it is the interviewer's alone."""
        first = max(bisect_right(self.labels, start) - 1, 0)
        last = bisect_right(self.labels, end - 1)
        inside = [turn for turn in self.turns[first:last] if turn.end > start]
        # Whoever the register names under a label is heard as themselves, whatever role was guessed.
        others = tuple(
            dict.fromkeys(
                turn.speaker
                for turn in inside
                if turn.role != INTERVIEWER or turn.speaker.casefold() in self.voiced
            )
        )
        return others or ("",), bool(inside) and not others

    def people(self, speakers: Sequence[str]) -> tuple[Informant, ...]:
        """Who speaks under these labels; everyone in the document where a label is not assigned."""
        return voices.under(map(str.casefold, speakers), self.voices)


class Sayers:
    """The people of the register and what may be said of them, read once.

    `level` is that of the export, already under the study's ceiling.
    """

    def __init__(self, project: Project, level: str) -> None:
        self.rules = rules(project)
        self.level = attribution.lowest(level, [self.rules.ceiling])
        informants = {informant.id: informant for informant in project.informants.all()}
        self.types = list(dict.fromkeys(informant.type for informant in informants.values()))
        self.ceilings = {person.ceiling for person in informants.values()}
        self.voices = voices.of_documents(project, informants)
        self._categories = {entry.id: entry.name for entry in project.documents.categories()}
        self._names = printed_names(project)
        self._project = project
        self._citations: dict[str, str] = {}
        self._usual = attribution.lowest(self.level, [self.rules.usual_level])

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of secondary documents, in order."""
        return tuple(self._categories.values())

    def is_named(self, person: Informant) -> bool:
        """Whether a person is printed by name where the level allows, as she agreed to."""
        return person.id in self._names

    def source(self, document: Open, start: int, end: int, decided: Decided = NOTHING) -> Source:
        """Who may have said a passage; most lie within one turn and have its speaker."""
        level = self._usual
        if decided.level or decided.most:
            level = attribution.lowest(decided.level or level, [self.level, decided.most])
        index = bisect_right(document.labels, start)
        beyond = index < len(document.labels) and document.labels[index] < end
        within = bool(index) and not beyond and start < document.turns[index - 1].end
        if within and (index, level) in document.of_turn:
            return document.of_turn[index, level]
        key = document.speakers(start, end), level
        if key not in document.sources:
            document.sources[key] = self._worded(document, *key)
        if within:
            document.of_turn[index, level] = document.sources[key]
        return document.sources[key]

    def _worded(self, document: Open, key: _Speakers, level: str) -> Source:
        """Word the speakers of a passage for the level."""
        speakers, interviewer = key
        people = () if interviewer else document.people(speakers)
        level = attribution.lowest(level, (person.ceiling for person in people))
        if not all(person.may_be_quoted for person in people):
            return Source("", "", "", (), "", people, withheld=True)
        if document.entry.kind in (DOCUMENT, "survey"):
            return self._written(document.entry, speakers, level)
        called = attribution.shows(level, attribution.CATEGORY)
        if interviewer:
            return Source("", "", "", (), _("Interviewer") if called else "", (), level=level)
        named = attribution.shows(level, attribution.TYPE)
        full = attribution.shows(level, attribution.INSTITUTION)
        most = attribution.shows(level, attribution.ROLE)
        institutions = dict.fromkeys(person.institution for person in people if person.institution)
        return Source(
            ", ".join(dict.fromkeys(person.type for person in people)) if named else "",
            ", ".join(dict.fromkeys(person.sex for person in people if person.sex)) if most else "",
            ", ".join(institutions) if full else "",
            tuple(person.code for person in people) if named else (),
            attribution.wording(level, list(map(self._said, people)), self.rules.categories, _("Informant")),
            people,
            level=level,
        )

    def _written(self, entry: Document, speakers: Sequence[str], level: str) -> Source:
        """A secondary document by its citation or category; a survey by the codes of who answered."""
        named = attribution.shows(level, attribution.TYPE)
        called = attribution.shows(level, attribution.CATEGORY)
        if entry.kind == DOCUMENT:
            category = self._categories.get(entry.category_id or "", _("Document")) if named else ""
            citation = self._cited(entry.citation) if named else ""
            word = citation or category or (_("Document") if called else "")
            return Source(category, "", "", (), word, (), citation, level=level)
        word = _("Survey") if called else ""
        respondents = tuple(filter(None, speakers)) if entry.survey_item_id and named else ()
        return Source(word if named else "", "", "", respondents, word, (), level=level)

    def _cited(self, citation: str) -> str:
        """How a document is cited, without the names of people who must not be printed."""
        if citation and citation not in self._citations:
            self._citations[citation] = Redactor(self._project).public_text(citation)
        return self._citations.get(citation, "")

    def _said(self, person: Informant) -> attribution.Said:
        name = self._names.get(person.id, "")
        return attribution.Said(person.type, person.institution, person.role, name)


def printed_names(project: Project) -> dict[str, str]:
    """The names, by id, of the informants who agreed to be named: the first that is known of each."""
    informants = {person.id: person for person in project.informants.all()}
    found: dict[str, str] = {}
    for known in project.evidence.names.all():
        person = informants.get(known.informant_id or "")
        if person and NAME in person.consent.split():
            found.setdefault(person.id, known.name)
    return found
