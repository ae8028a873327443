"""The rows of a grid: what is saved, what is typed and not saved, and which rows are shown in which order."""

from collections.abc import Iterable, Mapping, Sequence

from ...services.palette import folded
from ...services.register_table import DATE, LIST, Column, Row
from . import grid_order
from .grid_words import shown

NEW = "\0new"  # the empty row at the end, into which a new one is typed
_DRAFT = "\0draft"


class Rows:
    """Cells by row and column id; `shown` are the ids of the rows in the order they are seen.

    Sorting and filtering happen when asked for and not when a cell changes, so that no row moves under
    the cursor. A draft is a new row that could not be saved yet.
    """

    def __init__(self, may_add: bool) -> None:
        self.columns: dict[str, Column] = {}
        self.saved: dict[str, Mapping[str, str]] = {}
        self.pending: dict[tuple[str, str], str] = {}
        self.doubts: dict[tuple[str, str], str] = {}
        self.shown: list[str] = [NEW] if may_add else []
        self.sorted_by: tuple[str, bool] | None = None
        self.words: list[str] = []
        self.allowed: dict[str, frozenset[str]] = {}
        self.numeric: frozenset[str] = frozenset()
        self._drafts = 0
        self._may_add = may_add

    def value(self, row_id: str, column_id: str) -> str:
        """The stored value of a cell, or what was typed and could not be saved."""
        if (row_id, column_id) in self.pending:
            return self.pending[row_id, column_id]
        return self.saved.get(row_id, {}).get(column_id, "")

    def text(self, row_id: str, column_id: str) -> str:
        """A cell in words."""
        return shown(self.columns[column_id], self.value(row_id, column_id))

    def texts(self, column_id: str) -> list[str]:
        """What stands in a column, each once and in order; the entries of lists one by one, "" for empty."""
        is_list = self.columns[column_id].kind == LIST
        found: set[str] = set()
        for row_id in self.saved:
            text = self.text(row_id, column_id)
            found.update((grid_order.parts(text) or [""]) if is_list else [text])
        return sorted(found, key=grid_order.natural)

    def learn(self, rows: Sequence[Row]) -> None:
        """Take what is saved now; what is shown stays as it is."""
        self.saved = {row.id: row.cells for row in rows}
        self.numeric = frozenset(name for name in self.columns if self._is_numeric(name))

    def order(self) -> list[str]:
        """The rows that pass the filters, in the order asked for; drafts and the empty row last."""
        found = [row_id for row_id in self.saved if self.passes(row_id)]
        if self.sorted_by and self.sorted_by[0] in self.columns:
            column_id, descending = self.sorted_by
            keyed = [(row_id, self._key(row_id, column_id)) for row_id in found]
            found = grid_order.in_order(keyed, descending=descending)
        return [*found, *self.tail()]

    def tail(self) -> list[str]:
        """Drafts and the empty row."""
        drafts = dict.fromkeys(row for row, _column in self.pending if row.startswith(_DRAFT))
        return [*drafts, *([NEW] if self._may_add else [])]

    def passes(self, row_id: str) -> bool:
        """Whether a saved row fits what was typed above the table and what was ticked in its columns."""
        for column_id, allowed in self.allowed.items():
            text = self.text(row_id, column_id)
            is_list = self.columns[column_id].kind == LIST
            if allowed.isdisjoint((grid_order.parts(text) or [""]) if is_list else [text]):
                return False
        return not self.words or grid_order.holds(
            [self.text(row_id, column_id) for column_id in self.columns], self.words
        )

    def look_for(self, typed: str) -> None:
        """Filter by words, which may stand in any column."""
        self.words = folded(typed).split()

    def count(self) -> int:
        """How many saved rows are shown."""
        return sum(row_id in self.saved for row_id in self.shown)

    def is_draft(self, row_id: str) -> bool:
        """Whether a row is new and could not be saved yet."""
        return row_id.startswith(_DRAFT)

    def new_draft(self) -> str:
        """An id for a row that is being typed."""
        self._drafts += 1
        return f"{_DRAFT}{self._drafts}"

    def drafts_of(self, cells: Mapping[tuple[str, str], str]) -> dict[str, dict[str, str]]:
        """The new rows among cells."""
        found: dict[str, dict[str, str]] = {}
        for (row_id, column_id), value in cells.items():
            if self.is_draft(row_id):
                found.setdefault(row_id, {})[column_id] = value
        return found

    def place_of(self, row_id: str, natural: Sequence[str]) -> int:
        """Where a row that has come belongs among those shown: after the one before it in the study."""
        places = {name: place for place, name in enumerate(self.shown)}
        for before in reversed(natural[: natural.index(row_id)]):
            if before in places:
                return places[before] + 1
        return 0

    def forget(self, columns: Iterable[str]) -> None:
        """Drop what was sorted, filtered or typed in columns that are gone."""
        for column_id in columns:
            self.allowed.pop(column_id, None)
            self.pending = {cell: text for cell, text in self.pending.items() if cell[1] != column_id}
            if self.sorted_by and self.sorted_by[0] == column_id:
                self.sorted_by = None

    def _key(self, row_id: str, column_id: str) -> grid_order.Key | None:
        """What a cell is sorted by: choices in their own order, numbers as numbers, the rest naturally."""
        column, value = self.columns[column_id], self.value(row_id, column_id)
        if not value:
            return None
        if column.kind == "choice":
            known = [stored for stored, _words in column.choices]
            return (known.index(value),) if value in known else (len(known), value)
        if column_id in self.numeric:
            return grid_order.number(value)
        return (value,) if column.kind == DATE else grid_order.natural(self.text(row_id, column_id))

    def _is_numeric(self, column_id: str) -> bool:
        """Whether nothing but numbers stands in a column, so that it is aligned as numbers are."""
        if self.columns[column_id].kind not in ("number", "fixed", "text"):
            return False
        found = [value for cells in self.saved.values() if (value := cells.get(column_id, ""))]
        return bool(found) and all(map(grid_order.is_number, found))
