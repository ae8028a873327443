"""Redaction: words that are replaced wherever they are printed, marked by hand, and the log of all of it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..domain.quotes import BY_ENTITIES, BY_HAND, KEEP, REDACTION_KINDS, Redaction
from ..domain.spans import Span, trimmed
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from .redactor import Pieces as Pieces
from .redactor import Redactor as Redactor
from .redactor import Stretch as Stretch
from .studies import current_coder


class LogLine(NamedTuple):
    """One replaced stretch of a document: where (code points, half-open), what it is, by what rule.

    `rule` is the list the name stands in (list, label, register, file, address) or how a person found it
    (hand, entities); `coder`, `at` and `reason` belong to those. `kept` are stretches that may stand. The
    replaced words are read from the text by whoever may see them; the line itself has none.
    """

    document_id: str
    document: str
    paragraph: int
    start: int
    end: int
    kind: str
    rule: str
    replacement: str
    coder: str = ""
    at: str = ""
    reason: str = ""
    kept: bool = False
    redaction_id: str = ""


def redact(
    project: Project, document_id: str, span: Span, kind: str, *, reason: str = "", found_by: str = BY_HAND
) -> Redaction:
    """Replace words of a document wherever they are printed; KEEP lets a name that was found stand.

    It takes the place of older redactions within it; one that reaches further stays. UserError for a
    place outside the text.
    """
    document = project.documents.get(document_id)
    if document is None:
        raise UserError(_("This document is no longer in the study."), _("Undo may bring it back."))
    if kind not in REDACTION_KINDS or found_by not in (BY_HAND, BY_ENTITIES):
        raise UserError(
            _("{kind} is nothing that words can be redacted as.").format(kind=kind),
            _("Use one of: {kinds}.").format(kinds=", ".join(REDACTION_KINDS)),
        )
    whole = Span(max(0, span.start), min(document.characters, span.end))
    span = trimmed(project.documents.text(document_id), whole)
    if not span:
        raise UserError(_("There are no words to redact."), _("Select the words again."))
    if kind == KEEP and not reason.strip():
        raise UserError(_("This decision needs a reason."), _("Say in a few words why."))
    within = [
        one.id for one in of_document(project, document_id) if span.start <= one.start and one.end <= span.end
    ]
    with project.step("Redact words in {document} as {kind}", document=document.code, kind=kind):
        coder = current_coder(project).id
        made = Redaction(rows.new_id(), document_id, *span, kind, found_by, reason.strip(), coder, rows.now())
        project.evidence.redactions.remove(within)
        project.evidence.redactions.add(made)
    return made


def keep(project: Project, document_id: str, span: Span, reason: str) -> Redaction:
    """Let words stand that look like a name and are none, or may be printed; with a reason."""
    return redact(project, document_id, span, KEEP, reason=reason)


def remove_redactions(project: Project, redaction_ids: Sequence[str]) -> None:
    """Take redactions by hand back; what the study's lists find stays."""
    with project.step("Remove redactions ({n})", n=len(redaction_ids)):
        project.evidence.redactions.remove(redaction_ids)


def of_document(project: Project, document_id: str) -> list[Redaction]:
    """The redactions in a document that a person made or accepted, in the order of the text."""
    return project.evidence.redactions.where("document_id", document_id)


def stretches(project: Project, document_id: str, level: str) -> Sequence[Stretch]:
    """What would be replaced in a document at a level, in the order of the text."""
    text = project.documents.text(document_id)
    return Redactor(project).of_document(document_id, text).pieces(level).stretches


def log(project: Project, level: str, document_ids: Sequence[str] = ()) -> Iterator[LogLine]:
    """Everything that is replaced at a level, document by document in the order of the text."""
    from .evidence_text import paragraphs

    coders = {coder.id: coder.name for coder in project.coders.all()}
    redactor = Redactor(project)
    wanted = set(document_ids)
    for document in project.documents.all():
        if wanted and document.id not in wanted:
            continue
        marked = {one.id: one for one in of_document(project, document.id)}
        text = project.documents.text(document.id)
        begun = paragraphs(text)
        found = list(redactor.of_document(document.id, text).pieces(level).stretches)
        lines = [(one.start, one.end, one.kind, one.rule, one.replacement, one.redaction_id) for one in found]
        lines += [
            (one.start, one.end, KEEP, one.found_by, "", one.id)
            for one in marked.values()
            if one.kind == KEEP
        ]
        for start, end, kind, rule, replacement, redaction_id in sorted(lines):
            by = marked.get(redaction_id)
            yield LogLine(
                document.id,
                document.code,
                sum(place <= start for place in begun),
                start,
                end,
                kind,
                rule,
                replacement,
                coders.get(by.coder_id, "") if by else "",
                by.created_at if by else "",
                by.reason if by else "",
                kind == KEEP,
                redaction_id,
            )


def rule_words(rule: str) -> str:
    """By what rule words were replaced, in words."""
    return {
        "list": _("list of names"),
        "label": _("label of a speaker"),
        "register": _("register"),
        "file": _("name of a file"),
        "address": _("address"),
        "hand": _("by hand"),
        "entities": _("found as a name, accepted"),
        "paraphrase": _("in other words"),
    }.get(rule, rule)


def kind_words(kind: str) -> str:
    """What words were replaced as, in words."""
    return {
        "person": _("name of a person"),
        "place": _("place"),
        "institution": _("institution"),
        "other": _("other"),
        "keep": _("may stand"),
    }.get(kind, kind)
