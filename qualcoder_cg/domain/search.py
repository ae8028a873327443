"""What is looked for in the texts of a study, and what is found."""

from dataclasses import dataclass
from typing import NamedTuple

from .spans import Span

WORDS, PHRASE, NEAR, REGEX, FUZZY, LEMMA = MODES = ("words", "phrase", "near", "regex", "fuzzy", "lemma")
HIT, SENTENCE, TURN = GROWTHS = ("hit", "sentence", "turn")
SPEAKER, TYPE, SEX, INSTITUTION, PLACE, INTERVIEW = ATTRIBUTES = (
    "speaker",
    "type",
    "sex",
    "institution",
    "place",
    "interview",
)
NEAR_WORDS = 10

Filter = tuple[str, str]  # an attribute and one of its values


@dataclass(frozen=True, slots=True)
class Query:
    """A wish to find something.

    `mode` says how `text` is meant: all of the words in one answer, in any order (WORDS), in this order
    (PHRASE), at most `distance` words apart (NEAR), a regular expression (REGEX), words spelt alike
    (FUZZY), words with the same lemma (LEMMA). Unless `whole` is set a word is also the beginning of a
    longer one. `documents` are ids, None for all; with `code_id` only passages coded under it are read,
    with `below` also those under the codes beneath it.

    `only` limits the search to speakers and informants: for each attribute that is named, one of its
    values must fit. Interviewers' words are left out unless `interviewer` is set.
    """

    text: str
    mode: str = WORDS
    distance: int = NEAR_WORDS
    accents: bool = False
    case: bool = False
    whole: bool = False
    documents: tuple[str, ...] | None = None
    code_id: str = ""
    below: bool = True
    interviewer: bool = False
    only: frozenset[Filter] = frozenset()


class Hit(NamedTuple):
    """A place that was found, with what stands around it in the same answer, on one line."""

    document_id: str
    start: int
    end: int
    speaker: str
    role: str
    before: str
    words: str
    after: str

    @property
    def span(self) -> Span:
        """The place, in code points."""
        return Span(self.start, self.end)
