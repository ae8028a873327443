"""Several codings or codes at once: codes on one passage, codings divided, joined and copied."""

from collections.abc import Sequence

from ..domain.codings import SUGGESTED, UNDECIDED, Coding
from ..domain.documents import turn_at
from ..domain.spans import Span, trimmed
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from .coding import apply_code, code_names, get_coding, put_coding
from .predictions import Known


def apply_codes(
    project: Project,
    *,
    document_id: str,
    span: Span,
    code_ids: Sequence[str],
    memo: str = "",
    known: Known = None,
) -> list[Coding]:
    """Put one passage under several codes in one step; gives the codings in the order of the codes.

    Where a coding is there already it is given as it is; `known` as for `apply_code`. UserError as there,
    and without a code.
    """

    def put(code_id: str) -> Coding:
        return apply_code(
            project, document_id=document_id, span=span, code_id=code_id, memo=memo, known=known
        )

    wanted = list(dict.fromkeys(code_ids))
    names = {code.id: code.name for code in project.codes.all()}
    if not wanted or any(code_id not in names for code_id in wanted):
        raise UserError(_("This code is no longer in the study."), _("Undo may bring it back."))
    if len(wanted) == 1:
        return [put(wanted[0])]
    with project.step("Apply codes {codes}", codes=", ".join(names[code_id] for code_id in wanted)):
        return [put(code_id) for code_id in wanted]


def answer_at(project: Project, document_id: str, place: int) -> Span:
    """The whole turn at a place (a code point) without its label; UserError where nobody speaks."""
    turn = turn_at(project.documents.turns(document_id), place)
    span = trimmed(project.documents.text(document_id), turn.span) if turn else Span(place, place)
    if not span:
        raise UserError(_("Nobody speaks here."), _("Choose a place within an answer."))
    return span


def copy_to_code(project: Project, ids: Sequence[str], code_id: str) -> list[Coding]:
    """Put the passages of codings under another code too, as the coder who acts; gives those codings.

    Polarity and memo belong to the code they were given for and are not copied. A coding that is there
    already is not made a second time.
    """
    code = project.codes.get(code_id)
    if code is None:
        raise UserError(_("This code is no longer in the study."), _("Undo may bring it back."))
    found = project.codings.some(ids)
    with project.step("Copy codings to {code} ({n})", code=code.name, n=len(found)):
        return [
            apply_code(project, document_id=coding.document_id, span=coding.span, code_id=code_id)
            for coding in found
        ]


def split_coding(project: Project, coding_id: str, at: int) -> list[Coding]:
    """Divide a coding at a place (a code point): two codings of the same code without the space between.

    The memo stays with the first; polarity and key quote hold for both. UserError at an edge.
    """
    coding = get_coding(project, coding_id)
    text = project.documents.text(coding.document_id)
    first = trimmed(text, Span(coding.start, max(coding.start, min(at, coding.end))))
    second = trimmed(text, Span(first.end, coding.end))
    if not first or not second:
        raise UserError(
            _("A coding is divided inside its passage."), _("Put the caret where the second part begins.")
        )
    with project.step("Divide a coding of {codes}", codes=code_names(project, [coding])):
        project.revisions.settle([coding_id])
        rest = coding._replace(
            id=rows.new_id(), start=second.start, end=second.end, memo="", created_at=rows.now()
        )
        made = [
            put_coding(project, coding._replace(start=first.start, end=first.end)),
            put_coding(project, rest),
        ]
    return made


def join_codings(project: Project, ids: Sequence[str]) -> Coding:
    """Make one coding of several, from the first beginning to the last end; gives it.

    They must be of one document, code and coder. It keeps all memos, is a key quote if one of them was,
    and has the polarity on which those decided agree. Its place is sure: reviews are settled. It waits for a
    person only where all did.
    """
    found = project.codings.some(ids)
    if len(found) < 2:
        raise UserError(_("Joining takes two codings or more."), _("Choose them with Ctrl and a click."))
    if len({(one.document_id, one.code_id, one.coder_id) for one in found}) > 1:
        raise UserError(
            _("Only codings of one document, one code and one coder can be joined."),
            _("Move them to one code first."),
        )
    decided = {one.polarity for one in found} - {UNDECIDED}
    joined = found[0]._replace(
        end=max(one.end for one in found),
        memo="\n\n".join(dict.fromkeys(one.memo for one in found if one.memo.strip())),
        polarity=decided.pop() if len(decided) == 1 else UNDECIDED,
        is_key=max(one.is_key for one in found),
        origin=next((one.origin for one in found if one.origin != SUGGESTED), SUGGESTED),
    )
    with project.step("Join codings of {codes} ({n})", codes=code_names(project, found), n=len(found)):
        project.revisions.settle([one.id for one in found])
        project.codings.remove([one.id for one in found[1:]])
        return put_coding(project, joined)


def one_to_join(project: Project, coding_id: str) -> Coding | None:
    """The coding of the same code and coder that one is joined with when no other is named.

    The next or the one before, if nothing but space lies between, so that what was divided becomes whole
    again; else the next, however far; None after the last.
    """
    coding = get_coding(project, coding_id)
    same = [
        one
        for one in project.codings.in_document(coding.document_id)
        if (one.code_id, one.coder_id) == (coding.code_id, coding.coder_id)
    ]
    place = next(number for number, one in enumerate(same) if one.id == coding_id)
    before, after = same[:place][-1:], same[place + 1 :][:1]
    text = project.documents.text(coding.document_id)
    touching = [
        other
        for other in (*after, *before)
        if not text[min(coding.end, other.end) : max(coding.start, other.start)].strip()
    ]
    return next(iter((*touching, *after)), None)
