"""The strength of a finding beside its statement: the grade, and the sum behind it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...domain.findings import FindingFacts
from ...i18n import _
from ...services.finding_words import Line, grade_text, status_words, verdict
from .. import icons, theme
from ..coding import painting
from ..coding.pane import PADDING, ElidedButton, label, panel

_LINE, _ICON = 24, 16
_LABEL = 124


class Sum(QWidget):
    """The lines of the sum with hairlines between; a mark at the right tells whether each is in favour."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show another sum."""
        self._lines = lines
        said = (" ".join(filter(None, (one.label, one.figure, one.words))) for one in lines)
        self.setAccessibleName("; ".join(said))
        self.setToolTip("\n".join(f"{one.label}: {one.figure} {one.words}".strip() for one in lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A row for each line."""
        return QSize(260, _LINE * len(self._lines))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Label, figure, what it is made of, mark."""
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        plain, bold = theme.sans(theme.INTERFACE), theme.sans(theme.INTERFACE, theme.SEMIBOLD, tabular=True)
        small = theme.sans(theme.CAPTION)
        widest = max((QFontMetrics(plain).horizontalAdvance(one.label) for one in self._lines), default=0)
        at = min(max(_LABEL, widest + 8), max(_LABEL, self.width() // 2 - 24))
        figures = QFontMetrics(bold)
        figured = max((figures.horizontalAdvance(one.figure) for one in self._lines), default=0) + 12
        for number, one in enumerate(self._lines):
            row = QRect(0, number * _LINE, self.width(), _LINE)
            painting.words(painter, QRect(0, row.top(), at - 4, _LINE), one.label, plain, theme.colour("ink"))
            figure = QRect(at, row.top(), figured, _LINE)
            painting.words(painter, figure, one.figure, bold, theme.colour("ink"))
            made_of = QRect(at + figured, row.top(), row.width() - at - figured - _ICON - 8, _LINE)
            painting.words(painter, made_of, one.words, small, theme.colour("ink2"))
            mark = icons.pixmap(
                "check" if one.good else "warning", self._ink(one.good), ratio * _ICON / icons.SIZE
            )
            mark.setDevicePixelRatio(ratio)
            painter.drawPixmap(row.right() - _ICON, row.top() + (_LINE - _ICON) // 2, mark)
            painter.fillRect(0, row.bottom(), row.width(), 1, theme.colour("line"))

    def _ink(self, good: bool) -> str:
        look = theme.tokens()
        return look.ok if good else look.warn


class StrengthCell(QWidget):
    """Grade, status and sum; `confirm_wanted`, `override_wanted`, `withdraw_wanted` from its buttons."""

    confirm_wanted = Signal()
    override_wanted = Signal()
    withdraw_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        panel(self, "base")
        name = label(_("Strength"), "caption", self)
        name.setStyleSheet("font-weight: 600;")
        self.grade = label("", "title", self)
        self.status = label("", "caption", self)
        self.status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(name)
        top.addWidget(self.grade)
        top.addStretch(1)
        top.addWidget(self.status)
        self.sum = Sum(self)
        self.verdict = label("", "", self)
        self.verdict.setWordWrap(True)
        self.confirm = ElidedButton(_("Confirm"), self)
        self.confirm.clicked.connect(lambda _on=False: self.confirm_wanted.emit())
        self.override = ElidedButton(_("Override…"), self)
        self.override.clicked.connect(lambda _on=False: self.override_wanted.emit())
        self.withdraw = ElidedButton(_("Back to draft"), self)
        self.withdraw.clicked.connect(lambda _on=False: self.withdraw_wanted.emit())
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addStretch(1)
        for button in (self.confirm, self.override, self.withdraw):
            below.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, 8, PADDING, 12)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.sum)
        column.addWidget(self.verdict)
        column.addStretch(1)
        column.addLayout(below)

    def show_finding(self, facts: FindingFacts | None, lines: Sequence[Line]) -> None:
        """Show the strength of a finding; nothing where there is none."""
        self.grade.setText(grade_text(facts.grade) if facts else "–")
        self.status.setText(status_words(facts, short=True) if facts else "")
        self.sum.show_lines(lines)
        self.verdict.setText(verdict(facts) if facts else "")
        self.verdict.setToolTip(self.verdict.text())
        fits = bool(facts and facts.evidence)
        settled = bool(facts and facts.is_confirmed and not facts.is_outdated)
        self.confirm.setVisible(not settled)
        self.withdraw.setVisible(settled)
        self.confirm.setEnabled(fits)
        self.confirm.setToolTip("" if fits else _("Link evidence to it first."))
        self.override.setEnabled(facts is not None)
