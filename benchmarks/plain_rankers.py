"""What suggestions are compared with: rankers that anyone could have without this program."""

import math
from collections import Counter
from collections.abc import Sequence

from ranking import Ranked

from qualcoder_cg.domain.suggestions import Profile
from qualcoder_cg.suggest.words import fold, stop_words


def words(text: str) -> list[str]:
    """The words of a text in lower case without accents, small words left out."""
    cut = "".join(char if char.isalnum() else " " for char in fold(text)).split()
    return [word for word in cut if len(word) > 1 and word not in stop_words()]


class Majority:
    """The codes by how often they were used so far; texts are not read."""

    name = "most used"

    def __init__(self, profiles: Sequence[Profile], labels: Sequence[str]) -> None:
        used = Counter(labels)
        codes = [profile.code_id for profile in profiles]
        self._ranked = sorted(((code, float(used[code])) for code in codes), key=lambda pair: -pair[1])

    def rank(self, text: str) -> Ranked:
        """The same for every text."""
        return self._ranked


class KeywordSearch:
    """How many different words of a code's label and text occur in a passage, as a search would find them."""

    name = "keyword search"

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._words = {
            one.code_id: frozenset(words(" ".join((one.label, one.text, *_terms(one))))) for one in profiles
        }

    def rank(self, text: str) -> Ranked:
        """Codes by hits; those with as many keep their order."""
        there = set(words(text))
        hits = [(code, float(len(there & known))) for code, known in self._words.items()]
        return sorted(hits, key=lambda pair: -pair[1])


class QuestionText:
    """Cosine of the words of a passage and of a code's label and text, rare words counting more."""

    name = "question text"

    def __init__(self, profiles: Sequence[Profile]) -> None:
        texts = {one.code_id: Counter(words(f"{one.label} {one.text}")) for one in profiles}
        spread = Counter(word for text in texts.values() for word in text)
        self._rarity = {word: math.log((len(texts) + 1) / count) for word, count in spread.items()}
        self._codes = {code: self._weighed(text) for code, text in texts.items()}

    def rank(self, text: str) -> Ranked:
        """Codes by cosine; those with the same keep their order."""
        here = self._weighed(Counter(words(text)))
        found = [
            (code, sum(weight * here.get(word, 0.0) for word, weight in weights.items()))
            for code, weights in self._codes.items()
        ]
        return sorted(found, key=lambda pair: -pair[1])

    def _weighed(self, text: Counter[str]) -> dict[str, float]:
        weights = {word: (1 + math.log(n)) * self._rarity.get(word, 0.0) for word, n in text.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {word: weight / length for word, weight in weights.items() if weight}


def _terms(profile: Profile) -> list[str]:
    return [term for terms in profile.keywords.values() for term in terms]
