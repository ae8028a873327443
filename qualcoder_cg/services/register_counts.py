"""The four counts of a study, each with its unit: excerpts, informants, interviews, institutions."""

from typing import NamedTuple

from ..domain.documents import SPOKEN
from ..domain.interviews import HELD, Interview
from ..i18n import ngettext
from ..storage.project import Project


class Counts(NamedTuple):
    """Four numbers that are never shown without their unit, and never one for another.

    - excerpts: distinct coded passages; the same passage coded alike by two coders is one.
    - informants: people of the register who take part in an interview that was held, or have a voice in a
      document.
    - interviews: interviews of the register that were held, that is, are marked as held or recorded by a
      document; in a study whose register names no interview, its transcripts of interviews and groups.
    - institutions: institutions that at least one of these informants speaks for.
    """

    excerpts: int
    informants: int
    interviews: int
    institutions: int

    def words(self) -> tuple[str, str, str, str]:
        """Each count with its unit, in the order excerpts, informants, interviews, institutions."""
        return (
            excerpts_in_words(self.excerpts),
            informants_in_words(self.informants),
            interviews_in_words(self.interviews),
            institutions_in_words(self.institutions),
        )


def counts(project: Project) -> Counts:
    """The four counts of the whole study; see `Counts` for what each counts."""
    people = heard(project)
    institutions = {
        person.institution
        for person in project.informants.all()
        if person.id in people and person.institution
    }
    return Counts(project.seen.count_passages(), len(people), interviews_held(project), len(institutions))


def held_interviews(project: Project) -> list[Interview]:
    """The interviews of the register that were held: marked so, or recorded by a document."""
    recorded = {interview_id for _document_id, _kind, interview_id in project.documents.recordings()}
    return [one for one in project.interviews.all() if one.status == HELD or one.id in recorded]


def interviews_held(project: Project) -> int:
    """How many interviews were held; without a register of them, how many transcripts there are."""
    if project.interviews.all():
        return len(held_interviews(project))
    return sum(document.kind in SPOKEN for document in project.documents.all())


def heard(project: Project) -> set[str]:
    """The ids of the informants who were heard: in an interview that was held, or in a document."""
    people = {person for interview in held_interviews(project) for person in interview.informants}
    return people | {voice.informant_id for voice in project.informants.voices()}


def excerpts_in_words(n: int) -> str:
    """A number of excerpts with its unit."""
    return ngettext("{n} excerpt", "{n} excerpts", n).format(n=n)


def informants_in_words(n: int) -> str:
    """A number of informants with its unit."""
    return ngettext("{n} informant", "{n} informants", n).format(n=n)


def interviews_in_words(n: int) -> str:
    """A number of interviews with its unit."""
    return ngettext("{n} interview", "{n} interviews", n).format(n=n)


def institutions_in_words(n: int) -> str:
    """A number of institutions with its unit."""
    return ngettext("{n} institution", "{n} institutions", n).format(n=n)
