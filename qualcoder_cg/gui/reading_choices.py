"""How the person wants to read and select: air between lines, selections that grow to whole words."""

from typing import TYPE_CHECKING

from .. import settings
from ..i18n import _
from .coding import snapping
from .coding.reading_text import COMPACT, ROOMY, SPACINGS, USUAL

if TYPE_CHECKING:
    from .commands import Commands

_SPACING, _SNAP = "line_spacing", "snap"


def spacings() -> dict[str, str]:
    """The choices of air between lines, by their names in the settings."""
    return {COMPACT: _("Compact"), USUAL: _("Usual"), ROOMY: _("Roomy")}


def snaps() -> dict[str, str]:
    """What selections may grow to, by their names in the settings."""
    return {
        snapping.EXACT: _("Exactly what I select"),
        snapping.WORDS: _("Whole words"),
        snapping.SENTENCES: _("Whole sentences"),
    }


def spacing() -> str:
    """The air between lines that the person chose."""
    chosen = settings.get(_SPACING, USUAL)
    return chosen if chosen in SPACINGS else USUAL


def snap() -> str:
    """What the person wants selections to grow to."""
    chosen = settings.get(_SNAP, snapping.EXACT)
    return chosen if chosen in snapping.MODES else snapping.EXACT


def use_spacing(do: "Commands", name: str) -> None:
    """Give the transcript less or more air, and remember it."""
    from .coding.coding_view import CodingView

    settings.put(_SPACING, name)
    for view in do.window.findChildren(CodingView):
        view.transcript.set_spacing(name)
    do.window.refresh_choices()


def use_snap(do: "Commands", name: str) -> None:
    """Let selections grow to whole words or sentences, or not; and remember it."""
    from .coding.coding_view import CodingView

    settings.put(_SNAP, name)
    for view in do.window.findChildren(CodingView):
        view.transcript.set_snap(name)
    do.window.refresh_choices()
