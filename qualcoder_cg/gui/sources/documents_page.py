"""The page of documents: what was brought in, and what is known about it."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ...i18n import _, ngettext
from ...services import sources
from ...services.register_table import TEXT, Column
from ..session import Session
from .grid_popups import NamePopup
from .register_page import RegisterPage

CATEGORY = "category"
_SETTABLE = ("kind", "language", "date", "place", CATEGORY, "citation", "interview")


class DocumentsPage(RegisterPage):
    """The documents; Enter or a double click on the code or the name opens one in Coding."""

    table = "document"
    tables = (
        "document", "turn", "voice", "informant", "interview", "category", "own_column", "own_value",
    )  # fmt: skip

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(
            session, parent, _("Documents"), _("This study has no documents yet."), links=("code", "name")
        )
        self.bring_in = QPushButton(_("Import documents…"), self)
        self.bring_in.clicked.connect(self.import_wanted)
        self.header.add(self.bring_in)
        self.set_many = QPushButton(_("Set…"), self)
        self.set_many.setToolTip(_("Give all selected documents the same value"))
        self.set_many.clicked.connect(lambda _checked=False: self._open_menu())
        self.grid.add_tool(self.set_many)
        self.grid.opened.connect(self.document_wanted)
        self.grid.selection_changed.connect(self._allow)

    def show_read(self) -> None:
        """Show what was read; without documents there is no table."""
        super().show_read()
        some = bool(self.grid.model.rows.saved)
        self.grid.setVisible(some)
        self.bring_in.setVisible(some)
        self._allow()

    def counted(self) -> str:
        """Documents and their words."""
        rows = self.grid.model.rows.saved
        words = sum(int(cells["words"] or 0) for cells in rows.values())
        documents = ngettext("{n} document", "{n} documents", len(rows)).format(n=len(rows))
        return f"{documents} · " + ngettext("{n} word", "{n} words", words).format(n=words)

    def main_button(self) -> QPushButton:
        """Without documents there is nothing to describe by a table."""
        button = QPushButton(_("Import documents…"), self)
        button.clicked.connect(self.import_wanted)
        return button

    def set_menu(self) -> QMenu:
        """What can be set for all selected documents at once."""
        menu = QMenu(self)
        for column in self.grid.model.columns:
            if column.id in _SETTABLE and (column.choices or column.id == CATEGORY):
                listed = menu.addMenu(column.title)
                for stored, words in (*column.choices, ("", _("(empty)"))):
                    action = listed.addAction(words)
                    action.triggered.connect(
                        lambda _on=False, column=column, stored=stored: self.set_chosen(column, stored)
                    )
                if column.kind == TEXT:
                    other = listed.addAction(f"{column.title}…")
                    other.triggered.connect(lambda _on=False, column=column: self._ask(column))
                if column.id == CATEGORY:
                    listed.addSeparator()
                    new = listed.addAction(_("New category…"))
                    new.triggered.connect(lambda _on=False: self._ask_category())
                    change = listed.addAction(_("Change categories…"))
                    change.triggered.connect(lambda _on=False: self.change_categories())
                    usual = listed.addAction(_("Add the usual categories"))
                    usual.triggered.connect(lambda _on=False: sources.add_preset(self.session.project))
            elif column.id in _SETTABLE:
                action = menu.addAction(f"{column.title}…")
                action.triggered.connect(lambda _on=False, column=column: self._ask(column))
        return menu

    def change_categories(self) -> QWidget:
        """Show the categories of documents, to be added, renamed, ordered and taken out."""
        from ..dialogs.categories import Categories

        dialog = Categories(self.window(), self.session.project)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def set_chosen(self, column: Column, value: str) -> None:
        """Give all selected documents a value, in one step."""
        self.grid.set_chosen(column.id, value)

    def _ask(self, column: Column) -> None:
        popup = NamePopup(self, column.title, "", lambda typed: self.set_chosen(column, typed))
        popup.open_at(self._below())

    def _ask_category(self) -> NamePopup:
        """Ask for a category that the study does not have, and put the selected documents into it."""

        def add(typed: str) -> None:
            made = sources.add_category(self.session.project, typed)
            self.grid.set_chosen(CATEGORY, made.name)

        popup = NamePopup(self, _("Name of the new category"), "", add)
        popup.open_at(self._below())
        return popup

    def _open_menu(self) -> None:
        self.set_menu().popup(self._below())

    def _below(self) -> QPoint:
        return self.set_many.mapToGlobal(QPoint(0, self.set_many.height()))

    def _allow(self) -> None:
        self.set_many.setEnabled(bool(self.grid.chosen_ids()))
