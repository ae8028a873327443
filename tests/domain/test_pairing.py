"""How codings of two coders are paired, on places alone."""

import random
from collections import Counter

import pytest

from qualcoder_cg.domain.consistency import Disagreement
from qualcoder_cg.domain.disagreements import (
    USUAL,
    Difference,
    Mark,
    Sameness,
    confusion_of,
    confusions,
    counted,
    differences,
    holds_word,
    identity,
    weight_of,
)
from qualcoder_cg.domain.team import EDGES, KINDS, MISSED, OTHER_CRITERION, OTHER_QUESTION

CRITERIA = {
    "Q1": frozenset(["REL"]),
    "Q2": frozenset(["REL"]),
    "Q5": frozenset(["REL"]),
    "Q19": frozenset(["SUS"]),
    "Q20": frozenset(["SUS"]),
    "Q23": frozenset(["SUS"]),
}
Said = tuple[int, int, str]
A: list[Said] = [
    (0, 150, "Q1"), (210, 390, "Q5"), (600, 800, "Q5"), (1000, 1100, "Q19"), (1400, 1600, "Q23"),
]  # fmt: skip
B: list[Said] = [
    (0, 140, "Q1"), (220, 390, "Q5"), (600, 700, "Q5"), (1050, 1150, "Q20"), (1400, 1600, "Q23"),
    (1800, 1850, "Q1"),
]  # fmt: skip


def marks(said: list[Said], who: str) -> list[Mark]:
    return [Mark(start, end, code, f"{who}{number}") for number, (start, end, code) in enumerate(said)]


def between(first: list[Said], second: list[Said], sameness: Sameness = USUAL) -> list[Difference]:
    return differences(marks(first, "a"), marks(second, "b"), CRITERIA, sameness)


def told(found: list[Difference]) -> list[tuple[str, list[str], list[str]]]:
    return [(one.kind, [it.id for it in one.first], [it.id for it in one.second]) for one in found]


def test_the_house_fixture() -> None:
    assert told(between(A, B)) == [
        (EDGES, ["a2"], ["b2"]),
        (OTHER_QUESTION, ["a3"], ["b3"]),
        (MISSED, [], ["b5"]),
    ]
    assert told(between(A, B, Sameness(edges=50))) == [
        (OTHER_QUESTION, ["a3"], ["b3"]),
        (MISSED, [], ["b5"]),
    ]
    assert Counter(one.kind for one in between(A, B, Sameness(edges=95))) == {
        EDGES: 3,
        OTHER_QUESTION: 1,
        MISSED: 1,
    }


def test_a_second_code_that_the_other_did_not_give_is_missed() -> None:
    assert told(between([(0, 100, "Q1"), (0, 100, "Q5")], [(0, 100, "Q1")])) == [(MISSED, ["a1"], [])]
    assert told(between([(0, 100, "Q1")], [(0, 100, "Q1"), (0, 90, "Q23")])) == [(MISSED, [], ["b1"])]


def test_of_several_codes_those_of_one_criterion_go_together() -> None:
    found = between([(0, 100, "Q1"), (0, 100, "Q19")], [(0, 100, "Q20"), (0, 100, "Q2")])
    assert told(found) == [(OTHER_QUESTION, ["a0"], ["b1"]), (OTHER_QUESTION, ["a1"], ["b0"])]


def test_another_criterion() -> None:
    assert told(between([(0, 100, "Q1")], [(10, 90, "Q19")])) == [(OTHER_CRITERION, ["a0"], ["b0"])]


def test_codes_on_other_matter_are_missed_each() -> None:
    found = between([(0, 100, "Q1")], [(80, 300, "Q19")])
    assert told(found) == [(MISSED, ["a0"], []), (MISSED, [], ["b0"])]


def test_the_pair_that_shares_most_is_made_first() -> None:
    found = between([(0, 100, "Q1"), (100, 200, "Q1")], [(50, 195, "Q1"), (0, 100, "Q1")])
    assert told(found) == [(EDGES, ["a1"], ["b0"])]


def test_one_passage_cut_in_two_by_the_other_is_the_same() -> None:
    assert between([(0, 100, "Q1")], [(0, 50, "Q1"), (50, 100, "Q1")]) == []
    found = between([(0, 100, "Q1")], [(0, 30, "Q1"), (60, 70, "Q1")])
    assert told(found) == [(EDGES, ["a0"], ["b0", "b1"])]


def test_what_lies_on_words_that_agree_already() -> None:
    assert between([(0, 100, "Q1")], [(0, 100, "Q1"), (20, 60, "Q1")]) == []
    found = between([(0, 100, "Q1")], [(0, 100, "Q1"), (90, 190, "Q1")])
    assert told(found) == [(EDGES, ["a0"], ["b1"])]
    found = between([(0, 100, "Q1"), (90, 190, "Q1")], [(0, 100, "Q1")])
    assert told(found) == [(EDGES, ["a1"], ["b0"])]


