"""Changing the evaluation matrix: criteria and questions, their numbers, order and names.

No function here touches a coding: the code of a question stays the same one, whatever it is called.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import count

from ..domain import palette
from ..domain.codes import QUESTION, THEME, Code
from ..domain.matrix import Criterion, Question, QuestionSpec
from ..domain.text import listed
from ..errors import UserError
from ..i18n import _, ngettext
from ..storage import rows
from ..storage.project import Project
from . import matrix
from .matrix_rows import key_for
from .matrix_words import number_alone, one_line
from .palette import folded

IN_ORDER, BY_CRITERION = RENUMBERINGS = ("in-order", "by-criterion")
_LONGEST_NUMBER = 12


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
    if not _shift(order, [one for one in order if one in ids], by):
        return
    with project.step("Move criteria {names}", names=listed(names)):
        for place, one in enumerate(order):
            project.matrix.change_criterion(one, position=place)
        _follow(project)


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
        _follow(project)
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
            project.codes.change(_code_of(project, question_id).id, short=name)
        if number is not None:
            renumber(project, {question_id: number})


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
            project.codes.change(_code_of(project, one.id, codes).id, name=f"Q{after[one.id]}")


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
        _follow(project)


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
            if _shift(order, [one.id for one in chosen if one.criterion_id == criterion_id], by):
                _place(project, order)
        _follow(project)


def remove_questions(project: Project, ids: Sequence[str]) -> None:
    """Remove questions on which nothing stands, with their codes, in one step; UserError for others.

    Codings, findings and codes of the team hold a question. Its links to themes and to items of guides and
    surveys go with it; undo brings all of it back.
    """
    found = [question(project, one) for one in ids]
    codes = project.codes.all()
    for one in found:
        _refuse_needed(project, one, _code_of(project, one.id, codes))
    with project.step("Remove questions {numbers}", numbers=listed([f"Q{one.number}" for one in found])):
        for one in found:
            code = _code_of(project, one.id, codes)
            for column in ("code_id", "chosen_code_id"):
                project.decisions.remove_where(column, [code.id])
            project.codes.remove(code.id)
            project.matrix.remove_question(one.id)
        for criterion_id in {one.criterion_id for one in found}:
            left = [one.id for one in project.matrix.questions() if one.criterion_id == criterion_id]
            _place(project, left)
        _follow(project)


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


def hue_of(project: Project, criterion_id: str) -> int:
    """The hue that most questions of a criterion have; for one without questions the first that is free."""
    hues: dict[str, Counter[int]] = {}
    for code in project.codes.all():
        if code.kind == QUESTION and code.criterion_id:
            hues.setdefault(code.criterion_id, Counter())[_hue(code.colour)] += 1
    own = hues.get(criterion_id)
    if own:
        return own.most_common(1)[0][0]
    used = {counted.most_common(1)[0][0] for counted in hues.values()}
    places = [one.id for one in project.matrix.criteria()]
    usual = places.index(criterion_id) % palette.QUESTION_HUES + 1
    free = (hue for hue in (usual, *range(1, palette.QUESTION_HUES + 1)) if hue not in used)
    return next(free, usual)


def criterion(project: Project, criterion_id: str) -> Criterion:
    """The criterion; UserError when there is none of that id."""
    found = next((one for one in project.matrix.criteria() if one.id == criterion_id), None)
    if found is None:
        raise UserError(_("This criterion is no longer in the study."), _("Undo may bring it back."))
    return found


def question(project: Project, question_id: str) -> Question:
    """The question; UserError when there is none of that id."""
    found = next((one for one in project.matrix.questions() if one.id == question_id), None)
    if found is None:
        raise UserError(_("This question is no longer in the study."), _("Undo may bring it back."))
    return found


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


def _check_criterion(project: Project, name: str, key: str, but: str = "") -> None:
    if not name or not key:
        raise UserError(_("A criterion needs a name and a key."), _("For example: Relevance, REL."))
    for one in project.matrix.criteria():
        if one.id != but and (folded(one.name) == folded(name) or folded(one.key) == folded(key)):
            raise UserError(
                _("There is a criterion {name} ({key}) already.").format(name=one.name, key=one.key),
                _("Choose another name or key."),
            )


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


def _code_of(project: Project, question_id: str, codes: Sequence[Code] = ()) -> Code:
    """The code of a question."""
    return next(code for code in codes or project.codes.all() if code.question_id == question_id)


def _recolour(project: Project, one: Question, old: int, new: int) -> None:
    """Give the code of a question that had its criterion's hue the new one's, and those under it."""
    codes = project.codes.all()
    code = _code_of(project, one.id, codes)
    if _hue(code.colour) != old:
        return
    colour = f"{new}-{code.colour.partition('-')[2]}"
    below = [code.id]
    for parent in below:
        below += [child.id for child in codes if child.parent_id == parent and child.id not in below]
    for member in codes:
        if member.id in below and member.colour == code.colour:
            project.codes.change(member.id, colour=colour)


def _hue(colour: str) -> int:
    return int(colour.partition("-")[0])


def _place(project: Project, order: Sequence[str]) -> None:
    """Number the places of a criterion's questions."""
    for place, question_id in enumerate(order):
        project.matrix.change_question(question_id, position=place)


def _follow(project: Project) -> None:
    """Let the codes of questions stand in the order of the matrix."""
    codes = {code.question_id: code for code in project.codes.all() if code.kind == QUESTION}
    ordered = [codes[one.id] for one in project.matrix.questions() if one.id in codes]
    last = None
    for code, position in zip(ordered, sorted(code.position for code in ordered), strict=True):
        last = position if last is None else max(position, last + 1)
        project.codes.change(code.id, position=last)


def _shift(order: list[str], chosen: Sequence[str], by: int) -> bool:
    """Move the chosen entries of a list by one place; False where one is at the edge."""
    places = [order.index(one) for one in chosen]
    if not places or min(places) + by < 0 or max(places) + by >= len(order):
        return False
    for place in places if by < 0 else reversed(places):
        order[place], order[place + by] = order[place + by], order[place]
    return True
