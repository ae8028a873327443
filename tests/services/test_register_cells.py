"""The register as tables of cells: what is understood, what is refused, and that all of it is one step."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcoder_cg import i18n
from qualcoder_cg.domain.informants import Voice
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import register
from qualcoder_cg.services.studies import Project


@pytest.fixture
def ids(project: Project) -> dict[str, str]:
    """Two informants, an interview with the first and an own column in each table; ids by code."""
    people = [
        {"code": "KII-01", "type": "Agency", "institution": "STPS"},
        {"code": "KII-02", "type": "Union"},
    ]
    added = register.add_rows(project, "informant", people)
    (talk,) = register.add_rows(project, "interview", [{"code": "I-01", "informants": "KII-01"}])
    found = {"KII-01": added[0], "KII-02": added[1], "I-01": talk}
    for table in register.TABLES:
        found[table] = register.add_column(project, table, f"Own {table}")
    return found


def _cell(project: Project, table: str, row_id: str, column: str) -> str:
    return next(row.cells[column] for row in register.rows(project, table) if row.id == row_id)


@pytest.mark.parametrize(
    ("column", "written", "stored"),
    [
        ("sex", "F", "woman"), ("sex", "Mujer", "woman"), ("sex", "hombre", "man"), ("sex", "MALE", "man"),
        ("sex", "no binario", "no binario"), ("sex", "", ""),
        ("institution", "stps", "STPS"), ("institution", " S.T.P.S. ", "STPS"),
        ("institution", "Ministry  of Labour", "Ministry of Labour"),
        ("type", "agency", "Agency"), ("type", "Company", "Company"),
        ("consent", "quote; record", "record; quote"), ("consent", "grabar, citar", "record; quote"),
        ("consent", "todos", "record; quote; name; share"), ("consent", "Ninguno", "no"),
        ("consent", "record quote", "record; quote"), ("consent", "NO", "no"), ("consent", "", ""),
        ("ceiling", "Institución", "institution"), ("ceiling", "tipo de informante", "type"),
        ("ceiling", "anónimo", "none"), ("ceiling", "cargo", "role"), ("ceiling", "", ""),
    ],
)  # fmt: skip
def test_what_is_written_of_an_informant(
    project: Project, ids: dict[str, str], column: str, written: str, stored: str
) -> None:
    register.set_cells(project, "informant", [(ids["KII-01"], column, written)])
    assert _cell(project, "informant", ids["KII-01"], column) == stored


@pytest.mark.parametrize(
    ("column", "written", "stored"),
    [
        ("status", "Realizada", "held"), ("status", "sin respuesta", "no reply"), ("status", "", "planned"),
        ("status", "No pudo asistir", "could not attend"), ("status", "declinó", "declined"),
        ("date", "14/03/2022", "2022-03-14"), ("date", "3/14/2022", "2022-03-14"),
        ("date", "2022-03-14T00:00:00", "2022-03-14"), ("date", "14 de marzo de 2022", "2022-03-14"),
        ("date", "March 14, 2022", "2022-03-14"), ("date", "5/5/22", "2022-05-05"),
        ("date", "2022-03", "2022-03"), ("date", "1999", "1999"),
        ("mode", "Zoom", "video"), ("mode", "presencial", "in person"), ("mode", "por teléfono", "telephone"),
        ("form", "grupo focal", "group"), ("language", "Español", "es"), ("language", "EN", "en"),
        ("informants", "kii-02, KII-01", "KII-01; KII-02"), ("informants", "KII-02\nKII-02", "KII-02"),
        ("documents", "KII-01.txt", "INT-01"), ("documents", "int-01", "INT-01"), ("documents", "", ""),
    ],
)  # fmt: skip
def test_what_is_written_of_an_interview(
    project: Project, ids: dict[str, str], column: str, written: str, stored: str
) -> None:
    register.set_cells(project, "interview", [(ids["I-01"], column, written)])
    assert _cell(project, "interview", ids["I-01"], column) == stored


@pytest.mark.parametrize(
    ("table", "row", "column", "written", "message"),
    [
        ("informant", "KII-01", "consent", "sí", "KII-01, Consent: sí is none of the terms"),
        ("informant", "KII-01", "consent", "no, quote", "KII-01, Consent: no, quote both agrees"),
        ("informant", "KII-01", "ceiling", "all", "KII-01, Attribution at most: all is none of the choices."),
        ("informant", "KII-01", "code", "a;b", "KII-01, Code: a;b cannot be a code."),
        ("informant", "KII-01", "code", "kii-02", "Code kii-02 is there already."),
        ("informant", "KII-01", "code", "", "Code: it may not be empty."),
        ("informant", "KII-01", "colour", "x", "There is no column colour."),
        ("interview", "I-01", "status", "perhaps", "I-01, Status: perhaps is none of the choices."),
        ("interview", "I-01", "date", "03/04/2022", "I-01, Date: 03/04/2022 may be two days."),
        ("interview", "I-01", "date", "31/02/2022", "I-01, Date: 31/02/2022 is not a date."),
        ("interview", "I-01", "informants", "KII-99", "I-01, Informants: There is no informant KII-99."),
        ("interview", "I-01", "documents", "x.txt", "I-01, Documents: There is no document x.txt"),
        ("interview", "I-01", "language", "Klingon", "I-01, Language: Klingon is not the code"),
        ("interview", "I-01", "guide", "Agencies", "I-01, Guide: Agencies is none of the choices."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_place(
    project: Project, ids: dict[str, str], table: str, row: str, column: str, written: str, message: str
) -> None:
    before = project.fingerprint()
    good = (ids[row], ids[table], "also")
    with pytest.raises(UserError) as error:
        register.set_cells(project, table, [good, (ids[row], column, written)])
    assert error.value.message.startswith(message)
    assert project.fingerprint() == before


def test_words_of_the_language_in_use_are_understood(project: Project, ids: dict[str, str]) -> None:
    i18n.use_language("es")
    for column in register.columns(project, "interview"):
        for stored, words in column.choices if column.kind == "choice" else ():
            register.set_cells(project, "interview", [(ids["I-01"], column.id, words)])
            assert _cell(project, "interview", ids["I-01"], column.id) == stored


def test_a_block_tells_the_order_of_its_dates(project: Project, ids: dict[str, str]) -> None:
    (other,) = register.add_rows(project, "interview", [{"code": "I-02"}])
    block = [(ids["I-01"], "date", "03/04/2022"), (other, "date", "25/04/2022")]
    register.set_cells(project, "interview", block)
    assert _cell(project, "interview", ids["I-01"], "date") == "2022-04-03"


def test_codes_may_change_places_in_one_block(project: Project, ids: dict[str, str]) -> None:
    block = [(ids["KII-01"], "code", "KII-02"), (ids["KII-02"], "code", "KII-01")]
    register.set_cells(project, "informant", block)
    assert [row.cells["code"] for row in register.rows(project, "informant")] == ["KII-02", "KII-01"]
    assert _cell(project, "interview", ids["I-01"], "informants") == "KII-02"


def test_setting_what_is_there_leaves_no_step(project: Project, ids: dict[str, str]) -> None:
    step = project.undoable()
    for table in register.TABLES:
        cells = [
            (row.id, column, value)
            for row in register.rows(project, table)
            for column, value in row.cells.items()
        ]
        register.set_cells(project, table, cells)
    assert project.undoable() == step


def test_a_fixed_cell_is_kept(project: Project, document_id: str) -> None:
    with pytest.raises(UserError, match="INT-01, Words: this column cannot be changed here"):
        register.set_cells(project, "document", [(document_id, "words", "7")])


def test_voices_of_a_document(project: Project, ids: dict[str, str], document_id: str) -> None:
    register.set_cells(project, "document", [(document_id, "voices", "kii-02 = kii-01; KII-01")])
    assert project.informants.voices(document_id) == [
        Voice(document_id, ids["KII-01"], ""),
        Voice(document_id, ids["KII-02"], "KII-01"),
    ]
    assert _cell(project, "document", document_id, "voices") == "KII-01; KII-02 = KII-01"
    with pytest.raises(UserError, match="nobody speaks as Marta in KII-01"):
        register.set_cells(project, "document", [(document_id, "voices", "KII-01 = Marta")])
    with pytest.raises(UserError, match="There is no informant Marta"):
        register.set_cells(project, "document", [(document_id, "voices", "Marta")])


def test_who_speaks_under_a_label(project: Project, ids: dict[str, str], document_id: str) -> None:
    register.set_voice(project, document_id, "kii-01", ids["KII-01"])
    register.set_voice(project, document_id, "KII-01", ids["KII-02"])
    assert project.informants.voices(document_id) == [Voice(document_id, ids["KII-02"], "KII-01")]
    register.set_voice(project, document_id, "KII-01", None)
    assert project.informants.voices(document_id) == []
    with pytest.raises(UserError, match="nobody speaks as X"):
        register.set_voice(project, document_id, "X", ids["KII-01"])


def test_a_label_that_holds_a_semicolon_is_quoted(project: Project, ids: dict[str, str]) -> None:
    document = project.documents.all()[0].id
    with project.step("Test"):
        project.connection.execute("UPDATE turn SET speaker = 'Ana; Luz = both' WHERE speaker = 'KII-01'")
    register.set_voice(project, document, "ana; luz = both", ids["KII-01"])
    written = _cell(project, "document", document, "voices")
    assert written == 'KII-01 = "Ana; Luz = both"'
    register.set_cells(project, "document", [(document, "voices", "")])
    register.set_cells(project, "document", [(document, "voices", written)])
    assert project.informants.voices(document) == [Voice(document, ids["KII-01"], "Ana; Luz = both")]


def test_a_document_is_described(project: Project, ids: dict[str, str], document_id: str) -> None:
    cells = {"kind": "Grupo", "language": "español", "date": "2022", "place": "Alba", "citation": "p. 3"}
    register.set_cells(project, "document", [(document_id, column, value) for column, value in cells.items()])
    found = project.documents.all()[0]
    assert (found.code, found.kind, found.language, found.date) == ("GRP-01", "group", "es", "2022")
    register.set_cells(project, "document", [(document_id, "interview", "i-01")])
    assert _cell(project, "interview", ids["I-01"], "documents") == "GRP-01"
    register.remove_rows(project, "interview", [ids["I-01"]])
    assert project.documents.all()[0].interview_id is None


def test_rows_and_own_values_come_and_go(project: Project, ids: dict[str, str]) -> None:
    before = project.fingerprint()
    (new,) = register.add_rows(project, "informant", [{"code": "KII-03", ids["informant"]: "x"}])
    assert _cell(project, "informant", new, ids["informant"]) == "x"
    register.remove_rows(project, "informant", [new])
    assert project.fingerprint() == before
    register.set_cells(project, "informant", [(ids["KII-01"], "Own informant", "y")])
    register.remove_column(project, "informant", "own informant")
    assert project.own_columns.values("informant") == {}
    with pytest.raises(UserError, match="The column Code belongs to every study"):
        register.remove_column(project, "informant", "code")
    with pytest.raises(UserError, match="There is a column Sex already"):
        register.add_column(project, "informant", " sex ")


def test_a_code_that_is_a_name_is_doubted(project: Project, ids: dict[str, str]) -> None:
    assert register.doubts(project, "informant") == []
    for code in ("María López", "Ana-Luisa O'Brien", "María de la Cruz"):
        register.set_cells(project, "informant", [(ids["KII-02"], "code", code)])
        (doubt,) = register.doubts(project, "informant")
        assert (doubt.row_id, doubt.column_id) == (ids["KII-02"], "code") and code in doubt.sentence
    for code in ("KII 02", "KII-Agency", "worker four", "FG-01-W1", "UNO DOS"):
        register.set_cells(project, "informant", [(ids["KII-02"], "code", code)])
        assert register.doubts(project, "informant") == []


CELLS = {
    "informant": {
        "code": st.sampled_from(["A", "B", "KII-01", "KII 02"]),
        "type": st.text(max_size=8),
        "sex": st.sampled_from(["F", "M", "mujer", "otra", ""]),
        "institution": st.sampled_from(["STPS", "stps", "STSP", "", "Nueva"]),
        "consent": st.sampled_from(["no", "todo", "record; quote", ""]),
        "ceiling": st.sampled_from(["tipo", "role", ""]),
    },
    "interview": {
        "code": st.sampled_from(["I-01", "X"]),
        "status": st.sampled_from(["held", "declinó", ""]),
        "date": st.sampled_from(["14/03/2022", "", "2022"]),
        "informants": st.sampled_from(["KII-01", "KII-02; KII-01", ""]),
        "documents": st.sampled_from(["INT-01", ""]),
        "note": st.text(max_size=12),
    },
    "document": {
        "code": st.sampled_from(["INT-01", "D"]),
        "kind": st.sampled_from(["group", "document", "interview"]),
        "voices": st.sampled_from(["KII-01", "KII-02 = KII-01; KII-01", ""]),
        "interview": st.sampled_from(["I-01", ""]),
        "place": st.text(max_size=6),
    },
    "institution": {
        "name": st.sampled_from(["STPS", "Ministry"]),
        "aliases": st.sampled_from(["", "STSP; Sec."]),
    },
}


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undo_restores_whatever_was_set(project: Project, data: st.DataObject) -> None:
    if not project.informants.all():
        register.add_rows(
            project, "informant", [{"code": "KII-01", "institution": "STPS"}, {"code": "KII-02"}]
        )
        register.add_rows(project, "interview", [{"code": "I-01"}])
    table = data.draw(st.sampled_from(list(CELLS)))
    before = {row.id: dict(row.cells) for row in register.rows(project, table)}
    columns = data.draw(st.lists(st.sampled_from(list(CELLS[table])), min_size=1, unique=True))
    row = data.draw(st.sampled_from(list(before)))
    cells = [(row, column, data.draw(CELLS[table][column])) for column in columns]
    fingerprint, step = project.fingerprint(), project.undoable()
    try:
        register.set_cells(project, table, cells)
    except UserError:
        assert project.fingerprint() == fingerprint
        return
    after = {row.id: dict(row.cells) for row in register.rows(project, table)}
    register.set_cells(project, table, [(row, column, after[row][column]) for column in columns])
    assert {row.id: dict(row.cells) for row in register.rows(project, table)} == after
    if project.undoable() != step:
        changed = project.fingerprint()
        project.undo()
        assert project.fingerprint() == fingerprint
        project.redo()
        assert project.fingerprint() == changed
        project.undo()
    assert {row.id: dict(row.cells) for row in register.rows(project, table)} == before
