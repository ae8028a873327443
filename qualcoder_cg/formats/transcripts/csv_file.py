"""Transcripts as CSV tables (.csv), as transcription programs export them."""

import csv
import io

from ...domain.documents import Transcript
from ...domain.text import clean
from ...errors import UserError
from ...i18n import _
from .. import encoding
from . import draft, table_rows

_DELIMITERS = ",;\t|"
_LOOKED_AT = 50


def read(data: bytes, name: str) -> Transcript:
    """Each row a turn, where the headings name a column of words; else each row a paragraph."""
    decoded = encoding.decode(data, name)
    text = clean(decoded.text)
    draft.require_words(text, name)
    rows = _rows(text, _delimiter(text), name)
    return table_rows.transcript(rows, name, "csv", decoded.encoding, [decoded.warning])


def _delimiter(text: str) -> str:
    """The delimiter under which headings are known, else the one under which most rows have equal cells."""

    def fits(delimiter: str) -> tuple[bool, int]:
        sample = list(_parsed("\n".join(text.split("\n")[:_LOOKED_AT]), delimiter))
        widths = [len(row) for row in sample]
        usual = max(widths, key=widths.count, default=1)
        return table_rows.columns(sample) is not None and usual > 1, widths.count(usual) if usual > 1 else 0

    return max(_DELIMITERS, key=fits)


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    try:
        return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(row)]
    except csv.Error:
        return []


def _rows(text: str, delimiter: str, name: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [row for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise UserError(
            _(
                "{file}, line {line}: a cell does not end; a quotation mark is missing or one too many."
            ).format(file=name, line=reader.line_num),
            _("Save the table as CSV again."),
        ) from error
