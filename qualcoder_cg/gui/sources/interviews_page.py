"""The page of interviews: planned, held, and why not."""

from PySide6.QtWidgets import QWidget

from ...i18n import _
from ...services.register_summary import interview_summary
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
        return interview_summary(self.session.project).text
