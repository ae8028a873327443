"""Making one code of several, and several of one, so that no coding is lost."""

from collections.abc import Sequence

from ..domain.codes import QUESTION, TEAM, THEME, Code
from ..domain.codings import UNDECIDED, Coding, surer
from ..domain.matrix import Guidance
from ..domain.text import listed
from ..errors import UserError
from ..i18n import _, noop
from ..storage.project import Project
from . import coding as codings
from .codebook import DESCRIPTION, add_code, family, get_code

_BETWEEN = "\n\n"


def merge_codes(project: Project, sources: Sequence[str], target_id: str) -> int:
    """Put codes together into one, in one step; gives how many codings move.

    Codings, decisions on suggestions, keywords, links to questions, descriptions, memos and the codes below
    go to the target, and the sources are gone. Where the target already has the coding (same passage, same
    coder) the two become one: their memos are joined, a key quote stays one, what was decided about its
    polarity stays, the target's where the two differ, and it waits for a person only where both did. A target
    that stands below a source takes its place.
    A question may be the target; as a source only its codings move, for questions stay in the matrix.
    """
    target = get_code(project, target_id)
    codes = [get_code(project, one) for one in dict.fromkeys(sources) if one != target_id]
    if not codes:
        raise UserError(
            _("There is no other code to merge into {code}.").format(code=target.label),
            _("Choose the codes first, then the one they become."),
        )
    number = sum(project.codings.counts_by_code([code.id for code in codes]).values())
    names = listed([code.label for code in codes])
    only_questions = all(code.kind == QUESTION for code in codes)
    merge = noop("Merge {codes} into {code} with their codings ({n})")
    move = noop("Move the codings of {codes} to {code} ({n})")
    with project.step(move if only_questions else merge, codes=names, code=target.label, n=number):
        for code in codes:
            _move_codings(project, code.id, target_id)
            if code.kind != QUESTION:
                _absorb(project, get_code(project, code.id), target_id)
    return number


def split_code(
    project: Project, code_id: str, name: str, coding_ids: Sequence[str], *, beside: bool = False
) -> Code:
    """Make a new code and put chosen codings of a code under it, in one step; gives the new code.

    It stands below the code, or beside it, with the code's colour and questions; a question has codes below
    it only. UserError when none of these codings is under the code.
    """
    code = get_code(project, code_id)
    chosen = [one.id for one in project.codings.some(coding_ids) if one.code_id == code_id]
    if not chosen:
        raise UserError(
            _("None of these codings is under {code}.").format(code=code.label),
            _("Choose the codings that the new code is to have."),
        )
    parent_id = code.parent_id if beside and code.kind != QUESTION else code_id
    theme = beside and code.kind == THEME
    split = noop("Split codings off {code} to {name} ({n})")
    with project.step(split, code=code.label, name=" ".join(name.split()), n=len(chosen)):
        new = add_code(
            project,
            name,
            parent_id=parent_id,
            questions=() if code.kind == THEME else code.questions,
            guidance=Guidance(colour=code.colour),
            theme=theme,
        )
        codings.change_code(project, chosen, new.id)
    return new


def _move_codings(project: Project, source_id: str, target_id: str) -> None:
    """Put the codings of a code under another; those that are there already become one with them."""
    for gone, kept in project.codings.equal_under(source_id, target_id):
        project.codings.change(
            kept.id,
            memo=joined(kept.memo, gone.memo),
            polarity=kept.polarity if kept.polarity != UNDECIDED else gone.polarity,
            is_key=int(bool(kept.is_key or gone.is_key)),
            origin=surer(kept.origin, gone.origin),
        )
        _forget(project, gone, kept)
    project.codings.put_under(source_id, target_id)
    project.team.put_under(source_id, target_id)


def _forget(project: Project, gone: Coding, kept: Coding) -> None:
    """Remove a coding that another one stands for from now on."""
    project.decisions.follow_coding(gone.id, kept.id)
    project.team.follow_coding(gone.id, kept.id)
    project.revisions.settle([gone.id])
    project.codings.remove([gone.id])


def _absorb(project: Project, code: Code, target_id: str) -> None:
    """Give all that a code has but its codings to another, and remove it."""
    if target_id in family(project, code.id):
        kind = THEME if code.kind == THEME else TEAM
        project.codes.change(target_id, kind=kind, parent_id=code.parent_id, position=code.position)
    target = get_code(project, target_id)
    project.decisions.put_under(code.id, target_id)
    last = project.codes.next_position()
    for place, child in enumerate(project.codes.children(code.id)):
        project.codes.change(child, parent_id=target_id, position=last + place)
    if target.kind != QUESTION:
        project.codes.link(target_id, tuple(dict.fromkeys([*target.questions, *code.questions])))
    project.codes.set_keywords(target_id, _united(target.keywords, code.keywords))
    texts = {name: joined(getattr(target, name), getattr(code, name)) for name in DESCRIPTION}
    project.codes.change(target_id, **texts)
    project.codes.remove(code.id)


def joined(first: str, second: str) -> str:
    """Two texts as one, each once, with an empty line between them."""
    if not second.strip() or second in first.split(_BETWEEN):
        return first
    return _BETWEEN.join([first, second]) if first.strip() else second


def _united(
    first: dict[str, tuple[str, ...]], second: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """The keywords of both, each once whatever its case, in their order."""
    united: dict[str, tuple[str, ...]] = {}
    for language in dict.fromkeys([*first, *second]):
        terms: dict[str, str] = {}
        for term in (*first.get(language, ()), *second.get(language, ())):
            terms.setdefault(term.casefold(), term)
        united[language] = tuple(terms.values())
    return united
