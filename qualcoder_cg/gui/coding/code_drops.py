"""What a drop on the code tree would do, and how it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QDropEvent, QFontMetrics, QPainter, QPen, QPixmap

from qualcoder_cg.domain.codes import QUESTION, THEME, Code
from qualcoder_cg.gui import theme
from qualcoder_cg.i18n import _, ngettext
from qualcoder_cg.services.codebook_moves import OTHERS, THEMES

from . import painting
from .code_model import CODE, DEPTH, PLACE
from .dragged import CODES, CODINGS, PASSAGE, ids_in
from .row_tree import ID

if TYPE_CHECKING:
    from .code_row_tree import CodeRowTree

_EDGE = 5
_ABOVE, _ON, _BELOW = -1, 0, 1
_LAST = -1
_MOVE, _COPY = Qt.DropAction.MoveAction, Qt.DropAction.CopyAction


@dataclass(frozen=True)
class Drop:
    """What would happen: codes (`ids`) move to a place, or into `target`; else something goes under `target`.

    `side` is where the pointer is of the row `row`: above, on, below it; `told` says in a word what a drop
    on a row does.
    """

    row: QPersistentModelIndex
    side: int
    told: str
    action: Qt.DropAction
    ids: tuple[str, ...] = ()
    target: str = ""
    place: str = ""
    position: int = _LAST
    merges: bool = False
    copies: bool = False


def is_wanted(data: QMimeData) -> bool:
    """Whether the tree takes what is dragged."""
    return any(data.hasFormat(kind) for kind in (CODES, CODINGS, PASSAGE))


def drop_at(tree: "CodeRowTree", event: QDropEvent) -> Drop | None:
    """What a drop where the pointer is would do; None where nothing may be dropped."""
    place = event.position().toPoint()
    row = tree.indexAt(place).siblingAtColumn(0)
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    data = event.mimeData()
    if data.hasFormat(CODES):
        ids = tuple(ids_in(data, CODES))
        return _merging(tree, row, ids) if control else _moving(tree, row, ids, place)
    code_id = str(row.data(ID) or "")
    if not code_id:
        return None
    if data.hasFormat(CODINGS):
        told, action = (_("Copy here"), _COPY) if control else (_("Move here"), _MOVE)
        return Drop(QPersistentModelIndex(row), _ON, told, action, target=code_id, copies=control)
    return (
        Drop(QPersistentModelIndex(row), _ON, _("Code"), _COPY, target=code_id)
        if data.hasFormat(PASSAGE)
        else None
    )


def _merging(tree: "CodeRowTree", row: QModelIndex, ids: tuple[str, ...]) -> Drop | None:
    """Codes become one with the code under the pointer."""
    target = str(row.data(ID) or "")
    if not target or not set(ids) - {target}:
        return None
    return Drop(QPersistentModelIndex(row), _ON, _("Merge"), _COPY, ids, target, merges=True)


def _moving(tree: "CodeRowTree", row: QModelIndex, ids: tuple[str, ...], place: QPoint) -> Drop | None:
    """Codes go under the code under the pointer, or beside it."""
    codes = [code for code_id in ids if (code := tree.source().index_of(code_id).data(CODE))]
    if not codes or any(code.kind == QUESTION for code in codes):
        return None
    if not row.isValid():
        last = _last_row(tree)
        return (
            Drop(QPersistentModelIndex(last), _BELOW, "", _MOVE, ids, place=OTHERS)
            if last.isValid()
            else None
        )
    if row.data(ID):
        return None if _is_within(row, set(ids)) else _beside_or_under(tree, row, ids, place)
    group = str(row.data(PLACE) or "")
    return Drop(QPersistentModelIndex(row), _ON, _("Move here"), _MOVE, ids, place=group) if group else None


def _beside_or_under(tree: "CodeRowTree", row: QModelIndex, ids: tuple[str, ...], place: QPoint) -> Drop:
    side = _side(tree.row_box(row), place, row.data(CODE))
    if side == _ON:
        return Drop(QPersistentModelIndex(row), side, _("Move here"), _MOVE, ids, place=str(row.data(ID)))
    if side == _BELOW and tree.isExpanded(row) and tree.model().hasChildren(row):
        return Drop(QPersistentModelIndex(row), side, "", _MOVE, ids, place=str(row.data(ID)), position=0)
    position = _position(tree, row, side, set(ids))
    return Drop(QPersistentModelIndex(row), side, "", _MOVE, ids, place=_place_of(row), position=position)


def _side(box: QRect, place: QPoint, code: Code) -> int:
    """Questions keep their order: everything goes under them."""
    if code.kind == QUESTION:
        return _ON
    if place.y() < box.top() + _EDGE:
        return _ABOVE
    return _BELOW if place.y() > box.bottom() - _EDGE else _ON


def _place_of(row: QModelIndex) -> str:
    above = row.parent()
    if above.data(ID):
        return str(above.data(ID))
    return THEMES if row.data(CODE).kind == THEME else OTHERS


def _position(tree: "CodeRowTree", row: QModelIndex, side: int, ids: set[str]) -> int:
    """The place among those that stay, also among those that the filter hides."""
    source = tree.source()
    here = source.index_of(str(row.data(ID)))
    before = [
        one
        for number in range(here.row())
        if (one := str(source.index(number, 0, here.parent()).data(ID))) not in ids
    ]
    return len(before) + (side == _BELOW)


def _is_within(row: QModelIndex, ids: set[str]) -> bool:
    """Whether a row is one of these codes or stands below one."""
    while row.isValid():
        if row.data(ID) in ids:
            return True
        row = row.parent()
    return False


def _last_row(tree: "CodeRowTree") -> QModelIndex:
    model = tree.model()
    last = model.index(model.rowCount() - 1, 0)
    while last.isValid() and tree.isExpanded(last) and model.hasChildren(last):
        last = model.index(model.rowCount(last) - 1, 0, last)
    return last


def paint(painter: QPainter, tree: "CodeRowTree", drop: Drop) -> None:
    """A line where codes would stand, or a frame around the row they would go into, with the word for it."""
    if not drop.row.isValid():
        return  # the codebook has changed under the pointer
    box, accent = tree.row_box(drop.row), theme.colour("acc")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(accent, 2))
    if drop.side != _ON:
        y = box.top() if drop.side == _ABOVE else box.bottom() + 1
        left = _line_left(drop)
        painter.setBrush(theme.colour("panel"))
        painter.drawLine(left + 6, y, box.right() - 8, y)
        painter.drawEllipse(QPoint(left + 3, y), 3, 3)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box).adjusted(2, 1, -2, -1), 4, 4)
    font = theme.sans(theme.CAPTION, theme.SEMIBOLD)
    width = QFontMetrics(font).horizontalAdvance(drop.told) + 12
    chip = QRect(box.right() - width - 4, box.top() + 2, width, box.height() - 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent)
    painter.drawRoundedRect(chip, 3, 3)
    painting.words(painter, chip, drop.told, font, theme.colour("on_acc"), Qt.AlignmentFlag.AlignHCenter)


def _line_left(drop: Drop) -> int:
    from .code_rows import swatch_at

    depth = int(drop.row.data(DEPTH) or 0)
    if drop.place == OTHERS:
        depth = 1
    elif drop.place == drop.row.data(ID):
        depth += 1
    return swatch_at(max(1, depth)) - 10


def picture(rows: Sequence[QModelIndex], ratio: float) -> QPixmap:
    """The dragged codes: swatch and name of one, or how many."""
    font = theme.sans(theme.INTERFACE)
    number = len(rows)
    code: Code = rows[0].data(CODE)
    text = str(rows[0].data()) if number == 1 else ngettext("{n} code", "{n} codes", number).format(n=number)
    size = QSize(min(240, QFontMetrics(font).horizontalAdvance(text) + 40), 24)
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.colour("base"))
    painter.setPen(QPen(theme.colour("ctl"), 1))
    painter.drawRoundedRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1), 4, 4)
    box = QRect(QPoint(0, 0), size)
    painting.swatch(painter, 8, box, code.colour)
    painting.words(painter, box.adjusted(28, 0, -8, 0), text, font, theme.colour("ink"))
    painter.end()
    return made
