"""The criteria of the evaluation matrix: adding, naming, ordering and removing them."""

from collections import Counter
from collections.abc import Sequence

from ..domain import palette
from ..domain.codes import QUESTION
from ..domain.matrix import Criterion
from ..domain.text import listed
from ..errors import UserError
from ..i18n import _, ngettext
from ..storage import rows
from ..storage.project import Project
from .matrix_numbers import follow
from .matrix_rows import key_for
from .matrix_words import one_line
from .palette import folded


def add_criterion(project: Project, name: str, key: str = "") -> str:
    """Add a criterion after the others, in one step; gives its id."""
    known = project.matrix.criteria()
    name = one_line(name)
    key = one_line(key) or key_for(name, {one.key for one in known})
    _check_criterion(project, name, key)
    made = Criterion(rows.new_id(), key, name, len(known))
    with project.step("Add criterion {name}", name=name):
        project.matrix.add_criterion(made)
    return made.id


def rename_criterion(
    project: Project, criterion_id: str, *, name: str | None = None, key: str | None = None
) -> None:
    """Change what a criterion is called, or its key, in one step."""
    old = criterion(project, criterion_id)
    new_name = old.name if name is None else one_line(name)
    new_key = old.key if key is None else one_line(key)
    _check_criterion(project, new_name, new_key, but=criterion_id)
    with project.step("Rename criterion {name} to {new}", name=old.name, new=new_name):
        project.matrix.change_criterion(criterion_id, name=new_name, key=new_key)


def move_criteria(project: Project, ids: Sequence[str], by: int) -> None:
    """Move criteria up (-1) or down (1) among the others, with their questions, in one step."""
    order = [one.id for one in project.matrix.criteria()]
    names = [one.name for one in project.matrix.criteria() if one.id in ids]
    if not shift(order, [one for one in order if one in ids], by):
        return
    with project.step("Move criteria {names}", names=listed(names)):
        for place, one in enumerate(order):
            project.matrix.change_criterion(one, position=place)
        follow(project)


def remove_criteria(project: Project, ids: Sequence[str]) -> None:
    """Remove criteria without questions and conclusions, in one step; UserError for others."""
    found = [criterion(project, one) for one in ids]
    questions = Counter(question.criterion_id for question in project.matrix.questions())
    for one in found:
        if questions[one.id]:
            n = questions[one.id]
            said = ngettext(
                "{criterion} has {n} question and cannot be removed.",
                "{criterion} has {n} questions and cannot be removed.",
                n,
            )
            raise UserError(
                said.format(criterion=one.name, n=n), _("Move them to another criterion, or remove them.")
            )
        if project.evidence.chain.where("criterion_id", one.id):
            raise UserError(
                _("Conclusions stand under {criterion}, so it cannot be removed.").format(criterion=one.name),
                _("Put them under another criterion first."),
            )
    with project.step("Remove criteria {names}", names=listed([one.name for one in found])):
        for one in found:
            project.matrix.remove_criterion(one.id)
        for place, left in enumerate(project.matrix.criteria()):
            project.matrix.change_criterion(left.id, position=place)


def criterion(project: Project, criterion_id: str) -> Criterion:
    """The criterion; UserError when there is none of that id."""
    found = next((one for one in project.matrix.criteria() if one.id == criterion_id), None)
    if found is None:
        raise UserError(_("This criterion is no longer in the study."), _("Undo may bring it back."))
    return found


def hue_of(project: Project, criterion_id: str) -> int:
    """The hue that most questions of a criterion have; for one without questions the first that is free."""
    hues: dict[str, Counter[int]] = {}
    for code in project.codes.all():
        if code.kind == QUESTION and code.criterion_id:
            hues.setdefault(code.criterion_id, Counter())[hue(code.colour)] += 1
    own = hues.get(criterion_id)
    if own:
        return own.most_common(1)[0][0]
    used = {counted.most_common(1)[0][0] for counted in hues.values()}
    places = [one.id for one in project.matrix.criteria()]
    usual = places.index(criterion_id) % palette.QUESTION_HUES + 1
    free = (hue for hue in (usual, *range(1, palette.QUESTION_HUES + 1)) if hue not in used)
    return next(free, usual)


def _check_criterion(project: Project, name: str, key: str, but: str = "") -> None:
    if not name or not key:
        raise UserError(_("A criterion needs a name and a key."), _("For example: Relevance, REL."))
    for one in project.matrix.criteria():
        if one.id != but and (folded(one.name) == folded(name) or folded(one.key) == folded(key)):
            raise UserError(
                _("There is a criterion {name} ({key}) already.").format(name=one.name, key=one.key),
                _("Choose another name or key."),
            )


def shift(order: list[str], chosen: Sequence[str], by: int) -> bool:
    """Move the chosen entries of a list by one place; False where one is at the edge."""
    places = [order.index(one) for one in chosen]
    if not places or min(places) + by < 0 or max(places) + by >= len(order):
        return False
    for place in places if by < 0 else reversed(places):
        order[place], order[place + by] = order[place + by], order[place]
    return True


def hue(colour: str) -> int:
    return int(colour.partition("-")[0])
