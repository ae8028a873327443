"""What a person says of codings that wait: that they are right, or that they are not."""

from collections.abc import Sequence

from ..domain.codings import ACCEPTED, SUGGESTED, Coding
from ..domain.suggestions import ACCEPTED as RIGHT
from ..domain.suggestions import REJECTED
from ..storage.project import Project
from . import waiting
from .coding import code_names, put_coding
from .studies import current_coder


def confirm(project: Project, coding_ids: Sequence[str]) -> int:
    """Say that codings that wait are right, in one step: they count from now on. Gives how many waited.

    A coding is of whoever says so: it becomes one of the coder who acts, and where that coder has the same
    already, the two become one.
    """
    found = _those_waiting(project, coding_ids)
    if not found:
        return 0
    with project.step("Confirm codings of {codes} ({n})", codes=code_names(project, found), n=len(found)):
        waiting.log(project, found, RIGHT)
        coder = current_coder(project).id
        for coding in found:
            put_coding(project, coding._replace(origin=ACCEPTED, coder_id=coder))
    return len(found)


def reject(project: Project, coding_ids: Sequence[str]) -> int:
    """Say that codings that wait are wrong, in one step: they go and are never offered again.

    Gives how many waited.
    """
    found = _those_waiting(project, coding_ids)
    if not found:
        return 0
    with project.step("Reject codings of {codes} ({n})", codes=code_names(project, found), n=len(found)):
        waiting.log(project, found, REJECTED)
        project.revisions.settle([one.id for one in found])
        return project.codings.remove([one.id for one in found])


def _those_waiting(project: Project, coding_ids: Sequence[str]) -> list[Coding]:
    return [one for one in project.shown.some(coding_ids) if one.origin == SUGGESTED]
