"""Changing the evaluation matrix: criteria and questions, their numbers, order and names.

No function here touches a coding: the code of a question stays the same one, whatever it is called.
"""

from collections.abc import Iterable, Sequence

from ..domain import palette
from ..domain.codes import THEME, Code
from ..domain.matrix import Question, QuestionSpec
from ..domain.text import listed
from ..errors import UserError
from ..i18n import _, ngettext
from ..storage import rows
from ..storage.project import Project
from . import matrix
from .matrix_criteria import (
    add_criterion,
    criterion,
    hue,
    hue_of,
    move_criteria,
    remove_criteria,
    rename_criterion,
    shift,
)
from .matrix_numbers import (
    BY_CRITERION,
    IN_ORDER,
    RENUMBERINGS,
    code_of,
    follow,
    free_number,
    next_number,
    question,
    renumber,
    renumber_all,
)
from .matrix_words import number_alone, one_line
from .palette import folded

__all__ = [
    "BY_CRITERION",
    "IN_ORDER",
    "RENUMBERINGS",
    "add_criterion",
    "add_question",
    "add_question_spec",
    "change_question",
    "criterion",
    "move_criteria",
    "move_questions",
    "question",
    "remove_criteria",
    "remove_questions",
    "rename_criterion",
    "renumber",
    "renumber_all",
    "set_aliases",
    "set_themes",
    "shift_questions",
]


def add_question(project: Project, criterion_id: str, text: str, *, number: str = "", short: str = "") -> str:
    """Add a question with its code after the others of a criterion, in one step; gives its id.

    Without a number it gets the first that is free after the highest.
    """
    spec = QuestionSpec(number_alone(number) or next_number(project), one_line(text), one_line(short))
    return add_question_spec(project, criterion_id, spec)


def add_question_spec(project: Project, criterion_id: str, spec: QuestionSpec) -> str:
    """Add a question as a file describes it, in one step; gives its id."""
    under = criterion(project, criterion_id)
    _check_text(spec.text)
    number = free_number(project, spec.number)
    among = [one for one in project.matrix.questions() if one.criterion_id == under.id]
    short = spec.short or matrix.shortened(spec.text)
    made = Question(rows.new_id(), under.id, number, spec.text, short, len(among))
    with project.step("Add question {number}", number=number):
        matrix.add_question(project, made, spec, f"{hue_of(project, under.id)}-{len(among) % palette.TONES}")
        if spec.themes:
            set_themes(project, made.id, spec.themes)
        follow(project)
    return made.id


def change_question(
    project: Project,
    question_id: str,
    *,
    text: str | None = None,
    short: str | None = None,
    number: str | None = None,
) -> None:
    """Change text, short name or number of a question, in one step; its code is called after the number."""
    old = question(project, question_id)
    with project.step("Change question {number}", number=old.number):
        if text is not None:
            _check_text(one_line(text))
            project.matrix.change_question(question_id, text=one_line(text))
        if short is not None:
            name = one_line(short) or matrix.shortened(old.text if text is None else one_line(text))
            project.matrix.change_question(question_id, short=name)
            project.codes.change(code_of(project, question_id).id, short=name)
        if number is not None:
            renumber(project, {question_id: number})


def move_questions(
    project: Project, ids: Sequence[str], criterion_id: str, position: int | None = None
) -> None:
    """Move questions to a place (from 0) in a criterion, at its end without one, in one step.

    Numbers stay; the colours of their codes become those of the criterion. Codings stay as they are.
    """
    under = criterion(project, criterion_id)
    moved = [question(project, one) for one in ids]
    among = [
        one.id for one in project.matrix.questions() if one.criterion_id == under.id and one.id not in ids
    ]
    at = len(among) if position is None else max(0, min(position, len(among)))
    order = [*among[:at], *(one.id for one in moved), *among[at:]]
    numbers = listed([f"Q{one.number}" for one in moved])
    with project.step("Move {questions} to {criterion}", questions=numbers, criterion=under.name):
        for one in moved:
            if one.criterion_id != under.id:
                _recolour(project, one, hue_of(project, one.criterion_id), hue_of(project, under.id))
            project.matrix.change_question(one.id, criterion_id=under.id)
        _place(project, order)
        follow(project)


def shift_questions(project: Project, ids: Sequence[str], by: int) -> None:
    """Move questions up (-1) or down (1) among those of their criterion; at its edge, into the next one."""
    questions = project.matrix.questions()
    chosen = [one for one in questions if one.id in ids]
    if not chosen:
        return
    criteria = [one.id for one in project.matrix.criteria()]
    edge = chosen[0] if by < 0 else chosen[-1]
    among = [one.id for one in questions if one.criterion_id == edge.criterion_id]
    at_edge = among[0 if by < 0 else -1] == edge.id
    if at_edge:
        place = criteria.index(edge.criterion_id) + by
        if 0 <= place < len(criteria):
            end = None if by < 0 else 0
            move_questions(project, [one.id for one in chosen], criteria[place], end)
        return
    with project.step("Move {questions}", questions=listed([f"Q{one.number}" for one in chosen])):
        for criterion_id in dict.fromkeys(one.criterion_id for one in chosen):
            order = [one.id for one in questions if one.criterion_id == criterion_id]
            if shift(order, [one.id for one in chosen if one.criterion_id == criterion_id], by):
                _place(project, order)
        follow(project)


