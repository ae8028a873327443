"""What was predicted of a passage that is coded by hand or said to be under no code, and of what is finished.

`known` is what the suggesters found in the document as far as it is known, shown or kept back: each function
looks for what is about its passage. None stands for a document that was not read for suggestions; then
nothing is kept, for nothing is known of how good they would have been.
"""

from collections.abc import Mapping, Sequence

from ..domain.codings import Coding
from ..domain.spans import Span
from ..domain.suggestions import BY_HAND, CODED, NOTHING, SHOWN, WITHHELD, Suggestion
from ..storage.project import Project
from .prediction_log import log, still_open
from .withheld import blind_passages, resolve

Known = Sequence[Suggestion] | None


def by_hand(project: Project, coding: Coding, known: Known) -> None:
    """Keep what was predicted of a passage that is about to be coded by hand; inside that step, before it.

    Blind passages that end before the coding does are read past with it.
    """
    if known is None:
        return
    document_id, span = coding.document_id, coding.span
    blind = blind_passages(project, document_id)
    how = WITHHELD if blind(span) else BY_HAND
    here = still_open(project, document_id, span, known)
    log(project, document_id, span, here, how=how, outcome=CODED, code_id=coding.code_id)
    resolve(project, document_id, known, until=span.end, blind=blind)


def nothing_here(project: Project, document_id: str, span: Span, known: Known) -> None:
    """Keep what was predicted of a passage that the coder says belongs under no code; inside that step."""
    if known is None:
        return
    here = still_open(project, document_id, span, known)
    blind = blind_passages(project, document_id)(span)
    how = WITHHELD if blind else SHOWN if here else BY_HAND
    log(project, document_id, span, here, how=how, outcome=NOTHING)


def finishing(project: Project, known: Mapping[str, Sequence[Suggestion]]) -> None:
    """Note that blind passages of documents (ids) about to be finished were read; inside that step."""
    for document_id, found in known.items():
        resolve(project, document_id, found)
