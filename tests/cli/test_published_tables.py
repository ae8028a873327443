"""Tables of the literature as files, through the command line: the figures that are printed there.

They are facts and figures only; none of the coefficients was written against these tables.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cli_runs import Run


class Published(NamedTuple):
    """A table as it is printed, where, and what is printed below it, to the digits given."""

    source: str
    option: str
    text: str
    printed: dict[str, str]


def _crossed(*counts: Sequence[int]) -> str:
    """A table of two coders, rows are what the first said: one line for each unit."""
    units = [(a, b) for a, row in enumerate(counts, 1) for b, n in enumerate(row, 1) for _unit in range(n)]
    return "A;B\n" + "".join(f"c{a};c{b}\n" for a, b in units)


def _fourfold(both: int, first: int, second: int, neither: int) -> str:
    units = ["yes,yes"] * both + ["yes,no"] * first + ["no,yes"] * second + ["no,no"] * neither
    return "\n".join(["A,B", *units])


def _turned(text: str) -> str:
    """One line for each unit, from one for each coder."""
    coders = [line.split() for line in text.strip().split("\n")]
    return "\n".join(["\t".join(f"Coder {n}" for n in range(len(coders))), *map("\t".join, zip(*coders))])


FLEISS_COUNTS = """Subject,1,2,3,4,5
1,0,0,0,0,14
2,0,2,6,4,2
3,0,0,3,5,6
4,0,3,9,2,0
5,2,2,8,1,1
6,7,7,0,0,0
7,3,2,6,3,0
8,2,5,3,2,2
9,6,5,2,1,0
10,0,2,2,3,7
"""
FLEISS_1971 = """444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444
222333 144444 224445 333335 111455 111112 224444 133555 555555 244444 224555 114444
144445 222224 111155 224444 133333 555555"""
DIAGNOSES = "depression;personality;schizophrenia;neurosis;other\n" + "\n".join(
    ";".join(str(subject.count(one)) for one in "12345") for subject in FLEISS_1971.split()
)
TABLES = [
    Published(
        "Krippendorff (2011), Computing Krippendorff's alpha-reliability, example B",
        "--ratings",
        _turned("a a b b d c c c e d d a\nb a b b b c c c e d d d"),
        {"krippendorff": ".692"},
    ),
    Published(
        "Wikipedia, Krippendorff's alpha: three coders, fifteen units, nominal",
        "--ratings",
        _turned(
            "* * * * * 3 4 1 2 1 1 3 3 * 3\n1 * 2 1 3 3 4 3 * * * * * * *\n* * 2 1 3 4 4 * 2 1 1 3 3 * 4"
        ),
        {"krippendorff": ".691"},
    ),
    Published(
        "Gwet (2014), Handbook of Inter-Rater Reliability: four raters, twelve subjects, five categories",
        "--ratings",
        _turned(
            "1 2 3 3 2 1 4 1 2 . . .\n1 2 3 3 2 2 4 1 2 5 . 3\n"
            ". 3 3 3 2 3 4 2 2 5 1 .\n1 2 3 3 2 4 4 1 2 5 1 ."
        ),
        {
            "percent": ".8182", "ac1": ".7754", "fleiss-unequal": ".7612", "krippendorff": ".7434",
            "brennan-prediger": ".7727",
        },
    ),
    Published(
        "Wikipedia, Fleiss' kappa: fourteen raters, ten subjects, as counts",
        "--counts",
        FLEISS_COUNTS,
        {"percent": ".378", "fleiss": ".210"},
    ),
    Published(
        "Fleiss (1971), Psychological Bulletin 76: six of the psychiatrists, thirty patients, as counts",
        "--counts",
        DIAGNOSES,
        {"percent": ".556", "fleiss": ".430"},
    ),
    Published(
        "The same as the package irr for R has it, rater by rater: kappam.light",
        "--ratings",
        "\n".join(["a,b,c,d,e,f", *map(",".join, FLEISS_1971.split())]),
        {"fleiss": ".430", "cohen-pairs": ".459"},
    ),
    Published(
        "Cohen (1960), Educational and Psychological Measurement 20, p. 45",
        "--ratings",
        _crossed([88, 14, 18], [10, 40, 10], [2, 6, 12]),
        {"cohen": ".492", "percent": ".700"},
    ),
    Published(
        "Fleiss (1981), Statistical Methods for Rates and Proportions, chapter 13",
        "--ratings",
        _crossed([75, 1, 4], [5, 4, 1], [0, 0, 10]),
        {"cohen": ".68", "percent": ".89"},
    ),
    Published(
        "Landis & Koch (1977), Biometrics 33: neurologists on patients of Winnipeg",
        "--ratings",
        _crossed([38, 5, 0, 1], [33, 11, 3, 0], [10, 14, 5, 6], [3, 7, 3, 10]),
        {"cohen": ".208"},
    ),
    Published(
        "Landis & Koch (1977), Biometrics 33: the same on patients of New Orleans",
        "--ratings",
        _crossed([5, 3, 0, 0], [3, 11, 4, 0], [2, 13, 3, 4], [1, 2, 4, 14]),
        {"cohen": ".297"},
    ),
    Published(
        "Boyd et al. (1982), mammograms, as the manual of Stata prints it",
        "--ratings",
        _crossed([21, 12, 0, 0], [4, 17, 1, 0], [3, 9, 15, 2], [0, 0, 0, 1]),
        {"percent": ".6353", "cohen": ".4728"},
    ),
    Published(
        "Artstein & Poesio (2008), Computational Linguistics 34(4): S, pi, kappa",
        "--ratings",
        _crossed([20, 20], [10, 50]),
        {"percent": ".7", "brennan-prediger": ".4", "scott": ".341", "cohen": ".348"},
    ),
    Published(
        "Gwet (2002), Inter-rater reliability: dependency on trait prevalence",
        "--ratings",
        _fourfold(118, 5, 2, 0),
        {"percent": ".944", "cohen": "-.0234", "scott": "-.0288", "ac1": ".9408"},
    ),
    Published(
        "Wikipedia, Cohen's kappa: fifty proposals",
        "--ratings",
        _fourfold(20, 5, 10, 15),
        {"percent": ".70", "cohen": ".40"},
    ),
    Published(
        "Viera & Garrett (2005), Family Medicine 37(5)",
        "--ratings",
        _fourfold(15, 5, 10, 70),
        {"percent": ".85", "cohen": ".57"},
    ),
    Published(
        "Sim & Wright (2005), Physical Therapy 85(3): kappa and PABAK",
        "--ratings",
        _fourfold(22, 2, 4, 11),
        {"cohen": ".67", "brennan-prediger": ".69"},
    ),
]  # fmt: skip


def _found(folder: Path, run: Run, option: str, text: str) -> dict[str, Any]:
    path = folder / "published.csv"
    path.write_text(text, encoding="utf-8")
    return run("agreement", option, path, "--draws", 0, "--json").json()


def _written(value: float, like: str) -> str:
    return f"{value:.{len(like.partition('.')[2])}f}".replace("0.", ".", 1)


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.source.split(":")[0])
def test_what_is_printed_is_found(tmp_path: Path, run: Run, table: Published) -> None:
    found = _found(tmp_path, run, table.option, table.text)
    values = {one["coefficient"]: one["value"] for one in found["results"] if one["level"] == "table"}
    assert {key: _written(values[key], like) for key, like in table.printed.items()} == table.printed


# Feinstein & Cicchetti (1990), Cicchetti & Feinstein (1990), Journal of Clinical Epidemiology 43(6), and what
# Byrt, Bishop & Carlin (1993), ibid. 46(5), say of such tables: kappa, agreement on yes and on no, PABAK,
# prevalence and bias.
PARADOX = [
    ((40, 9, 6, 45), (".70", ".84", ".86", ".70"), ("0.05", "0.03")),
    ((80, 10, 5, 5), (".32", ".91", ".40", ".70"), ("0.75", "0.05")),
    ((45, 15, 25, 15), (".13", ".69", ".43", ".20"), ("0.30", "0.10")),
    ((25, 35, 5, 35), (".26", ".56", ".64", ".20"), ("0.10", "0.30")),
]


@pytest.mark.parametrize(("cells", "wanted", "beside"), PARADOX)
def test_the_paradoxes_with_what_explains_them(
    tmp_path: Path, run: Run, cells: tuple[int, int, int, int], wanted: Sequence[str], beside: Sequence[str]
) -> None:
    results = _found(tmp_path, run, "--ratings", _fourfold(*cells))["results"]
    by_key = {(one["coefficient"], one["code"]): one for one in results}
    keys = [("cohen", ""), ("dice", "yes"), ("dice", "no"), ("brennan-prediger", "")]
    assert [_written(by_key[key]["value"], ".00") for key in keys] == list(wanted)
    note = by_key["cohen", ""]["note"]
    assert note.endswith(f"prevalence {beside[0]}, bias {beside[1]}.")
    prevalence, bias = abs(cells[0] - cells[3]) / sum(cells), abs(cells[1] - cells[2]) / sum(cells)
    even = by_key["brennan-prediger", ""]["value"]
    kappa = (even - prevalence**2 + bias**2) / (1 - prevalence**2 + bias**2)
    assert by_key["cohen", ""]["value"] == pytest.approx(kappa, abs=1e-12)


def test_kappa_nears_positive_agreement_where_negatives_are_many(tmp_path: Path, run: Run) -> None:
    """Hripcsak & Rothschild (2005), Journal of the American Medical Informatics Association 12(3)."""
    apart = []
    for neither in (0, 100, 1_000, 10_000):
        results = _found(tmp_path, run, "--ratings", _fourfold(30, 10, 6, neither))["results"]
        values = {one["coefficient"]: one["value"] for one in results if one["level"] == "table"}
        assert values["dice"] == pytest.approx(60 / 76)
        apart.append(values["dice"] - values["cohen"])
    assert apart == sorted(apart, reverse=True)
    assert 0 < apart[-1] < 1e-3


def test_counts_and_ratings_of_one_table_are_alike(tmp_path: Path, run: Run) -> None:
    raters = "\n".join(["a,b,c,d,e,f", *map(",".join, FLEISS_1971.split())])
    ratings = _found(tmp_path, run, "--ratings", raters)["results"]
    counts = _found(tmp_path, run, "--counts", DIAGNOSES)["results"]
    by_key = {one["coefficient"]: one for one in ratings if one["level"] == "table"}
    told = [one for one in counts if one["level"] == "table"]
    assert {one["coefficient"] for one in told} == {
        "krippendorff", "percent", "fleiss", "ac1", "brennan-prediger",
    }  # fmt: skip
    for one in told:
        assert one["value"] == pytest.approx(by_key[one["coefficient"]]["value"], abs=1e-12)
