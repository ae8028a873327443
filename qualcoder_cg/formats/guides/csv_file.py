"""A guide as CSV: one row an item, a column for each language."""

import codecs
import csv
import io
from collections.abc import Mapping
from pathlib import Path

from ...domain.guides import Guide
from ...errors import UserError
from ...i18n import _
from ..matrices.checks import Place
from ..matrices.rows import Row
from ..reports.atomic import replacing
from ..reports.safe_text import clean, guarded
from .items import NUMBER, QUESTIONS, TEXT

DELIMITERS = ",;\t"


def tables(text: str, file: str) -> list[list[Row]]:
    """The filled rows of a CSV file, under the delimiter that its first lines use most."""
    first = "\n".join(text.split("\n")[:3])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count))
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(
                    Row(Place(line, _("line {number}").format(number=line)), tuple(map(_unguarded, cells)))
                )
            line = reader.line_num + 1
    except csv.Error as error:
        raise UserError(
            _("{file}, line {line}: {problem}.").format(file=file, line=line, problem=str(error)),
            _("Save the table as CSV again."),
        ) from error
    if not rows:
        raise UserError(_("{file} has no rows.").format(file=file))
    return [rows]


def _unguarded(cell: str) -> str:
    """The cell without the apostrophe that `write` puts before what looks like a formula."""
    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) == cell else cell


def write(guide: Guide, labels: Mapping[str, str], path: Path) -> None:
    """Write a guide so that `read` gives the same items; `labels` are what questions are called, by id."""
    languages = list(dict.fromkeys(language for item in guide.items for language, _text in item.wordings))
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow([NUMBER, *(language or TEXT for language in languages), QUESTIONS])
    for item in guide.items:
        wordings = dict(item.wordings)
        questions = "; ".join(labels[question] for question in item.questions)
        cells = (item.number, *(wordings.get(language, "") for language in languages), questions)
        writer.writerow([guarded(clean(cell)) for cell in cells])
    with replacing(path) as file:
        file.write(codecs.BOM_UTF8 + lines.getvalue().encode())
