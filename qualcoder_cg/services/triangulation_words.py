"""The triangulation matrix in words: what cells show, how they are read aloud, and the table of it."""

from collections.abc import Sequence

from ..domain.codings import CONTRADICTS, SUPPORTS
from ..domain.findings import CONTESTED, GOOD, LIMITED, STRONG, WEAK
from ..domain.report_table import LEFT, RIGHT, ReportTable
from ..domain.report_table import Cell as TableCell
from ..domain.report_table import Column as TableColumn
from ..domain.triangulation import (
    CATEGORY,
    INSTITUTIONS,
    KINDS,
    MIXED,
    NOT_ASKED,
    NOTHING,
    OBSERVED,
    SIGNS,
    SILENT,
    STRENGTH,
    SUBTOTAL,
    SURVEY,
    TYPE,
    UNDECIDED,
    Cell,
    Column,
    Row,
    Triangulation,
)
from ..i18n import _, ngettext
from .register_counts import excerpts_in_words, informants_in_words, institutions_in_words


def mark_names() -> dict[str, str]:
    """What each mark is called."""
    return {
        SUPPORTS: _("supports"),
        MIXED: _("mixed"),
        CONTRADICTS: _("contradicts"),
        UNDECIDED: _("undecided"),
        SILENT: _("asked but silent"),
        NOT_ASKED: _("not asked"),
        NOTHING: "",
    }


def grade_names() -> dict[str, str]:
    """What each grade of strength is called, its sign first."""
    return {
        STRONG: _("4 Strong"),
        GOOD: _("3 Good"),
        LIMITED: _("2 Limited"),
        WEAK: _("1 Weak"),
        CONTESTED: _("C Contested"),
        "": "",
    }


def numbers(column: Column, cell: Cell) -> str:
    """The figures of a cell: "5 (9)" voices and excerpts, documents as their number; "" where a mark does."""
    if column.kind in (TYPE, SUBTOTAL):
        if cell.spoke or cell.excerpts:
            return f"{cell.voices} ({cell.excerpts})"
        return "0" if column.kind == SUBTOTAL else ""
    if column.kind == CATEGORY:
        return str(cell.sources) if cell.sources else ""
    return ""


def cell_text(column: Column, cell: Cell) -> str:
    """A cell as text: its sign and its figures."""
    sign = SIGNS[cell.mark] if column.kind != SUBTOTAL else ""
    if column.kind == CATEGORY and cell.mark == UNDECIDED:
        sign = ""
    return f"{sign} {numbers(column, cell)}".strip()


def row_texts(matrix: Triangulation, row: Row) -> list[str]:
    """All cells of a question as text, kinds and strength included."""
    texts = [cell_text(column, cell) for column, cell in zip(matrix.columns, row.cells, strict=False)]
    return [*texts, str(row.kinds), grade_names()[row.strength]]


def voices_in_words(matrix: Triangulation, n: int) -> str:
    """A number of voices with its unit, as the matrix counts."""
    return institutions_in_words(n) if matrix.unit == INSTITUTIONS else informants_in_words(n)


def read_aloud(matrix: Triangulation, row: Row, column: int) -> str:
    """A cell as a sentence: "Question 11, Partners: 5 informants, 9 excerpts, mixed"."""
    return _("Question {number}, {column}: {said}").format(
        number=row.number, column=matrix.columns[column].name, said=in_words(matrix, row, column)
    )


def in_words(matrix: Triangulation, row: Row, column: int) -> str:
    """What a cell says: "5 informants, 9 excerpts, mixed"."""
    kind = matrix.columns[column]
    if kind.kind == KINDS:
        said = ngettext("{n} kind of source", "{n} kinds of sources", row.kinds).format(n=row.kinds)
    elif kind.kind == STRENGTH:
        said = grade_names()[row.strength] or _("no finding yet")
    else:
        said = cell_in_words(matrix, kind, row.cells[column])
    return said


def cell_in_words(matrix: Triangulation, column: Column, cell: Cell) -> str:
    """What a cell of a source says."""
    parts = []
    if column.kind in (TYPE, SUBTOTAL) and cell.spoke:
        parts += [voices_in_words(matrix, cell.voices), excerpts_in_words(cell.excerpts)]
    elif column.kind == CATEGORY and cell.sources:
        parts.append(ngettext("{n} document", "{n} documents", cell.sources).format(n=cell.sources))
        parts += [excerpts_in_words(cell.excerpts)] if cell.excerpts else []
    elif column.kind in (SURVEY, OBSERVED) and cell.spoke:
        parts.append(ngettext("{n} source", "{n} sources", cell.sources).format(n=cell.sources))
    parts.append(mark_names()[cell.mark] or _("nothing"))
    if column.kind == TYPE and cell.asked:
        parts.append(ngettext("{n} asked", "{n} asked", cell.asked).format(n=cell.asked))
    return ", ".join(parts)


def legend(matrix: Triangulation) -> str:
    """What the figures of cells mean."""
    if matrix.unit == INSTITUTIONS:
        return _("5 (9) = 5 institutions, 9 excerpts; documents: how many documents")
    return _("5 (9) = 5 informants, 9 excerpts; documents: how many documents")


def table(matrix: Triangulation, name: str, source: str) -> ReportTable:
    """The matrix as a table of a report: a row for each criterion with its sub-totals, then its questions."""
    rows: list[tuple[TableCell, ...]] = []
    sums = set()
    for block in matrix.blocks:
        sums.add(len(rows))
        rows.append(_sum_row(matrix, block.name, block.totals))
        for row in block.rows:
            texts = row_texts(matrix, row)
            cells = [TableCell(text, int(text) if text.isdecimal() else None) for text in texts]
            rows.append((TableCell(row.number), TableCell(row.short), *cells))
    return ReportTable(
        name,
        _("Triangulation matrix, institutions (excerpts)")
        if matrix.unit == INSTITUTIONS
        else _("Triangulation matrix, informants (excerpts)"),
        (
            TableColumn(_("No.")),
            TableColumn(_("Question")),
            *(
                TableColumn(_heading(column), LEFT if column.kind == STRENGTH else RIGHT)
                for column in matrix.columns
            ),
        ),
        tuple(rows),
        _sum_row(matrix, _("All questions"), matrix.totals),
        notes=(key(), legend(matrix), *matrix.notes),
        source=source,
        emphasised=frozenset(sums),
        wide=True,
    )


def key() -> str:
    """The signs and what they mean, in one line."""
    names = mark_names()
    shown = [f"{SIGNS[mark]} {names[mark]}" for mark in (SUPPORTS, MIXED, CONTRADICTS, UNDECIDED, SILENT)]
    return "; ".join([*shown, _("empty: not asked, or no source")])


def _heading(column: Column) -> str:
    if column.kind in (TYPE, SUBTOTAL) and column.interviewed:
        return _("{name}, {spoke} of {interviewed}").format(
            name=column.name, spoke=column.spoke, interviewed=column.interviewed
        )
    return column.name


def _sum_row(matrix: Triangulation, name: str, totals: Sequence[Cell]) -> tuple[TableCell, ...]:
    cells = []
    for column, cell in zip(matrix.columns, totals, strict=False):
        text = numbers(column, cell) if column.kind in (TYPE, SUBTOTAL, CATEGORY) else ""
        cells.append(TableCell(text, int(text) if text.isdecimal() else None))
    return (TableCell(""), TableCell(name), *cells, TableCell(""), TableCell(""))
