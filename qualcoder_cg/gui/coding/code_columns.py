"""The columns of the code tree: how wide they are, which give way, and their headings."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTreeView

from qualcoder_cg.gui import theme

from . import painting
from .code_model import COVERAGE, EXCERPTS, INFORMANTS, NAME

BAR_WIDTH = 32
BESIDE = 8
_BEFORE_BAR = 6
_HEIGHT = 20
_LEFT = 10
_LEAST_WITH_COVERAGE = 248
_LEAST_WITH_INFORMANTS = 188


class CodeHeader(QHeaderView):
    """Headings over the figures; one wider than its column reaches over the names, where there is room."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(Qt.Orientation.Horizontal, tree)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(20)
        theme.notifier().changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        """A line of captions."""
        return QSize(40, _HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """One heading, and the hairline below."""
        painter.save()
        painter.fillRect(rect, theme.colour("panel"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The headings over their sections: painted last, as they may reach over the one before."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        font = _caption()
        for section in (NAME, COVERAGE, EXCERPTS, INFORMANTS):
            if self.isSectionHidden(section):
                continue
            left, width = self.sectionViewportPosition(section), self.sectionSize(section)
            box = QRect(left, 0, width, self.height() - 1)
            side = Qt.AlignmentFlag.AlignLeft
            if section == NAME:
                box.setLeft(left + _LEFT)
            else:
                side = Qt.AlignmentFlag.AlignRight
                box.setRight(box.right() - BESIDE)
                box.setLeft(min(box.left(), box.right() - _needed(self._title(section))))
            painting.words(painter, box, self._title(section), font, theme.colour("ink2"), side)
        painter.end()

    def _title(self, section: int) -> str:
        return str(self.model().headerData(section, self.orientation()) or "")


def fit(tree: QTreeView, width: int, widest_excerpts: int, widest_informants: int) -> None:
    """Give the figures the room they need; in a narrow pane coverage gives way first, then informants."""
    header = tree.header()
    figures = QFontMetrics(theme.sans(theme.INTERFACE, tabular=True))
    header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
    for section, number in ((EXCERPTS, widest_excerpts), (INFORMANTS, widest_informants)):
        title = str(header.model().headerData(section, Qt.Orientation.Horizontal) or "")
        needed = max(_needed(title), figures.horizontalAdvance(str(number)))
        header.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(section, needed + BESIDE + 4)
    header.setSectionResizeMode(COVERAGE, QHeaderView.ResizeMode.Fixed)
    header.resizeSection(COVERAGE, _BEFORE_BAR + BAR_WIDTH + BESIDE)
    header.setSectionHidden(COVERAGE, width < _LEAST_WITH_COVERAGE)
    header.setSectionHidden(INFORMANTS, width < _LEAST_WITH_INFORMANTS)


def _needed(title: str) -> int:
    return QFontMetrics(_caption()).horizontalAdvance(title) + 1


def _caption() -> QFont:
    return theme.sans(theme.CAPTION, theme.SEMIBOLD)
