"""What the status line tells of the keys in the Suggestions view."""

from ...i18n import _
from .. import shortcuts
from ..keys import shown
from . import auto_keys, confirm_keys, keyword_acts, queue_keys


def acts() -> list[shortcuts.Act]:
    """What keys do on the pages, whether they were shown yet or not."""
    return [*queue_keys.acts(), *keyword_acts.acts(), *auto_keys.acts(), *confirm_keys.acts()]


def key_hints(place: str) -> list[tuple[str, str]]:
    """A few keys of the pane in which the keyboard is; where it has none, the key to the next pane."""
    told = {
        queue_keys.PLACE: queue_keys.key_hints,
        auto_keys.PLACE: auto_keys.key_hints,
        confirm_keys.PLACE: confirm_keys.key_hints,
    }
    if place in told:
        return told[place]()
    return keyword_acts.key_hints(place) or [
        (shown(shortcuts.current("F6", shortcuts.WINDOW)), _("next pane"))
    ]
