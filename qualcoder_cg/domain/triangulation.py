"""The triangulation matrix: evaluation questions by kinds of sources, and what each source says."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from .codings import CONTRADICTS, POLARITY_MARKS, QUALIFIES, SUPPORTS

INFORMANTS, INSTITUTIONS = UNITS = ("informants", "institutions")

TYPE, SUBTOTAL, CATEGORY, SURVEY, OBSERVED, KINDS, STRENGTH = COLUMN_KINDS = (
    "type", "subtotal", "category", "survey", "observation", "kinds", "strength",
)  # fmt: skip

MIXED, UNDECIDED, SILENT, NOT_ASKED, NOTHING = "mixed", "undecided", "silent", "not asked", ""
# What a cell says: of those who spoke, SUPPORTS, MIXED, CONTRADICTS or UNDECIDED; of those who did not,
# whether they were asked; NOTHING where nobody is asked because sources are read (documents, surveys,
# observations).
SPOKEN_MARKS = (SUPPORTS, MIXED, CONTRADICTS, UNDECIDED)
SIGNS = {
    SUPPORTS: POLARITY_MARKS[SUPPORTS],
    MIXED: POLARITY_MARKS[QUALIFIES],
    CONTRADICTS: POLARITY_MARKS[CONTRADICTS],
    UNDECIDED: "·",
    SILENT: "–",
    NOT_ASKED: "",
    NOTHING: "",
}

NOBODY, ONE_TYPE, ASKED_SILENT, ONE_SOURCE, AGAINST = GAP_KINDS = (
    "nobody spoke", "one type", "asked but silent", "one source", "against documents",
)  # fmt: skip


class Column(NamedTuple):
    """A column: its kind (of COLUMN_KINDS), the type, category id or survey id it is of, how it is called.

    `spoke` of `interviewed` are the voices of a type (or of all, in the subtotal) that said anything to any
    question.
    """

    kind: str
    key: str
    name: str
    spoke: int = 0
    interviewed: int = 0


class Cell(NamedTuple):
    """What one kind of source says to a question.

    `voices` are informants or institutions, as the matrix counts; `asked` are the people of the type who were
    asked; `sources` are documents, items of a survey, observations. `items` are ids of evidence linked to
    findings that counts here.
    """

    mark: str
    voices: int = 0
    excerpts: int = 0
    asked: int = 0
    sources: int = 0
    items: tuple[str, ...] = ()

    @property
    def spoke(self) -> bool:
        """Whether there is evidence here."""
        return self.mark in SPOKEN_MARKS


class Gap(NamedTuple):
    """Something missing under a question, of GAP_KINDS, as a sentence."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A question with a cell for each column before KINDS.

    `kinds` is how many of the four independent kinds of sources speak (0–4): interviews, documents, surveys,
    observation. `strength` is a grade of findings.GRADES, "" without a finding; `confirmed` tells that a
    person confirmed or chose it.
    """

    question_id: str
    number: str
    short: str
    text: str
    cells: tuple[Cell, ...]
    kinds: int
    strength: str = ""
    confirmed: bool = False
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A criterion with its questions; `totals` count distinct voices and excerpts under all of them."""

    criterion_id: str
    key: str
    name: str
    rows: tuple[Row, ...]
    totals: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Triangulation:
    """The whole matrix. `unit` is of UNITS, `group` the rule by which group interviews are counted.

    `notes` are sentences that a reader of the numbers must know.
    """

    unit: str
    group: str
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    totals: tuple[Cell, ...]
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All questions, in the order of the matrix."""
        return tuple(row for block in self.blocks for row in block.rows)

    def column(self, kind: str, key: str = "") -> int:
        """Where a column stands; ValueError where there is none."""
        return [(one.kind, one.key) for one in self.columns].index((kind, key))


def mark_of(polarities: Iterable[str]) -> str:
    """What passages say together: those undecided say nothing beside others; both directions are mixed."""
    decided = set(polarities) - {""}
    if not decided:
        return UNDECIDED
    if decided == {SUPPORTS}:
        return SUPPORTS
    return CONTRADICTS if decided == {CONTRADICTS} else MIXED
