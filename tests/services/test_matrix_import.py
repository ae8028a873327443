"""A matrix comes in from tables as teams have them in Word and Excel, and is merged into what is there."""

import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
import team_tables
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_cg.domain.matrix_draft import (
    CRITERION,
    IN_ORDER,
    INDICATOR,
    JUDGEMENT,
    METHOD,
    NUMBER,
    QUESTION,
    SOURCE,
    SUB_QUESTION,
    Reading,
    TeamRow,
    TeamTable,
)
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import matrix, matrix_columns, matrix_import, matrix_words, studies
from qualcoder_cg.services.studies import Project


def drafted(path: Path, **changes: object) -> matrix_import.MatrixDraft:
    tables = matrix_import.read_tables(path)
    reading = matrix_columns.guess(tables)
    values = {
        name: getattr(reading, name) for name in ("tables", "heading_row", "fields", "numbering", "repeats")
    }
    return matrix_import.draft(tables, Reading(**{**values, **changes}), path.stem)  # type: ignore[arg-type]


@pytest.fixture
def empty(tmp_path: Path) -> Project:
    return studies.new_study(tmp_path / "empty.qcg", coder="Marta R.")


def codings(project: Project) -> list[tuple[object, ...]]:
    return project.connection.execute("SELECT * FROM coding ORDER BY id").fetchall()


def test_23_questions_under_five_criteria(empty: Project, tmp_path: Path) -> None:
    found = drafted(team_tables.merged_matrix(tmp_path / "matrix.docx"))
    assert found.counts == (5, 23, 0, 0, 46, 46, 23)
    assert [len(one.questions) for one in found.spec.criteria] == [8, 5, 3, 2, 5]
    assert [one.text for one in found.spec.questions] == [team_tables.question_text(n) for n in range(1, 24)]
    assert [problem.sentence for problem in found.problems] == [
        "A note was left out: Note: sources are examples."
    ]
    assert found.origins["12"] == ("Table 2", 14), "the heading that comes again is a row of the table too"
    before = empty.fingerprint()
    done = matrix_import.import_matrix(empty, found, "matrix.docx")
    assert (done.criteria, done.new) == (5, 23)
    assert [len(one["questions"]) for one in matrix.outline(empty)] == [8, 5, 3, 2, 5]
    assert {code.name for code in empty.codes.all()} == {f"Q{n}" for n in range(1, 24)}
    empty.undo()
    assert empty.fingerprint() == before


def test_rows_over_the_whole_table_are_criteria_and_parts_have_what_stands_beside_them(
    tmp_path: Path,
) -> None:
    found = drafted(team_tables.banner_matrix(tmp_path / "matriz.docx"))
    assert [one.name for one in found.spec.criteria] == ["PERTINENCIA", "EFICACIA"]
    first, second = found.spec.questions
    assert (first.number, first.text) == ("1", "¿En qué medida responde el programa a las necesidades?")
    assert first.sources == ("Entrevistas",), "the merged cell is about the question as a whole"
    women, men = first.sub_questions
    assert [entry.indicators for entry in women.judgement] == [
        ("Porcentaje de mujeres atendidas", "Quejas recibidas")
    ]
    assert (women.sources, men.sources) == (("Informes",), ())
    assert [part.text for part in second.sub_questions] == ["¿Los previstos?", "¿Otros?"]
    assert second.judgement[0].indicators == ("Resultados logrados",) and len(second.sources) == 2


def test_questions_may_stand_in_rows_over_the_whole_table(tmp_path: Path) -> None:
    found = drafted(team_tables.question_rows(tmp_path / "rows.docx"))
    first, second = found.spec.questions
    assert [entry.text for entry in first.judgement] == ["JC 1.1 Needs were asked", "JC 1.2 Needs were heard"]
    assert first.judgement[1].indicators == ("Changes made", "Minutes that say so"), "numbered by Word"
    assert second.sources == ("Agencies – interviews", "Schools – visits"), "a nested table, row by row"
    assert (first.methods, first.sources) == (("Review",), ("Reports",))


def test_a_sheet_with_numbers_that_begin_anew(tmp_path: Path) -> None:
    path = team_tables.workbook(tmp_path / "matriz.xlsx")
    tables = matrix_import.read_tables(path)
    assert [(table.name, len(table.rows)) for table in tables] == [("Read me", 1), ("Matriz", 5)]
    reading = matrix_columns.guess(tables)
    assert (reading.tables, reading.heading_row) == ((1,), 2)
    assert reading.fields == (CRITERION, NUMBER, QUESTION, JUDGEMENT, INDICATOR, SOURCE)
    found = drafted(path)
    assert [one.number for one in found.spec.questions] == ["1", "2", "3"]
    assert "numbered 1 to 3" in found.problems[0].sentence
    assert found.spec.questions[0].judgement[0].text == "Lo dicen todas"


