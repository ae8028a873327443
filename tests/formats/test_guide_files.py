"""A guide reads the same from every form people keep it in, and what cannot be read says why."""

import io
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest

from qualcoder_cg.domain.guides import Guide, GuideItem, ItemSpec
from qualcoder_cg.errors import UserError
from qualcoder_cg.formats import guides

TABLE = [
    ("Number", "Text", "es", "Questions"),
    ("1", "How did the programme begin, and what did they do?", "¿Cómo empezó el programa?", "Q3; Q10"),
    ("2a", "Who took part in the decisions of the board?", "¿Quién participó en las decisiones?", ""),
    ("3", "Is there anything that you would like to add?", "", "7"),
]
ITEMS = (
    ItemSpec("1", (("en", TABLE[1][1]), ("es", TABLE[1][2])), ("3", "10")),
    ItemSpec("2a", (("en", TABLE[2][1]), ("es", TABLE[2][2])), ()),
    ItemSpec("3", (("en", TABLE[3][1]),), ("7",)),
)


def csv_text(rows: Sequence[tuple[str, ...]], delimiter: str = ",") -> str:
    return "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)


def written(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def workbook(rows: Sequence[tuple[str, ...]]) -> bytes:
    book = openpyxl.Workbook()
    book.create_sheet("Guide")
    for row in [("Interview guide of the agencies",), *rows]:
        book["Guide"].append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def document(rows: Sequence[tuple[str, ...]] = (), lines: Sequence[tuple[str, str]] = ()) -> bytes:
    made = docx.Document()
    made.add_paragraph("Interview guide")
    if rows:
        table = made.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    for text, style in lines:
        made.add_paragraph(text, style)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_table(tmp_path: Path, delimiter: str) -> None:
    assert guides.read(written(tmp_path, "guide.csv", csv_text(TABLE, delimiter))) == ITEMS


def test_a_workbook_whose_table_stands_on_the_second_sheet_under_a_title(tmp_path: Path) -> None:
    assert guides.read(written(tmp_path, "guide.xlsx", workbook(TABLE))) == ITEMS


def test_a_table_in_a_word_document(tmp_path: Path) -> None:
    assert guides.read(written(tmp_path, "guide.docx", document(TABLE))) == ITEMS


@pytest.mark.parametrize(
    ("headings", "languages"),
    [
        (("Número", "Pregunta", "Inglés", "Preguntas de evaluación"), ("es", "en")),
        (("No.", "Texto", "Text (English)", "Preguntas"), ("es", "en")),
        (("#", "Español", "English", "EQ"), ("es", "en")),
        (("Item", "Wording in Spanish", "fr", "Evaluation questions"), ("es", "fr")),
    ],
)
def test_headings_in_english_and_spanish(
    tmp_path: Path, headings: tuple[str, ...], languages: tuple[str, str]
) -> None:
    rows = [
        headings,
        ("1", "¿Cómo fue la coordinación entre las agencias y qué se hizo?", "Other", "P4 y P5"),
    ]
    (item,) = guides.read(written(tmp_path, "guide.csv", csv_text(rows)))
    assert tuple(language for language, _text in item.wordings) == languages
    assert item.number == "1"
    assert item.questions == ("4", "5")


def test_items_without_a_number_are_counted(tmp_path: Path) -> None:
    rows = [("text",), ("How did it begin?",), ("What came then?",)]
    read = guides.read(written(tmp_path, "guide.csv", csv_text(rows)))
    assert [item.number for item in read] == ["1", "2"]


@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_a_numbered_list_in_plain_text(tmp_path: Path, suffix: str) -> None:
    text = (
        "GUIDE FOR AGENCIES\n\n1. How did the programme begin,\n   and what was done?\n2) Who was in it?\n"
        "Notes: be polite.\n- 3a. What is left of it?\n"
    )
    read = guides.read(written(tmp_path, f"guide.{suffix}", text))
    assert [(item.number, item.wordings[0][1]) for item in read] == [
        ("1", "How did the programme begin, and what was done?"),
        ("2", "Who was in it?"),
        ("3a", "What is left of it?"),
    ]


def test_a_list_that_word_numbers_by_itself(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Guide")
    for text in ("How did it begin?", "What came then?"):
        properties = made.add_paragraph(text)._p.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_numId().val = 1
    data = io.BytesIO()
    made.save(data)
    read = guides.read(written(tmp_path, "guide.docx", data.getvalue()))
    assert [(item.number, item.wordings[0][1]) for item in read] == [
        ("1", "How did it begin?"),
        ("2", "What came then?"),
    ]


def test_a_list_that_word_numbers_by_its_style(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Guide", level=1)
    made.add_paragraph("How did it begin?", style="List Number")
    made.add_paragraph("And before?", style="List Continue")
    made.add_paragraph("What came then?", style="List Number")
    data = io.BytesIO()
    made.save(data)
    read = guides.read(written(tmp_path, "guide.docx", data.getvalue()))
    assert [(item.number, item.wordings[0][1]) for item in read] == [
        ("1", "How did it begin?"),
        ("2", "What came then?"),
    ]


def test_a_document_whose_only_table_is_something_else_is_read_as_a_list(tmp_path: Path) -> None:
    lines = [("1. How did it begin?", "Normal"), ("2. What came then?", "Normal")]
    read = guides.read(written(tmp_path, "guide.docx", document([("Place", "Date")], lines)))
    assert len(read) == 2


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("guide.pdf", "x", "format that no guide can be read from"),
        ("guide.csv", "place,date\nhere,today", "no column for the text"),
        ("guide.csv", "number,text\n", "no rows"),
        ("guide.csv", "number,text\n1,How?\n2,", "line 3: the item 2 has no text"),
        ("guide.csv", "number,text\n1,How?\n1,Why?", "line 3: the number 1 is there twice, first on line 2"),
        ("guide.txt", "Be polite.\nAsk for leave.", "holds no items"),
        ("guide.docx", "not a zip", "guide.docx"),
        ("guide.xlsx", "not a zip", "guide.xlsx"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, content: str, told: str) -> None:
    with pytest.raises(UserError) as error:
        guides.read(written(tmp_path, name, content))
    assert told in str(error.value)


def test_a_written_guide_reads_the_same(tmp_path: Path) -> None:
    items = [
        GuideItem("a", "g", "1", (("en", 'Say "yes", or\nno?'), ("es", "¿Sí o no?")), ("x", "y")),
        GuideItem("b", "g", "2", (("es", "- ¿Y luego qué se hizo?"),), ()),
    ]
    path = tmp_path / "guide.csv"
    guides.write_csv(Guide("g", "Agencies", "1", (), tuple(items)), {"x": "Q3", "y": "Q10"}, path)
    assert guides.read(path) == (
        ItemSpec("1", (("en", 'Say "yes", or no?'), ("es", "¿Sí o no?")), ("3", "10")),
        ItemSpec("2", (("es", "- ¿Y luego qué se hizo?"),), ()),
    )
