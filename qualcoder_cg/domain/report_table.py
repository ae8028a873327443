"""A table as a report prints it: title, headings, rows, total, notes and where the numbers come from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

LEFT, RIGHT = "left", "right"
NONE = "–"


class Column(NamedTuple):
    """A column: its heading, with the unit of what is counted in it, and where its cells are set."""

    heading: str
    align: str = LEFT


class Cell(NamedTuple):
    """What a cell shows; `number` is its value where it is one, `flag` says what is wrong with it."""

    text: str
    number: int | float | None = None
    flag: str = ""


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A finished table; each row, and `total` unless it is empty, has a cell per column.

    `name` is what scripts call it; `emphasised` are indices of rows that sum up others, as the total does.
    A table that is `wide` wants a page on its side.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row = ()
    notes: tuple[str, ...] = ()
    source: str = ""
    emphasised: frozenset[int] = frozenset()
    wide: bool = False

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The rows with the total below them."""
        return (*self.rows, self.total) if self.total else self.rows

    def sums_up(self, index: int) -> bool:
        """Whether a row of `all_rows` sums up others."""
        return index in self.emphasised or index >= len(self.rows)

    @property
    def flags(self) -> tuple[str, ...]:
        """What is wrong with cells, each sentence once, in order."""
        return tuple(dict.fromkeys(cell.flag for row in self.all_rows for cell in row if cell.flag))


class Report(Protocol):
    """What every report tells of itself: its title, when it was made (ISO 8601), its language."""

    @property
    def title(self) -> str: ...
    @property
    def made_at(self) -> str: ...
    @property
    def language(self) -> str: ...


@dataclass(frozen=True, slots=True)
class TableReport:
    """Tables of a study that go out together; a `Report`."""

    title: str
    made_at: str
    language: str
    tables: tuple[ReportTable, ...]


def words(text: str, flag: str = "") -> Cell:
    """A cell of words; an empty one shows a dash."""
    return Cell(text or NONE, None, flag)


def count(number: int | None, flag: str = "") -> Cell:
    """A cell with a count; None, which is not 0, shows a dash."""
    return Cell(NONE if number is None else str(number), number, flag)


def row(*values: str | int | None) -> Row:
    """A row of words and counts."""
    return tuple(words(value) if isinstance(value, str) else count(value) for value in values)


def as_text(table: ReportTable) -> str:
    """The table with tabs between cells, as a spreadsheet or word processor takes it from the clipboard."""
    lines: list[Iterable[str]] = [[column.heading for column in table.columns]]
    lines += [[cell.text for cell in cells] for cells in table.all_rows]
    body = ["\t".join(" ".join(text.split()) for text in line) for line in lines]
    below = [*table.flags, *table.notes, *([table.source] if table.source else [])]
    return "\n".join([table.title, "", *body, "", *below]).rstrip() + "\n"
