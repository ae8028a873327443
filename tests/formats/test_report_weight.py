"""Polarity and key quotes in every format of the evidence."""

import csv
import io
import json
from pathlib import Path

import pytest
import report_samples as samples
from docx import Document
from openpyxl import load_workbook

from qualcoder_cg.domain.evidence import joined
from qualcoder_cg.formats import reports

QUOTES = (
    samples.excerpt(1, polarity="supports", key_quote=1),
    samples.excerpt(2, polarity="qualifies"),
    samples.excerpt(3, polarity="contradicts"),
    samples.excerpt(4),
)
LEGEND = "● supports · ◐ qualifies · ○ contradicts · ★ key quote"


def _written(tmp_path: Path, suffix: str, quotes: tuple[object, ...] = QUOTES) -> Path:
    path = tmp_path / f"evidence{suffix}"
    reports.write(samples.evidence(quotes), path)  # type: ignore[arg-type]
    return path


def test_tables_have_two_columns_for_it(tmp_path: Path) -> None:
    text = _written(tmp_path, ".csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [(row["Polarity"], row["Key quote"]) for row in rows] == [
        ("supports", "yes"), ("qualifies", ""), ("contradicts", ""), ("", "")
    ]  # fmt: skip
    sheet = load_workbook(_written(tmp_path, ".xlsx"))["Evidence"]
    headings = [cell.value for cell in sheet[1]]
    found = {
        heading: [row[place].value for row in sheet.iter_rows(min_row=2)]
        for place, heading in enumerate(headings)
    }
    assert found["Polarity"] == ["supports", "qualifies", "contradicts", None]
    assert found["Key quote"] == ["yes", None, None, None]


def test_json_has_two_fields_for_it(tmp_path: Path) -> None:
    found = json.loads(_written(tmp_path, ".json").read_text(encoding="utf-8"))["excerpts"]
    assert [(one["polarity"], one["key_quote"]) for one in found] == [
        ("supports", 1), ("qualifies", 0), ("contradicts", 0), ("", 0)
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_what_is_read_has_marks_before_the_quotes(tmp_path: Path, suffix: str) -> None:
    path = _written(tmp_path, suffix)
    if suffix == ".docx":
        text = "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
        opening = "“"
    elif suffix == ".html":
        text = path.read_text(encoding="utf-8")
        assert 'aria-label="supports, key quote"' in text
        text, opening = text.replace("</span>", ""), "“"
    else:
        text, opening = path.read_text(encoding="utf-8"), "“"
    assert LEGEND in text
    for mark, number in (("● ★ ", 1), ("◐ ", 2), ("○ ", 3)):
        assert f"{mark}{opening}The plan was ready before we were asked, number {number}." in text


def test_without_any_of_it_no_legend_is_printed(tmp_path: Path) -> None:
    assert "●" not in _written(tmp_path, ".md", (samples.excerpt(4),)).read_text(encoding="utf-8")


def test_a_passage_on_which_coders_differ_has_both_marks(tmp_path: Path) -> None:
    first, second = samples.excerpt(1, polarity="supports"), samples.excerpt(1, polarity="contradicts")
    text = _written(tmp_path, ".md", (first, second._replace(id="other", key_quote=1))).read_text("utf-8")
    assert text.count("The plan was ready") == 1
    assert "● ○ ★ “" in text
    assert joined(first, second).polarity == "supports, contradicts"
