"""Who may have spoken in a document, as far as the register knows."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from ..domain.documents import INTERVIEWER, Turn
from ..domain.informants import Informant
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project

Voices = dict[str, list[tuple[str, Informant]]]


def of_documents(project: Project, informants: dict[str, Informant]) -> Voices:
    """By document id, the labels (case folded, "" where unknown) with the informant who speaks under each.

    Those who took part in the interview that a document records may have said anything in it that is
    not under another's label.
    """
    found: Voices = {}
    for voice in project.informants.voices():
        heard = (voice.speaker.casefold(), informants[voice.informant_id])
        found.setdefault(voice.document_id, []).append(heard)
    present = {interview.id: interview.informants for interview in project.interviews.all()}
    for document_id, _kind, interview_id in project.documents.recordings():
        known = {person.id for _label, person in found.get(document_id, ())}
        for informant_id in present.get(interview_id or "", ()):
            if informant_id not in known:
                found.setdefault(document_id, []).append(("", informants[informant_id]))
    return found


def under(labels: Iterable[str], voices: Sequence[tuple[str, Informant]]) -> tuple[Informant, ...]:
    """Who speaks in a document under these labels (case folded), of its `voices`, in their order.

    A label nobody is assigned to may be that of whoever has no label, or else of anyone.
    """
    known = {label for label, _person in voices}
    meant: set[str] = set()
    for label in labels:
        meant |= {label} if label in known else {""} if "" in known else known
    return tuple(dict.fromkeys(person for label, person in voices if label in meant))


class Sayings:
    """Whose words the passages of one document are: its turns, and the `voices` heard in it."""

    def __init__(self, turns: Sequence[Turn], voices: Sequence[tuple[str, Informant]]) -> None:
        self._turns = turns
        self._starts = [turn.start for turn in turns]
        self._voices = voices
        self._voiced = {label for label, _person in voices if label}
        self._known: dict[frozenset[str], tuple[str, ...]] = {}
        self._of_turn: dict[int, tuple[str, ...]] = {}

    def by(self, start: int, end: int) -> tuple[str, ...]:
        """Ids of those who say something in a stretch of the text; of everyone's where a label is
        nobody's in particular. An interviewer's words are nobody's."""
        turns = self._turns
        first, last = max(bisect_right(self._starts, start) - 1, 0), bisect_left(self._starts, end)
        # most passages lie in one turn, and many in the same
        within = last == first + 1 and turns[first].start <= start < turns[first].end
        if within and first in self._of_turn:
            return self._of_turn[first]
        found = self._among(turns[first:last], start)
        if within:
            self._of_turn[first] = found
        return found

    def _among(self, inside: Sequence[Turn], start: int) -> tuple[str, ...]:
        """Who speaks in these turns, as far as they reach beyond `start`."""
        # whoever the register names under a label is heard, whatever role was guessed
        labels = frozenset(
            label
            for turn in inside
            if turn.end > start
            and ((label := turn.speaker.casefold()) in self._voiced or turn.role != INTERVIEWER)
        )
        # where nobody is labelled, whoever has a voice in the document may have said it
        if not labels and self._turns:
            return ()
        if labels not in self._known:
            people = under(labels or {""}, self._voices)
            self._known[labels] = tuple(person.id for person in people)
        return self._known[labels]


def held_back(code: str, document: str) -> UserError:
    """What to say where taking something out of the register would let words be printed against consent."""
    return UserError(
        _("{code} did not agree to be quoted and speaks in {document}.").format(code=code, document=document),
        _("Nothing else holds these words back; remove the document first."),
    )
