"""The middle pane: findings or items as rows with number, text, what they rest on and lead to, and marks."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ...domain.chain import Chain, Link
from ...domain.chain_numbers import listed
from ...i18n import _
from ...services import chain_words as words
from .. import icons, theme
from ..coding import painting
from ..coding.painting import Index

_PAD, _GAP, _LINE, _CHIP = 16, 8, 20, 18
# Letters drawn one by one may take a little more room than in a layout.
_SLACK = 4
_NUMBER, _HEADING = 56, 32
_MOST_LINES = 3
_MOST_CHIPS = 6


class Group(NamedTuple):
    """A heading over rows."""

    title: str
    caption: str


Row = Group | Link


class Items(QAbstractListModel):
    """The rows of a section."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        self.chain = Chain({})

    def fill(self, found: Chain, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.chain, self._rows = found, rows
        self.endResetModel()

    def row(self, index: Index) -> Row:
        """The heading or link at an index."""
        return self._rows[index.row()]

    def index_of(self, link_id: str) -> QModelIndex:
        """Where a link stands; invalid where it does not."""
        for place, row in enumerate(self._rows):
            if isinstance(row, Link) and row.id == link_id:
                return self.index(place)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """What is read aloud; painting is the delegate's."""
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if not index.isValid() or role not in spoken:
            return None
        row = self.row(index)
        if isinstance(row, Group):
            return f"{row.title} {row.caption}".strip()
        parts = [f"{row.number} {row.text}", *words.marks(row)]
        basis, after = self.chain.basis(row), self.chain.consequences(row)
        if basis:
            parts.append(_("rests on {numbers}").format(numbers=listed(one.number for one in basis)))
        if after:
            parts.append(_("leads to {numbers}").format(numbers=listed(one.number for one in after)))
        return ". ".join(part.strip(". ") for part in parts)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        heading = index.isValid() and isinstance(self.row(index), Group)
        return Qt.ItemFlag.NoItemFlags if heading else super().flags(index)


class ItemList(QListView):
    """The list, each row as high as its words need."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Items"))
        self.setItemDelegate(ItemDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(_LINE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows break their lines elsewhere at another width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class ItemDelegate(QStyledItemDelegate):
    """Paints a row: number and text; below, chips and what is wrong, in words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words at the list's width."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 400
        row = _model(index).row(index)
        if isinstance(row, Group):
            return QSize(width, _HEADING)
        lines = len(_lines(row, _room(width)))
        below = _CHIP + 4 if _has_below(row) else 0
        return QSize(width, lines * _LINE + below + 2 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row with a hairline below."""
        model = _model(index)
        row, box = model.row(index), QRect(option.rect)
        painter.save()
        if isinstance(row, Group):
            painter.fillRect(box, theme.colour("alt"))
            inner = box.adjusted(_PAD, 0, -_PAD, 0)
            caption, right = theme.sans(theme.CAPTION), Qt.AlignmentFlag.AlignRight
            took = painting.words(painter, inner, row.caption, caption, theme.colour("ink2"), right)
            inner.setRight(inner.right() - took - _GAP)
            bold = theme.sans(theme.INTERFACE, theme.SEMIBOLD)
            painting.words(painter, inner, row.title, bold, theme.colour("ink"))
        else:
            painting.row_background(painter, option)
            _paint_link(painter, box, row, model.chain, chosen=painting.is_selected(option))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("line"))
        painter.restore()


def _paint_link(painter: QPainter, box: QRect, link: Link, found: Chain, *, chosen: bool) -> None:
    bold = theme.sans(theme.INTERFACE, theme.SEMIBOLD)
    first = QRect(box.left() + _PAD, box.top() + _GAP, _NUMBER - _GAP, _LINE)
    painting.words(painter, first, link.number, bold, theme.colour("ink"))
    left, top = box.left() + _PAD + _NUMBER, box.top() + _GAP
    font = theme.sans(theme.INTERFACE)
    quiet = theme.colour("ink2" if chosen else "ink3")
    for line in _lines(link, _room(box.width())):
        at = QRect(left, top, box.right() - _PAD - left, _LINE)
        painting.words(painter, at, line, font, theme.colour("ink") if link.text.strip() else quiet)
        top += _LINE
    if not _has_below(link):
        return
    top += 4
    strip = QRect(left, top, box.right() - _PAD - left, _CHIP)
    right = _paint_marks(painter, strip, link, chosen=chosen)
    strip.setRight(right - _GAP)
    x = _chips(painter, strip, [one.number for one in found.basis(link)])
    after = [one.number for one in found.consequences(link)]
    if after:
        _arrow(painter, QPoint(x + 2, strip.center().y() + 1))
        strip.setLeft(x + 20)
        _chips(painter, strip, after)


def _paint_marks(painter: QPainter, strip: QRect, link: Link, *, chosen: bool) -> int:
    """What is wrong, at the right, and before it what a recommendation is; gives where that begins."""
    marks = words.marks(link)
    font, metrics = theme.sans(theme.CAPTION), QFontMetrics(theme.sans(theme.CAPTION))
    right = strip.right()
    facts = _facts(link)
    if facts:
        width = min(metrics.horizontalAdvance(facts), strip.width() // 2)
        right -= width
        painting.words(
            painter, QRect(right, strip.top(), width + 1, strip.height()), facts, font, theme.colour("ink2")
        )
        right -= 12
    if not marks:
        return right
    text = " · ".join(marks)
    colour = theme.tokens().ink if chosen else theme.tokens().warn
    room = max(0, min(metrics.horizontalAdvance(text), strip.width() * 3 // 5))
    right -= room
    painting.words(
        painter,
        QRect(right, strip.top(), room + 1, strip.height()),
        text,
        font,
        theme.colour("ink" if chosen else "warn"),
    )
    right -= 20
    warning(painter, QRect(right, strip.center().y() - 7, 16, 16), colour)
    return right


def _chips(painter: QPainter, strip: QRect, numbers: Sequence[str]) -> int:
    """Numbers in small frames, as many as there is room for; gives where they end."""
    metrics = QFontMetrics(theme.sans(theme.CAPTION))
    x = strip.left()
    for place, number in enumerate(numbers):
        rest = len(numbers) - place
        text = number if place < _MOST_CHIPS else f"+{rest}"
        width = metrics.horizontalAdvance(text) + 12
        if x + width > strip.right():
            break
        frame = QRectF(x + 0.5, strip.top() + 0.5, width - 1, strip.height() - 1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour("base"))
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.drawRoundedRect(frame, 4, 4)
        painter.setFont(theme.sans(theme.CAPTION))
        painter.setPen(theme.colour("ink2"))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()
        x += width + 4
        if place == _MOST_CHIPS:
            break
    return x


def warning(painter: QPainter, box: QRect, colour: str) -> None:
    """The sign of what needs a look."""
    painter.drawPixmap(box, _warning(colour, painter.device().devicePixelRatio()))


@lru_cache(maxsize=16)
def _warning(colour: str, ratio: float) -> QPixmap:
    """The sign in a colour; drawn once, as lists have many."""
    return icons.pixmap("warning", colour, ratio)


def _arrow(painter: QPainter, at: QPoint) -> None:
    """A small arrow from what an item rests on to what it leads to."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("ink2"), 1.25))
    painter.drawLine(at, QPoint(at.x() + 11, at.y()))
    painter.drawPolyline(
        [QPoint(at.x() + 8, at.y() - 3), QPoint(at.x() + 11, at.y()), QPoint(at.x() + 8, at.y() + 3)]
    )
    painter.restore()


def _facts(link: Link) -> str:
    """How urgent a recommendation is, when, and whether it is final; nothing for others."""
    if not link.status:
        return ""
    priority, term = link.fields.get("priority", ""), link.fields.get("term", "")
    facts = (
        words.priorities().get(priority, ""),
        words.shown(link.kind, "term", term),
        words.shown(link.kind, "status", link.status),
    )
    return " · ".join(fact for fact in facts if fact)


def _has_below(link: Link) -> bool:
    return bool(link.rests_on or link.leads_to or link.status or words.marks(link))


def _room(width: int) -> int:
    """For the words; a little less than they are painted in, as their advance is rounded up there."""
    return max(80, width - 2 * _PAD - _NUMBER - 4)


def _lines(link: Link, width: int) -> Sequence[str]:
    text = " ".join(link.text.split()) or _("No text yet")
    return broken(text, theme.sans(theme.INTERFACE), width, _MOST_LINES)


def broken(text: str, font: QFont, width: int, most: int) -> Sequence[str]:
    """A text broken into lines; the last of `most` holds all the rest, to be elided."""
    return _broken(text, font.key(), width, most)


@lru_cache(maxsize=2048)
def _broken(text: str, font: str, width: int, most: int) -> tuple[str, ...]:
    known = QFont()
    known.fromString(font)
    layout = QTextLayout(text, known)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    while len(found) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width - _SLACK)
        start = line.textStart()
        last = len(found) == most - 1
        found.append(_units(text, start, None if last else start + line.textLength()))
    layout.endLayout()
    return tuple(found) or (text,)


def _units(text: str, start: int, end: int | None) -> str:
    """A part of a text by Qt's UTF-16 units."""
    data = text.encode("utf-16-le", "surrogatepass")
    part = data[2 * start : None if end is None else 2 * end]
    return part.decode("utf-16-le", "replace").strip()


def _model(index: Index) -> Items:
    model = index.model()
    assert isinstance(model, Items)
    return model
