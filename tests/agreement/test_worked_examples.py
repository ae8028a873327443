"""Every published example to the digits that are printed."""

import pytest
import tables
from tables import Row, value

from qualcoder_cg import agreement

FOUR = 5e-5
THREE = 5e-4
COHEN = tables.of_counts([[88, 14, 18], [10, 40, 10], [2, 6, 12]])


def test_cohen_1960() -> None:
    assert value("percent", COHEN, 3) == pytest.approx(0.7)
    assert value("cohen", COHEN, 3) == pytest.approx(0.4915, abs=FOUR)


@pytest.mark.parametrize(
    ("key", "wanted"),
    [("percent", 0.5556), ("fleiss", 0.4302), ("krippendorff", 0.4334), ("ac1", 0.4479)],
)
def test_fleiss_1971(key: str, wanted: float) -> None:
    assert value(key, tables.fleiss(), 5) == pytest.approx(wanted, abs=FOUR)


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("percent", 0.6), ("krippendorff", 0.0952), ("cohen", 0.0909), ("scott", 0.0476), ("ac1", 0.3103),
        ("brennan-prediger", 0.2), ("fleiss", 0.0476),
    ],
)  # fmt: skip
def test_krippendorff_two_coders(key: str, wanted: float) -> None:
    assert value(key, tables.binary()) == pytest.approx(wanted, abs=FOUR)


def test_the_manual_of_another_program() -> None:
    table: list[Row] = [[int(a), int(b)] for a, b in zip("1100000000", "0110010100")]
    assert value("percent", table) == pytest.approx(0.6)
    assert value("krippendorff", table) == pytest.approx(0.0952, abs=FOUR)


def test_krippendorff_2011_with_missing() -> None:
    assert value("krippendorff", tables.krippendorff(), 5) == pytest.approx(0.7434, abs=FOUR)


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ((40, 9, 6, 45), {"percent": 0.85, "cohen": 0.700, "ac1": 0.701, "krippendorff": 0.701}),
        (
            (80, 10, 5, 5),
            {"percent": 0.85, "cohen": 0.318, "ac1": 0.808, "brennan-prediger": 0.7, "krippendorff": 0.318},
        ),
        ((45, 15, 25, 15), {"percent": 0.6, "cohen": 0.130}),
        ((25, 35, 5, 35), {"percent": 0.6, "cohen": 0.259}),
    ],
)
def test_the_paradox_of_kappa(cells: tuple[int, int, int, int], wanted: dict[str, float]) -> None:
    for key, expected in wanted.items():
        assert value(key, tables.fourfold(*cells)) == pytest.approx(expected, abs=THREE), key


@pytest.mark.parametrize(
    ("length", "percent", "kappa"),
    [
        (1000, 60.0, 0.2),
        (2000, 80.0, 0.467),
        (5000, 92.0, 0.556),
        (10000, 96.0, 0.579),
        (100000, 99.6, 0.598),
    ],
)
def test_uncoded_text_lifts_percent_and_not_dice(length: int, percent: float, kappa: float) -> None:
    table = tables.fourfold(300, 200, 200, length - 700)
    assert 100 * value("percent", table) == pytest.approx(percent, abs=0.05)
    assert value("cohen", table) == pytest.approx(kappa, abs=THREE)
    assert value("dice", table) == pytest.approx(0.6)


@pytest.mark.parametrize(("first", "second", "kappa"), [(150, 0, 0.348), (75, 75, 0.314)])
def test_the_characters_of_another_program(first: int, second: int, kappa: float) -> None:
    table = tables.fourfold(50, first, second, 800)
    assert value("percent", table) == pytest.approx(0.85)
    assert value("cohen", table) == pytest.approx(kappa, abs=THREE)


@pytest.mark.parametrize(("categories", "wanted"), [(10, 0.926), (2, 0.867)])
def test_brennan_prediger_with_many_codes(categories: int, wanted: float) -> None:
    table: list[Row] = [[unit % 2, unit % 2] for unit in range(14)] + [[0, 1]]
    assert value("brennan-prediger", table, categories) == pytest.approx(wanted, abs=THREE)


@pytest.mark.parametrize(
    ("key", "wanted", "digits"), [("u-alpha", 0.510, 3), ("|u-alpha", 0.4136, 4), ("cu-alpha", 0.7242, 4)]
)
def test_krippendorff_2019_on_a_continuum(key: str, wanted: float, digits: int) -> None:
    (one,) = (one for one in agreement.ON_CONTINUUM if one.key == key)
    found = one.result(tables.lengths(), 60)
    assert found.value is not None
    assert round(found.value, digits) == wanted


def test_krippendorff_2019_value_by_value() -> None:
    found = agreement.OF_A_VALUE.results(tables.lengths())
    coverage = agreement.OF_A_VALUE.coverage(tables.lengths())
    assert [None if one.value is None else round(one.value, 12) for one in found] == [1, 0, 0, 0, 1, 1, None]
    assert coverage[4] == pytest.approx(0.444, abs=THREE)
    assert coverage[6] == 0


def test_another_order_of_coders_changes_nothing_on_a_continuum() -> None:
    first, second = tables.lengths(), tables.lengths((tables.SUZAN, tables.ALEX, tables.PAUL))
    for one in agreement.ON_CONTINUUM:
        assert float(one.values(first)) == pytest.approx(float(one.values(second)), abs=1e-12)
