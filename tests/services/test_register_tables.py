"""Institutions with several names, tables imported by mapped headings, and the four counts."""

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import coding, register
from qualcoder_cg.services.register_import import SAME
from qualcoder_cg.services.studies import Project

LONG = "Secretaría del Trabajo y Previsión Social"


def _csv(folder: Path, text: str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _import(project: Project, table: str, path: Path) -> register.TableImport:
    mapping = register.guess_mapping(project, table, register.read_headings(path))
    return register.import_table(project, table, path, mapping)


def _names(project: Project) -> dict[str, tuple[str, ...]]:
    return {entry.name: entry.aliases for entry in project.informants.institutions()}


def _institution(project: Project, name: str) -> str:
    return register.find_row(project, "institution", name)


@pytest.fixture
def entities(project: Project) -> Project:
    """Five spellings of two institutions, with one informant each."""
    spellings = ("STPS", "STSP", LONG, "Tzotzil House", "Zotzil House")
    people = [{"code": f"K-{n}", "institution": name} for n, name in enumerate(spellings)]
    register.add_rows(project, "informant", people)
    return project


def test_spellings_that_may_be_one_are_proposed(entities: Project) -> None:
    pairs = {frozenset((pair.first.name, pair.second.name)) for pair in register.likely_same(entities)}
    assert pairs == {
        frozenset(("STPS", "STSP")),
        frozenset(("STPS", LONG)),
        frozenset(("Tzotzil House", "Zotzil House")),
    }


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("ORC", "OCR", True), ("SINACTRAHO", "SINACTRAHOC", True), ("CACEH", "CACECH", True),
        ("FAO", "ILO", False), ("School 12", "School 13", False),
        ("Municipality of Alba", "Alba Municipality", True),
        ("Agency for Rural Life", "Agency for Decent Work", False),
        ("It's Only Fair", "It’s only fair!", True),
        ("Ministry of Labour", "Ministry of Health", False),
    ],
)  # fmt: skip
def test_what_counts_as_alike(project: Project, one: str, other: str, alike: bool) -> None:
    register.add_rows(project, "institution", [{"name": one}, {"name": other}])
    assert bool(register.likely_same(project)) == alike


def test_merging_keeps_names_people_and_own_values(entities: Project) -> None:
    column = register.add_column(entities, "institution", "Level")
    keep, typo = _institution(entities, "STPS"), _institution(entities, "STSP")
    long = _institution(entities, LONG)
    register.set_cells(
        entities, "institution", [(typo, column, "federal"), (long, "aliases", "La Secretaría")]
    )
    before = entities.fingerprint()
    register.merge_institutions(entities, keep, [typo, long, typo])
    assert _names(entities)["STPS"] == ("La Secretaría", LONG, "STSP")
    row = next(row for row in register.rows(entities, "institution") if row.id == min(keep, typo, long))
    assert (row.cells["informants"], row.cells[column]) == ("3", "federal")
    left = {person.institution for person in entities.informants.all()}
    assert left == {"STPS", "Tzotzil House", "Zotzil House"}
    entities.undo()
    assert entities.fingerprint() == before


def test_a_name_typed_as_alias_is_the_institution(entities: Project) -> None:
    register.merge_institutions(entities, _institution(entities, "STPS"), [_institution(entities, "STSP")])
    (new,) = register.add_rows(entities, "informant", [{"code": "K-9", "institution": "stsp"}])
    assert next(person for person in entities.informants.all() if person.id == new).institution == "STPS"
    assert register.counts(entities).informants == 0


def test_no_name_stands_for_two_institutions(entities: Project) -> None:
    stps, other = _institution(entities, "STPS"), _institution(entities, "Tzotzil House")
    for cell in ((other, "aliases", "casa; stps"), (stps, "aliases", "Tzotzil house")):
        with pytest.raises(UserError, match="is a name of"):
            register.set_cells(entities, "institution", [cell])
    with pytest.raises(UserError, match="Name Stps is there already"):
        register.set_cells(entities, "institution", [(other, "name", "Stps")])


