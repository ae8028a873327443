"""The sheets of a workbook with their merged cells, and a CSV file as one table."""

import re
from collections.abc import Iterator
from typing import Any

from ...domain.matrix_draft import TeamRow, TeamTable
from ...errors import UserError
from ...i18n import _
from .. import delimited, workbooks
from ..files import decode
from ..packages import Package
from .team_limits import COLUMNS, ROWS, checked

SUFFIXES = (*workbooks.SUFFIXES, ".csv", ".tsv", ".txt")
DELIMITERS = ";\t,"
_MERGES = 20_000
_RANGE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$")
_Merged = dict[int, tuple[set[int], set[int]]]


def read_workbook(data: bytes, file: str) -> list[TeamTable]:
    """Every sheet with rows; UserError naming file and sheet."""
    book = workbooks.read(data, file, workbooks.Most(rows=ROWS, columns=COLUMNS))
    merged = _merged_by_title(Package(data, file))
    found = []
    for sheet in book.sheets:
        rows = checked(_rows(sheet, merged.get(sheet.title, {})), file, _sheet(sheet.title))
        if rows:
            found.append(TeamTable(sheet.title, rows))
    return found


def read_csv(data: bytes, file: str) -> list[TeamTable]:
    """The one table of a CSV file, under the delimiter that makes most columns alike."""
    text = decode(data, file)
    best: list[tuple[int, list[str]]] = []
    most = 1
    trouble: UserError | None = None
    for delimiter in DELIMITERS:
        try:
            rows = [(line, cells) for line, cells in delimited.split(text, delimiter, file) if any(cells)]
        except UserError as error:
            trouble = trouble or error
            continue
        widths = [len(cells) for _line, cells in rows]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
        if usual > most or not best:
            best, most = rows, max(usual, most)
    if trouble and most <= 1:
        raise trouble
    found = checked((TeamRow(line, tuple(map(str.strip, cells))) for line, cells in best), file, file)
    return [TeamTable(file, found)] if found else []


def _rows(sheet: workbooks.Sheet, merged: _Merged) -> Iterator[TeamRow]:
    filled = dict(sheet.rows)
    for number in sorted({*filled, *merged}):
        texts = [workbooks.text_of(value) for value in filled.get(number, ())]
        left, above = merged.get(number, (set(), set()))
        # What a program left under a merged cell is not seen by anyone.
        covered = left | above
        width = max(len(texts), max(covered, default=-1) + 1)
        cells = [
            "" if place in covered else texts[place] if place < len(texts) else "" for place in range(width)
        ]
        yield TeamRow(number, tuple(cells), tuple(sorted(left)), tuple(sorted(above)))


def _merged_by_title(package: Package) -> dict[str, _Merged]:
    """For each sheet and row the columns that a cell at their left or above them covers."""
    book, links = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if book not in package or links not in package:
        return {}
    targets = {one.get("Id"): str(one.get("Target", "")) for one in package.xml(links)}
    found = {}
    for sheet in (one for one in package.xml(book).iter() if _name(one) == "sheet"):
        link = next((text for key, text in sheet.attrib.items() if str(key).endswith("}id")), "")
        target = targets.get(link, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in package:
            found[str(sheet.get("name", ""))] = _merged(package.xml(part))
    return found


def _merged(root: Any) -> _Merged:
    rows: _Merged = {}
    ranges = (str(one.get("ref", "")) for one in root.iter() if _name(one) == "mergeCell")
    for place, ref in enumerate(ranges):
        fits = _RANGE.match(ref)
        if not fits or place >= _MERGES:
            continue
        first, last = _column(fits[1]), min(_column(fits[3]), COLUMNS - 1)
        top, bottom = int(fits[2]), min(int(fits[4]), ROWS)
        for number in range(top, bottom + 1):
            left, above = rows.setdefault(number, (set(), set()))
            left.update(range(first + 1, last + 1))
            if number > top:
                above.update(range(first, last + 1))
    return rows


def _column(letters: str) -> int:
    """The place of a column, from 0: "A" is 0, "AB" is 27."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _sheet(title: str) -> str:
    return _("the sheet “{sheet}”").format(sheet=title)
