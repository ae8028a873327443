"""What was decided about passages, looked up by their place: levels, paraphrases, translations."""

from collections.abc import Sequence
from typing import NamedTuple

from ..domain import attribution
from ..domain.quotes import Quote, Translation
from ..storage.project import Project


class Decided(NamedTuple):
    """What holds for one passage: the level decided for it, what decisions about passages that overlap it
    allow at most ("" where none was taken), and the quote it is."""

    level: str = ""
    most: str = ""
    quote: Quote | None = None


NOTHING = Decided()


class Decisions:
    """All decisions of a study, read once.

    A passage that overlaps others follows the strictest of what was decided about any of them: the same
    words under other edges must not say more.
    """

    def __init__(self, project: Project, language: str = "") -> None:
        self._by_document: dict[str, list[Quote]] = {}
        for quote in project.evidence.quotes.all():
            self._by_document.setdefault(quote.document_id, []).append(quote)
        self._translations: dict[str, Translation] = {}
        if language:
            for translation in project.evidence.translations.where("language", language):
                known = self._translations.get(translation.quote_id)
                if known is None or _rank(translation) > _rank(known):
                    self._translations[translation.quote_id] = translation

    def at(self, document_id: str, start: int, end: int) -> Decided:
        """What holds for a passage."""
        here = self._by_document.get(document_id)
        if not here:
            return NOTHING
        over = [quote for quote in here if quote.start < end and start < quote.end]
        exact = next((quote for quote in over if (quote.start, quote.end) == (start, end)), None)
        levels = [quote.level for quote in over if quote.level and quote is not exact]
        most = min(levels, key=attribution.LEVELS.index, default="")
        return Decided(exact.level if exact else "", most, exact)

    def paraphrased(self, document_id: str) -> Sequence[Quote]:
        """The passages of a document that may not be printed in their own words."""
        return [quote for quote in self._by_document.get(document_id, ()) if quote.paraphrase_only]

    def translation(self, quote: Quote | None) -> Translation | None:
        """The version of a quote in the language asked for: one that was checked before others."""
        return self._translations.get(quote.id) if quote else None


def _rank(translation: Translation) -> tuple[bool, bool, str]:
    return bool(translation.checked_by), translation.method == "person", translation.date
