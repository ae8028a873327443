"""What became of each file of an import, one line each, those left out first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHeaderView, QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from ...i18n import _, ngettext
from ...services.documents import Imported


class Results(QWidget):
    """A sentence with the counts, and under it the table of files."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.table = QTableWidget(0, 3, self)
        self.table.setHorizontalHeaderLabels([_("File"), _("Document"), _("Notes")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setWordWrap(True)
        self.table.setShowGrid(False)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setColumnWidth(0, 260)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)

    def show_results(self, results: Sequence[Imported]) -> None:
        """Say what became of the files."""
        good = sum(result.document is not None for result in results)
        left = len(results) - good
        said = ngettext("{n} document imported.", "{n} documents imported.", good).format(n=good)
        if left:
            said += " " + ngettext(
                "{n} file was left out; the reason stands beside it.",
                "{n} files were left out; the reasons stand beside them.",
                left,
            ).format(n=left)
        self.told.setText(said)
        self.table.setRowCount(len(results))
        # Files left out come first: they are what the person has to look at.
        for row, result in enumerate(sorted(results, key=lambda one: one.document is not None)):
            code = result.document.code if result.document else "–"
            for column, text in enumerate(
                (result.path.name, code, result.reason or " ".join(result.warnings))
            ):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
        # Once the page has its width: rows as high as their words need there.
        QTimer.singleShot(0, self.table, self.table.resizeRowsToContents)
