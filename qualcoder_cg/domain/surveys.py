"""Surveys: to whom they went, what was asked, what each respondent answered."""

from dataclasses import dataclass

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
