"""The hits of a search as rows of a list."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from qualcoder_cg.domain.search import Hit
from qualcoder_cg.domain.spans import Span

HIT = Qt.ItemDataRole.UserRole + 1
DOCUMENT = Qt.ItemDataRole.UserRole + 2

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class HitModel(QAbstractListModel):
    """One row for each hit, in the order in which they are found.

    The rows of the search before stay until the first ones of the next are there, so that the list does
    not flicker while one types.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []
        self._codes: Mapping[str, str] = {}
        self._by_document: dict[str, list[Span]] = {}
        self._stale = False

    def begin(self, codes: Mapping[str, str]) -> None:
        """Another search begins; `codes` are the codes of the documents by id."""
        self._codes = codes
        self._stale = True

    def add(self, hits: Sequence[Hit]) -> None:
        """Show more hits."""
        if self._stale:
            self.beginResetModel()
            self._put(hits, anew=True)
            self.endResetModel()
            return
        self.beginInsertRows(NO_INDEX, len(self.hits), len(self.hits) + len(hits) - 1)
        self._put(hits, anew=False)
        self.endInsertRows()

    def end(self) -> None:
        """The search is over: rows of the one before it go, if it found nothing."""
        if self._stale:
            self.beginResetModel()
            self._put((), anew=True)
            self.endResetModel()

    def is_stale(self) -> bool:
        """Whether the rows are still those of the search before."""
        return self._stale

    def spans_in(self, document_id: str) -> list[Span]:
        """The hits in a document, in the order of its text; none while they are those of another search."""
        return [] if self._stale else self._by_document.get(document_id, [])

    def row_of(self, document_id: str, span: Span) -> int:
        """The row of a hit; -1 for none."""
        wanted = (document_id, span)
        return next((n for n, hit in enumerate(self.hits) if (hit.document_id, hit.span) == wanted), -1)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many hits are listed."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The hit, the code of its document, and the line in words."""
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == HIT:
            return hit
        if role == DOCUMENT:
            return self._codes.get(hit.document_id, "")
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{hit.before}{hit.words}{hit.after}".strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            where = ", ".join(filter(None, (self._codes.get(hit.document_id, ""), hit.speaker)))
            return f"{where}: {hit.before}{hit.words}{hit.after}"
        return None

    def _put(self, hits: Sequence[Hit], *, anew: bool) -> None:
        if anew:
            self.hits, self._by_document, self._stale = [], {}, False
        self.hits += hits
        for hit in hits:
            self._by_document.setdefault(hit.document_id, []).append(hit.span)
