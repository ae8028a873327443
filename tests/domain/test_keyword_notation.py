"""How keywords are written, and what is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_cg.domain import keyword_notation as notation
from qualcoder_cg.domain.keyword_notation import (
    FORMS,
    GAP,
    START,
    WRITTEN,
    BadKeyword,
    Part,
    parse,
    read,
    separated,
)

PATTERN = '[{"LEMMA": "pay"}, {"OP": "?"}, {"LEMMA": "wage"}]'


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("labour  inspector ", [Part(FORMS, "labour inspector")]),
        ('"labour inspector"', [Part(WRITTEN, "labour inspector")]),
        ("“as written”", [Part(WRITTEN, "as written")]),
        ("«tal cual»", [Part(WRITTEN, "tal cual")]),
        ("contract*", [Part(START, "contract")]),
        ("day care ... women", [Part(FORMS, "day care"), Part(GAP, most=5), Part(FORMS, "women")]),
        ("day care…2 women", [Part(FORMS, "day care"), Part(GAP, most=2), Part(FORMS, "women")]),
        ('afili* "al" seguro', [Part(START, "afili"), Part(WRITTEN, "al"), Part(FORMS, "seguro")]),
        ("COVID-19", [Part(FORMS, "COVID-19")]),
        ("U.S.", [Part(FORMS, "U.S.")]),
        ("[sic]", [Part(FORMS, "[sic]")]),
    ],
)
def test_what_is_written_is_what_is_meant(text: str, parts: list[Part]) -> None:
    assert list(parse(text).parts) == parts


def test_a_pattern_is_read_as_json() -> None:
    keyword = parse(PATTERN)
    assert list(keyword.pattern) == json.loads(PATTERN)
    assert not keyword.parts


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", notation.EMPTY),
        ("?!", notation.EMPTY),
        ("...", notation.EMPTY),
        ("x" * 201, notation.LONG),
        ('the "wage', notation.QUOTE),
        ('"" wage', notation.QUOTE),
        ("*age", notation.STAR),
        ("wa*ge", notation.STAR),
        ("w*", notation.STAR),
        ("wage | pay", notation.OR),
        ("wage|pay", notation.OR),
        ("... wage", notation.GAP_ALONE),
        ("etc...", notation.GAP_ALONE),
        ("a ... ... b", notation.GAP_ALONE),
        ("wage ...0 paid", notation.GAP_SIZE),
        ("wage ...21 paid", notation.GAP_SIZE),
        ('[{"LEMMA": "pay"', notation.JSON),
        ('{"LEMMA": "pay"}', notation.PATTERN),
        ('[["LEMMA", "pay"]]', notation.PATTERN),
        ('[{"LEMA": "pay"}]', notation.ATTRIBUTE),
        ('[{"_": {"x": 1}}]', notation.ATTRIBUTE),
        ('[{"LEMMA": 3}]', notation.VALUE),
        ('[{"LEMMA": {"IN": []}}]', notation.VALUE),
        ('[{"LOWER": {"REGEX": "("}}]', notation.VALUE),
        ('[{"LEMMA": "pay", "OP": "many"}]', notation.VALUE),
        ('[{"IS_DIGIT": "yes"}]', notation.VALUE),
        ('[{"LENGTH": true}]', notation.VALUE),
        ("[]", notation.NOTHING),
        ('[{"OP": "+"}]', notation.NOTHING),
        ('[{"LEMMA": "pay", "OP": "{0,3}"}]', notation.NOTHING),
    ],
)
def test_what_is_refused_and_why(text: str, fault: str) -> None:
    with pytest.raises(BadKeyword) as refused:
        parse(text)
    assert refused.value.fault == fault


def test_what_is_refused_is_taken_literally_where_it_is_there_already() -> None:
    assert read("wage | pay").parts == (Part(FORMS, "wage | pay"),)
    assert read(PATTERN).pattern == parse(PATTERN).pattern


def test_keywords_are_parted_outside_quotation_marks_and_brackets() -> None:
    assert separated(f'wage, pay;\n"to, fro"\n{PATTERN}, rent') == (
        "wage",
        "pay",
        '"to, fro"',
        PATTERN,
        "rent",
    )
    assert separated('5" pipe, wage\n[open, pay\nrent') == ('5" pipe', "wage", "[open, pay", "rent")


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        keyword = parse(text)
    except BadKeyword:
        keyword = read(text)
    assert keyword.parts or keyword.pattern or not text.split()


@given(st.text(alphabet='ab1 "“”«».…*|[]{},:é\u0301'))
def test_signs_of_the_notation_are_read_or_refused(text: str) -> None:
    try:
        keyword = parse(text)
    except BadKeyword as bad:
        assert bad.fault
        return
    assert parse(keyword.text) == keyword
    assert separated(text, "\n")[:1] in ((), (text.strip(),))
