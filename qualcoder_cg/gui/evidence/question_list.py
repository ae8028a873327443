"""The questions at the left of the evidence view, with how many findings each has and their grade."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem, QTreeWidget, QTreeWidgetItem, QWidget

from ...domain import palette
from ...domain.findings import CONTESTED, GRADES, FindingFacts
from ...domain.matrix import Criterion, Question
from ...i18n import _, ngettext
from ...services.finding_words import grade_text
from .. import density, theme
from ..coding import painting
from ..coding.painting import Index

_ID = Qt.ItemDataRole.UserRole
_HUE = Qt.ItemDataRole.UserRole + 1
_NUMBER, _LEAST = 28, 24
_NONE = "–"


def weakest(facts: Sequence[FindingFacts]) -> str:
    """The grade that stands for several findings: contested where one is, else the weakest; "" for none."""
    grades = [one.grade for one in facts]
    if CONTESTED in grades:
        return CONTESTED
    return min(grades, key=lambda grade: -GRADES.index(grade), default="")


class QuestionList(QTreeWidget):
    """Criteria with their questions; `chosen(id)` when a question is picked."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Questions"))
        self.setColumnCount(3)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setItemDelegate(_Rows(self))
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(_LEAST)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, _NUMBER)
        self._items: dict[str, QTreeWidgetItem] = {}
        self.currentItemChanged.connect(self._tell)

    def question(self) -> str:
        """The id of the question that is picked; "" for none."""
        item = self.currentItem()
        return str(item.data(0, _ID) or "") if item else ""

    def colour(self) -> str:
        """The colour of the criterion of the question that is picked."""
        item = self.currentItem()
        group = item.parent() if item else None
        return str(group.data(0, _HUE)) if group else ""

    def choose(self, question_id: str) -> None:
        """Pick a question."""
        if question_id in self._items:
            self.setCurrentItem(self._items[question_id])

    def is_hidden(self, question_id: str) -> bool:
        """Whether a question is not among those that are narrowed to."""
        return question_id in self._items and self._items[question_id].isHidden()

    def show_matrix(self, criteria: Sequence[Criterion], questions: Sequence[Question]) -> None:
        """List the questions, keeping what is picked."""
        kept = self.question()
        self.blockSignals(True)
        self.clear()
        self._items = {}
        groups = {}
        for number, criterion in enumerate(criteria):
            group = groups[criterion.id] = QTreeWidgetItem(self, [criterion.name])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            group.setFirstColumnSpanned(True)
            group.setData(0, _HUE, palette.for_question(number, 0))
            group.setToolTip(0, criterion.name)
        for question in questions:
            item = QTreeWidgetItem(groups[question.criterion_id], [question.number, "", _NONE])
            item.setData(0, _ID, question.id)
            item.setData(0, _HUE, question.short or question.text)
            item.setToolTip(0, question.text)
            self._items[question.id] = item
        self.expandAll()
        self.blockSignals(False)
        first = kept if kept in self._items else next(iter(self._items), "")
        self.choose(first)

    def show_findings(self, findings: Mapping[str, Sequence[FindingFacts]]) -> None:
        """Write beside each question (id) how many findings it has and their grade."""
        for question_id, item in self._items.items():
            here = findings.get(question_id, ())
            grade = weakest(here)
            item.setText(1, str(len(here)) if here else "")
            item.setText(2, grade or _NONE)
            number, short = item.text(0), str(item.data(0, _HUE))
            said = ngettext("{n} finding", "{n} findings", len(here)).format(n=len(here))
            read = f"{number} {short}, {said}" + (f", {grade_text(grade)}" if grade else "")
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, read)
            item.setToolTip(2, grade_text(grade))

    def narrow(self, typed: str) -> None:
        """Show only questions that hold what is typed, in number, name or text."""
        wanted = typed.casefold().split()
        fits: dict[int, tuple[QTreeWidgetItem, int]] = {}
        for item in self._items.values():
            said = f"{item.text(0)} {item.data(0, _HUE)} {item.toolTip(0)}".casefold()
            hidden = not all(word in said for word in wanted)
            item.setHidden(hidden)
            group = item.parent()
            assert group, "questions stand under criteria"
            fits[id(group)] = (group, fits.get(id(group), (group, 0))[1] + (not hidden))
        for group, shown in fits.values():
            group.setHidden(not shown)

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, _ID):
            self.chosen.emit(str(item.data(0, _ID)))


class _Rows(density.Rows):
    """Draws a criterion with its swatch, a question with its number right-aligned before its name."""

    def __init__(self, parent: QuestionList) -> None:
        super().__init__(density.TREE, parent)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell of a row."""
        painting.row_background(painter, option)
        first = painting.named_by(index)
        box = QRect(option.rect)
        ink = theme.colour("ink")
        if not first.data(_ID):
            if index.column() == 0:
                painting.swatch(painter, box.left() + 12, box, str(first.data(_HUE)))
                bold = theme.sans(theme.INTERFACE, theme.SEMIBOLD)
                painting.words(painter, box.adjusted(32, 0, -8, 0), str(index.data()), bold, ink)
            return
        font = theme.sans(theme.INTERFACE, tabular=True)
        if index.column() == 0:
            number = QRect(box.left() + 8, box.top(), 24, box.height())
            painting.words(painter, number, str(index.data()), font, ink, Qt.AlignmentFlag.AlignRight)
            painting.words(painter, box.adjusted(40, 0, -4, 0), str(first.data(_HUE)), font, ink)
            self._focus(painter, option)
            return
        text = str(index.data() or "")
        strong = theme.sans(theme.INTERFACE, theme.SEMIBOLD if text not in ("", _NONE) else theme.REGULAR)
        colour = theme.colour("warn") if text == CONTESTED and not painting.is_selected(option) else ink
        middle = Qt.AlignmentFlag.AlignHCenter
        painting.words(painter, box, text, strong if index.column() == 2 else font, colour, middle)

    def _focus(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("acc"), 2))
            x = option.rect.left() + 1
            painter.drawLine(QPoint(x, option.rect.top()), QPoint(x, option.rect.bottom()))
