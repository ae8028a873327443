"""Where is searched, how many hits there are, and what can be done with those selected."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from qualcoder_cg.gui import shortcuts, theme
from qualcoder_cg.gui.coding.pane import PADDING, KeyButton
from qualcoder_cg.i18n import _, ngettext
from qualcoder_cg.services.search import Search

from . import find_words
from .find_bar import growth_choice

_GAP = 8
_COUNTS_HIGH = 26


class HitsBar(QWidget):
    """One row while everything fits into it, else the counts stand below; then the forms, if any.

    `left_out_wanted` asks to search interviewers' words too, `code_wanted` to code what is selected.
    """

    left_out_wanted = Signal()
    code_wanted = Signal()

    def __init__(self, first: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self._first = first
        self.counts = QLabel("", self)
        self.left_out = QToolButton(self)
        self.forms = QLabel("", self)
        self.grow = growth_choice(self)
        self.code_button = KeyButton("", "C", self, place=shortcuts.FIND)
        self._row, self._below = QHBoxLayout(), QHBoxLayout()
        for caption in (self.counts, self.forms):
            caption.setProperty("role", "caption")
            caption.setTextFormat(Qt.TextFormat.PlainText)
        self.counts.setMinimumHeight(_COUNTS_HIGH)
        self.forms.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.left_out.setToolTip(_("Search interviewers’ words too"))
        self.left_out.setFont(theme.sans(theme.CAPTION))
        self.left_out.setStyleSheet("QToolButton { color: palette(link); padding: 0 6px; }")
        self.left_out.clicked.connect(self.left_out_wanted)
        self.code_button.clicked.connect(self.code_wanted)
        self._lay_out()
        self.show_search(None, under_way=False, listed=0, several=False)
        self.show_selected(0)

    def growth(self) -> str:
        """How much of the text around a hit is to be coded."""
        return str(self.grow.currentData())

    def show_search(self, search: Search | None, *, under_way: bool, listed: int, several: bool) -> None:
        """Say how far a search has come; None where nothing is looked for."""
        said = forms = ""
        left = 0
        if search:
            forms = find_words.forms(search)
            if search.hits or under_way:
                said = find_words.counts(search, under_way=under_way, listed=listed, several=several)
                left = search.left_out if search.hits else 0
        self.counts.setText(said)
        self.left_out.setText(find_words.left_out(left))
        self.left_out.setVisible(bool(left))
        self.forms.setText(forms)
        self.forms.setToolTip(forms)
        self.forms.setVisible(bool(forms))
        if not self._fits():
            self._arrange(below=True)

    def show_selected(self, count: int) -> None:
        """Say how many hits are selected."""
        full = ngettext("Code {n} hit", "Code {n} hits", count).format(n=count)
        told = _("Put the hits selected under a code (C); R takes the last code")
        none = _("Select hits in the list first; Ctrl+A selects all of them.")
        self.code_button.setText(_("Code {n}").format(n=count) if count else _("Code hits"))
        self.code_button.setAccessibleName(full if count else _("Code hits"))
        self.code_button.setEnabled(bool(count))
        self.code_button.setToolTip(told if count else none)
        if not self._fits():
            self._arrange(below=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the counts where there is room for them."""
        super().resizeEvent(event)
        self._arrange(below=not self._fits())

    def _fits(self) -> bool:
        """Whether one row is enough. Before the widget has a size everything fits."""
        counted = [self.counts, *([self.left_out] if self.left_out.text() else [])]
        parts = [*self._first, *counted, self.grow, self.code_button]
        wanted = sum(part.sizeHint().width() + _GAP for part in parts) + 2 * PADDING
        return not self.isVisible() or wanted <= self.width()

    def _arrange(self, *, below: bool) -> None:
        row, other = (self._below, self._row) if below else (self._row, self._below)
        if row.indexOf(self.counts) < 0:
            place = 0 if below else len(self._first)
            for number, widget in enumerate((self.counts, self.left_out)):
                other.removeWidget(widget)
                row.insertWidget(place + number, widget)

    def _lay_out(self) -> None:
        self._row.setContentsMargins(PADDING, 0, PADDING, 8)
        self._row.setSpacing(_GAP)
        for widget in (*self._first, self.counts, self.left_out):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.grow)
        self._row.addWidget(self.code_button)
        self._below.setContentsMargins(PADDING, 0, PADDING, 0)
        self._below.setSpacing(_GAP)
        self._below.addStretch(1)
        self.forms.setContentsMargins(PADDING, 0, PADDING, 8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._row)
        box.addLayout(self._below)
        box.addWidget(self.forms)
