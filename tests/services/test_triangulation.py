"""The triangulation matrix: every cell of the sample study recomputed, and what must never be confused."""

from collections.abc import Iterator

import pytest
import retrieval_naive as naive
from evidence_rows import AT, fill_evidence_tables

from qualcoder_cg.domain.findings import OBSERVATION, PAGE, SURVEY, EvidenceItem, EvidenceLink, Finding
from qualcoder_cg.domain.guides import ItemSpec
from qualcoder_cg.domain.rules import SEVERAL_VOICES
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.triangulation import (
    KINDS,
    NOT_ASKED,
    NOTHING,
    SILENT,
    STRENGTH,
    SUBTOTAL,
    TYPE,
    UNITS,
    Triangulation,
    mark_of,
)
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import (
    asked,
    coding,
    coding_weight,
    guides,
    heat_map,
    register,
    retrieval,
    rules,
    sample,
    sources,
    tables,
)
from qualcoder_cg.services import triangulation_words as words
from qualcoder_cg.services.studies import Project
from qualcoder_cg.services.triangulation import block_query, cell_query, triangulate


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The sample study, with a finding that stands on a page, a survey result and an observation."""
    project = sample.build_sample(tmp_path_factory.mktemp("sample") / "sample.qcg")
    coder = project.coders.all()[0].id
    question = project.matrix.questions()[1].id
    document = next(one for one in project.documents.all() if one.kind == "document")
    survey = project.surveys.all()[0]
    item = project.surveys.items(survey.id)[3]
    with project.step("Link evidence"):
        tables_of = project.evidence
        tables_of.findings.add(Finding("f", question, "So.", "3", "", coder, 0, AT, AT))
        for number, (kind, page, on, bearing) in enumerate(
            [
                (PAGE, document.id, None, "contradicts"),
                (SURVEY, None, item.id, "supports"),
                (OBSERVATION, None, None, "qualifies"),
            ]
        ):
            tables_of.items.add(
                EvidenceItem(f"e{number}", kind, None, page, "4", on, "It says so.", coder, AT)
            )
            tables_of.links.add(EvidenceLink(f"l{number}", "f", f"e{number}", bearing, "", None, number))
    yield project
    project.close()


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("group", ["one", SEVERAL_VOICES])
def test_every_cell_is_that_of_a_recount(study: Project, unit: str, group: str) -> None:
    rules.change_rules(study, group=group)
    expected = naive.cells(study, unit, one_voice=group == "one")
    matrix = triangulate(study, unit=unit)
    seen = set()
    for row in matrix.rows:
        for column, cell in zip(matrix.columns, row.cells, strict=False):
            at = (row.question_id, column.kind, column.key)
            polarities, *numbers = expected.get(at, (set(), 0, 0, 0))
            seen.add(at)
            assert [cell.voices, cell.excerpts, cell.sources] == numbers, at
            if any(numbers):
                assert cell.mark == mark_of(polarities), at
            else:
                assert cell.mark in (SILENT, NOT_ASKED, NOTHING), at
    assert not set(expected) - seen


def test_a_cell_has_the_quotes_that_its_query_finds(study: Project) -> None:
    for unit in UNITS:
        matrix = triangulate(study, unit=unit)
        for row in matrix.rows:
            for place, cell in enumerate(row.cells):
                found = retrieval.retrieve(study, cell_query(matrix, row, place)).counts
                assert found.excerpts == cell.excerpts
                if matrix.columns[place].kind in (TYPE, SUBTOTAL):
                    assert cell.voices == (found.voices if unit == UNITS[0] else found.institutions)
        for block in matrix.blocks:
            for place, cell in enumerate(block.totals):
                found = retrieval.retrieve(study, block_query(matrix, block, place)).counts
                assert found.excerpts == cell.excerpts
                if matrix.columns[place].kind in (TYPE, SUBTOTAL):
                    assert cell.voices == (found.voices if unit == UNITS[0] else found.institutions)


def test_asked_but_silent_is_told_from_not_asked_as_in_coverage(study: Project) -> None:
    who = asked.who_was_asked(study)
    matrix = triangulate(study)
    kinds = {person.id: person.type for person in study.informants.all()}
    states = set()
    for row in matrix.rows:
        for column, cell in zip(matrix.columns, row.cells, strict=False):
            if column.kind == TYPE and column.key:
                people = {one for one in who.asked(row.question_id) if kinds[one] == column.key}
                assert cell.asked == len(people)
                states.add(cell.mark)
                assert (cell.mark == SILENT) == (bool(people) and not cell.excerpts)
                assert (cell.mark == NOT_ASKED) == (not people and not cell.excerpts)
    assert {SILENT, NOT_ASKED} <= states


def test_linked_evidence_makes_kinds_and_marks(study: Project) -> None:
    matrix = triangulate(study)
    row = next(row for row in matrix.rows if row.number == "2")
    assert row.kinds == 4 and (row.strength, row.confirmed) == ("3", True)
    by_column = dict(zip([column[:2] for column in matrix.columns], row.cells, strict=False))
    assert by_column["observation", ""].items == ("e2",) and by_column["observation", ""].mark == "mixed"
    document = next(one for one in study.documents.all() if one.kind == "document")
    assert by_column["category", document.category_id or ""].mark == "contradicts"
    assert [column.kind for column in matrix.columns[-2:]] == [KINDS, STRENGTH]
    assert any("say otherwise" in gap.text for gap in row.gaps)


def _two_informants(project: Project, document_id: str) -> None:
    register.add_rows(
        project,
        "informant",
        [
            {"code": "A1", "type": "Agency", "institution": "ILO"},
            {"code": "A2", "type": "Agency", "institution": "ILO"},
            {"code": "W1", "type": "Workers"},
        ],
    )
    register.set_cells(project, "document", [(document_id, "voices", "A1; A2; W1")])


def _row(matrix: Triangulation, number: str) -> dict[tuple[str, str], str]:
    row = next(row for row in matrix.rows if row.number == number)
    return {
        column[:2]: words.cell_text(column, cell)
        for column, cell in zip(matrix.columns, row.cells, strict=False)
    }


def test_an_institution_and_a_group_count_once(project: Project, document_id: str, coding_id: str) -> None:
    _two_informants(project, document_id)
    coding_weight.set_polarity(project, [coding_id], "contradicts")
    assert _row(triangulate(project), "11")["type", "Agency"] == "○ 2 (1)"
    assert _row(triangulate(project), "11")["subtotal", ""] == "3 (1)"
    institutions = triangulate(project, unit="institutions")
    assert _row(institutions, "11")["type", "Agency"] == "○ 1 (1)"
    assert _row(institutions, "11")["type", "Workers"] == "○ 0 (1)"
    assert "1 informant speaks for no institution" in " ".join(institutions.notes)
    sources.describe(project, [document_id], kind="group")
    one = triangulate(project)
    assert _row(one, "11")["type", "Agency"] == "○ 1 (1)" and _row(one, "11")["subtotal", ""] == "1 (1)"
    assert [column.interviewed for column in one.columns if column.kind in (TYPE, SUBTOTAL)] == [1, 1, 1]
    rules.change_rules(project, group=SEVERAL_VOICES)
    several = triangulate(project)
    assert (
        _row(several, "11")["type", "Agency"] == "○ 2 (1)" and _row(several, "11")["subtotal", ""] == "3 (1)"
    )


def test_a_guide_that_asks_makes_silence(project: Project, document_id: str) -> None:
    _two_informants(project, document_id)
    matrix = triangulate(project)
    assert {cell.mark for row in matrix.rows for cell in row.cells[:2]} == {NOT_ASKED}
    item = ItemSpec("1", (("en", "What changed?"),), ("11",))
    guides.add_guide(project, "Teams", types=["Agency"], items=[item])
    register.add_rows(
        project, "interview", [{"code": "I1", "status": "held", "guide": "Teams", "informants": "A1; A2"}]
    )
    marks = dict(
        zip(
            [column[:2] for column in triangulate(project).columns],
            next(row for row in triangulate(project).rows if row.number == "11").cells,
            strict=False,
        )
    )
    assert marks["type", "Agency"].mark == SILENT and marks["type", "Agency"].asked == 2
    assert marks["type", "Workers"].mark == NOT_ASKED


def test_words_of_nobody_known_have_a_column(project: Project, document_id: str, code_ids: dict) -> None:
    coding.apply_code(project, document_id=document_id, span=Span(30, 60), code_id=code_ids["Q1"])
    matrix = triangulate(project)
    place = matrix.column(TYPE, "")
    assert matrix.rows[0].cells[place].excerpts == 1 and matrix.rows[0].cells[place].voices == 0
    with pytest.raises(ValueError, match="not in list"):
        matrix.column(TYPE, "Nobody")


@pytest.mark.parametrize(
    ("polarities", "mark"),
    [
        ([], "undecided"),
        ([""], "undecided"),
        (["", "supports"], "supports"),
        (["contradicts"], "contradicts"),
        (["supports", "contradicts"], "mixed"),
        (["supports", "qualifies"], "mixed"),
        (["qualifies"], "mixed"),
    ],
)
def test_marks(polarities: list[str], mark: str) -> None:
    assert mark_of(polarities) == mark


def test_the_sentence_of_a_cell_has_every_unit(study: Project) -> None:
    rules.change_rules(study, group="one")
    matrix = triangulate(study)
    row = next(row for row in matrix.rows if row.number == "10")
    said = words.read_aloud(matrix, row, matrix.column(TYPE, "Partner institution"))
    assert said == "Question 10, Partner institution: 2 informants, 9 excerpts, mixed, 2 asked"
    row = next(row for row in matrix.rows if row.number == "4")
    said = words.read_aloud(matrix, row, matrix.column(TYPE, "Collaborating institution"))
    assert said == "Question 4, Collaborating institution: asked but silent, 1 asked"


def test_the_table_has_the_cells(study: Project) -> None:
    matrix = triangulate(study)
    table = tables.build(study, "triangulation")
    assert len(table.rows) == len(matrix.rows) + len(matrix.blocks)
    shown = [[cell.text for cell in cells] for cells in table.rows if cells[0].text]
    for cells, row in zip(shown, matrix.rows, strict=True):
        assert cells[2:] == words.row_texts(matrix, row)


def test_the_picture_has_a_field_for_each_cell_and_says_where_it_comes_from(study: Project) -> None:
    matrix = triangulate(study)
    picture = heat_map.picture_of(matrix, "Source: here.")
    rows = [line for line in picture.lines if line.fields]
    assert [len(line.fields) for line in rows] == [len(matrix.columns)] * len(matrix.rows)
    hatched = sum(field.hatched for line in rows for field in line.fields)
    not_asked = sum(
        cell.mark == NOT_ASKED and column.kind == TYPE
        for row in matrix.rows
        for column, cell in zip(matrix.columns, row.cells, strict=False)
    )
    assert hatched == not_asked > 0
    assert picture.source == "Source: here." and "more than one kind of source" in picture.description


def test_an_unknown_unit_is_refused(project: Project, document_id: str) -> None:
    fill_evidence_tables(project, document_id)
    with pytest.raises(UserError, match="cannot be counted"):
        triangulate(project, unit="excerpts")
