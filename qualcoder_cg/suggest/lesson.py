"""What there is to learn from, read in one language, and made into vectors once for all who need them."""

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from ..domain.suggestions import Example, Profile
from .language import two_letters, words_of
from .vectors import Lemmas, Space

# So few texts tell nothing of how common a word is.
ENOUGH = 20

_Made = TypeVar("_Made")


class Ground:
    """What stays as it is when somebody decides: the codes, and passages of the study with their languages.

    `kept` is what suggesters made of these, by name and language.
    """

    def __init__(self, profiles: Sequence[Profile], background: Sequence[tuple[str, str]]) -> None:
        self.profiles = tuple(profiles)
        self.background = tuple(background)
        self.codes = {profile.code_id: place for place, profile in enumerate(profiles)}
        self.languages = tuple(sorted({two_letters(language) for _text, language in background}))
        self.kept: dict[tuple[str, str], Any] = {}

    @cached_property
    def passages(self) -> list[Lemmas]:
        """The passages of the study that have words."""
        return [text for text in (lemmas(*one) for one in self.background) if text]

    @cached_property
    def space(self) -> Space:
        """What features weigh, of whatever language."""
        described = [text for language in self.languages for text in self.described(language)]
        return Space([*described, *self.passages])

    def described(self, language: str) -> list[Lemmas]:
        """What is written about each code, its label last, as words of a language."""
        return [lemmas(f"{one.text}\n{one.label}", language) for one in self.profiles]


class Lesson:
    """What there is to learn for documents in `language`.

    `made` is what suggesters learned from the examples for all languages, by name.
    """

    def __init__(
        self,
        ground: Ground,
        examples: Sequence[Example],
        language: str,
        made: dict[str, Any] | None = None,
    ) -> None:
        self.ground = ground
        self.profiles = ground.profiles
        self.codes = ground.codes
        self.space = ground.space
        self.examples = examples
        self.language = language
        self._made = {} if made is None else made

    def of_codes(self, name: str, make: Callable[[], _Made]) -> _Made:
        """What a suggester makes of the codes alone, made once for each language."""
        key = (name, self.language)
        if key not in self.ground.kept:
            self.ground.kept[key] = make()
        found: _Made = self.ground.kept[key]
        return found

    def of_examples(self, name: str, make: Callable[[], _Made]) -> _Made:
        """What a suggester learns whatever the language of a document, learned once."""
        if name not in self._made:
            self._made[name] = make()
        found: _Made = self._made[name]
        return found


@lru_cache(maxsize=40_000)
def lemmas(text: str, language: str) -> Lemmas:
    """The content words of a text; remembered, so that learning anew reads only what is new."""
    return tuple(word.lemma for word in words_of(text, language) if word.content)
