"""What the suggesters found in the documents of this window, shown or kept back, as it is known now."""

from collections.abc import Sequence

from ..domain.changes import Changes
from ..domain.predictions import about
from ..domain.spans import Span
from ..domain.suggestions import Suggestion


class Known:
    """Suggestions by document (id): put there by whoever reads one, asked for by whoever codes."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[Suggestion, ...]] = {}

    def put(self, document_id: str, found: Sequence[Suggestion]) -> None:
        """A document was read: this is all that was found in it, also what is kept back."""
        self._found[document_id] = tuple(found)

    def of(self, document_id: str) -> tuple[Suggestion, ...] | None:
        """What was found in a document; None where it was not read."""
        return self._found.get(document_id)

    def about(self, document_id: str, span: Span) -> list[Suggestion] | None:
        """What was found for a passage, best first; None where the document was not read."""
        found = self._found.get(document_id)
        return None if found is None else about(found, span)

    def among(self, document_ids: Sequence[str]) -> dict[str, tuple[Suggestion, ...]]:
        """What was found in each of these documents that was read."""
        return {one: self._found[one] for one in document_ids if one in self._found}

    def follow(self, changes: Changes) -> None:
        """Forget what was found where texts changed, or whose codings are seen: it is not true any more."""
        if changes.everything or changes.touched("document_text", "turn"):
            self._found.clear()
