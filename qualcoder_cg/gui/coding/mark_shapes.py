"""The marks ● ◐ ○ · ? ★ and the small memo, drawn: fonts have them in other sizes, or not at all."""

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from qualcoder_cg.domain.codings import CONTRADICTS, QUALIFIES, SUPPORTS

WIDTH = 8.0
_LINE = 1.5
_DOT = 2.5
_STAR = 5.0
_HOLLOW = 0.42
_MEMO = 9.0
_FOLD = 3.0


def polarity(painter: QPainter, middle: QPointF, which: str, colour: QColor) -> None:
    """Full for supports, half for qualifies, hollow for contradicts, a dot for undecided."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = WIDTH - _LINE
    box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
    painter.setPen(QPen(colour, _LINE))
    if which == SUPPORTS:
        painter.setBrush(colour)
        painter.drawEllipse(box)
    elif which in (QUALIFIES, CONTRADICTS):
        painter.drawEllipse(box)
        if which == QUALIFIES:
            painter.setBrush(colour)
            painter.drawPie(box, 90 * 16, 180 * 16)
    else:
        painter.setPen(QPen(colour, 0))
        painter.setBrush(colour)
        painter.drawEllipse(middle, _DOT / 2, _DOT / 2)
    painter.restore()


def unsure(painter: QPainter, middle: QPointF, colour: QColor) -> None:
    """A question mark: a suggester put it there, and nobody has confirmed it."""
    left, top = middle.x() - 2.5, middle.y() - 5.0
    hook = QPainterPath(QPointF(left, top + 2.4))
    hook.cubicTo(QPointF(left, top - 1.2), QPointF(left + 5.6, top - 1.2), QPointF(left + 5.0, top + 2.6))
    hook.cubicTo(
        QPointF(left + 4.6, top + 4.6), QPointF(left + 2.5, top + 4.2), QPointF(left + 2.5, top + 6.6)
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, _LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(hook)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(left + 2.5, top + 9.2), 1.0, 1.0)
    painter.restore()


def star(painter: QPainter, middle: QPointF, colour: QColor, *, filled: bool = True) -> None:
    """The star of a key quote."""
    corners = []
    for corner in range(10):
        angle = -pi / 2 + corner * pi / 5
        reach = _STAR * (_HOLLOW if corner % 2 else 1)
        corners.append(middle + QPointF(reach * cos(angle), reach * sin(angle) + 0.5))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1))
    if filled:
        painter.setBrush(colour)
    painter.drawPolygon(QPolygonF(corners))
    painter.restore()


def memo(painter: QPainter, middle: QPointF, colour: QColor) -> None:
    """A slip of paper with a folded corner and two lines: there is a memo."""
    left, top = middle.x() - _MEMO / 2, middle.y() - _MEMO / 2
    right, bottom = left + _MEMO, top + _MEMO
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.2))
    outline = [
        QPointF(left, top),
        QPointF(right, top),
        QPointF(right, bottom - _FOLD),
        QPointF(right - _FOLD, bottom),
        QPointF(left, bottom),
    ]
    painter.drawPolygon(QPolygonF(outline))
    painter.drawPolyline([outline[2], QPointF(right - _FOLD, bottom - _FOLD), outline[3]])
    for line in (3.0, 5.5):
        painter.drawLine(QPointF(left + 2, top + line), QPointF(right - 2 - (line > 3) * 2, top + line))
    painter.restore()
