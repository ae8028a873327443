"""The look: colour tokens for light and dark, fonts, palette and the one style sheet built from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from qualcoder_cg.domain import palette

from .style_sheet import style_sheet
from .tokens import DARK, LIGHT, Tokens

SYSTEM, LIGHT_MODE, DARK_MODE = MODES = ("system", "light", "dark")

CAPTION = 11
INTERFACE = 13
READING = 15
TITLE = 18

REGULAR = QFont.Weight.Normal
MEDIUM = QFont.Weight.Medium
SEMIBOLD = QFont.Weight.DemiBold

_SANSES = ("Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans", "Liberation Sans", "Arial")
_SERIFS = ("Noto Serif", "Source Serif 4", "Georgia", "DejaVu Serif", "Liberation Serif", "Times New Roman")


class Notifier(QObject):
    """Says that the colours changed; whoever paints or holds icons connects to `changed`."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def _follow_system(self) -> None:
        app = self.parent()
        if _state.mode == SYSTEM and isinstance(app, QApplication):
            _dress(app)


@dataclass
class _State:
    """What is in use now."""

    mode: str = SYSTEM
    tokens: Tokens = LIGHT
    notifier: Notifier | None = None


_state = _State()


def tokens() -> Tokens:
    """The colours in use."""
    return _state.tokens


def notifier() -> Notifier:
    """The object whose `changed` signal follows every change of colours."""
    if _state.notifier is None or not shiboken6.isValid(_state.notifier):
        app = QApplication.instance()
        assert isinstance(app, QApplication), "the look needs a running program"
        _state.notifier = Notifier(app)
    return _state.notifier


def apply(app: QApplication, mode: str) -> None:
    """Dress the whole program: `mode` is "system", "light" or "dark".

    In mode "system" the look follows the system's colour scheme from then on.
    """
    if mode not in MODES:
        raise ValueError(f"no such look: {mode!r}")
    _state.mode = mode
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(sans(INTERFACE))
    _dress(app)


def sans(px: int, weight: QFont.Weight = REGULAR, tabular: bool = False) -> QFont:
    """The interface's font; `tabular` gives figures of equal width, for columns of numbers."""
    font = QFont(_sans_family())
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setPixelSize(px)
    font.setWeight(weight)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def serif(px: int, weight: QFont.Weight = REGULAR) -> QFont:
    """The font of what people said."""
    font = QFont(_serif_family())
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(px)
    font.setWeight(weight)
    return font


def colour(name: str) -> QColor:
    """A token of the look in use, by name, as Qt wants it."""
    return QColor(getattr(_state.tokens, name))


def stroke(code_colour: str) -> QColor:
    """A code's colour ("3-1") as brackets, swatches and underlines show it in the look in use."""
    return QColor(palette.stroke(code_colour, _state.tokens.dark))


def _dress(app: QApplication) -> None:
    system_dark = _system_scheme(app) == Qt.ColorScheme.Dark
    dark = _state.mode == DARK_MODE or (_state.mode == SYSTEM and system_dark)
    _state.tokens = DARK if dark else LIGHT
    app.setPalette(_palette(_state.tokens))
    app.setStyleSheet(style_sheet(_state.tokens))
    notifier().changed.emit()


def _system_scheme(app: QApplication) -> Qt.ColorScheme:
    """What the system says its windows should be: light or dark, or that it does not know."""
    return app.styleHints().colorScheme()


def _palette(look: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: look.win,
        role.WindowText: look.ink,
        role.Base: look.base,
        role.AlternateBase: look.alt,
        role.Text: look.ink,
        role.PlaceholderText: look.ink3,
        role.Button: look.panel,
        role.ButtonText: look.ink,
        role.BrightText: look.err,
        role.Highlight: look.sel,
        role.HighlightedText: look.ink,
        role.Accent: look.acc,
        role.Link: look.acc,
        role.LinkVisited: look.acc,
        role.ToolTipBase: look.panel,
        role.ToolTipText: look.ink,
        role.Light: look.base,
        role.Midlight: look.hover,
        role.Mid: look.line,
        role.Dark: look.line2,
        role.Shadow: look.line2,
    }
    result = QPalette()
    for which, value in colours.items():
        result.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        result.setColor(QPalette.ColorGroup.Disabled, which, QColor(look.dis))
    return result


@cache
def _sans_family() -> str:
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return _installed(("Inter", system, *_SANSES), "sans-serif")


@cache
def _serif_family() -> str:
    return _installed(_SERIFS, "serif")


def _installed(families: Sequence[str], otherwise: str) -> str:
    present = set(QFontDatabase.families())
    return next((family for family in families if family in present), otherwise)
