"""The matrix and the codebook as reports of the evidence print them."""

from collections.abc import Iterator, Sequence

from ..domain.codes import Code
from ..domain.evidence import EvidenceCode, EvidenceQuestion
from ..storage.project import Project
from .matrix import planned
from .redactor import Redactor


def questions(project: Project, redactor: Redactor) -> tuple[EvidenceQuestion, ...]:
    """The evaluation questions in order, each with what was planned for it."""
    said = redactor.public_text
    criteria = {criterion.id: place for place, criterion in enumerate(project.matrix.criteria())}
    plan = planned(project)
    return tuple(
        EvidenceQuestion(
            number=question.number,
            text=said(question.text),
            short=said(question.short),
            criterion=criteria[question.criterion_id],
            judgement=tuple(
                (said(entry.text), tuple(map(said, entry.indicators)))
                for entry in plan.judgement[question.id]
            ),
            sources=tuple(map(said, plan.sources[question.id])),
            themes=tuple(plan.themes[question.id]),
        )
        for question in project.matrix.questions()
    )


def code_entries(
    project: Project, codes: Sequence[Code], redactor: Redactor, level: str
) -> Iterator[EvidenceCode]:
    """The entries of the codebook; what explains a code, and above all its example, without names."""
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
            definition=redactor.free_text(code.definition, level),
            when_to_use=redactor.free_text(code.when_to_use, level),
            when_not=redactor.free_text(code.when_not, level),
            example=redactor.free_text(code.example, level),
            keywords={
                spoken: tuple(map(redactor.public_text, words)) for spoken, words in code.keywords.items()
            },
        )
