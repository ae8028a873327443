"""Versions of the codebook: what they keep, what differs, what a decision changes, what to look at again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from two_coders import TwoCoders, build, of_kind

from qualcoder_cg.domain import codebook_versions as domain
from qualcoder_cg.domain.codebook_versions import ADDED, CHANGED, REMOVED
from qualcoder_cg.domain.codings import ACCEPTED, SUGGESTED
from qualcoder_cg.domain.matrix import Guidance
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.team import BOTH, EDGES, KEEP_A, MISSED, OTHER_QUESTION, CodebookVersion
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import adjudication, codebook, codebook_versions, coding, disagreements, studies
from qualcoder_cg.services.adjudication import settle
from qualcoder_cg.services.codebook_versions import compare, make, versions
from qualcoder_cg.services.studies import Project


@pytest.fixture
def two(tmp_path: Path) -> Iterator[TwoCoders]:
    """Two disagreements of each of five types, among a few agreements."""
    made = build(tmp_path, each=2, agreements=6, n_documents=2)
    yield made
    made.project.close()


def test_versions_say_what_was_added_removed_and_changed(project: Project) -> None:
    words = Guidance(definition="To lose it", keywords={"en": ("fear",)})
    fear = codebook.add_code(project, "Fear", guidance=words)
    gone = codebook.add_code(project, "Gone", parent_id=fear.id)
    first = make(project, " The  first ", "To begin with")
    assert (first.number, first.name, first.reason) == (1, "The first", "To begin with")
    assert compare(project, 1) == []
    question = project.matrix.questions()[0]
    codebook.describe_code(
        project, fear.id, name="Worry", definition="To fear to lose it", when_not="Joy", example="“Oh.”",
        keywords={"en": ("fear", "worry")}, questions=[question.id],
    )  # fmt: skip
    codebook.delete_code(project, gone.id)
    new = codebook.add_code(project, "New", parent_id=fear.id)
    second = make(project, "Second")
    found = {one.code_id: one for one in compare(project, 1, 2)}
    assert {one.what for one in found.values()} == {ADDED, REMOVED, CHANGED}
    assert (found[new.id].what, found[gone.id].what, found[gone.id].name) == (ADDED, REMOVED, "Gone")
    assert [tuple(field) for field in found[fear.id].fields] == [
        ("name", "Fear", "Worry"),
        ("definition", "To lose it", "To fear to lose it"),
        ("when_not", "", "Joy"),
        ("example", "", "“Oh.”"),
        ("questions", "", question.number),
        ("keywords", "en: fear", "en: fear, worry"),
    ]
    assert [one.what for one in compare(project, 2, 1) if one.code_id == new.id] == [REMOVED]
    assert [one.number for one in versions(project)] == [1, 2] and second.made_at >= first.made_at
    assert studies.current_coder(project).id == second.coder_id
    with pytest.raises(UserError, match="no version 7") as told:
        compare(project, 7, 1)
    assert "1, 2" in told.value.hint


def test_a_code_that_moved_or_whose_parent_was_renamed(project: Project) -> None:
    one, other = (codebook.add_code(project, name) for name in ("One", "Other"))
    below = codebook.add_code(project, "Below", parent_id=one.id)
    make(project)
    codebook.rename_code(project, one.id, "First")
    assert [change.code_id for change in compare(project, 1)] == [one.id]
    with project.step("Move"):
        project.codes.change(below.id, parent_id=other.id)
    change = next(it for it in compare(project, 1) if it.code_id == below.id)
    assert [tuple(field) for field in change.fields] == [("parent", "One", "Other")]


@pytest.mark.parametrize("codes", ["", "{", "7", '{"a": 1}', "[7, null]", '[{"id": "x"}]'])
def test_what_is_no_version_is_an_empty_one(codes: str) -> None:
    assert domain.read(codes) == []


def test_a_version_is_read_as_it_was_written(project: Project) -> None:
    entries = codebook_versions.as_it_is(project)
    assert domain.read(domain.written(entries)) == entries and len(entries) > 20


@pytest.mark.parametrize(("word", "number"), [("3", 3), ("now", 0), ("NOW", 0)])
def test_what_a_version_is_called(word: str, number: int) -> None:
    assert codebook_versions.number_of(word) == number
    for wrong in ("0", "-1", "first", ""):
        with pytest.raises(UserError, match="no version"):
            codebook_versions.number_of(wrong)


def test_a_decision_revises_the_codebook(two: TwoCoders) -> None:
    project = two.project
    before = project.fingerprint()
    one = of_kind(project, OTHER_QUESTION)
    words = " ".join(project.documents.text(one.document_id)[one.start : one.end].split())
    made = settle(
        project, one, BOTH, reason="Both are said.", example_for=[one.code_a],
        counter_example_for=[one.code_b], definitions={one.code_b: "Only what is planned."},
    )  # fmt: skip
    first, second = versions(project)
    assert (made.version_id, second.reason) == (second.id, "Both are said.")
    found = {change.code_id: change for change in compare(project, first.number, second.number)}
    assert set(found) == {one.code_a, one.code_b}
    (example,) = found[one.code_a].fields
    assert example.field == "example" and example.after.endswith(f"“{words}”")
    assert {field.field for field in found[one.code_b].fields} == {"definition", "when_not"}
    assert compare(project, second.number) == []
    code = project.codes.get(one.code_b)
    assert code and code.definition == "Only what is planned." and f"“{words}”" in code.when_not
    project.undo()
    assert project.fingerprint() == before


def test_an_example_is_added_once_and_a_long_one_is_cut(two: TwoCoders) -> None:
    project = two.project
    one = of_kind(project, OTHER_QUESTION)
    for _time in range(2):
        settle(project, one, KEEP_A, reason="So.", example_for=[one.code_a])
    code = project.codes.get(one.code_a)
    assert code and code.example.count("“") == 1
    length = len(project.documents.text(one.document_id))
    whole = one._replace(kind=EDGES, code_b=one.code_a)
    adjudication.settle(
        project, whole, "another", reason="So.", span=Span(0, length), example_for=[one.code_b]
    )
    other = project.codes.get(one.code_b)
    assert other and other.example.endswith("…”")
    assert len(other.example.rsplit("\n", 1)[-1]) <= 402


def test_changes_join_the_version_while_it_is_open(two: TwoCoders) -> None:
    project = two.project
    found = disagreements.listed(project, kinds=[MISSED])
    codes = [code.id for code in project.codes.all()]

    def decide(number: int) -> int:
        settle(project, found[number], KEEP_A, reason=f"Reason {number}.", example_for=[codes[number]])
        return versions(project)[-1].number

    assert decide(0) == 2
    assert decide(1) == 2
    assert versions(project)[-1].reason == "Reason 0. Reason 1."
    assert len(compare(project, 1, 2)) == 2
    coding.apply_code(project, document_id=found[0].document_id, span=Span(1, 9), code_id=codes[5])
    assert decide(2) == 3
    project.coder_name = "Marta R."
    assert decide(3) == 4
    with project.step("Long ago"):
        then = (datetime.now(UTC) - timedelta(minutes=61)).isoformat(timespec="seconds")
        project.team.versions.change(versions(project)[-1].id, made_at=then)
    assert decide(0) == 5
    make(project, "By hand")
    assert decide(1) == 7


def test_codings_made_before_a_code_changed_are_listed_for_another_look(two: TwoCoders) -> None:
    project = two.project
    one = of_kind(project, OTHER_QUESTION)
    there = project.codings.of_code(one.code_a)
    assert adjudication.look_again(project) == []
    assert adjudication.affected(project, [one.code_a, one.code_a]) == len(there)
    settle(project, one, KEEP_A, reason="So.", example_for=[one.code_a])
    assert {it.id for it in adjudication.look_again(project)} == {it.id for it in there}
    later = coding.apply_code(project, document_id=one.document_id, span=Span(2, 30), code_id=one.code_a)
    assert later.id not in {it.id for it in adjudication.look_again(project)}
    before = project.fingerprint()
    adjudication.looked_at(project, [there[0].id])
    assert {it.id for it in adjudication.look_again(project)} == {it.id for it in there[1:]}
    project.undo()
    assert project.fingerprint() == before and len(adjudication.look_again(project)) == len(there)
    project.see_only([two.b])
    assert {it.coder_id for it in adjudication.look_again(project)} <= {two.b}


def test_who_recodes_or_confirms_has_looked(two: TwoCoders) -> None:
    project = two.project
    one = of_kind(project, OTHER_QUESTION)
    settle(project, one, KEEP_A, reason="So.", example_for=[one.code_a, one.code_b])
    assert {*one.codings} <= {it.id for it in adjudication.look_again(project)}
    coding.change_code(project, one.codings_b, one.code_a)
    assert one.codings_b[0] not in {it.id for it in adjudication.look_again(project)}
    with project.step("Wait"):
        project.codings.change(one.codings_a[0], origin=SUGGESTED)
    assert one.codings_a[0] not in {it.id for it in adjudication.look_again(project)}
    with project.step("Confirm"):
        project.codings.change(one.codings_a[0], origin=ACCEPTED)
    assert one.codings_a[0] not in {it.id for it in adjudication.look_again(project)}
    for _step in range(3):
        project.undo()
    assert {*one.codings} <= {it.id for it in adjudication.look_again(project)}


def test_a_new_name_or_keyword_asks_for_no_other_look(two: TwoCoders) -> None:
    project = two.project
    code = project.codings.in_document(project.documents.ids()[0])[0].code_id
    make(project)
    codebook.describe_code(project, code, short="Other words", keywords={"en": ("other",)})
    codebook.add_code(project, "New", parent_id=code)
    make(project)
    assert adjudication.look_again(project) == []
    codebook.describe_code(project, code, when_to_use="Where it is said.")
    make(project)
    assert {it.code_id for it in adjudication.look_again(project)} == {code}


def test_the_last_change_counts_whatever_the_order() -> None:
    def version(number: int, example: str) -> CodebookVersion:
        entry = domain.Entry("c", "team", "C", "", "", "", "", example, ("", ""), (), ())
        return CodebookVersion(str(number), number, "", "", domain.written([entry]), None, "")

    kept = [version(3, "b"), version(1, "a"), version(2, "b"), version(4, "b")]
    assert domain.last_changes(kept) == {"c": 2}


def test_all_that_a_decision_changes_is_one_step(two: TwoCoders) -> None:
    project = two.project
    one = of_kind(project, OTHER_QUESTION)
    before, steps = project.codes.all(), len(project.steps())
    settle(
        project,
        one,
        KEEP_A,
        reason="It asks for money.",
        example_for=[one.code_a],
        counter_example_for=[one.code_b],
        definitions={one.code_b: "What it cost."},
    )
    assert len(project.steps()) == steps + 1
    assert len(versions(project)) == 2
    project.undo()
    assert project.codes.all() == before
    assert not versions(project) and not project.team.adjudications.all()


def test_which_version_a_change_would_be_kept_in(two: TwoCoders) -> None:
    project = two.project
    decided = disagreements.listed(project, kinds=[OTHER_QUESTION])[:2]
    one = decided[0]
    for each in decided:
        wanted = adjudication.next_version(project)
        made = settle(project, each, KEEP_A, reason="It is.", definitions={each.code_a: f"The {wanted}."})
        assert adjudication.version_of(project, made) == wanted
    make(project)
    wanted = adjudication.next_version(project)
    assert wanted == project.team.current_version() + 1
    made = settle(project, one, KEEP_A, reason="It is.", example_for=[one.code_a])
    assert adjudication.version_of(project, made) == wanted
    made = settle(project, one, KEEP_A, reason="It is.")
    assert adjudication.version_of(project, made) == 0


def test_the_last_version_that_differs(project: Project) -> None:
    assert codebook_versions.differing(project) is None
    make(project)
    assert codebook_versions.differing(project) is None
    code = codebook.add_code(project, "Rent")
    make(project)
    make(project)
    assert codebook_versions.differing(project) == 1
    assert codebook_versions.differing(project, 3) == 1
    assert codebook_versions.differing(project, 1) is None
    codebook.describe_code(project, code.id, definition="What it costs.")
    assert codebook_versions.differing(project) == 3
