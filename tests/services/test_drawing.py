"""Documents are drawn as the plan says, the same for the same seed, and shared out evenly."""

from collections import Counter

import pytest
from team_study import TYPES, team_study

from qualcoder_cg.errors import UserError
from qualcoder_cg.services import packages
from qualcoder_cg.services.drawing import types_of
from qualcoder_cg.services.studies import Project


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return team_study(tmp_path_factory.mktemp("team"), 20)


def test_a_share_is_rounded_up_and_never_empty(team: Project) -> None:
    assert len(packages.draw(team, 0.2)) == 4
    assert len(packages.draw(team, 0.21)) == 5
    assert len(packages.draw(team, 0.001)) == 1
    assert packages.draw(team, 1.0) == team.documents.ids()
    # 0.15 × 20 is a little more than 3 on a machine
    assert len(packages.draw(team, 0.15)) == 3


def test_the_same_seed_draws_the_same_documents_in_their_order(team: Project) -> None:
    ids = team.documents.ids()
    first = packages.draw(team, 0.3, seed=5)
    assert first == packages.draw(team, 0.3, seed=5)
    assert first == sorted(first, key=ids.index)
    assert len({tuple(packages.draw(team, 0.3, seed=seed)) for seed in range(20)}) > 10
    assert set(packages.draw(team, 0.5, documents=ids[:4])) <= set(ids[:4])


@pytest.mark.parametrize("seed", range(10))
def test_by_type_each_type_has_its_share_and_at_least_one(team: Project, seed: int) -> None:
    types = types_of(team, team.documents.ids())
    assert Counter(types.values()) == Counter(TYPES * 2) == {"Agency": 12, "Ministry": 6, "Union": 2}
    drawn = packages.draw(team, 0.5, seed, packages.BY_TYPE)
    assert Counter(types[one] for one in drawn) == {"Agency": 6, "Ministry": 3, "Union": 1}
    few = packages.draw(team, 0.05, seed, packages.BY_TYPE)
    assert Counter(types[one] for one in few) == {"Agency": 1, "Ministry": 1, "Union": 1}
    # 5 of 20: 3, 1.5 and .5, so the largest remainder takes the one that is left
    assert sum(Counter(packages.draw(team, 0.25, seed, packages.BY_TYPE)).values()) == 5


def test_every_document_is_given_and_the_drawn_ones_to_two(team: Project) -> None:
    coders = ["a", "b", "c"]
    shared = packages.distribute(team, coders, share=0.3, seed=2)
    times = Counter(one for documents in shared.documents.values() for one in documents)
    assert set(times) == set(team.documents.ids())
    assert {one for one, n in times.items() if n == 2} == set(shared.double)
    assert len(shared.double) == 6 and max(times.values()) == 2
    sizes = [len(shared.documents[one]) for one in coders]
    assert sum(sizes) == 26 and max(sizes) - min(sizes) <= 1
    pairs = Counter(
        tuple(coder for coder in coders if one in shared.documents[coder]) for one in shared.double
    )
    assert set(pairs.values()) == {2} and len(pairs) == 3
    alone = packages.distribute(team, ["a"], share=0.3)
    assert alone.double == () and list(alone.documents["a"]) == team.documents.ids()


def test_what_cannot_be_drawn_is_said(team: Project) -> None:
    for share in (0, -0.1, 1.5):
        with pytest.raises(UserError, match="no share"):
            packages.draw(team, share)
    with pytest.raises(UserError, match="no way to draw"):
        packages.draw(team, 0.2, by="luck")
    with pytest.raises(UserError, match="Nobody"):
        packages.distribute(team, [], share=0.2)
