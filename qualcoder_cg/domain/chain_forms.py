"""What the form of a conclusion, lesson learned, good practice and recommendation asks for.

Names are stable: they are what is stored, written to files and given on the command line. How a field is
called in the language of the person is said by `services/chain_words.py`.
"""

from collections.abc import Mapping
from typing import NamedTuple

from .chain import CONCLUSION, FINDING, LESSON, PRACTICE, RECOMMENDATION

PREFIXES: Mapping[str, str] = {
    FINDING: "F",
    CONCLUSION: "C",
    LESSON: "LL",
    PRACTICE: "BP",
    RECOMMENDATION: "R",
}

# How a field is filled in: one line, several lines, one of its choices, several entries with ";" between.
LINE, LINES, CHOICE, LIST = "line", "lines", "choice", "list"

TEXT, CRITERION, BASIS, STATUS = "text", "criterion", "basis", "status"
HIGH, MEDIUM, LOW = "high", "medium", "low"
SHORT_TERM, MEDIUM_TERM, LONG_TERM = "short", "medium", "long"
DRAFT, FINAL = "draft", "final"


class FormField(NamedTuple):
    """A field of a form; `choices` are the values stored, where only some will do."""

    name: str
    shape: str = LINES
    required: bool = True
    choices: tuple[str, ...] = ()


FORMS: Mapping[str, tuple[FormField, ...]] = {
    CONCLUSION: (
        FormField(CRITERION, CHOICE),
        FormField(TEXT),
    ),
    LESSON: (
        FormField(TEXT),
        FormField("context"),
        FormField("users"),
        FormField("challenges"),
        FormField("success"),
        FormField("administration"),
    ),
    PRACTICE: (
        FormField(TEXT),
        FormField("conditions"),
        FormField("cause_effect"),
        FormField("impact"),
        FormField("replication"),
        FormField("upward_links"),
        FormField("other", required=False),
    ),
    RECOMMENDATION: (
        FormField(TEXT),
        FormField("addressees", LIST),
        FormField("priority", CHOICE, choices=(HIGH, MEDIUM, LOW)),
        FormField("term", CHOICE, choices=(SHORT_TERM, MEDIUM_TERM, LONG_TERM)),
        FormField("resources", CHOICE, choices=(LOW, MEDIUM, HIGH)),
        FormField(STATUS, CHOICE, required=False, choices=(DRAFT, FINAL)),
    ),
}

# What stands above every form of a study, alike.
HEADER = (
    FormField("title", LINE),
    FormField("project_code", LINE),
    FormField("evaluator", LINE),
    FormField("date", LINE),
)

# What may rest on what: conclusions on findings, and so on down the chain.
RESTS_ON: Mapping[str, tuple[str, ...]] = {
    CONCLUSION: (FINDING,),
    LESSON: (FINDING, CONCLUSION),
    PRACTICE: (FINDING, CONCLUSION),
    RECOMMENDATION: (CONCLUSION, LESSON, PRACTICE, FINDING),
}

# What a recommendation needs before it is final.
NEEDED_FOR_FINAL = ("text", "addressees", BASIS)


def form_field(kind: str, name: str) -> FormField | None:
    """A field of the form of a kind, or None where it has no such field."""
    return next((field for field in FORMS[kind] if field.name == name), None)


def entries(value: str) -> list[str]:
    """The entries of a LIST field, such as the addressees of a recommendation."""
    parts = value.replace("\n", ";").split(";")
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))
