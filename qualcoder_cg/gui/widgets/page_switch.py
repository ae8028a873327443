"""The switch between the pages of a view: buttons that are one control."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ...i18n import _
from .. import theme

_HEIGHT = 22
_SIDE = 8


class PageSwitch(QWidget):
    """Names of pages beside one another, one of them pressed; `wanted(id)` when another is."""

    wanted = Signal(str)

    def __init__(self, pages: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Page"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        for number, (name, text) in enumerate(pages):
            button = QPushButton(text, self)
            button.setCheckable(True)
            button.setAccessibleName(text)
            button.setProperty("place", _place(number, len(pages)))
            button.clicked.connect(lambda _on=False, wanted=name: self.wanted.emit(wanted))
            self._group.addButton(button)
            row.addWidget(button)
            _make_room(button)
            self._buttons[name] = button
        theme.notifier().changed.connect(self._dress)
        self._dress()

    def show_page(self, name: str) -> None:
        """Press the button of a page; none where the page has no button."""
        self._group.setExclusive(name in self._buttons)
        for one, button in self._buttons.items():
            button.setChecked(one == name)

    def name_page(self, name: str, text: str) -> None:
        """Call a page otherwise."""
        self._buttons[name].setText(text)
        _make_room(self._buttons[name])
        self._buttons[name].setAccessibleName(text)

    def _dress(self) -> None:
        look = theme.tokens()
        self.setStyleSheet(
            f"QPushButton {{ min-height: {_HEIGHT}px; max-height: {_HEIGHT}px; padding: 0 {_SIDE}px;"
            f" font-size: 11px; border: 1px solid {look.ctl}; color: {look.ink2}; background: {look.base}; }}"
            f"QPushButton:checked {{ background: {look.accbg}; color: {look.ink}; font-weight: 600; }}"
            f"QPushButton:focus {{ border: 2px solid {look.acc}; padding: 0 {_SIDE - 1}px;"
            f" min-height: {_HEIGHT - 2}px; max-height: {_HEIGHT - 2}px; }}"
            "QPushButton[place='first'] { border-top-right-radius: 0; border-bottom-right-radius: 0;"
            " border-right: none; }"
            "QPushButton[place='middle'] { border-radius: 0; border-right: none; }"
            "QPushButton[place='last'] { border-top-left-radius: 0; border-bottom-left-radius: 0; }"
        )


def _make_room(button: QPushButton) -> None:
    """As much as the heavier letters of a pressed button need, so that it does not move when pressed."""
    heavy = QFontMetrics(theme.sans(theme.CAPTION, theme.SEMIBOLD)).horizontalAdvance(button.text())
    button.setMinimumWidth(heavy + 2 * (_SIDE + 2))


def _place(number: int, count: int) -> str:
    """Where a button stands in the control: its outer corners are round."""
    if number == 0:
        return "first"
    return "last" if number == count - 1 else "middle"
