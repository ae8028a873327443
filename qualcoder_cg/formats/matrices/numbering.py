"""The numbers and bullets that Word sets before paragraphs by itself."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..packages import Package
from ..transcripts.docx_styles import child, local, value

_PART, _STYLES = "word/numbering.xml", "word/styles.xml"
_DEEPEST, _HIGHEST = 9, 10_000
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
BULLET = "• "


class _Level(NamedTuple):
    kind: str
    text: str
    start: int


class Labels:
    """Counts the numbered paragraphs of a document in the order they are asked for."""

    def __init__(self, package: Package) -> None:
        lists = package.xml(_PART) if _PART in package else ()
        abstract = {value(one, "abstractNumId"): _levels(one) for one in lists if _is(one, "w:abstractNum")}
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        for one in lists:
            base = child(one, "w:abstractNumId") if _is(one, "w:num") else None
            if base is not None:
                self._lists[value(one, "numId")] = (value(base), abstract.get(value(base), {}))
        self._styles = _styles(package.xml(_STYLES)) if _STYLES in package else {}
        self._counts: dict[str, list[int]] = {}

    def before(self, paragraph: Any) -> str:
        """What stands before the words of a paragraph ("3. ", "b) ", "• "); "" for none."""
        properties = child(paragraph, "w:pPr")
        if properties is None:
            return ""
        style = child(properties, "w:pStyle")
        from_style = self._styles.get(value(style), ("", 0)) if style is not None else ("", 0)
        number, depth = _numbered(child(properties, "w:numPr"), from_style)
        if number not in self._lists or not 0 <= depth < _DEEPEST:
            return ""
        name, levels = self._lists[number]
        level = levels.get(depth)
        if level is None or level.kind == "none":
            return ""
        if level.kind == "bullet":
            return BULLET
        return _label(level, levels, self._count(name, levels, depth))

    def _count(self, name: str, levels: Mapping[int, _Level], depth: int) -> list[int]:
        counts = self._counts.setdefault(name, [0] * _DEEPEST)
        for place in range(depth + 1):
            if not counts[place]:
                counts[place] = (levels[place].start if place in levels else 1) - (place == depth)
        counts[depth] = min(counts[depth] + 1, _HIGHEST)
        counts[depth + 1 :] = [0] * (_DEEPEST - depth - 1)
        return counts


def _label(level: _Level, levels: Mapping[int, _Level], counts: list[int]) -> str:
    text = level.text
    for place in range(_DEEPEST):
        if f"%{place + 1}" in text:
            kind = levels[place].kind if place in levels else "decimal"
            text = text.replace(f"%{place + 1}", _written(counts[place], kind))
    return f"{text} " if text.strip() else ""


def _written(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman") and number > 0:
        roman, left = "", min(number, _HIGHEST)
        for worth, letters in _ROMAN:
            roman += letters * (left // worth)
            left %= worth
        return roman if kind == "lowerRoman" else roman.upper()
    return str(number)


def _levels(abstract: Any) -> dict[int, _Level]:
    found = {}
    for one in abstract:
        if _is(one, "w:lvl"):
            found[_whole(value(one, "ilvl"))] = _Level(
                _value_of(one, "w:numFmt") or "decimal",
                _value_of(one, "w:lvlText")[:40],
                _whole(_value_of(one, "w:start") or "1"),
            )
    return found


def _styles(root: Any) -> dict[str, tuple[str, int]]:
    """The list and the depth of styles that number their paragraphs."""
    found = {}
    for style in root:
        properties = child(style, "w:pPr") if _is(style, "w:style") else None
        numbered = None if properties is None else child(properties, "w:numPr")
        if numbered is not None:
            found[value(style, "styleId")] = _numbered(numbered, ("", 0))
    return found


def _numbered(properties: Any, otherwise: tuple[str, int]) -> tuple[str, int]:
    if properties is None:
        return otherwise
    number = _value_of(properties, "w:numId") or otherwise[0]
    return number, _whole(_value_of(properties, "w:ilvl") or str(otherwise[1]))


def _is(element: Any, name: str) -> bool:
    return local(element) == name


def _value_of(element: Any, name: str) -> str:
    found = child(element, name)
    return "" if found is None else value(found)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0
