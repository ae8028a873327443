"""The keys of what waits to be confirmed."""

from ...i18n import _
from .. import shortcuts
from ..keys import shown

PLACE = "confirm"


def group() -> str:
    """Where they act, in words."""
    return _("Among what to confirm")


def acts() -> list[shortcuts.Act]:
    """Walk, confirm, reject, open in the transcript."""
    here = group()
    return [
        shortcuts.Act("next_to_confirm", PLACE, here, _("Next coding"), ("J",)),
        shortcuts.Act("previous_to_confirm", PLACE, here, _("Coding before"), ("K",)),
        shortcuts.Act("confirm", PLACE, here, _("Confirm"), ("Y",)),
        shortcuts.Act("reject", PLACE, here, _("Reject"), ("N",)),
        shortcuts.Act("open_to_confirm", PLACE, here, _("Open in the transcript"), ("Return", "Enter")),
    ]


def key_hints() -> list[tuple[str, str]]:
    """The same for the status line."""
    texts = (
        ("J", _("next")),
        ("K", _("previous")),
        ("Y", _("confirm")),
        ("N", _("reject")),
        ("Return", _("open in transcript")),
    )
    return [(shown(shortcuts.current(key, PLACE)), text) for key, text in texts]
