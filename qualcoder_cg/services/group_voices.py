"""Whether a group interview is one voice or as many as took part, by the rule of the study."""

from ..domain.documents import Document
from ..domain.interviews import GROUP
from ..domain.rules import ONE_VOICE
from ..storage.project import Project
from .rules import rules


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
