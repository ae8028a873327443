"""Changing what stands below a question: sub-questions, and what is planned for it or for one of them."""

from collections.abc import Sequence

from ..domain.matrix import SubQuestion
from ..domain.matrix_draft import JUDGEMENT, METHOD, SOURCE
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from .matrix_criteria import shift
from .matrix_numbers import question
from .matrix_words import one_line

Judged = list[tuple[str, tuple[str, ...]]]


def add_part(project: Project, question_id: str, text: str) -> str:
    """Add a sub-question after the others of its question, in one step; gives its id."""
    one = question(project, question_id)
    text = _checked(text)
    made = SubQuestion(rows.new_id(), one.id, text, len(_among(project, one.id)))
    with project.step("Add sub-question to {question}", question=f"Q{one.number}"):
        project.matrix.add_sub_question(made)
    return made.id


def change_part(project: Project, part_id: str, text: str) -> None:
    """Word a sub-question anew, in one step."""
    part = find_part(project, part_id)
    called = f"Q{question(project, part.question_id).number}"
    with project.step("Change sub-question of {question}", question=called):
        project.matrix.change_sub_question(part_id, text=_checked(text))


def move_part(project: Project, part_id: str, question_id: str) -> None:
    """Put a sub-question, with what is planned for it, at the end of another question, in one step."""
    part, under = find_part(project, part_id), question(project, question_id)
    with project.step("Move sub-question to {question}", question=f"Q{under.number}"):
        project.matrix.move_sub_question(part.id, under.id, len(_among(project, under.id)))
        _place(project, [one.id for one in _among(project, part.question_id)])


def shift_parts(project: Project, ids: Sequence[str], by: int) -> None:
    """Move sub-questions up (-1) or down (1) within their question, in one step."""
    chosen = [find_part(project, one) for one in ids]
    with project.step("Move sub-questions ({n})", n=len(chosen)):
        for question_id in dict.fromkeys(one.question_id for one in chosen):
            order = [one.id for one in _among(project, question_id)]
            if shift(order, [one for one in order if one in ids], by):
                _place(project, order)


def remove_parts(project: Project, ids: Sequence[str]) -> None:
    """Remove sub-questions with what is planned for them alone, in one step."""
    found = [find_part(project, one) for one in ids]
    with project.step("Remove sub-questions ({n})", n=len(found)):
        for part in found:
            project.matrix.remove_sub_question(part.question_id, part.id)
        for question_id in dict.fromkeys(part.question_id for part in found):
            _place(project, [one.id for one in _among(project, question_id)])


def set_planned(
    project: Project, question_id: str, part_id: str | None, field: str, entries: Sequence[str]
) -> None:
    """Make these the planned sources, methods or judgement criteria of a question or a part, in one step.

    Indicators stay with their judgement criteria, by their place; those of criteria that go stay with the
    question.
    """
    texts = list(dict.fromkeys(text for text in map(one_line, entries) if text))
    one = question(project, question_id)
    with project.step("Plan {question}", question=f"Q{one.number}"):
        if field == SOURCE:
            project.matrix.put_sources(question_id, part_id, texts)
        elif field == METHOD:
            project.matrix.put_methods(question_id, part_id, texts)
        elif field == JUDGEMENT:
            project.matrix.put_judgement(
                question_id, part_id, _renamed(judged(project, question_id, part_id), texts)
            )
        else:
            raise ValueError(field)


def set_indicators(
    project: Project, question_id: str, part_id: str | None, groups: Sequence[Sequence[str]]
) -> None:
    """Make these the indicators, in one step: a group for each judgement criterion, in order.

    One group alone belongs to the only criterion; where there are several, or none, to the question as a
    whole. A last group beyond the criteria does so too.
    """
    one = question(project, question_id)
    named = [text for text, _few in judged(project, question_id, part_id) if text]
    cleaned = [tuple(dict.fromkeys(filter(None, map(one_line, group)))) for group in groups]
    if len(cleaned) > len(named) + 1:
        raise UserError(
            _("{question} has {n} judgement criteria and {groups} groups of indicators.").format(
                question=f"Q{one.number}", n=len(named), groups=len(cleaned)
            ),
            _("Part the groups with |, one for each judgement criterion in its order."),
        )
    if len(cleaned) == 1 and len(named) != 1:
        cleaned = [()] * len(named) + cleaned
    cleaned += [()] * (len(named) - len(cleaned))
    entries: Judged = list(zip(named, cleaned, strict=False))
    loose = cleaned[len(named)] if len(cleaned) > len(named) else ()
    with project.step("Plan {question}", question=f"Q{one.number}"):
        project.matrix.put_judgement(question_id, part_id, [*entries, *([("", loose)] if loose else [])])


def set_judged(project: Project, question_id: str, part_id: str | None, entries: Judged) -> None:
    """Make these the judgement criteria with their indicators, in one step; those of none come last."""
    one = question(project, question_id)
    named = [entry for entry in entries if entry[0]]
    loose = [text for criterion, few in entries if not criterion for text in few]
    with project.step("Plan {question}", question=f"Q{one.number}"):
        project.matrix.put_judgement(question_id, part_id, [*named, *([("", tuple(loose))] if loose else [])])


def judged(project: Project, question_id: str, part_id: str | None) -> Judged:
    """Judgement criteria with indicators of a question or of one of its parts; those without one last."""
    found = [
        (entry.text, entry.indicators)
        for entry in project.matrix.judgement(question_id)
        if entry.sub_question_id == part_id
    ]
    return sorted(found, key=lambda entry: not entry[0])


def find_part(project: Project, part_id: str) -> SubQuestion:
    """The sub-question; UserError when there is none of that id."""
    found = next((one for one in project.matrix.sub_questions() if one.id == part_id), None)
    if found is None:
        raise UserError(_("This sub-question is no longer in the study."), _("Undo may bring it back."))
    return found


def _renamed(now: Judged, texts: Sequence[str]) -> Judged:
    """Criteria with these texts: each keeps its indicators by its words, or by its place where it is new."""
    by_text = dict(entry for entry in now if entry[0])
    gone = [text for text in by_text if text not in texts]
    named = [text for text, _few in now if text]
    made: Judged = []
    for place, text in enumerate(texts):
        if text in by_text:
            made.append((text, by_text.pop(text)))
        elif place < len(named) and named[place] in gone and len(texts) == len(named):
            made.append((text, by_text.pop(named[place], ())))
        else:
            made.append((text, ()))
    loose = [one for text, few in now if not text for one in few]
    loose += [one for few in by_text.values() for one in few]
    return [*made, *([("", tuple(dict.fromkeys(loose)))] if loose else [])]


def _among(project: Project, question_id: str) -> list[SubQuestion]:
    return [one for one in project.matrix.sub_questions() if one.question_id == question_id]


def _place(project: Project, order: Sequence[str]) -> None:
    for place, part_id in enumerate(order):
        project.matrix.change_sub_question(part_id, position=place)


def _checked(text: str) -> str:
    text = one_line(text)
    if not text:
        raise UserError(_("A sub-question needs its text."), _("Type what is to be answered."))
    return text
