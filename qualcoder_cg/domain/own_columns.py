"""Columns that a study adds to the tables of its register."""

from dataclasses import dataclass

OWNERS = ("informant", "institution", "interview", "document")


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column of the study's own; `owner` is the table it belongs to, of OWNERS."""

    id: str
    owner: str
    name: str
    position: int
