"""The order of the codebook: where codes stand, and what goes with them when they move."""

from collections.abc import Callable, Sequence

from ..domain.codes import QUESTION, TEAM, THEME, Code, below, deciding
from ..domain.text import listed
from ..errors import UserError
from ..i18n import _, noop
from ..storage.project import Project
from .codebook import family, get_code
from .palette import folded, label_of

THEMES, OTHERS = PLACES = ("themes", "others")
BY_NAME, BY_CODINGS = ORDERS = ("name", "codings")


def move_codes(project: Project, ids: Sequence[str], place: str, position: int | None = None) -> int:
    """Move themes and team codes, with the codes below them, in one step; gives how many codings they hold.

    `place` is the id of the code they then stand under, THEMES for the themes, or OTHERS for the team's
    codes that stand alone. `position` counts from 0 among those that stand there and are not moved; without
    one they come last. Codes below one that is moved go with it, whether named or not. UserError for
    questions, which belong to the matrix, and for moving a code under itself.

    The evidence goes with the place: a team code serves the question it stands under. What a code was linked
    to through its old place gives way to the questions of the new one; links chosen beside that stay, and a
    code whose questions were chosen apart from its place keeps them. A code among the themes is evidence for
    no question; one that leaves them becomes a team code.
    """
    moved = _tops(project, ids)
    under = None if place in PLACES else get_code(project, place)
    for code in moved:
        _refuse_unmovable(project, code, under)
    among = [code for code in siblings(project.codes.all(), place) if code not in moved]
    at = len(among) if position is None else max(0, min(position, len(among)))
    ordered = [*among[:at], *moved, *among[at:]]
    elsewhere = [code for code in moved if place != place_of(project, code)]
    members = [member for code in moved for member in family(project, code.id)]
    number = sum(project.codings.counts_by_code(members).values())
    title = under.label if under else {THEMES: _("Themes"), OTHERS: _("Other codes")}[place]
    names = listed([code.name for code in moved])
    move = noop("Move {codes} to {place} with their codings ({n})")
    with project.step(move if elsewhere else noop("Reorder {codes}"), codes=names, place=title, n=number):
        for code in elsewhere:
            _relink(project, code, under, is_theme=place == THEMES)
            kind = THEME if place == THEMES else TEAM
            project.codes.change(code.id, kind=kind, parent_id=under.id if under else None)
        _number(project, ordered)
    return number


def sort_codes(project: Project, by: str, *, under: str | None = None) -> None:
    """Put codes in the order of their names, or of how many codings they have, most first, in one step.

    Only those that stand directly under the code `under`, or all themes and team codes, each among those it
    stands with. Questions keep the order of the matrix. Only codings that may be seen are counted.
    """
    if by not in ORDERS:
        raise UserError(
            _("{order} is not an order of codes.").format(order=by), _("Sort by name or by codings.")
        )
    codes = project.codes.all()
    places = [under] if under else [THEMES, OTHERS, *(code.id for code in codes)]
    counts = project.seen.counts_by_code()

    def by_name(code: Code) -> tuple[str, str]:
        return folded(label_of(code)), code.name

    def by_codings(code: Code) -> int:
        return -counts.get(code.id, 0)

    key: Callable[[Code], object] = by_name if by == BY_NAME else by_codings
    name = noop("Sort codes by name") if by == BY_NAME else noop("Sort codes by number of codings")
    with project.step(name):
        for place in places:
            _number(project, sorted(siblings(codes, place), key=key))  # type: ignore[arg-type]


def siblings(codes: Sequence[Code], place: str) -> list[Code]:
    """The codes that stand at a place (see `move_codes`), in order; questions stand at none."""
    if place == THEMES:
        return [code for code in codes if code.kind == THEME]
    return below(codes).get("" if place == OTHERS else place, [])


def place_of(project: Project, code: Code) -> str:
    """The place where a theme or team code stands, as `move_codes` names it."""
    if code.kind == THEME:
        return THEMES
    return code.parent_id if code.parent_id and project.codes.get(code.parent_id) else OTHERS


def _tops(project: Project, ids: Sequence[str]) -> list[Code]:
    """The codes without those that stand below another of them, each once."""
    codes = [get_code(project, code_id) for code_id in dict.fromkeys(ids)]
    carried = {member for code in codes for member in family(project, code.id)[1:]}
    return [code for code in codes if code.id not in carried]


def _refuse_unmovable(project: Project, code: Code, under: Code | None) -> None:
    if code.kind == QUESTION:
        raise UserError(
            _("{code} is a question of the evaluation matrix and keeps its place.").format(code=code.label),
            _("Move the codes under it, or its codings."),
        )
    if under and under.id in family(project, code.id):
        raise UserError(
            _("{code} cannot stand under itself.").format(code=code.label), _("Choose another place.")
        )


def _relink(project: Project, code: Code, under: Code | None, *, is_theme: bool) -> None:
    """Let the questions of a code and of those below it follow to a new place."""
    by_id = {one.id: one for one in project.codes.all()}
    old = () if code.kind == THEME else _questions_at(by_id.get(code.parent_id or ""), by_id)
    new = () if is_theme else _questions_at(under, by_id)
    for member in (by_id[member_id] for member_id in family(project, code.id)):
        if member.id == code.id and code.kind == THEME:
            links = new
        elif member.id == code.id and is_theme:
            links = ()
        elif member.id != code.id and not member.questions:
            continue
        else:
            links = _followed(member.questions, old, new)
        project.codes.link(member.id, links)


def _questions_at(place: Code | None, by_id: dict[str, Code]) -> tuple[str, ...]:
    """The questions that what stands under a code is evidence for."""
    at = deciding(place, by_id) if place else None
    return at.questions if at and at.kind != THEME else ()


def _followed(links: tuple[str, ...], old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    if links and old and not set(links) & set(old):
        return links
    return tuple(dict.fromkeys([*new, *(link for link in links if link not in old)]))


def _number(project: Project, ordered: Sequence[Code]) -> None:
    """Give codes positions in this order, of those they have, as few new ones as can be."""
    last = None
    for code, position in zip(ordered, sorted(code.position for code in ordered), strict=True):
        last = position if last is None else max(position, last + 1)
        project.codes.change(code.id, position=last)
