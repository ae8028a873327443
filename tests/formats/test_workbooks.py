"""Every reader of workbooks opens them the same way: within limits, and with the words a person sees."""

from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from qualcoder_cg.errors import UserError
from qualcoder_cg.formats import workbooks
from qualcoder_cg.formats.packages import damage_told
from qualcoder_cg.formats.workbooks import Most


def book(**sheets: list[list[object]]) -> bytes:
    """A workbook with these sheets."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def test_sheets_come_with_the_numbers_of_their_filled_rows() -> None:
    data = book(Empty=[], One=[["Title", "", ""], [], ["a", None, "b", " "]], Two=[["x"], ["y"]])
    found = workbooks.read(data, "a.xlsx", Most())
    assert found.titles == ("Empty", "One", "Two")
    assert [sheet.title for sheet in found.sheets] == ["One", "Two"]
    assert found.sheets[0].rows == [(1, ["Title"]), (3, ["a", None, "b"])]
    assert [sheet.title for sheet in workbooks.read(data, "a.xlsx", Most(), only="Two").sheets] == ["Two"]
    assert [sheet.title for sheet in workbooks.read(data, "a.xlsx", Most(), until=1).sheets] == ["One"]
    with pytest.raises(UserError, match="no sheet called Three") as refused:
        workbooks.read(data, "a.xlsx", Most(), only="Three")
    assert "Empty, One, Two" in refused.value.hint


@pytest.mark.parametrize("most", [Most(rows=2), Most(columns=2)])
def test_more_rows_or_columns_than_there_may_be_are_refused(most: Most) -> None:
    data = book(Data=[["a", "b"], ["c", "d"], ["e", "f", "g"]])
    with pytest.raises(UserError, match=r"a\.xlsx, row 3 of the sheet “Data”"):
        workbooks.read(data, "a.xlsx", most)


def test_what_unpacks_to_too_much_is_not_opened() -> None:
    with pytest.raises(UserError, match="unpacks to far more"):
        workbooks.read(book(Data=[["a"]]), "a.xlsx", Most(unpacked=1000))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (7.0, "7"),
        (0.5, "0.5"),
        (True, "TRUE"),
        (datetime(2024, 5, 31), "2024-05-31"),
        (datetime(2024, 5, 31, 9, 30), "2024-05-31T09:30:00"),
        (date(2024, 5, 31), "2024-05-31"),
        (time(9, 30), "09:30:00"),
        (" words\r\n", "words"),
    ],
)
def test_a_cell_is_the_text_that_a_person_reads(value: Any, text: str) -> None:
    assert workbooks.text_of(value) == text


def test_only_what_a_library_stumbles_over_is_called_damage() -> None:
    with pytest.raises(UserError, match=r"a\.xlsx is damaged"), damage_told("a.xlsx"):
        openpyxl.load_workbook(BytesIO(b"no zip"))
    with pytest.raises(MemoryError), damage_told("a.xlsx"):
        raise MemoryError
    with pytest.raises(AttributeError), damage_told("a.xlsx"):
        workbooks.read(None, "a.xlsx", Most())  # type: ignore[arg-type]
