"""Between the two coders: what the codebook says of both codes, and how often the two are confused."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ...domain.codes import Code
from ...i18n import _
from .. import theme
from ..coding import words as code_words
from ..coding.pane import PADDING, KeyButton, hairline, label, panel
from . import keys
from .side_pane import FOOT, Swatch

_HEADER, _NAME = 40, 56


class CodeEntry(QWidget):
    """One code: name, definition, when to use it and when not, an example."""

    def __init__(self, code: Code, parent: QWidget) -> None:
        super().__init__(parent)
        swatch = Swatch(self)
        swatch.colour = code.colour
        name = label(code_words.code_name(code), "", self)
        name.setStyleSheet("font-weight: 600;")
        name.setWordWrap(True)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(swatch, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, 12, PADDING, 12)
        column.setSpacing(4)
        column.addLayout(top)
        rows = QGridLayout()
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(8)
        rows.setVerticalSpacing(4)
        rows.setColumnMinimumWidth(0, _NAME)
        rows.setColumnStretch(1, 1)
        if code.definition:
            column.addWidget(_wrapped(code.definition, "", self))
        said = ((_("Use"), code.when_to_use), (_("Not"), code.when_not), (_("Example"), code.example))
        for row, (title, text) in enumerate((title, text) for title, text in said if text):
            rows.addWidget(label(title, "caption", self), row, 0, Qt.AlignmentFlag.AlignTop)
            rows.addWidget(_wrapped(text, "", self, serif=title == _("Example")), row, 1)
        if not any(text for _title, text in said) and not code.definition:
            column.addWidget(_wrapped(_("The codebook says nothing of this code yet."), "quiet", self))
        column.addLayout(rows)


class BookPane(QWidget):
    """Codes under one another; `edit_wanted(code id)`, `pair_wanted(code id, code id)`."""

    edit_wanted = Signal(str)
    pair_wanted = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        panel(self)
        self._codes: Sequence[Code] = ()
        self.title = label("", "", self)
        self.title.setStyleSheet("font-weight: 600;")
        self.edit = KeyButton(_("Edit"), "F2", self, place=keys.PLACE)
        self.edit.clicked.connect(lambda _on=False: self.ask_to_edit())
        self.confused_title = label(_("These two are confused"), "caption", self)
        self.confused_title.setStyleSheet("font-weight: 600;")
        self.confused = label("", "", self)
        self.confused.setWordWrap(True)
        self.all = QPushButton(self)
        self.all.setFlat(True)
        self.all.setCursor(Qt.CursorShape.PointingHandCursor)
        self.all.clicked.connect(self._ask_for_pair)
        self._entries = QVBoxLayout()
        self._entries.setSpacing(0)
        self._lay_out()
        theme.notifier().changed.connect(self._dress)
        self._dress()

    def show_codes(self, codes: Sequence[Code], version: int) -> None:
        """Show the entries of these codes; `version` is the newest of the codebook, 0 before the first."""
        self._codes = codes
        self.title.setText(_("Codebook {n}").format(n=version) if version else _("Codebook"))
        while item := self._entries.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for code in codes:
            self._entries.addWidget(CodeEntry(code, self))
            self._entries.addWidget(hairline(self))
        self.edit.setEnabled(bool(codes))

    def say_confused(self, sentence: str, link: str) -> None:
        """Say how often the two stand against one another; nothing where `sentence` is empty."""
        self.foot.setVisible(bool(sentence))
        self._line.setVisible(bool(sentence))
        self.all.setVisible(bool(link))
        self.confused.setText(sentence)
        self.all.setText(link)

    def ask_to_edit(self) -> None:
        """Edit the code; of two, ask which."""
        if len(self._codes) == 1:
            self.edit_wanted.emit(self._codes[0].id)
        elif self._codes:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for code in self._codes:
                action = menu.addAction(code_words.code_name(code).replace("&", "&&"))
                action.triggered.connect(self._asking(code.id))
            menu.setActiveAction(menu.actions()[0])
            if self.edit.isVisible():
                menu.popup(self.edit.mapToGlobal(self.edit.rect().bottomLeft()))
            else:  # the pane is folded
                menu.popup(self.window().mapToGlobal(self.window().rect().center()))

    def _asking(self, code_id: str) -> Callable[[], None]:
        return lambda: self.edit_wanted.emit(code_id)

    def _ask_for_pair(self, _on: bool = False) -> None:
        if len(self._codes) == 2:
            self.pair_wanted.emit(self._codes[0].id, self._codes[1].id)

    def _lay_out(self) -> None:
        header = QWidget(self)
        header.setFixedHeight(_HEADER)
        top = QHBoxLayout(header)
        top.setContentsMargins(PADDING, 0, PADDING, 0)
        top.addWidget(self.title, 1)
        top.addWidget(self.edit)
        inside = QWidget(self)
        panel(inside)
        self.foot = QWidget(self)
        self.foot.setFixedHeight(FOOT)
        below = QVBoxLayout(self.foot)
        below.setContentsMargins(PADDING, 12, PADDING, 8)
        below.setSpacing(4)
        below.addWidget(self.confused_title)
        below.addWidget(self.confused)
        below.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        below.addStretch(1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._entries)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(_("What the codebook says of the two codes"))
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(header)
        whole.addWidget(hairline(self))
        whole.addWidget(scroll, 1)
        self._line = hairline(self)
        whole.addWidget(self._line)
        whole.addWidget(self.foot)

    def _dress(self) -> None:
        look = theme.tokens()
        self.all.setStyleSheet(
            f"QPushButton {{ border: none; padding: 0; color: {look.acc}; background: transparent;"
            " text-align: left; }"
            "QPushButton:hover { text-decoration: underline; background: transparent; }"
            f"QPushButton:focus {{ border: 2px solid {look.acc}; }}"
        )


def _wrapped(text: str, role: str, parent: QWidget, *, serif: bool = False) -> QWidget:
    made = label(text, role, parent)
    made.setWordWrap(True)
    if serif:
        made.setFont(theme.serif(theme.INTERFACE))
    return made
