"""Edges moved by keys."""

import pytest

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.coding.edges import moved

TEXT = "One two, three don't four"


@pytest.mark.parametrize(
    ("span", "step", "start", "expected"),
    [
        ((0, 3), 1, False, "One two,"),
        ((0, 8), -1, False, "One"),
        ((0, 8), 1, True, "two,"),
        ((4, 8), -1, True, "One two,"),
        ((9, 14), 1, False, "three don't"),
        ((9, 25), 1, False, "three don't four"),
    ],
)
def test_edges_go_from_word_to_word(span: tuple[int, int], step: int, start: bool, expected: str) -> None:
    result = moved(TEXT, Span(*span), step, start=start)
    assert TEXT[result.start : result.end] == expected


def test_letters_one_by_one_and_never_empty() -> None:
    assert moved(TEXT, Span(0, 3), 1, start=False, letter=True) == Span(0, 4)
    assert moved(TEXT, Span(0, 1), -1, start=False, letter=True) == Span(0, 1)
    assert moved(TEXT, Span(2, 3), 1, start=True, letter=True) == Span(2, 3)
    assert moved(TEXT, Span(0, 3), -1, start=True) == Span(0, 3)
    assert moved(TEXT, Span(0, 3), -1, start=False) == Span(0, 3)
    assert moved(TEXT, Span(0, len(TEXT)), 1, start=False, letter=True) == Span(0, len(TEXT))
