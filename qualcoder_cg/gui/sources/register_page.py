"""What the pages of the register have alike: a grid, what to do while it is empty, tables to import."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ...i18n import _, ngettext
from ...services import register_doubts
from ...services.register_doubts import Doubt
from ...services.register_import import guess_mapping
from ..session import Session
from .grid import Grid
from .grid_source import RegisterSource
from .page import Page, nothing_yet


class RegisterPage(Page):
    """A table of the register in a grid; subclasses say what is counted above it.

    `empty` is the sentence shown while there are no rows.
    """

    table = ""

    def __init__(
        self, session: Session, parent: QWidget, title: str, empty: str, *, links: Sequence[str] = ()
    ) -> None:
        super().__init__(session, parent, title)
        self.grid = Grid(RegisterSource(session.project, self.table), self.table, title, self, links=links)
        self.grid.table.headings = lambda copied: guess_mapping(session.project, self.table, copied)
        self.import_table = QPushButton(_("Import table…"), self)
        self.import_table.clicked.connect(lambda _checked=False: self.ask_for_table())
        self.grid.add_tool(self.import_table)
        self.grid.reloaded.connect(self.show_read)
        self.grid.removed.connect(self._tell_removed)
        self.begin = self.main_button()
        self.empty = nothing_yet(empty, self.begin, self)
        self.body.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.grid, 1)
        self.setFocusProxy(self.grid.table)

    def refresh(self) -> None:
        """Read the register anew."""
        self.grid.reload()

    def show_read(self) -> None:
        """Show what was read: counts, doubts, and what to do where there is nothing."""
        self.grid.show_doubts(self.doubts())
        nothing = not self.grid.model.rows.saved
        self.empty.setVisible(nothing)
        self.import_table.setVisible(not nothing)
        self.say("" if nothing else self.counted())

    def doubts(self) -> Sequence[Doubt]:
        """The cells that a person should look at."""
        return register_doubts.doubts(self.session.project, self.table)

    def counted(self) -> str:
        """What stands beside the title: counts, each with its unit."""
        return ""

    def finish(self) -> None:
        """Save what is being typed."""
        self.grid.finish()

    def ask_for_table(self) -> QWidget:
        """Ask which file to import, and which of its columns is which."""
        from .import_table import ImportTable

        dialog = ImportTable(self.window(), self.session.project, self.table)
        dialog.finished.connect(dialog.deleteLater)
        dialog.imported.connect(self.session.told)
        dialog.open()
        return dialog

    def main_button(self) -> QPushButton:
        """The one button of the page while it is empty."""
        button = QPushButton(_("Import table…"), self)
        button.clicked.connect(lambda _checked=False: self.ask_for_table())
        return button

    def _tell_removed(self, n: int) -> None:
        said = ngettext(
            "{n} row removed. Undo brings it back.", "{n} rows removed. Undo brings them back.", n
        )
        self.session.told.emit(said.format(n=n))
