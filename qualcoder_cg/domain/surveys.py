"""Surveys: to whom they went, what was asked, what each respondent answered."""

from dataclasses import dataclass
from typing import NamedTuple

ID, ATTRIBUTE, OPEN, CLOSED, MULTIPLE, IGNORED = ITEM_KINDS = (
    "id", "attribute", "open", "closed", "multiple", "ignored",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey: how many were asked and answered (None where unknown), reminders, days open (ISO 8601)."""

    id: str
    name: str
    sent: int | None = None
    answered: int | None = None
    reminders: int | None = None
    opened: str = ""
    closed: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Answers in order, low to high; `missing` are those that stand for no opinion or no answer."""

    id: str
    name: str
    categories: tuple[str, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SurveyItem:
    """A column of a survey: its heading in the file, what was asked, its kind (of ITEM_KINDS).

    `separator` parts the answers of a multiple response; `questions` are ids of evaluation questions.
    """

    id: str
    survey_id: str
    heading: str
    text: str
    kind: str
    scale_id: str | None = None
    separator: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Respondent:
    """Someone who answered, by a code, with answers by item id."""

    id: str
    survey_id: str
    code: str


class TableRow(NamedTuple):
    """A row of a survey's file: the line or row it stands in, and a cell for each heading."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SurveyTable:
    """A survey's file as it was read: headings, each once and none blank, and the rows below them.

    `texts` are the wordings of the questions where the file has them apart from its headings, else the
    headings. `heading_row` is the line or row of the headings. `sheets` are the names of a workbook's
    sheets and `sheet` the one read; `encodings` is not empty where the encoding is unsure: those that
    may be meant, the likeliest first; a person has to choose one of them.
    """

    file: str
    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    texts: tuple[str, ...] = ()
    heading_row: int = 1
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    encoding: str = ""
    encodings: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def column(self, heading: str) -> list[str]:
        """The cells under a heading, in order; ValueError for an unknown one."""
        at = self.headings.index(heading)
        return [row.cells[at] for row in self.rows]


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """What becomes of a column: its kind (of ITEM_KINDS), and why that was proposed ("" if chosen).

    `categories` are its answers in order, low to high, or () where they have none; `missing` those that
    stand for no opinion or no answer; `questions` are ids of evaluation questions.
    """

    heading: str
    kind: str
    text: str = ""
    separator: str = ""
    categories: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    reason: str = ""


class Category(NamedTuple):
    """A kind of answer to a closed question: `missing` tells "does not know" and the like.

    `text` is "" for those who left the question blank.
    """

    text: str
    missing: bool = False


class FrequencyGroup(NamedTuple):
    """How often each category was chosen among the respondents of a group."""

    name: str
    respondents: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How often each answer to a closed question was given, over all respondents and by group.

    The counts of each group stand in the order of `categories`. Every respondent is in the base, those
    too who do not know or did not answer; in a multiple response one respondent counts in several
    categories. `by` is the text of the attribute that makes the groups, "" without any.
    """

    survey: str
    item: str
    multiple: bool
    categories: tuple[Category, ...]
    total: FrequencyGroup
    by: str = ""
    groups: tuple[FrequencyGroup, ...] = ()
