"""The list of reports: a title and a line on it in each row."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from .. import theme

ABOUT = Qt.ItemDataRole.UserRole + 1
_SIDE, _ABOVE, _TITLE = 12, 6, 20
_WRAP = int(Qt.TextFlag.TextWordWrap)


class KindRows(QStyledItemDelegate):
    """Paints title and line, the line as high as it needs to be."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row's ground as the style has it, then the words, title and line broken where they must be."""
        title, about = str(index.data(Qt.ItemDataRole.DisplayRole)), str(index.data(ABOUT))
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        widget = ground.widget
        if widget:
            widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, widget)
        rect: QRect = ground.rect
        inner = rect.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        painter.save()
        painter.setFont(theme.sans(theme.INTERFACE, theme.MEDIUM))
        painter.setPen(theme.colour("ink"))
        painter.drawText(inner, _WRAP, title)
        tall = self._title_height(title, inner.width())
        painter.setFont(theme.sans(theme.CAPTION))
        painter.setPen(theme.colour("ink2"))
        painter.drawText(inner.adjusted(0, tall, 0, 0), _WRAP, about)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for the title and all of the line."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListWidget) else 240
        room = QRect(0, 0, max(width - 2 * _SIDE, 80), 1000)
        about = QFontMetrics(theme.sans(theme.CAPTION)).boundingRect(room, _WRAP, str(index.data(ABOUT)))
        tall = self._title_height(str(index.data(Qt.ItemDataRole.DisplayRole)), room.width())
        return QSize(80, about.height() + tall + 2 * _ABOVE)

    @staticmethod
    def _title_height(title: str, width: int) -> int:
        """As many lines as the title needs."""
        metrics = QFontMetrics(theme.sans(theme.INTERFACE, theme.MEDIUM))
        box = metrics.boundingRect(QRect(0, 0, width, 1000), _WRAP, title)
        return max(_TITLE, box.height() + 4)
