"""Words are found as people type them, in the text itself, and the index never hides one."""

import sqlite3
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualcoder_cg.domain import word_patterns
from qualcoder_cg.domain.word_patterns import Exactness


def _found(token: str, text: str, **exact: bool) -> list[str]:
    return word_patterns.word(token, Exactness(**exact)).findall(text)


def test_a_word_is_the_beginning_of_longer_ones_and_found_up_to_their_end() -> None:
    assert _found("work", "Work, workers; homework. A work-shop") == ["Work", "workers", "work"]
    assert _found("work", "Work, workers; homework.", whole=True) == ["Work"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_make_no_difference_unless_wanted(form: str) -> None:
    text = unicodedata.normalize(form, "Afilió a la señora; AFILIO, afiliación. Über uber")
    assert [unicodedata.normalize("NFC", one) for one in _found("afilio", text)] == ["Afilió", "AFILIO"]
    assert len(_found("afilió", text, accents=True)) == 1
    assert len(_found("AFILIÓ", text, accents=True)) == 1
    assert _found("AFILIÓ", text, accents=True, case=True) == []
    assert len(_found("senora", text)) == len(_found("señora", text, accents=True)) == 1
    assert _found("senora", text, accents=True) == []
    assert len(_found("uber", text)) == 2
    assert len(_found("uber", text, case=True)) == 1


def test_a_mark_before_a_letter_is_no_beginning_of_a_word() -> None:
    assert _found("n", unicodedata.normalize("NFD", "dándole nada")) == ["nada"]


def test_signs_within_a_word_stand_for_any_signs() -> None:
    assert _found("KII-01", "KII-01 kii–012 KII 01 KII01") == ["KII-01", "kii–012"]
    assert _found("o'clock", "five o’clock") == ["o’clock"]
    assert _found("%", "5 % and 10%") == ["%", "%"]
    assert _found("😀", "gut 😀😀") == ["😀", "😀"]


def test_scripts_without_spaces_are_found_anywhere() -> None:
    assert _found("教育", "我們的教育政策，教育。") == ["教育", "教育"]
    assert _found("教育", "我們的教育政策", whole=True) == ["教育"]


def test_arabic_is_found_without_its_vowel_signs() -> None:
    assert _found("العمل", "قال العَمَل والعمل") == ["العَمَل"]


def test_phrases_have_only_signs_between() -> None:
    find = word_patterns.phrase(["domestic", "work"], Exactness()).findall
    assert find("Domestic workers; domestic — work. domestic and work") == [
        "Domestic workers",
        "domestic — work",
    ]


def test_any_of_many_forms_is_found_as_a_whole_word() -> None:
    found = word_patterns.any_of(["afilio", "afiliada", "afiliadas", "hogar"]).findall(
        "Afilió, afiliadas y afiliado; un hogar, hogares"
    )
    assert found == ["Afilió", "afiliadas", "hogar"]


def _index() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.execute(
        "CREATE VIRTUAL TABLE texts USING fts5 (text, content = '', detail = none,"
        " tokenize = 'unicode61 remove_diacritics 2')"
    )
    return made


LETTERS = "abñnéeÉ\u0301\u0308\u0305ßøKk1_-' .\ue000教\u212aſ"


@given(
    st.text(LETTERS, min_size=1, max_size=4).filter(lambda token: not token.isspace()),
    st.text(LETTERS, max_size=12),
    st.builds(Exactness, st.booleans(), st.booleans(), st.booleans()),
)
@example("1\u03051", "1\u03051", Exactness(accents=True))
@example("a\u0305b", "a\u0305b", Exactness(accents=True))
def test_the_index_holds_what_a_found_word_needs(token: str, text: str, exact: Exactness) -> None:
    (token, *_others) = word_patterns.tokens(token)
    if not word_patterns.word(token, exact).search(text):
        return
    index = _index()
    index.execute("INSERT INTO texts (rowid, text) VALUES (1, ?)", [text])
    for word, begun in word_patterns.in_index(token, exact):
        query = f'"{word}"' + (" *" if begun else "")
        assert index.execute("SELECT rowid FROM texts WHERE texts MATCH ?", [query]).fetchall(), word
    index.close()
