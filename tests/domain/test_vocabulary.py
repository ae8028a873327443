"""The words of the register's vocabularies: no word stands for two things."""

import pytest

from qualcoder_cg.domain import vocabulary
from qualcoder_cg.domain.attribution import LEVELS
from qualcoder_cg.domain.documents import KINDS
from qualcoder_cg.domain.informants import CONSENT_TERMS
from qualcoder_cg.domain.interviews import FORMS, MODES, STATUSES
from qualcoder_cg.domain.register_headings import HEADINGS
from qualcoder_cg.domain.vocabulary import fold, looks_like_a_name, meant


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (vocabulary.SEX, vocabulary.SEXES), (vocabulary.STATUS, STATUSES), (vocabulary.MODE, MODES),
        (vocabulary.FORM, FORMS), (vocabulary.CEILING, LEVELS), (vocabulary.KIND, KINDS),
        (vocabulary.TERM, (*CONSENT_TERMS, "no", "all")),
    ],
)  # fmt: skip
def test_a_vocabulary_knows_its_values_and_only_them(words: dict[str, str], values: tuple[str, ...]) -> None:
    assert set(words.values()) == set(values)
    assert all(meant(words, value) == value for value in values)
    assert all(fold(word) == word for word in words)


@pytest.mark.parametrize(
    ("one", "other"),
    [("STPS", "s.t.p.s."), ("Sí", "SI"), ("No  respondió", "no respondio"), ("face_to_face", "Face to face")],
)
def test_what_is_compared_as_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_no_heading_stands_for_two_columns_of_a_table() -> None:
    for columns in HEADINGS.values():
        words = [word for known in columns.values() for word in {fold(one) for one in known.split(",")}]
        assert {word for word in words if words.count(word) > 1} == set()


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("María López", True), ("Ana-Luisa O'Brien", True), ("José de la Cruz", True), ("KII-07", False),
        ("FG-01 W1", False), ("Worker 4", False), ("UNO DOS", False), ("Agency", False), ("", False),
    ],
)  # fmt: skip
def test_codes_that_look_like_names(code: str, name: bool) -> None:
    assert looks_like_a_name(code) == name
