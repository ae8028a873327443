"""The matrix in files: what is read back out of them are the cells of a recount."""

import csv
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import docx
import openpyxl
import pytest
import retrieval_naive as naive

from qualcoder_cg.services import heat_map, sample, tables
from qualcoder_cg.services.studies import Project
from qualcoder_cg.services.triangulation import triangulate


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    project = sample.build_sample(tmp_path_factory.mktemp("sample") / "sample.qcg")
    yield project
    project.close()


class Cells(HTMLParser):
    """The rows of a table of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip()


def read(path: Path) -> list[list[str]]:
    """The rows of the table in a file, headings first."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path).worksheets[1]
        return [
            ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
        ]
    if path.suffix == ".docx":
        table = docx.Document(str(path)).tables[0]
        return [[cell.text for cell in row.cells] for row in table.rows]
    cells = Cells()
    cells.feed(path.read_text(encoding="utf-8"))
    return cells.rows


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".docx", ".html"])
@pytest.mark.parametrize("unit", ["informants", "institutions"])
def test_the_cells_read_back_are_those_of_a_recount(
    study: Project, tmp_path: Path, ending: str, unit: str
) -> None:
    name = "triangulation" if unit == "informants" else "triangulation-institutions"
    path = tables.write(study, [tables.build(study, name)], tmp_path / f"matrix{ending}")
    rows = {row[0]: row for row in read(path)[1:] if row and row[0].isdecimal()}
    expected = naive.cells(study, unit, one_voice=True)
    matrix = triangulate(study, unit=unit)
    numbers = {row.question_id: row.number for row in matrix.rows}
    assert len(rows) == 23
    for (question, kind, key), (_polarities, voices, excerpts, sources) in expected.items():
        shown = rows[numbers[question]][2 + matrix.column(kind, key)]
        if kind in ("type", "subtotal"):
            assert shown.endswith(f"{voices} ({excerpts})")
        elif kind == "category":
            assert shown.split()[-1] == str(sources)
        else:
            assert shown


def test_a_word_document_turns_the_page(study: Project, tmp_path: Path) -> None:
    path = tables.write(study, [tables.build(study, "triangulation")], tmp_path / "matrix.docx")
    last = docx.Document(str(path)).sections[-1]
    assert last.page_width > last.page_height
    table = docx.Document(str(path)).tables[0]
    sizes = {
        run.font.size.pt
        for row in table.rows
        for cell in row.cells
        for p in cell.paragraphs
        for run in p.runs
    }
    assert len(sizes) == 1 and 6 <= max(sizes) <= 7.5
    assert (
        sum(column.width for column in table.columns)
        <= last.page_width - last.left_margin - last.right_margin
    )


def test_the_drawing_has_the_figures_as_text_and_says_what_is_to_be_seen(
    study: Project, tmp_path: Path
) -> None:
    drawn = heat_map.write(study, tmp_path / "matrix.svg").read_text(encoding="utf-8")
    for row in triangulate(study).rows:
        assert f"{row.number}  {row.short}" in drawn
    assert "Source: codings of the study" in drawn and "rest on more than one kind of source" in drawn
    picture = heat_map.write(study, tmp_path / "matrix.png").read_bytes()
    # 300 dots per inch are 11,811 per metre
    at = picture.index(b"pHYs")
    assert int.from_bytes(picture[at + 4 : at + 8], "big") in (11811, 11812)
