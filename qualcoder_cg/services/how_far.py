"""How far coding has come in a document."""

from typing import NamedTuple

from ..domain.documents import RESPONDENT
from ..storage.project import Project
from .coders import own_coder


class Coded(NamedTuple):
    """How far a coder has come: a share from 0 to 1, or None where nothing is coded or decided yet."""

    share: float | None
    finished: bool = False


def how_far(project: Project, document_id: str) -> Coded:
    """How far the coder who acts has come in a document.

    That is how much of what respondents say lies before the end of the furthest coding or decision; where
    nobody responds, how much of the text does.
    """
    coder = own_coder(project)
    if coder is None:
        return Coded(None)
    finished = project.finished.has(document_id, coder.id)
    reached = max(
        project.seen.reached(document_id, coder.id), project.decisions.reached(document_id, coder.id)
    )
    if not reached:
        return Coded(None, finished)
    before, whole = project.turns.measured(document_id, reached, RESPONDENT)
    if not whole:
        document = project.documents.get(document_id)
        before, whole = reached, document.characters if document else 0
    return Coded(min(1.0, before / whole) if whole else None, finished)
