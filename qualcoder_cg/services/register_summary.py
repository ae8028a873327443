"""Interviews planned, held and not held, with the reasons, in numbers and in a sentence."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from ..domain.interviews import COULD_NOT_ATTEND, DECLINED, HELD, NO_REPLY, NOT_HELD, PLANNED
from ..i18n import ngettext
from ..storage.project import Project
from .register_counts import held_interviews


class InterviewSummary(NamedTuple):
    """How many interviews were planned (all that the register names), held, not held, and still to come.

    `by_status` counts them by status; one that a document records counts as held.
    """

    planned: int
    held: int
    not_held: int
    to_come: int
    by_status: Mapping[str, int]

    @property
    def text(self) -> str:
        """What became of them: "49 interviews planned: 34 held, 15 not held (2 declined, …)"."""
        parts = [ngettext("{n} held", "{n} held", self.held).format(n=self.held)]
        if self.not_held:
            why = ", ".join(_reason(status, n) for status in NOT_HELD if (n := self.by_status.get(status, 0)))
            not_held = ngettext("{n} not held ({reasons})", "{n} not held ({reasons})", self.not_held)
            parts.append(not_held.format(n=self.not_held, reasons=why))
        if self.to_come:
            parts.append(ngettext("{n} to come", "{n} to come", self.to_come).format(n=self.to_come))
        said = ngettext("{n} interview planned: {outcome}", "{n} interviews planned: {outcome}", self.planned)
        return said.format(n=self.planned, outcome=", ".join(parts))


def _reason(status: str, n: int) -> str:
    """So many interviews that were not held for a reason."""
    said = {
        DECLINED: ngettext("{n} declined", "{n} declined", n),
        NO_REPLY: ngettext("{n} no reply", "{n} no reply", n),
        COULD_NOT_ATTEND: ngettext("{n} could not attend", "{n} could not attend", n),
    }
    return said[status].format(n=n)


def interview_summary(project: Project) -> InterviewSummary:
    """The interviews of the register by what became of them."""
    held = {interview.id for interview in held_interviews(project)}
    interviews = project.interviews.all()
    by_status = Counter(HELD if interview.id in held else interview.status for interview in interviews)
    return InterviewSummary(
        len(interviews),
        by_status[HELD],
        sum(by_status[status] for status in NOT_HELD),
        by_status[PLANNED],
        dict(by_status),
    )
