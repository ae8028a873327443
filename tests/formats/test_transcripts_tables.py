"""Transcripts as tables: columns by their headings, each row a turn."""

from datetime import time, timedelta

import pytest
from transcript_files import xlsx

from qualcoder_cg.domain.documents import Transcript
from qualcoder_cg.errors import UserError
from qualcoder_cg.formats.transcripts import csv_file, table_rows, xlsx_file


def read(text: str, codec: str = "utf-8") -> Transcript:
    return csv_file.read(text.encode(codec), "a.csv")


def said(found: Transcript) -> list[tuple[str, str, float | None]]:
    return [(turn.speaker, found.text[turn.start : turn.end], turn.seconds) for turn in found.turns]


ROWS = [("Ana", "¿Cómo, señora?", 1.0), ("Luis", "Así.", 62.5), ("Luis", "Y ya.", 3600.0)]


@pytest.mark.parametrize(
    "heading",
    [
        "Start,Speaker,Text",
        "inicio,Hablante,Texto",
        "Timestamp,speaker_name,Transcript",
        "HORA,Nombre,Transcripción",
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_headings_in_both_languages(heading: str, delimiter: str) -> None:
    rows = ["00:01", "Ana", '"¿Cómo, señora?"'], ["1:02.5", "Luis:", "Así."], ["01:00:00", " Luis ", "Y ya."]
    table = "\n".join(delimiter.join(row) for row in (heading.split(","), *rows))
    found = read(table)
    assert said(found) == ROWS
    assert found.text == "Ana: ¿Cómo, señora?\nLuis: Así.\nLuis: Y ya."
    assert found.warnings == ()


def test_headings_below_a_title_and_other_columns() -> None:
    found = read("Entrevista,,\n\nspeaker,text,confidence\nAna,Hola,0.9\n,nadie,\nAna,,0.1\n")
    assert said(found) == [("Ana", "Hola", None), ("", "nadie", None)]
    assert "confidence" in found.warnings[0]


def test_words_without_speakers_are_read_for_labels() -> None:
    found = read("text\nAna: ¿Sí?\nLuis: No.\nAna: Ya.\n")
    assert [who for who, _words, _seconds in said(found)] == ["Ana", "Luis", "Ana"]


def test_without_headings_each_row_is_a_paragraph_and_that_is_said() -> None:
    found = read("Ana,Hola\nLuis,\n,Ya\n")
    assert found.text == "Ana\tHola\nLuis\n\tYa"
    assert "each row became a paragraph" in found.warnings[0]


def test_cells_of_many_lines_and_marks_of_quotation() -> None:
    found = read('speaker,text\r\nAna,"Uno, ""dos""\r\ntres"\r\nLuis,\n')
    assert said(found) == [("Ana", 'Uno, "dos"\ntres', None)]


def test_a_latin_1_table_with_semicolons() -> None:
    found = read("hablante;texto\nRosa;¿Cómo está, señora? Mañana será.\n", "latin-1")
    assert said(found)[0][:2] == ("Rosa", "¿Cómo está, señora? Mañana será.")
    assert found.encoding == "cp1252" and found.warnings


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("00:01:02,5", 62.5), ("[1:02]", 62.0), ("12", 12.0), ("1,5", 1.5), (7, 7.0),
        (timedelta(minutes=2), 120.0), (time(0, 1, 2, 500_000), 62.5), ("mañana", None), ("", None),
        (None, None), ("25/03/2021", None),
    ],
)  # fmt: skip
def test_times(cell: object, seconds: float | None) -> None:
    assert table_rows.seconds(cell) == seconds


def test_times_in_thousandths() -> None:
    assert said(read("start (ms),speaker,text\n1500,Ana,Hola\n")) == [("Ana", "Hola", 1.5)]


def test_workbooks_and_their_sheets() -> None:
    cover: list[list[object]] = [["Portada", 2024.0]]
    rows: list[list[object]] = [
        ["Inicio", "Hablante", "Texto"],
        [time(0, 0, 1), "Ana", "Hola"],
        [None, None, 12.0],
    ]
    found = xlsx_file.read(xlsx(cover, rows), "a.xlsx")
    assert said(found) == [("Ana", "Hola", 1.0), ("", "12", None)]
    assert "“B”" in found.warnings[0]
    plain = xlsx_file.read(xlsx(cover), "a.xlsx")
    assert plain.text == "Portada\t2024" and len(plain.warnings) == 1


def test_what_is_no_workbook() -> None:
    with pytest.raises(UserError, match=r"a\.xlsx holds no text"):
        xlsx_file.read(xlsx([]), "a.xlsx")
    with pytest.raises(UserError, match=r"a\.xlsx is damaged"):
        xlsx_file.read(b"speaker,text", "a.xlsx")
