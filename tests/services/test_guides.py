"""Guides are made, changed and removed in single steps that undo, and turns are matched to their items."""

from collections.abc import Callable
from pathlib import Path

import pytest

from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT, UNKNOWN
from qualcoder_cg.domain.guides import ItemSpec, TurnItems, answers
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import documents, guides, register, turns
from qualcoder_cg.services.studies import Project

ITEMS = (
    ItemSpec("1", (("en", "How did the work between the agencies begin?"),), ("14",)),
    ItemSpec(
        "2", (("en", "What has changed for domestic workers?"), ("es", "¿Qué ha cambiado?")), ("11", "21")
    ),
    ItemSpec("3", (("en", "Which lessons would you draw for a second phase?"),), ()),
)


@pytest.fixture
def guide_id(project: Project) -> str:
    return guides.add_guide(project, "Agencies", types=["Agency"], items=ITEMS)


def item_ids(project: Project, guide_id: str) -> list[str]:
    guide = project.guides.get(guide_id)
    assert guide
    return [item.id for item in guide.items]


def put(project: Project, document_id: str) -> list[tuple[str, ...]]:
    """The numbers of the items that the turns put, turn by turn."""
    numbers = {item.id: item.number for guide in project.guides.all() for item in guide.items}
    return [tuple(numbers[item] for item in one.items) for one in project.guides.put_in(document_id)]


def undone(project: Project, act: Callable[[], object]) -> None:
    """Do something that is one step, take it back, and do it again."""
    before = project.fingerprint()
    act()
    after = project.fingerprint()
    assert after != before
    project.undo()
    assert project.fingerprint() == before
    project.redo()
    assert project.fingerprint() == after


def test_a_guide_has_its_items_with_their_questions_in_the_order_of_the_matrix(
    project: Project, guide_id: str
) -> None:
    numbers = {question.id: question.number for question in project.matrix.questions()}
    (guide,) = project.guides.all()
    assert (guide.name, guide.version, guide.types) == ("Agencies", "1", ("Agency",))
    assert [item.number for item in guide.items] == ["1", "2", "3"]
    assert [[numbers[question] for question in item.questions] for item in guide.items] == [
        ["14"],
        ["11", "21"],
        [],
    ]
    assert guide.items[1].wordings == ITEMS[1].wordings


def test_a_new_version_is_a_copy_that_goes_its_own_way(project: Project, guide_id: str) -> None:
    guides.match(project)
    copy = ""

    def make() -> None:
        nonlocal copy
        copy = guides.new_version(project, guide_id)

    undone(project, make)
    old, new = project.guides.all()
    assert new.version == "2"
    assert [(item.number, item.wordings, item.questions) for item in new.items] == [
        (item.number, item.wordings, item.questions) for item in old.items
    ]
    assert project.guides.uses(copy) == (0, 0)
    guides.set_cells(project, copy, [(new.items[0].id, "number", "1a")])
    assert project.guides.all()[0] == old


def test_removing_a_guide_says_what_it_takes_and_undo_brings_it_back(
    project: Project, document_id: str, guide_id: str
) -> None:
    assert guides.removal_words(project, guide_id) == ""
    guides.match(project)
    assert guides.removal_words(project, guide_id) == "2 turns are matched to its items."
    undone(project, lambda: guides.remove_guide(project, guide_id))
    assert project.guides.all() == []
    assert project.guides.put_in(document_id) == []
    project.undo()
    assert put(project, document_id) == [("1",), ("2",)]


def test_removing_an_item_frees_the_turns_that_put_it(
    project: Project, document_id: str, guide_id: str
) -> None:
    first, second, third = item_ids(project, guide_id)
    start = project.documents.turns(document_id)[0].start
    guides.set_item(project, document_id, start, first, second)
    assert put(project, document_id) == [("1", "2")]
    undone(project, lambda: guides.remove_items(project, [first]))
    assert project.guides.put_in(document_id) == [TurnItems(start, (second,), by_hand=True)]
    assert guides.remove_items(project, [second]) == 1
    assert project.guides.put_in(document_id) == []
    assert item_ids(project, guide_id) == [third]


