"""A quiet line that tells keys by their caps, each with what it does."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualcoder_cg.gui import theme

from . import painting

_HEIGHT = 20
_INNER, _OUTER = 4, 16


class KeyHints(QWidget):
    """Shows (keys, words) from left to right; what has no room at the right end is left out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._hints: Sequence[tuple[Sequence[str], str]] = ()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_hints(self, hints: Sequence[tuple[Sequence[str], str]]) -> None:
        """Show these."""
        self._hints = hints
        self.setAccessibleName("; ".join(f"{' '.join(keys)} {words}" for keys, words in hints))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for all of them."""
        return QSize(sum(_width(keys, words) + _OUTER for keys, words in self._hints), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Caps and words."""
        painter = QPainter(self)
        font, x = theme.sans(theme.CAPTION), 0
        for keys, words in self._hints:
            if x + _width(keys, words) > self.width():
                return
            for key in keys:
                x += painting.key_cap_width(key)
                painting.key_cap(painter, x, self.rect(), key)
                x += _INNER
            room = QRect(x, 0, self.width() - x, _HEIGHT)
            x += painting.words(painter, room, words, font, theme.colour("ink2")) + _OUTER


def _width(keys: Sequence[str], words: str) -> int:
    advance = QFontMetrics(theme.sans(theme.CAPTION)).horizontalAdvance(words)
    return sum(painting.key_cap_width(key) + _INNER for key in keys) + advance
