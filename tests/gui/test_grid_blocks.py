"""Blocks of cells as text, where a pasted block goes, and the natural order of what stands in cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_cg.gui.sources import grid_order
from qualcoder_cg.gui.sources.grid_blocks import from_text, laid_out, to_text
from qualcoder_cg.gui.sources.grid_words import meant, shown
from qualcoder_cg.services.register_table import Column

CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=8).map(str.strip)
BLOCK = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=5)
)
STATUS = Column("status", "Status", "choice", (("no reply", "sin respuesta"), ("held", "realizada")))
PEOPLE = Column("people", "People", "list", (("a", "KII-01"), ("b", "KII-02")))


@given(BLOCK)
def test_what_is_copied_is_what_is_pasted(block: list[list[str]]) -> None:
    assert from_text(to_text(block)) == block


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a", [["a"]]),
        ("a\n", [["a"]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ("a\tb\nc", [["a", "b"], ["c", ""]]),
        ('"two\nlines"\tsaid ""so""', [["two\nlines", 'said ""so""']]),
        (' 12" pipe ', [['12" pipe']]),
        ("", [[""]]),
    ],
)
def test_text_of_other_programs(text: str, block: list[list[str]]) -> None:
    assert from_text(text) == block


def test_a_block_fills_a_selection_that_it_fits() -> None:
    assert laid_out([["x"]], 2, 3) == [["x"] * 3] * 2
    assert laid_out([["a"], ["b"]], 4, 2) == [["a", "a"], ["b", "b"]] * 2
    assert laid_out([["a"], ["b"]], 3, 1) == [["a"], ["b"]]
    assert laid_out([["a", "b"]], 1, 1) == [["a", "b"]]


def test_names_with_numbers_and_accents_have_their_natural_order() -> None:
    names = ["KII-10", "kii-2", "Zoe", "Álava", "KII-1b", "KII-1", "Azua"]
    assert sorted(names, key=grid_order.natural) == [
        "Álava",
        "Azua",
        "KII-1",
        "KII-1b",
        "kii-2",
        "KII-10",
        "Zoe",
    ]
    assert sorted(["10", "9,5", "x", "1.25"], key=grid_order.number) == ["1.25", "9,5", "10", "x"]


@given(st.lists(st.text(max_size=6)))
def test_any_texts_can_be_put_in_order(texts: list[str]) -> None:
    keyed = [(str(n), grid_order.natural(text) if text else None) for n, text in enumerate(texts)]
    up = grid_order.in_order(keyed, descending=False)
    down = grid_order.in_order(keyed, descending=True)
    assert sorted(up) == sorted(down) == sorted(name for name, _key in keyed)
    empty = [name for name, key in keyed if key is None]
    assert up[len(up) - len(empty) :] == down[len(down) - len(empty) :] == empty


def test_typed_words_are_taken_for_the_stored_value() -> None:
    assert meant(STATUS, "Sin Respuesta") == "no reply"
    assert meant(STATUS, "no reply") == "no reply"
    assert meant(STATUS, "rea") == "held"
    assert meant(STATUS, "quizás") == "quizás"
    assert meant(PEOPLE, "kii-02; KII-01;; KII-09") == "b; a; KII-09"
    assert meant(PEOPLE, "kii-0") == "kii-0"
    assert shown(PEOPLE, "b; a; c") == "KII-02; KII-01; c"
    assert shown(STATUS, "held") == "realizada"
