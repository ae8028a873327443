"""The chain: numbers, links, orphans, forms, and what may rest on what."""

from pathlib import Path

import pytest
from seed_chain import CONCLUSIONS, LESSONS, LINKS, ORPHANS, PRACTICES, seed_chain

from qualcoder_cg.domain.chain import CONCLUSION, LESSON, PRACTICE, RECOMMENDATION, Chain
from qualcoder_cg.domain.chain_forms import FORMS
from qualcoder_cg.domain.findings import OBSERVATION, EvidenceItem, EvidenceLink, Finding
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import chain as reading
from qualcoder_cg.services import chain_edit as edit
from qualcoder_cg.services.chain import chain, orphans_written
from qualcoder_cg.services.studies import Project

AT = "2026-01-01T00:00:00+00:00"


def add_finding(project: Project, number: str, *, evidence: bool = True) -> str:
    """A finding under a question, with an observation as its evidence if wanted."""
    question = next(one for one in project.matrix.questions() if one.number == number)
    coder = project.coders.all()[0].id
    tables = project.evidence
    place = tables.findings.next_position("question_id", question.id)
    key = f"f{number}-{place}"
    with project.step("Add a finding for a test"):
        tables.findings.add(Finding(key, question.id, f"Found {key}.", "", "", coder, place, AT, AT))
        if evidence:
            tables.items.add(EvidenceItem(f"e{key}", OBSERVATION, None, None, "", None, "seen", coder, AT))
            tables.links.add(EvidenceLink(f"l{key}", key, f"e{key}", "supports", "", None, 0))
    return key


def links_by_id(found: Chain) -> dict[str, tuple[set[str], set[str]]]:
    return {link.id: (set(link.rests_on), set(link.leads_to)) for link in found}


def test_the_links_of_a_real_report_leave_the_orphans_its_readers_found(
    project: Project, tmp_path: Path
) -> None:
    seed_chain(project, tmp_path)
    found = chain(project)
    assert orphans_written(found) == ORPHANS
    assert [len(found.of(kind)) for kind in (CONCLUSION, LESSON, PRACTICE, RECOMMENDATION)] == [
        CONCLUSIONS,
        LESSONS,
        PRACTICES,
        len(LINKS),
    ]
    assert [
        (link.fields["priority"], link.fields["term"], ", ".join(one.number for one in found.basis(link)))
        for link in found.of(RECOMMENDATION)
    ] == list(LINKS)
    # The same once more, by a plain question to the file.
    linked = project.connection.execute(
        "SELECT count(*) FROM chain_item c WHERE kind <> 'recommendation' AND NOT EXISTS ("
        " SELECT 1 FROM chain_basis b JOIN chain_item r ON r.id = b.item_id"
        " WHERE b.basis_id = c.id AND r.kind = 'recommendation')"
    ).fetchone()[0]
    assert linked == len(found.orphans) == 16


def test_renumbering_changes_printed_numbers_only(project: Project, tmp_path: Path) -> None:
    seed_chain(project, tmp_path)
    before = chain(project)
    last, first = before.numbered("R8"), before.numbered("R1")
    assert last and first
    edit.move_items(project, [last.id], first.id)
    after = chain(project)
    assert after.links[last.id].number == "R1" and after.links[first.id].number == "R2"
    assert links_by_id(after) == links_by_id(before)
    assert {link.id: link.text for link in after} == {link.id: link.text for link in before}
    twelve, one = before.numbered("C12"), before.numbered("C1")
    assert twelve and one
    edit.move_items(project, [twelve.id], one.id)
    moved = chain(project)
    assert (moved.links[twelve.id].number, moved.links[one.id].number) == ("C1", "C2")
    assert moved.links[twelve.id].group_id == one.group_id
    assert links_by_id(moved) == links_by_id(before)
    project.undo()
    project.undo()
    assert chain(project) == before


def test_conclusions_are_numbered_through_the_criteria(project: Project) -> None:
    late = edit.add_item(project, CONCLUSION, "On impact.", fields={"criterion": "IMS"})
    none = edit.add_item(project, CONCLUSION, "On nothing.")
    early = edit.add_item(project, CONCLUSION, "On design.", fields={"criterion": "Effectiveness"})
    numbers = {link.id: link.number for link in chain(project)}
    assert numbers == {early: "C1", late: "C2", none: "C3"}
    undone = project.undo()
    assert undone and undone.words["number"] == "C1"
    edit.set_field(project, none, "criterion", "rel")
    assert chain(project).links[none].number == "C1"
    with project.step("Turn the matrix round"):
        for n, criterion in enumerate(reversed(project.matrix.criteria())):
            project.connection.execute("UPDATE criterion SET position = ? WHERE id = ?", [n, criterion.id])
    assert chain(project).links[late].number == "C1"


