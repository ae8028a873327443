"""A history without an end: listing it, going to a step, what is amended and what is told."""

import pytest

from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.services import studies
from qualcoder_cg.services.studies import Project


def _put(project: Project, value: object, *, merge: str = "") -> None:
    with project.step("Set {value}", merge=merge, value=value):
        project.settings.put("value", value)


def _hurry(project: Project) -> None:
    """Do not wait for the disk: for tests of thousands of steps that are not about crashes."""
    project.connection.execute("PRAGMA synchronous = OFF")
    project.connection.execute("PRAGMA journal_mode = MEMORY")


def _log(project: Project) -> list[str]:
    """What the log says, oldest first, without what the fixture did."""
    lines = [studies.in_words(line.what, line.words) for line in reversed(project.activity())]
    return lines[lines.index("Import documents (1)") + 1 :]


def test_no_step_is_ever_forgotten(project: Project) -> None:
    _hurry(project)
    start = project.step_counts()[0]
    many = 1_200
    for value in range(many):
        _put(project, value)
    assert project.step_counts() == (start + many, 0)
    assert sum(project.undo() is not None for _number in range(start + many + 1)) == start + many
    assert project.settings.get("value") is None
    while project.redo():
        pass
    assert project.settings.get("value") == many - 1
    assert len(project.activity()) > 3 * many, "the log keeps what was undone and redone too"


def test_steps_are_listed_newest_first_in_portions(project: Project) -> None:
    for value in range(5):
        _put(project, value)
    project.undo()
    total, undone = project.step_counts()
    assert undone == 1
    first = project.steps(0, 2)
    assert [(step.words["value"], step.undone) for step in first] == [(4, True), (3, False)]
    assert [step.words.get("value") for step in project.steps(2, 3)] == [2, 1, 0]
    assert len(project.steps()) == total
    assert project.get_step(first[1].id) == first[1] == project.undoable()
    assert project.redoable() == first[0]
    assert project.get_step(10_000) is None


def test_going_to_a_step_takes_the_way_there_in_one_telling(project: Project) -> None:
    told: list[Changes] = []
    states = [project.fingerprint()]
    for value in range(4):
        _put(project, value)
        states.append(project.fingerprint())
    project.listen(told.append)
    ids = [step.id for step in reversed(project.steps(0, 4))]
    assert project.go_to(ids[0]) == 0
    assert project.fingerprint() == states[1]
    assert len(told) == 1 and told[0].of("setting") == {"value"}
    assert project.go_to(ids[2]) == 0
    assert project.fingerprint() == states[3]
    assert project.go_to(ids[2]) == 0 and len(told) == 2, "being there already changes nothing"
    assert _log(project)[-4:] == ["Undo: Set 2", "Undo: Set 1", "Redo: Set 1", "Redo: Set 2"]
    assert project.go_to(0, at_most=1) == 3, "what is left of the way: two more values, the documents"


def test_what_is_held_is_told_as_one(project: Project) -> None:
    told: list[Changes] = []
    project.listen(told.append)
    with project.told_once():
        _put(project, 1)
        project.undo()
        assert told == []
    assert len(told) == 1 and told[0].touched("setting")


def test_a_pause_or_moving_elsewhere_ends_what_is_amended(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000.0
    monkeypatch.setattr("qualcoder_cg.storage.project.time.monotonic", lambda: now)
    steps = project.step_counts()[0]
    _put(project, "a", merge="typing")
    now += 119
    _put(project, "ab", merge="typing")
    now += 119
    _put(project, "abc", merge="typing")
    assert project.step_counts()[0] == steps + 1
    now += 121
    _put(project, "abcd", merge="typing")
    assert project.step_counts()[0] == steps + 2
    project.stop_amending()
    _put(project, "abcde", merge="typing")
    assert project.step_counts()[0] == steps + 3
