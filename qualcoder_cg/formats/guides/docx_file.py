"""The tables of a Word document, and its paragraphs as the lines of a numbered list."""

from collections.abc import Iterator, Mapping
from typing import Any

from ...i18n import _
from ..matrices.checks import Place
from ..matrices.rows import Row
from ..packages import Package, damaged
from ..transcripts.docx_styles import child, local, value

_PART, _STYLES = "word/document.xml", "word/styles.xml"
_NOT_TEXT = frozenset(("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText"))


def read(data: bytes, file: str) -> tuple[list[list[Row]], list[str]]:
    """The filled rows of each table, and the paragraphs outside tables.

    A paragraph that Word numbers by itself is given its number as text; items of inner levels go on with
    the item above them.
    """
    package = Package(data, file)
    if _PART not in package:
        raise damaged(file)
    body = child(package.xml(_PART), "w:body")
    if body is None:
        raise damaged(file)
    styles = _numbered_styles(package.xml(_STYLES)) if _STYLES in package else {}
    found = [list(_rows(table, n)) for n, table in enumerate(_all(body, "w:tbl"), start=1)]
    return [rows for rows in found if rows], list(_lines(body, styles))


def _rows(table: Any, which: int) -> Iterator[Row]:
    rows = [element for element in table if local(element) == "w:tr"]
    for number, row in enumerate(rows, start=1):
        cells = tuple(
            "\n".join(_text(paragraph) for paragraph in _all(cell, "w:p")).strip()
            for cell in row
            if local(cell) == "w:tc"
        )
        if any(cells):
            words = _("row {number} of table {table}").format(number=number, table=which)
            yield Row(Place(which * 100_000 + number, words), cells)


def _lines(body: Any, styles: Mapping[str, int]) -> Iterator[str]:
    counted = 0
    for paragraph in (element for element in body if local(element) == "w:p"):
        text = _text(paragraph).strip()
        level = _level(paragraph, styles)
        if not text:
            continue
        if level == 0:
            counted += 1
            yield f"{counted}. {text}"
        else:
            yield text if level is None else f"  {text}"


def _level(paragraph: Any, styles: Mapping[str, int]) -> int | None:
    """How deep in a numbered list a paragraph stands, by itself or by its style; None where it is in none."""
    properties = child(paragraph, "w:pPr")
    if properties is None:
        return None
    numbered, style = child(properties, "w:numPr"), child(properties, "w:pStyle")
    if numbered is not None:
        return _depth(numbered)
    return None if style is None else styles.get(value(style))


def _numbered_styles(root: Any) -> dict[str, int]:
    """How deep in a list the styles stand that number their paragraphs; headings are no list."""
    found = {}
    for style in root:
        properties = child(style, "w:pPr") if local(style) == "w:style" else None
        numbered = None if properties is None else child(properties, "w:numPr")
        if numbered is not None and child(properties, "w:outlineLvl") is None:
            found[value(style, "styleId")] = _depth(numbered)
    return found


def _depth(numbered: Any) -> int:
    level = child(numbered, "w:ilvl")
    written = "" if level is None else value(level)
    return int(written) if written.isdigit() else 0


def _text(element: Any) -> str:
    """The words of a paragraph, without what a tracked change took out."""
    parts: list[str] = []
    for inner in element:
        name = local(inner)
        if name == "w:t":
            parts.append(inner.text or "")
        elif name in ("w:tab", "w:br", "w:cr"):
            parts.append(" ")
        elif name not in _NOT_TEXT:
            parts.append(_text(inner))
    return "".join(parts)


def _all(element: Any, name: str) -> Iterator[Any]:
    """The elements of that name, the outermost of each branch."""
    for inner in element:
        if local(inner) == name:
            yield inner
        else:
            yield from _all(inner, name)
