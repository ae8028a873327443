"""What is decided about a passage before it is printed: at what level, and whether in its own words."""

from collections.abc import Sequence

from ..domain.quotes import Quote
from ..domain.spans import Span
from ..errors import UserError
from ..i18n import _, noop
from ..storage import rows
from ..storage.project import Project
from .rules import check_level


def quote_of(project: Project, document_id: str, span: Span) -> Quote:
    """The quote that a passage is; made where there was none, inside a step or as one of its own."""
    for quote in project.evidence.quotes.among("document_id", [document_id]):
        if (quote.start, quote.end) == (span.start, span.end):
            return quote
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
    if level:
        check_level(level)
        _needs_reason(reason)
    _known(project, quote_ids)
    with project.step(
        "Decide on {level} for {n} quotes: {reason}",
        level=level or "–",
        n=len(quote_ids),
        reason=reason.strip(),
    ):
        for quote_id in quote_ids:
            project.evidence.quotes.change(quote_id, level=level, reason=reason.strip())


def set_paraphrase(project: Project, quote_id: str, only: bool, text: str, reason: str) -> None:
    """Say whether a quote may be printed in other words only, and in which.

    To let its own words be printed again takes a reason, which the log of activity keeps with the name of
    who gave it.
    """
    (quote,) = _known(project, [quote_id])
    reason = reason.strip()
    if only != bool(quote.paraphrase_only):
        _needs_reason(reason)
    document = project.documents.get(quote.document_id)
    name = (
        noop("Print a quote of {document} in other words only: {reason}")
        if only
        else noop("Let a quote of {document} be printed in its own words: {reason}")
    )
    with project.step(name, document=document.code if document else "", reason=reason or quote.reason):
        project.evidence.quotes.change(
            quote_id, paraphrase_only=int(only), paraphrase=text.strip(), reason=reason or quote.reason
        )


def _known(project: Project, quote_ids: Sequence[str]) -> list[Quote]:
    found = project.evidence.quotes.among("id", list(dict.fromkeys(quote_ids)))
    if not found or len(found) < len(set(quote_ids)):
        raise UserError(_("A quote is no longer in the study."), _("Undo may bring it back."))
    return found


def _needs_reason(reason: str) -> None:
    if not reason.strip():
        raise UserError(_("This decision needs a reason."), _("Say in a few words why."))
