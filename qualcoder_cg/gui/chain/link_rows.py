"""What an item rests on, or leads to: a row for each link, and a field that adds some."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...domain.chain import Link
from ...i18n import _
from .. import theme
from ..coding import painting
from ..coding.pane import icon_button, label
from .link_field import LinkField

_ROW = 28
_NUMBER = 48


class LinkRows(QWidget):
    """`jumped(id)` to go to a link, `removed(id)` to let go of it, `entered(text)` to add some."""

    jumped = Signal(str)
    removed = Signal(str)
    entered = Signal(str)

    def __init__(self, title: str, hint: str, nothing: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = title
        self.title = label(title, "", self)
        self.title.setFont(theme.sans(theme.INTERFACE, theme.SEMIBOLD))
        self.title.setStyleSheet("font-weight: 600;")
        self.caption = label("", "caption", self)
        self.nothing = label(nothing, "caption", self)
        self.field = LinkField(_("Add to: {title}").format(title=title), hint, self)
        self.field.entered.connect(self.entered)
        self._shown: list[tuple[str, str, str]] = []
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.caption)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._rows)
        column.addWidget(self.nothing)
        column.addWidget(self.field)

    def show_links(self, links: Sequence[Link], offered: Callable[[], Sequence[Link]]) -> None:
        """Show links; `offered` gives what could be added, once the field is used."""
        wanted = [(link.id, link.number, link.text) for link in links]
        if wanted != self._shown:
            focus = QApplication.focusWidget()
            had_focus = focus is not None and self.isAncestorOf(focus)
            self._shown = wanted
            self._rebuild(links)
            if had_focus:
                self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.nothing.setVisible(not links)
        self.caption.setText(str(len(links)) if links else "")
        self.field.offer(lambda: [(link.number, " ".join(link.text.split())) for link in offered()])

    def _rebuild(self, links: Sequence[Link]) -> None:
        while entry := self._rows.takeAt(0):
            widget = entry.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        for link in links:
            self._rows.addWidget(self._row(link))

    def _row(self, link: Link) -> QWidget:
        row = QWidget(self)
        to = LinkButton(link, row)
        to.clicked.connect(lambda _on=False, link_id=link.id: self.jumped.emit(link_id))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(to, 1)
        told = _("Remove the link to {number}").format(number=link.number)
        line.addWidget(icon_button("close", told, lambda: self.removed.emit(link.id), row))
        return row


class LinkButton(QAbstractButton):
    """The number of a link in the colour of links, and the beginning of its text."""

    def __init__(self, link: Link, parent: QWidget) -> None:
        super().__init__(parent)
        self._number, self._text = link.number, " ".join(link.text.split())
        self.setText(f"{self._number} {self._text}")
        self.setAccessibleName(_("Go to {number}: {text}").format(number=self._number, text=self._text))
        self.setToolTip(self._text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_ROW)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(120, _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Number and words, a ground under the mouse, a frame with the keyboard."""
        painter = QPainter(self)
        box = self.rect()
        if self.underMouse():
            painter.fillRect(box, theme.colour("hover"))
        bold = theme.sans(theme.INTERFACE, theme.SEMIBOLD)
        painting.words(
            painter, QRect(4, 0, _NUMBER - 8, box.height()), self._number, bold, theme.colour("acc")
        )
        rest = box.adjusted(4 + _NUMBER, 0, -4, 0)
        painting.words(painter, rest, self._text, theme.sans(theme.INTERFACE), theme.colour("ink"))
        if self.hasFocus():
            painter.setPen(theme.colour("acc"))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
