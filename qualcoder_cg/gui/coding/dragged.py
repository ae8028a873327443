"""What is dragged between the panes of the coding window, and how it is written while it is under way."""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData

from qualcoder_cg.domain.spans import Span

CODES = "application/x-qualcoder-cg-codes"
CODINGS = "application/x-qualcoder-cg-codings"
PASSAGE = "application/x-qualcoder-cg-passage"


def ids_as(kind: str, ids: Iterable[str]) -> QMimeData:
    """Ids of codes (CODES) or codings (CODINGS) on the way to where they are dropped."""
    data = QMimeData()
    data.setData(kind, "\n".join(ids).encode())
    return data


def ids_in(data: QMimeData, kind: str) -> list[str]:
    """The ids that are dropped; [] where something else is."""
    return [one for one in bytes(data.data(kind).data()).decode().split("\n") if one]


def put_passage(data: QMimeData, document_id: str, span: Span) -> None:
    """Say which passage a dragged text is; the text itself stays beside it."""
    data.setData(PASSAGE, f"{document_id} {span.start} {span.end}".encode())


def passage_in(data: QMimeData) -> tuple[str, Span] | None:
    """The document (id) and the passage that are dropped; None where something else is."""
    parts = bytes(data.data(PASSAGE).data()).decode().split()
    if len(parts) != 3:
        return None
    return parts[0], Span(int(parts[1]), int(parts[2]))
