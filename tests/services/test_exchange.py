"""Codings from a table: all rows or none, and every fault named by its line."""

import time
from pathlib import Path

import pytest

from qualcoder_cg.domain.codings import IMPORTED
from qualcoder_cg.errors import UserError
from qualcoder_cg.services.exchange import code_from_csv
from qualcoder_cg.services.studies import Project

QUOTE = "They are afraid of losing the job."
HEAD = "document,start,end,code,coder,memo\n"
GOOD = "KII-01.txt,0,9,Q1,,\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "codings.csv"


def _from(project: Project, table: Path, text: str, encoding: str = "utf-8") -> tuple[int, int]:
    table.write_bytes(text.encode(encoding))
    return code_from_csv(project, table)


def test_rows_become_codings_in_one_step(project: Project, table: Path, code_ids: dict[str, str]) -> None:
    before = project.fingerprint()
    rows = GOOD + 'INT-01,10,20,gender,Ana L.,"two\nlines, ""quoted"""\n'
    assert _from(project, table, HEAD + rows) == (2, 0)
    first, second = project.codings.in_document(project.documents.all()[0].id)
    names = {coder.id: coder.name for coder in project.coders.all()}
    assert (first.span, first.code_id, first.origin) == ((0, 9), code_ids["Q1"], IMPORTED)
    assert (names[first.coder_id], names[second.coder_id]) == ("Marta R.", "Ana L.")
    assert second.memo == 'two\nlines, "quoted"' and second.code_id == code_ids["gender"]
    assert _from(project, table, HEAD + rows + GOOD) == (0, 3)
    project.undo()
    assert project.fingerprint() == before


def test_names_and_ids_are_taken(
    project: Project, table: Path, document_id: str, code_ids: dict[str, str]
) -> None:
    short = next(code.short for code in project.codes.all() if code.name == "Q2")
    rows = f"{document_id},0,9,{code_ids['Q1']},,\nint-01,0,9,{short},,\nKII-01.TXT,0,9,q3,,\n"
    assert _from(project, table, HEAD + rows) == (3, 0)
    found = project.codings.in_document(document_id)
    assert {one.code_id for one in found} == {code_ids[name] for name in ("Q1", "Q2", "Q3")}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tables_as_spreadsheets_save_them(
    project: Project, table: Path, delimiter: str, encoding: str, end: str
) -> None:
    text = (" Document ,START,end,Code,extra\n\n" + "KII-01.txt,0,9,Q1,¿é?\n,,,,\n").replace(",", delimiter)
    assert _from(project, table, text.replace("\n", end), encoding) == (1, 0)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("nobody.txt,0,9,Q1,,", "codings.csv, line 3: There is no document nobody.txt in the study."),
        ("KII-01.txt,0,9,Q99,,", "codings.csv, line 3: There is no code Q99 in the study."),
        ("KII-01.txt,a,9,Q1,,", "codings.csv, line 3: start and end must be whole numbers"),
        ("KII-01.txt,1.5,9,Q1,,", "codings.csv, line 3: start and end must be whole numbers"),
        ("KII-01.txt,,9,Q1,,", "codings.csv, line 3: start and end must be whole numbers"),
        ("KII-01.txt,9,9,Q1,,", "codings.csv, line 3: 9–9 is not a passage of KII-01.txt, which has 327"),
        ("KII-01.txt,9,5,Q1,,", "codings.csv, line 3: 9–5 is not a passage"),
        ("KII-01.txt,-1,5,Q1,,", "codings.csv, line 3: -1–5 is not a passage"),
        ("KII-01.txt,0,328,Q1,,", "codings.csv, line 3: 0–328 is not a passage"),
        (
            "KII-01.txt,0,9,Q1,,yes, and no",
            "codings.csv, line 3: more cells than the first line has headings.",
        ),
        ("KII-01.txt,0", "codings.csv, line 3: no cell for end, code."),
        (",0,9,Q1,,", "codings.csv, line 3: The document is not named."),
    ],
)
def test_a_wrong_row_stops_all_and_is_named(project: Project, table: Path, row: str, message: str) -> None:
    before = project.fingerprint()
    with pytest.raises(UserError) as error:
        _from(project, table, HEAD + GOOD + row + "\n" + GOOD)
    assert error.value.message.startswith(message)
    assert error.value.hint
    assert project.fingerprint() == before and project.codings.count() == 0


def test_lines_are_counted_through_cells_of_many_lines(project: Project, table: Path) -> None:
    rows = 'KII-01.txt,0,9,Q1,,"a\nb\nc"\n\n' + "KII-01.txt,0,9,Q99,,\n"
    with pytest.raises(UserError, match=r"line 6: There is no code Q99"):
        _from(project, table, HEAD + rows)


def test_missing_columns_and_files_are_named(project: Project, table: Path) -> None:
    with pytest.raises(UserError, match=r"codings\.csv lacks the column end, code; it has: document, start"):
        _from(project, table, "document,start\na,1\n")
    with pytest.raises(UserError, match=r"nowhere\.csv cannot be read"):
        code_from_csv(project, table.with_name("nowhere.csv"))
    with pytest.raises(UserError, match=r"codings\.csv has the column code twice"):
        _from(project, table, "document,start,end,code,Code\nKII-01.txt,0,9,Q1,Q2\n")
    assert _from(project, table, HEAD) == (0, 0)


def test_quotes_are_looked_up(project: Project, table: Path, document_id: str) -> None:
    assert _from(project, table, f'document,quote,code\nKII-01.txt,"{QUOTE}",Q11\n') == (1, 0)
    assert [text for _coding, text in project.codings.quotes_of(_id(project, "Q11"))] == [QUOTE]


@pytest.mark.parametrize(
    ("quote", "problem"),
    [
        ("not said", "the quote is not in KII-01.txt."),
        ("E1", "the quote is in KII-01.txt 2 times."),
        ("", "the quote is not in KII-01.txt."),
    ],
)
def test_a_quote_must_stand_there_once(project: Project, table: Path, quote: str, problem: str) -> None:
    with pytest.raises(UserError) as error:
        _from(project, table, f"document,quote,code\nKII-01.txt,{QUOTE},Q1\nKII-01.txt,{quote},Q1\n")
    assert error.value.message == f"codings.csv, line 3: {problem}"
    assert project.codings.count() == 0


def test_a_document_name_that_two_have_is_asked_about(project: Project, table: Path, tmp_path: Path) -> None:
    from qualcoder_cg.services.documents import import_files

    other = tmp_path / "other" / "KII-01.txt"
    other.parent.mkdir()
    other.write_text("Another text, long enough", encoding="utf-8")
    import_files(project, [other])
    with pytest.raises(UserError, match="line 2: Several documents are called") as error:
        _from(project, table, HEAD + GOOD)
    ids = [document.id for document in project.documents.all()]
    assert all(found in error.value.hint for found in ids)
    assert _from(project, table, HEAD + f"{ids[1]},0,9,Q1,,\n") == (1, 0)


def test_ten_thousand_rows_are_fast(project: Project, table: Path) -> None:
    rows = [
        f"KII-01.txt,{n % 290},{n % 290 + 1 + n // 290 % 20},Q{n // 5800 + 1},Coder {n % 3},\n"
        for n in range(10_000)
    ]
    began = time.monotonic()
    added, there = _from(project, table, HEAD + "".join(rows))
    assert time.monotonic() - began < 20
    assert added + there == 10_000 and project.codings.count() == added == len(set(rows))
    project.undo()
    assert project.codings.count() == 0


def _id(project: Project, name: str) -> str:
    return next(code.id for code in project.codes.all() if code.name == name)
