"""The words of quotes as they may be printed: names taken out, paraphrased where that was decided."""

from bisect import bisect_right
from typing import NamedTuple

from . import evidence_text
from .quote_decisions import Decisions
from .redactor import Redactor
from .sayers import Open


class Words(NamedTuple):
    """What an excerpt prints: the last fields of `Excerpt`, in their order."""

    text: str
    translation: str = ""
    translation_language: str = ""
    translator: str = ""
    redactions: int = 0
    paraphrased: int = 0
    checked: int = 0


class QuoteWords:
    """The words of the quotes of one document."""

    def __init__(
        self, document: Open, text: str, decisions: Decisions, redactor: Redactor, language: str
    ) -> None:
        self._document = document
        self._text = text
        self._decisions = decisions
        self._redactor = redactor
        self._language = language
        self._paraphrased = decisions.paraphrased(document.entry.id)

    def of(self, start: int, end: int, level: str) -> Words:
        """The passage as it may be printed at a level; start and end in code points, half-open."""
        quote = self._decisions.at(self._document.entry.id, start, end).quote
        for only in self._paraphrased:
            if only.start <= start and end <= only.end:
                return Words(self._redactor.instead(only, level), paraphrased=1)
        pieces = self._redactor.of_document(self._document.entry.id, self._text).pieces(level)
        index = bisect_right(self._document.labels, start)
        said = evidence_text.quoted(self._document.turns, index, start, end, pieces.said)
        version = self._decisions.translation(quote)
        if version is None or self._document.entry.language == self._language:
            return Words(said, redactions=pieces.count(start, end))
        return Words(
            said,
            self._redactor.free_text(version.text, level),
            version.language,
            version.translator,
            pieces.count(start, end),
            0,
            int(bool(version.checked_by)),
        )
