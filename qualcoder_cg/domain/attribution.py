"""Attribution: how much of who said it may be printed beside a quote."""

from collections.abc import Iterable, Sequence

NONE = "none"
TYPE = "type"
INSTITUTION = "institution"
ROLE = "role"
LEVELS = (NONE, TYPE, INSTITUTION, ROLE)


def shows(level: str, what: str) -> bool:
    """Whether an export at `level` may print what belongs to the level `what`."""
    return LEVELS.index(level) >= LEVELS.index(what)


def lowest(level: str, ceilings: Iterable[str]) -> str:
    """The level to print at where some of those who may have said a passage allow no more; "" is no limit."""
    return min((level, *filter(None, ceilings)), key=LEVELS.index)


def wording(level: str, types: Sequence[str], institutions: Sequence[str], roles: Sequence[str]) -> str:
    """What to print after a quote at this level; the values of all who may have said it, in order.

    Falls back to the next coarser level that is known; several different values are joined by ", ".
    """
    steps: list[Sequence[str]] = []
    if shows(level, ROLE) and any(roles):
        steps = [roles, institutions]
    elif shows(level, INSTITUTION) and any(institutions):
        steps = [institutions]
    elif shows(level, TYPE):
        steps = [types]
    return ", ".join(dict.fromkeys(value for values in steps for value in values if value))
