"""Regular expressions as people write them: what is wrong with one said kindly, and none that never ends."""

import re
from collections.abc import Iterator
from math import prod
from typing import TYPE_CHECKING

from ..domain.spans import Span
from ..errors import UserError
from ..i18n import _
from .search_places import Finder, Place, Places

if TYPE_CHECKING:
    import regex

SECONDS = 0.1  # for one answer: a thousand times what an ordinary pattern takes
LONGEST = 500
_MOST_TIMES = 1000
_MOST_NESTED = 100_000
_COUNT = re.compile(r"(\)?)\{(\d*),?(\d*)\}")


def finder(pattern: str, *, case: bool) -> Finder:
    """Finds what a regular expression matches within one answer or paragraph.

    `^` and `$` are the beginning and the end of an answer or of a line in it. UserError for a pattern
    that is wrong and, while finding, for one that takes too long.
    """
    compiled = _compiled(pattern, case)

    def find(text: str, places: Places) -> Iterator[tuple[Span, Place]]:
        for place in places.all():
            try:
                for match in compiled.finditer(text[place.start : place.end], timeout=SECONDS):
                    if match.end() > match.start():
                        yield Span(place.start + match.start(), place.start + match.end()), place
            except TimeoutError:
                raise UserError(
                    _("This pattern takes too long to compare."),
                    _("Avoid a repetition inside a repetition, such as (a+)+."),
                ) from None

    return find


def _compiled(pattern: str, case: bool) -> "regex.Pattern[str]":
    import regex

    if len(pattern) > LONGEST or _is_large(pattern):
        raise _too_large()
    try:
        return regex.compile(
            pattern, regex.VERSION0 | regex.MULTILINE | (0 if case else regex.IGNORECASE), cache_pattern=False
        )
    except regex.error as error:
        place = min(error.pos if error.pos is not None else len(pattern), len(pattern))
        raise UserError(_wrong(pattern, place), _reason(error.msg)) from None
    except (OverflowError, RecursionError, MemoryError, ValueError):
        raise _too_large() from None


def _is_large(pattern: str) -> bool:
    """Whether counts such as {1000} make so much of a pattern that reading it alone takes long."""
    counts = [(bool(group), max(int(n or 0) for n in numbers)) for group, *numbers in _COUNT.findall(pattern)]
    of_groups = [count for group, count in counts if group and count]
    others = max((count for group, count in counts if not group), default=1)
    return max([others, *of_groups]) > _MOST_TIMES or prod(of_groups) * max(others, 1) > _MOST_NESTED


def _too_large() -> UserError:
    return UserError(_("The pattern is too large."), _("Search for less at once."))


def _wrong(pattern: str, place: int) -> str:
    if place >= len(pattern):
        return _("The pattern is not complete: something is missing at its end.")
    return _("The pattern goes wrong at character {n}, before {rest}.").format(
        n=place + 1, rest=pattern[place : place + 12]
    )


def _reason(said: str) -> str:
    """What regex says in English, as a hint in the language of the person, where it is a usual mistake."""
    hints = {
        "missing )": _("Close every ( by a ); write \\( for the sign itself."),
        "unbalanced parenthesis": _("There is a ) too many; write \\) for the sign itself."),
        "unterminated character set": _("Close every [ by a ]; write \\[ for the sign itself."),
        "nothing to repeat": _("*, + and ? repeat what stands before them; write \\* for the sign itself."),
        "multiple repeat": _("*, + and ? repeat what stands before them; write \\* for the sign itself."),
        "bad escape": _("After \\ stands a letter that means nothing here; write \\\\ for the sign itself."),
    }
    usual = _("Signs such as ( [ * + ? \\ have a meaning; put a \\ before one to find it as it is.")
    return next((hint for part, hint in hints.items() if said.startswith(part)), usual)
