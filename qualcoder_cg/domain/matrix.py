"""The evaluation matrix and the codebook as they stand in a file, before they enter a study.

A spec names things by what people write (keys, numbers, names); ids exist only in a study.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Guidance:
    """How a code is to be used, the same for questions, themes and team codes.

    `keywords` maps a language ("en", "es", …) to words and phrases in that language.
    """

    definition: str = ""
    when_to_use: str = ""
    when_not: str = ""
    example: str = ""
    keywords: dict[str, tuple[str, ...]] = field(default_factory=dict)
    colour: str = ""


@dataclass(frozen=True, slots=True)
class JudgementSpec:
    """A judgement criterion and the indicators that show whether it is met."""

    text: str
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubQuestionSpec:
    """A part of a question that is answered by itself, with what is planned for it alone."""

    text: str
    judgement: tuple[JudgementSpec, ...] = ()
    sources: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionSpec:
    """One evaluation question: `number` as printed ("7", "2.1"), full text, short name, themes by name."""

    number: str
    text: str
    short: str = ""
    themes: tuple[str, ...] = ()
    judgement: tuple[JudgementSpec, ...] = ()
    sources: tuple[str, ...] = ()
    guidance: Guidance = Guidance()
    methods: tuple[str, ...] = ()
    sub_questions: tuple[SubQuestionSpec, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CriterionSpec:
    """A criterion with its questions in order; `key` is stable (REL, EFF …), `name` may change."""

    key: str
    name: str
    questions: tuple[QuestionSpec, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeSpec:
    """A cross-cutting theme, a code of its own."""

    name: str
    short: str = ""
    guidance: Guidance = Guidance()


@dataclass(frozen=True, slots=True)
class CodeSpec:
    """A code the team adds: under a question (`questions[0]`) or another team code, linked to questions."""

    name: str
    short: str = ""
    questions: tuple[str, ...] = ()
    parent: str = ""
    guidance: Guidance = Guidance()


@dataclass(frozen=True, slots=True)
class MatrixSpec:
    """A whole matrix with its codebook."""

    title: str
    criteria: tuple[CriterionSpec, ...]
    themes: tuple[ThemeSpec, ...] = ()
    codes: tuple[CodeSpec, ...] = ()

    @property
    def questions(self) -> tuple[QuestionSpec, ...]:
        """All questions, in the order of the matrix."""
        return tuple(question for criterion in self.criteria for question in criterion.questions)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of a study."""

    id: str
    key: str
    name: str
    position: int


@dataclass(frozen=True, slots=True)
class Question:
    """An evaluation question of a study; `number` is text because matrices number as they like."""

    id: str
    criterion_id: str
    number: str
    text: str
    short: str
    position: int


@dataclass(frozen=True, slots=True)
class JudgementCriterion:
    """What is judged to answer a question, with its indicators in order."""

    id: str
    question_id: str
    text: str
    indicators: tuple[str, ...]
    sub_question_id: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedSource:
    """A source the matrix planned for a question, or for one of its sub-questions."""

    id: str
    question_id: str
    text: str
    sub_question_id: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedMethod:
    """A method of collection or analysis that the matrix planned for a question or a sub-question."""

    id: str
    question_id: str
    text: str
    sub_question_id: str | None = None


@dataclass(frozen=True, slots=True)
class SubQuestion:
    """A part of a question that is answered by itself, in order of `position`."""

    id: str
    question_id: str
    text: str
    position: int


@dataclass(frozen=True, slots=True)
class MatrixAlias:
    """Another way in which a criterion or a question is called; one of the two ids is set."""

    id: str
    criterion_id: str | None
    question_id: str | None
    name: str
