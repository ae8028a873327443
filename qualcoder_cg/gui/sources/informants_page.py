"""The page of informants: who was interviewed, by code."""

from PySide6.QtWidgets import QWidget

from ...i18n import _, ngettext
from ...services.register_counts import counts
from ..session import Session
from .register_page import RegisterPage


class InformantsPage(RegisterPage):
    """The informants, and how many of them were heard."""

    table = "informant"
    tables = (
        "informant", "institution", "voice", "document", "interview", "interview_informant", "coding",
        "own_column", "own_value",
    )  # fmt: skip

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(
            session,
            parent,
            _("Informants"),
            _("No informants yet. Import a table, paste one below, or type a code, never a name."),
        )
        self.grid.model.new_row_hint = _("New informant")

    def counted(self) -> str:
        """How many there are, and the four counts of what was heard."""
        n = len(self.grid.model.rows.saved)
        entered = ngettext("{n} informant in the register", "{n} informants in the register", n).format(n=n)
        excerpts, informants, interviews, institutions = counts(self.session.project).words()
        heard = " · ".join((informants, institutions, interviews, excerpts))
        return entered + " · " + _("heard: {counts}").format(counts=heard)
