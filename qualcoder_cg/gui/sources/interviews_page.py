"""The page of interviews: planned, held, and why not."""

from PySide6.QtWidgets import QWidget

from ...domain.interviews import NOT_HELD, PLANNED
from ...i18n import _, ngettext
from ...services.register_counts import held_interviews
from ...services.register_words import statuses
from ...services.studies import Project
from ..session import Session
from .register_page import RegisterPage


class InterviewsPage(RegisterPage):
    """The interviews, and what became of them."""

    table = "interview"
    tables = (
        "interview", "interview_informant", "informant", "document", "guide", "own_column", "own_value",
    )  # fmt: skip

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(
            session,
            parent,
            _("Interviews"),
            _("No interviews yet. Import the table of those planned, paste it below, or type a code."),
        )
        self.grid.model.new_row_hint = _("New interview")

    def counted(self) -> str:
        """How many were planned and held, and why the others were not."""
        return outcome(self.session.project)


def outcome(project: Project) -> str:
    """What became of the interviews: "49 planned: 34 held, 15 not held (2 declined, …)"."""
    entries = project.interviews.all()
    held = {entry.id for entry in held_interviews(project)}
    others = [entry.status for entry in entries if entry.id not in held]
    words = dict(statuses())
    reasons = [(words[status], others.count(status)) for status in NOT_HELD if status in others]
    not_held, to_come = sum(n for _words, n in reasons), others.count(PLANNED)
    parts = [_("{n} held").format(n=len(held))]
    if not_held:
        why = ", ".join(f"{n} {reason}" for reason, n in reasons)
        parts.append(_("{n} not held ({reasons})").format(n=not_held, reasons=why))
    if to_come:
        parts.append(_("{n} to come").format(n=to_come))
    planned = ngettext("{n} interview planned: {outcome}", "{n} interviews planned: {outcome}", len(entries))
    return planned.format(n=len(entries), outcome=", ".join(parts))
