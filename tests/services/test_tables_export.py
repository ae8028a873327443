"""Tables written to files and read back: every number is what a recount of the database gives."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tables_recount as recount
from seed_register import seed_register

from qualcoder_cg.domain.report_table import ReportTable
from qualcoder_cg.domain.surveys import Survey
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import documents, register, sources, tables
from qualcoder_cg.services.studies import Project

Grid = list[list[Any]]


@pytest.fixture
def study(project: Project, tmp_path: Path) -> Project:
    """A study with a full register, surveys and documents by category."""
    seed_register(project, tmp_path, not_reached=True)
    with project.step("Add surveys"):
        for name, sent, answered in (("Institutions", 63, 29), ("Rights", 300, 67), ("Course", 25, 7)):
            project.surveys.add(Survey(name, name, sent, answered, reminders=2), [], [])
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"Document {name}\n", encoding="utf-8")
        documents.import_files(project, [tmp_path / f"{name}.txt"], kind="document")
    sources.add_preset(project)
    ids = [one.id for one in project.documents.all() if one.kind == "document"]
    sources.describe(project, ids[:2], category="Budget and spending", citation="Budget 2020")
    sources.describe(project, ids[2:], category="Design documents", citation="Plan 2019")
    return project


def from_csv(path: Path) -> Grid:
    """The cells of a CSV file, whole numbers as numbers."""
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    return [[int(cell) if cell.isdecimal() else cell for cell in row] for row in rows]


def from_xlsx(path: Path) -> Grid:
    """The cells of the second sheet down to its first blank row; nothing in the workbook is a formula."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"n", "s"}
    rows = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows()]
    return rows[: next(index for index, row in enumerate(rows) if not any(row))]


def from_docx(path: Path) -> Grid:
    """The cells of the first table."""
    import docx

    (table,) = docx.Document(str(path)).tables
    texts = ([cell.text for cell in row.cells] for row in table.rows)
    return [[int(text) if text.isdecimal() else text for text in row] for row in texts]


READERS: dict[str, Callable[[Path], Grid]] = {".csv": from_csv, ".xlsx": from_xlsx, ".docx": from_docx}


def written(project: Project, path: Path, name: str) -> Grid:
    """A table as it stands in a file, a dash for nothing as None, without its headings."""
    tables.write(project, [tables.build(project, name)], path)
    grid = READERS[path.suffix](path)
    assert [str(cell) for cell in grid[0]] == [c.heading for c in tables.build(project, name).columns]
    return [[None if cell == "–" else cell for cell in row] for row in grid[1:]]


@pytest.mark.parametrize("suffix", READERS)
def test_every_number_in_a_file_is_that_of_a_recount(study: Project, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"table{suffix}"
    assert written(study, path, "interviewees") == recount.interviewees(study)
    by_type = written(study, path, "interviews")
    assert [*by_type[-1][1:], 0] == recount.interview_total(study)
    assert [sum(column) for column in zip(*(row[1:] for row in by_type[:-1]), strict=True)] == by_type[-1][1:]
    assert [row[:4] for row in written(study, path, "surveys")] == recount.surveys(study)
    assert [row[:2] for row in written(study, path, "documents")] == recount.documents(study)
    assert len(written(study, path, "persons")) == recount.interviewees(study)[-1][2]
    assert len(written(study, path, "not-held")) == recount.interview_total(study)[3]


def test_the_seed_is_in_the_files_as_the_report_prints_it(study: Project, tmp_path: Path) -> None:
    assert [row[1:] for row in written(study, tmp_path / "t.xlsx", "interviewees")] == [
        [4, 8, 3, 5],
        [13, 16, 5, 11],
        [4, 6, 1, 5],
        [None, 4, 0, 4],
        [21, 34, 9, 25],
    ]


def test_all_tables_go_into_one_file_with_captions_and_headings(study: Project, tmp_path: Path) -> None:
    import docx
    import openpyxl
    from docx.oxml.ns import qn

    made = [tables.build(study, name) for name in tables.NAMES]
    tables.write(study, made, tmp_path / "all.docx")
    document = docx.Document(str(tmp_path / "all.docx"))
    captions = [
        "".join(node.text or "" for node in one._p.iter(qn("w:t")))
        for one in document.paragraphs
        if one.style and one.style.name == "Caption"
    ]
    assert captions == [f"Table {n}. {table.title}" for n, table in enumerate(made, 1)]
    assert all(table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for table in document.tables)
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert all(note in text for table in made for note in (*table.notes, table.source))
    total = document.tables[0].rows[-1].cells
    assert all(run.bold for cell in total for run in cell.paragraphs[0].runs)
    tables.write(study, made, tmp_path / "all.xlsx")
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    assert len(book.sheetnames) == len(made) + 1 and all(len(name) <= 31 for name in book.sheetnames)
    assert all(sheet.freeze_panes == "A2" for sheet in book.worksheets[1:])
    with pytest.raises(UserError, match="holds one table"):
        tables.write(study, made, tmp_path / "all.csv")
    assert not (tmp_path / "all.csv").exists()


@pytest.mark.parametrize("suffix", READERS)
def test_what_is_wrong_with_a_cell_goes_along(project: Project, tmp_path: Path, suffix: str) -> None:
    table = tables.check([tables.PrintedShare("=1+1", "56", "29"), tables.PrintedShare("", "24", "29")])
    path = tmp_path / f"check{suffix}"
    tables.write(project, [table], path)
    grid = READERS[suffix](path)
    said = "No whole count over 29 gives 56 %: 16 of 29 is 55 %, 17 of 29 is 59 %."
    if suffix == ".docx":
        assert grid[1] == ["=1+1", "56 %", 29, "none [1]"]
        import docx

        assert f"[1] {said}" in [one.text for one in docx.Document(str(path)).paragraphs]
    else:
        assert grid[0][-1] == "Remark" and grid[1][-1] == said and not grid[2][-1]
        assert grid[1][0] == ("'=1+1" if suffix == ".csv" else "=1+1")


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("hostile", ["=cmd|'/c calc'!A1", "<b>&\x00\x0b", "a\nb", "[]:*?/\\", "ل" * 40])
def test_text_of_the_register_stays_text(project: Project, tmp_path: Path, suffix: str, hostile: str) -> None:
    from qualcoder_cg.formats import reports

    table = tables.build(project, "interviewees")
    cells = tuple(type(table.total[0])(hostile) for _cell in table.total)
    spoiled = ReportTable(hostile, hostile, table.columns, (cells,), cells, (hostile,), hostile)
    reports.write_tables(tables.report_of(project, [spoiled]), tmp_path / f"t{suffix}")
    assert len(READERS[suffix](tmp_path / f"t{suffix}")) == 3


def test_tables_go_out_of_a_study_that_cannot_be_written(
    study: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_words: object) -> None:
        raise UserError("The study cannot be written.")

    monkeypatch.setattr(study, "note", refuse)
    assert tables.write(study, [tables.build(study, "surveys")], tmp_path / "t.csv").exists()


def test_a_place_that_cannot_be_written_is_said(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="could not be written"):
        tables.write(project, [tables.build(project, "surveys")], tmp_path / "gone" / "t.csv")
    with pytest.raises(UserError, match="no known ending"):
        tables.write(project, [tables.build(project, "surveys")], tmp_path / "t.pdf")
    assert register.counts(project).informants == 0
