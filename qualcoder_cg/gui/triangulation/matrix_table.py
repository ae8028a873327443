"""The triangulation matrix on screen: its header, and cells with marks, figures and hatching."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ...domain import palette
from ...domain.codings import QUALIFIES
from ...domain.findings import CONTESTED
from ...domain.triangulation import (
    CATEGORY,
    KINDS,
    MIXED,
    NOT_ASKED,
    OBSERVED,
    SILENT,
    STRENGTH,
    SUBTOTAL,
    SURVEY,
    TYPE,
    UNDECIDED,
    Block,
    Cell,
    Column,
    Row,
    Triangulation,
)
from ...i18n import _
from .. import density, theme
from ..coding import mark_shapes
from .matrix_model import MatrixModel, heard

Index = QModelIndex | QPersistentModelIndex
_NAMES, _NARROW_NAMES, _HEAD, _BAND = 250, 176, 72, 20
_WIDTHS = {TYPE: 84, SUBTOTAL: 80, CATEGORY: 60, SURVEY: 60, OBSERVED: 60, KINDS: 48, STRENGTH: 92}
_NARROWEST = {TYPE: 70, SUBTOTAL: 70, CATEGORY: 42, SURVEY: 44, OBSERVED: 44, KINDS: 44, STRENGTH: 88}
_MARK, _PAD = 14, 10
_SURVEYS = 70
_SMALL = 3  # letters of words such as "of" and "and"
_GROUPS = {TYPE: 0, SUBTOTAL: 0, CATEGORY: 1, SURVEY: 2}


class MatrixTable(QTableView):
    """The matrix; one cell is current, its row is marked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.model_of = MatrixModel(self)
        self.setModel(self.model_of)
        self.setAccessibleName(_("Triangulation matrix"))
        self.setHorizontalHeader(MatrixHeader(self))
        self.verticalHeader().hide()
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        density.rows_of(self, density.LIST)
        self.shade = True

    def show_matrix(self, matrix: Triangulation) -> None:
        """Show a matrix, keeping the chosen cell where it is still there."""
        kept = self.chosen()
        self.model_of.fill(matrix)
        self._fit()
        density.rows_of(self, density.LIST)
        self.clearSpans()
        types = matrix.column(SUBTOTAL)
        for row, line in enumerate(self.model_of.lines):
            if isinstance(line, Block) and types:
                self.setSpan(row, 0, 1, types + 1)
        wanted = self._index_of(*kept) if kept else QModelIndex()
        self.setCurrentIndex(wanted if wanted.isValid() else self.model_of.index(1, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns follow."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Make columns as wide as there is room for, between their narrowest and their usual width."""
        matrix = self.model_of.matrix
        if matrix is None:
            return
        usual = [_NAMES, *(_WIDTHS[column.kind] for column in matrix.columns)]
        least = [_NARROW_NAMES, *(_NARROWEST[column.kind] for column in matrix.columns)]
        surveys = [at for at, column in enumerate(matrix.columns, 1) if column.kind == SURVEY]
        for at in surveys:  # what they are together has to fit over them
            least[at] = max(least[at], _SURVEYS // len(surveys))
            usual[at] = max(usual[at], least[at])
        room = self.viewport().width()
        spare = room - sum(least)
        wanted = sum(usual) - sum(least)
        share = max(0.0, min(1.0, spare / wanted))
        widths = [low + int((high - low) * share) for low, high in zip(least, usual, strict=True)]
        widths[0] = max(widths[0], room - sum(widths[1:]))
        for section, width in enumerate(widths):
            self.horizontalHeader().resizeSection(section, width)

    def chosen(self) -> tuple[str, tuple[str, str]] | None:
        """The question (id) and column (kind, key) of the current cell."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        line, column = self.model_of.line(index), self.model_of.column(index)
        if not isinstance(line, Row):
            return None
        return line.question_id, (column.kind, column.key) if column else ("", "")

    def go_to(self, question_id: str, column: tuple[str, str] | None = None) -> None:
        """Make a cell of a question the current one."""
        here = self.chosen()
        index = self._index_of(question_id, column or (here[1] if here else ("", "")))
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def use_shade(self, on: bool) -> None:
        """Shade cells by how many voices they have, or not."""
        self.shade = on
        self.viewport().update()

    def _index_of(self, question_id: str, key: tuple[str, str]) -> QModelIndex:
        matrix = self.model_of.matrix
        keys = [column[:2] for column in matrix.columns] if matrix else []
        place = keys.index(key) + 1 if key in keys else 0
        for row, line in enumerate(self.model_of.lines):
            if isinstance(line, Row) and line.question_id == question_id:
                return self.model_of.index(row, place)
        return QModelIndex()


class MatrixHeader(QHeaderView):
    """Names of columns with how many spoke, under the kind of source they belong to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setMinimumSectionSize(36)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        """Three lines: the kind of source, the name, how many spoke."""
        return QSize(super().sizeHint().width(), _HEAD)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """One column; the kind of source above is painted over all of its columns later."""
        model = self.model()
        assert isinstance(model, MatrixModel)
        painter.save()
        painter.fillRect(rect, theme.colour("panel"))
        column = model.matrix.columns[logical - 1] if model.matrix and logical else None
        painter.setFont(theme.sans(theme.CAPTION, theme.SEMIBOLD))
        painter.setPen(theme.colour("ink2"))
        name = str(model.headerData(logical, Qt.Orientation.Horizontal) or "")
        inner = rect.adjusted(4, _BAND, -4, -2)
        if column is None:
            inner = rect.adjusted(16, 0, -4, -4)
            painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, name)
        else:
            said = heard(column)
            shown = in_two_lines(name, painter.fontMetrics(), inner.width())
            side = Qt.AlignmentFlag.AlignLeft if column.kind == STRENGTH else Qt.AlignmentFlag.AlignHCenter
            upper = inner.adjusted(0, 0, 0, -16) if said else inner
            painter.drawText(upper, side | Qt.AlignmentFlag.AlignBottom, shown)
            if said:
                painter.setFont(theme.sans(theme.CAPTION, tabular=True))
                painter.setPen(theme.colour("ink3"))
                painter.drawText(inner, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, said)
        painter.setPen(theme.colour("line2"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if column is not None and _begins(model, logical):
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The columns, then the kinds of sources over them."""
        super().paintEvent(event)
        model = self.model()
        if not isinstance(model, MatrixModel) or model.matrix is None:
            return
        painter = QPainter(self.viewport())
        painter.setFont(theme.sans(theme.CAPTION, theme.SEMIBOLD))
        painter.setPen(theme.colour("ink2"))
        unit = _("Interviews: informants (excerpts)")
        if model.matrix.unit == "institutions":
            unit = _("Interviews: institutions (excerpts)")
        for group, title in enumerate((unit, _("Documents"), _("Surveys"))):
            places = [
                at for at, column in enumerate(model.matrix.columns, 1) if _GROUPS.get(column.kind) == group
            ]
            if places:
                left = self.sectionViewportPosition(places[0])
                width = sum(self.sectionSize(at) for at in places)
                box = QRect(left + 2, 3, width - 4, _BAND - 2)
                shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, width - 4)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: its mark, its figures, hatching where nobody was asked."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        table = self.parent()
        assert isinstance(table, MatrixTable)
        model, line = table.model_of, table.model_of.line(index)
        column, box = model.column(index), option.rect
        painter.save()
        self._ground(painter, table, option, index)
        painter.setPen(theme.colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if column is not None and _begins(model, index.column()):
            painter.drawLine(box.topLeft(), box.bottomLeft())
        if column is None:
            self._name(painter, box, line)
        elif isinstance(line, Row):
            self._cell(painter, box, column, line, model.cell(index), model.text(index))
        else:
            painter.setFont(theme.sans(theme.INTERFACE, tabular=True))
            painter.setPen(theme.colour("ink2"))
            painter.drawText(box.adjusted(0, 0, -_PAD, 0), _RIGHT, model.text(index))
        if index == table.currentIndex():
            painter.setPen(theme.colour("acc"))
            for inset in (0, 1):
                painter.drawRect(box.adjusted(inset, inset, -1 - inset, -1 - inset))
        painter.restore()

    def _ground(
        self, painter: QPainter, table: MatrixTable, option: QStyleOptionViewItem, index: Index
    ) -> None:
        line, cell, column = (
            table.model_of.line(index),
            table.model_of.cell(index),
            table.model_of.column(index),
        )
        box = option.rect
        if isinstance(line, Block):
            painter.fillRect(box, theme.colour("alt"))
            return
        if index.row() == table.currentIndex().row() and (column is None or column.kind in (KINDS, STRENGTH)):
            painter.fillRect(box, theme.colour("accbg"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        else:
            painter.fillRect(box, theme.colour("base"))
        if cell is None or column is None or column.kind != TYPE:
            return
        if cell.mark == NOT_ASKED:
            painter.fillRect(box.adjusted(0, 0, 0, -1), _hatch())
        elif table.shade and cell.voices:
            shade = theme.colour("sel")
            shade.setAlphaF(0.2 + 0.8 * cell.voices / max(table.model_of.most, 1))
            painter.fillRect(box.adjusted(0, 0, 0, -1), shade)

    def _name(self, painter: QPainter, box: QRect, line: Block | Row) -> None:
        """A criterion with its colour, or a question with its number."""
        painter.setPen(theme.colour("ink"))
        if isinstance(line, Block):
            painter.setFont(theme.sans(theme.INTERFACE, theme.SEMIBOLD))
            square = QRect(box.left() + 16, box.center().y() - 4, 9, 9)
            painter.fillRect(square, _criterion_colour(self.parent(), line))
            text = painter.fontMetrics().elidedText(line.name, Qt.TextElideMode.ElideRight, box.width() - 40)
            painter.drawText(box.adjusted(34, 0, -4, 0), _LEFT, text)
            return
        painter.setFont(theme.sans(theme.INTERFACE, tabular=True))
        painter.drawText(QRect(box.left() + 8, box.top(), 30, box.height()), _RIGHT, line.number)
        inner = box.adjusted(48, 0, -4, 0)
        text = painter.fontMetrics().elidedText(line.short, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, _LEFT, text)

    def _cell(
        self, painter: QPainter, box: QRect, column: Column, row: Row, cell: Cell | None, text: str
    ) -> None:
        painter.setPen(theme.colour("ink"))
        strong = column.kind == STRENGTH and row.strength == CONTESTED
        painter.setFont(
            theme.sans(theme.INTERFACE, theme.SEMIBOLD if strong else theme.REGULAR, tabular=True)
        )
        ink = theme.colour("ink")
        if column.kind == STRENGTH:
            painter.drawText(box.adjusted(8, 0, 0, 0), _LEFT, text)
        elif column.kind == KINDS:
            painter.drawText(box, _MIDDLE, text)
        elif cell is None:
            return
        elif column.kind in (SURVEY, OBSERVED):
            if cell.spoke:
                paint_mark(painter, QRectF(box).center(), cell.mark, ink)
        elif column.kind == CATEGORY:
            painter.drawText(box.adjusted(0, 0, -_PAD, 0), _RIGHT, text)
            if cell.spoke and cell.mark != UNDECIDED:
                paint_mark(painter, _left_of(box), cell.mark, ink)
        else:
            painter.drawText(box.adjusted(0, 0, -_PAD, 0), _RIGHT, text)
            if column.kind == TYPE and (cell.spoke or cell.mark == SILENT):
                paint_mark(painter, _left_of(box), cell.mark, ink)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter


def paint_hatch(painter: QPainter, box: QRect) -> None:
    """What stands for not asked."""
    painter.fillRect(box, theme.colour("base"))
    painter.fillRect(box, _hatch())


def in_two_lines(name: str, metrics: QFontMetrics, width: int) -> str:
    """A name on at most two lines; a word that is too long is cut, with a full stop, small words go."""
    lines: list[str] = []
    words = name.split()
    for word in [one for one in words if len(one) > _SMALL or not one.islower()] or words:
        while metrics.horizontalAdvance(word) > width and len(word) > 2:
            word = word.rstrip(".")[:-1] + "."
        if lines and metrics.horizontalAdvance(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        elif len(lines) == 2:
            break
        else:
            lines.append(word)
    return "\n".join(lines)


def paint_mark(painter: QPainter, middle: QPointF, mark: str, colour: QColor) -> None:
    """A mark of the matrix: ● ◐ ○ · as codings have them, a dash for silence."""
    if mark == SILENT:
        painter.fillRect(QRectF(middle.x() - 4, middle.y() - 1, 8, 1.6), colour)
        return
    mark_shapes.polarity(painter, middle, QUALIFIES if mark == MIXED else mark, colour)


def _left_of(box: QRect) -> QPointF:
    return QPointF(box.left() + _MARK, box.center().y() + 0.5)


def _hatch() -> QBrush:
    return QBrush(theme.colour("line"), Qt.BrushStyle.BDiagPattern)


def _begins(model: MatrixModel, section: int) -> bool:
    """Whether a column begins another kind of source."""
    if model.matrix is None or section < 1:
        return False
    kinds = [column.kind for column in model.matrix.columns]
    groups = [_GROUPS.get(kind, kind) for kind in kinds]
    return section == 1 or groups[section - 1] != groups[section - 2]


def _criterion_colour(table: object, block: Block) -> QColor:
    assert isinstance(table, MatrixTable) and table.model_of.matrix
    number = table.model_of.matrix.blocks.index(block)
    return theme.stroke(palette.for_question(number, 0))
