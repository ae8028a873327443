"""Documents of a study and the turns of those who speak in them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .spans import Span

KINDS = ("interview", "group", "document", "survey", "observation")
CODE_PREFIX = {"interview": "INT", "group": "GRP", "document": "DOC", "survey": "SUR", "observation": "OBS"}
SPOKEN = ("interview", "group")
DOCUMENT = "document"

INTERVIEWER = "interviewer"
RESPONDENT = "respondent"
UNKNOWN = "unknown"


class Turn(NamedTuple):
    """What one person says at a stretch.

    `start` and `end` (code points, half-open) enclose the words alone; the speaker's label as it
    stands in the text begins at `label_start`, which equals `start` where there is none.
    `seconds` is when it was said, counted from the beginning of the recording, if known.
    """

    speaker: str
    role: str
    label_start: int
    start: int
    end: int
    seconds: float | None = None

    @property
    def span(self) -> Span:
        """The words, without the label."""
        return Span(self.start, self.end)


class Page(NamedTuple):
    """Where a page of a paginated source begins: its number as printed, and a code point of the text."""

    label: str
    start: int


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a reader found in a file: cleaned text, turns in order, and what the person should know.

    `encodings` is not empty where the encoding is unsure: those that may be meant, the likeliest first;
    a person has to choose one of them.
    """

    text: str
    turns: tuple[Turn, ...] = ()
    format: str = ""
    encoding: str = ""
    language: str = ""
    warnings: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    encodings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A text of the study, without the text itself.

    `code` (INT-01, GRP-02 …) names it where the file name would tell too much. `date` is ISO 8601 or "".
    `interview_id` is the interview it records, `category_id` and `citation` describe a secondary source,
    `survey_item_id` is the open question whose answers it holds.
    """

    id: str
    code: str
    name: str
    kind: str
    language: str
    format: str
    characters: int
    words: int
    sha256: str
    memo: str
    position: int
    imported_at: str
    date: str = ""
    place: str = ""
    citation: str = ""
    encoding: str = ""
    interview_id: str | None = None
    category_id: str | None = None
    survey_item_id: str | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of secondary source, such as design documents."""

    id: str
    name: str
    position: int


def turn_at(turns: Sequence[Turn], position: int) -> Turn | None:
    """The turn (label included) that holds a code point, or None between and outside turns."""
    index = bisect_right(turns, position, key=lambda turn: turn.label_start) - 1
    if index >= 0 and position < max(turns[index].end, turns[index].start + 1):
        return turns[index]
    return None


def page_at(pages: Sequence[Page], position: int) -> str:
    """The label of the page on which a code point lies; "" before the first one and without pages."""
    index = bisect_right(pages, position, key=lambda page: page.start) - 1
    return pages[index].label if index >= 0 else ""
