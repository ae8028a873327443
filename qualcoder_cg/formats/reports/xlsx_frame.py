"""The workbook around the evidence rows: its styles, its small sheets and the headings of the large one."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ...domain.evidence import Cell, Evidence
from ...domain.report_table import ReportTable
from ...i18n import _, ngettext
from .annex import about
from .annex_table import printed_questions, shown_types, type_name
from .columns import shown_columns
from .report_words import made
from .safe_text import clean
from .table_sheets import sheet_name, write_table
from .xlsx_cells import LINE_HEIGHT, Styles, cut, head_row, lines_needed, looks

MAXIMUM_ROWS = 1_048_576
EVIDENCE, MATRIX, COUNTS, CODEBOOK = USUAL_SHEETS = ("evidence", "matrix", "counts", "codebook")


class Frame(NamedTuple):
    """A workbook without the evidence rows: where they go, the styles of their cells, all other parts."""

    before_rows: bytes
    after_rows: bytes
    text_style: int
    number_style: int
    evidence_part: str
    parts: tuple[tuple[str, bytes], ...]


def frame(
    evidence: Evidence,
    sheets: Sequence[ReportTable | str] = USUAL_SHEETS,
    codings: int = 0,
    cut_cells: int = 0,
) -> Frame:
    """The workbook with everything but the evidence rows.

    `codings`, the number of those rows, is what their filter spans; About tells of `cut_cells`.
    Neither changes styles or what comes before the rows.
    """
    import xlsxwriter

    saved = io.BytesIO()
    book = xlsxwriter.Workbook(saved, {"in_memory": True})
    book.set_properties({"title": clean(evidence.title), "author": "QualCoder CG", "created": made(evidence)})
    styles = looks(book)
    _about(book.add_worksheet(_("About")), evidence, styles, cut_cells, sheets)
    usual = _usual()
    taken = {_("About").casefold(), *(usual[one][0].casefold() for one in sheets if isinstance(one, str))}
    for wanted in sheets:
        if isinstance(wanted, ReportTable):
            write_table(book.add_worksheet(sheet_name(wanted.title, taken)), wanted, styles)
        else:
            name, write = usual[wanted]
            write(book.add_worksheet(name), evidence, styles, codings)
    style_numbers = styles.text._get_xf_index(), styles.number._get_xf_index()
    book.close()
    part = f"xl/worksheets/sheet{[*sheets].index(EVIDENCE) + 2}.xml"
    return _taken_apart(saved, part, *style_numbers)


def _usual() -> dict[str, tuple[str, Callable[[Any, Evidence, Styles, int], None]]]:
    """The sheets that are made of the evidence itself: how each is called, and what fills it."""
    return {
        EVIDENCE: (_("Evidence"), _evidence),
        MATRIX: (_("Matrix"), _matrix),
        COUNTS: (_("Questions x types"), _counts),
        CODEBOOK: (_("Codebook"), _codebook),
    }


def _taken_apart(saved: io.BytesIO, part: str, text_style: int, number_style: int) -> Frame:
    """The finished workbook as parts, the evidence sheet opened where its rows end.

    What the sheet says of its extent, which no reader needs, would be wrong and is left out.
    """
    with zipfile.ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = parts.pop(part).decode()
    sheet = re.sub(r'<dimension ref="[^"]*"/>', "", sheet, count=1)
    before, end, after = sheet.partition("</sheetData>")
    return Frame(
        before.encode(), (end + after).encode(), text_style, number_style, part, tuple(parts.items())
    )


def _about(
    sheet: Any,
    evidence: Evidence,
    styles: Styles,
    cut_cells: int,
    sheets: Sequence[ReportTable | str],
) -> None:
    """One sentence a row: what the workbook is and how to read it."""
    width = 100
    sheet.set_column(0, 0, width)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, cut(clean(evidence.title)), styles.title)
    for row, line in enumerate((*about(evidence), *_reading_notes(sheets, cut_cells)), 2):
        sheet.set_row(row, LINE_HEIGHT * lines_needed(line, width))
        sheet.write_string(row, 0, cut(clean(line)), styles.text)


def _reading_notes(sheets: Sequence[ReportTable | str], cut_cells: int) -> Iterator[str]:
    """What holds for the workbook alone."""
    yield _("The sheet “Evidence” has one row per coding; several questions share a cell, as in “7; 12”.")
    if COUNTS in sheets:
        yield _(
            "The sheet “Questions x types” counts excerpts and different informants; an excerpt or informant "
            "that belongs to several rows counts in each, so columns must not be added up."
        )
    yield _("Columns that this level of attribution hides are left out.")
    if cut_cells:
        yield ngettext(
            "{n} cell was longer than Excel allows and ends in “{mark}”.",
            "{n} cells were longer than Excel allows and end in “{mark}”.",
            cut_cells,
        ).format(n=cut_cells, mark=_("… [cut]"))


def _evidence(sheet: Any, evidence: Evidence, styles: Styles, codings: int) -> None:
    """Headings, widths, filter and frozen row of the large sheet."""
    columns = shown_columns(evidence)
    headings = tuple((column.heading, column.width) for column in columns)
    head_row(sheet, headings, styles, codings)


def _matrix(sheet: Any, evidence: Evidence, styles: Styles, _codings: int) -> None:
    """A row per question with what was planned for it, a row per criterion that has none."""
    rows: list[tuple[str, ...]] = []
    for index, (_key, name) in enumerate(evidence.criteria):
        questions = [question for question in evidence.questions if question.criterion == index]
        for question in questions:
            judgement = "\n".join(text for text, _indicators in question.judgement)
            indicators = "\n".join(text for _judgement, texts in question.judgement for text in texts)
            sources, themes = "\n".join(question.sources), "; ".join(question.themes)
            rows.append(
                (name, question.number, question.text, question.short, judgement, indicators, sources, themes)
            )
        if not questions:
            rows.append((name, *[""] * 7))
    headings = (
        (_("Criterion"), 24),
        (_("Number"), 9),
        (_("Question"), 60),
        (_("Short name"), 20),
        (_("Judgement criteria"), 40),
        (_("Indicators"), 40),
        (_("Planned sources"), 30),
        (_("Themes"), 24),
    )
    head_row(sheet, headings, styles, len(rows))
    _texts(sheet, headings, rows, styles)


def _counts(sheet: Any, evidence: Evidence, styles: Styles, _codings: int) -> None:
    """Question × type of informant or category of document, two columns of numbers each, then all."""
    types = shown_types(evidence)
    headings: list[tuple[str, int]] = [(_("Number"), 9), (_("Question"), 50)]
    for kind in types:
        name = type_name(kind)
        unit = _("{type}: documents") if kind in evidence.document_types else _("{type}: informants")
        headings += [(_("{type}: excerpts").format(type=name), 16), (unit.format(type=name), 16)]
    headings += [
        (form.format(type=_("All")), 16) for form in (_("{type}: excerpts"), _("{type}: informants"))
    ]
    if evidence.document_count:
        headings.append((_("{type}: documents").format(type=_("All")), 16))
    printed = printed_questions(evidence)
    head_row(sheet, headings, styles, len(printed))
    nothing = Cell(0, 0)
    for row, (index, question) in enumerate(printed.items(), 1):
        words = (question.number, question.short or question.text)
        _texts(sheet, headings, [words], styles, first_row=row)
        numbers: list[int] = []
        for kind in types:
            cell = evidence.table.get((index, kind), nothing)
            numbers += cell.excerpts, cell.documents if kind in evidence.document_types else cell.informants
        total = evidence.totals.get(index, nothing)
        numbers += total.excerpts, total.informants, *([total.documents] * bool(evidence.document_count))
        for column, count in enumerate(numbers, 2):
            sheet.write_number(row, column, count, styles.number)


def _codebook(sheet: Any, evidence: Evidence, styles: Styles, _codings: int) -> None:
    """A row per code, keywords in a column per language."""
    languages = sorted({language for code in evidence.codes for language in code.keywords})
    rows = [
        (
            code.name,
            code.short,
            _kind_names().get(code.kind, code.kind),
            code.criterion,
            "; ".join(code.questions),
            code.parent,
            code.definition,
            code.when_to_use,
            code.when_not,
            code.example,
            *("; ".join(code.keywords.get(language, ())) for language in languages),
        )
        for code in evidence.codes
    ]
    headings = (
        (_("Code"), 18),
        (_("Short name"), 22),
        (_("Kind"), 12),
        (_("Criterion"), 22),
        (_("Questions"), 12),
        (_("Parent code"), 16),
        (_("Definition"), 50),
        (_("When to use"), 40),
        (_("When not to use"), 40),
        (_("Example"), 40),
        *((_("Keywords ({language})").format(language=language), 30) for language in languages),
    )
    head_row(sheet, headings, styles, len(rows))
    _texts(sheet, headings, rows, styles)


def _kind_names() -> dict[str, str]:
    """What the kinds of code are called in a table."""
    return {"question": _("question"), "theme": _("theme"), "team": _("team")}


def _texts(
    sheet: Any,
    headings: Sequence[tuple[str, int]],
    rows: Iterable[tuple[str, ...]],
    styles: Styles,
    first_row: int = 1,
) -> None:
    """Rows of text under their headings, every cell a string, every row as high as its text needs."""
    for row, values in enumerate(rows, first_row):
        lines = max(lines_needed(value, width) for value, (_heading, width) in zip(values, headings))
        sheet.set_row(row, LINE_HEIGHT * lines)
        for column, value in enumerate(values):
            if value:
                sheet.write_string(row, column, cut(clean(value)), styles.text)
