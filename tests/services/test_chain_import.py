"""Bringing a chain in from a table, and the tables that are printed of it."""

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook
from seed_chain import LINKS, ORPHANS, seed_chain, seed_rows

from qualcoder_cg.domain.chain import LESSON, PRACTICE, RECOMMENDATION
from qualcoder_cg.domain.quotes import PERSON, KnownName
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import chain_edit as edit
from qualcoder_cg.services import chain_import, tables
from qualcoder_cg.services.chain import chain, form_rows, orphans_written, printable
from qualcoder_cg.services.studies import Project


def write(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def plan(project: Project, path: Path, **how: bool) -> chain_import.ChainPlan:
    return chain_import.plan(project, chain_import.read_sheet(path), **how)


def test_a_workbook_brings_the_same_chain(project: Project, tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    for row in seed_rows():
        book.active.append(row)
    path = tmp_path / "chain.xlsx"
    book.save(path)
    new, changed = chain_import.bring_in(project, plan(project, path), path.name)
    assert (new, changed) == (41, 0) and orphans_written(chain(project)) == ORPHANS
    project.undo()
    assert not list(chain(project))


@pytest.mark.processes
def test_the_file_is_read_in_a_process_of_its_own(project: Project, tmp_path: Path) -> None:
    seed_chain(project, tmp_path)
    assert orphans_written(chain(project)) == ORPHANS


def test_forms_come_in_under_headings_in_spanish(project: Project, tmp_path: Path) -> None:
    rows = [
        ["Tipo", "Número", "Texto", "Vinculada a", "Contexto", "Logros", "Dirigida a", "Plazo", "Prioridad"],
        ["Lección aprendida", "1", "Se aprendió.", "", "Allí", "Bien", "", "", ""],
        ["Recomendación", "1", "Hágase.", "LA1", "", "", "Ministerio; Sindicato", "corto plazo", "Alta"],
    ]
    planned = plan(project, write(tmp_path / "cadena.csv", rows))
    assert planned.faults == [] and planned.ignored == ()
    chain_import.bring_in(project, planned, "cadena.csv")
    found = chain(project)
    (lesson,), (advice,) = found.of(LESSON), found.of(RECOMMENDATION)
    assert lesson.fields == {"context": "Allí", "success": "Bien"} and lesson.leads_to == (advice.id,)
    assert advice.fields == {"addressees": "Ministerio; Sindicato", "term": "short", "priority": "high"}


def test_faults_are_told_row_by_row_and_nothing_is_saved(project: Project, tmp_path: Path) -> None:
    rows = [
        ["kind", "number", "text", "links", "priority", "criterion", "status", "colour"],
        ["conclusion", "C1", "Well.", "", "", "REL", "", ""],
        ["conclusion", "C2", "", "LL1", "", "", "", ""],
        ["lesson", "LL1", "Well.", "C7", "", "", "", ""],
        ["idea", "", "Well.", "", "", "", "", ""],
        ["recommendation", "R1", "Do.", "C1", "urgent", "", "final", ""],
        ["conclusion", "C1", "Again.", "", "", "XX", "", ""],
        ["lesson", "C9", "Mixed.", "", "", "", "", ""],
    ]
    planned = plan(project, write(tmp_path / "faults.csv", rows))
    assert planned.ignored == ("colour",)
    assert planned.faults == [
        "line 3: The text is missing.",
        "line 3: C2 cannot rest on LL1.",
        "line 4: C7 is not in the chain.",
        "line 5: idea is no kind of item.",
        "line 6: urgent is none of the choices.",
        "line 6: Without an addressee and a link it cannot be final.",
        "line 7: There is no criterion XX.",
        "line 7: C1 stands in the table twice.",
        "line 8: C9 is no number of a lesson learned.",
    ]
    with pytest.raises(UserError, match=r"faults.csv, line 3: The text is missing"):
        chain_import.bring_in(project, planned, "faults.csv")
    assert not list(chain(project))


def test_rows_add_items_or_change_those_of_their_number(project: Project, tmp_path: Path) -> None:
    practice = edit.add_item(project, PRACTICE, "Old.", fields={"impact": "Much."})
    conclusion = edit.add_item(project, "conclusion", "So.")
    path = write(tmp_path / "a.csv", [["number", "text", "links"], ["BP1", "New.", "C1"]])
    chain_import.bring_in(project, plan(project, path), path.name)
    assert [link.text for link in chain(project).of(PRACTICE)] == ["Old.", "New."]
    project.undo()
    (row,) = plan(project, path, update=True).items
    assert (row.state, row.item_id) == (chain_import.CHANGED, practice)
    assert chain_import.bring_in(project, plan(project, path, update=True), path.name) == (0, 1)
    (link,) = chain(project).of(PRACTICE)
    assert (link.id, link.text, link.fields) == (practice, "New.", {"impact": "Much."})
    assert link.rests_on == (conclusion,)


def test_a_table_without_numbers_or_kinds_is_refused(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="lacks a column"):
        plan(project, write(tmp_path / "a.csv", [["colour", "text"], ["red", "x"]]))


def texts(project: Project, name: str) -> list[list[str]]:
    return [[cell.text for cell in cells] for cells in tables.build(project, name).all_rows]


def test_the_table_of_recommendations_is_that_of_the_report(project: Project, tmp_path: Path) -> None:
    seed_chain(project, tmp_path)
    edit.add_item(project, RECOMMENDATION, "On nothing.")
    made = texts(project, "recommendations")
    assert [row[3:7] for row in made[:8]] == [
        [priority, f"{term} term", "medium", links] for priority, term, links in LINKS
    ]
    assert made[8] == ["R9", "On nothing.", "–", "–", "–", "–", "–", "draft"]
    table = tables.build(project, "recommendations")
    assert table.flags == ("R9 has no addressee.", "R9 rests on nothing.")
    assert table.notes == (f"No recommendation rests on: {ORPHANS}.",)


def test_gaps_and_completeness_are_counted(project: Project, tmp_path: Path) -> None:
    seed_chain(project, tmp_path)
    gaps = {(row[0], row[1]): row[2:] for row in texts(project, "orphans")}
    no = "no recommendation rests on them"
    assert gaps[("Conclusions", no)] == ["12", "23", "C1–3, 6, 9, 13, 14, 16–18, 20, 21"]
    assert gaps[("Lessons learned", no)] == ["3", "6", "LL1, 2, 4"]
    assert gaps[("Good practices", no)] == ["1", "4", "BP4"]
    assert gaps[("Conclusions", "rest on no finding")] == ["23", "23", "C1–23"]
    filled = {(row[0], row[1]): row[2:] for row in texts(project, "forms")}
    assert filled[("Lessons learned", "Success, positive points: causal factors")] == ["0", "6", "LL1–6"]
    assert filled[("Good practices", "Upward links to higher ILO goals")] == ["0", "4", "BP1–4"]
    assert filled[("Recommendations", "To whom")] == ["8", "8", "–"]


def test_every_item_stands_in_the_table_of_the_chain(project: Project, tmp_path: Path) -> None:
    seed_chain(project, tmp_path)
    cells = [cell for row in texts(project, "chain") for cell in row]
    said = {line.partition(" ")[0] for cell in cells for line in cell.split("\n")}
    assert {link.number for link in chain(project)} <= said
    assert len(texts(project, "chain")) == 23 + 6 + 4


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "csv"])
def test_the_tables_are_written(project: Project, tmp_path: Path, suffix: str) -> None:
    seed_chain(project, tmp_path)
    for name in ("recommendations", "chain", "orphans", "forms"):
        path = tmp_path / f"{name}.{suffix}"
        tables.write(project, [tables.build(project, name)], path)
        assert path.stat().st_size > 100


def test_names_of_people_stay_out_of_the_tables(project: Project, tmp_path: Path) -> None:
    with project.step("Name someone for a test"):
        project.evidence.names.add(KnownName("n1", PERSON, "Rosalinda", None, 0))
    lesson = edit.add_item(project, LESSON, "Rosalinda said it first.", fields={"context": "With Rosalinda."})
    edit.add_item(
        project, RECOMMENDATION, "Ask Rosalinda.", fields={"addressees": "Rosalinda"}, basis=[lesson]
    )
    for name in tables.NAMES:
        path = tmp_path / f"{name}.csv"
        tables.write(project, [tables.build(project, name)], path)
        assert "Rosalinda" not in path.read_text(encoding="utf-8-sig")
    found = printable(project)
    rows = [row for link in found for row in form_rows(found, link, {})]
    assert "Rosalinda" not in str(rows) and "[name]" in str(rows)
