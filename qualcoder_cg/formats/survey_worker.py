"""The process that reads a workbook with the answers to a survey: a bad one can exhaust it, nothing else.

    python -m qualcoder_cg.formats.survey_worker LANGUAGE

It takes one request {"path", "sheet", "heading_row"} as JSON and answers {"ok": true, "table"} or
{"ok": false, "message", "hint"}; sentences come in LANGUAGE, and a message is "" where it is not the
file's fault in words that a person should read.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .. import i18n
from ..domain.surveys import SurveyTable, TableRow
from ..errors import UserError
from . import survey_tables
from .worker import limit_memory, own_output

Json = dict[str, Any]


def answer(request: Mapping[str, Any]) -> Json:
    """What came of reading a workbook."""
    try:
        table = survey_tables.read(
            Path(request["path"]), sheet=request["sheet"], heading_row=request["heading_row"]
        )
    except UserError as error:
        return {"ok": False, "message": error.message, "hint": error.hint}
    except MemoryError:
        return {"ok": False, "message": "", "hint": ""}
    return {"ok": True, "table": asdict(table)}


def table_from_json(data: Mapping[str, Any]) -> SurveyTable:
    """The table of an answer; KeyError, TypeError or ValueError where it is none."""
    values: Json = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
    rows = tuple(TableRow(int(line), tuple(cells)) for line, cells in values["rows"])
    table = SurveyTable(**{**values, "rows": rows})
    width = len(table.headings)
    texts = (*table.headings, *table.texts, *table.sheets, *(cell for row in rows for cell in row.cells))
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("not a text")
    if len(set(table.headings)) != width or any(len(row.cells) != width for row in rows):
        raise ValueError("cells without a heading of their own")
    return table


if __name__ == "__main__":
    i18n.use_language(sys.argv[1])
    limit_memory()
    output = own_output()
    output.write(json.dumps(answer(json.load(sys.stdin))).encode("ascii"))
    output.close()
