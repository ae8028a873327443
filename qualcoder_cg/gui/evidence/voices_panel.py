"""Whose voices a question has: asked, spoke, quotes, and their share against the share of people."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...domain.voice_balance import LEAST, MOST, Group, VoiceBalance
from ...i18n import _, decimal, ngettext
from .. import theme
from ..coding import painting
from ..coding.pane import label
from .side_section import SideSection

_LINE, _GAP, _RATIO = 20, 10, 58


class VoicesTable(QWidget):
    """Groups in lines with hairlines between; numbers right-aligned; a ratio that warns has a mark too.

    Where a name is wider than what the numbers leave, names stand on lines of their own above them.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._found: VoiceBalance | None = None
        self._widths = [0, 0, 0, 0]
        self._above = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_balance(self, found: VoiceBalance | None) -> None:
        """Show another balance."""
        self._found = found
        said = []
        for group in found.groups if found else ():
            said.append(
                _("{group}: {asked} asked, {spoke} spoke, {quotes} quotes, ratio {ratio}").format(
                    group=group.name or _("Not stated"),
                    asked=group.asked,
                    spoke=group.spoke,
                    quotes=group.quotes,
                    ratio=self._ratio(group)[0],
                )
            )
        self.setAccessibleName("; ".join(said))
        self.setToolTip("\n".join(said))
        self._measure()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line for the headings, one or two for each group, one for the sum."""
        groups = len(self._found.groups) if self._found else 0
        return QSize(240, _LINE * (groups * (1 + self._above) + 2))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return QSize(180, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names have less room, or more."""
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Headings, groups, the sum."""
        found = self._found
        if found is None:
            return
        painter = QPainter(self)
        small = theme.sans(theme.CAPTION)
        self._line(painter, 0, "", _titles(), small, small, "ink2")
        plain = theme.sans(theme.INTERFACE, tabular=True)
        strong = theme.sans(theme.INTERFACE, theme.SEMIBOLD, tabular=True)
        top = _LINE
        for group in found.groups:
            ratio, warns = self._ratio(group)
            cells = (str(group.asked), str(group.spoke), str(group.quotes), ratio)
            name = group.name or _("Not stated")
            if self._above:
                box = QRect(0, top + 2, self.width(), _LINE - 2)
                painting.words(painter, box, name, plain, theme.colour("ink"))
                top, name = top + _LINE, ""
            self._line(painter, top, name, cells, plain, strong if warns else plain, "ink", warns=warns)
            top += _LINE
        total = (str(found.asked), str(found.spoke), str(found.quotes), "")
        self._line(painter, top, _("All"), total, strong, strong, "ink")

    def _measure(self) -> None:
        """How wide the numbers are, and whether names need lines of their own."""
        metrics = QFontMetrics(theme.sans(theme.CAPTION))
        self._widths = [metrics.horizontalAdvance(title) + _GAP for title in _titles()]
        self._widths[3] = max(self._widths[3], _RATIO)
        room = self.width() - sum(self._widths) - 4
        plain = QFontMetrics(theme.sans(theme.INTERFACE, tabular=True))
        names = [group.name or _("Not stated") for group in (self._found.groups if self._found else ())]
        above = any(plain.horizontalAdvance(name) > room for name in names)
        if above != self._above:
            self._above = above
            self.updateGeometry()

    def _line(
        self,
        painter: QPainter,
        top: int,
        name: str,
        cells: Sequence[str],
        font: QFont,
        last: QFont,
        token: str,
        *,
        warns: bool = False,
    ) -> None:
        box = QRect(0, top, self.width(), _LINE)
        right = box.right()
        align = Qt.AlignmentFlag.AlignRight
        for place in (3, 2, 1, 0):
            width = self._widths[place]
            cell = QRect(right - width + 1, box.top(), width, _LINE)
            ink = theme.colour("warn" if warns and place == 3 else token)
            painting.words(painter, cell, cells[place], last if place == 3 else font, ink, align)
            right -= width
        painting.words(painter, QRect(0, box.top(), right - 4, _LINE), name, font, theme.colour(token))
        painter.fillRect(0, box.bottom(), box.width(), 1, theme.colour("line"))

    def _ratio(self, group: Group) -> tuple[str, bool]:
        found = self._found
        ratio = found.ratio(group) if found else None
        if found is None or ratio is None:
            return "–", False
        mark = "▲ " if found.is_loud(group) else "▼ " if found.is_quiet(group) else ""
        figure = decimal(ratio, 1) if ratio else "0"
        return f"{mark}{figure} ×", found.warns(group)


def _titles() -> tuple[str, ...]:
    return tuple(title.capitalize() for title in (_("asked"), _("spoke"), _("quotes"), _("ratio")))


class VoicesPanel(SideSection):
    """The table with what the ratio is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Voices"), parent, first=True)
        self.table = VoicesTable(self)
        self.lines.addWidget(self.table)
        self.explained = label("", "caption", self)
        self.explained.setWordWrap(True)
        self.lines.addWidget(self.explained)

    def show_balance(self, found: VoiceBalance) -> None:
        """Show the voices of a question."""
        self.table.show_balance(found)
        if not found.quotes:
            self.explained.setText(_("No quote of an interview is in a finding of this question yet."))
            return
        quotes = ngettext("the {n} quote", "the {n} quotes", found.quotes).format(n=found.quotes)
        text = _(
            "Ratio: share of {quotes} in findings against share of the {people} people interviewed. "
            "Marked above {most} and below {least}."
        )
        most, least = decimal(MOST, 1), decimal(LEAST, 2)
        self.explained.setText(text.format(quotes=quotes, people=found.people, most=most, least=least))
