"""Interview guides as people keep them: a table in CSV, XLSX or DOCX, or a numbered list in DOCX or text."""

from collections.abc import Sequence
from pathlib import Path

from ...domain.guides import ItemSpec
from ...errors import UserError
from ...i18n import _
from ..files import decode, read_bytes
from ..matrices.rows import Row
from ..matrices.xlsx_file import sheets_of
from . import csv_file, docx_file, items

SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm", ".docx", ".txt", ".md")
TABLES, WORKBOOKS = (".csv", ".tsv"), (".xlsx", ".xlsm")

write_csv = csv_file.write


def read(path: Path) -> tuple[ItemSpec, ...]:
    """The items of a guide, in order; UserError naming file, row and fault where there are none.

    A table needs a column for the text of the items; number, wordings in other languages and evaluation
    questions are taken where there are columns for them. Files without such a table are read as a list.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UserError(
            _("{file} is in a format that no guide can be read from.").format(file=path.name),
            _("Save it in one of these: {endings}.").format(endings=", ".join(SUFFIXES)),
        )
    data = read_bytes(path)
    tables: Sequence[Sequence[Row]] = ()
    lines: Sequence[str] = ()
    if suffix in TABLES:
        tables = csv_file.tables(decode(data, path.name), path.name)
    elif suffix in WORKBOOKS:
        tables = sheets_of(data, path.name)
    elif suffix == ".docx":
        tables, lines = docx_file.read(data, path.name)
    else:
        lines = decode(data, path.name).split("\n")
    found = items.from_tables(tables, path.name)
    if found is None and suffix in TABLES + WORKBOOKS:
        raise UserError(
            _("{file} has no column for the text of the items.").format(file=path.name),
            _("Give the table a row of headings: number, text, questions; es or en for other wordings."),
        )
    return found or items.from_lines(lines, path.name)
