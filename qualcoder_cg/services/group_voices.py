"""Whether a group interview is one voice or as many as took part, by the rule of the study."""

from collections.abc import Iterator, Mapping

from ..domain.documents import SPOKEN, Document
from ..domain.interviews import GROUP
from ..domain.rules import ONE_VOICE
from ..storage.project import Project
from .register_counts import held_interviews
from .rules import rules
from .voices import Voices


def one_voice_documents(project: Project) -> dict[str, str]:
    """Documents (ids) whose speakers are one voice together, and its name; {} by the other rule.

    Two recordings of one group interview are the same voice.
    """
    if rules(project).group != ONE_VOICE:
        return {}
    grouped = {interview.id for interview in project.interviews.all() if interview.form == GROUP}
    return {
        document.id: voice_of(document)
        for document in project.documents.all()
        if document.kind == "group" or document.interview_id in grouped
    }


def voice_of(document: Document) -> str:
    """The name of the one voice of a group interview."""
    return f"group:{document.interview_id or document.id}"


def interviewed(project: Project, heard: Voices, groups: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Voices of the interviews that were held, each with the informants (ids) whose voice it is.

    `heard` tells who speaks in which document, `groups` which documents are one voice.
    """
    documents = project.documents.all()
    recorded: dict[str, list[str]] = {}
    for document in documents:
        if document.interview_id:
            recorded.setdefault(document.interview_id, []).append(document.id)
    one_voice = bool(groups) or rules(project).group == ONE_VOICE
    for interview in held_interviews(project):
        together = one_voice and interview.form == GROUP
        here = recorded.get(interview.id, [])
        together |= any(document_id in groups for document_id in here)
        for taking_part in {*interview.informants, *(p.id for one in here for _l, p in heard.get(one, ()))}:
            yield (f"group:{interview.id}" if together else taking_part), taking_part
    for document in documents:
        if not document.interview_id and document.kind in SPOKEN:
            for _label, person in heard.get(document.id, ()):
                yield groups.get(document.id, person.id), person.id
