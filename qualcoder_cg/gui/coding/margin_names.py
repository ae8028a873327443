"""The line that names a coding beside the text: mark, number, short name, ★, initials, memo, “+2”."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from qualcoder_cg.gui import theme
from qualcoder_cg.i18n import _

from . import mark_shapes
from .brackets import Bracket
from .marks import Mark
from .words import beginning, polarity

HEIGHT = 20
_MARK = 14
_GAP = 4
_SHAPE = 12


class Drawn(NamedTuple):
    """A placed bracket, in the document's pixels, with its mark and those folded into it."""

    bracket: Bracket
    mark: Mark
    more: tuple[Mark, ...] = ()


class _Line(NamedTuple):
    """Where the parts of a line stand: the name as there is room for it, x of what follows; -1 for none."""

    name: str
    star: float
    initials: float
    memo: float
    more: float


def led_by(coding_id: str, one: Drawn) -> Drawn:
    """The same line with this coding named first, where it is among those folded into it."""
    every = (one.mark, *one.more)
    first = next((mark for mark in one.more if mark.coding_id == coding_id), None)
    return one if first is None else Drawn(one.bracket, first, tuple(x for x in every if x is not first))


def paint(painter: QPainter, one: Drawn, x: float, width: float, *, strong: bool, faint: bool) -> None:
    """Paint the line of a coding from `x` on; nothing goes beyond `width`."""
    mark, middle = one.mark, one.bracket.top
    ink, quiet = theme.colour("ink3" if faint else "ink"), theme.colour("ink3" if faint else "ink2")
    line = _laid_out(one, x, width, strong)
    spot = QPointF(x + mark_shapes.WIDTH / 2, middle)
    if mark.waits:
        mark_shapes.unsure(painter, spot, theme.colour("ink3" if faint else "warn"))
    else:
        mark_shapes.polarity(painter, spot, mark.polarity, ink)
    _write(painter, x + _MARK, middle, width, line.name, strong, faint)
    if line.star >= 0:
        mark_shapes.star(painter, QPointF(line.star + _SHAPE / 2, middle), ink)
    for text, at in ((mark.initials, line.initials), (f"+{len(one.more)}", line.more)):
        if at >= 0:
            painter.setFont(theme.sans(theme.CAPTION))
            painter.setPen(quiet)
            painter.drawText(_row(at, middle, width), Qt.AlignmentFlag.AlignVCenter, text)
    if line.memo >= 0:
        mark_shapes.memo(painter, QPointF(line.memo + _SHAPE / 2, middle), quiet)


def is_on_memo(one: Drawn, x: float, width: float, place: float, *, strong: bool) -> bool:
    """Whether a place, counted as `x` is, lies on the memo of a line."""
    at = _laid_out(one, x, width, strong).memo
    return at >= 0 and at - 2 <= place <= at + _SHAPE + 2


def spoken(mark: Mark) -> str:
    """A mark in words: name, whether it waits to be confirmed, polarity, key quote or not, coder."""
    parts = [mark.name, _("to confirm") if mark.waits else ""]
    parts.append(polarity(mark.polarity) if mark.polarity else "")
    parts.append(_("key quote") if mark.key else "")
    parts.append(mark.initials if mark.show_coder else "")
    return ", ".join(part for part in parts if part)


def told(one: Drawn) -> str:
    """What a tooltip says of a line: every coding on it, each with the beginning of its memo."""
    lines = []
    for mark in (one.mark, *one.more):
        lines.append(spoken(mark))
        if mark.memo:
            lines.append("    " + beginning(mark.memo))
    return "\n".join(lines)


def _laid_out(one: Drawn, x: float, width: float, strong: bool) -> _Line:
    mark = one.mark
    plain = QFontMetricsF(theme.sans(theme.CAPTION))
    wide = {
        "star": _SHAPE if mark.key else 0.0,
        "initials": plain.horizontalAdvance(mark.initials) if mark.show_coder and mark.initials else 0.0,
        "memo": _SHAPE if mark.memo or any(other.memo for other in one.more) else 0.0,
        "more": plain.horizontalAdvance(f"+{len(one.more)}") if one.more else 0.0,
    }
    tail = sum(part + _GAP for part in wide.values() if part)
    metrics = QFontMetricsF(_font(strong))
    room = max(0.0, width - x - _MARK - tail)
    name = metrics.elidedText(mark.name, Qt.TextElideMode.ElideRight, room)
    at = x + _MARK + metrics.horizontalAdvance(name) + _GAP
    places = {}
    for part, size in wide.items():
        places[part] = at if size else -1.0
        at += size + _GAP if size else 0
    return _Line(name, **places)


def _write(
    painter: QPainter, x: float, middle: float, width: float, text: str, strong: bool, faint: bool
) -> None:
    painter.setFont(_font(strong))
    painter.setPen(theme.colour("ink3" if faint else "ink"))
    painter.drawText(_row(x, middle, width), Qt.AlignmentFlag.AlignVCenter, text)


def _row(x: float, middle: float, width: float) -> QRectF:
    return QRectF(x, middle - HEIGHT / 2, max(0.0, width - x), HEIGHT)


def _font(strong: bool) -> QFont:
    return theme.sans(theme.CAPTION, theme.SEMIBOLD) if strong else theme.sans(theme.CAPTION)
