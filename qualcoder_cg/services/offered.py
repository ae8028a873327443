"""What is still to be decided of what was suggested."""

from collections.abc import Iterable, Mapping, Sequence

from ..domain.codes import Code
from ..domain.spans import Span
from ..domain.suggestions import SKIPPED, Suggestion
from ..storage.project import Project
from . import nothing_here
from .decisions import seen_decisions

Taken = tuple[int, int, str]


def taken(project: Project, document_id: str) -> list[Taken]:
    """(start, end, code id) of what is coded or decided in a document; no code where none belongs.

    Of those who may be seen. What was put off is not decided.
    """
    coded = [(one.start, one.end, one.code_id) for one in project.shown.in_document(document_id)]
    decided = [
        (one.start, one.end, one.code_id)
        for one in seen_decisions(project, document_id)
        if one.verdict != SKIPPED
    ]
    return [*coded, *decided, *nothing_here.taken(project, document_id)]


def still_open(
    suggestions: Iterable[Suggestion], taken: Iterable[Taken], known: Mapping[str, Code]
) -> list[Suggestion]:
    """Suggestions for one document on which nobody has decided, for codes there are, in order of the text.

    `taken` is what `taken` gives: what shares half of the shorter is decided.
    """
    by_code: dict[str, list[Span]] = {}
    for start, end, code_id in taken:
        by_code.setdefault(code_id, []).append(Span(start, end))
    nothing = by_code.get("", [])
    found = [
        one
        for one in suggestions
        if one.code_id in known
        and not any(one.span.is_mostly(span) for span in (*by_code.get(one.code_id, ()), *nothing))
    ]
    return sorted(found, key=lambda one: (one.start, -one.score, one.end, one.code_id))


def alternatives(suggestions: Sequence[Suggestion], current: Suggestion, most: int = 3) -> list[Suggestion]:
    """The current suggestion and others for the same passage, best first after it."""
    others = [
        one
        for one in suggestions
        if one != current and one.document_id == current.document_id and one.span.is_mostly(current.span)
    ]
    others.sort(key=lambda one: -one.score)
    return [current, *others][:most]
