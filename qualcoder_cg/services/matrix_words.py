"""The words in cells of a team's table: numbers of questions, lists, names of criteria."""

import re
from typing import NamedTuple

_BULLET = re.compile(r"^\s*(?:[-•*·▪–—◦‣●○■□➢✓§►→]+\s*(?=\S)|o\s{2,}|o\t)")
_MARK = re.compile(r"^\s*\(?(?:\d{1,2}(?:\.\d{1,2})*[.)]|[A-Za-z][.)]|[ivxIVX]{1,5}[.)])\s*(?=\S)")
_LEVELS = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})+\.?\s+(?=\S)")
_INSIDE = re.compile(r"\s+[•▪●■➢✓]\s*")
_SPACES = re.compile(r"[ \t\u00a0]+")
_ENDED = (".", ";", ":", "?", "!", ",")
_PREFIX = (
    r"(?:key\s+)?(?:evaluation\s+|evaluative\s+)?question|pregunta(?:\s+(?:clave|de\s+evaluaci[oó]n))?|preg\.?"
    r"|k?eq|peq?|q|p"
)
_NUMBER = r"\d{1,3}(?:\.\d{1,3})*[a-z]?"
_NAMED = re.compile(
    rf"^\s*(?:{_PREFIX})\s*(?:n[.ºo°]*\s*)?[.:#-]?\s*({_NUMBER})(?:\s*[.:)–—-]+\s*|\s+|$)", re.IGNORECASE
)
_PLAIN = re.compile(r"^\s*(\d{1,3}(?:\.\d{1,3})*)\s*[.:)–—-]+\s*(?=\D|$)")
_DEEP = re.compile(r"^\s*(\d{1,3}(?:\.\d{1,3})+)\s+(?=\S)")
_ALONE = re.compile(rf"^\s*(?:(?:{_PREFIX})\s*[.:#-]?\s*)?({_NUMBER})\s*[.:)]*\s*$", re.IGNORECASE)
_CRITERION = re.compile(
    r"^\s*(?:(?:evaluation\s+)?criteri(?:on|a|o|os)(?:\s+de\s+evaluaci[oó]n)?\s*(?:\d{1,2}|[A-H])?\s*[.:–—-]+\s*"
    r"|\(?(?:\d{1,2}|[A-Z]|[IVX]{1,4})[.:)–—]\s*)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^\s*(?:\*|notes?\b|notas?\b|sources?\s*:|fuentes?\s*:|\(\*\)|page\b|p[aá]gina\b|elaboraci[oó]n\b|own\b)",
    re.IGNORECASE,
)


class Numbered(NamedTuple):
    """A text with the number that stood before it, "" where none did."""

    number: str
    text: str


def one_line(text: str) -> str:
    """The text without line breaks and double spaces."""
    return " ".join(text.split())


def lines(cell: str) -> list[str]:
    """The filled lines of a cell, without double spaces."""
    return [line for line in (_SPACES.sub(" ", line).strip() for line in cell.split("\n")) if line]


def number_in(text: str) -> Numbered:
    """A question's number and text: "EQ 3. To what extent", "P7: ¿En qué", "1.2 How", "Pregunta 4"."""
    for pattern in (_NAMED, _PLAIN, _DEEP):
        found = pattern.match(text)
        if found:
            return Numbered(found[1], text[found.end() :].strip())
    return Numbered("", text.strip())


def number_alone(text: str) -> str:
    """The number in a cell that holds nothing else; the cell as it is where it holds more."""
    found = _ALONE.match(text)
    return found[1] if found else one_line(text).rstrip(". ")


def is_named_question(text: str) -> bool:
    """Whether a text begins as "EQ 3" or "Pregunta 4" do."""
    return _NAMED.match(text) is not None


def asks(text: str) -> bool:
    """Whether a text is a question by its marks or by its beginning."""
    return "?" in text or "¿" in text or is_named_question(text)


def is_note(text: str) -> bool:
    """Whether a row's words are a note or a source under a table."""
    return _NOTE.match(text) is not None


def is_marked(line: str) -> bool:
    """Whether a line begins with a bullet, a letter or a number of a list."""
    return any(pattern.match(line) for pattern in (_BULLET, _MARK, _LEVELS))


def unmarked(line: str) -> str:
    """A line without the bullet, letter or number before it."""
    for pattern in (_BULLET, _LEVELS, _MARK):
        found = pattern.match(line)
        if found:
            return line[found.end() :].strip()
    return line.strip()


def items(cell: str, *, semicolons: bool = True) -> list[str]:
    """The entries of a list in a cell: one a line, or parted by bullets or semicolons; each once.

    A line that only goes on from the one above is put to it.
    """
    found = whole_lines(_INSIDE.sub("\n• ", cell))
    if len(found) == 1 and semicolons and ";" in found[0]:
        found = [part for part in found[0].split(";") if part.strip()]
    cleaned = (unmarked(line).rstrip(";").strip() for line in found)
    return list(dict.fromkeys(entry for entry in cleaned if entry))


def groups(cell: str) -> list[list[str]]:
    """The entries of a cell, line by line."""
    return [entries for line in whole_lines(cell) if (entries := items(line))]


def criterion_name(cell: str) -> tuple[str, str]:
    """The name of a criterion, and what explains it ("Relevance: the extent to which …")."""
    first, *rest = lines(cell) or [""]
    stripped = _CRITERION.sub("", first, count=1).strip() or first
    parted = re.match(r"^(.{2,60}?)\s*[:–—]\s+(.+)$", stripped)
    name, after = (parted[1], parted[2]) if parted else (stripped, "")
    return one_line(name).rstrip(" :.;–—-"), one_line(" ".join([after, *rest]))


def whole_lines(cell: str) -> list[str]:
    """The lines of a cell, those put together that were only broken for want of room."""
    every = lines(cell)
    listed = sum(map(is_marked, every))
    found: list[str] = []
    for line in every:
        goes_on = bool(found) and not is_marked(line) and line[0].islower()
        if goes_on and (listed > 0 or not found[-1].endswith(_ENDED)):
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found
