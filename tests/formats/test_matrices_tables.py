"""A matrix as a table: CSV and XLSX."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from qualcoder_cg.domain.matrix import CodeSpec, JudgementSpec, MatrixSpec, QuestionSpec, ThemeSpec
from qualcoder_cg.errors import UserError
from qualcoder_cg.formats import matrices
from qualcoder_cg.formats.matrices import csv_file

HEAD = "criterion key,criterion,number,question"


def parse(text: str) -> MatrixSpec:
    return csv_file.parse(text, "m.csv", "m")


def refusal(text: str) -> str:
    with pytest.raises(UserError) as caught:
        parse(text)
    return str(caught.value)


def workbook(path: Path, *sheets: Sequence[Sequence[object]], merged: str = "") -> Path:
    """A workbook at `path` with these sheets, the cells `merged` in the last of them merged."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    if merged:
        book.worksheets[-1].merge_cells(merged)
    book.save(path)
    return path


def test_all_columns_in_any_order_in_english() -> None:
    spec = parse(
        "Question,NUMBER,Criterion,Criterion_Key,Short name,Themes,Judgement criteria,Indicators,Sources,"
        "Keywords EN,Keywords (es),Definition,When to use,When not,Example,Colour\n"
        "Why?,Q1,Relevance,REL,Reason,gender; care,Needed,asked;used,Minutes,a b; c,d,Def,Use,Not,Ex,2-1\n"
    )
    question = spec.questions[0]
    assert (spec.criteria[0].key, spec.criteria[0].name) == ("REL", "Relevance")
    assert (question.number, question.text, question.short) == ("1", "Why?", "Reason")
    assert question.themes == ("gender", "care")
    assert question.judgement == (JudgementSpec("Needed", ("asked", "used")),)
    assert question.sources == ("Minutes",)
    guidance = question.guidance
    assert guidance.keywords == {"en": ("a b", "c"), "es": ("d",)}
    assert (guidance.definition, guidance.when_to_use, guidance.when_not) == ("Def", "Use", "Not")
    assert (guidance.example, guidance.colour) == ("Ex", "2-1")
    assert [theme.name for theme in spec.themes] == ["gender", "care"]


