"""Workbooks with answers are read in another process: a bad one does nothing to the program."""

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from qualcoder_cg.errors import UserError
from qualcoder_cg.formats import survey_tables, wire
from qualcoder_cg.formats.worker import answer
from qualcoder_cg.services import reading, survey_reading
from qualcoder_cg.services.survey_reading import read_table

pytestmark = pytest.mark.processes


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in (["id", "¿Por qué?"], [1, "porque sí 😀"], [2, None]):
        book.worksheets[0].append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    return path


def test_a_workbook_is_read_as_it_is_here(workbook: Path) -> None:
    assert read_table(workbook) == survey_tables.read(workbook)
    assert read_table(workbook, heading_row=2).headings == ("1", "porque sí 😀")


def test_what_the_reader_says_is_said(workbook: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no sheet called Nowhere"):
        read_table(workbook, sheet="Nowhere")
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK nothing")
    with pytest.raises(UserError, match=r"bad\.xlsx is damaged"):
        read_table(bad)


def test_a_bomb_is_refused_soon(workbook: Path, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(workbook) as good, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        for name in good.namelist():
            made.writestr(name, b" " * 300_000_000 if "sheet1" in name else good.read(name))
    with pytest.raises(UserError, match="unpacks to far more"):
        read_table(bomb)


def test_a_process_that_hangs_dies_or_lies_is_given_up(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey_reading, "SECONDS", 0.01)
    with pytest.raises(UserError, match="takes too long"):
        read_table(workbook)
    monkeypatch.setattr(survey_reading, "SECONDS", 60.0)
    monkeypatch.setattr(reading, "WORKER", "no_such_module")
    with pytest.raises(UserError, match="does not start"):
        read_table(workbook)


def test_only_a_table_is_taken_for_one(workbook: Path) -> None:
    good = json.loads(json.dumps(wire.table_to_json(survey_tables.read(workbook))))
    assert wire.table_from_json(good) == survey_tables.read(workbook)
    for wrong in (
        {**good, "rows": [[2, ["1"]]]},
        {**good, "headings": ["id", "id"]},
        {**good, "headings": ["id", 7]},
        {**good, "unknown": 1},
        {},
    ):
        with pytest.raises((KeyError, TypeError, ValueError)):
            wire.table_from_json(wrong)


def test_too_little_memory_is_no_fault_of_the_program(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted(*_args: object, **_options: object) -> None:
        raise MemoryError

    monkeypatch.setattr(survey_tables, "read", exhausted)
    found = answer({"what": wire.SURVEY, "path": str(workbook), "sheet": "", "heading_row": 0})
    assert found == {"ok": False, "why": wire.MEMORY, "message": "", "hint": ""}
