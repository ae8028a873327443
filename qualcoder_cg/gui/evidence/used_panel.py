"""Where a finding is used: the conclusions that rest on it, and what follows from them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ...domain.chain import Link
from ...i18n import _
from .side_section import SideSection

_LONGEST = 90


class UsedPanel(SideSection):
    """Lists what rests on a finding."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Used in"), parent)

    def show_uses(self, uses: Sequence[Link]) -> None:
        """Show what rests on the finding."""
        self.clear()
        self.caption.setText(str(len(uses)) if uses else "")
        if not uses:
            self.say(_("No conclusion rests on it yet."), "quiet")
        for one in uses:
            text = one.text if len(one.text) <= _LONGEST else one.text[:_LONGEST].rpartition(" ")[0] + "…"
            more = _("No recommendation yet.") if one.orphan else ""
            self.say(" ".join(filter(None, (f"{one.number}  {text}", more))), told=one.text)
