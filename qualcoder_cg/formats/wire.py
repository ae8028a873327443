"""What readers find in files, as JSON between the program and the process that reads for it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..domain.documents import Page, Transcript, Turn
from ..domain.matrix_draft import TeamRow, TeamTable
from ..domain.surveys import SurveyTable, TableRow
from .tables import Record, Sheet

# What a process is asked for.
TRANSCRIPT, SURVEY, MATRIX, SHEET = "transcript", "survey", "matrix", "sheet"

# Why a file was not read: it says so itself, or the process gave it up.
REFUSED, MEMORY, FAULT = "refused", "memory", "fault"

Json = dict[str, Any]


def transcript_to_json(transcript: Transcript) -> Json:
    """A transcript as JSON values."""
    return {
        "text": transcript.text,
        "turns": [list(turn) for turn in transcript.turns],
        "format": transcript.format,
        "encoding": transcript.encoding,
        "language": transcript.language,
        "warnings": list(transcript.warnings),
        "pages": [list(page) for page in transcript.pages],
        "encodings": list(transcript.encodings),
    }


def transcript_from_json(data: Mapping[str, Any]) -> Transcript:
    """What `transcript_to_json` gave; KeyError, TypeError or ValueError for anything else.

    The process has read a stranger's file, so that its word is not taken for offsets either.
    """
    length = len(data["text"])
    turns = tuple(Turn(*turn) for turn in data["turns"])
    pages = tuple(Page(*page) for page in data["pages"])
    if not all(0 <= turn.label_start <= turn.start <= turn.end <= length for turn in turns):
        raise ValueError("a turn outside the text")
    if not all(0 <= page.start <= length for page in pages):
        raise ValueError("a page outside the text")
    return Transcript(
        text=_text(data["text"]),
        turns=turns,
        format=_text(data["format"]),
        encoding=_text(data["encoding"]),
        language=_text(data["language"]),
        warnings=tuple(map(_text, data["warnings"])),
        pages=pages,
        encodings=tuple(map(_text, data["encodings"])),
    )


def table_to_json(table: SurveyTable) -> Json:
    """The table of a survey as JSON values."""
    return asdict(table)


def table_from_json(data: Mapping[str, Any]) -> SurveyTable:
    """What `table_to_json` gave; KeyError, TypeError or ValueError for anything else."""
    values: Json = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
    rows = tuple(TableRow(int(line), tuple(map(_text, cells))) for line, cells in values["rows"])
    table = SurveyTable(**{**values, "rows": rows})
    for text in (*table.headings, *table.texts, *table.sheets):
        _text(text)
    width = len(table.headings)
    if len(set(table.headings)) != width or any(len(row.cells) != width for row in rows):
        raise ValueError("cells without a heading of their own")
    return table


def sheet_to_json(sheet: Sheet) -> Json:
    """A plain table as JSON values."""
    return {
        "headings": list(sheet.headings),
        "records": [[record.line, record.cells] for record in sheet.records],
    }


def sheet_from_json(data: Mapping[str, Any]) -> Sheet:
    """What `sheet_to_json` gave; KeyError, TypeError or ValueError for anything else."""
    headings = tuple(map(_text, data["headings"]))
    records = tuple(
        Record(int(line), {_text(heading): _text(cell) for heading, cell in cells.items()})
        for line, cells in data["records"]
    )
    if not all(set(headings).issuperset(record.cells) for record in records):
        raise ValueError("cells without a heading")
    return Sheet(headings, records)


def team_tables_to_json(tables: Sequence[TeamTable]) -> Json:
    """Tables of a file as JSON values."""
    return {"tables": [{"name": table.name, "rows": table.rows} for table in tables]}


def team_tables_from_json(data: Mapping[str, Any]) -> tuple[TeamTable, ...]:
    """What `team_tables_to_json` gave; KeyError, TypeError or ValueError for anything else."""
    tables = []
    for entry in data["tables"]:
        rows = tuple(
            TeamRow(int(number), tuple(map(_text, cells)), tuple(map(int, left)), tuple(map(int, above)))
            for number, cells, left, above in entry["rows"]
        )
        width = len(rows[0].cells) if rows else 0
        if not rows or any(len(row.cells) != width for row in rows):
            raise ValueError("rows of different width")
        if any(not 0 <= place < width for row in rows for place in (*row.left, *row.above)):
            raise ValueError("a cell outside the table")
        tables.append(TeamTable(_text(entry["name"]), rows))
    return tuple(tables)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
