"""What a coding weighs: whether its passage supports, qualifies or contradicts; whether it is a key quote."""

from collections.abc import Sequence

from ..domain.codings import CONTRADICTS, POLARITIES, QUALIFIES, SUPPORTS, Coding
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project
from .coding import code_names


def set_polarity(project: Project, ids: Sequence[str], polarity: str) -> int:
    """Say how the passages of codings bear on the question (one of POLARITIES); gives how many there are.

    UserError for another word, and where none of the codings is there any more.
    """
    if polarity not in POLARITIES:
        raise UserError(
            _("{word} is not a polarity.").format(word=polarity),
            _("Use supports, qualifies or contradicts, or nothing for undecided."),
        )
    found = _found(project, ids)
    names, n = code_names(project, found), len(found)
    if polarity == SUPPORTS:
        step = project.step("Codings of {codes} support ({n})", codes=names, n=n)
    elif polarity == QUALIFIES:
        step = project.step("Codings of {codes} qualify ({n})", codes=names, n=n)
    elif polarity == CONTRADICTS:
        step = project.step("Codings of {codes} contradict ({n})", codes=names, n=n)
    else:
        step = project.step("Codings of {codes} are undecided ({n})", codes=names, n=n)
    with step:
        for coding in found:
            project.codings.change(coding.id, polarity=polarity)
    return n


def set_key(project: Project, ids: Sequence[str], on: bool) -> int:
    """Mark codings as key quotes, or take the mark off; gives how many there are."""
    found = _found(project, ids)
    names, n = code_names(project, found), len(found)
    if on:
        step = project.step("Mark codings of {codes} as key quotes ({n})", codes=names, n=n)
    else:
        step = project.step("Codings of {codes} are no key quotes ({n})", codes=names, n=n)
    with step:
        for coding in found:
            project.codings.change(coding.id, is_key=int(on))
    return n


def next_polarity(polarity: str, step: int = 1) -> str:
    """The polarity after (or before) one, round and round."""
    return POLARITIES[(POLARITIES.index(polarity) + step) % len(POLARITIES)]


def _found(project: Project, ids: Sequence[str]) -> list[Coding]:
    found = project.codings.some(ids)
    if not found:
        raise UserError(_("This coding is no longer there."), _("Undo may bring it back."))
    return found
