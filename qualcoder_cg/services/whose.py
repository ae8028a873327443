"""Whose codings of a document are shown: one's own, a colleague's, all, those on which coders differ, or what
they agreed on.

All of it reads what may be seen at all: under blind coding that is only one's own.
"""

from bisect import bisect_left
from collections.abc import Sequence

from ..domain.codings import Coding
from ..storage.project import Project
from .coders import own_coder
from .rules import rules

MINE, ALL, DIFFER = WHOSE = ("mine", "all", "differ")
CONSENSUS = "consensus"


def shown(project: Project, document_id: str, whose: str = ALL) -> list[Coding]:
    """The codings of a document to show, in the order of the text.

    `whose` is MINE, ALL, DIFFER, CONSENSUS, or the id of a coder. Those that wait for a person are among
    them, but nobody differs from what nobody has said, nor agreed on it. What holds by a decision is given
    as a coding of whoever decided, with the id of the `Consensus`.
    """
    if whose == CONSENSUS and project.seen_coders is None:
        return project.reading.agreed.in_document(document_id)
    if whose == DIFFER:
        made = project.reading.everybodys if project.seen_coders is None else project.seen
        return differing(made.in_document(document_id), rules(project).same_edges)
    found = project.shown.in_document(document_id)
    if whose in (ALL, CONSENSUS):
        return found
    own = own_coder(project)
    wanted = (own.id if own else "") if whose == MINE else whose
    return [one for one in found if one.coder_id == wanted]


def differing(codings: Sequence[Coding], percent: int) -> list[Coding]:
    """The codings of one document that another of its coders has not made alike.

    Two are alike that are under the same code and share at least so much of the longer passage. Whoever has
    no coding in the document has not coded it, and differs from nobody.
    """
    places: dict[tuple[str, str], list[Coding]] = {}
    for coding in sorted(codings, key=lambda one: one.start):
        places.setdefault((coding.coder_id, coding.code_id), []).append(coding)
    coders = {coding.coder_id for coding in codings}
    return [
        coding
        for coding in codings
        if not all(_has_alike(coding, places.get((coder, coding.code_id), ()), percent) for coder in coders)
    ]


def _has_alike(coding: Coding, others: Sequence[Coding], percent: int) -> bool:
    """Whether one of the others, sorted by where they start, is alike; a coding is like itself."""
    length = coding.end - coding.start
    first = bisect_left(others, coding.start - length, key=lambda one: one.start)
    for other in others[first:]:
        if other.start >= coding.end:
            return False
        longer = max(length, other.end - other.start)
        if 100 * coding.span.shared(other.span) >= percent * longer:
            return True
    return False
