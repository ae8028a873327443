"""The tables of a report, from the command line."""

import csv
import io
from pathlib import Path

import pytest
from cli_runs import Run

from qualcoder_cg.services import tables


def _register(study: Path, run: Run, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text(
        "code,type,sex,institution,document\nK-1,Agency,woman,Office,KII-01.txt\nK-2,Agency,man,,\n",
        encoding="utf-8",
    )
    assert run("informants", study, "--from", table).code == 0


def test_a_table_is_printed_and_given_as_json(study: Path, run: Run, tmp_path: Path) -> None:
    _register(study, run, tmp_path)
    ran = run("tables", study, "interviewees")
    lines = ran.text.splitlines()
    assert lines[0] == "People interviewed, by type of institution and sex"
    assert lines[2].split() == ["Type", "of", "institution", "Institutions", "People", "Women"]
    assert lines[4].split() == ["Total", "1", "1", "1"]
    assert lines[-1].startswith("Source: register of the study")
    (table,) = run("tables", study, "interviewees", "--json").json()
    assert table["rows"] == [["Agency", 1, 1, 1]] and table["total"] == ["Total", 1, 1, 1]
    assert table["columns"][0] == "Type of institution" and table["flags"] == []


def test_all_tables_are_printed_without_a_name(study: Path, run: Run) -> None:
    names = [table["name"] for table in run("tables", study, "--json").json()]
    assert names == list(tables.NAMES) and len(names) > 10
    assert run("tables", study).text.count("Source: ") == len(names)


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "csv"])
def test_a_table_is_written_to_a_file(study: Path, run: Run, tmp_path: Path, suffix: str) -> None:
    _register(study, run, tmp_path)
    target = tmp_path / f"table.{suffix}"
    ran = run("tables", study, "persons", "--attribution", "institution", "--to", target)
    assert (ran.code, ran.out) == (0, b"") and target.exists()
    if suffix == "csv":
        rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
        assert rows[1] == ["Office", "Agency", "–"]
    assert "Export tables to" in run("log", study).text


def test_percentages_are_checked(study: Path, run: Run, tmp_path: Path) -> None:
    (table,) = run("tables", study, "check-percent", "--n", "29", "56", "24", "--json").json()
    assert [row[0] for row in table["rows"]] == ["56 %", "24 %"]
    assert [(flag["row"], flag["column"]) for flag in table["flags"]] == [(0, 2)]
    path = tmp_path / "shares.csv"
    path.write_text("group,percent,n\nMen,41,29\nWomen,60,29\n", encoding="utf-8")
    ran = run("tables", study, "check-percent", "--from", path)
    assert "No whole count over 29 gives 60 %: 17 of 29 is 59 %, 18 of 29 is 62 %." in ran.text


def test_shares_add_up(study: Path, run: Run) -> None:
    (table,) = run("tables", study, "shares", "1", "1", "1", "--json").json()
    assert [row[2] for row in table["rows"]] == ["34 %", "33 %", "33 %"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], "There is no table nothing."),
        (["interviews", "56"], "belong to check-percent, shares"),
        (["--n", "29"], "belong to check-percent"),
        (["check-percent"], "There is nothing to check."),
        (["check-percent", "56"], "There is nothing to check."),
        (["check-percent", "--n", "29", "some"], "some is not a percentage."),
        (["shares", "1.5"], "1.5 is not a count."),
        (["--to", "tables.csv"], f"A CSV file holds one table, and these are {len(tables.NAMES)}."),
        (["--to", "tables.pdf"], "tables.pdf has no known ending for a report."),
    ],
)
def test_what_cannot_be_done_is_said(study: Path, run: Run, arguments: list[str], said: str) -> None:
    ran = run("tables", study, *arguments)
    assert ran.code == 1 and said in ran.err and ran.out == b""
    assert not (Path("tables.csv").exists() or Path("tables.pdf").exists())
