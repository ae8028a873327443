"""The coded passages of an open study, kept in a form that questions to all of them are quick to answer.

A study may have hundreds of thousands of codings, and whose words a passage holds depends on turns, labels
and voices. Each document is read once and remembered; after a change only the documents it touched are read
again. Numbers stand for people and for kinds of codings, so that a question is decided once for each number
and then only looked up.
"""

import time
from array import array
from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..domain.changes import Changes
from ..domain.informants import Informant
from ..storage.project import Project
from . import voices
from .pieces import Pieces
from .stale import Stale

_PIECE = 0.005


class CodedAs(NamedTuple):
    """All that is asked of a coding, besides where it lies; codings alike in this share a number."""

    code_id: str
    coder_id: str
    origin: str
    polarity: str
    is_key: int


class DocumentPassages(NamedTuple):
    """The coded passages of a document, each once, in the order of the text.

    `starts`, `ends` are code points and `said_by` numbers of `Passages.people`, one for each passage. For
    each coding `passage` is which one it lies on, and `coded` a number of `Passages.kinds`.
    """

    document_id: str
    starts: Sequence[int]
    ends: Sequence[int]
    said_by: Sequence[int]
    passage: Sequence[int]
    coded: Sequence[int]


class Passages:
    """The coded passages of the codings that may be seen and count; ask `of` for those of a study.

    With `waiting` those are among them that wait for a person.

    `kinds` are what codings are coded as and `people` who may have said passages (ids of informants), both by
    number; `informants` is the register by id and `voices` who is heard in which document. `version` is
    another number after every change.
    """

    def __init__(self, project: Project, waiting: bool = False) -> None:
        self._project = project
        self._waiting = waiting
        self._stale = Stale(project)
        self._work: Iterator[None] | None = None
        self.version = 0
        self._forget()

    @property
    def is_known(self) -> bool:
        """Whether everything was read that there is."""
        return not (self._stale or self._work)

    @property
    def informants(self) -> Mapping[str, Informant]:
        """The register by id."""
        return self._stale.informants

    @property
    def voices(self) -> voices.Voices:
        """Who is heard in which document."""
        return self._stale.voices

    def documents(self) -> Iterator[DocumentPassages]:
        """The documents that have coded passages, in the order of the study."""
        for document_id in self._order:
            if document_id in self._documents:
                yield self._documents[document_id]

    def note(self, changes: Changes) -> None:
        """Remember what a change made out of date."""
        self._work = None
        self.version += 1
        if self._stale.note(changes):
            self._forget()

    def go_on(self, seconds: float) -> bool:
        """Read on for about so long; gives whether all is read."""
        end = time.perf_counter() + seconds
        while not self.is_known:
            if self._work is None:
                self._work = self._pieces()
            if next(self._work, self) is self:
                self._work = None
            elif time.perf_counter() >= end:
                return False
        return True

    def _forget(self) -> None:
        self._order: list[str] = []
        self._documents: dict[str, DocumentPassages] = {}
        self.kinds: list[CodedAs] = []
        self._kind_numbers: dict[Any, int] = {}
        self.people: list[tuple[str, ...]] = []
        self._people_numbers: dict[tuple[str, ...], int] = {}

    def _pieces(self) -> Iterator[None]:
        """Read what there is to read, stopping after every document."""
        stale = self._stale
        if stale.register:
            self._order = self._project.documents.ids()
            stale.read_register()
            stale.register = False
            yield
        if stale.everything:
            stale.take_everything([*self._order, *self._documents])
        while stale.documents:
            document_id = next(iter(stale.documents))
            self._read(document_id)
            del stale.documents[document_id]
            yield

    def _read(self, document_id: str) -> None:
        reader = self._project.shown if self._waiting else self._project.seen
        rows = reader.coded_in(document_id)
        if not rows:
            self._documents.pop(document_id, None)
            return
        heard = self.voices.get(document_id)
        said = voices.Sayings(self._project.documents.turns(document_id), heard) if heard else None
        starts, ends, said_by = array("I"), array("I"), array("I")
        passage, coded = array("I"), array("I")
        numbers, people = self._kind_numbers, self._people_numbers
        at, number = None, -1
        for row in rows:
            if row[:2] != at:
                at = row[:2]
                number += 1
                who = said.by(*at) if said else ()
                starts.append(at[0])
                ends.append(at[1])
                said_by.append(people[who] if who in people else self._new_people(who))
            kind = row[2:]
            passage.append(number)
            coded.append(numbers[kind] if kind in numbers else self._new_kind(kind))
        self._documents[document_id] = DocumentPassages(document_id, starts, ends, said_by, passage, coded)

    def _new_kind(self, kind: tuple[Any, ...]) -> int:
        self.kinds.append(CodedAs(*kind))
        return self._kind_numbers.setdefault(kind, len(self.kinds) - 1)

    def _new_people(self, people: tuple[str, ...]) -> int:
        self.people.append(people)
        return self._people_numbers.setdefault(people, len(self.people) - 1)


def begun(project: Project, *, waiting: bool = False) -> Passages:
    """The passages of a study as far as they are read; `go_on` reads the rest a little at a time."""
    found = project.kept.get((Passages, waiting))
    if isinstance(found, Passages):
        return found
    made = project.kept[Passages, waiting] = Passages(project, waiting)
    # before all others, so that whoever hears of a change can ask at once
    project.listen(made.note, first=True)
    return made


def of(project: Project) -> Passages:
    """The passages of a study, all read and up to date."""
    return Pieces(reading(project)).complete()


def reading(project: Project, *, waiting: bool = False) -> Generator[None, None, Passages]:
    """Read the passages of a study in pieces."""
    found = begun(project, waiting=waiting)
    while not found.go_on(_PIECE):
        yield
    return found