def test_less_than_a_word_in_common_is_nothing_in_common() -> None:
    text = "one two three four five"

    def shares(start: int, end: int) -> bool:
        return holds_word(text, start, end)

    first, second = marks([(0, 9, "Q1")], "a"), marks([(8, 18, "Q1")], "b")
    assert [one.kind for one in differences(first, second, CRITERIA, shares_word=shares)] == [MISSED] * 2
    second = marks([(4, 18, "Q1")], "b")
    assert not shares(4, 9) or text[4:7] == "two"
    assert [one.kind for one in differences(first, second, CRITERIA, shares_word=shares)] == [EDGES]


@pytest.mark.parametrize(
    ("start", "end", "holds"), [(0, 3, True), (0, 2, False), (1, 3, False), (3, 4, False), (2, 8, True)]
)
def test_a_stretch_holds_a_word_or_not(start: int, end: int, holds: bool) -> None:
    assert holds_word("one two three", start, end) is holds


def test_swapped_coders_differ_about_the_same() -> None:
    dice = random.Random(3)
    for _round in range(300):
        first, second = ([_some(dice) for _mark in range(dice.randrange(9))] for _coder in "ab")
        one = between(first, second)
        other = differences(marks(second, "b"), marks(first, "a"), CRITERIA)
        assert _facts(one) == _facts(other)
        shuffled = marks(first, "a")
        dice.shuffle(shuffled)
        assert differences(shuffled, marks(second, "b"), CRITERIA) == one
        for found in one:
            assert found.kind in KINDS and (found.kind == MISSED) == (not (found.first and found.second))
        assert between(first, first) == []


def _some(dice: random.Random) -> Said:
    start = dice.randrange(0, 400, 10)
    return start, start + dice.randrange(10, 120, 10), dice.choice(list(CRITERIA))


def _facts(found: list[Difference]) -> Counter[tuple[str, frozenset[str]]]:
    """What is between which marks, whoever made them."""
    return Counter((one.kind, frozenset(it.id for it in (*one.first, *one.second))) for one in found)


def _listed(kind: str, a: str, b: str, *, settled: bool = False) -> Disagreement:
    return Disagreement(
        "id", kind, "d", "A", "B", ("x",) if a else (), ("y",) if b else (), a, b, 0, 9, 1, (),
        "decision" if settled else None,
    )  # fmt: skip


def test_confused_pairs_are_counted_both_ways() -> None:
    found = [
        *[_listed(OTHER_QUESTION, "Q1", "Q2")] * 2,
        _listed(OTHER_QUESTION, "Q2", "Q1"),
        *[_listed(OTHER_CRITERION, "Q1", "Q19")] * 2,
        *[_listed(OTHER_CRITERION, "Q23", "Q1")] * 2,
        _listed(OTHER_QUESTION, "Q19", "Q20"),
        _listed(MISSED, "Q1", ""),
        _listed(EDGES, "Q1", "Q1"),
    ]
    assert [tuple(one) for one in confusions(found)] == [
        ("Q1", "Q2", 3, 1, 10),
        ("Q1", "Q19", 2, 2, 10),
        ("Q1", "Q23", 2, 2, 10),
        ("Q19", "Q20", 1, 4, 10),
    ]


def test_the_pair_of_one_disagreement() -> None:
    found = [
        _listed(OTHER_QUESTION, "Q2", "Q1"),
        _listed(OTHER_QUESTION, "Q1", "Q2"),
        _listed(MISSED, "Q1", ""),
    ]
    assert confusion_of(found, found[0]) == ("Q1", "Q2", 2, 1, 3)
    assert confusion_of(found, found[2]) is None


def test_counts() -> None:
    found = [
        _listed(MISSED, "Q1", ""), _listed(MISSED, "", "Q1", settled=True),
        _listed(EDGES, "Q1", "Q1")._replace(adjudication_id="decision", is_stale=True),
    ]  # fmt: skip
    number = counted(found)
    assert (number.total, number.settled) == (3, 1)
    assert number.kinds == {MISSED: 2, OTHER_QUESTION: 0, OTHER_CRITERION: 0, EDGES: 1}
    assert number.open_kinds[MISSED] == 1 and number.open_kinds[EDGES] == 1
    assert number.missed_by == {"A": 1, "B": 1}


def test_weights_grow_with_findings_and_by_kind() -> None:
    order = [OTHER_CRITERION, OTHER_QUESTION, MISSED, EDGES]
    for n in range(4):
        weights = [weight_of(kind, n) for kind in order]
        assert weights == sorted(weights, reverse=True) and len(set(weights)) == 4
    assert weight_of(OTHER_CRITERION, 1) == 8 and weight_of(EDGES, 0) == 1


def test_the_identity_is_that_of_the_codings_and_the_two_coders() -> None:
    assert identity(EDGES, ("A", "B"), ("x", "y")) == identity(EDGES, ("B", "A"), ("y", "x"))
    assert identity(MISSED, ("A", "B"), ("x",)) != identity(MISSED, ("A", "C"), ("x",))