def test_findings_are_numbered_by_question(project: Project) -> None:
    first, other, second = add_finding(project, "7"), add_finding(project, "11"), add_finding(project, "7")
    assert [(link.id, link.number) for link in chain(project)] == [
        (first, "F7.1"),
        (second, "F7.2"),
        (other, "F11.1"),
    ]


def test_what_rests_on_what_is_told_both_ways(project: Project) -> None:
    finding = add_finding(project, "7")
    conclusion = edit.add_item(project, CONCLUSION, "So.", basis=[finding])
    lesson = edit.add_item(project, LESSON, "Learned.", basis=[conclusion, finding])
    advice = edit.add_item(project, RECOMMENDATION, "Do.", basis=[lesson])
    found = chain(project)
    assert found.links[finding].leads_to == (conclusion, lesson)
    assert found.links[lesson].rests_on == (finding, conclusion)
    assert found.links[advice].rests_on == (lesson,)
    # A recommendation rests on the lesson, and so on the conclusion beneath it.
    assert found.orphans == () and found.ungrounded == ()
    edit.unlink(project, advice, [lesson])
    found = chain(project)
    assert [link.number for link in found.orphans] == ["C1", "LL1"]
    assert [link.number for link in found.ungrounded] == ["R1"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (CONCLUSION, CONCLUSION),
        (CONCLUSION, LESSON),
        (LESSON, PRACTICE),
        (PRACTICE, RECOMMENDATION),
        (RECOMMENDATION, RECOMMENDATION),
    ],
)
def test_links_go_one_way(project: Project, above: str, below: str) -> None:
    one, other = edit.add_item(project, above, "A"), edit.add_item(project, below, "B")
    with pytest.raises(UserError, match="cannot rest on"):
        edit.link(project, one, [other])
    with pytest.raises(UserError, match="cannot rest on"):
        edit.link(project, other, [other])
    finding = add_finding(project, "1")
    with pytest.raises(UserError, match=r"F1\.1 cannot rest on"):
        edit.link(project, finding, [one])
    with pytest.raises(UserError, match=r"F1\.1 cannot rest on"):
        edit.lead_written(project, one, "F1.1")
    assert all(not link.rests_on for link in chain(project))


def test_a_recommendation_is_marked_where_no_evidence_lies_beneath(project: Project) -> None:
    bare = add_finding(project, "2", evidence=False)
    sound = add_finding(project, "2")
    hollow = edit.add_item(project, CONCLUSION, "On nothing.")
    unproven = edit.add_item(project, CONCLUSION, "On a bare finding.", basis=[bare])
    firm = edit.add_item(project, CONCLUSION, "On evidence.", basis=[sound])
    for basis in ([], [hollow], [unproven], [hollow, firm]):
        edit.add_item(project, RECOMMENDATION, "Do.", basis=basis)
    found = chain(project)
    assert [link.number for link in found.of(RECOMMENDATION) if not link.rests_on] == ["R1"]
    assert [link.number for link in found.of(RECOMMENDATION) if not link.grounded] == ["R1", "R2", "R3"]
    assert [link.id for link in found.without_findings] == [hollow]


def test_final_needs_an_addressee_and_a_link(project: Project) -> None:
    conclusion = edit.add_item(project, CONCLUSION, "So.")
    advice = edit.add_item(project, RECOMMENDATION, "Do.")
    with pytest.raises(UserError, match=r"R1 cannot be final yet\. It lacks: To whom, Rests on"):
        edit.set_field(project, advice, "status", "final")
    edit.set_field(project, advice, "addressees", "Ministry;  Ministry\nUnion")
    with pytest.raises(UserError, match="It lacks: Rests on"):
        edit.set_field(project, advice, "status", "final")
    edit.link(project, advice, [conclusion])
    edit.set_field(project, advice, "status", "definitiva")
    assert chain(project).links[advice].status == "final"
    assert chain(project).links[advice].fields["addressees"] == "Ministry; Union"
    edit.remove_items(project, [conclusion])
    assert chain(project).links[advice].status == "draft"
    project.undo()
    assert chain(project).links[advice].status == "final"


