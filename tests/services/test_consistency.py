"""Coders compared in a study: the house fixture to the printed digits, units, levels, missing and zero."""

from collections.abc import Iterator

import pytest
from comparing import coder_ids, house, one, value

from qualcoder_cg.domain.consistency import (
    AVERAGED,
    CHARACTER,
    CRITERION,
    DOCUMENT,
    EACH,
    PARAGRAPH,
    POOLED,
    SEGMENT,
    SENTENCE,
    Setup,
)
from qualcoder_cg.services import consistency
from qualcoder_cg.services.studies import Project

ABOUT = 5e-5


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    project = house(tmp_path_factory.mktemp("house"))
    yield project
    project.close()


def measured(project: Project, **values: object) -> consistency.Measured:
    setup = Setup(coder_ids(project, "A", "B"), draws=0, **values)  # type: ignore[arg-type]
    return consistency.measure(project, setup)


@pytest.mark.parametrize(
    ("name", "cohen", "alpha", "dice"),
    [("Q1", 0.6154, 0.6275, 0.667), ("Q5", 1, 1, 1), ("Q19", 0, 0, 0), ("Q20", 0, 0, 0), ("Q23", 1, 1, 1)],
)
def test_each_question_by_turns(
    compared: Project, name: str, cohen: float, alpha: float, dice: float
) -> None:
    found = measured(compared)
    assert value(found, "cohen", EACH, name) == pytest.approx(cohen, abs=ABOUT)
    assert value(found, "krippendorff", EACH, name) == pytest.approx(alpha, abs=ABOUT)
    assert value(found, "dice", EACH, name) == pytest.approx(dice, abs=5e-4)


def test_all_decisions_together(compared: Project) -> None:
    found = measured(compared)
    expected = {
        "percent": 0.94, "cohen": 0.6939, "krippendorff": 0.6966, "ac1": 0.9254, "brennan-prediger": 0.88,
        "dice": 0.7273,
    }  # fmt: skip
    for coefficient, wanted in expected.items():
        assert value(found, coefficient, POOLED) == pytest.approx(wanted, abs=ABOUT), coefficient
    table = one(found, "cohen", POOLED)
    assert (table.both, table.first_only, table.second_only, table.neither) == (4, 1, 2, 43)
    assert table.n == 50
    assert table.prevalence == pytest.approx(39 / 50)
    assert table.bias == pytest.approx(1 / 50)
    assert value(found, "ac1", EACH, "Q19") == pytest.approx(0.8895, abs=ABOUT)
    assert value(found, "krippendorff", AVERAGED) == pytest.approx((0.627451 + 1 + 0 + 0 + 1) / 5, abs=1e-6)
    assert len(found.unused) == 18


def test_coders_agree_on_the_criterion_where_they_differ_on_the_question(compared: Project) -> None:
    found = measured(compared, level=CRITERION)
    criteria = {one.key: one.name for one in compared.matrix.criteria()}
    assert value(found, "krippendorff", EACH, criteria["REL"]) == pytest.approx(0.7912, abs=ABOUT)
    assert value(found, "krippendorff", EACH, criteria["IMS"]) == 1


@pytest.mark.parametrize(("overlap", "wanted"), [(0.9, 6 / 11), (0.5, 8 / 11), (1.0, 2 / 11)])
def test_passages_that_match(compared: Project, overlap: float, wanted: float) -> None:
    found = measured(compared, unit=SEGMENT, overlap=overlap)
    assert value(found, "holsti", POOLED) == pytest.approx(wanted)
    assert value(found, "dice", POOLED) == pytest.approx(wanted)
    assert not found.of("cohen", POOLED)
    asked = measured(compared, unit=SEGMENT, overlap=overlap, coefficients=("cohen",))
    assert one(asked, "cohen", POOLED).value is None
    assert "chance is unknown" in one(asked, "cohen", POOLED).note


def test_the_continuum(compared: Project) -> None:
    found = measured(compared)
    for coefficient, wanted in (("u-alpha", 0.7341), ("|u-alpha", 0.7227), ("cu-alpha", 0.9033)):
        assert value(found, coefficient, POOLED) == pytest.approx(wanted, abs=ABOUT)


def test_characters(compared: Project) -> None:
    found = measured(compared, unit=CHARACTER)
    assert value(found, "cohen", EACH, "Q1") == pytest.approx(0.8074, abs=ABOUT)
    assert value(found, "dice", EACH, "Q1") == pytest.approx(0.8235, abs=ABOUT)
    assert value(found, "cohen", EACH, "Q5") == pytest.approx(0.7991, abs=ABOUT)
    assert value(found, "dice", EACH, "Q5") == pytest.approx(0.8308, abs=ABOUT)
    assert one(found, "cohen", EACH, "Q1").n == 2000
    assert any("not to be reported" in note for note in found.notes)
    assert "not to be reported" in one(found, "percent", POOLED).note


@pytest.mark.parametrize("unit", [SENTENCE, PARAGRAPH, DOCUMENT])
def test_other_units(compared: Project, unit: str) -> None:
    found = measured(compared, unit=unit)
    assert found.units == (1 if unit == DOCUMENT else 10)
    figure = one(found, "krippendorff", POOLED)
    assert (figure.value is None) == (figure.n < 2)
