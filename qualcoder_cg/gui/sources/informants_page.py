"""The page of informants: who was interviewed, by code."""

from PySide6.QtWidgets import QPushButton, QWidget

from ...errors import UserError
from ...i18n import _, ngettext
from ...services.register import merge_informants
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
        self.merge = QPushButton(_("Merge"), self)
        self.merge.clicked.connect(lambda _checked=False: self.merge_chosen())
        self.grid.add_tool(self.merge)
        self.grid.selection_changed.connect(self._allow_merge)
        self._allow_merge()

    def show_read(self) -> None:
        """Show what was read."""
        super().show_read()
        self._allow_merge()

    def merge_chosen(self) -> None:
        """Make one informant of the selected ones: the first keeps its code."""
        chosen = self.grid.chosen_ids()
        if len(chosen) < 2:
            return
        try:
            kept = merge_informants(self.session.project, chosen[0], chosen[1:])
        except UserError as error:
            self.grid.model.refuse(str(error))
            return
        self.grid.choose_rows([kept])
        self.session.told.emit(
            _("One informant now; consented to is what all of them consented to. Undo parts them again.")
        )

    def counted(self) -> str:
        """How many there are, and the four counts of what was heard."""
        n = len(self.grid.model.rows.saved)
        entered = ngettext("{n} informant in the register", "{n} informants in the register", n).format(n=n)
        excerpts, informants, interviews, institutions = counts(self.session.project).words()
        heard = " · ".join((informants, institutions, interviews, excerpts))
        return entered + " · " + _("heard: {counts}").format(counts=heard)

    def _allow_merge(self) -> None:
        chosen = self.grid.chosen_ids()
        self.merge.setEnabled(len(chosen) > 1)
        if len(chosen) > 1:
            code = self.grid.model.rows.text(chosen[0], "code")
            self.merge.setToolTip(_("Make one informant of them, called {name}").format(name=code))
        else:
            self.merge.setToolTip(_("Select the rows of two or more informants first."))
