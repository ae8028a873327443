"""The plain parts of the reading view: marks by place, steps of selection, columns, times."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.coding import columns, steps
from qualcoder_cg.gui.coding.gutter import clock
from qualcoder_cg.gui.coding.highlights import tinted
from qualcoder_cg.gui.coding.marks import Mark, Marks

TEXT = "Dijo 3.5 por ciento. ¿Cómo así? El Sr. alcalde vino-fue… y se quedó.\nOtro párrafo sin punto"


def words(span: Span) -> str:
    return TEXT[span.start : span.end]


spans = st.tuples(st.integers(0, 9000), st.integers(1, 3000)).map(lambda pair: (pair[0], sum(pair)))


@given(st.lists(spans, max_size=30), spans)
def test_marks_are_found_where_they_overlap(pairs, wanted):
    marks = [Mark(str(n), start, end, "x") for n, (start, end) in enumerate(pairs)]
    index = Marks()
    index.add(marks)
    found = {mark.coding_id for mark in index.overlapping(Span(*wanted))}
    assert found == {mark.coding_id for mark in marks if mark.span.overlaps(Span(*wanted))}


def test_a_mark_added_again_takes_the_place_of_the_old():
    index = Marks()
    index.add([Mark("a", 0, 5, "x"), Mark("b", 7, 7, "empty")])
    index.add([Mark("a", 3000, 3005, "x")])
    assert len(index) == 1
    assert index.at(2) == []
    assert [mark.coding_id for mark in index.at(3001)] == ["a"]
    index.remove(["a", "unknown"])
    assert index.at(3001) == []


def test_word_by_word():
    span = steps.longer_by_word(TEXT, Span(2, 2))
    assert words(span) == "Dijo"
    span = steps.longer_by_word(TEXT, steps.longer_by_word(TEXT, span))
    assert words(span) == "Dijo 3.5"
    assert words(steps.shorter_by_word(TEXT, span)) == "Dijo 3"
    at_hyphen = TEXT.index("-fue")
    assert words(steps.longer_by_word(TEXT, Span(at_hyphen, at_hyphen))) == "vino-fue"


def test_one_word_is_never_taken_away():
    assert steps.shorter_by_word(TEXT, Span(0, 4)) == Span(0, 4)


def test_sentence_by_sentence():
    within = Span(0, TEXT.index("\n"))
    first = steps.longer_by_sentence(TEXT, Span(3, 3), within)
    assert words(first) == "Dijo 3.5 por ciento."
    second = steps.longer_by_sentence(TEXT, first, within)
    assert words(second) == "Dijo 3.5 por ciento. ¿Cómo así?"
    third = steps.longer_by_sentence(TEXT, second, within)
    assert words(third).endswith("se quedó.")
    assert steps.longer_by_sentence(TEXT, third, within) == third
    assert steps.shorter_by_sentence(TEXT, second, within) == first
    assert steps.shorter_by_sentence(TEXT, first, within) == first


@given(st.text(alphabet="ab. !?\n", max_size=40), st.integers(0, 40))
def test_steps_stay_within_the_text(text, point):
    here = Span(min(point, len(text)), min(point, len(text)))
    for span in (
        steps.longer_by_word(text, here),
        steps.longer_by_sentence(text, here, Span(0, len(text))),
    ):
        assert 0 <= span.start <= span.end <= len(text)


def test_tints_are_clipped_to_what_is_drawn():
    tints = tinted([Mark("a", 0, 50, "x", colour="1-0")], Span(10, 20), dark=False)
    assert tints == [(Span(10, 20), "#e2ecf7")]


@given(st.integers(100, 3000), st.booleans(), st.integers(0, 112), st.floats(0.8, 1.9))
def test_columns_fill_the_width_and_no_more(width, times, labels, scale):
    shares = columns.share(width, times, labels, scale)
    assert all(part >= 0 for part in shares)
    assert shares.text <= labels + round(columns.WORDS * scale)
    if width >= 300:
        assert sum(shares) <= width
    if shares.margin != columns.BRACKETS_ONLY:
        assert shares.margin >= columns.MARGIN
        assert shares.text >= labels + min(columns.LEAST_WORDS, round(columns.WORDS * scale))


def test_the_window_of_the_design_has_the_columns_of_the_design():
    shares = columns.share(912, True, 56, 1.0)
    assert (shares.left, shares.gutter, shares.text, shares.margin) == (0, 64, 632, 216)


@pytest.mark.parametrize(("seconds", "words"), [(0, "00:00"), (724.9, "12:04"), (3946, "1:05:46")])
def test_times_read_like_those_of_a_recorder(seconds, words):
    assert clock(seconds) == words
