"""A team's own table on its way to a matrix: as the file has it, how it is read, and what would be made."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .matrix import MatrixSpec, QuestionSpec, SubQuestionSpec

# What a column of such a table may hold; IGNORED for what is left out.
CRITERION, NUMBER, QUESTION, SUB_QUESTION = "criterion", "number", "question", "sub_question"
JUDGEMENT, INDICATOR, SOURCE, METHOD = "judgement", "indicator", "source", "method"
SHORT, THEME, IGNORED = "short", "theme", ""
FIELDS = (CRITERION, NUMBER, QUESTION, SUB_QUESTION, JUDGEMENT, INDICATOR, SOURCE, METHOD, SHORT, THEME)

AS_WRITTEN, IN_ORDER = NUMBERINGS = ("as-written", "in-order")


class TeamRow(NamedTuple):
    """A row as the file has it: its number there, and a text for every column.

    Columns in `left` are covered by the cell at their left, those in `above` by the cell above; their text
    is "".
    """

    number: int
    cells: tuple[str, ...]
    left: tuple[int, ...] = ()
    above: tuple[int, ...] = ()


class TeamTable(NamedTuple):
    """A table or sheet of a file: what it is called there, and its filled rows, all of the same width."""

    name: str
    rows: tuple[TeamRow, ...]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0].cells) if self.rows else 0

    @property
    def first(self) -> str:
        """The words of the first row, to know the table by."""
        return " | ".join(" ".join(cell.split()) for cell in self.rows[0].cells if cell.strip())


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is read: which tables (by place, from 0) follow one another, and what each column holds.

    `heading_row` is the number of the row with the headings, 0 where there is none. `fields` has one of
    FIELDS or IGNORED for each column. With `repeats`, a blank cell repeats the one above it in every column
    and not only where criterion and question stand.
    """

    tables: tuple[int, ...]
    heading_row: int
    fields: tuple[str, ...]
    numbering: str = AS_WRITTEN
    repeats: bool = False


class Problem(NamedTuple):
    """Something to look at in a row of a table (0 where it is not one row); a `grave` one forbids saving."""

    table: str
    row: int
    sentence: str
    grave: bool = False


class DraftCounts(NamedTuple):
    """What a draft holds."""

    criteria: int
    questions: int
    sub_questions: int
    judgement: int
    indicators: int
    sources: int
    methods: int


@dataclass(frozen=True, slots=True)
class MatrixDraft:
    """What would be made of a table, before anything is saved.

    `origins` tells from which table and row each question (by number) comes.
    """

    spec: MatrixSpec
    problems: tuple[Problem, ...] = ()
    origins: dict[str, tuple[str, int]] = field(default_factory=dict)

    @property
    def counts(self) -> DraftCounts:
        """How many of everything."""
        questions = self.spec.questions
        parts = [part for question in questions for part in question.sub_questions]
        wholes: list[QuestionSpec | SubQuestionSpec] = [*questions, *parts]
        entries = [entry for one in wholes for entry in one.judgement]
        return DraftCounts(
            len(self.spec.criteria),
            len(questions),
            len(parts),
            sum(bool(entry.text) for entry in entries),
            sum(len(entry.indicators) for entry in entries),
            sum(len(one.sources) for one in wholes),
            sum(len(one.methods) for one in wholes),
        )

    @property
    def grave(self) -> Sequence[Problem]:
        """The problems that forbid saving."""
        return [problem for problem in self.problems if problem.grave]
