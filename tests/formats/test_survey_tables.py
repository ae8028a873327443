"""Exports of surveys are read whatever program wrote them, or refused with the row and the remedy."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from qualcoder_cg.domain.surveys import SurveyTable
from qualcoder_cg.errors import UserError
from qualcoder_cg.formats import encoding_previews, survey_tables


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Writes bytes or text to a file and reads it as a survey."""

    def reader(content: str | bytes, name: str = "a.csv", **options: Any) -> SurveyTable:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return survey_tables.read(path, **options)

    return reader


@pytest.fixture
def workbook(tmp_path: Path) -> Any:
    """Writes rows into sheets of a workbook and reads it."""

    def reader(sheets: dict[str, list[list[object]]], **options: Any) -> SurveyTable:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        path = tmp_path / "a.xlsx"
        book.save(path)
        return survey_tables.read(path, **options)

    return reader


def cells(table: SurveyTable) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_even_where_answers_hold_others(read: Any, delimiter: str) -> None:
    rows = [["id", "why"], ["1", '"a, b; c | d"'], ["2", '"yes; no, perhaps"'], ["3", "none"]]
    table = read("\n".join(delimiter.join(row) for row in rows))
    assert table.headings == ("id", "why")
    assert cells(table) == [("1", "a, b; c | d"), ("2", "yes; no, perhaps"), ("3", "none")]


def test_one_column_alone_keeps_its_commas(read: Any) -> None:
    table = read("answer\nbecause of the price, mostly\nno idea\nit was late\n")
    assert table.headings == ("answer",)
    assert table.column("answer") == ["because of the price, mostly", "no idea", "it was late"]


def test_quoted_line_breaks_stay_in_their_answer_and_rows_keep_their_line(read: Any) -> None:
    table = read('id,why\r\n1,"first\r\nsecond, ""third"""\r\n\r\n2,x\r\n')
    assert table.rows[0].cells == ("1", 'first\nsecond, "third"')
    assert [row.line for row in table.rows] == [2, 5]


def test_headings_are_each_once_and_none_is_blank(read: Any) -> None:
    table = read("id,Why,Why,,\n1,a,b,c,\n2,d,e,f,\n")
    assert table.headings == ("id", "Why", "Why (2)", "Column D")
    assert table.column("Why (2)") == ["b", "e"]


def test_a_title_above_the_headings_is_no_row(workbook: Any) -> None:
    rows: list[list[object]] = [
        ["Survey of institutions"],
        ["Exported on", "2022-03-01"],
        [],
        ["Code", "Type", "Score", "Why"],
        ["A1", "Public", 4, "Because"],
        ["A2", "Private", 5.0, None],
    ]
    table = workbook({"Data": rows})
    assert (table.headings, table.heading_row) == (("Code", "Type", "Score", "Why"), 4)
    assert cells(table) == [("A1", "Public", "4", "Because"), ("A2", "Private", "5", "")]
    assert [row.line for row in table.rows] == [5, 6]


def test_the_row_of_headings_can_be_chosen(workbook: Any) -> None:
    rows: list[list[object]] = [["old", "names"], ["Code", "Why"], ["1", "x"]]
    assert workbook({"Data": rows}, heading_row=2).headings == ("Code", "Why")
    with pytest.raises(UserError, match="row 9 is blank or beyond the end"):
        workbook({"Data": rows}, heading_row=9)


def test_the_sheet_is_the_first_that_is_filled_or_the_one_chosen(workbook: Any) -> None:
    sheets: dict[str, list[list[object]]] = {
        "Cover": [["A survey"]],
        "Answers": [["Code", "Why"], ["1", "x"]],
        "Codes": [["Code", "Means"], ["1", "y"], ["2", "z"]],
    }
    first = workbook(sheets)
    assert (first.sheet, first.sheets) == ("Answers", ("Cover", "Answers", "Codes"))
    assert len(workbook(sheets, sheet="Codes").rows) == 2
    with pytest.raises(UserError, match=r"no sheet called Nowhere.*Cover, Answers, Codes"):
        workbook(sheets, sheet="Nowhere")


