"""Where the grids of names and of the glossary get their rows."""

from collections.abc import Mapping, Sequence

from ...services import glossary, name_cells, names
from ...services.register_table import Column, Row
from ...services.studies import Project
from .grid_source import Cell, FixedColumns


class NameSource(FixedColumns):
    """The list of names that must not be printed."""

    may_add = True
    may_remove = True

    def __init__(self, project: Project) -> None:
        self._project = project

    def columns(self) -> list[Column]:
        """Name, what it names, whose it is, whether it is printed."""
        return name_cells.name_columns(self._project)

    def rows(self) -> list[Row]:
        """The names in order."""
        return name_cells.name_rows(self._project)

    def save(self, cells: Sequence[Cell], added: Sequence[Mapping[str, str]]) -> list[str]:
        """Change and add names, in one step."""
        return name_cells.save_names(self._project, cells, added)

    def remove(self, ids: Sequence[str]) -> None:
        """Take names off the list, in one step."""
        names.remove_names(self._project, ids)


class TermSource(FixedColumns):
    """The glossary."""

    may_add = True
    may_remove = True

    def __init__(self, project: Project) -> None:
        self._project = project

    def columns(self) -> list[Column]:
        """Term, language, translation, language, note."""
        return name_cells.term_columns(self._project)

    def rows(self) -> list[Row]:
        """The terms in order."""
        return name_cells.term_rows(self._project)

    def save(self, cells: Sequence[Cell], added: Sequence[Mapping[str, str]]) -> list[str]:
        """Change and add terms, in one step."""
        return name_cells.save_terms(self._project, cells, added)

    def remove(self, ids: Sequence[str]) -> None:
        """Take terms out, in one step."""
        glossary.remove_terms(self._project, ids)
