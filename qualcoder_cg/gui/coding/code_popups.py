"""Two small things that open over the code tree: the name of a new code, and a colour."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from qualcoder_cg.errors import UserError
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.dialogs.swatches import Swatches
from qualcoder_cg.i18n import _

from .pane import label

_EDGE = 12


class NewCode(QFrame):
    """A field for the name of a new code, over the tree below the row it will stand at.

    `where(place)` says in words where a place is, `near(place)` gives the row, `add(name, place)` adds the
    code and may raise UserError, which is said below the field.
    """

    def __init__(
        self,
        parent: QWidget,
        where: Callable[[str], str],
        near: Callable[[str], QRect],
        add: Callable[[str, str], object],
    ) -> None:
        super().__init__(parent)
        self._over = parent
        self._where, self._near, self._add = where, near, add
        self._place = ""
        self._back: QWidget | None = None
        self.setObjectName("newCode")
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_("Name of the new code"))
        self.field.setAccessibleName(_("Name of the new code"))
        self.about = label("", "caption", self)
        self.about.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(4)
        box.addWidget(self.field)
        box.addWidget(self.about)
        self.field.installEventFilter(self)
        theme.notifier().changed.connect(self._dress)
        self._dress()
        self.hide()

    def open(self, place: str) -> None:
        """Ask for the name of a code at a place as `move_codes` names it."""
        self._place = place
        self._back = QApplication.focusWidget()
        self.field.clear()
        self._say(_("{place}. Enter adds it, Esc leaves.").format(place=self._where(place)), "caption")
        self._lie_near(self._near(place))
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter adds, Esc leaves, and so does going elsewhere."""
        if event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._close_if_left)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._close()
                return True
        return False

    def _take(self) -> None:
        try:
            self._add(self.field.text(), self._place)
        except UserError as error:
            self._say(str(error), "error")
        else:
            self._close()

    def _close(self) -> None:
        if self.isVisible():
            self.hide()
            if self._back is not None:
                self._back.setFocus(Qt.FocusReason.PopupFocusReason)

    def _close_if_left(self) -> None:
        focus = QApplication.focusWidget()
        if self.isVisible() and focus is not None and not self.isAncestorOf(focus):
            self.hide()

    def _say(self, text: str, role: str) -> None:
        self.about.setText(text)
        self.about.setProperty("role", role)
        self.about.style().unpolish(self.about)
        self.about.style().polish(self.about)
        self.resize(self.width(), self.heightForWidth(self.width()))

    def _lie_near(self, row: QRect) -> None:
        width = self._over.width() - 2 * _EDGE
        height = self.heightForWidth(width)
        y = row.bottom() + 2
        if y + height > self._over.height():
            y = row.top() - height - 2
        self.setGeometry(_EDGE, max(0, y), width, height)

    def _dress(self) -> None:
        look = theme.tokens()
        self.setStyleSheet(
            f"#newCode {{ background: {look.base}; border: 1px solid {look.ctl}; border-radius: 8px; }}"
        )


class ColourPopup(QFrame):
    """The palette's colours; `chosen(colour, with the codes below)` after Enter or a click."""

    chosen = Signal(str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._over = parent
        self.setObjectName("colours")
        self.swatches = Swatches("1-0", self)
        self.below = QCheckBox(_("Also the codes under it"), self)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 8)
        box.setSpacing(8)
        box.addWidget(self.swatches)
        box.addWidget(self.below)
        box.addWidget(label(_("Arrows choose, Enter takes, Esc leaves."), "caption", self))
        self.swatches.installEventFilter(self)
        theme.notifier().changed.connect(self._dress)
        self._dress()

    def open(self, colour: str, place: QPoint) -> None:
        """Open near a place of the screen, at a colour."""
        hue, tone = (int(part) for part in colour.split("-"))
        self.swatches.choose(hue, tone)
        self.adjustSize()
        screen = self._over.screen().availableGeometry()
        left = max(screen.left() + 8, min(place.x(), screen.right() - self.width() - 8))
        top = max(screen.top() + 8, min(place.y(), screen.bottom() - self.height() - 8))
        self.move(left, top)
        self.show()
        self.swatches.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click takes a colour."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            self._take()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what is chosen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        self.close()
        self.chosen.emit(self.swatches.chosen, self.below.isChecked())

    def _dress(self) -> None:
        look = theme.tokens()
        self.setStyleSheet(f"#colours {{ background: {look.base}; border: 1px solid {look.ctl}; }}")
