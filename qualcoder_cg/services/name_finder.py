"""Finds names in texts: as they are written in the lists, misspelt, in part, in other signs and line ends.

`docs/decisions/how-names-are-found.md` tells what is taken for a name and what is not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from .name_habits import Habits, begins_sentence
from .name_tokens import Token, dotted, every_token, folded, sound, tokens
from .name_words import COMMON, FUNCTION, PARTICLES, TITLES, forms_of_one

_GAP = re.compile(r"[\s.,'’\-_·/\u00ad\u200b-\u200f\u2010\u2011\u2060\ufeff]{0,5}")
_CLOSE = re.compile(r"[ \u00a0\t]?\n?[ \u00a0\t]*|[-\u2010\u2011_.'’]")
_FAR = 3
_MOST_PARTICLES = 3
_ORDINARY_FROM = 3


class Name(NamedTuple):
    """A name that is looked for: what it names, the list it comes from, and its telling words, folded.

    `whole` names are found only entire and in order (places, files); an institution also by two of its
    words in a row; of a person, each word tells who it is.
    """

    kind: str
    rule: str
    written: str
    words: tuple[str, ...]
    whole: bool = False
    person: bool = False


class Found(NamedTuple):
    """A stretch of a text that names somebody; `near` is how many letters differ from the list."""

    start: int
    end: int
    name: Name
    near: int


class _Run(NamedTuple):
    end: int
    places: tuple[int, ...]
    distances: tuple[int, ...]
    tokens: tuple[int, ...]


def named(kind: str, rule: str, written: str, *, whole: bool = False, person: bool = False) -> Name | None:
    """A name to look for; None where nothing in it tells."""
    every = [token.folded for token in tokens(written) if token.folded]
    telling = [word for word in every if word not in PARTICLES] or every
    if person:
        telling = [word for word in telling if len(word) > 1 and not word.isdigit()]
    if not telling or sum(map(len, telling)) < 2:
        return None
    return Name(kind, rule, written, tuple(telling), whole, person)


def acronyms(written: str) -> Iterator[str]:
    """The abbreviations that the first letters of a name may make, of three letters and more."""
    words = [token for token in tokens(written) if token.folded]
    for some in (words, [word for word in words if word.folded not in PARTICLES]):
        letters = "".join(word.folded[0] for word in some)
        if 3 <= len(letters) <= 8 and letters.isalpha():
            yield letters.upper()


class NameFinder:
    """All names of a study at once; `vocabulary` tells in how many texts each of its words occurs."""

    def __init__(self, names: Iterable[Name], vocabulary: Mapping[str, int] | None = None) -> None:
        self.names = tuple(dict.fromkeys(names))
        self._by_word: dict[str, list[tuple[int, int]]] = {}
        for index, name in enumerate(self.names):
            for place, word in enumerate(name.words):
                self._by_word.setdefault(word, []).append((index, place))
        self._words = list(self._by_word)
        self._sounds: dict[str, list[str]] = {}
        for word in self._words:
            if len(word) >= 4:
                self._sounds.setdefault(sound(word), []).append(word)
        self._initials = {
            "".join(word[0] for word in name.words): index
            for index, name in enumerate(self.names)
            if name.person and len(name.words) > 1
        }
        self._without = ""
        self._near: dict[str, tuple[tuple[str, int], ...]] = {}
        self._ranked: dict[str, dict[str, tuple[int, int]]] = {}
        self._frequent: dict[str, int] = {}
        self.know(vocabulary or {})

    def know(self, vocabulary: Mapping[str, int]) -> None:
        """Learn more words of the texts, each with how many hold it."""
        words = [folded(term) for term in vocabulary]
        for word, count in zip(words, vocabulary.values(), strict=True):
            self._frequent[word] = self._frequent.get(word, 0) + count
        self._learn(dict.fromkeys(words))

    def triggers(self) -> set[str]:
        """Words of the vocabulary of which a text must hold at least one to hold a name."""
        close: dict[str, set[str]] = {}
        for term, found in self._near.items():
            for word, _distance in found:
                close.setdefault(word, set()).add(term)
        count = {word: sum(self._frequent.get(term, 0) for term in terms) for word, terms in close.items()}
        wanted: set[str] = set()
        for name in self.names:
            rarest = sorted(set(name.words), key=lambda word: count.get(word, 0))
            if not name.person and len(rarest) > 1:
                rarest = rarest[:1] if name.whole else rarest[:-1]
            wanted.update(rarest)
        return {term for word in wanted for term in close.get(word, ())}

    def find(self, text: str, without: str = "") -> list[Found]:
        """The names in a text, in order, none overlapping another; those of one rule may be left out."""
        if not self.names:
            return []
        every = list(every_token(text, self._is_near))
        self._without = without
        found = list(self._walk(text, every, Habits(text, every)))
        for token in dotted(text):
            found += self._abbreviated(token)
        return _apart(found)

    def _walk(self, text: str, every: Sequence[Token], habits: Habits) -> Iterator[Found]:
        index = 0
        near = self._near
        while index < len(every):
            folded_word = every[index].folded
            if folded_word not in near:
                self._learn([folded_word])
            if near[folded_word]:
                best = self._best(text, every, index, habits)
                if best is not None:
                    found, index = best
                    yield found
                    continue
            index += 1

    def _best(
        self, text: str, every: Sequence[Token], index: int, habits: Habits
    ) -> tuple[Found, int] | None:
        """The longest name that begins at a word, and the place after it."""
        best: tuple[tuple[int, int, int, int], Found, int] | None = None
        tried: set[int] = set()
        alone = not self._goes_on(text, every, index)
        for word, _distance in self._near[every[index].folded]:
            shapes: set[bool] = set()
            for number, place in self._by_word[word]:
                name = self.names[number]
                if name.rule == self._without:
                    continue
                # a word that stands alone says the same of all people whose name has it
                if name.person and (number in tried or (alone and (len(name.words) == 1) in shapes)):
                    continue
                tried.add(number)
                shapes.add(len(name.words) == 1)
                run = self._run(text, every, index, name, place)
                if run is None or not self._holds(text, every, run, name, habits):
                    continue
                start, end, last = self._grown(text, every, index, run, name)
                whole = int(len(run.places) == len(name.words))
                score = (len(run.places), -sum(run.distances), whole, int(name.person))
                if best is None or score > best[0]:
                    best = score, Found(start, end, name, sum(run.distances)), last
        return best[1:] if best else None

    def _goes_on(self, text: str, every: Sequence[Token], index: int) -> bool:
        """Whether the word after this one may belong to the same name."""
        if index + 1 == len(every) or not _GAP.fullmatch(text, every[index].end, every[index + 1].start):
            return False
        self._learn([after := every[index + 1].folded])
        return bool(self._near[after]) or after in PARTICLES or len(after) == 1

    def _run(self, text: str, every: Sequence[Token], index: int, name: Name, place: int) -> _Run | None:
        """As many words in a row as belong to a name, particles between them passed over."""
        places: list[int] = []
        distances: list[int] = []
        used: list[int] = []
        at = last = index
        passed = 0
        while at < len(every):
            if at > index and not _GAP.fullmatch(text, every[at - 1].end, every[at].start):
                break
            match = self._match(every[at].folded, name, places, place)
            if match is not None:
                places.append(match[0])
                distances.append(match[1])
                used.append(at)
                last, passed = at, 0
            elif every[at].folded in PARTICLES and passed < _MOST_PARTICLES:
                passed += 1
            else:
                break
            at += 1
        return _Run(last, tuple(places), tuple(distances), tuple(used)) if places else None

    def _match(self, word: str, name: Name, places: Sequence[int], first: int) -> tuple[int, int] | None:
        """Which word of a name a word of the text is, and how many letters differ; persons in any order."""
        if word not in self._near:
            self._learn([word])
        near = self._ranked.get(word)
        if near is None:
            # a word may be like hundreds of names', each of which is asked for
            near = {known: (distance, rank) for rank, (known, distance) in enumerate(self._near[word])}
            self._ranked[word] = near
        best: tuple[tuple[int, int], int] | None = None
        for place, own in enumerate(name.words) if near else ():
            rank = near.get(own)
            if rank is None or place in places or (best is not None and rank >= best[0]):
                continue
            if name.person or place == (places[-1] + 1 if places else first):
                best = rank, place
        if best is not None:
            return best[1], best[0][0]
        if name.person and places and len(word) == 1 and not word.isdigit():
            initials = [p for p, own in enumerate(name.words) if own[0] == word and p not in places]
            return (initials[0], 0) if initials else None
        return None

    def _holds(self, text: str, every: Sequence[Token], run: _Run, name: Name, habits: Habits) -> bool:
        """Whether words that are like those of a name are that name."""
        said = [every[at] for at in run.tokens]
        if not name.person:
            return self._is_thing(text, said, run, name, habits)
        full = [token for token in said if len(token.folded) > 1]
        if len(full) > 1:
            return any(token.capital or token.folded not in COMMON for token in full)
        return self._is_person(text, said[0], run.distances[0], habits)

    def _is_person(self, text: str, token: Token, distance: int, habits: Habits) -> bool:
        """Whether one word alone is the name of a person."""
        word = token.folded
        begins = begins_sentence(text, token.start)
        common = word in COMMON
        if word in TITLES or word in PARTICLES:
            return False
        if distance == 0:
            if token.capital:
                return not (common and begins and habits.is_word(token))
            return len(word) >= 4 and (not common or (habits.without_capitals and word not in FUNCTION))
        if habits.is_word(token) or len(word) < 4:
            return False
        if token.capital:
            return len(word) >= (6 if begins else 5) or (not begins and sound(word) in self._sounds)
        return len(word) >= 7 and distance == 1 and self._frequent.get(word, 0) < _ORDINARY_FROM

    def _is_thing(self, text: str, said: Sequence[Token], run: _Run, name: Name, habits: Habits) -> bool:
        """Whether words are the name of an institution, a place or a file."""
        far = sum(run.distances)
        if len(name.words) == 1:
            token, word = said[0], name.words[0]
            if name.written.isupper() and len(word) <= 4:
                return far == 0 and token.raw.isupper()
            if far:
                return token.capital and len(word) >= 6 and not habits.is_word(token)
            return token.capital or (len(word) >= 6 and word not in COMMON and not name.whole)
        if len(run.places) == len(name.words):
            return all(not one or len(token.folded) >= 5 for one, token in zip(run.distances, said))
        if name.whole or len(run.places) < 2 or 2 * len(run.places) < len(name.words):
            return False
        return far <= 1 and all(token.capital for token in said)

    def _grown(
        self, text: str, every: Sequence[Token], index: int, run: _Run, name: Name
    ) -> tuple[int, int, int]:
        """Where a name begins and ends with the initials and further surnames that stand beside it."""
        start, end, last = every[index].start, every[run.end].end, run.end + 1
        if not name.person:
            return start, end, last
        before = index - 1
        while before >= 0 and _beside(text, every[before].end, start) and self._belongs(text, every[before]):
            start = every[before].start
            before -= 1
        while last < len(every):
            beyond = last
            # Rosa de la Torre, but not Rosa Cruz of an institution
            most = _MOST_PARTICLES if len(run.tokens) == 1 else 0
            while beyond < len(every) and beyond - last < most and every[beyond].raw in _BETWEEN:
                beyond += 1
            if beyond > last and beyond < len(every) and self._is_near(every[beyond].folded):
                break
            if beyond >= len(every) or not all(
                _CLOSE.fullmatch(text, one.end, other.start)
                for one, other in pairwise(every[last - 1 : beyond + 1])
            ):
                break
            if not self._belongs(text, every[beyond]):
                break
            end, last = every[beyond].end, beyond + 1
        return start, end, last

    @staticmethod
    def _belongs(text: str, token: Token) -> bool:
        """Whether a word beside a name is part of it: an initial, or a word that is written as names are."""
        if not token.capital or "\n" in token.raw:
            return False
        if len(token.folded) == 1:
            follows = text[token.end : token.end + 1]
            return token.raw.isupper() and (token.raw not in "AIOYE" or follows in ".'’")
        if token.folded in TITLES or token.folded in PARTICLES:
            return False
        return token.raw[1:].islower() and not begins_sentence(text, token.start)

    def _abbreviated(self, token: Token) -> Iterator[Found]:
        """Letters with full stops that stand for a name: its initials, or the letters of a short name."""
        index = self._initials.get(token.folded)
        if index is not None and token.raw.isupper():
            yield Found(token.start, token.end, self.names[index], 0)
        for number, _place in self._by_word.get(token.folded, ()):
            if self.names[number].rule == self._without:
                continue
            if len(self.names[number].words) == 1 or (self.names[number].person and len(token.folded) > 3):
                yield Found(token.start, token.end, self.names[number], 0)

    def _is_near(self, word: str) -> bool:
        if word not in self._near:
            self._learn([word])
        return bool(self._near[word])

    def _learn(self, words: Iterable[str]) -> None:
        """Find the words of names that each of these is like."""
        new = [word for word in words if word not in self._near]
        if len(new) < 200:
            for word in new:
                self._near[word] = self._like(word)
            return
        import numpy
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        for word in new:
            self._near[word] = ((word, 0),) if word in self._by_word else ()
        if not self._words:
            return
        long = [word for word in new if len(word) >= 4 and not word.isdigit()]
        rows = process.cdist(long, self._words, scorer=OSA.distance, score_cutoff=2, dtype="uint8")
        near = {int(number) for number in numpy.flatnonzero((rows <= 2).any(axis=1))}
        for number, word in enumerate(long):
            if number in near or sound(word) in self._sounds:
                self._near[word] = self._like(word)

    def _like(self, word: str) -> tuple[tuple[str, int], ...]:
        """The words of names that a word is like, with how many letters differ."""
        if word in self._by_word:
            return ((word, 0), *self._alike(word))
        return self._alike(word)

    def _alike(self, word: str) -> tuple[tuple[str, int], ...]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if len(word) < 4 or any(char.isdigit() for char in word):
            return ()
        found: dict[str, int] = {}
        close = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=2, limit=None)
        for known, distance, _place in close:
            allowed = 1 if min(len(known), len(word)) < 8 else 2
            # a figure is never misspelt: persona is no Person4
            figures = any(char.isdigit() for char in known)
            if known != word and len(known) >= 4 and distance <= allowed and not figures:
                if forms_of_one(word, known):
                    continue
                found[known] = int(distance)
        for known in self._sounds.get(sound(word), ()):
            if known != word:
                found.setdefault(known, 1)
        return tuple(found.items())


_BETWEEN = frozenset(
    ("de", "la", "del", "los", "las", "y", "e", "da", "dos", "van", "von", "der", "el", "al")
)


def _beside(text: str, start: int, end: int) -> bool:
    """Whether two words stand side by side, the first perhaps an initial with its full stop."""
    return bool(_CLOSE.fullmatch(text, start, end)) or (text[start:end].strip() == "." and end - start <= 3)


def _apart(found: list[Found]) -> list[Found]:
    """Those found in order; of several that overlap, one over all of it, named as the longest is."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and one.start < kept[-1].end:
            before = kept[-1]
            longer = max(before, one, key=lambda hit: hit.end - hit.start)
            kept[-1] = longer._replace(start=before.start, end=max(before.end, one.end))
        else:
            kept.append(one)
    return kept
