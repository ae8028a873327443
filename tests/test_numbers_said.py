"""Whole numbers in sentences: thousands parted as in the language, and not for programs."""

import json
from pathlib import Path

import pytest
from two_coders import build

from qualcoder_cg.i18n import NARROW_SPACE, grouped, speaking, unparted
from qualcoder_cg.services import reports
from qualcoder_cg.services.report_options import Options


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 999, "999"),
        ("en", 1_000, "1,000"),
        ("en", 1_234_567, "1,234,567"),
        ("es", 9_999, "9999"),
        ("es", 10_000, f"10{NARROW_SPACE}000"),
        ("es", -1_234_567, f"-1{NARROW_SPACE}234{NARROW_SPACE}567"),
    ],
)
def test_thousands_are_parted_as_in_the_language(language: str, number: int, said: str) -> None:
    with speaking(language):
        assert grouped(number) == said
        with unparted(True):
            assert grouped(number) == str(number)
        with unparted(False):
            assert grouped(number) == said


def test_a_report_parts_them_and_its_data_do_not(tmp_path: Path) -> None:
    made = build(tmp_path, each=1, agreements=20, n_documents=3)
    try:
        for suffix in (".md", ".json", ".csv"):
            reports.export_report(made.project, "consistency", tmp_path / f"report{suffix}", Options())
    finally:
        made.project.close()
    assert "Intervals: 10,000 draws of 3 interviews" in (tmp_path / "report.md").read_text(encoding="utf-8")
    data = (tmp_path / "report.json").read_text(encoding="utf-8")
    assert json.loads(data) and "10000 draws" in data and "10,000" not in data
    assert "10,000" not in (tmp_path / "report.csv").read_text(encoding="utf-8-sig")
