"""What keys do in the Evidence view, pane by pane; the panes say how it is done."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from ...i18n import _
from .. import shortcuts

Works = Mapping[str, Callable[[], Any]]
SAVED = "queries"


def board() -> list[shortcuts.Act]:
    """On the quotes below a finding."""
    return _acts(
        shortcuts.BOARD,
        _("In the evidence of a finding"),
        ("board_next", _("Next quote"), ("J",)),
        ("board_previous", _("Previous quote"), ("K",)),
        ("board_open", _("Open in the transcript"), ("Return", "Enter")),
        ("board_bearing", _("Next bearing: supports, qualifies, contradicts"), ("V",)),
        ("board_level", _("Attribution level of the quote"), ("L",)),
        ("board_add", _("Add to the finding"), ("A",)),
        ("board_settle", _("Settle the contradiction"), ("T",)),
        ("board_unlink", _("Take out of the finding"), ("Del", "Backspace")),
        ("board_other", _("Other column"), ("O",)),
    )


def finding() -> list[shortcuts.Act]:
    """Anywhere on the page of findings."""
    return _acts(
        shortcuts.FINDING,
        _("In the evidence of a finding"),
        ("finding_edit", _("Edit the finding"), ("F2",)),
        ("finding_new", _("Add a finding"), ("Shift+F2",)),
        ("finding_next", _("Next finding"), ("Ctrl+]",)),
        ("finding_previous", _("Previous finding"), ("Ctrl+[",)),
    )


def quotes() -> list[shortcuts.Act]:
    """On the quotes of a query."""
    return _acts(
        shortcuts.QUOTES,
        _("In the quotes"),
        ("next_quote", _("Next quote"), ("J",)),
        ("previous_quote", _("Previous quote"), ("K",)),
        ("open_quote", _("Open in the transcript"), ("Return", "Enter")),
    )


def page() -> list[shortcuts.Act]:
    """Anywhere on the page of queries."""
    return _acts(SAVED, _("In the queries"), ("save_query", _("Save the query"), ("Ctrl+S",)))


def saved() -> list[shortcuts.Act]:
    """On the list of saved queries."""
    return _acts(
        SAVED,
        _("In the saved queries"),
        ("rename_query", _("Rename the query"), ("F2",)),
        ("delete_query", _("Delete the query"), ("Del",)),
    )


def add(widget: QWidget, heard: list[shortcuts.Act], works: Works, *, within: bool = True) -> None:
    """Let a widget hear the keys of these acts; `works` has what each does, by its id."""
    for act in heard:
        shortcuts.add(widget, act, works[act.id], within=within)


def acts() -> list[shortcuts.Act]:
    """All of them, for the page of keys."""
    return [*board(), *finding(), *quotes(), *page(), *saved()]


def _acts(place: str, group: str, *acts: tuple[str, str, tuple[str, ...]]) -> list[shortcuts.Act]:
    return [shortcuts.Act(name, place, group, text, keys) for name, text, keys in acts]
