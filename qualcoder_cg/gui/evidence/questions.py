"""The questions at the left of the evidence view, with how much was said to each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ...domain.evidence import Evidence
from ...i18n import _
from .. import density, theme
from .gathering import Gathering, Place

_PLACE = Qt.ItemDataRole.UserRole
_NUMBER = 48


class Questions(QTreeWidget):
    """Criteria with their questions, then themes; `chosen(Place)` when one is picked."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Questions"))
        self.setColumnCount(3)
        self.setHeaderLabels([_("Question"), _("Exc."), _("Inf.")])
        self.headerItem().setToolTip(1, _("Excerpts"))
        self.headerItem().setToolTip(2, _("Informants"))
        self.setIndentation(12)
        self.setUniformRowHeights(True)
        self.setItemDelegate(density.Rows(density.TREE, self))
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, _NUMBER)
            self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        self._items: dict[Place, QTreeWidgetItem] = {}
        self._texts: dict[Place, str] = {}
        self.currentItemChanged.connect(self._tell)

    def place(self) -> Place | None:
        """What is picked."""
        item = self.currentItem()
        return item.data(0, _PLACE) if item else None

    def title(self, place: Place) -> str:
        """A question with its number and full text, or the name of a theme."""
        return self._texts.get(place, "")

    def show_matrix(self, evidence: Evidence) -> None:
        """List the questions of a study, keeping what is picked."""
        kept = self.place()
        self.blockSignals(True)
        self.clear()
        self._items, self._texts = {}, {}
        criteria = [self._group(name) for _key, name in evidence.criteria]
        for index, question in enumerate(evidence.questions):
            self._add(criteria[question.criterion], Place(index, ""), f"{question.number}  {question.short}")
            self._texts[Place(index, "")] = _("Question {number}  {text}").format(
                number=question.number, text=question.text
            )
        if evidence.themes:
            group = self._group(_("Themes"))
            for theme_name in evidence.themes:
                self._add(group, Place(-1, theme_name), theme_name)
        self._others = self._group(_("Other codes"))
        self._add(self._others, Place(-1, ""), _("Linked to no question"))
        self.expandAll()
        self.blockSignals(False)
        first = kept if kept in self._items else next(iter(self._items))
        self.setCurrentItem(self._items[first])

    def show_counts(self, gathering: Gathering) -> None:
        """Write the counts beside the questions; none is a zero, in the weaker ink."""
        for place, item in self._items.items():
            excerpts, informants = gathering.counts(place)
            item.setText(1, str(excerpts))
            item.setText(2, str(informants))
            for column in range(3):
                item.setForeground(column, theme.colour("ink" if excerpts else "ink2"))
        self._others.setHidden(not gathering.counts(Place(-1, ""))[0])

    def _group(self, name: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self, [name])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setFont(0, theme.sans(theme.INTERFACE, theme.SEMIBOLD))
        item.setFirstColumnSpanned(True)
        return item

    def _add(self, group: QTreeWidgetItem, place: Place, text: str) -> None:
        item = QTreeWidgetItem(group, [text])
        item.setData(0, _PLACE, place)
        item.setToolTip(0, text)
        for column in (1, 2):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setFont(column, theme.sans(theme.INTERFACE, tabular=True))
        self._items[place] = item
        self._texts[place] = text

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        place = item.data(0, _PLACE) if item else None
        if place is not None:
            self.chosen.emit(place)
