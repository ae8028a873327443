"""What was learned, with the parts that depend on a document's language made when first needed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from ..domain.suggestions import Example
from ..progress import Progress, silent
from .language import Word, pipeline, two_letters
from .lesson import Ground, Lesson
from .passages import Passage, Read

if TYPE_CHECKING:
    from .vectors import Floats


class Scorer(Protocol):
    """What every suggester gives once it has learned."""

    name: str

    def score(self, read: Read) -> "Floats":
        """Passages × codes, about 0 to 1."""
        ...

    def matched(self, passage: Passage, code: int) -> list[tuple[Word, ...]]:
        """The words that led to the score, as runs of words, what matters most first."""
        ...


class Suggester(Protocol):
    """A module that learns; None where there is nothing to learn from yet."""

    NAME: str

    def learn(self, lesson: Lesson, progress: Progress) -> Scorer | None:
        """A scorer for documents in the language of a lesson."""
        ...


class Model:
    """The codes, the decisions, and what the suggesters made of them for each language."""

    def __init__(self, suggesters: Sequence[Suggester], ground: Ground, examples: Sequence[Example]) -> None:
        self.ground = ground
        self.examples = tuple(examples)
        self.code_ids = tuple(profile.code_id for profile in ground.profiles)
        self._suggesters = suggesters
        self._made: dict[str, Any] = {}
        self._scorers: dict[str, tuple[Scorer, ...]] = {}

    def scorers(self, language: str, progress: Progress = silent) -> tuple[Scorer, ...]:
        """The scorers for documents in a language, learned at the first call."""
        language = two_letters(language)
        if language not in self._scorers:
            lesson = Lesson(self.ground, self.examples, language, self._made)
            learned = [suggester.learn(lesson, progress) for suggester in self._suggesters]
            self._scorers[language] = tuple(scorer for scorer in learned if scorer is not None)
        return self._scorers[language]

    @property
    def description(self) -> str:
        """The pipelines that were used so far, by name, for people who want to know."""
        return ", ".join(pipeline(language).name for language in sorted(self._scorers))