def test_two_columns_may_hold_the_same_and_others_nothing(tmp_path: Path) -> None:
    path = tmp_path / "matrix.csv"
    path.write_text(
        "Criteria;Questions;Data collection;Remarks;Data analysis\n"
        "Relevance;Was it needed?;Interviews;x;Content analysis\n"
        ";Was it wanted?;;y;Counts\n"
        "Impact;What changed?;Visits;;\n",
        encoding="utf-8",
    )
    (table,) = matrix_import.read_tables(path)
    assert matrix_columns.fields(table, 1) == (CRITERION, QUESTION, METHOD, "", METHOD)
    found = drafted(path)
    assert [one.methods for one in found.spec.questions] == [
        ("Interviews", "Content analysis"), ("Counts",), ("Visits",),
    ]  # fmt: skip
    assert [len(one.questions) for one in found.spec.criteria] == [2, 1]
    repeated = drafted(path, repeats=True)
    assert repeated.spec.questions[1].methods == ("Interviews", "Counts")
    assert [one.number for one in found.spec.questions] == ["1", "2", "3"]
    assert all("gets" in problem.sentence for problem in found.problems) and found.problems[0].row == 2


def test_many_parts_and_indicators(empty: Project, tmp_path: Path) -> None:
    path = tmp_path / "matrix.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Criterion", "Question", "Indicators"])
    parts = "\n".join(f"1.{n} Part {n}?" for n in range(1, 7))
    sheet.append(["Relevance", f"1. Whole?\n{parts}", "\n".join(f"{n}) Indicator {n}" for n in range(1, 12))])
    book.save(path)
    matrix_import.import_matrix(empty, drafted(path), path.name)
    (question,) = matrix.outline(empty)[0]["questions"]
    assert [part["text"] for part in question["sub_questions"]] == [f"Part {n}?" for n in range(1, 7)]
    assert question["judgement"] == [
        {"criterion": "", "indicators": [f"Indicator {n}" for n in range(1, 12)]}
    ]
    assert question["text"] == "Whole?"


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("EQ 3. To what extent", "3", "To what extent"),
        ("P7: ¿En qué medida", "7", "¿En qué medida"),
        ("1.2 How well", "1.2", "How well"),
        ("Pregunta 4 ¿Cómo", "4", "¿Cómo"),
        ("Evaluation question 11 – Why", "11", "Why"),
        ("12) Who?", "12", "Who?"),
        ("3.5 million people were reached", "3.5", "million people were reached"),
        ("30 % of women", "", "30 % of women"),
        ("Quality of life", "", "Quality of life"),
        ("People who came", "", "People who came"),
        ("EQ5\nWhat?", "5", "What?"),
        ("2019 was the year", "", "2019 was the year"),
    ],
)
def test_numbers_of_questions(text: str, number: str, rest: str) -> None:
    assert matrix_words.number_in(text) == (number, rest)


@pytest.mark.parametrize(
    ("cell", "entries"),
    [
        ("• one • two", ["one", "two"]),
        ("- one\n- two\nand more", ["one", "two and more"]),
        ("a) one;\nb) two;", ["one", "two"]),
        ("1. one\n2. two", ["one", "two"]),
        ("one; two; one", ["one", "two"]),
        ("One\nTwo", ["One", "Two"]),
        ("A sentence that goes\non here", ["A sentence that goes on here"]),
        ("3.5 million people", ["million people"]),
        ("", []),
    ],
)
def test_lists_in_cells(cell: str, entries: list[str]) -> None:
    assert matrix_words.items(cell) == entries


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Evaluation Questions", QUESTION), ("Preguntas de evaluación", QUESTION), ("EQ", NUMBER),
        ("Sub-questions", SUB_QUESTION), ("Subpreguntas", SUB_QUESTION), ("Criterio", CRITERION),
        ("OECD/DAC criteria", CRITERION), ("Judgement criteria", JUDGEMENT),
        ("Criterios de juicio", JUDGEMENT),
        ("Assumptions to be assessed", JUDGEMENT), ("Indicators", INDICATOR), ("Indicadores", INDICATOR),
        ("Sources of information", SOURCE), ("Fuentes de verificación", SOURCE),
        ("Means of verification", SOURCE),
        ("Methods and tools for data collection", METHOD), ("Técnicas de recolección", METHOD),
        ("Data sources", SOURCE), ("Nº", NUMBER), ("Remarks", ""), ("Indicatros", INDICATOR),
        ("Qestions", QUESTION),
    ],
)  # fmt: skip
def test_headings_in_both_languages(heading: str, field: str) -> None:
    assert matrix_columns.field_of(heading) == field