def test_institutions_with_informants_are_not_removed(entities: Project) -> None:
    with pytest.raises(UserError, match="1 informant speaks for STPS"):
        register.remove_rows(entities, "institution", [_institution(entities, "STPS")])
    register.set_cells(entities, "informant", [(entities.informants.all()[0].id, "institution", "")])
    register.remove_rows(entities, "institution", [_institution(entities, "STPS")])
    assert "STPS" not in _names(entities)


def test_a_workbook_with_dates_and_a_title_comes_in(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "entrevistas.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Entrevistas")
    sheet.write(0, 0, "Entrevistas de la evaluación")
    sheet.write_row(2, 0, ["Clave", "Estatus", "Fecha de la entrevista", "Modalidad", "Notas", "Otra"])
    sheet.write_row(3, 0, [1, "Realizada", "", "Zoom", "", "x"])
    sheet.write_datetime(3, 2, datetime(2022, 3, 14), book.add_format({"num_format": "d/m/yy"}))
    sheet.write_row(5, 0, ["I-2", "No contestó", "2022-03-15", "", "tres correos", ""])
    book.close()
    assert _import(project, "interview", path)[:3] == (2, 0, 0)
    first, second = project.interviews.all()
    assert (first.code, first.status, first.date, first.mode) == ("1", "held", "2022-03-14", "video")
    assert (second.status, second.date, second.note) == ("no reply", "2022-03-15", "tres correos")


def test_headings_are_guessed_in_both_languages(project: Project) -> None:
    register.add_column(project, "informant", "Nivel de gobierno")
    guessed = register.guess_mapping(
        project,
        "informant",
        [
            "Género",
            "Nombre",
            "Código del informante",
            "Dependencia",
            "Postion",
            "Tipo de actor",
            "nivel de gobierno",
        ],
    )
    own = project.own_columns.of("informant")[0].id
    assert guessed == {
        "code": "Código del informante", "type": "Tipo de actor", "sex": "Género", "role": "Postion",
        "institution": "Dependencia", own: "nivel de gobierno",
    }  # fmt: skip


def test_rows_of_one_code_are_one_entry_and_lists_are_joined(project: Project, tmp_path: Path) -> None:
    register.add_rows(project, "informant", [{"code": "A"}, {"code": "B"}])
    path = _csv(tmp_path, "interview,informant,status\nI-1,A,held\ni-1,B,\nI-2,A,\n")
    assert _import(project, "interview", path)[:3] == (2, 0, 0)
    first, second = register.rows(project, "interview")
    assert (first.cells["informants"], first.cells["status"]) == ("A; B", "held")
    assert (second.cells["informants"], second.cells["status"]) == ("A", "planned")


def test_a_type_written_in_several_ways_within_a_table_is_one(project: Project, tmp_path: Path) -> None:
    people = _csv(tmp_path, "code,type\nK-1,Agencia\nK-2,AGENCIA \nK-3,agéncia\nK-4,Socia\n")
    _import(project, "informant", people)
    assert [person.type for person in project.informants.all()] == ["Agencia"] * 3 + ["Socia"]


def test_new_changed_and_same_are_told_apart(project: Project, tmp_path: Path) -> None:
    register.add_rows(project, "informant", [{"code": "A", "type": "Union"}, {"code": "B", "role": "Nurse"}])
    path = _csv(tmp_path, "code,type,role\na,Union,\nB,Clinic,\nC,,x\n")
    mapping = register.guess_mapping(project, "informant", register.read_headings(path))
    plan = register.preview_table(project, "informant", path, mapping)
    assert [(entry.key, entry.state, entry.lines) for entry in plan] == [
        ("A", SAME, (2,)), ("B", "changed", (3,)), ("C", "new", (4,)),
    ]  # fmt: skip
    assert len(project.informants.all()) == 2
    assert register.import_table(project, "informant", path, mapping)[:3] == (1, 1, 1)
    assert [person.role for person in project.informants.all()] == ["", "Nurse", "x"]


