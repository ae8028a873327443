"""Excerpts of secondary documents in every report: cited with their page, counted as documents."""

import csv
import io
import json
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import report_samples as samples

from qualcoder_cg.domain.evidence import Cell, Evidence, Excerpt
from qualcoder_cg.formats import reports

DESIGN = "Design documents"


def document(number: int, **fields: Any) -> Excerpt:
    """An excerpt of a document cited as a programme document."""
    own = {
        "ref": "DOC-01",
        "kind": "document",
        "informant_type": DESIGN,
        "sex": "",
        "institution": "",
        "informants": (),
        "citation": "Programme document 2019",
        "attribution": "Programme document 2019",
        "page": "12",
    }
    return samples.excerpt(number, **{**own, **fields})


def evidence(**fields: Any) -> Evidence:
    """One informant and two documents under question 1, one of the documents without a citation."""
    quotes = [
        samples.excerpt(1),
        document(2),
        document(3, page="iv"),
        document(4, ref="DOC-02", citation="", attribution=DESIGN),
        document(5, ref="DOC-03", page="", citation="Budget 2020", attribution="Budget 2020"),
        document(6, ref="DOC-02", citation="", attribution=DESIGN, page=""),
    ]
    given: dict[str, Any] = {
        "types": ("Partner institution", DESIGN),
        "document_types": frozenset([DESIGN]),
        "document_count": 3,
        "table": {(0, "Partner institution"): Cell(1, 1), (0, DESIGN): Cell(5, 0, 3)},
        "totals": {0: Cell(6, 1, 3)},
    }
    return samples.evidence(quotes, **{**given, **fields})


def written(tmp_path: Path, name: str, **fields: Any) -> Path:
    """A report of that evidence."""
    reports.write(evidence(**fields), tmp_path / name)
    return tmp_path / name


def whole_text(path: Path) -> str:
    """All words of a report that people read."""
    if path.suffix == ".docx":
        import docx

        made = docx.Document(str(path))
        cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in made.paragraphs), *cells])
    return unescape(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_a_quote_of_a_document_is_cited_with_its_page(tmp_path: Path, suffix: str) -> None:
    text = whole_text(written(tmp_path, "annex" + suffix)).replace("\\", "")
    for credit in (
        "(Programme document 2019, p. 12)",
        "(Programme document 2019, p. iv)",
        "(Design documents, DOC-02, p. 12)",
        "(Budget 2020, ¶6)",
        "(Design documents, DOC-02, ¶7)",
    ):
        assert credit in text
    assert "3 documents" in text and "5 (1)" not in text
    assert "3 (5)" in text and "1 + 3 (6)" in text


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md", ".json", ".csv"])
def test_the_level_none_names_no_document_and_keeps_the_page(tmp_path: Path, suffix: str) -> None:
    hidden = {"attribution": "none", "types": (), "document_types": frozenset(), "table": {}}
    text = whole_text(written(tmp_path, "annex" + suffix, **hidden))
    assert "Programme document 2019" not in text and "Budget 2020" not in text
    assert "12" in text


def test_tables_have_columns_for_page_and_citation(tmp_path: Path) -> None:
    content = written(tmp_path, "evidence.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [(row["Page"], row["Citation"]) for row in rows] == [
        ("", ""),
        ("12", "Programme document 2019"),
        ("iv", "Programme document 2019"),
        ("12", ""),
        ("", "Budget 2020"),
        ("", ""),
    ]


def test_a_workbook_counts_documents_under_their_own_heading(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(written(tmp_path, "evidence.xlsx"))
    sheet = book["Questions x types"]
    headings, first = ([cell.value for cell in row] for row in list(sheet.iter_rows())[:2])
    assert dict(zip(headings[2:], first[2:], strict=True)) == {
        "Partner institution: excerpts": 1,
        "Partner institution: informants": 1,
        "Design documents: excerpts": 5,
        "Design documents: documents": 3,
        "All: excerpts": 6,
        "All: informants": 1,
        "All: documents": 3,
    }


def test_json_has_page_citation_and_counts(tmp_path: Path) -> None:
    found = json.loads(written(tmp_path, "evidence.json").read_text(encoding="utf-8"))
    assert found["counts"]["documents"] == 3
    assert found["totals"] == [{"question": "1", "excerpts": 6, "informants": 1, "documents": 3}]
    assert found["excerpts"][1]["page"] == "12" and found["excerpts"][1]["citation"]
