"""Invented interviews on invented subjects, as long as real ones: the same every time, and meaning nothing.

Words come from spaCy's lists of word forms, often ones often, as in speech; answers are about a subject now
and then, and then hold its words.
"""

import itertools
import random
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT, Transcript, Turn

SEED = 20240607
WORDS = 9000
SUBJECT_WORDS = 24
KEYWORDS = 10
PHRASES = 3
SHARE_OF_SMALL_WORDS = 0.5
SHARE_OF_SUBJECT = 0.25
ON_A_SUBJECT = 0.35
SMALL_WORDS = {
    "en": "the the the and and to to of of a a in in that it it is was I I you we they he she but so for on "
    "with this have had not be are as or if at by my our what when there because from do did know well then",
    "es": "de de de la la el el que que y y en en a a los las un una no no se se lo me le es por con para su "
    "mi pero como más porque cuando muy ya yo nosotros ellos este esta hay fue era son si también entonces",
}
_FORM = re.compile(r"[a-záéíóúñü]{4,12}")


class Subject(NamedTuple):
    """What some answers are about: its words, and those of them that somebody would look for."""

    words: tuple[str, ...]
    keywords: tuple[str, ...]


class Talk(NamedTuple):
    """A transcript, and the sentences on a subject, as (start, end, number of the subject)."""

    transcript: Transcript
    about: list[tuple[int, int, int]]


@cache
def forms(language: str) -> tuple[str, ...]:
    """Words of a language in an order of their own, the first ones used most."""
    from spacy.util import load_language_data, registry

    registry.lookups.get(language)  # known once the package of tables was found
    table: Any = load_language_data(registry.lookups.get(language)["lemma_lookup"])
    known = sorted(word for word in table if _FORM.fullmatch(word))
    return tuple(random.Random(f"{SEED} {language}").sample(known, WORDS))


def subjects(language: str, count: int) -> list[Subject]:
    """Subjects of rarer words; some of the words are common to two of them."""
    dice = random.Random(f"{SEED} subjects {language}")
    rare = forms(language)[300:]
    found = []
    for _number in range(count):
        words = tuple(dice.sample(rare, SUBJECT_WORDS))
        phrases = tuple(" ".join(dice.sample(words, 2)) for _phrase in range(PHRASES))
        found.append(Subject(words, (*words[: KEYWORDS - PHRASES], *phrases)))
    return found


def talks(count: int, words: int, codes: int) -> Iterator[Talk]:
    """Interviews of so many words, English and Spanish by turns."""
    for number in range(count):
        yield _talk(number, words, ("en", "es")[number % 2], codes)


def definition(subject: Subject, language: str, dice: random.Random) -> str:
    """A question on a subject, in two sentences."""
    return " ".join(_sentence(dice, language, subject) for _sentence_of_two in range(2))


def _talk(number: int, words: int, language: str, codes: int) -> Talk:
    dice = random.Random(f"{SEED} talk {number}")
    about = subjects(language, codes)
    title = f"Interview {number + 1}\n\n"
    parts, at, spoken = [title], len(title), 0
    turns: list[Turn] = []
    places: list[tuple[int, int, int]] = []
    while spoken < words:
        asked = len(turns) % 2 == 0
        label = "E1: " if asked else f"KII-{number + 1:03d}: "
        chosen = dice.randrange(codes) if not asked and dice.random() < ON_A_SUBJECT else None
        start = end = at + len(label)
        said = []
        for _sentence_of_turn in range(dice.randint(1, 2) if asked else dice.randint(3, 12)):
            sentence = _sentence(dice, language, None if chosen is None else about[chosen])
            if chosen is not None:
                places.append((end, end + len(sentence), chosen))
            said.append(sentence)
            end += len(sentence) + 1
            spoken += sentence.count(" ") + 1
        parts += [label, " ".join(said), "\n\n"]
        role = INTERVIEWER if asked else RESPONDENT
        turns.append(Turn(label[:-2], role, at, start, end - 1, float(spoken // 2)))
        at = end + 1
    return Talk(Transcript("".join(parts), tuple(turns), "txt", "utf-8", language), places)


def _sentence(dice: random.Random, language: str, subject: Subject | None) -> str:
    small, content, weights = _pools(language)
    length = max(3, min(60, round(dice.lognormvariate(2.5, 0.5))))
    chosen = dice.choices(content, cum_weights=weights, k=length)
    for place in range(length):
        if dice.random() < SHARE_OF_SMALL_WORDS:
            chosen[place] = dice.choice(small)
        elif subject and dice.random() < SHARE_OF_SUBJECT:
            chosen[place] = dice.choice(subject.words)
    for place in range(7, length - 2, 9):
        chosen[place] += ","
    chosen[0] = chosen[0].capitalize()
    return " ".join(chosen) + dice.choices((".", "?", "…"), (90, 7, 3))[0]


@cache
def _pools(language: str) -> tuple[Sequence[str], Sequence[str], Sequence[float]]:
    """Small words; the others with their added up weights, by Zipf's law."""
    content = forms(language)
    weights = itertools.accumulate(1 / (10 + place) for place in range(len(content)))
    return SMALL_WORDS[language].split(), content, list(weights)
