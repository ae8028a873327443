"""The lower part of the left: disagreements, how many are settled, what limits the list, what weight is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...i18n import _, grouped
from ...services import disagreements
from ..coding.pane import HEADER, PADDING, hairline, label, panel
from .disagreement_filter import FilterButton
from .disagreement_rows import DisagreementTable, Found
from .state import State

MOST = 5_000  # rows that are listed, the weightiest


class DisagreementPane(QWidget):
    """Shows what the state has found, within the limits of its filter."""

    def __init__(self, state: State, parent: QWidget) -> None:
        super().__init__(parent)
        panel(self)
        self._state = state
        self.title = label(_("Disagreements"), "", self)
        self.title.setStyleSheet("font-weight: 600;")
        self.caption = label("", "caption", self)
        self.filter = FilterButton(self)
        self.table = DisagreementTable(self)
        self.cut = label("", "caption", self)
        self.cut.setWordWrap(True)
        self.cut.setContentsMargins(PADDING, 8, PADDING, 0)
        self._n_open = 0
        self.weight = label("", "caption", self)
        self.weight.setWordWrap(True)
        self.weight.setContentsMargins(PADDING, 8, PADDING, 8)
        self.table.selectionModel().currentRowChanged.connect(lambda *_moved: self._say_weight())
        self._lay_out()
        self._say_weight()

    def show_rows(self, always: str = "") -> None:
        """List what is found, the weightiest within the limits.

        The one with the id `always` stays current, and stays though it is settled.
        """
        state = self._state
        counts = state.listing.offered.counts
        codes = state.session.codes
        coders = {one.id: one for one in state.project.coders.all()}
        self.filter.offer(state.listing.offered, codes, coders)
        place = self.table.currentIndex().row()
        every = self.filter.limits.among(state.found, always)
        rows = every[:MOST]
        if always:
            rows += [one for one in every[MOST:] if one.disagreement.id == always]
        self._n_open = sum(one.disagreement.is_open for one in every)
        self.table.model_of.fill(rows, codes, {one.id: one.initials for one in coders.values()})
        if not self.table.choose(always) and rows:
            self.table.setCurrentIndex(self.table.model_of.index(min(max(0, place), len(rows) - 1), 0))
        told = _("{n} of {all} settled").format(n=grouped(counts.settled), all=grouped(counts.total))
        self.caption.setText(told if counts.total else "")
        few = _("The {n} weightiest of {all} are listed. Limit the list to see the others.")
        self.cut.setText(few.format(n=grouped(MOST), all=grouped(len(every))))
        self.cut.setVisible(len(every) > MOST)
        self._say_weight()

    def title_of(self, found: Found) -> str:
        """Which of how many a disagreement is."""
        rows = self.table.model_of.rows
        if not found.is_open:
            return _("Settled disagreement")
        here = self.table.model_of.row_of(found.disagreement.id)
        n = sum(one.is_open for one in rows[: here + 1])
        return _("Disagreement {n} of {all} open").format(n=grouped(n), all=grouped(self._n_open))

    def _say_weight(self) -> None:
        """What the weight of the current one is made of."""
        found = self.table.current()
        if found:
            self.weight.setText(disagreements.why_weight(self._state.project, found.disagreement))
        else:
            self.weight.setText(
                _("Weight: what kind of disagreement it is, and more for each finding the passage feeds.")
            )

    def _lay_out(self) -> None:
        header = QWidget(self)
        header.setFixedHeight(HEADER)
        row = QHBoxLayout(header)
        row.setContentsMargins(PADDING, 0, PADDING, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.caption)
        row.addWidget(self.filter)
        inner = QWidget(self)
        around = QVBoxLayout(inner)
        around.setContentsMargins(6, 0, 6, 0)
        around.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(inner, 1)
        column.addWidget(self.cut)
        column.addWidget(hairline(self))
        column.addWidget(self.weight)
        column.setAlignment(self.weight, Qt.AlignmentFlag.AlignBottom)
