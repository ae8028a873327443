"""From codings to evidence: quotes by criterion and question, with no more said of who spoke than allowed."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from ..domain import attribution
from ..domain.codes import QUESTION, THEME, Code, deciding
from ..domain.documents import DOCUMENT, INTERVIEWER, SPOKEN, Document, Page, Turn, page_at
from ..domain.evidence import Cell, Evidence, Excerpt
from ..domain.informants import Informant
from ..errors import UserError
from ..i18n import _, language, ngettext
from ..storage.project import Project
from . import evidence_plan, evidence_text, voices


class _Source(NamedTuple):
    """Who may have said a passage, worded for the chosen level once per speakers of a document."""

    type: str
    sex: str
    institution: str
    codes: tuple[str, ...]
    attribution: str
    people: tuple[Informant, ...]
    citation: str = ""
    withheld: bool = False


class _Placed(NamedTuple):
    """What a code means for the annex."""

    name: str
    label: str
    questions: tuple[int, ...]
    theme: str


def build(project: Project, level: str = attribution.TYPE, *, counts: bool = True) -> Evidence:
    """The study's coded quotes at an attribution level (none, type, institution, role).

    `counts=False` leaves the tables of counts empty for exports that do not print them: counting walks
    all quotes once more.
    """
    if level not in attribution.LEVELS:
        raise UserError(
            _("{level} is not an attribution level.").format(level=level),
            _("Use one of: {levels}.").format(levels=", ".join(attribution.LEVELS)),
        )
    walk = _Walk(project, level)
    questions = evidence_plan.questions(project)
    found = walk.counted() if counts else _Tally()
    withheld = found.withheld if counts else walk.withheld()
    return Evidence(
        title=str(project.settings.get("title", project.path.stem)),
        made_at=datetime.now().astimezone().isoformat(sep=" ", timespec="minutes"),
        attribution=level,
        attribution_text=level_text(level),
        criteria=tuple((criterion.key, criterion.name) for criterion in project.matrix.criteria()),
        questions=questions,
        themes=tuple(code.name for code in walk.codes if code.kind == THEME),
        codes=tuple(evidence_plan.code_entries(project, walk.codes)),
        types=walk.types(found) if attribution.shows(level, attribution.TYPE) else (),
        document_types=found.document_types() if attribution.shows(level, attribution.TYPE) else frozenset(),
        table=found.cells() if attribution.shows(level, attribution.TYPE) else {},
        totals=found.totals(),
        excerpt_count=found.passages,
        informant_count=len(found.people),
        interview_count=len(found.interviews),
        institution_count=len({person.institution for person in found.people if person.institution}),
        document_count=len(found.documents),
        notes=tuple(walk.notes(withheld)),
        withheld=withheld,
        excerpts=walk.excerpts,
        language=language(),
    )


def level_text(level: str) -> str:
    """What an attribution level shows, in words."""
    return {
        attribution.NONE: _("Sources are not named."),
        attribution.TYPE: _("Sources are named by type of informant."),
        attribution.INSTITUTION: _("Sources are named by institution."),
        attribution.ROLE: _("Sources are named by role and institution."),
    }[level]


def withheld_text(n: int) -> str:
    """How many excerpts are withheld, and why."""
    return ngettext(
        "{n} excerpt is withheld: who may have said it did not agree to be quoted.",
        "{n} excerpts are withheld: who may have said them did not agree to be quoted.",
        n,
    ).format(n=n)


class _Tally:
    """Counts of excerpts and of distinct people, by question and type of informant.

    An excerpt is a passage: what two coders put under the same question alike counts once.
    """

    def __init__(self) -> None:
        self._excerpts: Counter[tuple[int, str]] = Counter()
        self._people: dict[tuple[int, str], set[str]] = {}
        self._documents: dict[tuple[int, str], set[str]] = {}
        self.people: set[Informant] = set()
        self.documents: set[str] = set()
        self.interviews: set[str] = set()
        self.passages = 0
        self.withheld = 0

    def add_document(self, document: "_Open", found: Sequence[tuple[int, int, _Placed, _Source]]) -> None:
        """Count the codings of one document: start, end, code and source of each."""
        if any(source.withheld for source in document.sources.values()):
            every, found = found, [entry for entry in found if not entry[3].withheld]
            self.withheld += len({entry[:2] for entry in every}) - len({entry[:2] for entry in found})
        if not found:
            return
        under = {
            (question, start, end): source
            for start, end, code, source in found
            for question in code.questions
        }
        sources = {id(source): source for source in document.sources.values() if not source.withheld}
        counted = Counter((question, id(source)) for (question, _start, _end), source in under.items())
        for (question, key), n in counted.items():
            source = sources[key]
            self._excerpts[question, source.type] += n
            people = self._people.setdefault((question, source.type), set())
            people.update(person.id for person in source.people)
            if document.entry.kind == DOCUMENT:
                self._documents.setdefault((question, source.type), set()).add(document.entry.id)
        for source in sources.values():
            self.people.update(source.people)
        self.passages += len({(start, end) for start, end, _code, _source in found})
        if document.entry.kind in SPOKEN:
            self.interviews.add(document.entry.interview_id or document.entry.id)
        elif document.entry.kind == DOCUMENT:
            self.documents.add(document.entry.id)

    def types(self) -> set[str]:
        """The types met."""
        return {kind for _question, kind in self._excerpts}

    def document_types(self) -> frozenset[str]:
        """The types that are kinds of documents."""
        return frozenset(kind for _question, kind in self._documents)

    def cells(self) -> dict[tuple[int, str], Cell]:
        """Counts by question and type."""
        return {
            key: Cell(n, len(self._people[key]), len(self._documents.get(key, ())))
            for key, n in self._excerpts.items()
        }

    def totals(self) -> dict[int, Cell]:
        """Counts by question; a person counts once however many types the excerpts were filed under."""
        totals: dict[int, Cell] = {}
        for question in {question for question, _kind in self._excerpts}:
            keys = [key for key in self._excerpts if key[0] == question]
            people = set().union(*(self._people[key] for key in keys))
            sources = set().union(*(self._documents.get(key, ()) for key in keys))
            totals[question] = Cell(sum(self._excerpts[key] for key in keys), len(people), len(sources))
        return totals


class _Open:
    """A document while its quotes are walked: text, turns, paragraphs, and who speaks."""

    def __init__(
        self,
        entry: Document,
        turns: Sequence[Turn],
        voices: Sequence[tuple[str, Informant]],
        pages: Sequence[Page] = (),
    ) -> None:
        self.entry = entry
        self.turns = turns
        self.labels = [turn.label_start for turn in turns]
        self.voices = voices
        self.voiced = {label for label, _person in voices if label}
        self.pages = pages
        self.sources: dict[tuple[tuple[str, ...], bool], _Source] = {}
        self.of_turn: dict[int, _Source] = {}

    def speakers(self, start: int, end: int) -> tuple[tuple[str, ...], bool]:
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


class _Walk:
    """Everything needed to walk the quotes of a study quickly, read once."""

    def __init__(self, project: Project, level: str) -> None:
        self.project = project
        self.level = level
        self.codes = project.codes.all()
        places = {question.id: place for place, question in enumerate(project.matrix.questions())}
        by_id = {code.id: code for code in self.codes}
        self.placed = {code.id: _placed(code, by_id, places) for code in self.codes}
        self._coders = {coder.id: coder.initials for coder in project.coders.all()}
        self._categories = {entry.id: entry.name for entry in project.documents.categories()}
        self._entries = {document.id: document for document in project.documents.all()}
        informants = {informant.id: informant for informant in project.informants.all()}
        self._types = list(dict.fromkeys(informant.type for informant in informants.values()))
        self._ceilings = {person.ceiling for person in informants.values()}
        self._voices = voices.of_documents(project, informants)

    def documents(self, coded: Iterator[tuple[str, list[Any]]]) -> Iterator[tuple[_Open, list[Any]]]:
        """Coded documents, each with its codings."""
        for document_id, rows in coded:
            turns = self.project.documents.turns(document_id)
            pages = self.project.documents.pages(document_id)
            yield _Open(self._entries[document_id], turns, self._voices.get(document_id, ()), pages), rows

    def counted(self) -> _Tally:
        """All codings counted."""
        tally = _Tally()
        for document, rows in self.documents(self.project.seen.walk_places()):
            tally.add_document(
                document,
                [
                    (start, end, self.placed[code_id], self.source(document, start, end))
                    for start, end, code_id in rows
                ],
            )
        return tally

    def withheld(self) -> int:
        """How many excerpts are withheld; only documents where that can be are read."""
        silent = {
            document_id
            for document_id, heard in self._voices.items()
            if not all(person.may_be_quoted for _label, person in heard)
        }
        if not silent:
            return 0
        return sum(
            len({row[:2] for row in rows if self.source(document, row[0], row[1]).withheld})
            for document, rows in self.documents(self.project.seen.walk_places(silent))
        )

    def notes(self, withheld: int) -> Iterator[str]:
        """What the reader must know of terms that hold words or names back."""
        if withheld:
            yield withheld_text(withheld)
        if any(attribution.lowest(self.level, [ceiling]) != self.level for ceiling in self._ceilings):
            yield _("Informants who asked for it are named less closely than that.")

    def types(self, tally: _Tally) -> tuple[str, ...]:
        """The columns of the table: types as in the register, categories, other sources, unknown last."""
        met = tally.types()
        known = [kind for kind in dict.fromkeys((*self._types, *self._categories.values())) if kind in met]
        return (*known, *sorted(met.difference(known, [""])), *([""] if "" in met else []))

    def source(self, document: _Open, start: int, end: int) -> _Source:
        """Who may have said a passage; most lie within one turn and have its speaker."""
        index = bisect_right(document.labels, start)
        beyond = index < len(document.labels) and document.labels[index] < end
        within = bool(index) and not beyond and start < document.turns[index - 1].end
        if within and index in document.of_turn:
            return document.of_turn[index]
        key = document.speakers(start, end)
        if key not in document.sources:
            document.sources[key] = self._source(document, *key)
        if within:
            document.of_turn[index] = document.sources[key]
        return document.sources[key]

    def excerpts(self) -> Iterator[Excerpt]:
        """The quotes, document by document in order."""
        for document, rows in self.documents(self.project.seen.walk()):
            text = self.project.documents.text(document.entry.id)
            paragraphs = evidence_text.paragraphs(text)
            ref, kind, pages = document.entry.code, document.entry.kind, document.pages
            turns, quoted = document.turns, evidence_text.quoted
            seconds = [None, *(turn.seconds for turn in document.turns)]
            for start, end, code_id, coding_id, coder_id, origin, created_at, polarity, is_key in rows:
                name, label, questions, theme = self.placed[code_id]
                source = self.source(document, start, end)
                if source.withheld:
                    continue
                index = bisect_right(document.labels, start)
                yield Excerpt(
                    coding_id,
                    ref,
                    kind,
                    bisect_right(paragraphs, start),
                    start,
                    end,
                    seconds[index],
                    name,
                    label,
                    questions,
                    theme,
                    quoted(text, turns, index, start, end),
                    source.type,
                    source.sex,
                    source.institution,
                    source.codes,
                    source.attribution,
                    self._coders.get(coder_id, ""),
                    origin,
                    created_at,
                    page_at(pages, start) if pages else "",
                    source.citation,
                    polarity,
                    is_key,
                )

    def _source(self, document: _Open, speakers: Sequence[str], interviewer: bool) -> _Source:
        """Word the speakers of a passage for the level."""
        people = () if interviewer else document.people(speakers)
        level = attribution.lowest(self.level, (person.ceiling for person in people))
        named = attribution.shows(level, attribution.TYPE)
        if not all(person.may_be_quoted for person in people):
            return _Source("", "", "", (), "", people, withheld=True)
        if document.entry.kind == DOCUMENT and named:
            category = self._categories.get(document.entry.category_id or "", _("Document"))
            citation = document.entry.citation
            return _Source(category, "", "", (), citation or category, (), citation)
        if document.entry.kind in (DOCUMENT, "survey"):
            word = _("Survey") if named else ""
            respondents = tuple(filter(None, speakers)) if document.entry.survey_item_id and named else ()
            return _Source(word, "", "", respondents, word, ())
        if interviewer:
            return _Source("", "", "", (), _("Interviewer") if named else "", ())
        types = list(dict.fromkeys(person.type for person in people))
        institutions = [person.institution for person in people]
        said = attribution.wording(level, types, institutions, [person.role for person in people])
        full = attribution.shows(level, attribution.INSTITUTION)
        most = attribution.shows(level, attribution.ROLE)
        return _Source(
            ", ".join(types) if named else "",
            ", ".join(dict.fromkeys(person.sex for person in people if person.sex)) if most else "",
            ", ".join(dict.fromkeys(name for name in institutions if name)) if full else "",
            tuple(person.code for person in people) if named else (),
            said,
            people,
        )


def _placed(code: Code, by_id: dict[str, Code], places: dict[str, int]) -> _Placed:
    """The questions a code is evidence for, or the theme it belongs to, its parents' where it has none."""
    at = deciding(code, by_id)
    if at and at.kind != THEME:
        found = tuple(sorted(places[question] for question in at.questions if question in places))
        return _Placed(code.name, "" if code.kind == QUESTION else code.label, found, "")
    return _Placed(code.name, code.label, (), at.name if at else "")
