"""The register on the command line: listing, changing, importing, merging."""

from pathlib import Path

import pytest
from cli_runs import Run

PEOPLE = """Código;Tipo;Sexo;Cargo;Institución;Consentimiento;Nivel de atribución
KII-01;Agencia;Mujer;Coordinadora;STPS;grabar, citar;tipo
KII-02;Agencia;H;Director;stps;no;
"""


@pytest.fixture
def people(study: Path, run: Run) -> Path:
    """The study with two informants of one institution."""
    table = study.with_name("personas.csv")
    table.write_text(PEOPLE, encoding="utf-8")
    assert run("register", study, "informants", "--from", table).code == 0
    return study


def test_a_spanish_table_comes_in(people: Path, run: Run) -> None:
    first, second = run("informants", people, "--json").json()
    assert first == {
        "code": "KII-01", "type": "Agencia", "sex": "woman", "role": "Coordinadora", "institution": "STPS",
        "place": "", "consent": ["record", "quote"], "ceiling": "type", "documents": [],
    }  # fmt: skip
    assert (second["sex"], second["institution"], second["consent"]) == ("man", "STPS", ["no"])


def test_dry_run_says_what_would_be_done(study: Path, run: Run) -> None:
    table = study.with_name("personas.csv")
    table.write_text(PEOPLE, encoding="utf-8")
    told = run("register", study, "informants", "--from", table, "--dry-run", "--json").json()
    assert told["mapping"]["sex"] == "Sexo"
    assert [(row["key"], row["state"]) for row in told["rows"]] == [("KII-01", "new"), ("KII-02", "new")]
    assert run("informants", study, "--json").json() == []


def test_import_says_new_and_changed(people: Path, run: Run) -> None:
    table = people.with_name("more.csv")
    table.write_text("id person,what\nKII-02,Union\nKII-03,Union\n", encoding="utf-8")
    maps = ("--map", "code=id person", "--map", "type=what")
    done = run("register", people, "informants", "--from", table, *maps, "--json").json()
    assert done == {"new": 1, "changed": 1, "same": 0, "warnings": []}


def test_cells_are_set_by_code_and_title(people: Path, run: Run) -> None:
    ran = run("register", people, "informants", "--set", "KII-01", "Role", "Minister", "--json")
    assert ran.json()[0]["role"] == "Minister"
    wrong = run("register", people, "informants", "--set", "KII-01", "ceiling", "everything")
    assert wrong.code == 1 and wrong.err.startswith("KII-01, Attribution at most: everything is none of")
    unknown = run("register", people, "informants", "--set", "KII-09", "role", "x")
    assert unknown.code == 1 and "There is no KII-09" in unknown.err


def test_rows_are_added_and_removed(people: Path, run: Run) -> None:
    added = ("--add", "code=I-1", "--add", "status=realizada", "--add", "informants=KII-01; KII-02")
    (row,) = run("register", people, "interviews", *added, "--json").json()
    assert (row["status"], row["informants"]) == ("held", ["KII-01", "KII-02"])
    assert run("register", people, "interviews", "--remove", "I-1", "--json").json() == []
    refused = run("register", people, "institutions", "--remove", "STPS")
    assert refused.code == 1 and refused.err.startswith("2 informants speak for STPS.")


def test_own_columns(people: Path, run: Run) -> None:
    run("register", people, "informants", "--add-column", "Level of government")
    run("register", people, "informants", "--set", "KII-01", "Level of government", "federal")
    assert run("register", people, "informants", "--json").json()[0]["Level of government"] == "federal"
    run("register", people, "informants", "--rename-column", "level of government", "Level")
    assert run("register", people, "informants", "--json").json()[0]["Level"] == "federal"
    run("register", people, "informants", "--remove-column", "Level")
    assert "Level" not in run("register", people, "informants", "--json").json()[0]


def test_interviews_are_listed_and_counted(people: Path, run: Run) -> None:
    table = people.with_name("interviews.csv")
    table.write_text(
        "code,status,date,informants,document\nI-1,held,14/03/2022,KII-01,KII-01.txt\nI-2,declined,,KII-02,\n"
        "I-3,sin respuesta,03/04/2022,,\n",
        encoding="utf-8",
    )
    assert run("register", people, "interviews", "--from", table).code == 0
    told = run("interviews", people, "--json").json()
    assert (told["planned"], told["held"], told["not_held"]) == (3, 1, 2)
    assert told["by_status"]["no reply"] == 1
    first, _second, third = told["interviews"]
    assert (first["date"], first["informants"], first["documents"]) == ("2022-03-14", ["KII-01"], ["INT-01"])
    assert third["date"] == "2022-04-03"
    assert (
        "3 interviews planned: 1 held, 2 not held (1 declined, 1 no reply)" in run("interviews", people).err
    )


def test_institutions_are_proposed_and_merged(people: Path, run: Run) -> None:
    run("register", people, "institutions", "--add", "name=STSP")
    pairs = run("merge-institutions", people, "--json").json()
    assert pairs == [{"first": "STPS", "second": "STSP"}]
    (kept,) = run("merge-institutions", people, "STPS", "STSP", "--json").json()
    assert (kept["name"], kept["aliases"], kept["informants"]) == ("STPS", ["STSP"], "2")


def test_columns_are_told(people: Path, run: Run) -> None:
    columns = run("register", people, "informants", "--columns", "--json").json()
    assert [column["id"] for column in columns][:3] == ["code", "type", "sex"]


def test_one_kind_of_change_at_a_time(people: Path, run: Run) -> None:
    ran = run("register", people, "informants", "--remove", "KII-01", "--add", "code=KII-09")
    assert ran.code == 1 and ran.err.startswith("One kind of change at a time.")
    assert len(run("informants", people, "--json").json()) == 2
