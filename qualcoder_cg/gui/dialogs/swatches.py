"""Choosing a code's colour among the palette's twelve hues in three tones."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from ...domain import palette
from ...i18n import _
from .. import theme

_CELL = 28
_BOX = 20


class Swatches(QWidget):
    """A grid of colours; arrows or the mouse choose one, written "3-1"."""

    chosen_changed = Signal(str)

    def __init__(self, colour: str, parent: QWidget, *, tones: int = palette.TONES) -> None:
        super().__init__(parent)
        self.chosen = colour
        self._tones = tones
        self.setFixedSize(palette.HUES * _CELL, tones * _CELL)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Colour"))
        self._say()

    def sizeHint(self) -> QSize:
        """Twelve hues wide, three tones high."""
        return QSize(palette.HUES * _CELL, self._tones * _CELL)

    def show_chosen(self, colour: str) -> None:
        """Mark a colour as chosen; nobody is told."""
        self.chosen = colour
        self._say()
        self.update()

    def choose(self, hue: int, tone: int) -> None:
        """Choose by hue (1–12) and tone (0–2), as far as they exist."""
        hue, tone = max(1, min(palette.HUES, hue)), max(0, min(self._tones - 1, tone))
        self.chosen = f"{hue}-{tone}"
        self._say()
        self.update()
        self.chosen_changed.emit(self.chosen)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The swatches; a frame in ink around the chosen one, in the accent with the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dark = theme.tokens().dark
        for tone in range(self._tones):
            for hue in range(1, palette.HUES + 1):
                box = self._box(hue, tone)
                colour = f"{hue}-{tone}"
                painter.setBrush(QColor(palette.stroke(colour, dark)))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.drawRoundedRect(box, 4, 4)
                if colour == self.chosen:
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.setPen(QPen(theme.colour("acc" if self.hasFocus() else "ink"), 2))
                    painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 6, 6)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is clicked."""
        place: QPoint = event.position().toPoint()
        self.choose(place.x() // _CELL + 1, place.y() // _CELL)
        QToolTip.showText(event.globalPosition().toPoint(), self.accessibleDescription(), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows."""
        hue, tone = (int(part) for part in self.chosen.split("-"))
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step:
            self.choose(hue + step[0], tone + step[1])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the focus is."""
        super().focusInEvent(event)
        self.update()

    def _box(self, hue: int, tone: int) -> QRect:
        margin = (_CELL - _BOX) // 2
        return QRect((hue - 1) * _CELL + margin, tone * _CELL + margin, _BOX, _BOX)

    def _say(self) -> None:
        hue, tone = self.chosen.split("-")
        words = hue_names().get(palette.HUE_NAMES[int(hue) - 1], "")
        said = _("{hue}, tone {n} of 3").format(hue=words, n=int(tone) + 1)
        self.setAccessibleDescription(said if self._tones > 1 else words)


def hue_names() -> dict[str, str]:
    """The hues in words."""
    return {
        "blue": _("blue"),
        "amber": _("amber"),
        "green": _("green"),
        "magenta": _("magenta"),
        "brick": _("brick"),
        "teal": _("teal"),
        "violet": _("violet"),
        "olive": _("olive"),
        "sky": _("sky"),
        "rose": _("rose"),
        "plum": _("plum"),
        "slate": _("slate"),
    }
