"""Whether a study can be closed: what was typed and could not be saved is shown first, once."""

from typing import TYPE_CHECKING
from weakref import WeakSet

from ..i18n import ngettext
from .sources.grid import Grid
from .sources.sources_view import SourcesView

if TYPE_CHECKING:
    from .main_window import MainWindow


class Leaving:
    """Asked before the study of a window is closed."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._told: list[str] = []
        self._followed: WeakSet[Grid] = WeakSet()

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
        for grid in sources.findChildren(Grid) if sources else ():
            if grid not in self._followed:
                self._followed.add(grid)
                grid.model.refused.connect(lambda _said: self._forget())
        return False

    def _forget(self) -> None:
        """Say no more that cells are not saved when all are."""
        sources = self._window.findChild(SourcesView)
        grids = sources.findChildren(Grid) if sources else []
        if self._told and not any(grid.model.rows.pending for grid in grids):
            self._told = []
            self._window.banner.hide()
