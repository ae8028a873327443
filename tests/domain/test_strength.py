"""The grade that the rules propose: every rule, every boundary, and 200 findings against a table."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strength_table import grade_if_settled, grade_of

from qualcoder_cg.domain.codings import CONTRADICTS, QUALIFIES, SUPPORTS
from qualcoder_cg.domain.strength import (
    BEARINGS,
    DOCUMENTS,
    INTERVIEWS,
    OBSERVATION,
    SOURCE_KINDS,
    SURVEYS,
    Piece,
    Speaker,
    strength,
)

TYPES = ("Agency", "Partner", "Collaborator", "Workers", "")
INSTITUTIONS = ("A", "B", "C", "D", "")


def said(name: str, kind: str = "Agency", institution: str = "A", bearing: str = SUPPORTS) -> Piece:
    """Words of one informant."""
    return Piece(INTERVIEWS, f"int-{name}", bearing, people=(Speaker(name, name, kind, institution),))


def document(name: str = "d1", bearing: str = SUPPORTS) -> Piece:
    """What a document says."""
    return Piece(DOCUMENTS, name, bearing)


def survey(answers: int = 29, bearing: str = SUPPORTS) -> Piece:
    """A result of a survey."""
    return Piece(SURVEYS, "item", bearing, answers=answers)


def observed(by: str = "MR") -> Piece:
    """What an evaluator saw."""
    return Piece(OBSERVATION, by, SUPPORTS)


def judged(bearing: str = SUPPORTS) -> Piece:
    """What an evaluator thinks."""
    return Piece("", "MR", bearing)


THREE_TYPES = [said("1"), said("2", "Partner", "B"), said("3", "Collaborator", "C")]


@pytest.mark.parametrize(
    ("pieces", "grade"),
    [
        ([], "1"),
        ([judged()], "1"),
        ([judged(), judged()], "1"),
        ([said("1")], "1"),
        ([document()], "1"),
        ([document(), document()], "1"),
        ([survey(1)], "1"),
        ([observed(), observed()], "1"),
        ([said("1"), said("1"), judged()], "1"),
        ([said("1"), said("2")], "1"),
        ([said("1", institution=""), said("2", institution="")], "2"),
        ([said("1"), said("2", institution="B")], "2"),
        ([document("d1"), document("d2")], "2"),
        ([survey(2)], "2"),
        ([observed(), observed("AL")], "2"),
        ([said("1"), said("2", "Partner", "B")], "2"),
        ([said("1"), said("2", "Partner", "B"), said("3", "Partner", "C")], "3"),
        ([said("1"), said("2", "Partner", "B"), said("3", "Workers", "")], "2"),
        ([said("1"), said("2", "Agency", "B"), said("3", "Agency", "C")], "2"),
        ([said("1"), document()], "3"),
        ([document(), survey()], "3"),
        ([*THREE_TYPES[:2], document()], "3"),
        ([*THREE_TYPES, document()], "4"),
        ([said("1"), document(), survey()], "4"),
        ([said("1"), document(), survey(), observed()], "4"),
        ([said("1", bearing=QUALIFIES), document(), survey()], "4"),
        ([said("1", bearing=QUALIFIES), document(bearing=QUALIFIES), survey()], "3"),
        ([said("1", bearing=QUALIFIES), document(bearing=QUALIFIES), survey(bearing=QUALIFIES)], "3"),
        ([judged(CONTRADICTS)], "C"),
        ([*THREE_TYPES, document(), survey(), said("9", bearing=CONTRADICTS)], "C"),
    ],
)
def test_each_rule_and_the_cases_beside_it(pieces: list[Piece], grade: str) -> None:
    assert strength(pieces).proposed == grade == grade_of(pieces)


def test_settling_gives_the_grade_that_was_promised_and_adds_nothing() -> None:
    against = said("9", "Workers", "Z", CONTRADICTS)
    contested = strength([*THREE_TYPES, document(), against])
    assert (contested.proposed, contested.if_settled, contested.open) == ("C", "4", 1)
    settled = strength([*THREE_TYPES, document(), against._replace(settled=True)])
    assert (settled.proposed, settled.open, settled.contradicting) == ("4", 0, 1)
    assert "Workers" not in settled.types and settled.institutions == 3
    # it adds no kind either
    assert strength([said("1"), document(bearing=CONTRADICTS)._replace(settled=True)]).kinds == (INTERVIEWS,)


def test_an_institution_that_speaks_twice_counts_once() -> None:
    found = strength([said("1"), said("2"), said("3", "Partner", "B")])
    assert (found.informants, found.institutions, found.independent) == (3, 2, 2)
    assert (found.types, found.by_type) == (("Agency", "Partner"), (1, 1))


def test_a_group_is_one_voice_or_several_by_the_voices_it_is_given() -> None:
    group = [Speaker(f"w{n}", "group", "Workers") for n in range(4)]
    apart = [person._replace(voice=person.informant) for person in group]
    one = strength([Piece(INTERVIEWS, "fg", SUPPORTS, people=tuple(group))])
    several = strength([Piece(INTERVIEWS, "fg", SUPPORTS, people=tuple(apart))])
    assert (one.proposed, one.independent, one.informants) == ("1", 1, 4)
    assert (several.proposed, several.independent) == ("2", 4)


def test_the_direction_counts_sources_once_in_each_direction() -> None:
    found = strength([said("1"), said("1"), said("1", bearing=QUALIFIES), document(), judged()])
    assert (found.supporting, found.qualifying, found.contradicting) == (2, 1, 0)
    assert found.converges


def generated(seed: int) -> list[Piece]:
    """A finding with up to nine pieces of evidence of all kinds."""
    dice = random.Random(seed)
    people = {
        f"p{n}": Speaker(
            f"p{n}", dice.choice((f"p{n}", "group")), dice.choice(TYPES), dice.choice(INSTITUTIONS)
        )
        for n in range(6)
    }
    pieces = []
    # few kinds in most findings, or nearly all would be strong
    kinds = dice.sample((*SOURCE_KINDS, ""), dice.choice((1, 1, 1, 2, 2, 3, 4, 5)))
    for _number in range(dice.choice((0, 1, 2, 3, 4, 5, 6, 9))):
        kind = dice.choice(kinds)
        heard: Sequence[Speaker] = ()
        if kind == INTERVIEWS:
            heard = dice.sample(list(people.values()), dice.choice((0, 1, 1, 1, 2)))
        bearing = dice.choice((*[SUPPORTS] * 6, QUALIFIES, CONTRADICTS))
        answers = dice.choice((0, 0, 1, 2, 29)) if kind == SURVEYS else 0
        settled = bearing == CONTRADICTS and dice.random() < 0.8
        pieces.append(Piece(kind, f"s{dice.randrange(3)}", bearing, settled, tuple(heard), answers))
    return pieces


def test_two_hundred_findings_have_the_grades_of_the_table() -> None:
    made = [generated(seed) for seed in range(200)]
    differing = [pieces for pieces in made if strength(pieces).proposed != grade_of(pieces)]
    assert differing == []
    assert [strength(pieces).if_settled for pieces in made] == [grade_if_settled(pieces) for pieces in made]
    # the findings are not all alike: every grade is met ten times
    met = [grade_of(pieces) for pieces in made]
    assert min(met.count(grade) for grade in ("4", "3", "2", "1", "C")) >= 10, met


seeds = st.integers(0, 10**9)


@given(seeds)
def test_the_order_of_the_evidence_does_not_matter(seed: int) -> None:
    pieces = generated(seed)
    assert strength(pieces[::-1]).proposed == strength(pieces).proposed == grade_of(pieces)


@given(seeds)
def test_more_support_never_weakens(seed: int) -> None:
    pieces = generated(seed)
    before = strength(pieces).if_settled
    for piece in (document("new"), survey(), said("new", "New type", "New institution"), judged()):
        assert strength([*pieces, piece]).if_settled >= before


@given(seeds)
def test_what_is_linked_twice_counts_once(seed: int) -> None:
    pieces = generated(seed)
    twice, once = strength([*pieces, *pieces]), strength(pieces)
    assert (twice.proposed, twice.institutions, twice.types) == (once.proposed, once.institutions, once.types)
    assert (twice.supporting, twice.independent) == (once.supporting, once.independent)


@given(seeds)
def test_only_open_contradictions_contest(seed: int) -> None:
    pieces = generated(seed)
    contested = any(piece.bearing == CONTRADICTS and not piece.settled for piece in pieces)
    assert (strength(pieces).proposed == "C") == contested
    settled = [piece._replace(settled=piece.bearing == CONTRADICTS) for piece in pieces]
    assert strength(settled).proposed == strength(pieces).if_settled != "C"


def test_the_bearings_are_the_polarities() -> None:
    assert BEARINGS == (SUPPORTS, QUALIFIES, CONTRADICTS)
