"""Going back and forward in the history of a study by more than one step."""

from ..domain.changes import StepInfo
from ..errors import UserError
from ..i18n import _
from ..progress import Progress, silent
from ..storage.project import Project

BEGINNING = 0
SLICE = 20


def go_to_step(project: Project, step_id: int, progress: Progress = silent) -> int:
    """Undo or do again until this step is the last that stands; BEGINNING takes all of them back.

    Gives how many steps that were. The views hear of it once. Where `progress` cancels, the study stays
    where it was by then.
    """
    check_step(project, step_id)
    total = taken = 0
    with project.told_once():
        while left := project.go_to(step_id, SLICE if total else 0):
            total = total or left
            taken = total - left
            progress(taken, total, _("Going through the history"))
    return total


def check_step(project: Project, step_id: int) -> StepInfo | None:
    """The step of that number, None for BEGINNING; UserError where there is none."""
    if step_id == BEGINNING:
        return None
    step = project.get_step(step_id)
    if step is None:
        raise UserError(
            _("There is no step {n} in the history.").format(n=step_id),
            _("The command history lists the steps with their numbers."),
        )
    return step
