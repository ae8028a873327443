"""Where a finding is used: the conclusions that rest on it, and what follows from them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ...domain.chain import RECOMMENDATION
from ...i18n import _
from ...services.used_in import Use
from .side_section import SideSection


class UsedPanel(SideSection):
    """Lists what rests on a finding."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Used in"), parent)

    def show_uses(self, uses: Sequence[Use]) -> None:
        """Show what rests on the finding."""
        self.clear()
        self.caption.setText(str(len(uses)) if uses else "")
        if not uses:
            self.say(_("No conclusion rests on it yet."), "quiet")
        for one in uses:
            text = f"{one.number}  {one.text}"
            if one.kind != RECOMMENDATION and not one.leads_on:
                text += " " + _("No recommendation yet.")
            self.say(text)
