"""What is decided about a passage before it is printed: at what level it is attributed."""

from collections.abc import Sequence

from ..domain import attribution
from ..domain.quotes import Quote
from ..domain.spans import Span
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project


def quote_of(project: Project, document_id: str, span: Span) -> Quote:
    """The quote that a passage is; made where there was none, inside a step or as one of its own."""
    known = known_quote(project, document_id, span)
    if known:
        return known
    document = project.documents.get(document_id)
    if document is None or not 0 <= span.start < span.end <= document.characters:
        raise UserError(_("There is no such passage."), _("Select the words again."))
    quote = Quote(rows.new_id(), document_id, span.start, span.end)
    with project.step("Make a passage of {document} a quote", document=document.code):
        project.evidence.quotes.add(quote)
    return quote


def known_quote(project: Project, document_id: str, span: Span) -> Quote | None:
    """The quote that a passage is already, if it is one."""
    for quote in project.evidence.quotes.among("document_id", [document_id]):
        if (quote.start, quote.end) == (span.start, span.end):
            return quote
    return None


def set_level(project: Project, quote_ids: Sequence[str], level: str, reason: str) -> None:
    """Decide the attribution level of quotes, with a reason; "" goes back to the usual one."""
    if level and level not in attribution.LEVELS:
        raise UserError(
            _("{level} is not an attribution level.").format(level=level),
            _("Use one of: {levels}.").format(levels=", ".join(attribution.LEVELS)),
        )
    if level and not reason.strip():
        raise UserError(_("This decision needs a reason."), _("Say in a few words why."))
    wanted = list(dict.fromkeys(quote_ids))
    found = project.evidence.quotes.among("id", wanted)
    if not found or len(found) < len(wanted):
        raise UserError(_("A quote is no longer in the study."), _("Undo may bring it back."))
    with project.step(
        "Decide on {level} for {n} quotes: {reason}", level=level or "–", n=len(wanted), reason=reason.strip()
    ):
        for quote_id in wanted:
            project.evidence.quotes.change(quote_id, level=level, reason=reason.strip())
