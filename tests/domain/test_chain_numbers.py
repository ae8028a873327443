"""Numbers of the chain as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_cg.domain.chain_numbers import read_numbers, written


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("C10, BP2, BP3", "C10 BP2 BP3"),
        ("C1-3", "C1 C2 C3"),
        ("C1–C3, 6", "C1 C2 C3 C6"),
        ("C1 a C3 y LL5 LL6", "C1 C2 C3 LL5 LL6"),
        ("conclusiones 1 a 3; Lección 4", "C1 C2 C3 LL4"),
        ("Buenas prácticas 2 y 3", "BP2 BP3"),
        ("LA1 al 2, Rec. 3 and R.5", "LL1 LL2 R3 R5"),
        ("F7.1–3 / H11.2", "F7.1 F7.2 F7.3 F11.2"),
        ("F7a.2, f2.1.3", "F7a.2 F2.1.3"),
        ("c4\nc4, c8", "C4 C8"),
        ("", ""),
    ],
)
def test_numbers_are_read(text: str, numbers: str) -> None:
    assert read_numbers(text) == (tuple(numbers.split()), ())


@pytest.mark.parametrize("text", ["7", "C3-1", "C1–LL3", "C1-99999999", "none", "Q7", "C", "C1..2"])
def test_what_names_nothing_is_told(text: str) -> None:
    assert read_numbers(text).numbers == () and len(read_numbers(text).unread) == 1


def test_the_rest_of_a_line_with_a_fault_is_read() -> None:
    assert read_numbers("C1, what, LL2") == (("C1", "LL2"), ("what",))


@given(
    st.dictionaries(
        st.sampled_from(["C", "LL", "BP", "R"]), st.sets(st.integers(1, 40), min_size=1), max_size=4
    )
)
def test_what_is_written_short_is_read_back(wanted: dict[str, set[int]]) -> None:
    numbers = tuple(f"{prefix}{place}" for prefix, places in wanted.items() for place in sorted(places))
    assert read_numbers(written(numbers)) == (numbers, ())


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(number[0] in "FCLBR" for number in read_numbers(text).numbers)