def test_cells_are_set_all_or_none(project: Project, guide_id: str) -> None:
    first, second, _third = item_ids(project, guide_id)
    cells = [
        (first, "number", "1a"),
        (first, "wording:es", "¿Cómo  empezó?"),
        (second, "wording:es", ""),
        (second, "questions", "Q3; 10 Vulnerable groups, q1"),
    ]
    with pytest.raises(UserError):
        guides.set_cells(project, guide_id, cells)
    cells[-1] = (second, "questions", "Q3; Q10 Vulnerable groups; 1")
    undone(project, lambda: guides.set_cells(project, guide_id, cells))
    rows = guides.item_rows(project, guide_id)
    assert rows[0].cells["number"] == "1a"
    assert rows[0].cells["wording:es"] == "¿Cómo empezó?"
    assert "wording:es" not in rows[1].cells
    assert rows[1].cells["questions"] == "Q1; Q3; Q10"


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("number", " ", "needs a number"),
        ("number", "2", "an item 2 already"),
        ("questions", "Q3; Q99", "no evaluation question 99"),
    ],
)
def test_a_cell_that_cannot_be_is_refused(
    project: Project, guide_id: str, column: str, value: str, told: str
) -> None:
    before = project.fingerprint()
    with pytest.raises(UserError) as error:
        guides.set_cells(project, guide_id, [(item_ids(project, guide_id)[0], column, value)])
    assert told in str(error.value)
    assert project.fingerprint() == before


def test_items_are_added_in_place_and_moved(project: Project, guide_id: str) -> None:
    first, second, third = item_ids(project, guide_id)
    added: list[str] = []
    undone(
        project,
        lambda: added.extend(
            guides.add_items(project, guide_id, [{"wording:en": "Who paid?"}, {}], before=second)
        ),
    )
    assert item_ids(project, guide_id) == [first, *added, second, third]
    assert [row.cells["number"] for row in guides.item_rows(project, guide_id)] == ["1", "4", "5", "2", "3"]
    undone(project, lambda: guides.move_items(project, guide_id, [third, *added, first, second]))
    assert item_ids(project, guide_id) == [third, *added, first, second]
    with pytest.raises(UserError):
        guides.move_items(project, guide_id, [first])


def test_a_guide_is_renamed_but_not_like_another(project: Project, guide_id: str) -> None:
    other = guides.add_guide(project, "Partners")
    undone(project, lambda: guides.describe_guide(project, other, name="Allies", types=["Partner", " "]))
    assert project.guides.all()[1].types == ("Partner",)
    with pytest.raises(UserError):
        guides.describe_guide(project, other, name="agencies")
    with pytest.raises(UserError):
        guides.add_guide(project, " ")
    assert guides.find_guide(project, "allies").id == other
    with pytest.raises(UserError, match="no guide"):
        guides.find_guide(project, "Workers")


def test_a_guide_is_imported_and_exported(project: Project, guide_id: str, tmp_path: Path) -> None:
    path = tmp_path / "Agencies.csv"
    guides.export_guide(project, guide_id, path)
    copy = guides.import_guide(project, path, types=["Agency"])
    old, new = project.guides.all()
    assert (new.id, new.name, new.version) == (copy, "Agencies", "2")
    assert [(item.number, item.wordings, item.questions) for item in new.items] == [
        (item.number, item.wordings, item.questions) for item in old.items
    ]


