"""Conflicts between the study and a copy: both sides beside one another, one of them ticked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from ...domain.merge_report import Clash, Side
from ...domain.merging import BOTH, MINE, THEIRS
from ...i18n import _
from .. import density, theme

_WHAT, _FIELD, _HERE, _COPY, _BOTH = range(5)
_MEASURED = 300  # rows that are made as high as their words; of more, tooltips tell the whole
_SIDES = {_HERE: MINE, _COPY: THEIRS, _BOTH: BOTH}


class ClashTable(QTableWidget):
    """A row for each conflict; a click on a side, or Space on it, takes that side, or where it can, both."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, 5, parent)
        self._clashes: Sequence[Clash] = ()
        self._taken: list[str] = []
        self.setAccessibleName(_("Conflicts"))
        self.setHorizontalHeaderLabels([_("What"), _("Of it"), _("Here"), _("In the copy"), _("Both")])
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setStyleSheet("QTableView::item { padding: 4px 5px; }")
        density.rows_of(self)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column, width in ((_WHAT, 184), (_FIELD, 112), (_BOTH, 64)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, width)
        # Rows are as high as their words at the width their columns have by then.
        self._measuring = QTimer(self, singleShot=True, interval=0)
        self._measuring.timeout.connect(self._measure)
        header.sectionResized.connect(lambda *_which: self._measuring.start())
        self.cellClicked.connect(self.take)

    def show_clashes(self, clashes: Sequence[Clash]) -> None:
        """Show these; of each the side is ticked that stands by itself."""
        self._clashes = clashes
        self._taken = [one.wins for one in clashes]
        self.setRowCount(len(clashes))
        for row, one in enumerate(clashes):
            for column, text in ((_WHAT, one.what), (_FIELD, one.of)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(row, column, item)
            self._show_row(row)
        self._measure()

    def choices(self) -> dict[str, str]:
        """The conflicts (keys) for which another side was taken than stands by itself."""
        return {
            one.key: side for one, side in zip(self._clashes, self._taken, strict=True) if side != one.wins
        }

    def take(self, row: int, column: int) -> None:
        """Take the side of a column, where it can be chosen."""
        side = _SIDES.get(column)
        if not side or not 0 <= row < len(self._clashes):
            return
        if self._clashes[row].joinable if side == BOTH else self._clashes[row].choosable:
            self._taken[row] = side
            self._show_row(row)
            self._measuring.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter take the side one is at."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)

    def _measure(self) -> None:
        if self.rowCount() <= _MEASURED:
            self.resizeRowsToContents()

    def _show_row(self, row: int) -> None:
        one = self._clashes[row]
        for column, side, said in ((_HERE, MINE, one.mine), (_COPY, THEIRS, one.theirs)):
            tip = said.whole or _told(said)
            if not one.choosable:
                tip += "\n" + _("Merge first, then change it by hand.")
            self._show_side(row, column, _told(said), tip, self._taken[row] in (side, BOTH))
        if one.joinable:
            tip = _("Both texts stand, the earlier first.")
            self._show_side(row, _BOTH, _("both"), tip, self._taken[row] == BOTH)
        else:
            self.setItem(row, _BOTH, QTableWidgetItem(""))

    def _show_side(self, row: int, column: int, told: str, tip: str, taken: bool) -> None:
        item = QTableWidgetItem(f"✓ {told}" if taken else told)
        item.setFont(theme.sans(theme.INTERFACE, theme.SEMIBOLD if taken else theme.REGULAR))
        item.setToolTip(tip)
        state = _("taken") if taken else _("not taken")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{told}, {state}")
        self.setItem(row, column, item)


def _told(side: Side) -> str:
    """What stands on a side, and who put it there when."""
    by = ", ".join(part for part in (side.who, side.when.replace("T", " ")) if part)
    return f"{side.value or '–'}  ({by})" if by else side.value or "–"