def test_a_draft_without_questions_is_refused(empty: Project, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Age\nAna,7\n", encoding="utf-8")
    found = drafted(path)
    with pytest.raises(UserError, match=r"list.csv: No question was found") as raised:
        matrix_import.import_matrix(empty, found, path.name)
    assert "columns" in raised.value.hint
    swapped = tmp_path / "swapped.csv"
    swapped.write_text("Question,No.\n1,Was it needed by everybody?\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"swapped.csv, line 2: “Was it needed by everybody\?” is not"):
        matrix_import.import_matrix(empty, drafted(swapped), swapped.name)
    assert not empty.matrix.criteria()


def test_merging_tells_new_changed_and_same(project: Project, coding_id: str, tmp_path: Path) -> None:
    before = codings(project)
    path = tmp_path / "again.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Criterion", "No", "Question", "Sub-question", "Indicators", "Methods"])
    known = {one.number: one for one in project.matrix.questions()}
    names = {one.id: one.name for one in project.matrix.criteria()}
    sheet.append([names[known["1"].criterion_id], 1, known["1"].text])
    sheet.append(
        [names[known["11"].criterion_id], 11, known["11"].text, "Of whom?", "Women affiliated", "Survey"]
    )
    sheet.append([names[known["2"].criterion_id], 99, known["2"].text])
    sheet.append(["Coherence", 24, "How does the programme fit with others?"])
    book.save(path)
    found = drafted(path)
    planned = {one.spec.number: one for one in matrix_import.proposals(project, found.spec)}
    assert [planned[n].state for n in ("1", "11", "99", "24")] == ["same", "changed", "changed", "new"]
    assert planned["11"].changes == (SUB_QUESTION,) and planned["99"].changes == (NUMBER,)
    clean = project.fingerprint()
    done = matrix_import.import_matrix(project, found, path.name)
    assert done[:5] == (1, 1, 2, 1, 0)
    after = {one.id: one for one in project.matrix.questions()}
    assert after[known["2"].id].number == "99" and len(after) == 24
    by_name = {code.name: code for code in project.codes.all()}
    assert by_name["Q99"].question_id == known["2"].id and "Q2" not in by_name
    (part,) = [one for one in project.matrix.sub_questions() if one.question_id == known["11"].id]
    assert [one.indicators for one in project.matrix.judgement() if one.sub_question_id == part.id] == [
        ("Women affiliated",)
    ]
    assert codings(project) == before != []
    again = matrix_import.import_matrix(project, drafted(path), path.name)
    assert again[:5] == (0, 0, 0, 4, 0), "what came in once is the same now"
    project.undo()
    assert project.fingerprint() == clean, "one step"


