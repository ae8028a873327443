"""A picture of a table: rows and columns of fields, the more the darker."""

from dataclasses import dataclass
from typing import NamedTuple


class Field(NamedTuple):
    """A field: what stands in it, how dark it is (0 to 1), and whether it is hatched."""

    text: str = ""
    share: float = 0.0
    hatched: bool = False


class Line(NamedTuple):
    """A row: its name, and its fields; a heading has none."""

    name: str
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The picture: title, names of columns, rows, what the signs mean, where the numbers come from.

    `description` says in a sentence what is to be seen, for those who do not see it.
    """

    title: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    key: str
    source: str
    description: str
