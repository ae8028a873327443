"""Whose words a search reads: speakers by their labels, informants by what the register says of them."""

from collections.abc import Callable

from ..domain.documents import INTERVIEWER, Turn
from ..domain.informants import Informant
from ..domain.search import INSTITUTION, INTERVIEW, PLACE, SEX, SPEAKER, TYPE, Filter, Query
from ..domain.vocabulary import SEX as SEX_WORDS
from ..domain.vocabulary import fold, meant
from ..storage.project import Project
from . import voices

_OF_PERSON: dict[str, Callable[[Informant], str]] = {
    TYPE: lambda person: person.type,
    SEX: lambda person: person.sex,
    INSTITUTION: lambda person: person.institution,
    PLACE: lambda person: person.place,
}


class Speaking:
    """Who speaks where, as far as a query asks."""

    def __init__(self, project: Project, query: Query) -> None:
        self._wanted: dict[str, set[str]] = {}
        for attribute, value in query.only:
            known = meant(SEX_WORDS, value) if attribute == SEX else None
            self._wanted.setdefault(attribute, set()).add(fold(known or value))
        self._project = project
        self._voiced: dict[str, set[str]] = {}
        self._of_person = {name: of for name, of in _OF_PERSON.items() if name in self._wanted}
        self._voices: voices.Voices = {}
        if self._of_person:
            people = {person.id: person for person in project.informants.all()}
            self._voices = voices.of_documents(project, people)
        self._known: dict[tuple[str, str], bool] = {}
        self._documents = self._of_interviews(project) if INTERVIEW in self._wanted else None

    def may_be_in(self, document_id: str) -> bool:
        """Whether anyone who is wanted may speak in a document."""
        if self._documents is not None and document_id not in self._documents:
            return False
        return not self._of_person or document_id in self._voices

    def fits(self, document_id: str, turn: Turn | None) -> bool:
        """Whether a turn (None: words that nobody is named for) is, or may be, of someone wanted."""
        if not self._wanted:
            return True
        speaker = turn.speaker if turn else ""
        key = (document_id, speaker)
        if key not in self._known:
            self._known[key] = self._fits(document_id, speaker)
        return self._known[key]

    def asks(self, document_id: str, turn: Turn | None) -> bool:
        """Whether a turn is an interviewer's: whoever the register names under the label is not."""
        if turn is None or turn.role != INTERVIEWER:
            return False
        if document_id not in self._voiced:
            heard = self._project.informants.voices(document_id)
            self._voiced[document_id] = {voice.speaker.casefold() for voice in heard if voice.speaker}
        return turn.speaker.casefold() not in self._voiced[document_id]

    def _fits(self, document_id: str, speaker: str) -> bool:
        wanted = self._wanted.get(SPEAKER)
        if wanted is not None and fold(speaker) not in wanted:
            return False
        if not self._of_person:
            return True
        heard = voices.under([speaker.casefold()], self._voices.get(document_id, ()))
        return any(self._is_wanted(person) for person in heard)

    def _is_wanted(self, person: Informant) -> bool:
        return all(fold(of(person)) in self._wanted[name] for name, of in self._of_person.items())

    def _of_interviews(self, project: Project) -> set[str]:
        wanted = self._wanted[INTERVIEW]
        ids = {interview.id for interview in project.interviews.all() if fold(interview.code) in wanted}
        return {document.id for document in project.documents.all() if document.interview_id in ids}


def choices(project: Project, labels: list[str]) -> list[Filter]:
    """All filters that a study offers, in the order of attributes and of the register.

    `labels` are speakers to offer besides those whom the register names.
    """
    people = project.informants.all()
    named = [voice.speaker for voice in project.informants.voices() if voice.speaker]
    offered: list[Filter] = []
    for attribute, of in _OF_PERSON.items():
        offered += [(attribute, of(person)) for person in people if of(person)]
    offered += [(INTERVIEW, interview.code) for interview in project.interviews.all() if interview.code]
    offered += [(SPEAKER, label) for label in (*labels, *named) if label]
    return list(dict.fromkeys(offered))
