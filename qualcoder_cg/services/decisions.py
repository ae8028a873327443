"""What people decide about suggestions, and whose decisions may be seen."""

from collections.abc import Sequence

from ..domain import codings
from ..domain.suggestions import (
    ACCEPTED,
    CORRECTED,
    REJECTED,
    SHOWN,
    SKIPPED,
    VERDICTS,
    Decision,
    Suggestion,
)
from ..errors import UserError
from ..i18n import _, noop
from ..storage import rows
from ..storage.project import Project
from .coding import apply_code
from .prediction_log import log, still_open
from .studies import current_coder


def decide(
    project: Project,
    suggestion: Suggestion,
    verdict: str,
    *,
    chosen_code_id: str | None = None,
    known: Sequence[Suggestion] = (),
) -> str | None:
    """Store what the coder decided, in one step; gives the coding's id when one came of it.

    accepted: the passage is coded as suggested; corrected: under `chosen_code_id` instead; rejected: never
    offered again; skipped: offered again later. `known` are the suggestions of the document, of which those
    for this passage are kept with the decision, under the same id: what was predicted before it.
    """
    if verdict not in VERDICTS or (verdict == CORRECTED) != (chosen_code_id is not None):
        raise UserError(
            _("{verdict} is not a decision.").format(verdict=verdict),
            _("Accept, reject, skip, or correct to another code."),
        )
    code = project.codes.get(suggestion.code_id)
    if code is None:
        raise UserError(_("This code is no longer in the study."), _("Undo may bring it back."))
    with project.step(_STEP[verdict], code=code.name):
        coding_id = None
        others = still_open(project, suggestion.document_id, suggestion.span, known)
        row_id = log(
            project,
            suggestion.document_id,
            suggestion.span,
            [suggestion, *others],
            how=SHOWN,
            outcome=verdict,
            code_id=chosen_code_id or (suggestion.code_id if verdict == ACCEPTED else None),
        )
        if verdict in (ACCEPTED, CORRECTED):
            coding_id = apply_code(
                project,
                document_id=suggestion.document_id,
                span=suggestion.span,
                code_id=chosen_code_id or suggestion.code_id,
                origin=codings.ACCEPTED,
            ).id
        project.decisions.add(
            Decision(
                id=row_id,
                document_id=suggestion.document_id,
                code_id=suggestion.code_id,
                coder_id=current_coder(project).id,
                start=suggestion.start,
                end=suggestion.end,
                verdict=verdict,
                suggester=suggestion.suggester,
                score=suggestion.score,
                reason=suggestion.reason,
                chosen_code_id=chosen_code_id,
                coding_id=coding_id,
                created_at=rows.now(),
            )
        )
    return coding_id


_STEP = {
    ACCEPTED: noop("Accept suggestion {code}"),
    CORRECTED: noop("Correct suggestion {code}"),
    REJECTED: noop("Reject suggestion {code}"),
    SKIPPED: noop("Skip suggestion {code}"),
}


def seen_decisions(project: Project, document_id: str) -> Sequence[Decision]:
    """The decisions in a document of the coders who may be seen."""
    return of_seen_coders(project, project.decisions.in_document(document_id))


def of_seen_coders(project: Project, decisions: Sequence[Decision]) -> Sequence[Decision]:
    """The decisions of the coders who may be seen."""
    coders = project.seen_coders
    return [one for one in decisions if coders is None or one.coder_id in coders]
