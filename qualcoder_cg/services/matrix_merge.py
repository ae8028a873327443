"""Which question of a table is which of the study, what differs, and taking over what does."""

from collections.abc import Sequence
from typing import NamedTuple

from ..domain.matrix import Criterion, CriterionSpec, MatrixSpec, Question, QuestionSpec, SubQuestionSpec
from ..domain.matrix_draft import (
    CRITERION,
    INDICATOR,
    JUDGEMENT,
    METHOD,
    NUMBER,
    QUESTION,
    SHORT,
    SOURCE,
    SUB_QUESTION,
    THEME,
)
from ..storage.project import Project
from . import matrix, matrix_edit, matrix_parts_edit
from .palette import folded

NEW, CHANGED, SAME, LEAVE = "new", "changed", "same", "leave"
_SURE, _SAME_NUMBER, _CRITERION = 85, 60, 88
_ONE_WORD = 0.92
_Either = QuestionSpec | SubQuestionSpec


class Proposal(NamedTuple):
    """What may become of a question of the table: new, or a change of the question with this id.

    `changes` names the fields (of `domain.matrix_draft`) that differ. It is not `sure` where only the number
    is the same: then the words ask for a look.
    """

    spec: QuestionSpec
    criterion: CriterionSpec
    state: str
    question_id: str = ""
    changes: tuple[str, ...] = ()
    sure: bool = True


def proposals(project: Project, spec: MatrixSpec) -> list[Proposal]:
    """What may become of each question of a table, in its order."""
    found = [(criterion, one) for criterion in spec.criteria for one in criterion.questions]
    pairs = _paired([one for _criterion, one in found], project.matrix.questions())
    now = {one.number: one for one in matrix.whole_matrix(project).questions}
    known = {one.id: one for one in project.matrix.questions()}
    made = []
    for criterion, one in found:
        question_id, sure = pairs.get(one.number, ("", True))
        if not question_id:
            made.append(Proposal(one, criterion, NEW))
            continue
        question = known[question_id]
        changes = differing(now[question.number], one)
        under = criterion_like(project, criterion.name)
        if under is None or under.id != question.criterion_id:
            changes = (CRITERION, *changes)
        made.append(Proposal(one, criterion, CHANGED if changes else SAME, question_id, changes, sure))
    return made


def differing(now: QuestionSpec, new: QuestionSpec) -> tuple[str, ...]:
    """The fields in which the table says something else; what it leaves blank says nothing."""
    parts = [part.text for part in now.sub_questions]
    fresh = [part for part in new.sub_questions if best(part.text, parts) is None]
    alike = [(now.sub_questions[place], part) for part in new.sub_questions
             if (place := best(part.text, parts)) is not None]  # fmt: skip
    wholes: list[tuple[_Either, _Either]] = [(now, new), *alike]
    tests = {
        NUMBER: now.number != new.number,
        QUESTION: bool(new.text) and folded(now.text) != folded(new.text),
        SHORT: bool(new.short) and now.short != new.short,
        SUB_QUESTION: bool(fresh) or any(folded(old.text) != folded(one.text) for old, one in alike),
        JUDGEMENT: any(_judged(old, one, False) for old, one in wholes),
        INDICATOR: any(_judged(old, one, True) for old, one in wholes),
        SOURCE: any(one.sources and old.sources != one.sources for old, one in wholes),
        METHOD: any(one.methods and old.methods != one.methods for old, one in wholes),
        THEME: bool(set(map(folded, new.themes)) - set(map(folded, now.themes))),
    }
    return tuple(field for field, differs in tests.items() if differs)


def update(project: Project, one: Proposal, criterion_id: str) -> None:
    """Take over what a table says of a question, inside a step; its number is set before."""
    question = matrix_edit.question(project, one.question_id)
    now = next(q for q in matrix.whole_matrix(project).questions if q.number == question.number)
    if one.spec.text and folded(one.spec.text) != folded(question.text):
        matrix_edit.change_question(project, question.id, text=one.spec.text)
    if one.spec.short:
        matrix_edit.change_question(project, question.id, short=one.spec.short)
    if question.criterion_id != criterion_id:
        matrix_edit.move_questions(project, [question.id], criterion_id)
    if one.spec.themes:
        names = {folded(name): name for name in (*now.themes, *one.spec.themes)}
        matrix_edit.set_themes(project, question.id, list(names.values()))
    _plan(project, question.id, None, one.spec)
    parts = [part for part in project.matrix.sub_questions() if part.question_id == question.id]
    texts = [part.text for part in parts]
    for part in one.spec.sub_questions:
        place = best(part.text, texts)
        part_id = parts[place].id if place is not None else ""
        if not part_id:
            part_id = matrix_parts_edit.add_part(project, question.id, part.text)
        elif folded(texts[place or 0]) != folded(part.text):
            matrix_parts_edit.change_part(project, part_id, part.text)
        _plan(project, question.id, part_id, part)


