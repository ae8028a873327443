"""Finding a code by typed letters."""

import pytest

from qualcoder_cg.domain.codes import QUESTION, TEAM, THEME, Code
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.services.palette import RECENT, SUGGESTED, folded, label_of, match_in, number_of, ranked


def _code(name: str, short: str = "", kind: str = QUESTION, *keywords: str) -> Code:
    return Code(
        name,
        kind,
        name,
        short,
        None,
        None,
        None,
        "",
        "",
        "",
        "",
        "1-0",
        0,
        (),
        {"en": keywords} if keywords else {},
    )


CODES = [
    _code("Q1", "Fit with policies", QUESTION, "national plan"),
    _code("Q2", "Agency synergy"),
    _code("Q11", "Affiliation, care", QUESTION, "enrolment", "mother tongue"),
    _code("Q12", "Promoción"),
    _code("Gender", "", THEME),
    _code("Promoters as a bridge", "Promoters", TEAM),
]


def _names(typed: str, **known: list[str]) -> list[str]:
    return [hit.code.name for hit in ranked(CODES, typed, **known)]


def test_nothing_typed_gives_all_with_suggested_then_recent_ones_first() -> None:
    found = ranked(CODES, "", recent=["Gender", "Q2"], suggested=["Q12"])
    assert [hit.code.name for hit in found][:4] == ["Q12", "Gender", "Q2", "Q1"]
    assert [hit.why for hit in found][:3] == [SUGGESTED, RECENT, RECENT]
    assert len(found) == len(CODES)


@pytest.mark.parametrize("typed", ["1", "q1", "Q1"])
def test_an_exact_number_comes_first(typed: str) -> None:
    assert _names(typed, recent=["Q11"], suggested=["Q12"])[0] == "Q1"


def test_a_number_begun_offers_those_that_begin_so() -> None:
    assert _names("11") == ["Q11"]
    assert _names("1") == ["Q1", "Q11", "Q12"]


def test_accents_and_capitals_do_not_matter() -> None:
    assert _names("PROMOCION") == ["Q12"]
    assert _names("promoción")[0] == "Q12"


def test_what_is_suggested_comes_before_a_better_match() -> None:
    assert _names("pro") == ["Q12", "Promoters as a bridge"]
    assert _names("pro", suggested=["Promoters as a bridge"])[0] == "Promoters as a bridge"


def test_recent_ones_come_first_among_equals() -> None:
    assert _names("pro", recent=["Promoters as a bridge"]) == ["Promoters as a bridge", "Q12"]


def test_words_may_be_typed_in_any_order() -> None:
    assert _names("care aff") == ["Q11"]


def test_keywords_find_a_code_and_say_so() -> None:
    (hit,) = ranked(CODES, "tongue")
    assert (hit.code.name, hit.keyword) == ("Q11", "mother tongue")


def test_a_misspelt_name_is_found_and_nonsense_is_not() -> None:
    assert _names("afiliation")[0] == "Q11"
    assert _names("gendre") == ["Gender"]
    assert _names("xyzzy") == []


def test_match_is_counted_in_the_label() -> None:
    assert match_in("20 Apropiación", "pro") == Span(4, 7)
    assert match_in("Promoción", "cion") == Span(5, 9)
    assert match_in("ﬁrst straße", "stras") == Span(5, 10)
    assert match_in("Gender", "xyz") is None
    assert match_in("Gender", " ") is None


def test_names_for_people() -> None:
    assert (number_of(CODES[2]), label_of(CODES[2])) == ("11", "Affiliation, care")
    assert (number_of(CODES[4]), label_of(CODES[4])) == ("", "Gender")
    assert folded("ÁÑç") == "anc"
