"""How the command field ranks what fits, and how its list is drawn; remembers what was used."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from .. import settings
from ..services.palette import folded
from . import icons, theme
from .coding import painting
from .keys import shown

ROW = 28
RECENT = 12
_SETTING = "commands used"
_LEAST_TO_COMPARE = 4
_LEAST_SIMILAR = 80
_GAP = 8
_SHARE = 3


class Target(NamedTuple):
    """Something that can be found: its name, what stands beside it, its icon, and what finding it does.

    `id` makes it known when it was used before; `key` sets it off, as the tables write it; `more` are
    other words under which it is found, such as its name in another language.
    """

    name: str
    aside: str
    icon: str
    go: Callable[[], object]
    id: str = ""
    key: str = ""
    more: str = ""


def used() -> list[str]:
    """What was used lately (ids), the latest first."""
    kept = settings.get(_SETTING, [])
    return [str(one) for one in kept] if isinstance(kept, list) else []


def remember(target: Target) -> None:
    """Note that a target was used."""
    if target.id:
        settings.put(_SETTING, [target.id, *(one for one in used() if one != target.id)][:RECENT])


def offered(targets: Sequence[Target]) -> list[Target]:
    """What to show before anything is typed: what was used lately, then the others as they come."""
    order = {one: place for place, one in enumerate(used())}
    known = sorted((one for one in targets if one.id in order), key=lambda one: order[one.id])
    return [*known, *(one for one in targets if one.id not in order)]


def ranked(text: str, targets: Sequence[Target]) -> list[Target]:
    """The targets that fit what was typed, best first; the first letters of words count most.

    The words may come in any order. Accents and capitals do not matter; from four letters on a slip of
    the finger does not either. Among those that fit alike, what was used lately comes first.
    """
    wanted = folded(" ".join(text.split()))
    if not wanted:
        return []
    lately = {one: place for place, one in enumerate(used())}
    scored = []
    for place, target in enumerate(targets):
        score = _score(wanted, target)
        if score >= _LEAST_SIMILAR:
            scored.append((-score, lately.get(target.id, RECENT) if target.id else RECENT, place, target))
    return [target for *_score_and_place, target in sorted(scored, key=lambda entry: entry[:3])]


def _score(wanted: str, target: Target) -> float:
    from rapidfuzz import fuzz

    name, more = folded(target.name), folded(f"{target.more} {target.aside}")
    words, both = wanted.split(), f" {name} {more}"
    fits = (
        (200, name.startswith(wanted)),
        (180, f" {wanted}" in f" {name}"),
        (150, wanted in name),
        (140, len(words) > 1 and all(f" {word}" in f" {name}" for word in words)),
        (130, all(f" {word}" in both for word in words)),
        (110, all(word in both for word in words)),
    )
    best = next((score for score, fit in fits if fit), 0)
    return best or (fuzz.partial_ratio(wanted, name) if len(wanted) >= _LEAST_TO_COMPARE else 0)


class CommandRows(QStyledItemDelegate):
    """A row: icon, name, what it is, and its key at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: painting.Index) -> QSize:
        """As wide as its parts, at most as the list lets it."""
        target = index.data(Qt.ItemDataRole.UserRole)
        if target is None:
            return QSize(40, ROW)
        metrics = option.fontMetrics
        width = metrics.horizontalAdvance(target.name) + metrics.horizontalAdvance(target.aside)
        cap = painting.key_cap_width(shown(target.key)) if target.key else 0
        return QSize(icons.SIZE + width + cap + 5 * _GAP, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One row."""
        target, chosen = index.data(Qt.ItemDataRole.UserRole), painting.is_selected(option)
        if target is None:
            box = QRect(option.rect).adjusted(_GAP, 0, -_GAP, 0)
            painting.words(painter, box, str(index.data()), theme.sans(theme.INTERFACE), theme.colour("ink3"))
            return
        if chosen:
            painter.fillRect(option.rect, theme.colour("sel"))
        else:
            painting.row_background(painter, option)
        box = QRect(option.rect).adjusted(_GAP, 0, -_GAP, 0)
        drawn: QIcon = index.data(Qt.ItemDataRole.DecorationRole)
        corner = QPoint(box.left(), box.center().y() - icons.SIZE // 2 + 1)
        drawn.paint(painter, QRect(corner, QSize(icons.SIZE, icons.SIZE)))
        box.setLeft(box.left() + icons.SIZE + _GAP)
        if target.key:
            cap = painting.key_cap(painter, box.right() + 1, box, shown(target.key))
            box.setRight(box.right() - cap - _GAP)
        if target.aside:
            small, right = theme.sans(theme.CAPTION), Qt.AlignmentFlag.AlignRight
            room = QRect(box)
            room.setLeft(box.right() - box.width() // _SHARE)
            took = painting.words(painter, room, target.aside, small, theme.colour("ink2"), right)
            box.setRight(box.right() - took - _GAP)
        painting.words(painter, box, target.name, theme.sans(theme.INTERFACE), theme.colour("ink"))