def test_a_file_that_names_an_unknown_question_is_refused_with_its_name(
    project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "guide.csv"
    path.write_text("number,text,questions\n1,How?,Q77\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"guide\.csv: Item 1: there is no evaluation question 77"):
        guides.import_guide(project, path)
    assert project.guides.all() == []


def test_matching_is_one_step_and_leaves_what_a_person_decided(
    project: Project, document_id: str, guide_id: str
) -> None:
    *_others, third = item_ids(project, guide_id)
    undone(project, lambda: guides.match(project))
    assert put(project, document_id) == [("1",), ("2",)]
    starts = [one.start for one in project.guides.put_in(document_id)]
    guides.set_item(project, document_id, starts[0], third)
    guides.set_item(project, document_id, starts[1], None)
    found = guides.match(project, [document_id])
    assert found.changed == 0
    assert project.guides.put_in(document_id) == [
        TurnItems(starts[0], (third,), by_hand=True),
        TurnItems(starts[1], (), by_hand=True),
    ]


def test_only_an_interviewer_puts_an_item(project: Project, document_id: str, guide_id: str) -> None:
    answer = next(turn for turn in project.documents.turns(document_id) if turn.role == RESPONDENT)
    with pytest.raises(UserError, match="Only what the interviewer says"):
        guides.set_item(project, document_id, answer.start, item_ids(project, guide_id)[0])
    with pytest.raises(UserError):
        guides.set_item(project, document_id, answer.start + 1, None)


def test_a_document_of_no_named_guide_is_read_against_the_one_that_fits(
    project: Project, document_id: str, guide_id: str
) -> None:
    guides.add_guide(
        project, "Workers", items=[ItemSpec("1", (("en", "How did the work with employers begin?"),))]
    )
    guides.match(project)
    chosen = {item for one in project.guides.put_in(document_id) for item in one.items}
    assert chosen <= set(item_ids(project, guide_id))


def test_of_two_versions_that_fit_alike_the_newer_is_taken(
    project: Project, document_id: str, guide_id: str
) -> None:
    copy = guides.new_version(project, guide_id)
    guides.match(project)
    chosen = {item for one in project.guides.put_in(document_id) for item in one.items}
    assert chosen <= set(item_ids(project, copy))


def test_who_asks_is_recognised_by_the_guide(project: Project, guide_id: str, tmp_path: Path) -> None:
    source = tmp_path / "names.txt"
    source.write_text(
        "Rosa: How the work between agencies began, please.\nJuan: With a meeting.\n"
        "Rosa: And what changed for domestic workers.\nJuan: Not much.\n"
        "Rosa: And then.\nJuan: Nothing.\n",
        encoding="utf-8",
    )
    (imported,) = documents.import_files(project, [source])
    assert imported.document
    turns = project.documents.turns(imported.document.id)
    assert [turn.role for turn in turns] == [INTERVIEWER, RESPONDENT] * 3
    assert put(project, imported.document.id) == [("1",), ("2",)]
    project.undo()
    assert project.documents.get(imported.document.id) is None


def test_without_a_guide_nobody_is_recognised(project: Project, tmp_path: Path) -> None:
    source = tmp_path / "names.txt"
    source.write_text("Rosa: What changed.\nJuan: Little.\nRosa: So.\nJuan: Yes.\n", encoding="utf-8")
    (imported,) = documents.import_files(project, [source])
    assert imported.document
    assert {turn.role for turn in project.documents.turns(imported.document.id)} == {UNKNOWN}


def test_a_follow_up_belongs_to_the_last_item_but_does_not_put_it(
    project: Project, guide_id: str, tmp_path: Path
) -> None:
    source = tmp_path / "follow.txt"
    source.write_text(
        "E1: Good morning.\nP1: Good morning.\nE1: How did the work between the agencies begin?\n"
        "P1: Slowly.\nE1: And then?\nP1: We met.\nE1: What changed for domestic workers?\nP1: A lot.\n",
        encoding="utf-8",
    )
    (imported,) = documents.import_files(project, [source])
    assert imported.document
    guides.match(project)
    first, second, _third = item_ids(project, guide_id)
    found = answers(
        project.documents.turns(imported.document.id), project.guides.put_in(imported.document.id)
    )
    assert [(answer.items, answer.follow_up) for answer in found] == [
        ((first,), False),
        ((first,), True),
        ((second,), False),
    ]


def test_saying_who_asks_matches_the_turns(project: Project, guide_id: str, tmp_path: Path) -> None:
    source = tmp_path / "who.txt"
    source.write_text(
        "Ana: What changed for domestic workers?\nEva: A lot, since then.\nAna: So.\nEva: Yes, so it is.\n",
        encoding="utf-8",
    )
    (imported,) = documents.import_files(project, [source])
    assert imported.document
    document_id = imported.document.id
    assert put(project, document_id) == []
    undone(project, lambda: turns.set_interviewer(project, document_id, ["Ana"]))
    assert put(project, document_id) == [("2",)]
    turns.set_interviewer(project, document_id, ["Eva"])
    assert put(project, document_id) == []


def test_naming_the_guide_of_an_interview_matches_its_turns(
    project: Project, document_id: str, guide_id: str
) -> None:
    other = guides.add_guide(
        project, "Workers", items=[ItemSpec("1", (("en", "What changed for you and others?"),))]
    )
    guides.match(project)
    assert put(project, document_id) == [("1",), ("2",)]
    document = project.documents.get(document_id)
    assert document
    register.add_rows(
        project, "interview", [{"code": "I-1", "guide": "Workers 1", "documents": document.code}]
    )
    assert {item for one in project.guides.put_in(document_id) for item in one.items} <= set(
        item_ids(project, other)
    )
    (interview,) = project.interviews.all()
    undone(
        project,
        lambda: register.set_cells(project, "interview", [(interview.id, "guide", "Agencies 1")]),
    )
    assert put(project, document_id) == [("1",), ("2",)]
