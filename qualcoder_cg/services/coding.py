"""Coding by hand: every verb a coder has for a passage."""

from collections.abc import Iterable, Sequence

from ..domain.codings import ACCEPTED, MANUAL, SUGGESTED, Coding, surer
from ..domain.spans import Span
from ..domain.suggestions import ACCEPTED as RIGHT
from ..domain.suggestions import CORRECTED, REJECTED
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from . import waiting
from .predictions import Known, by_hand
from .studies import current_coder


def apply_code(
    project: Project,
    *,
    document_id: str,
    span: Span,
    code_id: str,
    memo: str = "",
    origin: str = MANUAL,
    known: Known = None,
) -> Coding:
    """Put a passage under a code, as the coder who acts.

    `span` counts code points of the stored text, half-open. The same passage under the same code by the
    same coder exists once: a second time gives the coding that is there, confirmed where it waited for a
    person. UserError outside the text. Who codes by hand in a document that was read for suggestions gives
    them as `known`: what was predicted of the passage is kept with the coding.
    """
    document = project.documents.get(document_id)
    code = project.codes.get(code_id)
    if document is None or code is None:
        raise UserError(
            _("The document or the code is no longer in the study."), _("Undo may bring it back.")
        )
    check_span(span, document.characters, document.name)
    with project.step("Apply code {code}", code=code.name):
        coding = Coding(
            id=rows.new_id(),
            document_id=document_id,
            code_id=code_id,
            coder_id=current_coder(project).id,
            start=span.start,
            end=span.end,
            memo=memo,
            origin=origin,
            created_at=rows.now(),
        )
        there = project.codings.same(coding)
        if there is None:
            by_hand(project, coding, known)
            project.codings.add([coding])
        elif there.origin == SUGGESTED != origin:
            if origin != ACCEPTED:  # whoever accepts a suggestion stores that decision
                waiting.log(project, [there], RIGHT)
            there = there._replace(origin=ACCEPTED)
            put_coding(project, there)
    return there or coding


def check_span(span: Span, characters: int, name: str) -> None:
    """UserError unless the span holds at least one character of the text."""
    if not 0 <= span.start < span.end <= characters:
        raise UserError(
            _("{start}–{end} is not a passage of {document}, which has {n} characters.").format(
                start=span.start, end=span.end, document=name, n=characters
            ),
            _("Positions count characters from 0; the end is not included."),
        )


def remove_codings(project: Project, ids: Sequence[str]) -> int:
    """Take codings away; gives how many there were. Those that waited for a person are rejected by that."""
    found = project.codings.some(ids)
    if not found:
        return 0
    with project.step("Remove codings of {codes} ({n})", n=len(found), codes=code_names(project, found)):
        waiting.log(project, found, REJECTED)
        project.revisions.settle([coding.id for coding in found])
        return project.codings.remove([coding.id for coding in found])


def move_edges(project: Project, coding_id: str, span: Span) -> None:
    """Let a coding begin and end elsewhere; it needs no review any more."""
    coding = get_coding(project, coding_id)
    document = project.documents.get(coding.document_id)
    if document:
        check_span(span, document.characters, document.name)
    with project.step("Move the edges of a coding"):
        project.codings.change(coding_id, start_cp=span.start, end_cp=span.end)
        project.revisions.settle([coding_id])


def change_code(project: Project, ids: Sequence[str], code_id: str) -> None:
    """Put codings under another code instead; where that coding is there already, the two become one.

    It keeps both memos. Whoever gives a coding another code has looked at it: it needs no review any more,
    and does not wait for a person any more.
    """
    code = project.codes.get(code_id)
    if code is None:
        raise UserError(_("This code is no longer in the study."), _("Undo may bring it back."))
    with project.step("Move codings to {code} ({n})", n=len(ids), code=code.name):
        project.revisions.settle(ids)
        for coding in project.codings.some(ids):
            if coding.code_id == code_id:
                continue
            waiting.log(project, [coding], CORRECTED, code_id)
            put_coding(project, coding._replace(code_id=code_id, origin=surer(coding.origin, ACCEPTED)))


def change_coding(
    project: Project,
    coding_id: str,
    *,
    start: int | None = None,
    end: int | None = None,
    memo: str | None = None,
    code_id: str = "",
) -> None:
    """Change an edge, the memo or the code of a coding, in one step; what is not given stays."""
    found = get_coding(project, coding_id)
    with project.step("Change a coding"):
        if start is not None or end is not None:
            span = Span(found.start if start is None else start, found.end if end is None else end)
            move_edges(project, coding_id, span)
        if memo is not None:
            write_memo(project, coding_id, memo)
        if code_id:
            change_code(project, [coding_id], code_id)


def write_memo(project: Project, coding_id: str, memo: str) -> None:
    """Set the memo of a coding; typing on amends the same step."""
    get_coding(project, coding_id)
    with project.step("Write a memo on a coding", merge=f"memo:{coding_id}"):
        project.codings.change(coding_id, memo=memo)


def write_document_memo(project: Project, document_id: str, memo: str) -> None:
    """Set the memo of a document; typing on amends the same step."""
    with project.step("Write a memo on a document", merge=f"memo:{document_id}"):
        project.documents.change(document_id, memo=memo)


def get_coding(project: Project, coding_id: str) -> Coding:
    """The coding; UserError when there is none of that id."""
    coding = project.codings.get(coding_id)
    if coding is None:
        raise UserError(_("This coding is no longer there."), _("Undo may bring it back."))
    return coding


def put_coding(project: Project, coding: Coding) -> Coding:
    """Save a coding as it is given, new or changed, inside a step; gives the one that is there then.

    Where another one already says the same, that one stays and takes over the memo and the key quote; it
    waits for a person only where both did.
    """
    there = project.codings.same(coding)
    if there and there.id != coding.id:
        memos = dict.fromkeys(memo for memo in (there.memo, coding.memo) if memo.strip())
        kept = there._replace(
            memo="\n\n".join(memos),
            is_key=max(there.is_key, coding.is_key),
            origin=surer(there.origin, coding.origin),
        )
        project.codings.change(there.id, memo=kept.memo, is_key=kept.is_key, origin=kept.origin)
        project.codings.remove([coding.id])
        return kept
    if project.codings.get(coding.id):
        project.codings.change(
            coding.id, code_id=coding.code_id, start_cp=coding.start, end_cp=coding.end, memo=coding.memo,
            polarity=coding.polarity, is_key=coding.is_key, origin=coding.origin, coder_id=coding.coder_id,
        )  # fmt: skip
    else:
        project.codings.add([coding])
    return coding


def code_names(project: Project, codings: Iterable[Coding]) -> str:
    """The names of the codes of codings, each once, for the name of a step."""
    names = {code.id: code.name for code in project.codes.all()}
    return ", ".join(dict.fromkeys(names.get(coding.code_id, "") for coding in codings))
