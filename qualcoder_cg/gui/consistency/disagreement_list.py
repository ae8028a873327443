"""The lower part of the left: disagreements, how many are settled, what limits the list, what weight is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...i18n import _
from ...services import disagreements
from ..coding.pane import HEADER, PADDING, hairline, label, panel
from .disagreement_filter import FilterButton
from .disagreement_rows import DisagreementTable, Found
from .state import State


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
        self.weight = label("", "caption", self)
        self.weight.setWordWrap(True)
        self.weight.setContentsMargins(PADDING, 8, PADDING, 8)
        self.table.selectionModel().currentRowChanged.connect(lambda *_moved: self._say_weight())
        self._lay_out()
        self._say_weight()

    def show_rows(self, always: str = "") -> None:
        """List what is found; the one with the id `always` stays current, and stays though it is settled."""
        state, limits = self._state, self.filter.limits
        codes = state.session.codes
        coders = {one.id: one for one in state.project.coders.all()}
        self.filter.offer(state.found, codes, coders)
        place = self.table.currentIndex().row()
        rows = [one for one in state.found if limits.let(one, always)]
        self.table.model_of.fill(rows, codes, {one.id: one.initials for one in coders.values()})
        if not self.table.choose(always) and rows:
            self.table.setCurrentIndex(self.table.model_of.index(min(max(0, place), len(rows) - 1), 0))
        listing = state.listing
        told = _("{n} of {all} settled").format(n=listing.settled, all=listing.total)
        self.caption.setText(told if listing.total else "")
        more = listing.total > len(listing.found)
        few = _("The {n} weightiest are listed. Choose two coders or a round to see others.")
        self.caption.setToolTip(few.format(n=len(listing.found)) if more else "")
        self._say_weight()

    def title_of(self, found: Found) -> str:
        """Which of how many a disagreement is."""
        rows = self.table.model_of.rows
        if not found.is_open:
            return _("Settled disagreement")
        waiting = [one.disagreement.id for one in rows if one.is_open]
        return _("Disagreement {n} of {all} open").format(
            n=waiting.index(found.disagreement.id) + 1, all=len(waiting)
        )

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
        column.addWidget(hairline(self))
        column.addWidget(self.weight)
        column.setAlignment(self.weight, Qt.AlignmentFlag.AlignBottom)
