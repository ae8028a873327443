"""The keys of what an auto-coding would code."""

from ...i18n import _
from .. import shortcuts
from ..keys import shown

PLACE = "auto-coding"


def acts() -> list[shortcuts.Act]:
    """Walk, take out or put in, open in the transcript."""
    here = _("In what would be coded")
    return [
        shortcuts.Act("next_proposed", PLACE, here, _("Next passage"), ("J",)),
        shortcuts.Act("previous_proposed", PLACE, here, _("Previous passage"), ("K",)),
        shortcuts.Act("tick_proposed", PLACE, here, _("Tick, or no longer"), ("Space",)),
        shortcuts.Act("open_proposed", PLACE, here, _("Open in the transcript"), ("Return", "Enter")),
    ]


def key_hints() -> list[tuple[str, str]]:
    """The same for the status line."""
    texts = (
        ("J", _("next")),
        ("K", _("previous")),
        ("Space", _("tick")),
        ("Return", _("open in transcript")),
    )
    return [(shown(shortcuts.current(key, PLACE)), text) for key, text in texts]
