"""Words that findings use more than once, those first that would be printed in different ways."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QLabel, QTableWidget, QTableWidgetItem, QWidget

from ...i18n import _, ngettext
from ...services.reuse import ALIKE, OVERLAP, Reuse, reading_reuse
from ...services.studies import Project
from .. import density
from ..in_pieces import InPieces
from ..verbs import show_over
from .frame import Viewer

if TYPE_CHECKING:
    from ..commands import Commands

_SIZE, _SHOWN = (760, 420), 160


class ReusedQuotes(Viewer):
    """A line for each reuse; it fills while the dialog stands open."""

    def __init__(self, parent: QWidget | None, project: Project) -> None:
        super().__init__(parent, _("Reused quotes"))
        self._project = project
        self.resize(*_SIZE)
        self.told = QLabel(_("Comparing quotes…"), self)
        self.told.setWordWrap(True)
        self.table = QTableWidget(0, 4, self)
        self.table.setAccessibleName(_("Reused quotes"))
        self.table.setHorizontalHeaderLabels(
            [_("Findings"), _("What is alike"), _("What differs"), _("Words")]
        )
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        density.rows_of(self.table)
        self.body.addWidget(self.told)
        self.body.addWidget(self.table, 1)
        self.work = InPieces(self)
        self.work.begin(reading_reuse(project), self._show)

    def _show(self, found: list[Reuse]) -> None:
        differ = sum(one.differs for one in found)
        said = ngettext("{n} reuse of words", "{n} reuses of words", len(found)).format(n=len(found))
        more = ngettext(
            "{n} would be printed in different ways.", "{n} would be printed in different ways.", differ
        ).format(n=differ)
        self.told.setText(f"{said}. {more}" if found else _("No words are used more than once."))
        self.table.setRowCount(len(found))
        for row, one in enumerate(found):
            for column, text in enumerate(self._cells(one)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
                self.table.setItem(row, column, item)
        self.table.resizeColumnsToContents()

    def _cells(self, one: Reuse) -> tuple[str, str, str, str]:
        first = one.uses[0].quote
        words = self._project.documents.text(first.document_id)[first.start : first.end]
        differs = []
        if one.levels:
            differs.append(
                _("levels: {levels}").format(levels=" ≠ ".join(level or "–" for level in one.levels))
            )
        if one.languages:
            differs.append(_("translations: {languages}").format(languages=", ".join(one.languages)))
        return (
            " / ".join(", ".join(use.findings) for use in one.uses),
            _alike(one),
            "; ".join(differs) or "–",
            " ".join(words.split())[:_SHOWN],
        )


def _alike(one: Reuse) -> str:
    if one.kind == OVERLAP:
        return _("overlapping passages")
    if one.kind == ALIKE:
        return _("nearly the same words ({score} %)").format(score=round(one.score))
    return _("the same passage")


def open_for(commands: "Commands") -> None:
    """Show the reuses of the open study."""
    session = commands.window.session
    if session:
        show_over(ReusedQuotes(commands.window, session.project))