def test_an_imported_alias_renames_nothing(entities: Project, tmp_path: Path) -> None:
    register.merge_institutions(entities, _institution(entities, "STPS"), [_institution(entities, "STSP")])
    assert _import(entities, "institution", _csv(tmp_path, "name,aliases\nstsp,Labour\n"))[:3] == (0, 1, 0)
    assert _names(entities)["STPS"] == ("Labour", "STSP")


def test_codes_that_are_names_are_told(project: Project, tmp_path: Path) -> None:
    done = _import(project, "informant", _csv(tmp_path, "code,type\nRosa Pérez,Union\nK-1,Union\n"))
    assert len(done.warnings) == 1 and "Rosa Pérez" in done.warnings[0]


@pytest.mark.parametrize(
    ("table", "text", "message"),
    [
        ("informant", "code,sex,ceiling\nA,F,\nB,M,most\n", "table.csv, line 3, Attribution at most: most"),
        ("informant", "code;type\nA;x\n;y\n", "table.csv, line 3: an informant needs a code."),
        ("informant", "type,sex\nx,F\n", "table.csv: no column is chosen for Code."),
        ("interview", "code,date\nA,3/4/2022\n", "table.csv, line 2, Date: 3/4/2022 may be"),
        ("interview", "code,informants\nA,KII-1\n", "table.csv, line 2, Informants: There is no"),
        ("institution", "name,aliases\nA,B\nB,\n", "table.csv: B is a name of A already."),
        ("document", "name,citation\nx.txt,y\n", "table.csv, line 2: There is no document x.txt"),
        ("interview", "", "table.csv is empty."),
    ],
)  # fmt: skip
def test_a_wrong_row_stops_the_whole_table(
    project: Project, tmp_path: Path, table: str, text: str, message: str
) -> None:
    before = project.fingerprint()
    with pytest.raises(UserError) as error:
        _import(project, table, _csv(tmp_path, text))
    assert error.value.message.startswith(message)
    assert project.fingerprint() == before


def test_documents_are_described_by_a_table(project: Project, tmp_path: Path) -> None:
    path = _csv(tmp_path, 'Archivo,Referencia,Fecha,Idioma\nkii-01.TXT,"López, 2020, p. 3",2020,inglés\n')
    assert _import(project, "document", path)[:3] == (0, 1, 0)
    found = project.documents.all()[0]
    assert (found.name, found.citation) == ("KII-01.txt", "López, 2020, p. 3")
    assert (found.date, found.language) == ("2020", "en")


def test_the_four_counts_follow_who_was_heard(
    project: Project, document_id: str, code_ids: dict[str, str]
) -> None:
    assert register.counts(project) == (0, 0, 1, 0)
    people = [{"code": code, "institution": place} for code, place in (("A", "X"), ("B", "x"), ("C", "Y"))]
    ids = register.add_rows(project, "informant", people)
    assert register.counts(project) == (0, 0, 1, 0)
    rows = [{"code": "I-1", "status": "held", "informants": "A; B"}, {"code": "I-2", "informants": "C"}]
    _held, planned = register.add_rows(project, "interview", rows)
    assert register.counts(project) == (0, 2, 1, 1)
    register.set_cells(project, "interview", [(planned, "documents", "INT-01")])
    assert register.counts(project) == (0, 3, 2, 2)
    for code in ("Q11", "Q9"):
        coding.apply_code(project, document_id=document_id, span=Span(0, 9), code_id=code_ids[code])
    assert register.counts(project).words() == ("1 excerpt", "3 informants", "2 interviews", "2 institutions")
    register.set_cells(project, "interview", [(planned, "documents", ""), (planned, "status", "declined")])
    register.set_voice(project, document_id, "KII-01", ids[2])
    assert register.counts(project) == (1, 3, 1, 2)
