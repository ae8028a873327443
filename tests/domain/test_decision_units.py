"""On what coders decide, and which units a coding touches."""

import pytest

from qualcoder_cg.domain.consistency import ANSWER, DOCUMENT, PARAGRAPH, SENTENCE
from qualcoder_cg.domain.decision_units import Touched, units_of
from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT, UNKNOWN, Turn

TEXT = "E1: Why? \nKII: Because it was. It is.\nSo be it.\nE1: And?\n…\nKII: Sí 😀 señora.\n"


def _turn(words: str, role: str = RESPONDENT) -> Turn:
    start = TEXT.index(words)
    return Turn("X", role, start, start, start + len(words))


TURNS = (
    _turn("Why?", INTERVIEWER),
    _turn("Because it was. It is.\nSo be it."),
    _turn("And?", INTERVIEWER),
    _turn("…", UNKNOWN),
    _turn("Sí 😀 señora."),
)


def _words(unit: str, turns: tuple[Turn, ...] = TURNS, text: str = TEXT) -> list[str]:
    return [text[one.start : one.end] for one in units_of(text, turns, unit)]


def test_answers_are_the_turns_of_who_does_not_ask() -> None:
    assert _words(ANSWER) == ["Because it was. It is.\nSo be it.", "Sí 😀 señora."]


def test_sentences_and_paragraphs_lie_within_answers() -> None:
    assert _words(SENTENCE) == ["Because it was.", "It is.", "So be it.", "Sí 😀 señora."]
    assert _words(PARAGRAPH) == ["Because it was. It is.", "So be it.", "Sí 😀 señora."]


def test_a_document_is_one_unit() -> None:
    assert _words(DOCUMENT) == [TEXT]
    assert _words(DOCUMENT, (), " \n…") == []


@pytest.mark.parametrize("turns", [(), (TURNS[0], TURNS[2])])
def test_without_answers_paragraphs_stand_in(turns: tuple[Turn, ...]) -> None:
    assert _words(ANSWER, turns, "One.\n\n  Two. Three. \n–\n") == ["One.", "Two. Three."]
    assert _words(SENTENCE, turns, "One.\n\n  Two. Three. \n–\n") == ["One.", "Two.", "Three."]


def test_a_coding_touches_the_units_of_which_it_holds_a_letter() -> None:
    units = units_of(TEXT, TURNS, ANSWER)
    touched = Touched(TEXT, units)
    first, second = units
    assert touched.by(first.start, first.start + 1) == [0]
    assert touched.by(0, first.start) == []
    assert touched.by(first.start + 3, second.start + 1) == [0, 1]
    assert touched.by(first.end - 1, first.end) == []  # the full stop alone
    smile = TEXT.index("😀")
    assert touched.by(smile, smile + 2) == []
    assert touched.by(smile, smile + 3) == [1]
    assert touched.by(0, len(TEXT)) == [0, 1]
    assert touched.by(second.end, len(TEXT)) == []
