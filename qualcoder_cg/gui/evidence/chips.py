"""The limits of a query as buttons that take them away, on as many lines as they need."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget

from ...i18n import _
from ...services.query_words import Chip
from .. import icons, theme

_GAP = 4
_HEIGHT = 24


class Lines(QLayout):
    """Items one after the other, going on in the next line where there is no room."""

    def __init__(self, parent: QWidget, *, height: int = _HEIGHT, gap: int = _GAP) -> None:
        super().__init__(parent)
        self._height, self._gap = height, gap
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Add at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put the items in their places."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Room for the widest."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Room for the widest."""
        widest = max((item.sizeHint().width() for item in self._items), default=0)
        return QSize(min(widest, 200), self._height if self._items else 0)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        inside = rect.marginsRemoved(self.contentsMargins())
        x, y = inside.x(), inside.y()
        for item in self._items:
            width = min(item.sizeHint().width(), inside.width())
            if x > inside.x() and x + width > inside.right() + 1:
                x, y = inside.x(), y + self._height + self._gap
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, self._height)))
            x += width + self._gap
        margins = self.contentsMargins()
        return y + (self._height if self._items else 0) - rect.y() + margins.bottom()


class Chips(QWidget):
    """The limits of the query shown; `removed(condition, value)` when one is to go, `cleared` all."""

    removed = Signal(str, str)
    cleared = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._lines = Lines(self)
        self._lines.setContentsMargins(16, 0, 16, 8)
        self.hide()

    def show_limits(self, chips: Sequence[Chip]) -> None:
        """Show these limits."""
        while item := self._lines.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for chip in chips:
            button = self._button(chip.text)
            button.setAccessibleName(_("Take away: {limit}").format(limit=chip.text))
            button.clicked.connect(lambda _on=False, one=chip: self.removed.emit(one.condition, one.value))
        if len(chips) > 1:
            self._button(_("Take all away")).clicked.connect(lambda _on=False: self.cleared.emit())
        self.setVisible(bool(chips))
        self.updateGeometry()

    def texts(self) -> list[str]:
        """What is shown, one by one."""
        found = [item.widget() for place in range(self._lines.count()) if (item := self._lines.itemAt(place))]
        return [one.toolTip() for one in found if isinstance(one, QPushButton)]

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(self)
        button.setToolTip(text)
        button.setFont(theme.sans(theme.CAPTION))
        button.setText(button.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, 280))
        button.setStyleSheet("QPushButton { min-height: 20px; padding: 0 6px; font-size: 11px; }")
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        icons.bind(button, "close")
        button.setIconSize(QSize(12, 12))
        self._lines.addWidget(button)
        button.show()
        return button
