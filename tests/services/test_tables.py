"""The tables that reports print: the numbers of a real evaluation, and what may be told of whom."""

from pathlib import Path

import pytest
from seed_register import AGENCY, COLLABORATOR, PARTNER, WORKERS, seed_register

from qualcoder_cg.domain import attribution
from qualcoder_cg.domain.report_table import ReportTable
from qualcoder_cg.domain.surveys import Respondent, Survey
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import documents, register, sources, tables
from qualcoder_cg.services.studies import Project


def texts(table: ReportTable) -> list[list[str]]:
    """The cells of all rows."""
    return [[cell.text for cell in cells] for cells in table.all_rows]


def headings(table: ReportTable) -> list[str]:
    return [column.heading for column in table.columns]


@pytest.mark.parametrize("not_reached", [False, True])
def test_interviewees_by_type_and_sex(project: Project, tmp_path: Path, not_reached: bool) -> None:
    seed_register(project, tmp_path, not_reached=not_reached)
    table = tables.build(project, "interviewees")
    assert headings(table) == ["Type of institution", "Institutions", "People", "Men", "Women"]
    assert texts(table) == [
        [AGENCY, "4", "8", "3", "5"],
        [PARTNER, "13", "16", "5", "11"],
        [COLLABORATOR, "4", "6", "1", "5"],
        [WORKERS, "–", "4", "0", "4"],
        ["Total", "21", "34", "9", "25"],
    ]
    assert [cell.number for cell in table.total] == [None, 21, 34, 9, 25]
    assert (
        "interview that was held" in table.notes[0] and "4 people speak for no institution" in table.notes[1]
    )
    assert "register of the study" in table.source


def test_without_interviews_those_who_speak_in_a_document_count(project: Project) -> None:
    register.add_rows(
        project,
        "informant",
        [
            {"code": "A", "type": "Union", "sex": "mujer", "institution": "U"},
            {"code": "B", "type": "Office", "sex": "nonbinary", "institution": "U"},
            {"code": "C", "type": "Office"},
            {"code": "D", "type": "Office", "sex": "man"},
        ],
    )
    document = project.documents.all()[0]
    register.set_cells(project, "document", [(document.id, "voices", "A; B; C")])
    table = tables.build(project, "interviewees")
    assert headings(table)[3:] == ["Women", "nonbinary (people)", "Sex not stated (people)"]
    assert texts(table) == [
        ["Union", "1", "1", "1", "0", "0"],
        ["Office", "1", "2", "0", "1", "1"],
        ["Total", "1", "3", "1", "1", "1"],
    ]
    assert "keeps no register of interviews" in table.notes[0]
    assert "1 institution stands under several types and counts once" in table.notes[1]


@pytest.mark.parametrize("not_reached", [False, True])
def test_interviews_planned_held_and_not_held(project: Project, tmp_path: Path, not_reached: bool) -> None:
    seed_register(project, tmp_path, not_reached=not_reached)
    table = tables.build(project, "interviews")
    assert headings(table)[1:5] == [
        "Interviews planned",
        "Interviews held",
        "of these in groups",
        "Interviews not held",
    ]
    missed = [["Not stated", "15", "0", "0", "15", "2", "10", "3"]]
    partners = [PARTNER, "17", "17", *"00000"]
    if not_reached:
        missed, partners = [], [PARTNER, "32", "17", "0", "15", "2", "10", "3"]
    assert texts(table) == [
        [AGENCY, "9", "9", *"00000"],
        partners,
        [COLLABORATOR, "7", "7", *"00000"],
        [WORKERS, "1", "1", "1", *"0000"],
        *missed,
        ["Total", "49", "34", "1", "15", "2", "10", "3"],
    ]
    assert table.notes == (
        "15 of 49 interviews (30.6 %) were not held: 2 declined, 10 no reply, 3 could not attend.",
        "Held: 34 interviews, with 34 informants.",
    )


def test_few_interviews_get_no_percentage(project: Project) -> None:
    register.add_rows(project, "interview", [{"code": "1", "status": "declined"}, {"code": "2"}])
    table = tables.build(project, "interviews")
    assert texts(table) == [["Not stated", *"20011001"], ["Total", *"20011001"]]
    assert table.notes == ("1 of 2 interviews was not held: 1 declined, 0 no reply, 0 could not attend.",)
    for row in register.rows(project, "interview"):
        register.remove_rows(project, "interview", [row.id])
    assert tables.build(project, "interviews").notes == ("The study keeps no register of interviews yet.",)


def test_response_rates_stand_beside_what_they_are_of(project: Project) -> None:
    with project.step("Add surveys"):
        for name, sent, answered in (("Institutions", 63, 29), ("Rights", 300, 67), ("Course", 25, 7)):
            project.surveys.add(Survey(name, name, sent, answered, reminders=2), [], [])
    table = tables.build(project, "surveys")
    assert [row[1:5] for row in texts(table)] == [
        ["63", "29", "46 % (29 of 63)", "2"],
        ["300", "67", "22 % (67 of 300)", "2"],
        ["25", "7", "28 % (7 of 25)", "2"],
    ]
    assert table.flags == ()


def test_surveys_that_lack_or_contradict_numbers(project: Project) -> None:
    with project.step("Add surveys"):
        project.surveys.add(Survey("a", "A"), [], [])
        people = [Respondent(str(n), "b", str(n)) for n in range(3)]
        project.surveys.add(Survey("b", "B", sent=10, opened="2022-01-01"), [], people)
        project.surveys.add(Survey("c", "C", sent=4, answered=5), [], [])
        people = [Respondent(f"d{n}", "d", str(n)) for n in range(2)]
        project.surveys.add(Survey("d", "D", sent=0, answered=3), [], people)
    table = tables.build(project, "surveys")
    assert [row[1:] for row in texts(table)] == [
        ["–", "–", "–", "–", "–"],
        ["10", "3", "30 % (3 of 10)", "–", "2022-01-01 – …"],
        ["4", "5", "125 % (5 of 4)", "–", "–"],
        ["0", "3", "–", "–", "–"],
    ]
    assert table.flags == ("More answered than were asked.",)
    assert table.notes == ("D: 3 are said to have answered, and the study holds the answers of 2.",)


