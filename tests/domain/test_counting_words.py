"""Counting words: their boundaries, their sentences in two languages, and placeholders that follow counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_cg.domain.counting_words import (
    ALL,
    CONTRADICTING,
    COUNT,
    FEW,
    HALF,
    MOST,
    NAMES,
    NEARLY_ALL,
    NONE,
    ONE,
    SHARES,
    SOME,
    SPOKE,
    SUPPORTING,
    WORD,
    Counted,
    figures,
    language_of,
    name_for,
    parts,
    phrase,
    placeholder,
    placeholders,
    rendered,
    table,
    word,
)
from qualcoder_cg.domain.rules import Rules

USUAL = Rules()


@pytest.mark.parametrize(
    ("n", "name"),
    [
        (0, NONE),
        (1, ONE),
        (2, FEW),
        (199, FEW),  # 19.9 %
        (200, SOME),  # 20 %
        (399, SOME),  # 39.9 %
        (400, HALF),  # 40 %
        (600, HALF),  # 60 %
        (601, MOST),  # 60.1 %
        (899, MOST),  # 89.9 %
        (900, NEARLY_ALL),  # 90 %
        (999, NEARLY_ALL),
        (1000, ALL),  # 100 %
    ],
)
def test_the_boundaries(n: int, name: str) -> None:
    assert name_for(Counted(n, 1000)) == name


@given(st.integers(10, 400), st.data())
def test_every_count_has_the_word_of_its_share(of: int, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, of))
    share, name = n / of * 100, name_for(Counted(n, of))
    # floats are only near a boundary where they are the boundary: counts are compared as whole numbers
    wanted = (
        NONE if n == 0 else ALL if n == of else ONE if n == 1
        else FEW if n * 5 < of else SOME if n * 5 < of * 2 else HALF if n * 5 <= of * 3
        else MOST if n * 10 < of * 9 else NEARLY_ALL
    )  # fmt: skip
    assert name == wanted, share


def test_more_of_them_never_has_a_lesser_word() -> None:
    for of in range(10, 60):
        order = [NAMES.index(name_for(Counted(n, of))) for n in range(of + 1)]
        assert order == sorted(order)


def test_below_ten_asked_figures_stand() -> None:
    assert word(Counted(7, 9), USUAL) == "7 of 9"
    assert phrase(Counted(7, 9), USUAL) == "7 of the 9 informants asked"
    assert phrase(Counted(0, 1), USUAL) == "0 of the one informant asked"
    assert word(Counted(7, 10), USUAL) == "most"
    assert word(Counted(7, 9), Rules(plain_below=5)) == "most"
    assert phrase(Counted(9, 14), Rules(plain_below=15)) == "9 of the 14 informants asked"


def test_where_nobody_knows_whom_was_asked_nothing_is_claimed() -> None:
    assert phrase(Counted(3, 0), USUAL) == "3 informants"
    assert word(Counted(1, 0), Rules(plain_below=0)) == "1"
    assert phrase(Counted(1, 0), Rules(plain_below=0), "es") == "1 informante"


def test_the_sentences_in_two_languages() -> None:
    asked = {
        0: "none",
        1: "one",
        2: "a few",
        5: "some",
        7: "about half",
        9: "most",
        13: "nearly all",
        14: "all",
    }
    for n, said in asked.items():
        assert phrase(Counted(n, 14), USUAL) == f"{said} of the informants asked"
    spanish = [phrase(Counted(n, 14), USUAL, "es") for n in asked]
    assert spanish == [
        "ninguno de los informantes preguntados",
        "uno de los informantes preguntados",
        "unos pocos de los informantes preguntados",
        "algunos de los informantes preguntados",
        "cerca de la mitad de los informantes preguntados",
        "la mayoría de los informantes preguntados",
        "casi todos los informantes preguntados",
        "todos los informantes preguntados",
    ]
    assert phrase(Counted(7, 9), USUAL, "es_MX") == "7 de los 9 informantes preguntados"
    assert language_of("fr") == "en"


def test_the_study_owns_the_table() -> None:
    own = Rules(counting_words=(("most", "a majority"),))
    assert word(Counted(9, 14), own) == "a majority"
    assert phrase(Counted(9, 14), own) == "a majority of the informants asked"
    assert table(own, "en")["all"] == "all"
    assert set(table(USUAL, "es")) == set(NAMES) == set(SHARES)


def test_placeholders_are_filled_in_and_begin_sentences() -> None:
    counts = {SUPPORTING: Counted(9, 14), CONTRADICTING: Counted(1, 14)}
    said = "{supporting} say so ({supporting:count}). {contradicting:word} disagrees; not {supporting:word}."
    assert rendered(said, counts, USUAL) == (
        "Most of the informants asked say so (9 of 14). One disagrees; not most."
    )
    assert placeholders(said) == [SUPPORTING, CONTRADICTING]
    found = parts(said, counts, USUAL)
    assert [part.who for part in found if part.who] == [
        "supporting",
        "supporting",
        "contradicting",
        "supporting",
    ]
    assert "".join(part.text for part in found) == rendered(said, counts, USUAL)


def test_the_word_changes_when_the_count_does() -> None:
    said = "So say {supporting}."
    assert rendered(said, {SUPPORTING: Counted(9, 14)}, USUAL) == "So say most of the informants asked."
    assert rendered(said, {SUPPORTING: Counted(9, 20)}, USUAL) == "So say about half of the informants asked."
    assert rendered(said, {SUPPORTING: Counted(3, 20)}, USUAL) == "So say a few of the informants asked."


def test_other_braces_stay_as_they_are() -> None:
    said = "{unknown} {supporting:other} {} {"
    assert rendered(said, {}, USUAL) == said


@given(st.text())
def test_any_statement_can_be_rendered(statement: str) -> None:
    assert "".join(part.text for part in parts(statement, {}, USUAL, "es")) == rendered(
        statement, {}, USUAL, "es"
    )


def test_how_placeholders_are_written() -> None:
    for form in ("", WORD, COUNT):
        assert placeholders(placeholder(SPOKE, form)) == [SPOKE]
    assert figures(Counted(9, 14)) == "9 of 14"
