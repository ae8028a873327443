"""Where the rows that lie in a text come to lie in its next one."""

from ..domain.spans import Span
from ..domain.text import fingerprint
from ..storage.project import Project
from .anchoring import KEPT, Anchors, Placed


class Ways:
    """The ways of a document's rows from its text to another one, asked for row after row.

    What a person once put on that other text lies there exactly again, for instance when it is restored; all
    else goes where its words went.
    """

    def __init__(self, project: Project, document_id: str, old: str, new: str) -> None:
        self.anchors = Anchors(old, new)
        self._put = project.revisions.put_on(document_id, fingerprint(new))

    def exactly(self, table: str, row_id: str) -> Placed | None:
        """Where a person had put a row on the new text, None where nobody had."""
        known = self._put.get((table, row_id))
        return Placed(*known, KEPT) if known else None

    def span(self, table: str, row_id: str, span: Span) -> Placed:
        """Where the passage of a row comes to lie (code points, half-open)."""
        return self.exactly(table, row_id) or self.anchors.span(span)

    def position(self, table: str, row_id: str, position: int) -> int:
        """Where a row comes to lie that is at one place."""
        known = self._put.get((table, row_id))
        return known[0] if known else self.anchors.position(position)
