"""The workbook read back: texts that stay texts, numbers that are right."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import report_samples as samples
from openpyxl.utils.escape import unescape

from qualcoder_cg.errors import UserError
from qualcoder_cg.formats import reports
from qualcoder_cg.formats.reports import xlsx
from qualcoder_cg.formats.reports.safe_text import clean


def workbook(tmp_path: Path, evidence: samples.Evidence) -> Any:
    path = tmp_path / "evidence.xlsx"
    reports.write(evidence, path)
    return openpyxl.load_workbook(path)


def rows(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def parts(tmp_path: Path) -> dict[str, str]:
    with zipfile.ZipFile(tmp_path / "evidence.xlsx") as package:
        assert package.testzip() is None
        return {name: package.read(name).decode() for name in package.namelist()}


def test_the_sheets_are_there_and_ready_to_use(tmp_path: Path) -> None:
    book = workbook(tmp_path, samples.evidence())
    assert book.sheetnames == ["About", "Evidence", "Matrix", "Questions x types", "Codebook"]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].font.bold
        assert not sheet.merged_cells.ranges
    assert book["Evidence"].column_dimensions["F"].width > 60
    assert book["Evidence"]["F2"].alignment.wrap_text
    assert book["Evidence"]["F2"].quotePrefix
    assert book.properties.creator == "QualCoder CG"
    assert book.properties.title == "Care for All: final evaluation"


def test_evidence_has_a_row_per_coding_with_numbers_as_numbers(tmp_path: Path) -> None:
    found = rows(workbook(tmp_path, samples.evidence())["Evidence"])
    assert [row[0] for row in found] == ["Id", *(f"coding-{number}" for number in range(1, 9))]
    assert found[3][1:3] == ["Relevance and validity of design; Effectiveness", "1; 7.1"]
    assert found[2][8:11] == [3, None, "1:02:05"]
    assert found[6][5] == "First line.\n\n\tSecond line."
    assert found[7][11] is None
    assert found[4][18] == "suggested, accepted"


def test_hidden_columns_are_left_out(tmp_path: Path) -> None:
    book = workbook(tmp_path, samples.evidence(attribution="none"))
    assert "Type of informant" not in rows(book["Evidence"])[0]
    assert rows(book["Questions x types"])[0] == ["Number", "Question", "All: excerpts", "All: informants"]


def test_the_counts_recount_the_quotes(tmp_path: Path) -> None:
    evidence = samples.evidence()
    found = rows(workbook(tmp_path, evidence)["Questions x types"])
    cells, totals = samples.recount(list(evidence.excerpts()))
    assert found[0][2:6] == [
        "Agency: excerpts",
        "Agency: informants",
        "Partner institution: excerpts",
        "Partner institution: informants",
    ]
    assert found[0][8:10] == ["Not known: excerpts", "Not known: informants"]
    for index, row in enumerate(found[1:]):
        expected = [cells.get((index, name)) for name in evidence.types] + [totals.get(index)]
        assert row[2:] == [
            n for cell in expected for n in ((cell.excerpts, cell.informants) if cell else (0, 0))
        ]


def test_matrix_and_codebook_say_what_was_planned(tmp_path: Path) -> None:
    book = workbook(tmp_path, samples.evidence())
    matrix, codebook = rows(book["Matrix"]), rows(book["Codebook"])
    assert matrix[1] == [
        "Relevance and validity of design",
        "1",
        "Does the design fit national policies? And local needs?",
        "Fit with policies",
        "The design answers a documented need.",
        "Share of outputs tied to a policy\nNeeds named",
        "National plans\nInterviews with partners",
        "Gender",
    ]
    assert [row[0] for row in matrix[1:]] == [
        *["Relevance and validity of design"] * 2,
        "Effectiveness",
        "Coherence",
    ]
    assert codebook[0][-1] == "Keywords (en)"
    assert codebook[2][0] == "Gender"
    assert codebook[2][-1] == "women; girls"
    assert codebook[3][2] == "team"


def test_no_formula_payload_becomes_a_formula_in_any_field(tmp_path: Path) -> None:
    for payload in samples.formula_payloads():
        book = workbook(tmp_path, samples.spoiled(payload))
        shown = clean(payload)
        evidence = rows(book["Evidence"])
        assert (
            evidence[1][0] == evidence[1][5] == evidence[1][18] == evidence[1][9] == evidence[2][4] == shown
        )
        assert rows(book["Matrix"])[1][:4] == [shown] * 4
        assert rows(book["Codebook"])[1][0] == shown
        assert book["About"]["A1"].value == shown
        types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
        assert types <= {"s", "n", "inlineStr"}
        written = parts(tmp_path)
        sheets = "".join(text for name, text in written.items() if name.startswith("xl/worksheets/"))
        assert "<f>" not in sheets
        assert "<f " not in sheets
        assert "hyperlink" not in sheets
        assert not [name for name in written if "externalLink" in name]


@pytest.mark.parametrize(
    "text",
    [
        "_x0041_ and _x000D_",
        "  spaces around  ",
        "</t></is></c><c><f>1+1</f></c>",
        "{0} {1} {}",
        "\x00\x08\x1f \ud800 \uffff",
        '👩‍👩‍👧 «O\'Neill» "x" & <b>',
        "https://localhost/page mailto:a@b",
        "00123",
        "TRUE",
        "كان البرنامج",
    ],
)
def test_any_text_comes_back_as_it_was_cleaned(tmp_path: Path, text: str) -> None:
    book = workbook(tmp_path, samples.spoiled(text))
    shown = clean(text)
    # Excel and LibreOffice undo the escape _x005F_ in every text, openpyxl only in shared strings.
    assert unescape(book["Evidence"]["F2"].value) == shown
    assert unescape(book["Evidence"]["P2"].value) == shown
    assert book["Matrix"]["C2"].value == shown
    assert book["Evidence"]["F2"].data_type in ("s", "inlineStr")


@pytest.mark.parametrize("letter", ["x", "é", "👧", "&"])
def test_a_cell_too_long_for_excel_is_cut_with_a_mark_and_told(tmp_path: Path, letter: str) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    fits = samples.excerpt(1, text=letter * (32_767 // units))
    long = samples.excerpt(2, text=letter * (32_767 // units + 1))
    book = workbook(tmp_path, samples.evidence([fits, long]))
    whole, shortened = book["Evidence"]["F2"].value, book["Evidence"]["F3"].value
    assert whole == fits.text
    assert shortened.endswith("… [cut]")
    assert long.text.startswith(shortened.removesuffix("… [cut]"))
    assert 32_760 <= len(shortened.encode("utf-16-le")) // 2 <= 32_767
    about = [row[0] for row in rows(book["About"])]
    assert "1 cell was longer than Excel allows and ends in “… [cut]”." in about


def test_rows_beyond_a_batch_follow_one_another(tmp_path: Path) -> None:
    sheet = workbook(tmp_path, samples.evidence([samples.excerpt(n) for n in range(2501)]))["Evidence"]
    assert sheet.dimensions == "A1:V2502"
    assert [sheet.cell(row, 1).value for row in range(2, 2503)] == [f"coding-{n}" for n in range(2501)]


def test_rows_are_as_high_as_their_text(tmp_path: Path) -> None:
    quotes = [
        samples.excerpt(1, text="short"),
        samples.excerpt(2, text="word " * 100),
        samples.excerpt(3, text="a\nb\nc"),
    ]
    quotes.append(samples.excerpt(4, text="word " * 5000))
    sheet = workbook(tmp_path, samples.evidence(quotes))["Evidence"]
    heights = [sheet.row_dimensions[row].height for row in range(2, 6)]
    assert heights == [30, 105, 45, 405]


def test_more_rows_than_a_sheet_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MAXIMUM_ROWS", 1200)
    reports.write(samples.evidence([samples.excerpt(1)] * 1199), tmp_path / "evidence.xlsx")
    with pytest.raises(UserError, match="more codings than a sheet of Excel has rows"):
        reports.write(samples.evidence([samples.excerpt(1)] * 1200), tmp_path / "more.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["evidence.xlsx"]


def test_rows_are_counted_as_codings_where_excerpts_are_fewer(tmp_path: Path) -> None:
    twice = [samples.excerpt(1), samples.excerpt(1, id="again", coder="Luis")]
    sheet = workbook(tmp_path, samples.evidence(twice, excerpt_count=1))["Evidence"]
    assert sheet.auto_filter.ref == sheet.dimensions == "A1:V3"
