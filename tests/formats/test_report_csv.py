"""The evidence rows as CSV read back."""

import csv
import io
from pathlib import Path

import pytest
import report_samples as samples

from qualcoder_cg.formats import reports
from qualcoder_cg.formats.reports.safe_text import clean, guarded

HEADINGS = [
    "Id",
    "Criterion",
    "Questions",
    "Code",
    "Theme",
    "Excerpt",
    "Source",
    "Kind of source",
    "Paragraph",
    "Page",
    "Time",
    "Type of informant",
    "Sex",
    "Institution",
    "Informants",
    "Attribution",
    "Citation",
    "Coder",
    "Origin",
    "Coded on",
    "Polarity",
    "Key quote",
]


def table(tmp_path: Path, evidence: samples.Evidence) -> list[list[str]]:
    path = tmp_path / "evidence.csv"
    reports.write(evidence, path)
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def test_one_row_per_coding_as_they_come(tmp_path: Path) -> None:
    rows = table(tmp_path, samples.evidence())
    assert rows[0] == HEADINGS
    assert [row[0] for row in rows[1:]] == [f"coding-{number}" for number in range(1, 9)]
    assert rows[3] == [
        "coding-3",
        "Relevance and validity of design; Effectiveness",
        "1; 7.1",
        "Q1",
        "",
        "The plan was ready before we were asked, number 3.",
        "INT-01",
        "interview",
        "4",
        "",
        "",
        "Agency",
        "woman",
        "Agency for Work",
        "KII-01",
        "Agency for Work",
        "",
        "Marta",
        "by hand",
        "2026-03-02T10:00:00+00:00",
        "",
        "",
    ]
    assert rows[2][10] == "1:02:05"
    assert rows[5][4] == "Gender"
    assert rows[6][5] == "First line.\n\n\tSecond line."
    assert rows[8][14] == "KII-07; KII-08"


@pytest.mark.parametrize(
    ("level", "missing"),
    [
        ("none", {"Type of informant", "Sex", "Institution", "Informants", "Attribution", "Citation"}),
        ("type", {"Sex", "Institution"}),
        ("institution", {"Sex"}),
        ("role", set()),
    ],
)
def test_hidden_columns_are_left_out(tmp_path: Path, level: str, missing: set[str]) -> None:
    rows = table(tmp_path, samples.evidence(attribution=level))
    assert rows[0] == [heading for heading in HEADINGS if heading not in missing]
    assert {len(row) for row in rows} == {len(rows[0])}


def test_every_formula_payload_is_disarmed_in_every_field(tmp_path: Path) -> None:
    for payload in samples.formula_payloads():
        rows = table(tmp_path, samples.spoiled(payload))
        safe = "'" + clean(payload)
        joined = guarded(f"{clean(payload)}; {clean(payload)}")
        expected = [
            safe,
            safe,
            safe,
            safe,
            "",
            safe,
            safe,
            safe,
            "1",
            safe,
            "",
            safe,
            safe,
            safe,
            joined,
            *[safe] * 6,
            "",
        ]
        assert rows[1] == expected
        assert all(cell == "" or cell in "123" or cell.startswith("'") for row in rows[1:] for cell in row)


@pytest.mark.parametrize(
    "text", ['say "yes", then', "a\r\nb\rc\n", '"', ",", "", " x ", "👩‍👧 é كان", "\x00\ud800"]
)
def test_any_text_comes_back_as_it_was_cleaned(tmp_path: Path, text: str) -> None:
    rows = table(tmp_path, samples.spoiled(text))
    assert rows[1][5] == guarded(clean(text))
    assert len(rows) == 4


def test_lines_end_as_the_standard_says(tmp_path: Path) -> None:
    table(tmp_path, samples.evidence([samples.excerpt(1)]))
    content = (tmp_path / "evidence.csv").read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n") == 2


def test_rows_beyond_a_batch_are_all_there(tmp_path: Path) -> None:
    rows = table(tmp_path, samples.evidence([samples.excerpt(number) for number in range(2501)]))
    assert [row[0] for row in rows[1:]] == [f"coding-{number}" for number in range(2501)]
