"""The keys of the passages that are like one."""

from qualcoder_cg.gui import shortcuts
from qualcoder_cg.gui.keys import shown
from qualcoder_cg.i18n import _

PLACE = "alike"
NEXT, PREVIOUS, OPEN, CLOSE = "next_alike", "previous_alike", "open_alike", "close_alike"
CODE, SAME, REPEAT = "code_alike", "same_code_alike", "repeat_alike"


def group() -> str:
    """Where they act, in words."""
    return _("In more like this")


def acts() -> list[shortcuts.Act]:
    """Walk, open, code, go back to the text."""
    here = group()
    return [
        shortcuts.Act(NEXT, PLACE, here, _("Next passage"), ("J",)),
        shortcuts.Act(PREVIOUS, PLACE, here, _("Previous passage"), ("K",)),
        shortcuts.Act(OPEN, PLACE, here, _("Open in the transcript"), ("Return", "Enter")),
        shortcuts.Act(SAME, PLACE, here, _("Put it under the same code"), ("Y",)),
        shortcuts.Act(CODE, PLACE, here, _("Put it under a code…"), ("C",)),
        shortcuts.Act(REPEAT, PLACE, here, _("Put it under the last code"), ("R",)),
        shortcuts.Act(CLOSE, PLACE, here, _("Close, and go back to the text"), ("Esc",)),
    ]


def key_hints() -> list[tuple[str, str]]:
    """A few of them, for the status line."""
    texts = (("J", _("next")), ("Y", _("same code")), ("C", _("code")), ("Return", _("to the text")))
    return [(shown(shortcuts.current(key, PLACE)), text) for key, text in texts]
