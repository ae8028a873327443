"""What was predicted of a passage is kept together with what a coder then did, in the same step."""

from collections.abc import Sequence

from ..domain import predictions
from ..domain.spans import Span
from ..domain.suggestions import SKIPPED, Prediction, Suggestion
from ..storage import rows
from ..storage.project import Project
from .studies import current_coder


def still_open(
    project: Project, document_id: str, span: Span, known: Sequence[Suggestion]
) -> list[Suggestion]:
    """The suggestions for a passage on which nobody who may be seen has coded or decided yet, best first."""
    here = predictions.about(known, span)
    if not here:
        return []
    coders = project.seen_coders
    taken = {
        code_id
        for start, end, code_id in project.shown.places_in(document_id)
        if predictions.same_passage(Span(start, end), span)
    }
    taken |= {
        one.code_id
        for one in project.decisions.in_document(document_id)
        if one.verdict != SKIPPED
        and (coders is None or one.coder_id in coders)
        and predictions.same_passage(Span(one.start, one.end), span)
    }
    return [one for one in here if one.code_id not in taken]


def log(
    project: Project,
    document_id: str,
    span: Span,
    known: Sequence[Suggestion],
    *,
    how: str,
    outcome: str,
    code_id: str | None = None,
    row_id: str = "",
) -> str:
    """Keep what was suggested for a passage, as the coder who acts; inside the step of what came of it.

    `known` are the suggestions for this very passage, perhaps none; `how` and `outcome` as in `Prediction`.
    Gives the id of what was kept: `row_id` where one is given.
    """
    row_id = row_id or rows.new_id()
    project.decisions.predictions.add(
        Prediction(
            id=row_id,
            document_id=document_id,
            coder_id=current_coder(project).id,
            start=span.start,
            end=span.end,
            how=how,
            outcome=outcome,
            code_id=code_id,
            ranked=predictions.to_text(predictions.ranked(known)),
            learned_from=max((one.learned_from for one in known), default=0),
            made_at=rows.now(),
        )
    )
    return row_id
