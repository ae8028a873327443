"""The pages of the list of names and of the glossary."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ...errors import UserError
from ...i18n import _, ngettext
from ...services import names
from ..coding.pane import PADDING
from ..dialogs.frame import hint
from ..session import Session
from .grid import Grid
from .name_sources import NameSource, TermSource
from .page import Page, nothing_yet


class _GridPage(Page):
    """A grid under a sentence that says what it is for; an empty one says how to begin."""

    def __init__(
        self, session: Session, parent: QWidget, title: str, grid: Grid, said: str, empty: str
    ) -> None:
        super().__init__(session, parent, title)
        grid.setParent(self)
        self.grid = grid
        self.about = hint(said, self)
        self.about.setContentsMargins(PADDING, 8, PADDING, 0)
        self.begin = QPushButton(grid.model.new_row_hint, self)
        self.begin.clicked.connect(self.begin_row)
        self.empty = nothing_yet(empty, self.begin, self)
        self.body.addWidget(self.about)
        self.body.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(grid, 1)
        grid.reloaded.connect(self._show_read)
        grid.removed.connect(self._tell_removed)
        self.setFocusProxy(grid.table)

    def refresh(self) -> None:
        """Read the rows anew."""
        self.grid.reload()

    def finish(self) -> None:
        """Save what is being typed."""
        self.grid.finish()

    def begin_row(self) -> None:
        """Put the caret into the new row."""
        model, table = self.grid.model, self.grid.table
        index = model.index(model.rowCount() - 1, 0)
        table.setCurrentIndex(index)
        table.setFocus()
        table.edit(index)

    def counted(self, n: int) -> str:
        """What stands beside the title."""
        return str(n)

    def _show_read(self) -> None:
        n = len(self.grid.model.rows.saved)
        self.empty.setVisible(not n)
        self.say(self.counted(n) if n else "")

    def _tell_removed(self, n: int) -> None:
        said = ngettext(
            "{n} row removed. Undo brings it back.", "{n} rows removed. Undo brings them back.", n
        )
        self.session.told.emit(said.format(n=n))


class NamesPage(_GridPage):
    """The names that are taken out of whatever is printed; one may be the name that level 5 prints."""

    tables = ("known_name", "informant")

    def __init__(self, session: Session, parent: QWidget) -> None:
        grid = Grid(NameSource(session.project), "names", _("Names"), parent)
        grid.model.new_row_hint = _("New name")
        super().__init__(
            session,
            parent,
            _("Names"),
            grid,
            _("Whatever is exported has these taken out, misspelt ones too. The list leaves with no export."),
            _("No names yet. Add those of informants and of people they speak of."),
        )
        self.first = QPushButton(_("Put first"), self)
        self.first.setToolTip(_("Make it the name that level 5 prints, where the informant agreed to it"))
        self.first.clicked.connect(lambda _checked=False: self.put_first())
        grid.add_tool(self.first)
        grid.selection_changed.connect(self._allow)
        self._allow()

    def put_first(self) -> None:
        """Make the chosen name the first of its informant's."""
        for name_id in self.grid.chosen_ids()[:1]:
            try:
                names.put_first(self.session.project, name_id)
            except UserError as error:
                self.grid.model.refuse(str(error))

    def counted(self, n: int) -> str:
        """Names."""
        return ngettext("{n} name", "{n} names", n).format(n=n)

    def _allow(self) -> None:
        rows, chosen = self.grid.model.rows, self.grid.chosen_ids()
        self.first.setEnabled(len(chosen) == 1 and bool(rows.value(chosen[0], "informant")))


class GlossaryPage(_GridPage):
    """How names of institutions and terms are translated, in all quotes alike."""

    tables = ("glossary_term",)

    def __init__(self, session: Session, parent: QWidget) -> None:
        grid = Grid(TermSource(session.project), "glossary", _("Glossary"), parent)
        grid.model.new_row_hint = _("New term")
        super().__init__(
            session,
            parent,
            _("Glossary"),
            grid,
            _("A translation that lacks what stands here for a term of its original is listed as a fault."),
            _("No terms yet. Add names of institutions and terms that are always translated alike."),
        )

    def counted(self, n: int) -> str:
        """Terms."""
        return ngettext("{n} term", "{n} terms", n).format(n=n)
