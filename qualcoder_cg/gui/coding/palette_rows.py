"""How the quick palette draws the codes it offers."""

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from qualcoder_cg.domain.codes import Code
from qualcoder_cg.gui import icons, theme
from qualcoder_cg.gui.keys import shown
from qualcoder_cg.services.palette import label_of, match_in, number_of

from . import painting

ROW = 28
CODE = Qt.ItemDataRole.UserRole + 1
WHY = Qt.ItemDataRole.UserRole + 2
NEW = Qt.ItemDataRole.UserRole + 3
_LEFT = 12
_NAME_AT = 36


class PaletteRows(QStyledItemDelegate):
    """One code: swatch, number, name with the typed letters underlined, why it is here, tick, its key."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.typed = ""
        self.ticked: frozenset[str] = frozenset()

    def sizeHint(self, option: QStyleOptionViewItem, index: painting.Index) -> QSize:
        """28 px high."""
        return QSize(40, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One row."""
        painting.row_background(painter, option)
        box = QRect(option.rect).adjusted(_LEFT, 0, -8, 0)
        chosen = painting.is_selected(option)
        code: Code | None = index.data(CODE)
        key = shown("Return") if chosen else ""
        if code is None:
            key = shown("Return" if chosen else "Ctrl+Return")
            picture = icons.pixmap("plus", theme.tokens().ink2, painter.device().devicePixelRatioF())
            painter.drawPixmap(box.left() - 4, box.center().y() - 9, picture)
        else:
            painting.swatch(painter, box.left(), box, code.colour, selected=chosen)
        if key:
            box.setRight(box.right() - painting.key_cap(painter, box.right(), box, key) - 8)
        ticked = code is not None and code.id in self.ticked
        if ticked:
            colour = theme.tokens().ink if chosen else theme.tokens().acc
            picture = icons.pixmap("check", colour, painter.device().devicePixelRatioF())
            painter.drawPixmap(box.right() - icons.SIZE, box.center().y() - icons.SIZE // 2 + 1, picture)
            box.setRight(box.right() - icons.SIZE - 4)
        self._paint_why(painter, box, str(index.data(WHY) or ""))
        box.setLeft(option.rect.left() + _NAME_AT)
        weight = theme.SEMIBOLD if ticked else theme.REGULAR
        ink, font = theme.colour("ink"), theme.sans(theme.INTERFACE, weight, tabular=True)
        if code is None:
            painting.words(painter, box, str(index.data()), font, ink)
            return
        number = number_of(code)
        if number:
            box.setLeft(box.left() + painting.words(painter, box, number + " ", font, ink))
        painting.words(painter, box, label_of(code), font, ink)
        self._underline(painter, box, label_of(code))

    def _paint_why(self, painter: QPainter, box: QRect, why: str) -> None:
        font = theme.sans(theme.CAPTION)
        right = QRect(box)
        right.setLeft(box.left() + box.width() // 2)
        took = painting.words(painter, right, why, font, theme.colour("ink2"), Qt.AlignmentFlag.AlignRight)
        box.setRight(box.right() - took - 8)

    def _underline(self, painter: QPainter, box: QRect, label: str) -> None:
        """Show which letters were found."""
        found = match_in(label, self.typed)
        if found:
            metrics = QFontMetrics(painter.font())
            start = box.left() + metrics.horizontalAdvance(label[: found.start])
            end = box.left() + metrics.horizontalAdvance(label[: found.end])
            y = box.center().y() + metrics.ascent() // 2 + 3
            painter.fillRect(QRect(start, y, min(end, box.right()) - start, 1), theme.colour("ink"))
