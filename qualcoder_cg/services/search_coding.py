"""Putting what a search found under codes."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..domain.codings import MANUAL, SUGGESTED, Coding
from ..domain.search import GROWTHS, HIT, TURN, Hit
from ..domain.sentences import whole_sentences
from ..domain.spans import Span, trimmed
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from .codebook import add_code
from .coding import apply_code, check_span
from .search_places import Places
from .studies import current_coder


class Coded(NamedTuple):
    """What came of it: how many codings were made, how many were there already."""

    made: int
    there: int


def code_hits(project: Project, hits: Iterable[Hit], code_ids: Sequence[str], grow: str = HIT) -> Coded:
    """Put hits under one or several codes, as the coder who acts, in one step.

    `grow` says how much is coded: the hit as found (HIT), the sentences it lies in (SENTENCE), the whole
    answer or paragraph (TURN). Hits that grow to the same passage are coded once, and so is what this
    coder has put under the code already.
    """
    if grow not in GROWTHS:
        raise UserError(
            _("A hit cannot be grown to {what}.").format(what=grow),
            _("It can be: {names}.").format(names=", ".join(GROWTHS)),
        )
    names = {code.id: code.name for code in project.codes.all()}
    if not code_ids or not all(code_id in names for code_id in code_ids):
        raise UserError(_("This code is no longer in the study."), _("Undo may bring it back."))
    by_document: dict[str, list[Span]] = {}
    for hit in hits:
        by_document.setdefault(hit.document_id, []).append(hit.span)
    passages = [
        (document_id, span)
        for document_id, spans in by_document.items()
        for span in _grown(project, document_id, spans, grow)
    ]
    listed = ", ".join(dict.fromkeys(names[code_id] for code_id in code_ids))
    new = _missing(project, passages, code_ids)
    if new:
        with project.step("Code search hits under {codes} ({n})", codes=listed, n=len(new)):
            coder = current_coder(project).id
            mine = [one._replace(coder_id=coder) for one in new]
            wait = {one.id for one in mine if project.codings.same(one)}
            project.codings.add(one for one in mine if one.id not in wait)
            for one in mine:
                if one.id in wait:
                    apply_code(project, document_id=one.document_id, span=one.span, code_id=one.code_id)
    return Coded(len(new), len(passages) * len(set(code_ids)) - len(new))


def _missing(project: Project, passages: Sequence[tuple[str, Span]], code_ids: Sequence[str]) -> list[Coding]:
    """The codings that are still to be made, and those that wait for a person and so are confirmed."""
    known = project.coders.named(project.coder_name)
    me, moment = known.id if known else "", rows.now()
    wanted = (
        Coding(rows.new_id(), document_id, code_id, me, span.start, span.end, "", MANUAL, moment)
        for document_id, span in passages
        for code_id in dict.fromkeys(code_ids)
    )
    return [one for one in wanted if not me or _is_new(project.codings.same(one))]


def _is_new(there: Coding | None) -> bool:
    return there is None or there.origin == SUGGESTED


def _grown(project: Project, document_id: str, spans: Sequence[Span], grow: str) -> list[Span]:
    """The passages to code, in order, each once."""
    document = project.documents.get(document_id)
    if document is None:
        raise UserError(_("This document is no longer in the study."), _("Undo may bring it back."))
    for span in spans:
        check_span(span, document.characters, document.name)
    text = project.documents.text(document_id)
    places = Places(text, project.documents.turns(document_id))
    grown = (_grow(text, places, span, grow) for span in spans)
    return sorted({span for span in (trimmed(text, one) for one in grown) if span})


def _grow(text: str, places: Places, span: Span, grow: str) -> Span:
    place = places.at(span.start)
    if place is None or grow == HIT:
        return span
    whole = Span(place.start, max(place.end, span.end))
    return whole if grow == TURN else whole_sentences(text, span, whole)


def code_hits_with_new(
    project: Project,
    hits: Iterable[Hit],
    name: str,
    *,
    parent_id: str | None = None,
    grow: str = HIT,
    beside: Sequence[str] = (),
) -> tuple[str, Coded]:
    """Make a team code (under `parent_id`) and put hits under it, and under the codes `beside` it, in one
    step; gives the code's id.

    A code that already has this name is used instead of a second one.
    """
    wanted = " ".join(name.split()).casefold()
    found = list(hits)
    with project.step("Code search hits under new code {name} ({n})", name=name, n=len(found)):
        there = next((code.id for code in project.codes.all() if code.name.casefold() == wanted), "")
        code_id = there or add_code(project, name, parent_id=parent_id).id
        return code_id, code_hits(project, found, [*beside, code_id], grow)
