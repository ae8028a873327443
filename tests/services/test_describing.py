"""What sources are: many described at once, and the categories of secondary documents."""

from pathlib import Path

import pytest

from qualcoder_cg.errors import UserError
from qualcoder_cg.i18n import use_language
from qualcoder_cg.services import documents, sources
from qualcoder_cg.services.studies import Project


@pytest.fixture
def ids(project: Project, tmp_path: Path) -> list[str]:
    """Ids of an interview and two documents."""
    for name in ("Plan", "Budget"):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"{name} of the programme\n", encoding="utf-8")
        documents.import_files(project, [path], kind="document", language="en")
    return [document.id for document in project.documents.all()]


def test_many_documents_are_described_in_one_step(project: Project, ids: list[str]) -> None:
    before = project.fingerprint()
    category = sources.add_category(project, "  Design   documents ")
    sources.describe(
        project, ids[1:], category="design documents", date="31.5.2019", place="Alba", citation="Plan 2019"
    )
    first, second = project.documents.all()[1:]
    assert category.name == "Design documents"
    assert first.category_id == second.category_id == category.id
    assert (first.date, first.place, first.citation) == ("2019-05-31", "Alba", "Plan 2019")
    assert project.documents.all()[0].category_id is None
    sources.describe(project, [first.id], category="", citation="", place=None)
    changed = project.documents.get(first.id)
    assert changed and (changed.category_id, changed.citation, changed.place) == (None, "", "Alba")
    for _step in range(3):
        project.undo()
    assert project.fingerprint() == before


def test_the_log_says_the_code_and_not_the_name_of_a_file(project: Project, ids: list[str]) -> None:
    sources.describe(project, ids[1:2], place="Alba")
    document = project.documents.get(ids[1])
    assert document
    assert project.activity()[0].words["name"] == document.code


def test_the_code_follows_the_kind_unless_it_was_chosen(project: Project, ids: list[str]) -> None:
    before = project.documents.all()
    sources.describe(project, ids, kind="group", language="es")
    found = project.documents.all()
    assert [document.code for document in found] == ["GRP-01", "GRP-02", "GRP-03"]
    assert {(document.kind, document.language) for document in found} == {("group", "es")}
    project.undo()
    assert project.documents.all() == before
    sources.describe(project, ids[:1], kind="interview")
    assert project.documents.all() == before
    with project.step("Choose a code"):
        project.documents.change(ids[0], code="Alba-1")
    sources.describe(project, ids[:1], kind="group")
    assert project.documents.all()[0].code == "Alba-1"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"kind": "memo"}, "memo is not a kind of document"),
        ({"kind": ""}, "– is not a kind of document"),
        ({"language": "pt_BR"}, "two letters"),
        ({"date": "yesterday"}, "yesterday is not a date"),
        ({"date": "3/4/2022"}, "3/4/2022 may be two days. Write 2022-04-03 or 2022-03-04"),
        ({"category": "Nowhere"}, "There is no category Nowhere"),
        ({"interview": "I-9"}, "There is no interview I-9"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    project: Project, ids: list[str], values: dict[str, str], said: str
) -> None:
    before = project.fingerprint()
    with pytest.raises(UserError) as error:
        sources.describe(project, ids, place="Alba", **values)
    assert said in str(error.value) and project.fingerprint() == before


def test_a_document_that_is_gone_and_a_value_that_is_none(project: Project, ids: list[str]) -> None:
    with pytest.raises(UserError, match="no longer in the study"):
        sources.describe(project, [ids[0], "gone"], language="es")
    with pytest.raises(TypeError, match="colour"):
        sources.describe(project, ids, colour="red")


def test_the_preset_has_six_and_adds_what_is_missing(project: Project) -> None:
    sources.add_category(project, "budget and SPENDING")
    added = sources.add_preset(project)
    assert len(sources.preset_names()) == 6 and len(added) == 5
    assert sources.add_preset(project) == []
    assert [category.position for category in project.documents.categories()] == [1, 2, 3, 4, 5, 6]
    project.undo()
    assert len(project.documents.categories()) == 1


def test_the_preset_can_be_put_into_another_language() -> None:
    english = sources.preset_names()
    use_language("es")
    assert len(sources.preset_names()) == len(english)


def test_categories_are_renamed_and_ordered(project: Project) -> None:
    first, second, third = (sources.add_category(project, name) for name in ("A", "B", "C"))
    sources.rename_category(project, second.id, "b")
    sources.order_categories(project, [third.id, first.id])
    assert [category.name for category in project.documents.categories()] == ["C", "A", "b"]
    project.undo()
    assert [category.name for category in project.documents.categories()] == ["A", "b", "C"]
    for name, said in (("a", "already"), ("  ", "needs a name")):
        with pytest.raises(UserError, match=said):
            sources.rename_category(project, third.id, name)
        with pytest.raises(UserError, match=said):
            sources.add_category(project, name)
    with pytest.raises(UserError, match="no longer"):
        sources.rename_category(project, "gone", "D")


def test_a_used_category_is_kept_unless_its_use_goes_too(project: Project, ids: list[str]) -> None:
    category = sources.add_category(project, "A")
    sources.describe(project, ids[1:], category="A")
    before = project.fingerprint()
    with pytest.raises(UserError, match="2 documents are in A"):
        sources.remove_category(project, category.id)
    assert project.fingerprint() == before
    assert sources.remove_category(project, category.id, keep_used=False) == 2
    assert {document.category_id for document in project.documents.all()} == {None}
    project.undo()
    assert project.fingerprint() == before


def test_a_document_is_tied_to_the_interview_it_records(project: Project, ids: list[str]) -> None:
    with project.step("Plan interviews"):
        for number, code in enumerate(("I-01", "I-02", "I-02")):
            project.connection.execute(
                "INSERT INTO interview VALUES (?, ?, 'held', '', '', 'individual', '', '', '', NULL, '', ?)",
                [str(number), code, number],
            )
    sources.describe(project, ids[:1], interview="i-01")
    assert project.documents.all()[0].interview_id == "0"
    with pytest.raises(UserError, match="Several interviews have the code I-02"):
        sources.describe(project, ids[:1], interview="I-02")
    sources.describe(project, ids[:1], interview="2")
    assert project.documents.all()[0].interview_id == "2"
    sources.describe(project, ids[:1], interview="")
    assert project.documents.all()[0].interview_id is None
