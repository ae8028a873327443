"""The people and interviews of a whole evaluation, entered as tables, give the figures that it prints."""

from collections import Counter
from pathlib import Path

import pytest
from seed_register import MAKE_UP, seed_register

from qualcoder_cg.services import register
from qualcoder_cg.services.register_summary import interview_summary
from qualcoder_cg.services.studies import Project


@pytest.mark.parametrize("not_reached", [False, True])
def test_who_was_heard_is_counted_and_nobody_else(
    project: Project, tmp_path: Path, not_reached: bool
) -> None:
    seed_register(project, tmp_path, not_reached=not_reached)
    counts = register.counts(project)
    assert (counts.informants, counts.interviews, counts.institutions) == (34, 34, 21)
    assert len(project.informants.all()) == 34 + 15 * not_reached
    summary = interview_summary(project)
    assert (summary.planned, summary.held, summary.not_held) == (49, 34, 15)
    assert summary.text == (
        "49 interviews planned: 34 held, 15 not held (2 declined, 10 no reply, 3 could not attend)"
    )


def test_people_by_type_and_sex(project: Project, tmp_path: Path) -> None:
    seed_register(project, tmp_path)
    people = project.informants.all()
    sexes = Counter((person.type, person.sex) for person in people)
    institutions = {(person.type, person.institution) for person in people if person.institution}
    for kind, entities, men, women in MAKE_UP:
        assert (sexes[kind, "man"], sexes[kind, "woman"]) == (men, women)
        assert sum(of == kind for of, _name in institutions) == entities


def test_entering_the_register_is_taken_back_in_two_steps(project: Project, tmp_path: Path) -> None:
    before = project.fingerprint()
    seed_register(project, tmp_path)
    project.undo()
    project.undo()
    assert project.fingerprint() == before


def test_the_same_tables_again_change_nothing(project: Project, tmp_path: Path) -> None:
    seed_register(project, tmp_path, not_reached=True)
    step = project.undoable()
    seed_register(project, tmp_path, not_reached=True)
    assert project.undoable() == step
