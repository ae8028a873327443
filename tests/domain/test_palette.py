"""Colours of codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_cg.domain import palette

COLOURS = [f"{hue}-{tone}" for hue in range(1, 13) for tone in range(3)]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_the_table_gives_the_colours_of_the_design():
    assert palette.stroke("1-0", dark=False) == "#3375c4"
    assert palette.stroke("6-0", dark=True) == "#1bbbbc"
    assert palette.tint("1-0", dark=False) == "#e2ecf7"
    assert palette.tint("12-0", dark=True) == "#3a3e43"


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("colour", COLOURS)
def test_strokes_and_words_stay_legible(colour, dark):
    base, ink = ("#1e2124", "#e6e8ea") if dark else ("#ffffff", "#1c2024")
    assert contrast(palette.stroke(colour, dark), base) >= 3.2
    assert contrast(ink, palette.tint(colour, dark)) >= 4.5


@given(st.lists(st.sampled_from(COLOURS), min_size=1, max_size=9), st.booleans())
def test_words_stay_legible_however_many_codings_overlap(colours, dark):
    ink = "#e6e8ea" if dark else "#1c2024"
    assert contrast(ink, palette.overlap_tint(colours, dark)) >= 4.5


def test_tones_of_a_hue_differ():
    assert len({palette.stroke(f"3-{tone}", dark=False) for tone in range(3)}) == 3


def test_questions_take_six_hues_and_themes_the_other_six():
    assert [palette.for_question(n, 0) for n in (0, 5, 6)] == ["1-0", "6-0", "1-0"]
    assert [palette.for_question(1, n) for n in range(4)] == ["2-0", "2-1", "2-2", "2-0"]
    assert [palette.for_theme(n) for n in (0, 5, 6, 18)] == ["7-0", "12-0", "7-1", "7-0"]


@pytest.mark.parametrize(
    ("text", "colour"),
    [("3-1", "3-1"), (" Olive ", "8-0"), ("#3375C4", "1-0"), ("#000", "5-2"), ("#f00", "10-0")],
)
def test_colours_as_people_write_them(text, colour):
    assert palette.parse(text) == colour


@pytest.mark.parametrize("colour", COLOURS)
def test_a_colour_of_the_palette_written_as_hex_comes_back(colour):
    assert palette.parse(palette.stroke(colour, dark=False)) == colour


@pytest.mark.parametrize("text", ["", "13-0", "0-0", "3-3", "3", "-", "#12", "#gggggg", "mauve", "3--1"])
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(ValueError, match="not a colour"):
        palette.parse(text)