def remove_questions(project: Project, ids: Sequence[str]) -> None:
    """Remove questions on which nothing stands, with their codes, in one step; UserError for others.

    Codings, findings and codes of the team hold a question. Its links to themes and to items of guides and
    surveys go with it; undo brings all of it back.
    """
    found = [question(project, one) for one in ids]
    codes = project.codes.all()
    for one in found:
        _refuse_needed(project, one, code_of(project, one.id, codes))
    with project.step("Remove questions {numbers}", numbers=listed([f"Q{one.number}" for one in found])):
        for one in found:
            code = code_of(project, one.id, codes)
            project.decisions.forget_codes([code.id])
            project.team.forget_codes([code.id])
            project.codes.remove(code.id)
            project.matrix.remove_question(one.id)
        for criterion_id in {one.criterion_id for one in found}:
            left = [one.id for one in project.matrix.questions() if one.criterion_id == criterion_id]
            _place(project, left)
        follow(project)


def set_aliases(
    project: Project, names: Iterable[str], *, criterion_id: str | None = None, question_id: str | None = None
) -> None:
    """Make these the other names of a criterion or a question, in one step."""
    cleaned = {folded(name): name for name in reversed([one_line(name) for name in names]) if name}
    if criterion_id:
        own, called = criterion(project, criterion_id).id, criterion(project, criterion_id).name
    else:
        own = question_id or ""
        called = f"Q{question(project, own).number}"
    for other in project.matrix.aliases():
        holder = other.criterion_id or other.question_id
        same_kind = bool(other.criterion_id) == bool(criterion_id)
        if same_kind and holder != own and folded(other.name) in cleaned:
            raise UserError(
                _("{name} is already another name of something else in the matrix.").format(name=other.name),
                _("Take it away there first."),
            )
    with project.step("Change other names of {name}", name=called):
        project.matrix.put_aliases(cleaned.values(), criterion_id=criterion_id, question_id=question_id)


def set_themes(project: Project, question_id: str, names: Sequence[str]) -> None:
    """Make these (names) the themes of a question, in one step; UserError where there is no such theme."""
    one = question(project, question_id)
    themes = {folded(code.name): code for code in project.codes.all() if code.kind == THEME}
    unknown = [name for name in names if folded(name) not in themes]
    if unknown:
        raise UserError(
            _("There is no theme {name}.").format(name=unknown[0]),
            _("The themes are: {names}.").format(
                names=listed([code.name for code in themes.values()]) or "–"
            ),
        )
    wanted = {folded(name) for name in names}
    with project.step("Change themes of {question}", question=f"Q{one.number}"):
        for name, code in themes.items():
            if name in wanted and question_id not in code.questions:
                project.codes.link(code.id, (*code.questions, question_id))
            elif name not in wanted and question_id in code.questions:
                project.codes.link(code.id, tuple(q for q in code.questions if q != question_id))


def _check_text(text: str) -> None:
    if not text:
        raise UserError(_("A question needs its text."), _("Type what is to be answered."))


def _refuse_needed(project: Project, one: Question, code: Code) -> None:
    """UserError where something stands on a question."""
    called = f"Q{one.number}"
    n = sum(project.codings.counts_by_code([code.id]).values())
    if n:
        said = ngettext(
            "{question} has {n} coding and cannot be removed.",
            "{question} has {n} codings and cannot be removed.",
            n,
        )
        if project.seen_coders is not None:
            # How many codings others have made is not told to who codes blind.
            said = _("{question} has codings, perhaps of others, and cannot be removed.")
        raise UserError(
            said.format(question=called, n=n), _("Move its codings to another code, or delete them first.")
        )
    findings = len(project.evidence.findings.where("question_id", one.id))
    if findings:
        said = ngettext(
            "{question} has {n} finding and cannot be removed.",
            "{question} has {n} findings and cannot be removed.",
            findings,
        )
        raise UserError(
            said.format(question=called, n=findings), _("Move or remove what was found under it first.")
        )
    below = project.codes.children(code.id)
    if below:
        said = ngettext(
            "{n} code of the team stands under {question}, so it cannot be removed.",
            "{n} codes of the team stand under {question}, so it cannot be removed.",
            len(below),
        )
        raise UserError(
            said.format(question=called, n=len(below)),
            _("Move those codes elsewhere in the code tree first."),
        )


def _recolour(project: Project, one: Question, old: int, new: int) -> None:
    """Give the code of a question that had its criterion's hue the new one's, and those under it."""
    codes = project.codes.all()
    code = code_of(project, one.id, codes)
    if hue(code.colour) != old:
        return
    colour = f"{new}-{code.colour.partition('-')[2]}"
    below = [code.id]
    for parent in below:
        below += [child.id for child in codes if child.parent_id == parent and child.id not in below]
    for member in codes:
        if member.id in below and member.colour == code.colour:
            project.codes.change(member.id, colour=colour)


def _place(project: Project, order: Sequence[str]) -> None:
    """Number the places of a criterion's questions."""
    for place, question_id in enumerate(order):
        project.matrix.change_question(question_id, position=place)