def criterion_like(project: Project, name: str) -> Criterion | None:
    """The criterion called so, by name, key or alias, or almost so; None where there is none."""
    from rapidfuzz import fuzz

    criteria = project.matrix.criteria()
    names = {one.id: [one.name, one.key] for one in criteria}
    for alias in project.matrix.aliases():
        if alias.criterion_id:
            names[alias.criterion_id].append(alias.name)
    wanted = folded(name)
    exact = next((one for one in criteria if wanted in map(folded, names[one.id])), None)
    if exact or not wanted:
        return exact

    def score(known: str) -> float:
        whole = fuzz.ratio(wanted, folded(known))
        begins = wanted.split()[0] == (folded(known).split() or [""])[0]
        return max(whole, fuzz.token_set_ratio(wanted, folded(known)) * _ONE_WORD if begins else 0)

    scored = [(max(map(score, names[one.id])), one) for one in criteria]
    most = max((points for points, _one in scored), default=0)
    return next((one for points, one in scored if points == most and most >= _CRITERION), None)


def best(text: str, known: Sequence[str]) -> int | None:
    """The place of the text that is the same or almost; None where there is none."""
    from rapidfuzz import fuzz

    scores = [fuzz.ratio(folded(text), folded(one)) for one in known]
    most = max(scores, default=0)
    return scores.index(most) if most >= _SURE else None


def _paired(new: Sequence[QuestionSpec], known: Sequence[Question]) -> dict[str, tuple[str, bool]]:
    """For each number of the table the question (id) that it is, and whether that is sure."""
    from rapidfuzz import fuzz

    def alike(one: QuestionSpec, other: Question) -> float:
        first, second = folded(one.text), folded(other.text)
        # Words of one text that are all in a much longer one make no pair.
        whole = fuzz.ratio(first, second)
        return max(whole, fuzz.token_set_ratio(first, second) if 2 * whole > _SAME_NUMBER else whole)

    scores = [(alike(one, other), one, other) for one in new for other in known]
    found: dict[str, tuple[str, bool]] = {}
    free = {other.id for other in known}

    def pair(one: QuestionSpec, other: Question, sure: bool) -> None:
        if one.number not in found and other.id in free:
            found[one.number] = (other.id, sure)
            free.discard(other.id)

    for points, one, other in scores:
        if one.number.casefold() == other.number.casefold() and points >= _SAME_NUMBER:
            pair(one, other, True)
    for points, one, other in sorted(scores, key=lambda scored: -scored[0]):
        if points >= _SURE:
            pair(one, other, True)
    for _points, one, other in scores:
        if one.number.casefold() == other.number.casefold():
            pair(one, other, False)
    return found


def _judged(
    old: QuestionSpec | SubQuestionSpec, new: QuestionSpec | SubQuestionSpec, indicators: bool
) -> bool:
    """Whether the table has other judgement criteria, or other indicators."""
    if not new.judgement:
        return False
    if indicators:
        return [one.indicators for one in old.judgement] != [one.indicators for one in new.judgement]
    return [one.text for one in old.judgement] != [one.text for one in new.judgement]


def _plan(
    project: Project, question_id: str, part_id: str | None, spec: QuestionSpec | SubQuestionSpec
) -> None:
    """Store what the table plans; what it leaves blank stays."""
    if spec.judgement:
        judged = [(entry.text, entry.indicators) for entry in spec.judgement]
        project.matrix.put_judgement(question_id, part_id, judged)
    if spec.sources:
        project.matrix.put_sources(question_id, part_id, spec.sources)
    if spec.methods:
        project.matrix.put_methods(question_id, part_id, spec.methods)
