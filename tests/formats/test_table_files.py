"""Plain tables from CSV files and workbooks: headings, rows with their lines, and files that are broken."""

import random
from pathlib import Path

import pytest
import xlsxwriter

from qualcoder_cg.errors import UserError
from qualcoder_cg.formats.tables import read_table


def _book(path: Path, rows: list[list[object]]) -> Path:
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("Empty")
    sheet = book.add_worksheet("People")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return path


def test_a_csv_file_with_a_title_blank_lines_and_a_long_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Evaluation;;\n\nCode;Note;Code\n\nA;"two\nlines";\n;x;B\n', encoding="utf-8-sig")
    sheet = read_table(path)
    assert sheet.headings == ("Code", "Note")
    assert [(record.line, record.cells) for record in sheet.records] == [
        (5, {"Code": "A", "Note": "two\nlines"}),
        (7, {"Code": "B", "Note": "x"}),
    ]


def test_a_workbook_has_numbers_as_they_are_read(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Evaluation"],
        [],
        ["Code", "Age", "Share"],
        [7, 34.0, 0.5],
        [],
        ["B", "", True],
    ]
    sheet = read_table(_book(tmp_path / "a.xlsx", rows))
    assert sheet.headings == ("Code", "Age", "Share")
    assert [(record.line, *record.cells.values()) for record in sheet.records] == [
        (4, "7", "34", "0.5"),
        (6, "B", "", "TRUE"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a.csv is empty."),
        ("\n ;\n", "a.csv has no rows."),
        ("a,b\n1,2\n1,2,3\n", "a.csv, line 3: more cells"),
    ],
)
def test_what_cannot_be_a_table(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as error:
        read_table(path)
    assert error.value.message.startswith(message)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for name in ("none.csv", "none.xlsx"):
        with pytest.raises(UserError, match="cannot be read"):
            read_table(tmp_path / name)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_broken_file_is_read_or_refused(tmp_path: Path, suffix: str) -> None:
    whole = tmp_path / f"whole{suffix}"
    if suffix == ".csv":
        whole.write_text('code,type\nA,"x, y"\nB,ñ\n', encoding="utf-8")
    else:
        _book(whole, [["code", "type"], ["A", "B"]])
    dice = random.Random(20220314)
    for number in range(60):
        data = bytearray(whole.read_bytes())
        for _change in range(dice.randint(1, 6)):
            at = dice.randrange(len(data))
            data[at : at + dice.randrange(4)] = dice.randbytes(dice.randrange(4))
        broken = tmp_path / f"{number}{suffix}"
        broken.write_bytes(bytes(data))
        try:
            assert read_table(broken).headings is not None
        except UserError as error:
            assert broken.name in error.message