def test_the_wording_of_questions_below_the_names_of_variables_is_kept(read: Any) -> None:
    table = read(
        'ResponseId,Q1,Q2\nResponse ID,"How useful\nwas it?",Why?\n'
        '"{""ImportId"":""_id""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"\nR_1,Very,x\n'
    )
    assert table.headings == ("ResponseId", "Q1", "Q2")
    assert table.texts == ("Response ID", "How useful was it?", "Why?")
    assert cells(table) == [("R_1", "Very", "x")]


def test_spreadsheets_in_utf16_and_hints_of_the_separator_are_read(read: Any) -> None:
    assert read("id\twhy\n1\taño\n".encode("utf-16")).column("why") == ["año"]
    assert read("sep=;\nid;why\n1;año, mes\n").column("why") == ["año, mes"]


def test_where_the_encoding_is_unsure_a_person_chooses_by_words(read: Any, tmp_path: Path) -> None:
    data = "id;why\n1;Verl\u00cc_sslich\n".encode("latin-1")
    table = read(data)
    assert len(table.encodings) > 1
    samples = encoding_previews.words(tmp_path / "a.csv", table.encodings)
    assert samples["cp1252"] == "VerlÌ_sslich"
    chosen = read(data, encoding="latin-1")
    assert (chosen.encoding, chosen.encodings) == ("latin-1", ())
    assert chosen.column("why") == ["VerlÌ_sslich"]


def test_plain_western_text_is_read_without_asking(read: Any) -> None:
    words = "La capacitación fue útil; aprendí qué derechos tenía después del año pasado, ¿y tú?"
    table = read(f'id,why\n1,"{words}"\n'.encode("cp1252"))
    assert (table.encodings, table.column("why")) == ((), [words])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("id,why\n", "has headings but no answers"),
        ('id,why\n1,"never closed\n2,x\n', r"line 2: the quotation marks do not fit"),
        ("id,why\n1,x\n2,well, no\n", r"line 3: more cells than there are headings"),
        ("id,why\n1,x\n2,well, no, a, b, c\n", r"line 3: more cells than there are headings"),
        ("\n \n,,\n", "has no rows"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(read: Any, content: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        read(content)


def test_a_file_that_is_no_table_is_refused(read: Any, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"is no table that can be read.*\.csv"):
        read("x", "a.docx")
    with pytest.raises(UserError, match="cannot be read"):
        survey_tables.read(tmp_path / "missing.csv")
    with pytest.raises(UserError, match="damaged"):
        read(b"PK nothing", "a.xlsx")
    with pytest.raises(UserError, match="password"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xlsx")


def test_a_workbook_that_is_a_bomb_or_hides_entities_is_refused(workbook: Any, tmp_path: Path) -> None:
    workbook({"Data": [["a"], ["b"]]})
    hostile = tmp_path / "hostile.xlsx"
    for part, content in (
        ("xl/worksheets/sheet1.xml", b"<a>" + b" " * 300_000_000),
        ("xl/worksheets/sheet1.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        ("xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    ):
        with (
            zipfile.ZipFile(tmp_path / "a.xlsx") as good,
            zipfile.ZipFile(hostile, "w", zipfile.ZIP_DEFLATED) as made,
        ):
            for name in good.namelist():
                made.writestr(name, content if name == part else good.read(name))
        with pytest.raises(UserError):
            survey_tables.read(hostile)


def test_a_sheet_that_states_a_wrong_size_is_read_whole(workbook: Any, tmp_path: Path) -> None:
    workbook({"Data": [["id", "why"], *([str(n), f"answer {n}"] for n in range(20))]})
    changed = tmp_path / "changed.xlsx"
    with zipfile.ZipFile(tmp_path / "a.xlsx") as good, zipfile.ZipFile(changed, "w") as made:
        for name in good.namelist():
            made.writestr(name, good.read(name).replace(b'<dimension ref="A1:B21"', b'<dimension ref="A1"'))
    assert len(survey_tables.read(changed).rows) == 20
