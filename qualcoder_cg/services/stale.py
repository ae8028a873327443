"""What is out of date of something that is kept document by document."""

from collections.abc import Iterable, Sequence

from ..domain.changes import Changes
from ..domain.informants import Informant
from ..storage.project import Project
from . import voices

# Who speaks where follows from these.
REGISTER = ("document", "turn", "voice", "informant", "institution", "interview", "interview_informant")
_MOST_LOOKED_UP = 2000


class Stale:
    """Follows the changes of a study: which documents to read anew, and whether to read the register.

    `documents` are ids in the order in which they are to be read, `everything` stands for all of them;
    `informants` is the register by id and `voices` who is heard in which document, as last read. Whoever has
    read something takes it out. `register` names the tables that the register is read for.
    """

    def __init__(self, project: Project, register: Sequence[str] = REGISTER) -> None:
        self._project = project
        self._tables = register
        self._seen = project.seen_coders
        self.informants: dict[str, Informant] = {}
        self.voices: voices.Voices = {}
        self.documents: dict[str, None] = {}
        self.everything = self.register = True

    def __bool__(self) -> bool:
        return bool(self.documents or self.everything or self.register)

    def forget(self) -> None:
        """Everything is to be read anew."""
        self.documents = {}
        self.everything = self.register = True

    def note(self, changes: Changes) -> bool:
        """Remember what a change made out of date; gives whether other coders are seen now, so that nothing
        that is kept still holds."""
        if self._seen != self._project.seen_coders:
            self._seen = self._project.seen_coders
            self.forget()
            return True
        if changes.everything:
            self.everything = self.register = True
        else:
            for table in ("coding", "turn"):
                self._look_up(table, changes.of(table))
            self.register |= changes.touched(*self._tables)
        return False

    def take_everything(self, ids: Iterable[str]) -> None:
        """Put these documents in the place of "everything"."""
        self.everything = False
        self.documents.update(dict.fromkeys(ids))

    def read_register(self) -> None:
        """Read who speaks where; documents where that changed are to be read anew."""
        before = self.voices
        self.informants = {person.id: person for person in self._project.informants.all()}
        self.voices = voices.of_documents(self._project, self.informants)
        for document_id in {*before, *self.voices}:
            if _ids(before.get(document_id, ())) != _ids(self.voices.get(document_id, ())):
                self.documents[document_id] = None

    def _look_up(self, table: str, ids: frozenset[str]) -> None:
        if len(ids) > _MOST_LOOKED_UP:
            self.everything = True
        elif ids:
            self.documents.update(dict.fromkeys(self._project.documents_of(table, ids)))


def _ids(heard: Iterable[tuple[str, Informant]]) -> list[tuple[str, str]]:
    return [(label, person.id) for label, person in heard]