def test_empty_fields_are_counted(project: Project) -> None:
    for n in range(6):
        lesson = edit.add_item(project, LESSON, f"Lesson {n}.", fields={"context": "There."} if n else {})
    for n in range(4):
        edit.add_item(project, PRACTICE, f"Practice {n}.", fields={"impact": "Much."})
    counted = {(one.kind, one.name): (one.filled, one.of) for one in chain(project).completeness}
    assert counted[(LESSON, "success")] == (0, 6) and counted[(LESSON, "context")] == (5, 6)
    assert counted[(PRACTICE, "upward_links")] == (0, 4) and counted[(PRACTICE, "impact")] == (4, 4)
    assert chain(project).links[lesson].empty == ("users", "challenges", "success", "administration")
    assert "other" not in chain(project).of(PRACTICE)[0].empty
    entry = next(one for one in chain(project).completeness if one.name == "success")
    assert reading.completeness_written(entry).endswith(" 0 of 6")


@pytest.mark.parametrize("kind", FORMS)
def test_every_field_of_a_form_keeps_what_is_written(project: Project, kind: str) -> None:
    item = edit.add_item(project, kind, "First.")
    wanted = {
        field.name: field.choices[-1]
        if field.choices
        else project.matrix.criteria()[0].id
        if field.name == "criterion"
        else f"A {field.name} with ñ, 😀 and =1+1"
        for field in FORMS[kind]
        if field.name != "status"
    }
    for name, value in wanted.items():
        edit.set_field(project, item, name, value)
    link = chain(project).links[item]
    assert {name: reading.value_of(link, name) for name in wanted} == wanted
    assert link.empty == ()
    rows = dict(reading.form_rows(chain(project), link, reading.criterion_names(project)))
    assert len(rows) == len(FORMS[kind]) + (kind in (CONCLUSION, RECOMMENDATION))
    edit.set_field(project, item, "text", " ")
    assert chain(project).links[item].empty == ("text",)


def test_writing_on_in_a_field_is_one_step(project: Project) -> None:
    lesson = edit.add_item(project, LESSON, "Lesson.")
    for text in ("T", "Th", "The"):
        edit.set_field(project, lesson, "context", text)
    edit.set_field(project, lesson, "users", "All")
    project.undo()
    assert chain(project).links[lesson].fields == {"context": "The"}
    project.undo()
    assert chain(project).links[lesson].fields == {}


def test_unknown_fields_values_and_items_are_refused(project: Project) -> None:
    advice = edit.add_item(project, RECOMMENDATION, "Do.")
    before = len(project.steps())
    with pytest.raises(UserError, match="no field context"):
        edit.set_field(project, advice, "context", "x")
    with pytest.raises(UserError, match="urgent is none of the choices"):
        edit.set_field(project, advice, "priority", "urgent")
    with pytest.raises(UserError, match="no criterion XYZ"):
        edit.add_item(project, CONCLUSION, "So.", fields={"criterion": "XYZ"})
    with pytest.raises(UserError, match="no longer"):
        edit.set_field(project, "gone", "text", "x")
    with pytest.raises(UserError, match="C9, foo is not in the chain"):
        edit.link_written(project, advice, "C9 and foo")
    assert len(project.steps()) == before


def test_a_place_up_or_down_stays_within_the_criterion(project: Project) -> None:
    a, b = (edit.add_item(project, CONCLUSION, text, fields={"criterion": "REL"}) for text in "ab")
    c = edit.add_item(project, CONCLUSION, "c", fields={"criterion": "EFF"})
    assert not edit.shift(project, b, 1) and not edit.shift(project, c, -1)
    assert edit.shift(project, a, 1)
    assert [link.id for link in chain(project).of(CONCLUSION)] == [b, a, c]
    assert edit.shift(project, a, -1)
    assert [link.id for link in chain(project).of(CONCLUSION)] == [a, b, c]


def test_the_header_is_that_of_the_study(project: Project) -> None:
    assert reading.header(project)["title"] == "study"
    edit.set_header(project, {"project_code": "ABC/19/01", "evaluator": "M. R."})
    assert [value for _label, value in reading.header_rows(project)] == ["study", "ABC/19/01", "M. R.", ""]
    with pytest.raises(UserError, match="no field colour"):
        edit.set_header(project, {"colour": "red"})
