"""The command field: type a few letters, and run an action, describe a code or open a document."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ..i18n import _
from . import icons, shortcuts
from .coding import painting
from .coding.pane import add_icon
from .command_rows import ROW, CommandRows, Target, offered, ranked, remember
from .keys import shown

__all__ = ["CommandField", "Target", "ranked"]

WIDTH = 304
_SHOWN = 12
_WIDEST = 560


class CommandField(QLineEdit):
    """A line with a list under it; `targets` is asked anew each time one begins to type."""

    def __init__(self, parent: QWidget, targets: Callable[[], Sequence[Target]]) -> None:
        super().__init__(parent)
        self._ask = targets
        self._targets: Sequence[Target] = ()
        self._came_from: QWidget | None = None
        self.setFixedWidth(WIDTH)
        self._make_room()
        self.setPlaceholderText(_("Find an action, code or document"))
        self.setAccessibleName(_("Find an action, code or document"))
        add_icon(self, "search", QLineEdit.ActionPosition.LeadingPosition)
        # A child of the window, not a window of its own: it cannot be left behind or steal the focus.
        self.found = QListWidget(parent.window())
        self.found.setObjectName("found")
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setStyleSheet("#found { border: 1px solid palette(mid); background: palette(base); }")
        self.found.setMouseTracking(True)
        self.found.setItemDelegate(CommandRows(self.found))
        self.found.hide()
        self.found.itemClicked.connect(lambda _item: self._go())
        shortcuts.notifier().changed.connect(self._make_room)
        self.textEdited.connect(self._search)

    def begin(self) -> None:
        """Take the caret, remembering where it was."""
        self._came_from = self.window().focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, and its key while nothing stands in it."""
        super().paintEvent(event)
        key = shortcuts.current("Ctrl+K", shortcuts.WINDOW)
        if key and not self.text() and not self.hasFocus():
            painter = QPainter(self)
            painting.key_cap(painter, self.width() - 7, self.rect(), shown(key))

    def _make_room(self) -> None:
        """Keep words and key apart."""
        key = shortcuts.current("Ctrl+K", shortcuts.WINDOW)
        self.setTextMargins(0, 0, painting.key_cap_width(shown(key)) + 4 if key else 0, 0)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Read afresh what there is to find."""
        super().focusInEvent(event)
        self._targets = self._ask()
        self._search(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the list away."""
        super().focusOutEvent(event)
        self.found.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the list, Enter goes, Esc gives the caret back."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.found.count():
            step = 1 if key == Qt.Key.Key_Down else -1
            self.found.setCurrentRow((self.found.currentRow() + step) % self.found.count())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Esc and Enter from the window while the caret is here."""
        keep = (Qt.Key.Key_Escape, Qt.Key.Key_Return)
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in keep
        ):
            event.accept()
            return True
        return super().event(event)

    def _search(self, text: str) -> None:
        if len(text) == 1:
            self._targets = self._ask()
        self.found.clear()
        fitting = ranked(text, self._targets) if text.strip() else offered(self._targets)
        for target in fitting[:_SHOWN]:
            item = QListWidgetItem(icons.icon(target.icon), f"{target.name}    {target.aside}".strip())
            item.setData(Qt.ItemDataRole.UserRole, target)
            self.found.addItem(item)
        if not fitting:
            self.found.addItem(_nothing())
        self.found.setCurrentRow(0)
        count = self.found.count()
        if count:
            width = max(WIDTH, min(_WIDEST, self.found.sizeHintForColumn(0) + 24))
            corner = self.mapTo(self.window(), QPoint(self.width() - width, self.height() + 4))
            height = ROW * count + 6
            self.found.setGeometry(corner.x(), corner.y(), width, height)
            self.found.raise_()
        self.found.setVisible(bool(count) and self.hasFocus())

    def _go(self) -> None:
        item = self.found.currentItem()
        target = item.data(Qt.ItemDataRole.UserRole) if item else None
        if target:
            self._leave()
            remember(target)
            target.go()

    def _leave(self) -> None:
        self.clear()
        self.found.hide()
        if self._came_from:
            self._came_from.setFocus()
            self._came_from = None
        else:
            self.clearFocus()


def _nothing() -> QListWidgetItem:
    """What is said where nothing fits."""
    item = QListWidgetItem(_("Nothing is called that here."))
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item
