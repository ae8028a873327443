"""The inspector's page about the codings chosen: what they weigh, what can be done with them, the memo."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from qualcoder_cg.domain.codes import Code
from qualcoder_cg.domain.codings import SUGGESTED, Coding
from qualcoder_cg.gui import theme
from qualcoder_cg.i18n import _, ngettext

from . import words
from .code_title import CodeTitle
from .memo_edit import MemoEdit
from .pane import PADDING, ElidedLabel, KeyButton, label
from .segments import KeyCap, KeyQuoteButton, PolarityChoice

LEAST_MEMO = 200
_GAP = 8
_LEAST = 440


class CodingPage(QWidget):
    """Shows one coding with its memo, or several without; a signal for each thing to be done with them."""

    confirm_wanted = Signal()
    reject_wanted = Signal()
    polarity_chosen = Signal(str)
    key_wanted = Signal()
    edges_wanted = Signal()
    move_wanted = Signal()
    copy_wanted = Signal()
    join_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._narrow: bool | None = None
        self._many: bool | None = None
        self.title = CodeTitle(self)
        self.count = label("", "", self)
        self.count.setStyleSheet("font-weight: 600;")
        self.facts = ElidedLabel(self)
        self.polarity = PolarityChoice(self)
        self.key = KeyQuoteButton(self)
        self.confirm = KeyButton(_("Confirm"), "Y", self)
        self.reject = KeyButton(_("Reject"), "N", self)
        self.edges = KeyButton(_("Edges"), "E", self)
        self.move_to = KeyButton(_("Move"), "X", self)
        self.copy = KeyButton(_("Copy"), "Shift+X", self)
        self.join = KeyButton(_("Join"), "Shift+D", self)
        self.remove = KeyButton(_("Remove"), "Del", self)
        self.memo = MemoEdit(_("Memo on this coding"), "", self)
        self._memo_side = self._memo_column()
        self._line = QFrame(self)
        self._line.setFixedWidth(1)
        self._line.setStyleSheet("background: palette(mid);")
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._lay_out()
        self._connect()
        self._set_many(False)

    def show_one(self, coding: Coding, code: Code | None, facts: str) -> None:
        """Show one coding; the memo is for the caller to show."""
        self.title.show_code(code)
        self.facts.setText(facts)
        self._show_weight([coding])
        self._set_many(False)

    def show_many(self, codings: Sequence[Coding], codes: Mapping[str, Code]) -> None:
        """Show how many there are, under which codes, and what holds for all of them."""
        self.count.setText(ngettext("{n} coding", "{n} codings", len(codings)).format(n=len(codings)))
        names = dict.fromkeys(words.name_of(codes, coding.code_id) for coding in codings)
        self.facts.setText(" · ".join(names))
        self._show_weight(codings)
        self.join.setEnabled(len({one[1:4] for one in codings}) == 1)
        told = _("Only codings of one code and coder can be joined.")
        self.join.setToolTip("" if self.join.isEnabled() else told)
        self._set_many(True)

    def shows_many(self) -> bool:
        """Whether several codings are shown."""
        return bool(self._many)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the controls are when they have to be."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the controls into the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _show_weight(self, codings: Sequence[Coding]) -> None:
        polarities = {coding.polarity for coding in codings}
        self.polarity.show_polarity(polarities.pop() if len(polarities) == 1 else None)
        self.key.setChecked(all(coding.is_key for coding in codings))
        waits = any(coding.origin == SUGGESTED for coding in codings)
        for button in (self.confirm, self.reject):
            button.setVisible(waits)
        # What nobody has confirmed is no key quote yet, and is rejected rather than removed.
        for button in (self.key, self.remove):
            button.setVisible(not waits)
        self._narrow = None

    def _set_many(self, many: bool) -> None:
        if many == self._many:
            return
        self._many = many
        for widget in (self.title, self.edges, self._memo_side, self._line):
            widget.setVisible(not many)
        for button in (self.count, self.copy, self.join):
            button.setVisible(many)
        align = Qt.AlignmentFlag.AlignLeft if many else Qt.AlignmentFlag.AlignRight
        self.facts.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        self._fit()

    def _memo_column(self) -> QWidget:
        column = QWidget(self)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        name = ElidedLabel(column)
        name.setText(_("Memo on this coding"))
        name.setFixedHeight(20)
        name.setMaximumWidth(QFontMetrics(theme.sans(theme.CAPTION)).horizontalAdvance(name.text()) + 1)
        cap = KeyCap("M", column)
        cap.setFixedHeight(20)
        top.addWidget(name, 1)
        top.addWidget(cap)
        top.addStretch(0)
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(top)
        box.addWidget(self.memo, 1)
        column.setMinimumWidth(96)
        return column

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(_GAP)
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addWidget(self.facts, 1)
        for row in (self._first, self._second):
            row.setSpacing(_GAP)
        self._first.addWidget(self.polarity)
        self._first.addWidget(KeyCap("V", self))
        self._first.addStretch(1)
        for button in self._buttons():
            self._second.addWidget(button)
        self._second.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(_GAP)
        left.addLayout(head)
        left.addStretch(1)
        left.addLayout(self._first)
        left.addLayout(self._second)
        row = QHBoxLayout(self)
        row.setContentsMargins(PADDING, 12, PADDING, 12)
        row.setSpacing(PADDING)
        row.addLayout(left)
        row.addWidget(self._line)
        row.addWidget(self._memo_side, 1)

    def _connect(self) -> None:
        self.polarity.chosen.connect(self.polarity_chosen)
        for button, signal in (
            (self.confirm, self.confirm_wanted),
            (self.reject, self.reject_wanted),
            (self.key, self.key_wanted),
            (self.edges, self.edges_wanted),
            (self.move_to, self.move_wanted),
            (self.copy, self.copy_wanted),
            (self.join, self.join_wanted),
            (self.remove, self.remove_wanted),
        ):
            button.clicked.connect(lambda _on=False, signal=signal: signal.emit())

    def _fit(self) -> None:
        """Names of polarities where they leave room for the memo; else marks, with the star beside them."""
        shown_buttons = [button for button in self._buttons() if not button.isHidden()]
        row = sum(button.sizeHint().width() + _GAP for button in shown_buttons)
        self.polarity.set_compact(False)
        names = self.polarity.width() + 32
        memo = 0 if self._many else LEAST_MEMO + 2 * PADDING
        narrow = self.width() < max(row, names) + memo + 2 * PADDING
        self.polarity.set_compact(narrow)
        if narrow != self._narrow:
            self._narrow = narrow
            for layout in (self._first, self._second):
                layout.removeWidget(self.key)
            if narrow:
                self._first.insertWidget(2, self.key)
            else:
                self._second.insertWidget(0, self.key)

    def _buttons(self) -> tuple[QPushButton, ...]:
        """What can be done, in the order in which it is shown."""
        return (
            self.key, self.confirm, self.reject, self.edges, self.move_to, self.copy, self.join, self.remove
        )  # fmt: skip
