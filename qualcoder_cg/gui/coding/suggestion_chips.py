"""What is suggested for a passage, as chips beside the text with the keys that accept them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from qualcoder_cg.domain.codes import Code
from qualcoder_cg.domain.suggestions import Suggestion
from qualcoder_cg.gui import shortcuts, theme
from qualcoder_cg.gui.keys import shown
from qualcoder_cg.i18n import _

from . import painting, words

_HEIGHT = 20
_SIDE = 6
_GAP = 4
KEYS = ("Y", "Alt+2", "Alt+3")


class Chip(QAbstractButton):
    """One code suggested; the first one solid, others dashed."""

    def __init__(self, name: str, key: str, solid: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._key, self._solid = key, solid
        self.setText(name)
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(_("Accept {code}").format(code=name))
        self.setToolTip(self.accessibleName() + f" ({key})")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """Room for the name and the key."""
        name = QFontMetrics(theme.sans(theme.CAPTION)).horizontalAdvance(self.text())
        return QSize(name + painting.key_cap_width(self._key) + 3 * _SIDE, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The name may be elided, the key not."""
        return QSize(painting.key_cap_width(self._key) + 4 * _SIDE, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Border, name, key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = Qt.PenStyle.SolidLine if self._solid else Qt.PenStyle.DashLine
        painter.setPen(QPen(theme.colour("ctl"), 1, line))
        painter.setBrush(theme.colour("hover" if self.underMouse() else "base"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        box = self.rect().adjusted(_SIDE, 0, -2, 0)
        box.setRight(box.right() - painting.key_cap(painter, box.right(), self.rect(), self._key) - _SIDE)
        ink = theme.colour("ink" if self._solid else "ink2")
        font, middle = theme.sans(theme.CAPTION), Qt.TextElideMode.ElideMiddle
        painting.words(painter, box, self.text(), font, ink, elide=middle)


class SuggestionChips(QWidget):
    """At most three chips, one under the other."""

    accepted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(_GAP)

    def show_choices(self, choices: Sequence[Suggestion], codes: Mapping[str, Code]) -> None:
        """Show these suggestions for one passage, the current one first."""
        for old in self.findChildren(Chip):
            old.hide()
            self._box.removeWidget(old)
            old.deleteLater()
        for key, one in zip(KEYS, choices):
            cap = shown(shortcuts.current(key))
            chip = Chip(words.name_of(codes, one.code_id), cap, key == KEYS[0], self)
            chip.clicked.connect(lambda _on=False, one=one: self.accepted.emit(one))
            self._box.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
            chip.show()
        self.adjustSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What stands behind is hidden: there are names where a passage has many codings."""
        QPainter(self).fillRect(self.rect(), theme.colour("base"))
