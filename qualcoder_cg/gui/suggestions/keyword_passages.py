"""The passages in which a keyword stands, its words marked, with how each stands to the code."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ...domain.documents import Document
from ...errors import UserError
from ...i18n import _
from ...services.keywords import Stand, standing_name
from ...services.studies import Project
from .. import shortcuts, theme
from ..coding import painting
from ..coding.painting import Index
from . import keyword_acts

MOST = 1000
_KEPT = 6
_PADDING, _GAP, _LINE, _CAPTION, _LINES = 16, 8, 20, 16, 2
_WIDEST = 720
_BEFORE, _LENGTH = 60, 400


class Shown(NamedTuple):
    """A passage as it is written out: its words, where the keyword stands in them, and what is below."""

    text: str
    marked: tuple[tuple[int, int], ...]
    document: str
    standing: str


class Passages(QAbstractListModel):
    """Passages in the order in which they are found; texts are read when they are shown."""

    def __init__(self, project: Project, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self.stands: list[Stand] = []
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._documents: dict[str, Document] = {}

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self.stands, self._documents = [], {}
        self._texts.clear()
        self.endResetModel()

    def add(self, stands: Sequence[Stand]) -> None:
        """Show more, up to a thousand."""
        some = list(stands[: MOST - len(self.stands)])
        if some:
            first = len(self.stands)
            self.beginInsertRows(QModelIndex(), first, first + len(some) - 1)
            self.stands += some
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.stands)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """What is read aloud and copied; painting is the delegate's."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        one = self.shown(index)
        return f"{one.text} {one.document}, {one.standing}"

    def shown(self, index: Index) -> Shown:
        """A passage, from some words before the keyword on where it is long."""
        stand = self.stands[index.row()]
        whole = self._text(stand.document_id)
        begin = max(stand.start, stand.words[0].start - _BEFORE)
        if begin > stand.start:
            space = whole.find(" ", begin, stand.words[0].start)
            begin = space + 1 if space >= 0 else begin
        end = min(stand.end, begin + _LENGTH)
        lead = "… " if begin > stand.start else ""
        text = lead + whole[begin:end].replace("\n", " ") + ("…" if end < stand.end else "")
        moved = len(lead) - begin
        marked = tuple(
            (max(one.start, begin) + moved, min(one.end, end) + moved)
            for one in stand.words
            if one.start < end
        )
        document = self._documents.get(stand.document_id)
        title = f"{document.code} · {document.name}" if document else ""
        return Shown(text, marked, title, standing_name(stand.coded))

    def _text(self, document_id: str) -> str:
        if not self._documents:
            self._documents = {one.id: one for one in self._project.documents.all()}
        if document_id not in self._texts:
            if document_id not in self._documents:
                return ""
            try:
                self._texts[document_id] = self._project.documents.text(document_id)
            except (KeyError, UserError):
                return ""
            while len(self._texts) > _KEPT:
                self._texts.popitem(last=False)
        self._texts.move_to_end(document_id)
        return self._texts[document_id]


class PassageList(QListView):
    """The list; `opened(Stand)` when a passage is to be seen in its transcript."""

    opened = Signal(object)

    def __init__(self, project: Project, parent: QWidget) -> None:
        super().__init__(parent)
        self.passages = Passages(project, self)
        self.setModel(self.passages)
        self.setItemDelegate(_Rows(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Passages in which the keyword stands"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(_LINE)
        self.clicked.connect(lambda _index: self._open())
        theme.notifier().changed.connect(self._dress)
        self._dress()
        works: dict[str, Callable[[], None]] = {
            "passage_next": lambda: self.step(1),
            "passage_previous": lambda: self.step(-1),
            "passage_open": self._open,
        }
        for act in keyword_acts.passages():
            shortcuts.add(self, act, works[act.id], within=False)

    def _dress(self) -> None:
        self.setStyleSheet(f"QListView {{ background: {theme.tokens().base}; }}")

    def step(self, by: int) -> None:
        """Pick the next passage, or the one before."""
        here = self.currentIndex()
        chosen = here.isValid() and self.selectionModel().isSelected(here)
        row = here.row() + by if chosen else max(here.row(), 0)
        if 0 <= row < self.passages.rowCount():
            self.setCurrentIndex(self.passages.index(row))

    def _open(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.opened.emit(self.passages.stands[index.row()])


class _Rows(QStyledItemDelegate):
    """Two lines in the serif, the keyword's words in bold on dots; below, where it is and how it stands."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All alike."""
        return QSize(200, _LINES * _LINE + _CAPTION + 2 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        model = index.model()
        assert isinstance(model, Passages)
        one = model.shown(index)
        painting.row_background(painter, option)
        chosen = painting.is_selected(option)
        box = QRect(option.rect).adjusted(_PADDING, _GAP, -_PADDING, -_GAP)
        box.setWidth(min(box.width(), _WIDEST))
        painter.save()
        painter.setPen(theme.colour("ink"))
        layout = _laid_out(one, box.width())
        painter.setClipRect(QRect(option.rect))
        layout.draw(painter, QRectF(box).topLeft())
        _underline(painter, layout, one, box)
        caption = QRect(box.left(), box.bottom() - _CAPTION + 1, box.width(), _CAPTION)
        small = theme.sans(theme.CAPTION)
        quiet = theme.colour("ink2" if chosen else "ink3")
        took = painting.words(
            painter, caption, one.standing, small, theme.colour("ink2"), Qt.AlignmentFlag.AlignRight
        )
        painting.words(painter, caption.adjusted(0, 0, -took - 16, 0), one.document, small, quiet)
        painter.setPen(theme.colour("line"))
        painter.drawLine(box.left(), option.rect.bottom(), box.right(), option.rect.bottom())
        painter.restore()


def _laid_out(one: Shown, width: int) -> QTextLayout:
    """The words on two lines, the last of them elided."""
    layout = QTextLayout(one.text, theme.serif(theme.INTERFACE))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    formats = []
    for start, end in one.marked:
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.DemiBold)
        place = QTextLayout.FormatRange()
        place.start = _units(one.text[:start])
        place.length = _units(one.text[start:end])
        place.format = bold
        formats.append(place)
    layout.setFormats(formats)
    layout.beginLayout()
    for number in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(80, width))
        line.setPosition(QRectF(0, number * _LINE, 0, 0).topLeft())
    layout.endLayout()
    return layout


def _underline(painter: QPainter, layout: QTextLayout, one: Shown, box: QRect) -> None:
    """Dots under the words of the keyword, as matched words have them in the transcript."""
    pen = painter.pen()
    pen.setColor(theme.colour("ink2"))
    pen.setStyle(Qt.PenStyle.DotLine)
    pen.setWidthF(1.5)
    painter.setPen(pen)
    for start, end in one.marked:
        first, last = _units(one.text[:start]), _units(one.text[:end])
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            low, high = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if low < high:
                left, right = float(line.cursorToX(low)[0]), float(line.cursorToX(high)[0])  # type: ignore[index]
                y = box.top() + number * _LINE + line.ascent() + 3
                painter.drawLine(round(box.left() + left), round(y), round(box.left() + right), round(y))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
