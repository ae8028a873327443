"""What to look at before a report is exported: a line each, its particulars below when it is opened."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from ...i18n import _, ngettext
from ...services.report_checks import RISKS, Check
from .. import icons
from ..coding.pane import label

_MOST_LINES = 12


class ChecksList(QWidget):
    """Checks as lines that unfold; with risks among them, a field for why they are accepted."""

    reason_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.risks = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.state = label("", "caption", self)
        self.state.setWordWrap(True)
        self._column.addWidget(self.state)
        self._lines = QWidget(self)
        QVBoxLayout(self._lines).setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._lines)
        self.reason = QLineEdit(self)
        self.reason.setPlaceholderText(_("Why they may be printed all the same"))
        self.reason.setAccessibleName(self.reason.placeholderText())
        self.reason.textChanged.connect(self.reason_changed)
        self.reason.hide()
        self._column.addWidget(self.reason)

    def wait(self) -> None:
        """Say that it is being looked at; what was found before no longer holds."""
        self.risks = 0
        self.show_checks([])
        self.state.setText(_("Looking…"))

    def show_checks(self, found: Sequence[Check]) -> None:
        """Show what was found."""
        self.risks = next((one.n for one in found if one.name == RISKS), 0)
        self._column.removeWidget(self._lines)
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = QWidget(self)
        column = QVBoxLayout(self._lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for one in found:
            self._add(one, column)
        self._column.insertWidget(1, self._lines)
        self.state.setText("" if found else _("Nothing to look at."))
        self.state.setVisible(not found)
        self.reason.setVisible(bool(self.risks))
        if not self.risks:
            self.reason.clear()

    def _add(self, one: Check, column: QVBoxLayout) -> None:
        """A line, and below it what exactly, folded at first."""
        head = QPushButton(self._lines)
        head.setText(one.text)
        head.setAccessibleName(one.text)
        head.setCheckable(True)
        head.setEnabled(bool(one.lines))
        head.setStyleSheet(
            "QPushButton { text-align: left; border-color: transparent; background: transparent;"
            " padding: 0 4px; } QPushButton:focus { padding: 0 3px; border: 2px solid palette(highlight); }"
        )
        head.setMinimumWidth(80)
        icons.bind(head, "chevron-right" if one.lines else "info")
        head.setToolTip(_("Show which") if one.lines else one.text)
        column.addWidget(head)
        if not one.lines:
            return
        shown = list(one.lines[:_MOST_LINES])
        left = len(one.lines) - len(shown)
        if left:
            shown.append(ngettext("{n} more", "{n} more", left).format(n=left))
        which = label("\n".join(shown), "warning" if one.name == RISKS else "caption", self._lines)
        which.setWordWrap(True)
        which.setContentsMargins(8, 0, 0, 4)
        which.hide()
        head.toggled.connect(which.setVisible)
        head.toggled.connect(lambda on: icons.bind(head, "chevron-down" if on else "chevron-right"))
        column.addWidget(which)
