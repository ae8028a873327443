"""What is suggested for passages that nobody looks at now: a quiet rule, and names where there is room."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from qualcoder_cg.domain.codes import Code
from qualcoder_cg.domain.predictions import by_passage
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import Suggestion
from qualcoder_cg.gui import theme
from qualcoder_cg.i18n import _

from . import words
from .reading_edit import ReadingEdit

MOST = 3
HIGH, GAP = 20, 4
RULE_AT = 8
_SIDE = 6


class Offer(NamedTuple):
    """A passage with at most three suggestions, best first, and what their codes are called."""

    span: Span
    suggestions: tuple[Suggestion, ...]
    names: tuple[str, ...]


class Chip(NamedTuple):
    """A suggestion's name where it is drawn: the middle of its line, in the document's pixels."""

    y: float
    name: str
    suggestion: Suggestion


class Placed(NamedTuple):
    """The rule beside a passage, from one y to another, and the names there is room for."""

    top: float
    bottom: float
    chips: tuple[Chip, ...]


def offers(
    suggestions: Iterable[Suggestion], codes: Mapping[str, Code], current: Suggestion | None
) -> list[Offer]:
    """The passages with something to decide, in the order of the text, without the one looked at."""
    found = []
    for group in by_passage(suggestions):
        if current is None or not group[0].span.is_mostly(current.span):
            few = tuple(group[:MOST])
            found.append(Offer(few[0].span, few, tuple(words.name_of(codes, one.code_id) for one in few)))
    return found


def placed(found: Sequence[Offer], within: Span, edit: ReadingEdit, taken: Sequence[float]) -> list[Placed]:
    """Where they are drawn; names keep clear of the lines at `taken` (middles of lines, in pixels)."""
    lines = list(taken)
    drawn = []
    for one in found:
        if not one.span.overlaps(within):
            continue
        first, last = edit.line_box(one.span.start), edit.end_box(one.span.end)
        chips = []
        for place, (suggestion, name) in enumerate(zip(one.suggestions, one.names, strict=True)):
            y = first.center().y() + place * (HIGH + GAP)
            if (place and y > last.bottom()) or any(abs(y - line) < HIGH for line in lines):
                break
            chips.append(Chip(y, name, suggestion))
            lines.append(y)
        drawn.append(Placed(first.top(), last.bottom(), tuple(chips)))
    return drawn


def beside(rule: tuple[float, float], high: float, names: Sequence[float]) -> float:
    """Where chips together `high` begin beside a rule: at its top, or lower, clear of the names of codings.

    Where names leave no room near the passage they begin at its top and stand before the names.
    """
    top = rule[0]
    for name in sorted(names):
        if name - HIGH / 2 < top + high and name + HIGH / 2 > top:
            top = name + HIGH / 2 + GAP
    return top if top <= rule[1] + HIGH + GAP else rule[0]


def lines(names: Sequence[float], top: float | None) -> list[float]:
    """The lines (their middles) that are taken by names of codings and by the chips that begin at `top`."""
    chips = [top + place * (HIGH + GAP) / 2 for place in range(2 * MOST)] if top is not None else []
    return [*names, *chips]


def paint(painter: QPainter, drawn: Sequence[Placed], left: float, width: float, seen: Span) -> None:
    """Paint those that are seen (pixels); names from `left` on where `width` leaves room for any."""
    quiet, ink = theme.colour("line2"), theme.colour("ink3")
    for one in drawn:
        if one.bottom < seen.start or one.top > seen.end:
            continue
        painter.setPen(QPen(quiet, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(RULE_AT, one.top), QPointF(RULE_AT, one.bottom))
        for chip in one.chips:
            box = _box(chip, left, width)
            if box.width() <= 2 * _SIDE:
                continue
            painter.setPen(QPen(quiet, 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setFont(theme.sans(theme.CAPTION))
            painter.setPen(ink)
            inner = box.adjusted(_SIDE, 0, -_SIDE + 1, 0)
            name = _metrics().elidedText(chip.name, Qt.TextElideMode.ElideMiddle, inner.width())
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, name)


def at(drawn: Sequence[Placed], spot: QPointF, left: float, width: float) -> Suggestion | None:
    """The suggestion whose name, or whose rule, lies at a place."""
    for one in drawn:
        for chip in one.chips:
            if _box(chip, left, width).contains(spot):
                return chip.suggestion
        if one.chips and abs(spot.x() - RULE_AT) <= GAP and one.top <= spot.y() <= one.bottom:
            return one.chips[0].suggestion
    return None


def told(suggestion: Suggestion, drawn: Sequence[Placed]) -> str:
    """What a tooltip says of it."""
    name = next((chip.name for one in drawn for chip in one.chips if chip.suggestion == suggestion), "")
    said = _("Suggested: {code}").format(code=name)
    return (
        f"{said}\n{_('Because of: {words}').format(words=suggestion.reason)}" if suggestion.reason else said
    )


def _box(chip: Chip, left: float, width: float) -> QRectF:
    wide = min(_metrics().horizontalAdvance(chip.name) + 2 * _SIDE, width - left - 1)
    return QRectF(left, chip.y - HIGH / 2, max(0.0, wide), HIGH)


def _metrics() -> QFontMetricsF:
    return QFontMetricsF(theme.sans(theme.CAPTION))
