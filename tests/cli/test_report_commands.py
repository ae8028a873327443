"""Reports and charts from the command line."""

from pathlib import Path

import docx
import pytest
from cli_runs import Run

from qualcoder_cg.services import sample


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.qcg"
    sample.build_sample(path).close()
    return path


def test_reports_are_listed_with_their_formats(run: Run) -> None:
    found = {one["name"]: one for one in run("reports", "--json").json()}
    assert found["evidence-annex"]["formats"] == [".docx", ".html", ".md", ".xlsx", ".csv", ".json"]
    assert found["evidence-annex"]["prints_quotes"] and not found["codebook"]["prints_quotes"]
    assert "limitations" in run("reports").text


def test_a_report_is_written_by_name_and_language(made: Path, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "limits.md"
    told = run("export", made, target, "--report", "limitations", "--report-language", "es", "--json").json()
    assert told == {"file": str(target), "withheld": 0}
    assert "24" in target.read_text(encoding="utf-8")


def test_the_annex_needs_a_reason_where_quotes_point_at_few(made: Path, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "annex.docx"
    refused = run("export", made, target, "--report", "evidence-annex")
    assert refused.code == 1 and "point at too few people" in refused.err and not target.exists()
    chosen = ("--only-in-findings", "--no-ids", "--max-quotes", "2")
    ran = run("export", made, target, "--report", "evidence-annex", "--accept-risk", "agreed", *chosen)
    assert ran.code == 0
    styles = [one.style.name for one in docx.Document(str(target)).paragraphs]
    assert styles.count("Finding") >= 10 and "Quote" in styles


def test_a_template_gives_its_styles(made: Path, run: Run, tmp_path: Path) -> None:
    base = docx.Document()
    base.sections[0].header.paragraphs[0].text = "House"
    base.save(str(tmp_path / "house.docx"))
    target = tmp_path / "codebook.docx"
    run("export", made, target, "--report", "codebook", "--template", tmp_path / "house.docx")
    assert docx.Document(str(target)).sections[0].header.paragraphs[0].text == "House"
    refused = run("export", made, tmp_path / "c.docx", "--report", "codebook", "--template", made)
    assert refused.code == 1 and "cannot be the template" in refused.err


def test_a_chart_is_drawn(made: Path, run: Run, tmp_path: Path) -> None:
    names = [one["name"] for one in run("charts", made, "--json").json()]
    assert names[:4] == ["response-rates", "interviews", "voices", "heat-map"]
    run("export", made, tmp_path / "c.svg", "--chart", "survey-1-2", "--by", "Sexo")
    assert b"<svg" in (tmp_path / "c.svg").read_bytes()
    assert run("export", made, tmp_path / "c.svg", "--by", "Sexo").code == 1
