"""Where the grids of guides, of their items and of who was asked get their rows."""

from collections.abc import Mapping, Sequence

from ...services import guide_cells, guides
from ...services.register_table import Column, Row
from ...services.studies import Project
from .grid_source import Cell, FixedColumns


class GuideSource(FixedColumns):
    """The guides of a study."""

    may_add = True
    may_remove = True

    def __init__(self, project: Project) -> None:
        self._project = project

    def columns(self) -> list[Column]:
        """Name, version, types, and how much each is used."""
        return guide_cells.guide_columns(self._project)

    def rows(self) -> list[Row]:
        """The guides in order."""
        return guide_cells.guide_rows(self._project)

    def save(self, cells: Sequence[Cell], added: Sequence[Mapping[str, str]]) -> list[str]:
        """Change and add guides, in one step."""
        return guide_cells.save_guides(self._project, cells, added)

    def remove(self, ids: Sequence[str]) -> None:
        """Remove guides, in one step."""
        guides.remove_guides(self._project, ids)


class ItemSource(FixedColumns):
    """The items of the guide `guide_id`; nothing while that is ""."""

    may_add = True
    may_remove = True

    def __init__(self, project: Project) -> None:
        self._project = project
        self.guide_id = ""

    def columns(self) -> list[Column]:
        """Number, wordings, evaluation questions."""
        return guides.columns(self._project, self.guide_id) if self.guide_id else []

    def rows(self) -> list[Row]:
        """The items in order."""
        return guides.item_rows(self._project, self.guide_id) if self.guide_id else []

    def save(self, cells: Sequence[Cell], added: Sequence[Mapping[str, str]]) -> list[str]:
        """Change and add items, in one step."""
        return guides.save_items(self._project, self.guide_id, cells, added)

    def remove(self, ids: Sequence[str]) -> None:
        """Remove items, in one step."""
        guides.remove_items(self._project, ids)


class AskedSource(FixedColumns):
    """Which items ask which question, and how many informants were asked it."""

    may_add = False
    may_remove = False

    def __init__(self, project: Project) -> None:
        self._project = project

    def columns(self) -> list[Column]:
        """The question, a column for each guide, and the numbers of informants."""
        return guide_cells.asked_columns(self._project)

    def rows(self) -> list[Row]:
        """The questions in the order of the matrix."""
        return guide_cells.asked_rows(self._project)

    def save(self, cells: Sequence[Cell], added: Sequence[Mapping[str, str]]) -> list[str]:
        """Not offered: the table counts."""
        return []

    def remove(self, ids: Sequence[str]) -> None:
        """Not offered."""
