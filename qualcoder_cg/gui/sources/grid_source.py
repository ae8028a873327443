"""Where a grid gets its rows from and where it saves what is typed."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from ...services import register, register_batches
from ...services.register_table import Column, Row
from ...services.studies import Project

Cell = tuple[str, str, str]  # row id, column id, value


class Source(Protocol):
    """A table that can be edited; a UserError from `save` or `remove` means that nothing was changed."""

    may_add: bool
    may_remove: bool
    own_columns: bool

    def columns(self) -> list[Column]:
        """The columns in order."""

    def rows(self) -> list[Row]:
        """The rows in order."""

    def save(self, cells: Sequence[Cell], added: Sequence[Mapping[str, str]]) -> list[str]:
        """Change cells and add rows, in one step; gives the ids of the added rows."""

    def remove(self, ids: Sequence[str]) -> None:
        """Remove rows, in one step."""

    def add_column(self, name: str) -> str:
        """Add a column of the study's own; gives its id."""

    def rename_column(self, column_id: str, name: str) -> None:
        """Give an own column another name."""

    def remove_column(self, column_id: str) -> None:
        """Remove an own column with what stands in it."""


class FixedColumns:
    """What sources have alike whose columns are the same in every study; rows too, unless they say so."""

    may_add = may_remove = own_columns = False

    def remove(self, ids: Sequence[str]) -> None:
        """Not offered."""

    def add_column(self, name: str) -> str:
        """Not offered."""
        return ""

    def rename_column(self, column_id: str, name: str) -> None:
        """Not offered."""

    def remove_column(self, column_id: str) -> None:
        """Not offered."""


class RegisterSource:
    """A table of the register: informant, institution, interview or document."""

    own_columns = may_remove = True

    def __init__(self, project: Project, table: str) -> None:
        self._project = project
        self._table = table
        self.may_add = table != "document"

    def columns(self) -> list[Column]:
        """The columns in order, own ones last."""
        return register.columns(self._project, self._table)

    def rows(self) -> list[Row]:
        """The rows in order."""
        return register.rows(self._project, self._table)

    def save(self, cells: Sequence[Cell], added: Sequence[Mapping[str, str]]) -> list[str]:
        """Change cells and add rows, in one step; gives the ids of the added rows."""
        return register_batches.save(self._project, self._table, cells, added)

    def remove(self, ids: Sequence[str]) -> None:
        """Remove rows, in one step."""
        register.remove_rows(self._project, self._table, ids)

    def add_column(self, name: str) -> str:
        """Add a column of the study's own; gives its id."""
        return register.add_column(self._project, self._table, name)

    def rename_column(self, column_id: str, name: str) -> None:
        """Give an own column another name."""
        register.rename_column(self._project, self._table, column_id, name)

    def remove_column(self, column_id: str) -> None:
        """Remove an own column with what stands in it."""
        register.remove_column(self._project, self._table, column_id)
