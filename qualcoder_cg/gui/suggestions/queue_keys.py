"""The keys of what is to be decided next."""

from ...i18n import _
from .. import shortcuts
from ..keys import shown

PLACE = "queue"


def group() -> str:
    """Where they act, in words."""
    return _("Among what to decide")


def acts() -> list[shortcuts.Act]:
    """Walk, decide, look at precedents, open in the transcript."""
    here = group()
    return [
        shortcuts.Act("next_queued", PLACE, here, _("Next suggestion"), ("J",)),
        shortcuts.Act("previous_queued", PLACE, here, _("Suggestion before"), ("K",)),
        shortcuts.Act("accept_queued", PLACE, here, _("Accept suggestion"), ("Y",)),
        shortcuts.Act("reject_queued", PLACE, here, _("Reject suggestion"), ("N",)),
        shortcuts.Act("correct_queued", PLACE, here, _("Other code…"), ("X",)),
        shortcuts.Act("put_off_queued", PLACE, here, _("Decide later"), ("L",)),
        shortcuts.Act("nothing_queued", PLACE, here, _("No code here"), ("Shift+N",)),
        shortcuts.Act("precedents_queued", PLACE, here, _("Precedents"), ("P",)),
        shortcuts.Act("open_queued", PLACE, here, _("Open in the transcript"), ("Return", "Enter")),
    ]


def key_hints() -> list[tuple[str, str]]:
    """A few of them, for the status line."""
    texts = (
        ("J", _("next")),
        ("Y", _("accept")),
        ("N", _("reject")),
        ("X", _("other code")),
        ("Return", _("open in transcript")),
    )
    return [(shown(shortcuts.current(key, PLACE)), text) for key, text in texts]
