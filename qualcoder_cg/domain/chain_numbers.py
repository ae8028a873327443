"""The numbers by which links of the chain are called: read as people write them, and written short.

"C1–3, 6; LL2 y BP1" names C1, C2, C3, C6, LL2 and BP1.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .chain import CONCLUSION, FINDING, LESSON, PRACTICE, RECOMMENDATION
from .chain_forms import PREFIXES
from .vocabulary import fold

_WORDS: Mapping[str, str] = {
    FINDING: "f,finding,findings,h,hallazgo,hallazgos",
    CONCLUSION: "c,concl,conclusion,conclusions,conclusiones",
    LESSON: "ll,la,l,lesson,lessons,lesson learned,lessons learned,leccion,lecciones,leccion aprendida,"
    "lecciones aprendidas",
    PRACTICE: "bp,gp,egp,p,practice,practices,good practice,good practices,emerging good practice,"
    "emerging good practices,practica,practicas,buena practica,buenas practicas,"
    "buena practica emergente,buenas practicas emergentes",
    RECOMMENDATION: "r,rec,recommendation,recommendations,recomendacion,recomendaciones",
}
KIND_WORDS: Mapping[str, str] = {word: kind for kind, words in _WORDS.items() for word in words.split(",")}

_LONGEST_RANGE = 500
_DASHES = "-–—‑‒−"
_TO = rf"(?:\s*[{_DASHES}]\s*|\s+(?:to|through|a|al|hasta)\s+)"
_NUMBER = r"\d+[a-z]?(?:\.\d+[a-z]?)*"
_PREFIX = r"(?:[a-z][a-z ]*?)?"
_PART = re.compile(rf"({_PREFIX})\s*({_NUMBER})(?:{_TO}({_PREFIX})\s*({_NUMBER}))?")
_BETWEEN = re.compile(r"[,;/&+\n\t()\[\]]|\s+(?:and|y|e|und|et)\s+")
# "LL5 LL6" without a comma; "C1 to 3" is no such place.
_GAP = re.compile(r"(?<=\d)\s+(?=(?!(?:to|through|a|al|hasta|and|y|e)\b)[a-z]+ ?\d)")
_ABBREVIATED = re.compile(r"(?<=[a-z])(?<!\d[a-z])\.(?=\s*\d|\s|$)|[°º#]")


class Named(NamedTuple):
    """The numbers that a text names, each once, and the parts of it that name none."""

    numbers: tuple[str, ...]
    unread: tuple[str, ...]


def read_numbers(text: str) -> Named:
    """The numbers in a text, as they are printed; a number without a prefix takes that of the one before."""
    found: list[str] = []
    unread: list[str] = []
    kind = ""
    plain = _GAP.sub(",", _folded(text))
    for part in filter(None, (one.strip(" .:") for one in _BETWEEN.split(plain))):
        match = _PART.fullmatch(part)
        kind = (KIND_WORDS.get(match[1].strip(), "") if match[1] else kind) if match else ""
        numbers = _expanded(kind, match) if match and kind else []
        found += numbers
        if not numbers:
            unread.append(part)
    return Named(tuple(dict.fromkeys(found)), tuple(unread))


def read_kind(text: str) -> str | None:
    """The kind that a word such as "lesson learned" or "Conclusión" names, or None."""
    return KIND_WORDS.get(fold(text))


def number_of(kind: str, place: int | str) -> str:
    """The number printed for a place among its kind, such as C10; a finding's place is "7.1"."""
    return f"{PREFIXES[kind]}{place}"


def written(numbers: Iterable[str]) -> str:
    """Numbers as short as reports write them: "C1–3, 6, 9; LL1, 2; BP4"."""
    groups: dict[str, list[str]] = {}
    for number in numbers:
        prefix, rest = _parted(number)
        groups.setdefault(prefix, []).append(rest)
    return "; ".join(prefix + ", ".join(_runs(rest)) for prefix, rest in groups.items())


def listed(numbers: Iterable[str]) -> str:
    """Numbers one by one: "C10, BP2, BP3"."""
    return ", ".join(numbers)


def _folded(text: str) -> str:
    """A text as compared; the full stop within a finding's number stays."""
    lines = text.replace("\n", ";").casefold()
    kept = _ABBREVIATED.sub(" ", lines).replace(".", "\0")
    return fold(kept).replace("\0", ".")


def _expanded(kind: str, match: "re.Match[str]") -> list[str]:
    """The numbers from the first to the last of a range; none where it goes nowhere."""
    first, last = match[2], match[4]
    if last is None:
        return [number_of(kind, first)]
    if match[3] and KIND_WORDS.get(match[3].strip()) != kind:
        return []
    head, _dot, tail = first.rpartition(".")
    same, _dot, end = last.rpartition(".")
    if not (tail.isdecimal() and end.isdecimal()) or (same and same != head):
        return []
    if not 0 <= int(end) - int(tail) < _LONGEST_RANGE:
        return []
    before = f"{head}." if head else ""
    return [number_of(kind, f"{before}{place}") for place in range(int(tail), int(end) + 1)]


def _parted(number: str) -> tuple[str, str]:
    rest = number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return number[: len(number) - len(rest)], rest


def _runs(places: Sequence[str]) -> list[str]:
    """Places with three or more in a row drawn together."""
    runs: list[list[str]] = []
    for place in places:
        follows = runs and place.isdecimal() and runs[-1][-1].isdecimal()
        if follows and int(place) == int(runs[-1][-1]) + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return [text for run in runs for text in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else run)]
