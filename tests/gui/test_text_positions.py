"""Code points and UTF-16 units."""

from hypothesis import given
from hypothesis import strategies as st

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.text_positions import Positions

texts = st.text(alphabet=st.sampled_from("aé\n😀𐍈ع"), max_size=60)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(texts)
def test_every_code_point_goes_there_and_back(text):
    positions = Positions(text)
    assert positions.units == units(text)
    for point in range(len(text) + 1):
        assert positions.to_units(point) == units(text[:point])
        assert positions.to_points(positions.to_units(point)) == point


@given(texts)
def test_the_middle_of_a_pair_counts_as_its_beginning(text):
    positions = Positions(text)
    for point, character in enumerate(text):
        if ord(character) > 0xFFFF:
            middle = positions.to_units(point) + 1
            assert positions.snapped(middle) == middle - 1
            assert positions.to_points(middle) == point


def test_a_span_may_be_given_backwards():
    positions = Positions("a😀b😀")
    assert positions.span(6, 1) == positions.span(1, 6) == Span(1, 4)
