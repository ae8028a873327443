"""The tables of a Word document with their merged cells, lists and nested tables."""

from collections.abc import Iterator
from typing import Any

from ...domain.matrix_draft import TeamRow, TeamTable
from ...domain.text import clean
from ...i18n import _
from ..packages import Package, damaged
from ..transcripts.docx_styles import child, local, value
from .numbering import Labels
from .team_limits import COLUMNS, checked

SUFFIXES = (".docx", ".docm")
_PART = "word/document.xml"
_NOT_TEXT = frozenset(("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:txbxContent", "w:pict",
                       "w:drawing", "w:object"))  # fmt: skip
_WRAPPERS = frozenset(("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"))
_DEEPEST = 60


def read(data: bytes, file: str) -> list[TeamTable]:
    """Every table with rows, nested ones after the table they are in; UserError for a damaged file."""
    package = Package(data, file)
    if _PART not in package:
        raise damaged(file)
    body = child(package.xml(_PART), "w:body")
    if body is None:
        raise damaged(file)
    labels = Labels(package)
    found = []
    for number, table in enumerate(_all_tables(body), 1):
        rows = checked(_rows(table, labels), file, _("table {number}").format(number=number))
        if rows:
            found.append(TeamTable(_("Table {number}").format(number=number), rows))
    return found


def _rows(table: Any, labels: Labels) -> Iterator[TeamRow]:
    for number, row in enumerate(_children(table, "w:tr"), 1):
        cells: list[str] = [""] * _whole(_property(row, "w:trPr", "w:gridBefore"))
        left: list[int] = []
        above: list[int] = []
        for cell in _children(row, "w:tc"):
            properties = child(cell, "w:tcPr")
            span = min(max(1, _whole(_property(cell, "w:tcPr", "w:gridSpan"))), COLUMNS + 1)
            merged = child(properties, "w:vMerge") if properties is not None else None
            goes_on = merged is not None and value(merged) in ("", "continue")
            beside = child(properties, "w:hMerge") if properties is not None else None
            covered = beside is not None and value(beside) in ("", "continue")
            places = range(len(cells), len(cells) + span)
            text = "\n".join(_lines(cell, labels)) if not (goes_on or covered) else ""
            cells += [clean(text).strip(), *[""] * (span - 1)]
            if goes_on:
                above += places
            left += places if covered else places[1:]
        yield TeamRow(number, tuple(cells), tuple(left), tuple(above))


def _lines(element: Any, labels: Labels, depth: int = 0) -> Iterator[str]:
    """The lines of a cell: its paragraphs with their numbers, a row of a nested table as one line each."""
    for inner in element if depth < _DEEPEST else ():
        name = local(inner)
        if name == "w:p":
            text = _text(inner).strip()
            before = labels.before(inner) if text else ""
            yield from (before + line if place == 0 else line for place, line in enumerate(text.split("\n")))
        elif name == "w:tbl":
            for row in _children(inner, "w:tr"):
                parts = [" ".join(_lines(cell, labels, depth + 1)).strip() for cell in _children(row, "w:tc")]
                yield " – ".join(part for part in parts if part)
        elif name in _WRAPPERS:
            yield from _lines(inner, labels, depth + 1)


def _text(element: Any) -> str:
    """The words of a paragraph, without what a tracked change took out."""
    parts: list[str] = []
    for inner in element:
        name = local(inner)
        if name == "w:t":
            parts.append(inner.text or "")
        elif name in ("w:br", "w:cr"):
            parts.append("\n")
        elif name == "w:tab":
            parts.append(" ")
        elif name == "w:noBreakHyphen":
            parts.append("-")
        elif name not in _NOT_TEXT and not str(inner.tag).endswith("}AlternateContent"):
            parts.append(_text(inner))
    return "".join(parts)


def _all_tables(element: Any) -> Iterator[Any]:
    """Every table of the body in order, and those inside its cells that are tables of their own.

    A table of one cell only frames what is in it; a nested one of a single row or column is a list.
    """
    for table in (one for one in element.iter() if local(one) == "w:tbl"):
        rows = list(_children(table, "w:tr"))
        widest = max((sum(1 for _cell in _children(row, "w:tc")) for row in rows), default=0)
        if widest > 1 and len(rows) > 1:
            yield table


def _children(element: Any, name: str, depth: int = 0) -> Iterator[Any]:
    """The children of that name, also inside what only wraps them."""
    for inner in element if depth < _DEEPEST else ():
        found = local(inner)
        if found == name:
            yield inner
        elif found in _WRAPPERS:
            yield from _children(inner, name, depth + 1)


def _property(element: Any, properties: str, name: str) -> str:
    holder = child(element, properties)
    found = child(holder, name) if holder is not None else None
    return "" if found is None else value(found)


def _whole(text: str) -> int:
    return min(int(text), COLUMNS + 1) if text.isdecimal() and len(text) < 6 else 0
