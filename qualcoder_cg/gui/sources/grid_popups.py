"""Small windows over a grid: a list to tick, and a field for a name."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPoint,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ...errors import UserError
from ...i18n import _
from .. import theme
from ..coding.painting import Index
from ..coding.pane import filter_field, label

_ROW = 24
_ROWS = 10
_FIELD_FROM = 9
_WIDTH = 264
_CHECK = Qt.ItemDataRole.CheckStateRole
_TEXT = Qt.ItemDataRole.UserRole + 1


class _Popup(QFrame):
    """A frame over the window that closes on Esc and at a click elsewhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        look = theme.tokens()
        self.setObjectName("grid-popup")
        self.setStyleSheet(
            f"#grid-popup {{ background: {look.base}; border: 1px solid {look.line2}; }}"
            f"QListView {{ background: {look.base}; border: none; }}"
        )
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(8, 8, 8, 8)
        self.column.setSpacing(8)
        self.setFixedWidth(_WIDTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


class TickList(_Popup):
    """Entries to tick; `ticked(entries)` after each tick, `accepted()` on Enter.

    Letters that are typed narrow a long list; Space ticks, and so does a click anywhere on an entry.
    """

    ticked = Signal(list)
    accepted = Signal()

    def __init__(self, parent: QWidget, entries: Sequence[tuple[str, str]], chosen: Sequence[str]) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        for value, words in entries:
            item = QStandardItem(words)
            item.setData(value, _TEXT)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(Qt.CheckState.Checked if value in chosen else Qt.CheckState.Unchecked)
            self._model.appendRow(item)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._model)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field = filter_field(_("Filter"), _("Filter this list"), self)
        self.field.textChanged.connect(self._shown.setFilterFixedString)
        self.field.setVisible(len(entries) >= _FIELD_FROM)
        self.list = QListView(self)
        self.list.setAccessibleName(_("Entries to tick"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setModel(self._shown)
        self.list.setItemDelegate(_Ticks(self.list))
        self.list.setFixedHeight(max(1, min(len(entries), _ROWS)) * _ROW + 4)
        self.list.installEventFilter(self)
        self.field.installEventFilter(self)
        self._model.itemChanged.connect(lambda _item: self.ticked.emit(self.chosen()))
        self.column.addWidget(self.field)
        self.column.addWidget(self.list)
        self.list.setCurrentIndex(self._shown.index(0, 0))
        self.setFocusProxy(self.list)

    def chosen(self) -> list[str]:
        """The ticked entries in the order of the list."""
        return [item.data(_TEXT) for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def tick_all(self, ticked: bool) -> None:
        """Tick all entries, or none."""
        self._model.blockSignals(True)
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self._model.blockSignals(False)
        self.list.viewport().update()
        self.ticked.emit(self.chosen())

    def add_buttons(self) -> None:
        """Buttons to tick all and none, and one to apply what is ticked."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, ticked in ((_("All"), True), (_("None"), False)):
            button = QPushButton(words, self)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, ticked=ticked: self.tick_all(ticked))
            row.addWidget(button)
        row.addStretch(1)
        apply = QPushButton(_("Apply"), self)
        apply.clicked.connect(self._accept)
        row.addWidget(apply)
        self.column.addLayout(row)

    def open_at(self, place: QPoint) -> None:
        """Show the list with its corner at a place of the screen."""
        self.move(place)
        self.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes what is ticked; letters typed over the list go to the field."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._accept()
            return True
        if watched is self.list and self.field.isVisible() and _writes(event):
            self.field.setText(self.field.text() + event.text())
            self.field.setFocus()
            return True
        if watched is self.field and event.key() == Qt.Key.Key_Down:
            self.list.setFocus()
            self.list.setCurrentIndex(self._shown.index(0, 0))
            return True
        return False

    def _items(self) -> list[QStandardItem]:
        return [self._model.item(row) for row in range(self._model.rowCount())]

    def _accept(self) -> None:
        self.accepted.emit()
        self.close()


class ListRows(QStyledItemDelegate):
    """Rows of a list over a grid, high enough to hit."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the words."""
        size = super().sizeHint(option, index)
        size.setHeight(_ROW)
        return size


class _Ticks(ListRows):
    """Ticks an entry wherever on it one clicks."""

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A released button or Space."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if event.type() != QEvent.Type.MouseButtonRelease and not pressed:
            return False
        if isinstance(event, QKeyEvent) and event.key() not in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            return False
        now = Qt.CheckState(index.data(_CHECK)) == Qt.CheckState.Checked
        return model.setData(index, Qt.CheckState.Unchecked if now else Qt.CheckState.Checked, _CHECK)


class NamePopup(_Popup):
    """Asks for a name; what `take` refuses is said here and can be mended."""

    def __init__(self, parent: QWidget, asked: str, text: str, take: Callable[[str], object]) -> None:
        super().__init__(parent)
        self._take = take
        said = label(asked, "caption", self)
        self.field = QLineEdit(text, self)
        self.field.setAccessibleName(asked)
        self.field.selectAll()
        self.field.returnPressed.connect(self._try)
        self.problem = label("", "error", self)
        self.problem.setWordWrap(True)
        self.problem.hide()
        for widget in (said, self.field, self.problem):
            self.column.addWidget(widget)

    def open_at(self, place: QPoint) -> None:
        """Show the field at a place of the screen."""
        self.move(place)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _try(self) -> None:
        try:
            self._take(self.field.text().strip())
        except UserError as error:
            self.problem.setText(str(error))
            self.problem.show()
            self.adjustSize()
        else:
            self.close()


def _writes(event: QKeyEvent) -> bool:
    """Whether a key writes a letter; Space ticks."""
    return bool(event.text().strip()) and event.text().isprintable()
