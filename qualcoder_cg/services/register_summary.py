"""Interviews planned, held and not held, with the reasons, in numbers and in a sentence."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from ..domain.interviews import HELD, NOT_HELD, PLANNED
from ..i18n import _, ngettext
from ..storage.project import Project
from . import register_words
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
        """The counts with their units and reasons."""
        words = dict(register_words.statuses())
        parts = [
            ngettext("{n} interview planned", "{n} interviews planned", self.planned).format(n=self.planned)
        ]
        parts.append(_("{n} held").format(n=self.held))
        if self.not_held:
            reasons = [f"{self.by_status[s]} {words[s]}" for s in NOT_HELD if self.by_status.get(s)]
            parts.append(_("{n} not held ({reasons})").format(n=self.not_held, reasons=", ".join(reasons)))
        if self.to_come:
            parts.append(_("{n} to come").format(n=self.to_come))
        return ", ".join(parts) + "."


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
