"""Whether a study can be closed: what was typed and could not be saved is shown first, once."""

from typing import TYPE_CHECKING

from ..i18n import ngettext
from .sources.sources_view import SourcesView

if TYPE_CHECKING:
    from .main_window import MainWindow


class Leaving:
    """Asked before the study of a window is closed."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._told: list[str] = []

    def is_allowed(self) -> bool:
        """False where cells are not saved: their page is shown then. Asking again for the same is enough."""
        sources = self._window.findChild(SourcesView)
        page, typed = sources.unsaved() if sources else ("", [])
        if not typed or typed == self._told:
            return True
        self._told = typed
        self._window.show_page(page)
        said = ngettext(
            "{n} cell is not saved. Mend it or discard it; closing once more leaves it out.",
            "{n} cells are not saved. Mend or discard them; closing once more leaves them out.",
            len(typed),
        )
        self._window.banner.warn(said.format(n=len(typed)))
        return False
