"""The categories of secondary documents: added, renamed, put in order, taken out; each act can be undone."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ...errors import UserError
from ...i18n import _, ngettext
from ...services import sources
from ...services.studies import Project
from .frame import Viewer, beside, hint

_ID = Qt.ItemDataRole.UserRole
_WIDTH, _HEIGHT = 560, 380


class CategoryList(QListWidget):
    """Names that are edited in place; Del takes one out."""

    def __init__(self, parent: QWidget, remove: Callable[[], None]) -> None:
        super().__init__(parent)
        self._remove = remove
        self.setAccessibleName(_("Categories of documents"))
        self.setStyleSheet("QListWidget::item { padding: 4px 8px; }")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del takes the chosen category out."""
        if event.key() == Qt.Key.Key_Delete and self.state() != QListWidget.State.EditingState:
            self._remove()
        else:
            super().keyPressEvent(event)


class Categories(Viewer):
    """Every act is saved at once."""

    def __init__(self, parent: QWidget | None, project: Project) -> None:
        super().__init__(parent, _("Categories of documents"))
        self._project = project
        self.setMinimumSize(_WIDTH, _HEIGHT)
        self.list = CategoryList(self, self.remove)
        acts = (
            (_("Add"), self.add),
            (_("Rename"), self.rename),
            (_("Up"), lambda: self.move_by(-1)),
            (_("Down"), lambda: self.move_by(1)),
            (_("Remove"), self.remove),
            (_("Add the usual ones"), self.add_usual),
        )
        column = QVBoxLayout()
        column.setSpacing(8)
        for text, act in acts:
            button = QPushButton(text, self)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, act=act: act())
            column.addWidget(button)
        column.addStretch(1)
        row = beside(self.list)
        row.addLayout(column)
        self.said = hint("", self)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.said)
        self.list.itemChanged.connect(self._renamed)
        self._fill()

    def add(self) -> None:
        """Add a category under a name that is then typed over."""
        name, number = _("New category"), 1
        taken = {entry.name.casefold() for entry in self._project.documents.categories()}
        while name.casefold() in taken:
            number += 1
            name = _("New category {n}").format(n=number)
        if self._try(lambda: sources.add_category(self._project, name)):
            self.list.setCurrentRow(self.list.count() - 1)
            self.rename()

    def add_usual(self) -> None:
        """Add those of the usual categories that are not there."""
        self._try(lambda: sources.add_preset(self._project))

    def rename(self) -> None:
        """Let the chosen name be typed over."""
        if item := self.list.currentItem():
            self.list.editItem(item)

    def move_by(self, step: int) -> None:
        """Move the chosen category up or down."""
        ids = [self.list.item(row).data(_ID) for row in range(self.list.count())]
        row = self.list.currentRow()
        if 0 <= row < len(ids) and 0 <= row + step < len(ids):
            ids.insert(row + step, ids.pop(row))
            self._try(lambda: sources.order_categories(self._project, ids))
            self.list.setCurrentRow(row + step)

    def remove(self) -> None:
        """Take the chosen category out; its documents have none then, and that is said."""
        item = self.list.currentItem()
        if item is None:
            return
        left: list[int] = []
        row, category_id = self.list.row(item), item.data(_ID)
        self._try(lambda: left.append(sources.remove_category(self._project, category_id, keep_used=False)))
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        if left and left[0]:
            said = ngettext(
                "{n} document has no category now. Undo brings it back.",
                "{n} documents have no category now. Undo brings it back.",
                left[0],
            )
            self.said.setText(said.format(n=left[0]))

    def _renamed(self, item: QListWidgetItem) -> None:
        category_id, name = item.data(_ID), item.text()
        # The list is filled anew, which must wait until the field that was typed in is closed.
        QTimer.singleShot(
            0, self, lambda: self._try(lambda: sources.rename_category(self._project, category_id, name))
        )

    def _try(self, work: Callable[[], object]) -> bool:
        """Do it and show what is there now; what cannot be done is said."""
        self.problem.hide()
        self.said.clear()
        try:
            work()
        except UserError as error:
            self.show_problem(error)
        self._fill()
        return self.problem.isHidden()

    def _fill(self) -> None:
        row = self.list.currentRow()
        self.list.blockSignals(True)
        self.list.clear()
        for category in self._project.documents.categories():
            item = QListWidgetItem(category.name)
            item.setData(_ID, category.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
