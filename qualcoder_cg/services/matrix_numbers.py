"""The numbers of evaluation questions, and their codes that are called after them."""

from collections import Counter
from collections.abc import Sequence
from itertools import count

from ..domain.codes import QUESTION, Code
from ..domain.matrix import Question
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project
from .matrix_words import number_alone

IN_ORDER, BY_CRITERION = RENUMBERINGS = ("in-order", "by-criterion")
_LONGEST_NUMBER = 12


def renumber(project: Project, numbers: dict[str, str]) -> None:
    """Give questions (ids) other numbers, in one step; their codes are called after them.

    UserError where two would have the same one, or a code of the team is called so.
    """
    known = {one.id: one for one in project.matrix.questions()}
    after = {one.id: one.number for one in known.values()}
    for question_id, number in numbers.items():
        question(project, question_id)
        after[question_id] = checked_number(number)
    twice = [number for number, n in Counter(map(str.casefold, after.values())).items() if n > 1]
    if twice:
        raise UserError(
            _("There is a question {number} already.").format(number=twice[0]),
            _("Choose a number that is free, or renumber all questions."),
        )
    codes = project.codes.all()
    taken = {code.name.casefold(): code.name for code in codes if code.kind != QUESTION}
    for question_id, number in after.items():
        if f"q{number}".casefold() in taken and number != known[question_id].number:
            raise UserError(
                _("A code {name} is already in the study.").format(name=taken[f"q{number}".casefold()]),
                _("Rename that code, or choose another number."),
            )
    changed = [one for one in known.values() if one.number != after[one.id]]
    with project.step("Renumber questions ({n})", n=len(changed)):
        for one in changed:
            project.matrix.change_question(one.id, number=after[one.id])
            project.codes.change(code_of(project, one.id, codes).id, name=f"Q{after[one.id]}")


def renumber_all(project: Project, how: str = IN_ORDER) -> None:
    """Number all questions in their order, in one step: 1 to n, or by criterion 1.1, 1.2, 2.1."""
    if how not in RENUMBERINGS:
        raise UserError(
            _("{how} is not a way to number questions.").format(how=how),
            _("Use one of: {ways}.").format(ways=", ".join(RENUMBERINGS)),
        )
    questions = project.matrix.questions()
    places = {one.id: place for place, one in enumerate(project.matrix.criteria(), 1)}
    within: Counter[str] = Counter()
    numbers = {}
    for place, one in enumerate(questions, 1):
        within[one.criterion_id] += 1
        by_criterion = f"{places[one.criterion_id]}.{within[one.criterion_id]}"
        numbers[one.id] = str(place) if how == IN_ORDER else by_criterion
    renumber(project, numbers)


def checked_number(number: str) -> str:
    """A number as it is kept; UserError for what is none."""
    kept = number_alone(number)
    if not kept or len(kept) > _LONGEST_NUMBER or ";" in kept:
        raise UserError(
            _("“{number}” is not a number of a question.").format(number=number),
            _("Use numbers such as 7 or 2.1."),
        )
    return kept


def free_number(project: Project, number: str) -> str:
    """A number as it is kept, which neither a question nor a code has; UserError otherwise."""
    kept = checked_number(number)
    if any(one.number.casefold() == kept.casefold() for one in project.matrix.questions()):
        raise UserError(
            _("There is a question {number} already.").format(number=kept),
            _("Choose a number that is free, or renumber all questions."),
        )
    name = f"Q{kept}"
    if any(code.name.casefold() == name.casefold() for code in project.codes.all()):
        raise UserError(
            _("A code {name} is already in the study.").format(name=name),
            _("Rename that code, or choose another number."),
        )
    return kept


def next_number(project: Project) -> str:
    """The number after the highest whole one."""
    taken = {one.number for one in project.matrix.questions()}
    taken |= {code.name.removeprefix("Q") for code in project.codes.all()}
    highest = max((int(number) for number in taken if number.isdecimal()), default=0)
    return next(str(n) for n in count(highest + 1) if str(n) not in taken)


def question(project: Project, question_id: str) -> Question:
    """The question; UserError when there is none of that id."""
    found = next((one for one in project.matrix.questions() if one.id == question_id), None)
    if found is None:
        raise UserError(_("This question is no longer in the study."), _("Undo may bring it back."))
    return found


def code_of(project: Project, question_id: str, codes: Sequence[Code] = ()) -> Code:
    """The code of a question."""
    return next(code for code in codes or project.codes.all() if code.question_id == question_id)


def follow(project: Project) -> None:
    """Let the codes of questions stand in the order of the matrix."""
    codes = {code.question_id: code for code in project.codes.all() if code.kind == QUESTION}
    ordered = [codes[one.id] for one in project.matrix.questions() if one.id in codes]
    last = None
    for code, position in zip(ordered, sorted(code.position for code in ordered), strict=True):
        last = position if last is None else max(position, last + 1)
        project.codes.change(code.id, position=last)
