"""Brackets never cross and names never touch."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qualcoder_cg.gui.coding.brackets import LANES, NAME_GAP, Bracket, Item, lay_out

LINE = 25
PER_LINE = 75


def item(key: str, start: int, end: int) -> Item:
    """A passage of a text with lines of 75 characters, 25 px high."""
    last = max(start, end - 1) // PER_LINE
    return Item(key, start, end, start // PER_LINE * LINE + LINE / 2, (last + 1) * LINE)


spans = st.tuples(st.integers(0, 2000), st.integers(1, 900)).map(lambda pair: (pair[0], sum(pair)))
passages = st.lists(spans, max_size=40).map(
    lambda pairs: [item(f"{n:02}", start, end) for n, (start, end) in enumerate(pairs)]
)


def x_of(bracket: Bracket) -> float:
    return bracket.lane * 8 + bracket.strand * 3


def crosses(cap: Bracket, stroke: Bracket) -> bool:
    """Whether the line from `cap` right to its name meets the upright of `stroke`."""
    low, high = sorted((stroke.top, stroke.bottom))
    return x_of(stroke) > x_of(cap) and low < cap.top < high


@given(passages)
def test_nothing_crosses(items):
    placed = lay_out(items)
    assert not [(a, b) for a in placed for b in placed if a is not b and crosses(a, b)]


@given(passages)
def test_uprights_in_the_same_place_do_not_touch(items):
    placed = lay_out(items)
    for first, second in ((a, b) for n, a in enumerate(placed) for b in placed[:n]):
        if (first.lane, first.strand) == (second.lane, second.strand):
            assert first.top > max(second.top, second.bottom) or second.top > max(first.top, first.bottom)


@given(passages)
def test_names_are_apart(items):
    assert all(below.top - above.top >= NAME_GAP for above, below in pairwise(lay_out(items)))


@given(passages)
def test_every_passage_is_named_or_counted_once(items):
    placed = lay_out(items)
    keys = [bracket.key for bracket in placed] + [key for bracket in placed for key in bracket.more]
    assert sorted(keys) == sorted(one.key for one in items)


@given(passages, st.randoms(use_true_random=False))
def test_order_of_the_input_does_not_matter(items, random):
    shuffled = list(items)
    random.shuffle(shuffled)
    assert lay_out(items) == lay_out(shuffled)


@given(passages)
def test_a_bracket_starts_at_or_below_its_passage_and_within_its_lanes(items):
    wanted = {one.key: one.top for one in items}
    for bracket in lay_out(items):
        assert bracket.top >= wanted[bracket.key]
        assert 0 <= bracket.lane < LANES


def test_later_starts_lie_further_right_and_lower():
    placed = lay_out([item("a", 10, 400), item("b", 20, 300), item("c", 160, 310)])
    assert [(one.key, one.lane, one.top) for one in placed] == [
        ("a", 0, 12.5),
        ("b", 1, 32.5),
        ("c", 2, 62.5),
    ]


def test_of_two_with_the_same_start_the_longer_is_outside():
    assert [one.key for one in lay_out([item("a", 0, 200), item("b", 0, 400)])] == ["b", "a"]


def test_equal_ends_share_a_bracket_with_stacked_names():
    placed = lay_out([item("a", 0, 50), item("b", 0, 50)])
    assert [(one.lane, one.strand, one.top) for one in placed] == [(0, 0, 12.5), (0, 1, 32.5)]


def test_a_fourth_with_equal_ends_is_counted_above():
    placed = lay_out([item(key, 0, 900) for key in "abcd"])
    assert [(one.strand, one.more) for one in placed] == [(0, ()), (1, ()), (2, ("d",))]


def test_a_name_that_would_leave_its_bracket_is_counted_above():
    placed = lay_out([item("a", 0, 50), item("b", 10, 20), item("c", 30, 40)])
    assert [(one.key, one.more) for one in placed] == [("a", ("b", "c"))]


def test_a_fifth_lane_is_counted_above():
    placed = lay_out([item(str(n), n * PER_LINE, 3000) for n in range(6)])
    assert [(one.lane, one.more) for one in placed] == [(0, ()), (1, ()), (2, ()), (3, ("4", "5"))]


def test_a_lane_is_used_again_when_it_is_free():
    assert [one.lane for one in lay_out([item("a", 0, 70), item("b", 80, 140)])] == [0, 0]
