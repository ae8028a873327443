"""What there is to learn from, read in one language, and made into vectors once for all who need them."""

from collections.abc import Sequence
from functools import cached_property

from ..domain.suggestions import Example, Profile
from .language import words_of
from .vectors import Lemmas, Space, Texts

# So few texts tell nothing of how common a word is.
ENOUGH = 20


class Lesson:
    """Profiles, examples and passages of the study nobody has said anything of, for documents in `language`.

    `codes` are the places of codes in all that is scored.
    """

    def __init__(
        self,
        profiles: Sequence[Profile],
        examples: Sequence[Example],
        background: Sequence[tuple[str, str]],
        language: str,
    ) -> None:
        self.profiles = profiles
        self.examples = examples
        self.language = language
        self.codes = {profile.code_id: place for place, profile in enumerate(profiles)}
        self._background = background

    @cached_property
    def described(self) -> list[Lemmas]:
        """What is written about each code, its label last."""
        return [lemmas(f"{one.text}\n{one.label}", self.language) for one in self.profiles]

    @cached_property
    def unlike(self) -> list[Lemmas]:
        """What the codebook says does not belong under each code."""
        return [lemmas(one.unlike, self.language) if one.unlike else () for one in self.profiles]

    @cached_property
    def passages(self) -> list[Lemmas]:
        """Passages of the study; without any the examples, where there are enough."""
        found = [lemmas(text, language) for text, language in self._background]
        if len(found) < ENOUGH:
            texts = dict.fromkeys((one.text, one.language) for one in self.examples)
            found = [lemmas(*text) for text in sorted(texts)] if len(texts) >= ENOUGH else []
        return [text for text in found if text]

    @cached_property
    def space(self) -> Space:
        """What features weigh."""
        return Space([*self.described, *self.passages])

    @cached_property
    def profile_texts(self) -> Texts:
        """The profiles in the space."""
        return Texts(self.space, self.described)


def lemmas(text: str, language: str) -> Lemmas:
    """The content words of a text."""
    return tuple(word.lemma for word in words_of(text, language) if word.content)
