"""The names of keys, worded alike in menus, tooltips, key caps and on the page of keys."""

from PySide6.QtGui import QKeySequence

from ..i18n import _


def names() -> dict[str, str]:
    """The keys that have names on keyboards, as Qt calls them, in the language in use."""
    return {
        "Ctrl": _("Ctrl"),
        "Shift": _("Shift"),
        "Return": _("Enter"),
        "Enter": _("Enter"),
        "Del": _("Del"),
        "Esc": _("Esc"),
        "Tab": _("Tab"),
        "Space": _("Space"),
        "Down": _("Down"),
        "Up": _("Up"),
        "Left": _("Left"),
        "Right": _("Right"),
    }


def shown(key: str) -> str:
    """A key as it is written on this system's keyboards and menus; Qt asks `languages` for the names."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key