def test_spanish_headings_without_accents_and_with_semicolons() -> None:
    spec = parse(
        "Criterio;Nº;PREGUNTA;Nombre corto;Palabras clave;Palabras clave (inglés);Cuando no usar\n"
        'Pertinencia;P1;¿Sirve?;Uso;"uso; útil";use;Nunca\n'
    )
    assert spec.criteria[0].key == "PER"
    question = spec.questions[0]
    assert (question.number, question.short, question.guidance.when_not) == ("1", "Uso", "Nunca")
    assert question.guidance.keywords == {"es": ("uso", "útil"), "en": ("use",)}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_delimiters_and_encodings(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [
        ("criterio", "número", "pregunta", "definición"),
        ("Eficacia", "1", "¿Qué lograron las señoras del albergue?", "Lo que se alcanzó según la región"),
        ("", "2", "¿Por qué? Únicamente la razón", "Cómo y cuándo; o bien, dónde"),
    ]
    path = tmp_path / "matriz.csv"
    path.write_bytes("\r\n".join(delimiter.join(f'"{c}"' for c in row) for row in rows).encode(encoding))
    spec = matrices.read(path)
    assert spec.title == "matriz"
    assert [q.text for q in spec.questions] == [rows[1][2], rows[2][2]]
    assert spec.questions[1].guidance.definition == rows[2][3]


def test_blank_criterion_cells_repeat_the_row_above() -> None:
    spec = parse(f"{HEAD}\nREL,Relevance,1,A?\n,,2,B?\nEFF,Effectiveness,3,C?\nEFF,,4,D?\nREL,,5,E?\n")
    assert [(c.key, [q.number for q in c.questions]) for c in spec.criteria] == [
        ("REL", ["1", "2", "5"]),
        ("EFF", ["3", "4"]),
    ]


def test_keys_made_from_names_differ() -> None:
    spec = parse("criterion,number,question\nEffectiveness,1,A?\nEfficiency,2,B?\nEffectiveness,3,C?\n")
    assert [(c.key, c.name, len(c.questions)) for c in spec.criteria] == [
        ("EFF", "Effectiveness", 2),
        ("EFFI", "Efficiency", 1),
    ]


def test_a_criterion_may_stand_in_a_row_of_its_own() -> None:
    spec = parse(f"{HEAD}\nREL,Relevance,,\n,,1,A?\nSUS,Sustainability,,\n")
    assert [(c.key, len(c.questions)) for c in spec.criteria] == [("REL", 1), ("SUS", 0)]


def test_further_rows_add_judgement_criteria_to_the_question_above() -> None:
    spec = parse(
        f"{HEAD},judgement criteria,indicators,sources\n"
        "REL,Relevance,1,A?,Wanted,asked,Minutes\n,,,,Used,eaten;praised,Interviews\n,,1,A?,Fair,,Minutes\n"
    )
    question = spec.questions[0]
    assert question.judgement == (
        JudgementSpec("Wanted", ("asked",)),
        JudgementSpec("Used", ("eaten", "praised")),
        JudgementSpec("Fair"),
    )
    assert question.sources == ("Minutes", "Interviews")


def test_judgement_criteria_in_one_cell_pair_with_lines_of_indicators_or_stay_together() -> None:
    head = f"{HEAD},judgement criteria,indicators\n"
    paired = parse(f'{head}REL,R,1,A?,"- Wanted\n- Used","asked; sought\neaten"\n')
    assert paired.questions[0].judgement == (
        JudgementSpec("Wanted", ("asked", "sought")),
        JudgementSpec("Used", ("eaten",)),
    )
    together = parse(f'{head}REL,R,1,A?,"Wanted\nUsed","a\nb\nc"\n')
    assert together.questions[0].judgement == (JudgementSpec("Wanted; Used", ("a", "b", "c")),)


def test_themes_and_codes_in_the_same_table() -> None:
    spec = parse(
        "kind,criterion,number,question,name,themes,questions,parent,definition\n"
        "question,Relevance,1,A?,,Gender,,,\ntheme,,,,gender,,,,On gender\n"
        "code,,,,Cooks,,Q1,,\ncode,,,,Cooks who left,,,cooks,\n"
    )
    assert spec.questions[0].themes == ("gender",)
    assert [(t.name, t.guidance.definition) for t in spec.themes] == [("gender", "On gender")]
    assert spec.codes == (CodeSpec("Cooks", questions=("1",)), CodeSpec("Cooks who left", parent="Cooks"))


def test_columns_of_the_persons_own_and_lines_above_the_headings_are_left_aside() -> None:
    spec = parse(f"sep=,\nOur matrix 2024\n\n{HEAD},Analysis method\nREL,Relevance,1,A?,Counting\n")
    assert spec.questions == (QuestionSpec("1", "A?"),)


@pytest.mark.parametrize(
    ("text", "place", "fault"),
    [
        ("criterion,question\nREL,A?\n", "line 1", "missing columns: number. Found: criterion, question."),
        ("alpha,beta\n1,2\n", "line 1", "missing columns: criterion, number, question. Found: alpha, beta."),
        (f"{HEAD}\nREL,R,1,A?\n,,2,\n", "line 3", "question 2 is empty"),
        (f'{HEAD}\nREL,R,1,"A\nB?"\n,,1,C?\n', "line 4", "already used (line 2)"),
        (f"{HEAD}\n,,1,A?\n", "line 2", "has no criterion"),
        (f"{HEAD}\nREL,R,,A?\n", "line 2", "has no number"),
        (f"{HEAD}\nREL,R,1,A?\nREL,Other,2,B?\n", "line 3", "is called “Other” here and “R” on line 2"),
        (f"{HEAD},kind\nREL,R,1,A?,qestion\n", "line 2", "kind “qestion”"),
        (f"{HEAD},defintion\nREL,R,1,A?,x\n", "line 1", "Did you mean “definition”?"),
        (f"{HEAD},question\nREL,R,1,A?,x\n", "line 1", "there twice"),
        (f"{HEAD},kind,themes\nREL,R,1,A?,,a;gendr\n,,,gender,theme,\n,,,a,theme,\n", "line 2", "“gender”?"),
        (f"{HEAD},kind,questions\nREL,R,1,A?,,\n,,,X,code,4\n", "line 3", "question 4, which is not"),
        (f'{HEAD}\nREL,R,1,"A?\n', "line 2", "quotation marks do not fit"),
        (f"{HEAD},colour\nREL,R,1,A?,red\n", "line 2", "colour “red”"),
        (f"{HEAD}\nREL,R,1,Did it help, and whom?\n", "line 2", "more cells than headings"),
        (f"{HEAD},kind\nREL,R,1,A?,\n,,,q1,code\n", "line 3", "code “q1” is called like a question"),
        (f"{HEAD},kind\nREL,R,1,A?,\n,,,Q1,theme\n", "line 3", "theme “Q1” is called like a question"),
        (f"{HEAD},kind\nREL,R,1,A?,\n,,,care,theme\n,,,Care,code\n", "line 4", "is called like a theme"),
    ],
)
def test_a_fault_is_named_with_its_line(text: str, place: str, fault: str) -> None:
    message = refusal(text)
    assert "m.csv" in message
    assert place in message
    assert fault in message


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n", HEAD])
def test_a_table_without_rows_is_refused(text: str) -> None:
    assert "m.csv" in refusal(text)


def test_a_workbook_with_merged_cells_numbers_and_formulas(tmp_path: Path) -> None:
    rows = [
        ["Criterion", "Number", "Question", "Indicators", "Notes"],
        ["Relevance", 1.0, "A?", "asked\nused", "=1+1"],
        [None, 2.1, "B?", "=CONCAT(A1)", None],
        [None, "Q3", "C?", None, None],
    ]
    path = workbook(tmp_path / "matrix.xlsx", [["Read me first"]], rows, merged="A2:A4")
    spec = matrices.read(path)
    assert [c.name for c in spec.criteria] == ["Relevance"]
    assert [q.number for q in spec.questions] == ["1", "2.1", "3"]
    assert spec.questions[0].judgement == (JudgementSpec("", ("asked", "used")),)
    assert spec.questions[1].judgement == ()


def test_a_fault_in_a_workbook_names_sheet_and_row(tmp_path: Path) -> None:
    rows = [["criterion", "number", "question"], ["REL", 1, "A?"], [], ["REL", date(2024, 1, 2), "B?"]]
    path = workbook(tmp_path / "m.xlsx", rows)
    with pytest.raises(UserError, match=r"m\.xlsx, row 4 of the sheet “Sheet”: the number .* is a date"):
        matrices.read(path)


@pytest.mark.parametrize(
    "data", [b"", b"not a zip", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"]
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "m.xlsx"
    path.write_bytes(data)
    with pytest.raises(UserError, match=r"m\.xlsx"):
        matrices.read(path)


def shared_strings_workbook(path: Path) -> Path:
    """A workbook whose strings stand in a part of their own, as Excel writes them."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["criterion", "number", "question"])
        sheet.write_row(1, 0, ["REL", 1, "A?"])
    return path


def repacked(path: Path, part: str, change: bytes) -> None:
    """Put `change` in the place of one part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as old, zipfile.ZipFile(path, "w", 8) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change if entry.filename == part else old.read(entry))


BOMB = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("xl/worksheets/sheet1.xml", BOMB + b"<worksheet>&b;</worksheet>"),
        ("xl/sharedStrings.xml", BOMB + b"<sst>&b;</sst>"),
        ("xl/workbook.xml", BOMB + b"<workbook>&b;</workbook>"),
        ("xl/workbook.xml", b"<workbook"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c r='A1' t='s'><v>99</v></c></row>"),
        ("xl/worksheets/sheet1.xml", b" " * 70_000_000),
        ("[Content_Types].xml", b""),
        ("xl/styles.xml", b"<styleSheet><numFmts><numFmt numFmtId='x'/></numFmts></styleSheet>"),
    ],
)
def test_damaged_and_hostile_workbooks_are_refused(tmp_path: Path, part: str, change: bytes) -> None:
    path = shared_strings_workbook(tmp_path / "m.xlsx")
    assert len(matrices.read(path).questions) == 1
    repacked(path, part, change)
    with pytest.raises(UserError, match=r"m\.xlsx"):
        matrices.read(path)


def test_a_sheet_with_a_stray_cell_far_below_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "m.xlsx", [["criterion", "number", "question"], ["REL", 1, "A?"]])
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["A1048576"] = " "
    book.save(path)
    assert [q.number for q in matrices.read(path).questions] == ["1"]


def test_a_theme_is_read_from_the_question_column_when_no_name_is_given() -> None:
    spec = parse("clase,criterio,número,pregunta,definición\npregunta,R,1,A?,\ntema,,,género,Def\n")
    assert spec.themes[0].name == "género"
    assert spec.themes == (ThemeSpec("género", guidance=spec.themes[0].guidance),)
