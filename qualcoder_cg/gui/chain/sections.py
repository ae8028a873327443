"""The left pane of the findings view: kinds with their counts, and what is to be mended."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ...domain.chain import CONCLUSION, Chain, Link
from ...i18n import _
from ...services import chain_words as words
from .. import density, theme

ORPHANS, UNGROUNDED, INCOMPLETE = "orphans", "ungrounded", "incomplete"
_SECTION = Qt.ItemDataRole.UserRole
_NUMBER = {1: 44, 2: 52}
_NO_CRITERION = ""


class Section(NamedTuple):
    """What the list shows: a kind, or a filter over all kinds; conclusions perhaps of one criterion alone."""

    name: str
    criterion_id: str | None = None

    @property
    def kind(self) -> str:
        """The kind, "" where several are mixed."""
        return "" if self.name in (ORPHANS, UNGROUNDED, INCOMPLETE) else self.name


FIRST = Section(CONCLUSION)


def links_in(found: Chain, section: Section) -> Sequence[Link]:
    """What a section shows, in order."""
    filters: Mapping[str, Callable[[], Sequence[Link]]] = {
        ORPHANS: lambda: found.orphans,
        UNGROUNDED: lambda: found.ungrounded,
        INCOMPLETE: lambda: found.incomplete,
    }
    if section.name in filters:
        return filters[section.name]()
    links = found.of(section.name)
    if section.criterion_id is None:
        return links
    return [link for link in links if (link.group_id or _NO_CRITERION) == section.criterion_id]


def title(section: Section, criteria: Mapping[str, str]) -> str:
    """What a section is called."""
    if section.criterion_id is not None:
        return criteria.get(section.criterion_id) or _("No criterion")
    return _filters().get(section.name) or words.kinds()[section.name]


class Sections(QTreeWidget):
    """One row per section; `chosen(Section)` when another is picked."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What to show"))
        self.setColumnCount(3)
        self.setHeaderLabels([_("What"), _("Total"), _("Gaps")])
        self.headerItem().setToolTip(2, _("Items to be mended: no recommendation, no basis, empty fields"))
        self.setIndentation(12)
        self.setUniformRowHeights(True)
        self.setItemDelegate(density.Rows(density.TREE, self))
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, _NUMBER[column])
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            self.headerItem().setTextAlignment(column, right)
        # Headings stand over what they head: the rows keep less room at their sides.
        header.setStyleSheet(
            "QHeaderView::section { padding: 4px 3px; } QHeaderView::section:first { padding-left: 14px; }"
        )
        self._rows: dict[Section, QTreeWidgetItem] = {}
        self._criteria: dict[str, str] = {}
        self.currentItemChanged.connect(self._tell)

    def section(self) -> Section:
        """What is picked."""
        item = self.currentItem()
        found = item.data(0, _SECTION) if item else None
        return Section(*found) if found else FIRST

    def pick(self, section: Section) -> None:
        """Pick a section."""
        if section in self._rows:
            self.setCurrentItem(self._rows[section])

    def show_chain(self, found: Chain, criteria: Mapping[str, str]) -> None:
        """List the sections with their counts, keeping what is picked and what is folded."""
        used = {link.group_id or _NO_CRITERION for link in found.of(CONCLUSION)}
        listed = {key: name for key, name in criteria.items() if key in used}
        if _NO_CRITERION in used:
            listed[_NO_CRITERION] = ""
        if listed != self._criteria or not self._rows:
            self._criteria = listed
            self._build(criteria)
        for section, item in self._rows.items():
            links = links_in(found, section)
            gaps = sum(bool(words.marks(link)) for link in links)
            item.setText(1, str(len(links)))
            item.setText(2, str(gaps) if gaps and section.kind else "")
            item.setForeground(2, theme.colour("warn"))

    def _build(self, criteria: Mapping[str, str]) -> None:
        kept = self.section()
        folded = CONCLUSION in self._kinds() and not self._rows[Section(CONCLUSION)].isExpanded()
        self.blockSignals(True)
        self.clear()
        self._rows = {}
        for kind in words.kinds():
            row = self._add(self, Section(kind), criteria)
            for key in self._criteria if kind == CONCLUSION else ():
                self._add(row, Section(CONCLUSION, key), criteria)
            row.setExpanded(not folded)
        heading = QTreeWidgetItem(self, [_("To mend")])
        heading.setFont(0, theme.sans(theme.INTERFACE, theme.SEMIBOLD))
        heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
        for name in _filters():
            self._add(heading, Section(name), criteria)
        heading.setExpanded(True)
        self.setCurrentItem(self._rows.get(kept) or self._rows[FIRST])
        self.blockSignals(False)

    def _add(
        self, parent: "QTreeWidget | QTreeWidgetItem", section: Section, criteria: Mapping[str, str]
    ) -> QTreeWidgetItem:
        name = title(section, criteria)
        item = QTreeWidgetItem([name])
        if isinstance(parent, QTreeWidgetItem):
            parent.addChild(item)
        else:
            parent.addTopLevelItem(item)
        item.setData(0, _SECTION, tuple(section))
        item.setToolTip(0, _hints().get(section.name, name))
        for column in (1, 2):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setFont(column, theme.sans(theme.INTERFACE, tabular=True))
        self._rows[section] = item
        return item

    def _kinds(self) -> set[str]:
        return {section.name for section in self._rows}

    def _tell(self) -> None:
        item = self.currentItem()
        if item and item.data(0, _SECTION):
            self.chosen.emit(self.section())


def _filters() -> dict[str, str]:
    return {
        ORPHANS: _("Orphans"),
        UNGROUNDED: _("Rest on nothing"),
        INCOMPLETE: _("Empty fields"),
    }


def _hints() -> dict[str, str]:
    return {
        ORPHANS: _("Conclusions, lessons and good practices that lead to no recommendation"),
        UNGROUNDED: _("Items at whose end there is no finding with evidence"),
        INCOMPLETE: _("Items whose form has empty mandatory fields"),
    }
