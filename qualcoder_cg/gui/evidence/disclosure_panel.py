"""Whom the quotes of a finding point at: the disclosure check beside its board, with what would mend it.

The check is the study's own (`services.disclosure`); without one the section stays away.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from ...i18n import _, ngettext
from ...services.disclosure import Mend, Risk
from .side_section import SideSection

_SHOWN = 6


class DisclosurePanel(SideSection):
    """Says which quotes point at too few people; `mend(risk, mend)` does what is offered."""

    def __init__(self, parent: QWidget, mend: Callable[[Risk, Mend], object]) -> None:
        super().__init__(_("Disclosure check"), parent)
        self._mend = mend

    def show_risks(self, risks: Sequence[Risk], quotes: int, k: int, rule: str) -> None:
        """Show what the check found among so many quotes; `k` and `rule` say by which rule."""
        self.clear()
        self.caption.setText(rule)
        for risk in risks[:_SHOWN]:
            self.say(risk.text, "warning")
            for one in risk.mends:
                self.offer(one.text, partial(self._mend, risk, one))
        if len(risks) > _SHOWN:
            more = len(risks) - _SHOWN
            self.say(ngettext("and {n} more", "and {n} more", more).format(n=more), "quiet")
        safe = quotes - len({risk.passage for risk in risks})
        if quotes:
            text = ngettext("{n} quote fits {k} people or more.", "{n} quotes fit {k} people or more.", safe)
            self.say(text.format(n=safe, k=k), "quiet")
        else:
            self.say(_("No quotes in the finding."), "quiet")
