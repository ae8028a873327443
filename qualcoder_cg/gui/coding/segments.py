"""Controls of the inspector: a choice in segments, a button with a star, a key cap, a line that elides."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from qualcoder_cg.gui import shortcuts, theme
from qualcoder_cg.gui.keys import shown
from qualcoder_cg.i18n import _

from . import mark_shapes, painting, words
from .pane import ElidedLabel, KeyButton

HEIGHT = 28
_SIDE = 10
_MARK = 16
_LONG_WORD = 14
_RADIUS = 4


class KeyCap(QWidget):
    """A key of the transcript as it looks on a keyboard, beside what it does.

    The key is the one that the table of actions names, or what the person chose instead of it.
    """

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._named = key
        self.setFixedHeight(HEIGHT)
        self.follow_keys()
        shortcuts.notifier().changed.connect(self.follow_keys)

    def follow_keys(self) -> None:
        """Show the key as it is now; nothing where there is none."""
        self.key = shown(shortcuts.current(self._named))
        self.setFixedWidth(painting.key_cap_width(self.key) + 1 if self.key else 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cap."""
        if self.key:
            painting.key_cap(QPainter(self), self.width(), self.rect(), self.key)


class TwoLines(ElidedLabel):
    """A label of two lines, of which the second ends in “…” where there is no room for more."""

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(0, 2 * QFontMetrics(theme.sans(theme.CAPTION)).lineSpacing())

    def minimumSizeHint(self) -> QSize:
        """Two lines of any width."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words there is room for."""
        painter, font = QPainter(self), theme.sans(theme.CAPTION)
        metrics = QFontMetrics(font)
        # A line is seldom full: the word that does not fit goes to the next.
        room = 2 * self.width() - metrics.averageCharWidth() * _LONG_WORD
        said = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, max(0, room))
        painter.setFont(font)
        painter.setPen(theme.colour("ink2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, said)


class _Segment(QAbstractButton):
    """One polarity: its mark and, unless that has no room, its name."""

    def __init__(self, polarity: str, first: bool, last: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._polarity, self._first, self._last = polarity, first, last
        self.compact = False
        name = words.polarities()[polarity]
        self.setText(name)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The mark with its name, as wide as the heavier letters of a chosen one, or the mark alone."""
        if self.compact:
            return QSize(2 * _SIDE + 12, HEIGHT)
        mark = _MARK if self._polarity else 0
        return QSize(2 * _SIDE + mark + QFontMetrics(self._font(True)).horizontalAdvance(self.text()), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and border of the segment, mark, name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, look = self.isChecked(), theme.tokens()
        border = "acc" if chosen else "ctl" if self.isEnabled() else "line2"
        ground = look.accbg if chosen else look.hover if self.underMouse() else look.base
        width = 2 if self.hasFocus() else 1
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(theme.colour("acc" if self.hasFocus() else border), width))
        painter.setBrush(theme.colour("base") if not self.isEnabled() else ground)
        painter.drawPath(self._outline(box))
        ink = theme.colour("ink" if self.isEnabled() else "dis")
        left, middle = _SIDE, self.height() / 2
        if self._polarity or self.compact:
            at = self.width() / 2 if self.compact else left + mark_shapes.WIDTH / 2
            mark_shapes.polarity(painter, QPointF(at, middle), self._polarity, ink)
            left += _MARK
        if not self.compact:
            room = QRect(left, 0, self.width() - left, self.height())
            painting.words(painter, room, self.text(), self._font(chosen), ink)

    def _outline(self, box: QRectF) -> QPainterPath:
        """A box whose outer corners are round, if it stands at an end of the row."""
        path = QPainterPath()
        path.addRoundedRect(box, _RADIUS, _RADIUS)
        for is_outer, side in ((self._first, box.left()), (self._last, box.center().x())):
            if not is_outer:
                half = QRectF(side, box.top(), box.width() / 2, box.height())
                path = path.united(_rectangle(half))
        return path.simplified()

    def _font(self, chosen: bool) -> QFont:
        return theme.sans(theme.INTERFACE, theme.SEMIBOLD if chosen else theme.REGULAR)


class PolarityChoice(QWidget):
    """Undecided, supports, qualifies, contradicts: one of them is chosen, or none where codings differ."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("How the passage bears on the question"))
        self._group = QButtonGroup(self)
        names = list(words.polarities())
        self.segments = {
            name: _Segment(name, place == 0, place == len(names) - 1, self)
            for place, name in enumerate(names)
        }
        for name, segment in self.segments.items():
            self._group.addButton(segment)
            segment.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._arrange()

    def show_polarity(self, polarity: str | None) -> None:
        """Show which one holds; None for none."""
        self._group.setExclusive(False)
        for name, segment in self.segments.items():
            segment.setChecked(name == polarity)
            if name == polarity:
                segment.raise_()
        self._group.setExclusive(True)

    def set_compact(self, compact: bool) -> None:
        """Show marks alone, with their names as tooltips."""
        for segment in self.segments.values():
            segment.compact = compact
        self._arrange()

    def _arrange(self) -> None:
        """Put the segments side by side; neighbours share a border."""
        x = 0
        for segment in self.segments.values():
            size = segment.sizeHint()
            segment.setGeometry(x, 0, size.width(), size.height())
            x += size.width() - 1
        self.setFixedSize(x + 1, HEIGHT)


class KeyQuoteButton(KeyButton):
    """A button with a star that is full while what is shown is a key quote."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Key quote"), "Q", parent)
        self.setCheckable(True)
        self.indent = _MARK

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and the star before its words."""
        super().paintEvent(event)
        ink = theme.colour("ink" if self.isEnabled() else "dis")
        middle = QPointF(8 + mark_shapes.WIDTH / 2, self.height() / 2 - 0.5)
        mark_shapes.star(QPainter(self), middle, ink, filled=self.isChecked())


def _rectangle(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(box)
    return path
