"""Whom the quotes of a finding point at: the disclosure check beside its board, with what would mend it.

The check is the study's own (`services.disclosure`); without one the section stays away.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ...i18n import _
from .side_section import SideSection

Passage = tuple[str, int, int]


class DisclosurePanel(SideSection):
    """Empty until a check is there; `show_passages` is called with the quotes of the finding shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Disclosure check"), parent)
        self.hide()

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Check these quotes."""
