"""Attribution: how much of who said it may be printed beside a quote."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

NONE = "none"
CATEGORY = "category"
TYPE = "type"
INSTITUTION = "institution"
ROLE = "role"
NAME = "name"
LEVELS = (NONE, CATEGORY, TYPE, INSTITUTION, ROLE, NAME)


class Said(NamedTuple):
    """What is known of one person who may have said a passage; `name` is "" unless it may be printed."""

    type: str
    institution: str = ""
    role: str = ""
    name: str = ""


def shows(level: str, what: str) -> bool:
    """Whether an export at `level` may print what belongs to the level `what`."""
    return LEVELS.index(level) >= LEVELS.index(what)


def lowest(level: str, ceilings: Iterable[str]) -> str:
    """The level to print at where some allow no more than theirs; "" is no limit."""
    return min((level, *filter(None, ceilings)), key=LEVELS.index)


def category(kind: str, categories: Mapping[str, str], otherwise: str) -> str:
    """The category that a type of informant belongs to; one word for all that have none."""
    return categories.get(kind) or otherwise


def wording(level: str, people: Sequence[Said], categories: Mapping[str, str], informant: str) -> str:
    """What to print after a quote at this level, of all who may have said it, in order.

    Falls back to the next coarser level that is known; several different values are joined by ", ".
    `informant` is what those are called whose type has no category.
    """
    steps: list[list[str]] = []
    if shows(level, NAME) and any(person.name for person in people):
        steps = [[", ".join(filter(None, (person.name or person.role, person.institution)))
                  for person in people]]  # fmt: skip
    elif shows(level, ROLE) and any(person.role for person in people):
        steps = [[person.role for person in people], [person.institution for person in people]]
    elif shows(level, INSTITUTION) and any(person.institution for person in people):
        steps = [[person.institution for person in people]]
    elif shows(level, TYPE):
        steps = [[person.type for person in people]]
    elif shows(level, CATEGORY):
        steps = [[category(person.type, categories, informant) for person in people]]
    return ", ".join(dict.fromkeys(value for values in steps for value in values if value))
