"""What stands beside the titles of the two columns of a board: counts, each with its unit."""

from collections.abc import Sequence

from ...domain.strength import DOCUMENTS, INTERVIEWS, SURVEYS
from ...i18n import ngettext
from ...services.question_board import Board, BoardGroup


def supporting_words(board: Board) -> str:
    """How much supports the question or the finding."""
    return _counts(board.supporting)


def against_words(board: Board) -> str:
    """How much qualifies or contradicts it."""
    return _counts(board.against)


def _counts(groups: Sequence[BoardGroup]) -> str:
    spoken = [group for group in groups if group.kind == INTERVIEWS]
    people = len({person for group in spoken for row in group.rows for person in row.people})
    excerpts = sum(group.excerpts for group in spoken)
    documents = sum(group.sources for group in groups if group.kind == DOCUMENTS)
    results = sum(group.sources for group in groups if group.kind == SURVEYS)
    parts = []
    if people:
        parts.append(ngettext("{n} informant", "{n} informants", people).format(n=people))
    if excerpts:
        parts.append(ngettext("{n} excerpt", "{n} excerpts", excerpts).format(n=excerpts))
    if documents:
        parts.append(ngettext("{n} document", "{n} documents", documents).format(n=documents))
    if results:
        parts.append(ngettext("{n} result", "{n} results", results).format(n=results))
    return " · ".join(parts)
