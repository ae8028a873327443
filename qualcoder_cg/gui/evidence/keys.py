"""The keys of the evidence of a finding, as the status line tells them."""

from PySide6.QtWidgets import QWidget

from ...i18n import _
from .. import shortcuts
from ..keys import shown
from .evidence_view import BY_QUESTION, EvidenceView


def key_hints(view: QWidget) -> list[tuple[str, str]]:
    """A few keys of the board; none where another page is shown."""
    if not isinstance(view, EvidenceView) or view.page() != BY_QUESTION:
        return []
    if not (view.findings.supporting.list.hasFocus() or view.findings.against.list.hasFocus()):
        return []
    walk = " ".join(shown(shortcuts.current(key, shortcuts.BOARD)) for key in "JK")
    said = (
        ("Return", _("open in transcript")),
        ("A", _("add")),
        ("V", _("bearing")),
        ("L", _("level")),
        ("T", _("settle")),
    )
    return [
        (walk, _("next, previous quote")),
        *((shown(shortcuts.current(key, shortcuts.BOARD)), text) for key, text in said),
    ]
