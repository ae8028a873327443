"""The consistency annex of the sample study says what the services measure, in every format."""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest

from qualcoder_cg.domain.consistency import CRITERION, EACH, POOLED
from qualcoder_cg.domain.team import KINDS
from qualcoder_cg.i18n import speaking
from qualcoder_cg.services import (
    consistency,
    disagreements,
    report_consistency,
    reports,
    rounds,
    sample,
    studies,
    table_consistency,
    tables,
)
from qualcoder_cg.services.coders import see_own
from qualcoder_cg.services.reports import Options
from qualcoder_cg.services.studies import Project

NAMES = ["Marta", "Ana L"]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    project = sample.build_sample(tmp_path_factory.mktemp("sample") / "sample.qcg")
    yield project
    project.close()


def _written(study: Project, path: Path) -> Path:
    reports.export_report(study, "consistency", path, Options())
    return path


def test_the_page_says_who_coded_what_and_how_alike(study: Project, tmp_path: Path) -> None:
    text = _written(study, tmp_path / "a.md").read_text(encoding="utf-8").replace("\\", "")
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    measured, _why = table_consistency.measured(study)
    assert measured is not None
    (pooled,) = measured.of("krippendorff", POOLED)
    assert f"{pooled.value:.2f} | {pooled.low:.2f} – {pooled.high:.2f}" in text
    for one in measured.of("krippendorff", EACH):
        assert f"| {one.name} | {one.n} | {one.value:.2f}" in text
        assert consistency.reading(study, one) in text
    assert "AL, MR (lead)" in text and not any(name in text for name in NAMES)
    assert "5 of 8 interviews coded, of 10 in the study" in text
    assert f"{measured.units} answers" in text and "Yes: each coder worked on a copy" in text
    assert "seed 7" in text and "Krippendorff (.800, .667)" in text
    closed = rounds.named(study, "Calibration")
    (then,) = rounds.kept(closed)[CRITERION].of("krippendorff", POOLED)
    assert f"{then.value:.2f} [{then.low:.2f}" in text


def test_disagreements_and_decisions_are_counted(study: Project, tmp_path: Path) -> None:
    text = _written(study, tmp_path / "a.md").read_text(encoding="utf-8")
    found = disagreements.listed(study)
    total, settled = Counter(one.kind for one in found), Counter(one.kind for one in found if not one.is_open)
    kinds = " | ".join(disagreements.kind_in_words(kind) for kind in KINDS)
    assert f"| Kind | {kinds} | All together |" in text
    for name, counted in (("Disagreements", total), ("Settled", settled)):
        numbers = " | ".join(str(counted[kind]) for kind in KINDS)
        assert f"| {name} | {numbers} | {sum(counted.values())} |" in text
    assert "5 decisions by MR, each with its reason: as MR 4, both 1." in text
    assert "Calibration (2 documents, closed " in text and "Double-coding (3 documents, still open)" in text
    assert "Codebook versions: 1 (" in text


def test_the_workbook_has_every_table(study: Project, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(_written(study, tmp_path / "a.xlsx"))
    assert book.sheetnames[3:] == [
        "Consistency", "Disagreements", "Decisions", "Codebook versions", "Rounds",
    ]  # fmt: skip
    figures = list(book["Consistency"].iter_rows(min_row=2, values_only=True))
    assert figures[0][:3] == ("criterion", "All together", 435) and isinstance(figures[0][3], float)
    assert sum(row[0] == "question" for row in figures) > 20
    assert len([row for row in book["Disagreements"].iter_rows(min_row=2) if row[7].value]) == 44
    decisions = [row for row in book["Decisions"].iter_rows(min_row=2, values_only=True) if row[5]]
    assert len(decisions) == 5 and {row[6] for row in decisions} == {"MR"}
    assert [row[8] for row in decisions if row[8] != "–"] == ["2"]


def test_the_csv_is_the_figures_and_a_number_below_zero_is_one(study: Project, tmp_path: Path) -> None:
    path = _written(study, tmp_path / "a.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["Code"] == "All together"
    below = [row for row in rows if row["95 % from"].startswith("-")]
    assert below and all(float(row["95 % from"]) < 0 for row in below)


def test_the_other_formats_hold_the_same_tables(study: Project, tmp_path: Path) -> None:
    document = docx.Document(str(_written(study, tmp_path / "a.docx")))
    assert [len(one.rows) for one in document.tables] == [7, 3]
    values = json.loads(_written(study, tmp_path / "a.json").read_text(encoding="utf-8"))
    assert "Consistency" in json.dumps(values)
    assert "too few to tell" in _written(study, tmp_path / "a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", table_consistency.NAMES)
def test_tables_can_be_asked_for_by_name(study: Project, name: str) -> None:
    made = tables.build(study, name)
    assert made.name == name and made.rows
    assert all(len(row) == len(made.columns) for row in made.all_rows)
    assert not any(person in cell.text for row in made.rows for cell in row for person in NAMES)


def test_where_nobody_codes_beside_another_it_is_said(tmp_path: Path) -> None:
    alone = studies.new_study(tmp_path / "alone.qcg", matrix="closing-gaps", coder="A B")
    text = _written(alone, tmp_path / "a.md").read_text(encoding="utf-8")
    assert "No document was coded by two coders." in text
    for name in table_consistency.NAMES:
        made = tables.build(alone, name)
        assert not made.rows and made.notes


def test_a_blind_coder_learns_nothing_of_others(tmp_path: Path) -> None:
    project = sample.build_sample(tmp_path / "s.qcg")
    project.coder_name = "Ana L."
    see_own(project, True)
    made = report_consistency.make(project, Options(), lambda *_args: None, ".md")
    assert made.blocks
    said = str(list(made.blocks.blocks(lambda *_args: None)))
    assert "Blind coding hides" in said and "Disagreements by kind" not in said
    assert not tables.build(project, "agreement").rows
    assert not tables.build(project, "disagreements").rows


def test_numbers_are_written_as_the_language_writes_them(study: Project) -> None:
    with speaking("es"):
        found, _why = table_consistency.measured(study, CRITERION)
        assert found is not None
        note = table_consistency.notes_of(study, found)[-1]
        table = table_consistency.by_criterion(study, found)
    assert "0,667" in note and "0,8;" in note and "0.667" not in note
    written = " ".join(cell.text for row in table.rows for cell in row[2:4])
    assert "." not in written and "-" not in written and "\N{MINUS SIGN}0,0" in written
    assert "10\N{NARROW NO-BREAK SPACE}000" in found.notes[0]


def test_the_page_has_room_for_two_rounds(tmp_path: Path) -> None:
    project = sample.build_sample(tmp_path / "s.qcg")
    rounds.close(project, rounds.named(project, "Double-coding").id)
    reports.export_report(project, "consistency", tmp_path / "a.docx", Options())
    document = docx.Document(str(tmp_path / "a.docx"))
    shown = document.tables[0]
    assert [cell.text for cell in shown.rows[0].cells][-2:] == [
        "Calibration, at its end", "Double-coding, at its end",
    ]  # fmt: skip
    intervals = [row.cells[3].text for row in shown.rows[1:]]
    assert all(" " not in one for one in intervals)  # nothing at which a line ends
    sizes = {run.font.size for cell in shown.rows[1].cells for run in cell.paragraphs[0].runs}
    assert None not in sizes  # smaller letters, so that no number is broken
    assert len([one for one in document.paragraphs if one.text]) <= 10
    project.close()
