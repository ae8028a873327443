"""Deciding the attribution level of passages that may not be quotes yet."""

from collections.abc import Sequence

from ..domain.spans import Span
from ..storage.project import Project
from .quotes import known_quote, quote_of, set_level


def decide_level(project: Project, passages: Sequence[tuple[str, int, int]], level: str, reason: str) -> None:
    """Decide the level of passages (document id, start, end) in one step, with a reason; "" as usual."""
    with project.step(
        "Decide on {level} for {n} quotes: {reason}",
        level=level or "–",
        n=len(passages),
        reason=reason.strip(),
    ):
        ids = [quote_of(project, document_id, Span(start, end)).id for document_id, start, end in passages]
        set_level(project, ids, level, reason)


def decided_level(project: Project, passage: tuple[str, int, int]) -> str:
    """The level decided for a passage; "" where none was."""
    known = known_quote(project, passage[0], Span(*passage[1:]))
    return known.level if known else ""
