"""Transcripts as Excel workbooks (.xlsx)."""

from ...domain.documents import Transcript
from ...i18n import _
from .. import workbooks
from ..packages import MAX_TOTAL
from . import draft, table_rows

_MOST = workbooks.Most(rows=200_000, unpacked=MAX_TOTAL)


def read(data: bytes, name: str) -> Transcript:
    """Each row of the first sheet that has headings of a transcript a turn; else its rows as paragraphs."""
    sheets = {
        sheet.title: [values for _number, values in sheet.rows]
        for sheet in workbooks.read(data, name, _MOST).sheets
    }
    if not sheets:
        draft.require_words("", name)
    chosen = next((title for title, rows in sheets.items() if table_rows.columns(rows)), next(iter(sheets)))
    notes = (
        [_("{file}: only the sheet “{sheet}” was read.").format(file=name, sheet=chosen)]
        if len(sheets) > 1
        else []
    )
    return table_rows.transcript(sheets[chosen], name, "xlsx", warnings=notes)
