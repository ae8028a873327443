"""Small things that the panes draw alike: swatches, key caps, chevrons, elided words."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPen, QPolygon
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from qualcoder_cg.domain import palette
from qualcoder_cg.gui import theme

Index = QModelIndex | QPersistentModelIndex

SWATCH = 12
_CAP_HEIGHT = 16
_CAP_SIDE = 5
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def named_by(index: Index) -> QModelIndex:
    """The cell of a row that names it and holds its data."""
    return index.model().index(index.row(), 0, index.parent())


def is_selected(option: QStyleOptionViewItem) -> bool:
    """Whether a row is drawn as selected."""
    return bool(option.state & QStyle.StateFlag.State_Selected)


def row_background(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """What lies under the words of a row: hover, selected, selected in an unfocused pane; else nothing."""
    if is_selected(option):
        focused = option.widget is None or option.widget.hasFocus()
        painter.fillRect(option.rect, theme.colour("sel" if focused else "accbg"))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, theme.colour("hover"))


def words(
    painter: QPainter,
    box: QRect,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> int:
    """One line of text in a box, elided at its end unless told otherwise; gives the pixels it took."""
    metrics = QFontMetrics(font)
    took = metrics.horizontalAdvance(text)
    if took > box.width():
        text = metrics.elidedText(text, elide, max(0, box.width()))
        took = metrics.horizontalAdvance(text)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(box, align | _MIDDLE, text)
    return took


def swatch(painter: QPainter, x: int, row: QRect, colour: str, *, selected: bool = False) -> None:
    """The small square of a code's colour: its tint in its stroke, in ink on a selected row."""
    edge = theme.tokens().ink if selected else ""
    drawn = _swatch(colour, edge, theme.tokens().dark, painter.device().devicePixelRatio())
    painter.drawImage(x - 1, row.center().y() - SWATCH // 2 - 1, drawn)


@lru_cache(maxsize=512)
def _swatch(colour: str, edge: str, dark: bool, ratio: float) -> QImage:
    """A swatch with 1 px around it, for a screen of this ratio; drawn once, as lists have hundreds."""
    side = round((SWATCH + 2) * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(palette.tint(colour, dark)))
    painter.setPen(QPen(QColor(edge or palette.stroke(colour, dark)), 1.5))
    painter.drawRoundedRect(QRectF(1.5, 1.5, SWATCH - 1, SWATCH - 1), 2, 2)
    painter.end()
    return image


def key_cap_width(key: str) -> int:
    """The pixels a key cap takes."""
    metrics = QFontMetrics(theme.sans(theme.CAPTION))
    return max(_CAP_HEIGHT, metrics.horizontalAdvance(key) + 2 * _CAP_SIDE)


def key_cap(painter: QPainter, right: int, row: QRect, key: str) -> int:
    """A key as it looks on a keyboard, ending at `right`; gives its width."""
    width = key_cap_width(key)
    box = QRectF(right - width + 0.5, row.center().y() - _CAP_HEIGHT / 2 + 1, width - 1, _CAP_HEIGHT - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.colour("base"))
    painter.setPen(QPen(theme.colour("line2"), 1))
    painter.drawRoundedRect(box, 3, 3)
    painter.setFont(theme.sans(theme.CAPTION))
    painter.setPen(theme.colour("ink2"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()
    return width


def chevron(painter: QPainter, x: int, row: QRect, *, is_open: bool) -> None:
    """The mark of a group: pointing down when open, to the side when folded; 10 px wide from `x`."""
    y = row.center().y() + 1
    if is_open:
        points = [QPoint(x, y - 2), QPoint(x + 4, y + 2), QPoint(x + 8, y - 2)]
    else:
        points = [QPoint(x + 2, y - 4), QPoint(x + 6, y), QPoint(x + 2, y + 4)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("ink2"), 1.5))
    painter.drawPolyline(QPolygon(points))
    painter.restore()
