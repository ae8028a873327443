"""A finished table as a report prints it: caption, the table itself, what is wrong, notes and source."""

import textwrap

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QScrollArea, QTableView, QVBoxLayout, QWidget

from ...domain.report_table import LEFT, ReportTable, as_text
from .. import density, theme
from ..coding.pane import PADDING, label
from .survey_table import PlainTable

Index = QModelIndex | QPersistentModelIndex
_HEADING_WIDTH = 12
_ROW = 28
_PAD = 4
_MARGIN = 3  # what the style leaves at both sides of a cell besides its padding
_WIDEST = 1040
_WORDS_LEAST = 140
_SIDE, _ABOVE = 8, 5
# Headings without the band of other tables: it would run on beyond the last column.
_SHEET = f"""
QTableView::item {{ padding: {_ABOVE - 1}px {_SIDE}px; border-bottom: 1px solid palette(mid); }}
QHeaderView {{ background: palette(base); }}
QHeaderView::section {{ background: palette(base); padding: 4px {_SIDE + _MARGIN}px; }}
"""


class ReportModel(PlainTable):
    """The cells of a table: sums in bold, figures of equal width, cells with something wrong marked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.table: ReportTable | None = None

    def show_report(self, table: ReportTable) -> None:
        """Show a table; headings break into lines, words beside a flagged value say that it is wrong."""
        self.table = table
        self.show_table(table)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """As in every plain table, and the looks of sums and of what is wrong."""
        if not index.isValid() or self.table is None:
            return None
        cell = self.table.all_rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.FontRole:
            sums = self.table.sums_up(index.row())
            return theme.sans(theme.INTERFACE, theme.SEMIBOLD if sums else theme.REGULAR, tabular=True)
        if self.table.wide and role == Qt.ItemDataRole.TextAlignmentRole:
            side = self.table.columns[index.column()].align
            across = Qt.AlignmentFlag.AlignLeft if side == LEFT else Qt.AlignmentFlag.AlignRight
            return across | Qt.AlignmentFlag.AlignTop
        if cell.flag and role == Qt.ItemDataRole.ForegroundRole:
            return theme.colour("warn")
        if cell.flag and role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return cell.flag
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings, broken into lines."""
        found = super().headerData(section, orientation, role)
        if role == Qt.ItemDataRole.DisplayRole and isinstance(found, str):
            return "\n".join(textwrap.wrap(found, _HEADING_WIDTH, break_long_words=False)) or found
        return found


class ReportTableView(QTableView):
    """A table as high as its rows: what stands below it follows at once."""

    def __init__(self, model: ReportModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.report = model
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setStyleSheet(_SHEET)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(_ROW)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Give numbers the room they need and words the rest, then all rows the height of their lines."""
        table = self.report.table
        if table is None:
            return
        header = self.horizontalHeader()
        fixed, wordy = 0, []
        for place, column in enumerate(table.columns):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            self.resizeColumnToContents(place)
            width = max(self.columnWidth(place), header.sectionSizeHint(place)) + _PAD
            self.setColumnWidth(place, width)
            if column.align == LEFT:
                wordy.append((width, place))
            else:
                fixed += width
        self._share(wordy, self.viewport().width() - fixed)
        for row, cells in enumerate(table.all_rows):
            self.setRowHeight(
                row, max(self._height(row, place, cell.text) for place, cell in enumerate(cells))
            )
        bar = self.horizontalScrollBar()
        rows = sum(self.rowHeight(row) for row in range(self.report.rowCount()))
        extra = bar.sizeHint().height() if self._width() > self.viewport().width() else 0
        self.setFixedHeight(header.sizeHint().height() + rows + extra + 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew for the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def _share(self, wordy: list[tuple[int, int]], room: int) -> None:
        """Narrow columns of words, the widest first, until all fit or none may get narrower."""
        for wanted, place in sorted(wordy):
            share = max(room // len(wordy), _WORDS_LEAST)
            width = min(wanted, share)
            self.setColumnWidth(place, width)
            room -= width
            wordy = wordy[1:]

    def _height(self, row: int, column: int, text: str) -> int:
        """The height of a cell; Qt forgets the style sheet's padding when it breaks lines."""
        font = self.report.data(self.report.index(row, column), Qt.ItemDataRole.FontRole)
        metrics = QFontMetrics(font if isinstance(font, QFont) else self.font())
        room = QRect(0, 0, self.columnWidth(column) - 2 * (_SIDE + _MARGIN), 10_000)
        lines = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
        return max(lines.height() + 2 * _ABOVE, density.row_height(density.TABLE))

    def _width(self) -> int:
        return sum(self.columnWidth(column) for column in range(self.report.columnCount()))


class ReportView(QScrollArea):
    """A table with its title above and its remarks, notes and source below; scrolled as a whole."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        sheet = QWidget(self)
        sheet.setMaximumWidth(_WIDEST)
        sheet.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.title = label("", "", sheet)
        self.title.setStyleSheet("font-weight: 600;")
        self.title.setWordWrap(True)
        self.model = ReportModel(self)
        self.view = ReportTableView(self.model, sheet)
        self.wrong = label("", "warning", sheet)
        self.wrong.setWordWrap(True)
        self.notes = label("", "caption", sheet)
        self.notes.setWordWrap(True)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        column.setSpacing(8)
        for widget in (self.title, self.view, self.wrong, self.notes):
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(sheet)
        theme.notifier().changed.connect(self.view.viewport().update)

    @property
    def shown(self) -> ReportTable | None:
        """The table on show."""
        return self.model.table

    def show_table(self, table: ReportTable) -> None:
        """Show a table."""
        self.title.setText(table.title)
        self.view.setAccessibleName(table.title)
        self.model.show_report(table)
        self.view.setVisible(bool(table.rows))
        self.wrong.setText("\n".join(table.flags))
        self.wrong.setVisible(bool(table.flags))
        self.notes.setText("\n".join([*table.notes, *([table.source] if table.source else [])]))
        self.notes.setVisible(bool(self.notes.text()))

    def text(self) -> str:
        """The table as text for the clipboard."""
        return as_text(self.model.table) if self.model.table else ""
