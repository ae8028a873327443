"""Consistency over time: windows by date, what to code twice next, and a coder against herself."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from team_study import TURNS, code_answer, team_study

from qualcoder_cg.errors import UserError
from qualcoder_cg.services import coders, over_time
from qualcoder_cg.services.studies import Project

ANA, BEN = "Ana Lead", "Ben Coder"
LATER = datetime.now(UTC) + timedelta(weeks=2, hours=1)


def _code_both(project: Project, document: int, differ: int) -> None:
    """Both code each answer of a document; in `differ` of them Ben says something else."""
    for turn in range(TURNS):
        name = "Q1" if turn % 2 else "Q9"
        code_answer(project, document, turn, name, ANA)
        code_answer(project, document, turn, "Q23" if turn < differ else name, BEN)


@pytest.fixture
def team(tmp_path: Path) -> Project:
    """Twelve interviews a day apart; five are coded by both, ever less alike."""
    project = team_study(tmp_path, 12)
    for place, document in enumerate((1, 3, 5, 7, 8)):
        _code_both(project, document, place)
    return project


def test_agreement_falls_from_window_to_window(team: Project) -> None:
    found = over_time.drift(team, size=2, draws=200)
    assert [(one.first, one.last) for one in found.points] == [
        ("2026-01-02", "2026-01-04"), ("2026-01-06", "2026-01-09"),
    ]  # fmt: skip
    ids = team.documents.ids()
    assert [one.documents for one in found.points] == [(ids[1], ids[3]), (ids[5], ids[7], ids[8])]
    early, late = (one.figure for one in found.points)
    assert early.value > late.value  # type: ignore[operator]
    assert early.low is not None and early.low <= early.value <= early.high  # type: ignore[operator]
    assert found.undated == ()


def test_a_document_without_a_date_is_said_and_left_out(team: Project) -> None:
    with team.step("Undated"):
        team.interviews.set_documents(team.interviews.all()[1].id, [])
    found = over_time.drift(team, size=1, draws=0)
    assert found.undated == (team.documents.ids()[1],)
    assert len(found.points) == 4
    today = datetime.now(UTC).date().isoformat()
    by_coding = over_time.drift(team, by=over_time.CODED, size=5, draws=0)
    assert {one.first for one in by_coding.points} == {today} and by_coding.undated == ()


def test_every_so_many_th_interview_is_to_be_coded_twice(team: Project) -> None:
    ids = team.documents.ids()
    assert over_time.to_double_code(team) == [ids[9]]
    assert over_time.to_double_code(team, 3) == [ids[2], ids[11]]
    assert over_time.to_double_code(team, 2) == [ids[9], ids[11]]
    with pytest.raises(UserError):
        over_time.to_double_code(team, 0)


def test_a_share_is_coded_again_after_two_weeks(team: Project) -> None:
    ana = coders.coder_named(team, ANA)
    assert over_time.to_code_again(team, ana) == []
    drawn = over_time.to_code_again(team, ana, now=LATER)
    assert len(drawn) == 1 and drawn == over_time.to_code_again(team, ana, now=LATER)
    assert len(over_time.to_code_again(team, ana, share=0.5, now=LATER)) == 3
    coders.add_again(team, ana)
    place = team.documents.ids().index(drawn[0])
    for turn in range(TURNS):
        code_answer(team, place, turn, "Q1" if turn % 2 else "Q9", f"{ANA} (2)")
    assert over_time.to_code_again(team, ana, now=LATER) == []
    measured = over_time.again(team, ana, draws=0)
    assert measured is not None and measured.documents == tuple(drawn)
    assert {one.value for one in measured.of("krippendorff", "pooled")} == {1.0}
    assert over_time.again(team, coders.coder_named(team, BEN)) is None


def test_a_second_time_is_not_a_second_coder(team: Project) -> None:
    ana = coders.coder_named(team, ANA)
    coders.add_again(team, ana)
    code_answer(team, 0, 0, "Q1", ANA)
    code_answer(team, 0, 0, "Q1", f"{ANA} (2)")
    points = over_time.drift(team, size=1, draws=0).points
    assert team.documents.ids()[0] not in {document for one in points for document in one.documents}


def test_what_is_no_date_or_window_is_refused(team: Project) -> None:
    with pytest.raises(UserError, match="no date"):
        over_time.drift(team, by="weather")
    with pytest.raises(UserError, match="no window"):
        over_time.drift(team, size=0)
