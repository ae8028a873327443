"""What the panes have alike: a header 40 px high, hairlines, a button that shows its key."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QWidget,
)

from qualcoder_cg.gui import icons, shortcuts, theme
from qualcoder_cg.gui.keys import shown
from qualcoder_cg.i18n import _

from . import painting

HEADER = 40
TREE_PADDING = 12
PADDING = 16
_GAP = 8


def hairline(parent: QWidget) -> QFrame:
    """A line 1 px high between parts of a pane."""
    line = QFrame(parent)
    line.setFixedHeight(1)
    line.setAutoFillBackground(False)
    line.setStyleSheet("background: palette(mid);")
    return line


def label(text: str, role: str, parent: QWidget) -> QLabel:
    """A label in one of the looks of the style sheet: caption, title, quiet, warning, error; "" plain."""
    made = QLabel(text, parent)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def icon_button(name: str, told: str, work: Callable[[], object], parent: QWidget) -> QToolButton:
    """A button with an icon, a name for those who cannot see it, and a tooltip."""
    button = QToolButton(parent)
    icons.bind(button, name)
    button.setAccessibleName(told)
    button.setToolTip(told)
    button.clicked.connect(lambda _checked=False: work())
    return button


def filter_field(hint: str, name: str, parent: QWidget) -> QLineEdit:
    """A field that filters what stands below it while one types."""
    field = QLineEdit(parent)
    field.setPlaceholderText(hint)
    field.setAccessibleName(name)
    add_icon(field, "filter", QLineEdit.ActionPosition.LeadingPosition)
    clear = add_icon(field, "close", QLineEdit.ActionPosition.TrailingPosition)
    clear.setToolTip(_("Clear"))
    clear.setVisible(False)
    clear.triggered.connect(field.clear)
    field.textChanged.connect(lambda typed: clear.setVisible(bool(typed)))
    return field


def add_icon(field: QLineEdit, name: str, place: QLineEdit.ActionPosition) -> QAction:
    """Put an icon into a field that follows the look."""
    action = field.addAction(icons.icon(name), place)
    action.setToolTip(field.accessibleName())
    icons.bind(action, name)
    # The look of tool buttons elsewhere would push it off its middle.
    field.setStyleSheet("QToolButton { min-width: 0; min-height: 0; border: none; }")
    return action


def panel(widget: QWidget, token: str = "panel") -> None:
    """Let a pane have the colour of side panes, or another of the look."""
    role = {"panel": QPalette.ColorRole.Button, "base": QPalette.ColorRole.Base}[token]
    widget.setAutoFillBackground(True)
    widget.setBackgroundRole(role)


class ElidedLabel(QLabel):
    """A label of one line that ends in “…” where it has no room, and tells the rest as a tooltip."""

    def __init__(self, parent: QWidget, size: int = theme.CAPTION) -> None:
        super().__init__(parent)
        self._size = size
        self.setProperty("role", "caption" if size == theme.CAPTION else "quiet")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show this."""
        super().setText(text)
        self.setToolTip(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words there is room for."""
        align = Qt.AlignmentFlag(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        font, colour = theme.sans(self._size), theme.colour("ink2")
        painting.words(QPainter(self), self.rect(), self.text(), font, colour, align)


class ElidedButton(QPushButton):
    """A button whose words end in “…” where they have no room, and which tells them whole as a tooltip."""

    _LEAST = 48

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show this."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def text(self) -> str:
        """All of the words."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Room for all of the words."""
        return QSize(self._frame() + self._wide(self._whole) + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for the beginning of them."""
        return QSize(min(self._LEAST, self.sizeHint().width()), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many of the words as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._frame() if self.isVisible() else self._wide(self._whole)
        super().setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))

    def showEvent(self, event: QShowEvent) -> None:
        """The same, the first time."""
        super().showEvent(event)
        self._fit()

    def _frame(self) -> int:
        """What the style needs around the words."""
        return super().sizeHint().width() - self._wide(super().text())

    def _wide(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)


class PaneHeader(QWidget):
    """Title at the left, a caption and buttons at the right, a hairline below."""

    def __init__(
        self, title: str, parent: QWidget, *, padding: int = TREE_PADDING, caption_left: bool = False
    ) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEADER)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(padding, 0, padding, 0)
        self._row.setSpacing(_GAP)
        self.title = label(title, "", self)
        self.title.setFont(theme.sans(theme.INTERFACE, theme.SEMIBOLD))
        self.title.setStyleSheet("font-weight: 600;")
        self.caption = ElidedLabel(self)
        side = Qt.AlignmentFlag.AlignLeft if caption_left else Qt.AlignmentFlag.AlignRight
        self.caption.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.title)
        self._row.addWidget(self.caption, 1)

    def add(self, widget: QWidget) -> None:
        """Put a control at the right end."""
        self._row.addWidget(widget)

    def put_first(self, widget: QWidget) -> None:
        """Put a control before the title."""
        self._row.insertWidget(0, widget)


class KeyButton(QPushButton):
    """A button that shows the key that does the same; `indent` leaves room before its words.

    The key is the one that the table of actions names, or what the person chose instead of it.
    """

    def __init__(self, text: str, key: str, parent: QWidget, *, place: str = shortcuts.TRANSCRIPT) -> None:
        super().__init__(text, parent)
        self._named, self._place = key, place
        self._key = ""
        self._is_bare = False
        self.indent = 0
        self.follow_keys()
        shortcuts.notifier().changed.connect(self.follow_keys)

    def follow_keys(self) -> None:
        """Show the key as it is now."""
        self._key = shown(shortcuts.current(self._named, self._place))
        self.setToolTip(f"{self.text()} ({self._key})" if self._key else self.text())
        self.updateGeometry()
        self.update()

    def show_bare(self, bare: bool) -> None:
        """Show the words without the key, which the tooltip has too, or with it again."""
        if bare != self._is_bare:
            self._is_bare = bare
            self.updateGeometry()
            self.update()

    def width_with_key(self) -> int:
        """How wide it is with its words and its key, in pixels."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * _GAP + self.indent
        return width + (painting.key_cap_width(self._key) + _GAP if self._key else 0)

    def sizeHint(self) -> QSize:
        """Room for the words and the key."""
        key = painting.key_cap_width(self._key) + _GAP if self._key and self._is_bare else 0
        return QSize(self.width_with_key() - key, 28)

    def minimumSizeHint(self) -> QSize:
        """Never narrower."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame as the style draws it, then the words, then the key."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        inner = self.rect().adjusted(_GAP + self.indent, 0, -_GAP, 0)
        main = "on_acc" if self.property("main") else "ink"
        colour = theme.colour(main if self.isEnabled() else "dis")
        key = "" if self._is_bare else self._key
        room = inner.adjusted(0, 0, -painting.key_cap_width(key) - _GAP if key else 0, 0)
        painting.words(painter, QRect(room), self.text(), self.font(), colour)
        if key:
            painting.key_cap(painter, inner.right() + 1, self.rect(), key)
