"""Counting what each kind of source says to each question, in one walk over the coded passages."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..domain.documents import DOCUMENT, SPOKEN, Document
from ..domain.triangulation import CATEGORY, INSTITUTIONS, OBSERVED, SUBTOTAL, SURVEY, TYPE
from ..storage.project import Project
from . import passages as coded_passages
from .asked import questions_of
from .group_voices import interviewed, one_voice_documents
from .passages import DocumentPassages, Passages
from .query_limits import survey_of_items

Key = tuple[str, str]  # kind and key of a column


@dataclass(slots=True)
class Said:
    """What sources of one column say: passages, voices, sources (ids), polarities, linked evidence."""

    excerpts: int = 0
    voices: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    polarities: set[str] = field(default_factory=set)
    items: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return not (self.excerpts or self.sources or self.items)


@dataclass(slots=True)
class _Heard:
    """What interviews say, by the number of those who may have said it.

    `counts` are of distinct passages, by the place where they count and that number together in one; `said`
    are the decided kinds of codings and who may have said them.
    """

    counts: Counter[int] = field(default_factory=Counter)
    said: set[tuple[int, int]] = field(default_factory=set)


class Tally:
    """What is said under each question, under each criterion and in all, by column (kind and key).

    `interviewed` are the voices of the interviews held, by column; `people` the informants (ids) of a type.
    """

    def __init__(self, project: Project, unit: str) -> None:
        self._project = project
        self._unit = unit
        self._index: Passages = coded_passages.of(project)
        self._groups = one_voice_documents(project)
        self.questions = project.matrix.questions()
        numbers = {question.id: number for number, question in enumerate(self.questions)}
        serving = questions_of(project.codes.all())
        self._serves = [
            tuple(numbers[question] for question in serving[kind.code_id] if question in numbers)
            for kind in self._index.kinds
        ]
        self._decided = [
            bool(kind.polarity and served)
            for kind, served in zip(self._index.kinds, self._serves, strict=True)
        ]
        self._heard: dict[str, _Heard] = {}
        criteria = {one.id: number for number, one in enumerate(project.matrix.criteria())}
        self._criterion = [criteria[question.criterion_id] for question in self.questions]
        self.rows: list[dict[Key, Said]] = [{} for _question in self.questions]
        self.blocks: list[dict[Key, Said]] = [{} for _criterion in criteria]
        self.all: dict[Key, Said] = {}
        self.interviewed: dict[Key, set[str]] = {}
        self._surveys = survey_of_items(project)
        self._documents = {document.id: document for document in project.documents.all()}

    def count(self) -> Iterator[None]:
        """Count everything, document by document."""
        for found in self._index.documents():
            self._add(found, self._documents[found.document_id])
            yield
        for group, heard in self._heard.items():
            self._add_heard(group, heard)
        yield
        self._add_survey_results()
        self._add_linked()
        for voice, person in interviewed(self._project, self._index.voices, self._groups):
            informant = self._index.informants[person]
            if self._unit == INSTITUTIONS:
                voice = informant.institution
            if voice:
                for key in ((TYPE, informant.type), (SUBTOTAL, "")):
                    self.interviewed.setdefault(key, set()).add(voice)

    def counted(self, people: Iterable[str], kind: str | None) -> set[str]:
        """Those of these people (ids) who are of a type, or all: informants, or their institutions."""
        known = [self._index.informants[one] for one in people]
        found = [person for person in known if kind is None or person.type == kind]
        if self._unit == INSTITUTIONS:
            return {person.institution for person in found if person.institution}
        return {person.id for person in found}

    def _add(self, found: DocumentPassages, document: Document) -> None:
        """Count the passages of a document; those of interviews by who may have said them."""
        serves, by = self._serves, found.said_by
        under: dict[int, set[int]] = {}
        for place, kind in zip(found.passage, found.coded, strict=True):
            for question in serves[kind]:
                if question in under:
                    under[question].add(place)
                else:
                    under[question] = {place}
        decided = self._decided
        said = {
            (kind, by[place]) for place, kind in zip(found.passage, found.coded, strict=True) if decided[kind]
        }
        if document.kind in SPOKEN:
            heard = self._heard.setdefault(self._groups.get(document.id, ""), _Heard())
            heard.said |= said
            people = len(self._index.people)
            heard.counts.update(
                [
                    counted * people + by[passage]
                    for counted, passages in self._summed(under)
                    for passage in passages
                ]
            )
            return
        key, source = self._column(document), document.survey_item_id or document.id
        for counted, passages in self._summed(under):
            one = self._at(counted).setdefault(key, Said())
            one.excerpts += len(passages)
            one.sources.add(source)
        for kind, _number in said:
            for question in serves[kind]:
                self.rows[question][key].polarities.add(self._index.kinds[kind].polarity)

    def _summed(self, under: Mapping[int, set[int]]) -> Iterator[tuple[int, set[int]]]:
        """Passages under questions, under criteria, and all of them, each passage once in each."""
        criteria: dict[int, set[int]] = {}
        for question, places in under.items():
            yield question, places
            criteria.setdefault(self._criterion[question], set()).update(places)
        for criterion, places in criteria.items():
            yield len(self.rows) + criterion, places
        if criteria:
            yield len(self.rows) + len(self.blocks), set().union(*criteria.values())

    def _at(self, place: int) -> dict[Key, Said]:
        """What is said at a place that `_summed` gives."""
        if place < len(self.rows):
            return self.rows[place]
        place -= len(self.rows)
        return self.blocks[place] if place < len(self.blocks) else self.all

    def _add_heard(self, group: str, heard: "_Heard") -> None:
        """Put what was counted by who may have said it into the columns of their types."""
        columns: dict[int, list[tuple[Key, set[str]]]] = {}
        for together, n in heard.counts.items():
            place, number = divmod(together, len(self._index.people))
            said = self._at(place)
            if number not in columns:
                columns[number] = self._of_people(self._index.people[number], group)
            for key, voices in columns[number]:
                one = said.setdefault(key, Said())
                one.excerpts += n
                one.voices |= voices
        for kind, number in heard.said:
            for question in self._serves[kind]:
                for key, _voices in columns[number]:
                    self.rows[question][key].polarities.add(self._index.kinds[kind].polarity)

    def _of_people(self, people: Sequence[str], group: str) -> list[tuple[Key, set[str]]]:
        """In which columns passages of these people count, and the voices that are heard in each."""
        by_type: dict[str, set[str]] = {}
        for person in people:
            informant = self._index.informants[person]
            voices = by_type.setdefault(informant.type, set())
            if self._unit == INSTITUTIONS:
                voices |= {informant.institution} - {""}
            else:
                voices.add(group or person)
        every: set[str] = set().union(*by_type.values())
        if not people:
            by_type[""] = set()
        return [*(((TYPE, kind), voices) for kind, voices in by_type.items()), ((SUBTOTAL, ""), every)]

    def _column(self, document: Document) -> Key:
        if document.kind == DOCUMENT:
            return (CATEGORY, document.category_id or "")
        if document.kind == "survey":
            return (SURVEY, self._surveys.get(document.survey_item_id or "", ""))
        return (OBSERVED, "")

    def _add_survey_results(self) -> None:
        """Answers to closed questions of surveys are there, whatever they say."""
        for item_id, survey_id in self._surveys.items():
            item = self._project.surveys.item(item_id)
            if item is None or item.kind not in ("closed", "multiple") or not item.questions:
                continue
            if self._project.surveys.answers(item_id):
                for number, question in enumerate(self.questions):
                    if question.id in item.questions:
                        self._source(number, (SURVEY, survey_id), item_id)

    def _add_linked(self) -> None:
        """Pages, survey results and observations that findings stand on."""
        evidence = self._project.evidence
        numbers = {question.id: number for number, question in enumerate(self.questions)}
        questions = {one.id: numbers[one.question_id] for one in evidence.findings.all()}
        items = {item.id: item for item in evidence.items.all()}
        for link in evidence.links.all():
            item = items[link.evidence_id]
            document = self._documents.get(item.document_id or "")
            if item.kind == "page" and document and document.kind not in SPOKEN:
                key, source = self._column(document), document.id
            elif item.kind == "survey":
                key = (SURVEY, self._surveys.get(item.survey_item_id or "", ""))
                source = item.survey_item_id or item.id
            elif item.kind == "observation":
                key, source = (OBSERVED, ""), item.id
            else:
                continue
            said = self._source(questions[link.finding_id], key, source)
            said.polarities.add(link.bearing)
            if item.id not in said.items:
                said.items.append(item.id)

    def _source(self, question: int, key: Key, source: str) -> Said:
        for said in (self.blocks[self._criterion[question]], self.all):
            said.setdefault(key, Said()).sources.add(source)
        one = self.rows[question].setdefault(key, Said())
        one.sources.add(source)
        return one
