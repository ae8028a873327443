"""Answers are put in the order of the scale they belong to, in either language."""

import pytest

from qualcoder_cg.domain.survey_scales import folded, in_order, stands_for_nothing

KNOWN = [
    ("Very high|Low|Medium|Very low|High", "Very low|Low|Medium|High|Very high"),
    ("Alto|Muy bajo|Medio|Muy alta|Baja", "Muy bajo|Baja|Medio|Alto|Muy alta"),
    ("Agree|Strongly disagree|Neutral", "Strongly disagree|Neutral|Agree"),
    (
        "De acuerdo|Totalmente en desacuerdo|Muy de acuerdo|En desacuerdo",
        "Totalmente en desacuerdo|En desacuerdo|De acuerdo|Muy de acuerdo",
    ),
    ("Mucho|Regular|Poco", "Poco|Regular|Mucho"),
    ("Much|Regular|Little", "Little|Regular|Much"),
    ("Totalmente|Parcialmente|Nada|Poco", "Nada|Poco|Parcialmente|Totalmente"),
    ("Totally|Partially|Little|Nothing", "Nothing|Little|Partially|Totally"),
    ("Sí|No", "No|Sí"),
    ("yes|no", "no|yes"),
    ("5|1|3", "1|2|3|4|5"),
    ("10|0", "0|1|2|3|4|5|6|7|8|9|10"),
    ("1. Very low|3. Medium|2. Low", "1. Very low|2. Low|3. Medium"),
    ("5 - Muy alto|1 - Muy bajo", "1 - Muy bajo|5 - Muy alto"),
]


@pytest.mark.parametrize(("given", "ordered"), KNOWN)
def test_a_known_scale_goes_from_low_to_high(given: str, ordered: str) -> None:
    steps = in_order(given.split("|"))
    assert steps is not None
    assert steps.categories == tuple(ordered.split("|"))
    assert steps.missing == ()


@pytest.mark.parametrize(
    "answers", ["Pública|Privada", "yes", "No sabe|NR", "3|45", "Alto|Rojo", "2022|2023", ""]
)
def test_what_is_on_no_known_scale_has_no_order(answers: str) -> None:
    assert in_order(answers.split("|")) is None


def test_those_who_do_not_know_come_before_those_who_do_not_answer() -> None:
    steps = in_order(["No responde", "Sí", "No aplica", "NS", "No"])
    assert steps is not None
    assert steps.missing == ("NS", "No responde", "No aplica")


def test_numbers_that_stand_for_no_answer_are_no_points() -> None:
    steps = in_order(["1", "99", "5", "NS/NR"])
    assert steps is not None
    assert (steps.categories, steps.missing) == (("1", "2", "3", "4", "5"), ("99", "NS/NR"))


def test_answers_that_differ_in_case_accents_and_space_are_one() -> None:
    steps = in_order(["SI", "sí", "Si.", "  no", "No"])
    assert steps is not None
    assert steps.categories == ("  no", "SI")
    assert folded(" Muy  ALTO. ") == "muy alto"


@pytest.mark.parametrize(
    "answer", ["Don't know", "does not know", "N/A", "No sabe / No contesta", "ns/nc", "NR", "na"]
)
def test_an_answer_that_says_nothing_is_known(answer: str) -> None:
    assert stands_for_nothing(answer)


@pytest.mark.parametrize("answer", ["No", "Nada", "None", "0", "no sabemos bien"])
def test_an_answer_that_says_something_is_not_taken_for_none(answer: str) -> None:
    assert not stands_for_nothing(answer)