def test_decisions_go_before_proposals(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_text(
        "Criterion,No,Question\nRelevance,1,Something else altogether?\nRelevance,25,Leave me out?\n",
        encoding="utf-8",
    )
    found = drafted(path)
    planned = matrix_import.proposals(project, found.spec)
    assert (planned[0].state, planned[0].sure) == ("changed", False), "the number alone is no proof"
    done = matrix_import.import_matrix(project, found, path.name, {"1": "new", "25": "leave"})
    assert (done.new, done.left_out, done.changed) == (1, 1, 0)
    assert done.warnings == ("The question 1 of the file is Q24 in the study.",)
    assert project.matrix.questions()[8].number == "24", "at the end of its criterion"
    assert [one.name for one in project.matrix.aliases()] == ["Relevance"]
    assert len(project.matrix.criteria()) == 5
    with pytest.raises(UserError, match="no evaluation question Q77"):
        matrix_import.import_matrix(project, found, path.name, {"1": "Q77"})


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    plain = tmp_path / "plain.docx"
    docx.Document().save(str(plain))
    with pytest.raises(UserError, match=r"plain\.docx has no table"):
        matrix_import.read_tables(plain)
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(UserError, match=r"broken.docx"):
        matrix_import.read_tables(broken)
    picture = tmp_path / "matrix.pdf"
    picture.write_bytes(b"%PDF")
    with pytest.raises(UserError, match=r"should end in .docx"):
        matrix_import.read_tables(picture)


def test_hostile_documents_are_refused_or_read_within_limits(tmp_path: Path) -> None:
    made = team_tables.merged_matrix(tmp_path / "good.docx")

    def with_body(name: str, body: str) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for part in source.namelist():
                data = source.read(part)
                if part == "word/document.xml":
                    whole = data.decode()
                    start, end = whole.index("<w:body>") + 8, whole.index("</w:body>")
                    data = (whole[:start] + body + whole[end:]).encode()
                target.writestr(part, data)
        return path

    cell = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
    wide = cell.format('<w:gridSpan w:val="9999"/>')
    row = f"<w:tr>{wide}{cell.format('')}</w:tr>"
    with pytest.raises(UserError, match="may have 5000 rows and 60 columns"):
        matrix_import.read_tables(with_body("wide.docx", f"<w:tbl>{row * 3}</w:tbl>"))
    short = f"<w:tr>{cell.format('') * 2}</w:tr>"
    with pytest.raises(UserError, match="may have 5000 rows"):
        matrix_import.read_tables(with_body("long.docx", f"<w:tbl>{short * 5001}</w:tbl>"))
    deep = "<w:tbl><w:tr><w:tc>" * 150 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 150
    with pytest.raises(UserError):
        matrix_import.read_tables(with_body("deep.docx", deep))
    odd = "<!-- a comment --><w:tbl><w:tr><w:tc/><w:tc/></w:tr></w:tbl><?odd thing?>"
    with pytest.raises(UserError, match="no table"):
        matrix_import.read_tables(with_body("odd.docx", odd))


@pytest.mark.processes
def test_files_are_read_in_a_process_of_their_own(tmp_path: Path) -> None:
    path = team_tables.merged_matrix(tmp_path / "matrix.docx")
    tables = matrix_import.read_tables(path)
    assert [table.width for table in tables] == [2, 5] and tables[1].rows[2].above == (0,)


def test_numbers_in_order(tmp_path: Path) -> None:
    path = tmp_path / "matrix.csv"
    path.write_text("Criterion,Question\nA,4. One?\nA,9. Two?\n", encoding="utf-8")
    assert [one.number for one in drafted(path).spec.questions] == ["4", "9"]
    assert [one.number for one in drafted(path, numbering=IN_ORDER).spec.questions] == ["1", "2"]


WORDS = st.sampled_from(
    ["", "", "Relevance", "Criterion", "Questions", "EQ 1. Was it?", "1.1 Sub?\n• a\n• b", "a; b; c",
     "Note: x",
     "7", "1", "Indicators", "Sources", "¿Cómo?", "1.", "•", "()", ":", "P", "Q12", "–", "\u00a0", "0" * 14]
)  # fmt: skip


@given(
    st.lists(st.lists(WORDS, min_size=4, max_size=4), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 3), st.booleans()), max_size=8),
    st.integers(0, 12),
    st.sampled_from(["as-written", "in-order"]),
    st.booleans(),
)
def test_whatever_stands_in_a_table_is_read(
    lines: list[list[str]], merged: list[tuple[int, int, bool]], row: int, numbering: str, repeats: bool
) -> None:
    left = {(line, place) for line, place, beside in merged if beside and place}
    above = {(line, place) for line, place, beside in merged if not beside and line}
    rows = tuple(
        TeamRow(
            n + 1,
            tuple("" if (n, place) in left | above else cell for place, cell in enumerate(cells)),
            tuple(place for place in range(4) if (n, place) in left),
            tuple(place for place in range(4) if (n, place) in above),
        )
        for n, cells in enumerate(lines)
    )
    tables = (TeamTable("Table 1", rows),)
    guessed = matrix_columns.guess(tables)
    fields = matrix_columns.fields(tables[0], row)
    for reading in (guessed, Reading((0,), row, fields, numbering, repeats)):
        found = matrix_import.draft(tables, reading, "T")
        numbers = [one.number for one in found.spec.questions]
        assert len(numbers) == len(set(numbers)) and all(numbers)
        keys = [one.key for one in found.spec.criteria]
        assert len(keys) == len(set(keys)) and all(keys)
        assert found.grave or all(one.text for one in found.spec.questions)
