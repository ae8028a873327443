"""Counting the codebook: excerpts and informants of every code, who was asked and who spoke.

A study may have hundreds of thousands of codings. Each document is counted once and remembered; after a
change only the documents it touched are counted again. The work is done in small pieces, so that whoever
counts can stop after any of them and go on later.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..domain.changes import Changes
from ..domain.codes import Code
from ..domain.guides import TurnItems
from ..storage.project import Project
from . import voices
from .asked import Asked, asked_in, questions_of
from .stale import REGISTER, Stale

_PIECE = 200
_REGISTER = (*REGISTER, "guide", "guide_item", "item_question")


class Numbers(NamedTuple):
    """Of one code or several: excerpts (distinct passages of each code) and distinct informants."""

    excerpts: int
    informants: int


class Share(NamedTuple):
    """Informants of one question: of the `interviewed`, those `asked`, and of these who `spoke`.

    `unasked` are those who spoke without being asked; whoever was asked and did not speak is silent.
    """

    interviewed: int
    asked: int
    spoke: int
    unasked: int

    @property
    def silent(self) -> int:
        """Those asked who did not speak."""
        return self.asked - self.spoke


class _Heard(NamedTuple):
    """What one document holds of a code: how many distinct passages, and whose (ids)."""

    excerpts: int
    people: tuple[str, ...]


class Tally:
    """The counts of an open study, of the codings that may be seen.

    Tell it every change with `note`; while that gives True, `go_on` has something to do. `is_known` is False
    until everything was counted once, and again when other coders' codings may be seen.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._stale = Stale(project, _REGISTER)
        self._work: Iterator[None] | None = None
        self.forget()

    @property
    def is_known(self) -> bool:
        """Whether the numbers can be shown."""
        return self._known

    def forget(self) -> None:
        """Count everything anew: what is known no longer holds."""
        self._known = False
        self._stale.forget()
        self._documents: dict[str, dict[str, _Heard]] = {}
        self._put: dict[str, list[TurnItems]] = {}
        self._excerpts: Counter[str] = Counter()
        self._people: dict[str, Counter[str]] = {}
        self._asked = Asked({}, {}, {}, {})
        self._shared: dict[_Heard, _Heard] = {}
        self._work = None

    def note(self, changes: Changes) -> bool:
        """Remember what a change made out of date; gives whether there is something to count."""
        if self._stale.note(changes):
            self.forget()
        return bool(self._stale)

    def go_on(self, seconds: float) -> bool:
        """Count on for about so long; gives whether all is counted."""
        end = time.perf_counter() + seconds
        while True:
            if self._work is None:
                self._work = self._pieces()
            if next(self._work, self) is self:
                self._work = None
                if not self._stale:
                    self._known = True
                    return True
            if time.perf_counter() >= end:
                return False

    def complete(self) -> "Tally":
        """Count all there is to count."""
        while not self.go_on(1):
            pass
        return self

    def of(self, code_ids: Iterable[str]) -> Numbers:
        """The numbers of these codes together."""
        codes = list(code_ids)
        if len(codes) == 1:
            return Numbers(self._excerpts[codes[0]], len(self._people.get(codes[0], ())))
        people: set[str] = set()
        for code_id in codes:
            people.update(self._people.get(code_id, ()))
        return Numbers(sum(self._excerpts[code_id] for code_id in codes), len(people))

    def shares(self, codes: Sequence[Code]) -> dict[str, Share]:
        """Who was asked and who spoke, for every question (id) of the matrix; `codes` are all codes."""
        spoken: dict[str, set[str]] = {}
        for code_id, questions in questions_of(codes).items():
            for question_id in questions:
                spoken.setdefault(question_id, set()).update(self._people.get(code_id, ()))
        met = self._asked.informants.keys()
        found = {}
        for question in self._project.matrix.questions():
            asked, spoke = self._asked.asked(question.id), spoken.get(question.id, set()) & met
            found[question.id] = Share(len(met), len(asked), len(asked & spoke), len(spoke - asked))
        return found

    @property
    def interviewed(self) -> int:
        """How many informants were interviewed: what a whole bar of coverage stands for."""
        return len(self._asked.informants)

    def _pieces(self) -> Iterator[None]:
        """Do what there is to do, stopping after every small piece."""
        stale = self._stale
        if stale.everything:
            there = [document_id for document_id, _kind, _interview in self._project.documents.recordings()]
            stale.take_everything([*there, *self._documents])
            yield
        if stale.register:
            stale.read_register()
            yield
        while stale.documents:
            document_id = next(iter(stale.documents))
            del stale.documents[document_id]
            yield from self._count(document_id)
        if stale.register:
            stale.register = False
            self._asked = asked_in(self._project, stale.informants, stale.voices, self._put, {})
            yield

    def _count(self, document_id: str) -> Iterator[None]:
        """Count one document, and put it in the place of what was known of it."""
        project, heard = self._project, self._stale.voices.get(document_id)
        put = project.guides.put_in(document_id)
        coded = project.seen.places_in(document_id)
        said = voices.Sayings(project.documents.turns(document_id), heard) if coded and heard else None
        places: dict[str, set[tuple[int, int]]] = {}
        people: dict[str, dict[str, None]] = {}
        for number, (start, end, code_id) in enumerate(coded):
            if number % _PIECE == _PIECE - 1:
                yield
            places.setdefault(code_id, set()).add((start, end))
            if said:
                people.setdefault(code_id, {}).update(dict.fromkeys(said.by(start, end)))
        self._put[document_id] = put
        self._replace(
            document_id,
            {
                code_id: _Heard(len(inside), tuple(people.get(code_id, ())))
                for code_id, inside in places.items()
            },
        )
        yield

    def _replace(self, document_id: str, new: Mapping[str, _Heard]) -> None:
        old = self._documents.pop(document_id, {})
        for code_id in [code_id for code_id, heard in old.items() if new.get(code_id) != heard]:
            self._excerpts[code_id] -= old[code_id].excerpts
            people = self._people[code_id]
            people.subtract(old[code_id].people)
            for person in old[code_id].people:
                if not people[person]:
                    del people[person]
        for code_id, heard in new.items():
            if old.get(code_id) != heard:
                self._excerpts[code_id] += heard.excerpts
                self._people.setdefault(code_id, Counter()).update(heard.people)
        if new:
            # the same few values come again and again: each is kept once
            kept = {code_id: self._shared.setdefault(heard, heard) for code_id, heard in new.items()}
            self._documents[document_id] = kept
