"""Between stored values and the words that stand in a cell."""

from ...services.palette import folded
from ...services.register_table import LIST, Column
from .grid_order import joined, parts


def shown(column: Column, stored: str) -> str:
    """A stored value in words."""
    if not column.choices or not stored:
        return stored
    words = dict(column.choices)
    if column.kind == LIST:
        return joined([words.get(part, part) for part in parts(stored)])
    return words.get(stored, stored)


def meant(column: Column, typed: str) -> str:
    """The stored value that somebody typed, by its words or their only possible beginning; else the words."""
    if column.kind == LIST:
        return joined([_one(column, part) for part in parts(typed)])
    return _one(column, typed.strip())


def _one(column: Column, typed: str) -> str:
    wanted = folded(typed)
    if not wanted:
        return ""
    choices = [(stored, (folded(words), folded(stored))) for stored, words in column.choices]
    for stored, names in choices:
        if wanted in names:
            return stored
    if column.kind == "text":
        return typed
    begun = [stored for stored, names in choices if any(name.startswith(wanted) for name in names)]
    return begun[0] if len(begun) == 1 else typed
