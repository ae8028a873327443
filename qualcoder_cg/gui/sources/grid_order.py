"""In which order rows stand, and which of them fit what was typed to filter them."""

import re
from collections.abc import Collection, Sequence

from ...services.palette import folded

_NUMBERS = re.compile(r"(\d+)")
_LIST = "; "

Key = tuple[object, ...]


def natural(text: str) -> Key:
    """A key that sorts KII-2 before KII-10, and accents and capitals as if there were none."""
    parts = _NUMBERS.split(folded(text))
    return tuple((0, int(part), "") if place % 2 else (1, 0, part) for place, part in enumerate(parts))


def number(text: str) -> Key:
    """A key for numbers written with a point or a comma; other words come after them."""
    try:
        return (0, float(text.replace(",", ".").rstrip(" %")))
    except ValueError:
        return (1, natural(text))


def is_number(text: str) -> bool:
    """Whether a cell holds nothing but a number."""
    return number(text)[0] == 0


def in_order(keyed: Sequence[tuple[str, Key | None]], *, descending: bool) -> list[str]:
    """The ids by their keys; empty cells (None) stand last either way, equal ones as they stood."""
    filled = [(key, name) for name, key in keyed if key is not None]
    filled.sort(key=lambda pair: pair[0], reverse=descending)
    return [name for _key, name in filled] + [name for name, key in keyed if key is None]


def parts(text: str) -> list[str]:
    """The entries of a list cell ("KII-01; KII-02")."""
    return [part for part in map(str.strip, text.split(";")) if part]


def joined(entries: Sequence[str]) -> str:
    """Entries as a list cell holds them."""
    return _LIST.join(entries)


def holds(cells: Collection[str], wanted: Sequence[str]) -> bool:
    """Whether each of the folded words stands in one of the cells."""
    searched = "\n".join(map(folded, cells))
    return all(word in searched for word in wanted)
