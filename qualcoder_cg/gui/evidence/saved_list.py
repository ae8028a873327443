"""The saved queries of a study as a list: open, rename, delete."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QWidget

from ...errors import UserError
from ...i18n import _
from ...services import queries
from .. import density, icons, messages, shortcuts
from ..coding.pane import label
from ..keys import shown
from ..session import Session
from . import acts

_ID = Qt.ItemDataRole.UserRole


class SavedList(QListWidget):
    """Names of queries; `wanted(Query, name)` when one is to be shown. `none` is shown instead of none."""

    wanted = Signal(object, str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._filling = False
        self.setAccessibleName(_("Saved queries"))
        self.none = label("", "quiet", parent)
        self.none.setWordWrap(True)
        self.none.setContentsMargins(12, 0, 12, 12)
        self.setViewportMargins(8, 0, 8, 0)
        self.setItemDelegate(density.Rows(density.LIST, self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.itemClicked.connect(self._open)
        self.itemActivated.connect(self._open)
        self.itemChanged.connect(self._rename)
        works: acts.Works = {"rename_query": self.begin_renaming, "delete_query": self.delete}
        acts.add(self, acts.saved(), works, within=False)

    def refresh(self) -> None:
        """List the queries of the study, keeping the chosen one."""
        found = queries.saved(self._session.project)
        key = shown(shortcuts.current("Ctrl+S", "queries"))
        self.none.setText(_("No saved queries yet. Set limits and press {key}.").format(key=key))
        self.none.setHidden(bool(found))
        self.setVisible(bool(found))
        listed = [
            (item.data(_ID), item.text(), item.toolTip())
            for item in (self.item(row) for row in range(self.count()))
        ]
        if listed == [(one.saved.id, one.saved.name, _told(one)) for one in found]:
            return  # as after a name was typed here
        kept = self.currentItem().data(_ID) if self.currentItem() else ""
        self._filling = True
        self.clear()
        for one in found:
            item = QListWidgetItem(one.saved.name, self)
            item.setData(_ID, one.saved.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(_told(one))
            if one.missing:
                item.setIcon(icons.icon("warning"))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, ". ".join((one.saved.name, *one.missing)))
            if one.saved.id == kept:
                self.setCurrentItem(item)
        self._filling = False
        rows = max(1, min(self.count(), 6))
        self.setFixedHeight(rows * density.row_height(density.LIST) + 8)

    def event(self, event: QEvent) -> bool:
        """Take F2 before the window does."""
        return shortcuts.take(self, event) or super().event(event)

    def choose(self, query_id: str) -> None:
        """Mark a query as the one shown; "" for none."""
        items = [self.item(row) for row in range(self.count())]
        found = next((one for one in items if one.data(_ID) == query_id), None)
        if found:
            self.setCurrentItem(found)
        else:
            self.clearSelection()

    def begin_renaming(self) -> None:
        """Type another name for the chosen query."""
        if self.currentItem():
            self.editItem(self.currentItem())

    def delete(self) -> None:
        """Delete the chosen query; undo brings it back."""
        item = self.currentItem()
        if item:
            said = _("Deleted the query {name}; undo brings it back.").format(name=item.text())
            queries.delete_query(self._session.project, item.data(_ID))
            self._session.told.emit(said)

    def _open(self, item: QListWidgetItem) -> None:
        kept = self._session.project.evidence.queries.get(item.data(_ID))
        if kept:
            self.wanted.emit(queries.query_of(kept), kept.name)

    def _rename(self, item: QListWidgetItem) -> None:
        if self._filling:
            return
        self._filling = True
        item.setToolTip(item.text())
        self._filling = False
        project, query_id, name = self._session.project, item.data(_ID), item.text()
        try:
            queries.rename_query(project, query_id, name)
        except UserError as error:
            messages.show(self, error)
            self.refresh()

    def _menu(self, at: QPoint) -> None:
        item = self.itemAt(at)
        if item is None:
            return
        self.setCurrentItem(item)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Rename")).triggered.connect(lambda _on=False: self.begin_renaming())
        menu.addAction(_("Delete")).triggered.connect(lambda _on=False: self.delete())
        menu.popup(self.viewport().mapToGlobal(at))


def _told(one: queries.Kept) -> str:
    """What a query is called, and what of it is no longer there."""
    return "\n".join((one.saved.name, *one.missing))
