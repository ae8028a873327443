"""Rounds keep the figures as they were when they were closed, whatever happens afterwards."""

from pathlib import Path

import pytest
from team_study import TURNS, code_answer, team_study

from qualcoder_cg.domain import kept_figures
from qualcoder_cg.domain.consistency import CRITERION, POOLED
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import coders, coding, packages, rounds
from qualcoder_cg.services.studies import Project

ANA, BEN = "Ana Lead", "Ben Coder"


@pytest.fixture
def team(tmp_path: Path) -> Project:
    """Four interviews; in the first two the coders agree but for one answer each."""
    project = team_study(tmp_path, 4)
    for document in (0, 1):
        for turn in range(TURNS):
            name = "Q9" if turn % 2 else "Q1"
            code_answer(project, document, turn, name, ANA)
            code_answer(project, document, turn, "Q23" if turn == document else name, BEN)
    return project


def _ids(project: Project) -> list[str]:
    return [coders.coder_named(project, name).id for name in (ANA, BEN)]


def _calibration(project: Project) -> rounds.Round:
    return rounds.start(
        project, " Calibration  1 ", "calibration", project.documents.ids()[:2], _ids(project)
    )


def test_a_round_gives_each_coder_each_document(team: Project) -> None:
    made = _calibration(team)
    assert (made.name, made.kind, made.closed_at) == ("Calibration 1", "calibration", "")
    assert rounds.members(team, made.id) == (tuple(_ids(team)), tuple(team.documents.ids()[:2]))
    assert rounds.add(team, made.id, team.documents.ids()[1:3], _ids(team)) == 2
    assert all(one.is_double for one in team.team.assignments.all())
    before = team.fingerprint()
    team.undo()
    team.undo()
    assert team.team.rounds.all() == [] and team.team.assignments.all() == []
    team.redo()
    team.redo()
    assert team.fingerprint() == before


def test_closing_keeps_the_figures_as_they_were(team: Project) -> None:
    made = _calibration(team)
    measured = rounds.close(team, made.id)
    closed = rounds.get(team, made.id)
    assert closed.closed_at
    kept = rounds.kept(closed)
    assert {level: one.figures for level, one in kept.items()} == {
        level: list(one.figures) for level, one in measured.items()
    }
    assert kept[CRITERION].setup == measured[CRITERION].setup
    (pooled,) = kept[CRITERION].of(rounds.ALPHA, POOLED)
    assert pooled.value is not None and 0.5 < pooled.value < 1
    # coders look again after the discussion, and the figures of the round stay
    wrong = [
        one for one in team.codings.in_document(team.documents.ids()[0]) if one.coder_id == _ids(team)[1]
    ]
    coding.remove_codings(team, [wrong[0].id])
    assert rounds.kept(rounds.get(team, made.id))[CRITERION].of(rounds.ALPHA, POOLED) == [pooled]
    assert rounds.compute(rounds.gather(team, made.id))[CRITERION].of(rounds.ALPHA, POOLED) != [pooled]


def test_rounds_are_compared_criterion_by_criterion(team: Project) -> None:
    first = _calibration(team)
    rounds.close(team, first.id)
    second = rounds.start(team, "Two", "double", team.documents.ids()[2:], _ids(team))
    for turn in range(TURNS):
        for name in (ANA, BEN):
            code_answer(team, 2, turn, "Q1" if turn % 2 else "Q9", name)
    rounds.close(team, second.id)
    rounds.start(team, "Three", "double", team.documents.ids()[3:], _ids(team))
    found = rounds.compare(team)
    assert [one.name for one in found.rounds] == ["Calibration 1", "Two"]
    assert [line.key for line in found.lines] == ["", *(one.id for one in team.matrix.criteria())]
    together = found.lines[0].figures
    assert together[first.id].value < together[second.id].value == 1.0  # type: ignore[operator,union-attr]
    relevance = found.lines[1].figures
    assert relevance[second.id] is not None and relevance[second.id].name == team.matrix.criteria()[0].name
    assert [one.name for one in rounds.compare(team, [second.id]).rounds] == ["Two"]


def test_a_round_that_cannot_be_is_refused(team: Project) -> None:
    made = _calibration(team)
    with pytest.raises(UserError, match="needs a name"):
        rounds.start(team, " ", "calibration")
    with pytest.raises(UserError, match="already"):
        rounds.start(team, "calibration 1", "calibration")
    with pytest.raises(UserError, match="no kind of round"):
        rounds.start(team, "Other", "party")
    alone = rounds.start(team, "Alone", "drift", team.documents.ids()[:1], _ids(team)[:1])
    with pytest.raises(UserError, match="nothing to compare"):
        rounds.close(team, alone.id)
    rounds.close(team, made.id)
    for act in (
        lambda: rounds.close(team, made.id),
        lambda: rounds.add(team, made.id, team.documents.ids(), _ids(team)),
    ):
        with pytest.raises(UserError, match="is closed"):
            act()
    with pytest.raises(UserError, match="no round"):
        rounds.named(team, "Nine")
    assert rounds.named(team, "CALIBRATION 1").id == made.id


def test_what_was_received_stays_known_without_the_round(team: Project, tmp_path: Path) -> None:
    made = _calibration(team)
    plan = packages.PackagePlan(_ids(team)[1], tuple(team.documents.ids()[2:]), round_id=made.id)
    packages.make(team, tmp_path / "p.qcg", plan)
    n = len(team.team.assignments.all())
    rounds.remove(team, made.id)
    assert team.team.rounds.all() == [] and len(team.team.assignments.all()) == n
    assert [one.round_id for one in team.team.packages.all()] == [None]
    team.undo()
    assert rounds.members(team, made.id).documents == tuple(team.documents.ids())


@pytest.mark.parametrize("text", ["", "nothing", "[]", '{"criterion": 3}', '{"criterion": {"setup": {}}}'])
def test_figures_that_cannot_be_read_are_none(text: str) -> None:
    assert kept_figures.read(text) == {}
