"""The matrix and the codebook as reports of the evidence print them."""

from collections.abc import Iterator, Sequence

from ..domain.codes import Code
from ..domain.evidence import EvidenceCode, EvidenceQuestion
from ..storage.project import Project
from .matrix import planned


def questions(project: Project) -> tuple[EvidenceQuestion, ...]:
    """The evaluation questions in order, each with what was planned for it."""
    criteria = {criterion.id: place for place, criterion in enumerate(project.matrix.criteria())}
    plan = planned(project)
    return tuple(
        EvidenceQuestion(
            number=question.number,
            text=question.text,
            short=question.short,
            criterion=criteria[question.criterion_id],
            judgement=tuple((entry.text, entry.indicators) for entry in plan.judgement[question.id]),
            sources=tuple(plan.sources[question.id]),
            themes=tuple(plan.themes[question.id]),
        )
        for question in project.matrix.questions()
    )


def code_entries(project: Project, codes: Sequence[Code]) -> Iterator[EvidenceCode]:
    """The entries of the codebook."""
    criteria = {criterion.id: criterion.key for criterion in project.matrix.criteria()}
    names = {code.id: code.name for code in codes}
    numbers = {question.id: question.number for question in project.matrix.questions()}
    for code in codes:
        yield EvidenceCode(
            name=code.name,
            short=code.short,
            kind=code.kind,
            criterion=criteria.get(code.criterion_id or "", ""),
            questions=tuple(numbers[question] for question in code.questions),
            parent=names.get(code.parent_id or "", ""),
            definition=code.definition,
            when_to_use=code.when_to_use,
            when_not=code.when_not,
            example=code.example,
            keywords=code.keywords,
        )