def test_documents_by_category(project: Project, tmp_path: Path) -> None:
    for name in ("c", "a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"Document {name}\n", encoding="utf-8")
        documents.import_files(project, [tmp_path / f"{name}.txt"], kind="document")
    ids = [one.id for one in project.documents.all() if one.kind == "document"]
    sources.add_preset(project)
    sources.describe(project, ids[:2], category="Design documents")
    sources.describe(project, ids[:1], citation="Zeta 2019")
    sources.describe(project, ids[1:2], citation="Álamo 2020")
    table = tables.build(project, "documents")
    found = texts(table)
    assert found[0] == ["Design documents", "2", "Álamo 2020\nZeta 2019"]
    assert found[1][1:] == ["0", "–"] and found[6] == ["No category", "1", "DOC-03"]
    assert found[7] == ["Total", "3", ""]
    assert table.notes == ("1 document has no citation yet and stands with its code.",)


def _with_limits(project: Project) -> None:
    register.add_rows(
        project,
        "informant",
        [
            {"code": "K-1", "type": "Union", "sex": "woman", "role": "Head", "institution": "Zeta"},
            {"code": "K-2", "type": "Union", "sex": "man", "role": "Clerk", "institution": "Álamo"},
            {"code": "K-3", "type": "Office", "role": "Chief", "institution": "Beta", "ceiling": "type"},
            {"code": "K-4", "type": "Office", "role": "Boss", "institution": "Gamma", "ceiling": "none"},
            {
                "code": "K-5",
                "type": "Office",
                "role": "Aide",
                "institution": "Delta",
                "ceiling": "institution",
            },
        ],
    )
    register.add_rows(
        project,
        "interview",
        [
            {"code": "I-1", "status": "held", "date": "2022-03-02", "informants": "K-1; K-2; K-3; K-4; K-5"},
            {"code": "I-2", "status": "held", "date": "2022-03-01", "informants": "K-1"},
            {"code": "I-3", "status": "no reply", "informants": "K-3; K-1"},
            {"code": "I-4", "status": "declined", "informants": "K-2"},
        ],
    )


def test_persons_are_listed_as_far_as_they_allow(project: Project) -> None:
    _with_limits(project)
    table = tables.build(project, "persons", level=attribution.ROLE)
    assert headings(table) == ["Institution", "Role", "Type of institution", "Sex", "Date"]
    assert texts(table) == [
        ["Álamo", "Clerk", "Union", "man", "2022-03-02"],
        ["Delta", "–", "Office", "–", "2022-03-02"],
        ["Zeta", "Head", "Union", "woman", "2022-03-01, 2022-03-02"],
        ["–", "–", "Office", "–", "–"],
    ]
    assert table.notes[0] == "5 informants · 5 institutions"
    assert table.notes[2] == "2 people are listed with less than the others, as agreed with them."
    assert table.notes[3] == "1 person is counted and not listed, as agreed with them."


def test_who_agreed_to_nothing_is_counted_and_not_listed(project: Project) -> None:
    people = [{"code": "A", "type": "Union", "consent": "no"}, {"code": "B", "type": "Union"}]
    register.add_rows(project, "informant", people)
    register.add_rows(project, "interview", [{"code": "I", "status": "held", "informants": "A; B"}])
    table = tables.build(project, "persons", level=attribution.TYPE)
    assert texts(table) == [["Union", "B"]]
    assert "1 person is counted and not listed, as agreed with them." in table.notes


@pytest.mark.parametrize(
    ("level", "columns"),
    [
        ("none", ["People"]),
        ("category", ["Category"]),
        ("type", ["Type of institution", "Code"]),
        ("institution", ["Institution", "Type of institution", "Date"]),
    ],
)
def test_a_level_hides_columns(project: Project, level: str, columns: list[str]) -> None:
    _with_limits(project)
    table = tables.build(project, "persons", level=level)
    assert headings(table) == columns
    whole = repr(table)
    assert "Gamma" not in whole and "Beta" not in whole and "K-4" not in whole
    if level != "institution":
        assert not any(name in whole for name in ("Zeta", "Álamo", "Delta"))


def test_interviews_not_held_are_listed_with_the_reason(project: Project) -> None:
    _with_limits(project)
    table = tables.build(project, "not-held", level=attribution.ROLE)
    assert headings(table) == ["Institution", "Role", "Type of institution", "Reason", "Interview"]
    assert texts(table) == [
        ["Álamo", "Clerk", "Union", "Declined", "I-4"],
        ["–", "–", "Union, Office", "No reply", "I-3"],
    ]
    assert headings(tables.build(project, "not-held", level="none")) == ["Reason", "Interview"]


def test_what_is_unknown_is_refused(project: Project) -> None:
    with pytest.raises(UserError, match="There is no table sums"):
        tables.build(project, "sums")
    with pytest.raises(UserError, match="not an attribution level"):
        tables.build(project, "persons", level="all")


def test_an_empty_study_has_empty_tables(project: Project) -> None:
    for name in tables.NAMES:
        table = tables.build(project, name)
        assert all(len(cells) == len(table.columns) for cells in table.all_rows)
        counted = table.rows if name == "matrix" else table.all_rows
        assert name == "matrix-blanks" or not any(cell.number for cells in counted for cell in cells)
