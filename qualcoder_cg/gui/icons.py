"""The program's icons: bundled SVG drawn in `currentColor`, tinted to the look in use."""

import weakref
from functools import cache
from typing import Protocol

import shiboken6
from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from qualcoder_cg import paths

from . import theme

SIZE = 20
_SCALES = (1, 2, 3)
_cache: dict[tuple[str, str], QIcon] = {}


class HasIcon(Protocol):
    """A button or an action."""

    def setIcon(self, icon: QIcon, /) -> None:
        """Show this icon."""


_bound: "weakref.WeakKeyDictionary[HasIcon, str]" = weakref.WeakKeyDictionary()


def icon(name: str) -> QIcon:
    """The icon in the colours now in use; it does not follow a later change of look (`bind` does).

    Raises FileNotFoundError for a name that is not drawn.
    """
    _watch(theme.notifier())
    key = (name, theme.tokens().win)
    if key not in _cache:
        _cache[key] = _drawn(name)
    return _cache[key]


def bind(target: HasIcon, name: str) -> None:
    """Give a button or action an icon that follows the look."""
    target.setIcon(icon(name))
    _bound[target] = name


def pixmap(name: str, colour: str, scale: float = 1.0) -> QPixmap:
    """The drawing in one colour ("#rrggbb"), for what paints by itself."""
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    picture = QPixmap(round(SIZE * scale), round(SIZE * scale))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


def names() -> list[str]:
    """All icons there are."""
    return sorted(path.stem for path in (paths.resources() / "icons").glob("*.svg"))


def _drawn(name: str) -> QIcon:
    look = theme.tokens()
    result = QIcon()
    for scale in _SCALES:
        plain = pixmap(name, look.ink2, scale)
        strong = pixmap(name, look.ink, scale)
        chosen = pixmap(name, look.acc, scale)
        off = pixmap(name, look.dis, scale)
        result.addPixmap(plain, QIcon.Mode.Normal)
        result.addPixmap(strong, QIcon.Mode.Active)
        result.addPixmap(strong, QIcon.Mode.Selected)
        result.addPixmap(off, QIcon.Mode.Disabled)
        result.addPixmap(chosen, QIcon.Mode.Normal, QIcon.State.On)
        result.addPixmap(chosen, QIcon.Mode.Active, QIcon.State.On)
    return result


@cache
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _watch(notifier: theme.Notifier) -> None:
    """Follow the look from the first icon on, once."""
    notifier.changed.connect(_repaint)


def _repaint() -> None:
    _cache.clear()
    for target, name in list(_bound.items()):
        if not isinstance(target, QObject) or shiboken6.isValid(target):
            target.setIcon(icon(name))
