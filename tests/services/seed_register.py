"""A register with the make-up of a real evaluation's, entered through imported tables; all codes invented.

The report it is modelled on prints two tables that do not add up at first sight: 34 people interviewed, 30
of them in individual interviews and four in one group; and 49 interviews planned, 15 not held. The 34
interviews that were held are therefore 33 individual ones with 30 people, three of whom were met a second
time, and the group: 33 + 1 + 15 = 49. Both tables come out of these data:

    type                       institutions  people  men  women
    Agencies                              4       8    3      5
    Partner institutions                 13      16    5     11
    Collaborating institutions            4       6    1      5
    Temporary workers                     –       4    0      4
    total                                21      34    9     25

    49 planned, 34 held, 15 not held: 2 declined, 10 no reply, 3 could not attend
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from qualcoder_cg.services import register
from qualcoder_cg.services.studies import Project

AGENCY, PARTNER, COLLABORATOR, WORKERS = TYPES = (
    "Agencies", "Partner institutions", "Collaborating institutions", "Temporary workers",
)  # fmt: skip
# type, institutions, men, women
MAKE_UP = ((AGENCY, 4, 3, 5), (PARTNER, 13, 5, 11), (COLLABORATOR, 4, 1, 5), (WORKERS, 0, 0, 4))
NOT_HELD = {"declined": 2, "no reply": 10, "could not attend": 3}
SECOND_TALKS = ("A-01", "P-02", "C-03")


def seed_register(project: Project, folder: Path, *, not_reached: bool = False) -> None:
    """Fill the register of a study; files are written into `folder`.

    With `not_reached`, the 15 people who were not interviewed are in the register too, of institutions
    nobody else speaks for: no printed table may change by it.
    """
    people = list(_people())
    absent = _absent() if not_reached else {}
    extra = [(code, PARTNER, "F", f"Distant office {code}") for codes in absent.values() for code in codes]
    _import(project, "informant", folder, ("Código", "Tipo", "Sexo", "Institución"), [*people, *extra])
    talks = list(_interviews([code for code, *_rest in people], absent))
    headings = ("Entrevista", "Estado", "Fecha", "Forma", "Informantes")
    _import(project, "interview", folder, headings, talks)


def _people() -> Iterable[Sequence[str]]:
    for kind, institutions, men, women in MAKE_UP:
        for number in range(men + women):
            institution = f"{kind} {number % institutions + 1}" if institutions else ""
            yield f"{kind[0]}-{number + 1:02d}", kind, "H" if number < men else "mujer", institution


def _absent() -> dict[str, list[str]]:
    """Codes of those who were not reached, by the reason."""
    numbers = iter(range(1, 100))
    return {reason: [f"N-{next(numbers):02d}" for _n in range(n)] for reason, n in NOT_HELD.items()}


def _interviews(codes: Sequence[str], absent: dict[str, list[str]]) -> Iterable[Sequence[str]]:
    alone = [code for code in codes if not code.startswith("T-")]
    group = [code for code in codes if code.startswith("T-")]
    for number, code in enumerate((*alone, *SECOND_TALKS), 1):
        yield f"I-{number:02d}", "realizada", f"{number % 27 + 1:02d}/02/2022", "individual", code
    yield "G-01", "held", "28/02/2022", "grupal", "; ".join(group)
    for reason, n in NOT_HELD.items():
        for number in range(n):
            person = absent[reason][number] if absent else ""
            yield f"{reason[:1].upper()}-{number + 1:02d}", reason, "", "individual", person


def _import(
    project: Project, table: str, folder: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    path = folder / f"{table}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([headings, *rows])
    mapping = register.guess_mapping(project, table, register.read_headings(path))
    assert len(mapping) == len(headings), mapping
    register.import_table(project, table, path, mapping)
