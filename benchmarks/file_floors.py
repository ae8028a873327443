"""The same work as `file_jobs.py` by the bare libraries, without anything a program would add.

Run by `scale.py` in a process of its own: python benchmarks/file_floors.py JOB STUDY REPEATS
"""

import csv
import sqlite3
import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from measuring import Spent, answer, repeated, scratch

_ROWS = """SELECT g.document_id, g.start_cp, g.end_cp, g.id, k.name, d.code, d.kind, r.initials, g.origin,
    g.created_at FROM coding g JOIN code k ON k.id = g.code_id JOIN coder r ON r.id = g.coder_id
    JOIN document d ON d.id = g.document_id {where} ORDER BY g.document_id, g.start_cp"""


def rows(
    connection: sqlite3.Connection, where: str = "", values: tuple[str, ...] = ()
) -> Iterator[list[Any]]:
    """Codings with the words they stand on, as a plain query and a slice give them."""
    current, text = "", ""
    for document_id, start, end, *rest in connection.execute(_ROWS.format(where=where), values):
        if document_id != current:
            current = document_id
            found = connection.execute("SELECT text FROM document_text WHERE id = ?", [document_id])
            text = found.fetchone()[0]
        yield [*rest, start, end, text[start:end]]


def quotes(study: Path, repeats: int) -> list[Spent]:
    """The quotes of the code that has the most."""
    connection = sqlite3.connect(study)
    most = connection.execute(
        "SELECT code_id FROM coding GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    ).fetchone()
    return repeated(lambda: list(rows(connection, "WHERE g.code_id = ?", most)), repeats)


def to_csv(study: Path, repeats: int) -> list[Spent]:
    """All quotes through csv.writer."""
    connection = sqlite3.connect(study)
    target = scratch(study).with_suffix(".csv")

    def work() -> None:
        with target.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows(connection))

    return repeated(work, repeats)


def to_xlsx(study: Path, repeats: int) -> list[Spent]:
    """All quotes through XlsxWriter, row by row in its mode for large files."""
    import xlsxwriter

    connection = sqlite3.connect(study)
    target = scratch(study).with_suffix(".xlsx")

    def work() -> None:
        book = xlsxwriter.Workbook(str(target), {"constant_memory": True, "strings_to_formulas": False})
        sheet = book.add_worksheet()
        for number, row in enumerate(rows(connection)):
            sheet.write_row(number, 0, row)
        book.close()

    return repeated(work, repeats)


def to_docx(study: Path, repeats: int) -> list[Spent]:
    """All quotes as the XML of paragraphs in a package, written by hand."""
    connection = sqlite3.connect(study)
    target = scratch(study).with_suffix(".docx")

    def work() -> None:
        paragraphs = [f"<w:p><w:r><w:t>{escape(row[-1])}</w:t></w:r></w:p>" for row in rows(connection)]
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/document.xml", "".join(paragraphs))

    return repeated(work, repeats)


JOBS = {"quotes": quotes, "csv": to_csv, "xlsx": to_xlsx, "docx": to_docx}

if __name__ == "__main__":
    answer(JOBS)
