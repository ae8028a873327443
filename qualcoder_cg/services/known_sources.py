"""Who speaks where and who was asked what, kept while a study is open and read again when that changed."""

from bisect import bisect_right
from collections.abc import Generator, Iterable, Sequence

from ..domain.changes import Changes
from ..domain.documents import Document, Page, page_at
from ..domain.informants import Informant
from ..i18n import _
from ..storage.project import Project
from . import voices
from .asked import Asked, asked_in
from .evidence_text import paragraphs
from .group_voices import interviewed, one_voice_documents

_REGISTER = (
    "document", "turn", "voice", "informant", "institution", "interview", "interview_informant", "guide",
    "guide_item", "item_question", "setting",
)  # fmt: skip
_TEXTS = (
    "document",
    "document_text",
    "page",
    "turn",
    "voice",
    "informant",
    "interview",
    "interview_informant",
)


class KnownSources:
    """The register as findings need it; ask `of` for that of a study.

    `groups` are documents (ids) whose speakers are one voice, by the rule of the study.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._asked: Asked | None = None
        self._voice_of: dict[str, str] | None = None
        self._said: dict[str, voices.Sayings] = {}
        self._places: dict[str, tuple[list[int], list[Page]]] = {}
        self._register: tuple[dict[str, Informant], voices.Voices, dict[str, Document]] | None = None
        self._groups: dict[str, str] | None = None
        self._version = 0

    def note(self, changes: Changes) -> None:
        """Remember what a change made out of date."""
        self._version += 1
        if changes.touched(*_REGISTER):
            self._asked = self._voice_of = self._register = self._groups = None
        if changes.touched(*_TEXTS):
            self._said.clear()
            self._places.clear()

    @property
    def informants(self) -> dict[str, Informant]:
        """The register by id."""
        return self._read()[0]

    @property
    def heard(self) -> voices.Voices:
        """Who is heard in which document."""
        return self._read()[1]

    @property
    def documents(self) -> dict[str, Document]:
        """The documents by id, in order."""
        return self._read()[2]

    @property
    def groups(self) -> dict[str, str]:
        """Documents whose speakers are one voice, with its name."""
        if self._groups is None:
            self._groups = one_voice_documents(self._project)
        return self._groups

    @property
    def asked(self) -> Asked:
        """Who was asked what; who spoke is not in it."""
        if self._asked is None:
            put = self._project.guides.put()
            self._asked = asked_in(self._project, self.informants, self.heard, put, {})
        return self._asked

    def reading(self) -> Generator[None, None, None]:
        """Read the register and who was asked what in pieces, so that whoever asks next need not wait."""
        version = self._version
        informants, heard, documents = self._read()
        yield
        if self._asked is None:
            put = {}
            for document_id in documents:
                if turns := self._project.guides.put_in(document_id):
                    put[document_id] = turns
                yield
            if version == self._version:
                self._asked = asked_in(self._project, informants, heard, put, {})
        yield
        self.voices_of(())

    def voice_in(self, document_id: str, informant_id: str) -> str:
        """As whose voice an informant is counted in a document: her own, or that of her group."""
        return self.groups.get(document_id, informant_id)

    def voices_of(self, people: Iterable[str]) -> set[str]:
        """The voices that informants (ids) are counted as.

        Those only heard in group interviews are one voice for each group, by the rule of the study; who was
        interviewed alone too is a voice of her own.
        """
        if self._voice_of is None:
            found: dict[str, str] = {}
            for voice, person in interviewed(self._project, self.heard, self.groups):
                if voice == person or person not in found:
                    found[person] = voice
            self._voice_of = found
        return {self._voice_of.get(person, person) for person in people}

    def said_by(self, document_id: str, start: int, end: int) -> tuple[str, ...]:
        """Ids of the informants who may have said a passage."""
        if document_id not in self.heard:
            return ()
        if document_id not in self._said:
            turns = self._project.documents.turns(document_id)
            self._said[document_id] = voices.Sayings(turns, self.heard[document_id])
        return self._said[document_id].by(start, end)

    def place(self, document_id: str, start: int) -> str:
        """Where a passage begins, as it is printed: p. 4 of a paginated source, else ¶18."""
        starts, pages = self._text_places(document_id)
        page = page_at(pages, start)
        return _("p. {page}").format(page=page) if page else f"¶{bisect_right(starts, start)}"

    def _text_places(self, document_id: str) -> tuple[Sequence[int], list[Page]]:
        if document_id not in self._places:
            text = self._project.documents.text(document_id)
            self._places[document_id] = (paragraphs(text), self._project.documents.pages(document_id))
        return self._places[document_id]

    def _read(self) -> tuple[dict[str, Informant], voices.Voices, dict[str, Document]]:
        if self._register is None:
            people = {one.id: one for one in self._project.informants.all()}
            heard = voices.of_documents(self._project, people)
            self._register = people, heard, {one.id: one for one in self._project.documents.all()}
        return self._register


def of(project: Project) -> KnownSources:
    """What is kept of the sources of a study."""
    found = project.kept.get(KnownSources)
    if isinstance(found, KnownSources):
        return found
    made = project.kept[KnownSources] = KnownSources(project)
    project.listen(made.note, first=True)
    return made
