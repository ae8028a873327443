"""Scales that surveys use, in English and Spanish, and answers that stand for no opinion or no answer."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

# A scale from low to high; each step as it is worded in either language, the wordings parted by bars.
_WORDED: dict[str, tuple[str, ...]] = {
    "level": (
        "very low|muy bajo",
        "low|bajo",
        "medium|moderate|average|medio|intermedio|regular",
        "high|alto",
        "very high|muy alto",
    ),
    "agreement": (
        "strongly disagree|totally disagree|completely disagree|totalmente en desacuerdo"
        "|completamente en desacuerdo|muy en desacuerdo",
        "disagree|somewhat disagree|en desacuerdo|algo en desacuerdo",
        "neither agree nor disagree|neutral|undecided|ni de acuerdo ni en desacuerdo|indeciso",
        "agree|somewhat agree|de acuerdo|algo de acuerdo",
        "strongly agree|totally agree|completely agree|totalmente de acuerdo|completamente de acuerdo"
        "|muy de acuerdo",
    ),
    "amount": (
        "nothing|none|not at all|no|nada|ninguno",
        "very little|muy poco",
        "little|a little|poco",
        "regular|some|somewhat|moderately|algo",
        "much|a lot|a great deal|mucho|bastante",
        "very much|muchísimo",
    ),
    "extent": (
        "nothing|not at all|no|nada|en absoluto|no se cumplió",
        "little|a little|slightly|poco",
        "partially|partly|in part|parcialmente|en parte",
        "largely|mostly|mayormente|en gran parte|en gran medida",
        "totally|fully|completely|entirely|totalmente|completamente|plenamente",
    ),
    "quality": (
        "very bad|very poor|muy malo|pésimo",
        "bad|poor|malo|deficiente",
        "fair|regular|average|acceptable|aceptable",
        "good|bueno",
        "very good|muy bueno",
        "excellent|excelente",
    ),
    "satisfaction": (
        "very dissatisfied|very unsatisfied|nada satisfecho|muy insatisfecho",
        "dissatisfied|unsatisfied|poco satisfecho|insatisfecho",
        "neither satisfied nor dissatisfied|neutral|ni satisfecho ni insatisfecho|indiferente",
        "satisfied|satisfecho",
        "very satisfied|muy satisfecho",
    ),
    "usefulness": (
        "not useful|not useful at all|nada útil|no útil|inútil",
        "little useful|slightly useful|not very useful|poco útil",
        "somewhat useful|moderately useful|algo útil|medianamente útil",
        "useful|útil|bastante útil",
        "very useful|muy útil",
    ),
    "importance": (
        "not important|not important at all|nada importante",
        "slightly important|not very important|poco importante",
        "somewhat important|moderately important|algo importante",
        "important|importante",
        "very important|muy importante",
    ),
    "frequency": (
        "never|nunca",
        "rarely|seldom|almost never|rara vez|casi nunca",
        "sometimes|occasionally|a veces|algunas veces|ocasionalmente",
        "often|frequently|almost always|a menudo|frecuentemente|con frecuencia|casi siempre",
        "always|siempre",
    ),
    "yes": ("no", "in part|partly|partially|en parte|parcialmente|más o menos", "yes|sí"),
    "truth": ("false|falso", "true|verdadero|cierto"),
}
# First those who do not know, then those who do not answer, then those to whom it does not apply.
_MISSING = (
    "does not know|doesn't know|don't know|do not know|i don't know|dk|not sure|unsure|no opinion|no sabe"
    "|no sé|no lo sé|ns|n/s|sin opinión|no tiene opinión|no sabría decir",
    "does not know / no response|dk/nr|dk/na|no sabe / no responde|no sabe / no contesta|ns/nr|ns/nc"
    "|no sabe no responde|no sabe no contesta",
    "no response|no answer|not answered|nr|n/r|nc|n/c|no responde|no respondió|no contesta|no contestó"
    "|sin respuesta|prefer not to say|prefer not to answer|prefiero no decir|prefiero no decirlo"
    "|prefiero no responder|prefiero no contestar",
    "not applicable|does not apply|n/a|na|no aplica|no corresponde|no procede",
)
_CODED_MISSING = frozenset({"88", "98", "99"})
_TOPS = (5, 7, 10)
_NUMBER = re.compile(r"\d{1,2}")
_NUMBERED = re.compile(r"^\(?\d{1,2}[.):\-–]*\s+(?=\D)|^\(\d{1,2}\)\s*")
_VOWEL = re.compile(r"(?<=\w\w\w)[ao]s?\b")


class Steps(NamedTuple):
    """A known scale that answers belong to: the answers in order as they are spelled, and the missing."""

    name: str
    categories: tuple[str, ...]
    missing: tuple[str, ...]


@lru_cache(maxsize=8192)
def folded(answer: str) -> str:
    """An answer without what does not tell answers apart: case, accents, space, a final stop."""
    plain = unicodedata.normalize("NFKD", answer.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(letters.split()).rstrip(".")


def stands_for_nothing(answer: str) -> bool:
    """Whether an answer says that somebody does not know, does not answer or is not concerned."""
    return _key(answer) in _NOTHING


def in_order(answers: Iterable[str]) -> Steps | None:
    """The known scale that holds all these answers; None when there is none.

    Answers that fold alike are one category, spelled as it comes first. Numbers up to 10 are a scale.
    """
    spelled: dict[str, str] = {}
    for answer in dict.fromkeys(answers):
        spelled.setdefault(folded(answer), answer)
    nothing = [answer for answer in spelled.values() if stands_for_nothing(answer)]
    said = [answer for answer in spelled.values() if not stands_for_nothing(answer)]
    nothing.sort(key=lambda answer: _NOTHING[_key(answer)])
    if said and all(_NUMBER.fullmatch(answer) for answer in said):
        return _numbers(said, nothing)
    for name, places in _SCALES.items():
        if len(said) > 1 and all(_key(answer) in places for answer in said):
            ordered = sorted(said, key=lambda answer: places[_key(answer)])
            return Steps(name, tuple(ordered), tuple(nothing))
    return None


def place_in(name: str, answer: str) -> int:
    """Where an answer stands in a known scale, so that several items can share it."""
    return _SCALES[name].get(_key(answer), 0) if name in _SCALES else int(answer)


def _numbers(said: Sequence[str], nothing: Sequence[str]) -> Steps | None:
    coded = [answer for answer in said if answer in _CODED_MISSING]
    points = [int(answer) for answer in said if answer not in _CODED_MISSING]
    if len(points) < 2 or max(points) > _TOPS[-1]:
        return None
    top = next(end for end in _TOPS if max(points) <= end)
    between = range(min(points), max(points) + 1)
    return Steps(f"to {top}", tuple(map(str, between)), (*coded, *nothing))


def _key(answer: str) -> str:
    """An answer as it is looked up: without its number, its punctuation, gender and plural."""
    words = _NUMBERED.sub("", folded(answer))
    words = " ".join(re.sub(r"[^\w\s]", " ", words.replace("'", "")).split())
    return _VOWEL.sub("o", words)


_NOTHING = {_key(words): place for place, line in enumerate(_MISSING) for words in line.split("|")}
_SCALES = {
    name: {_key(words): place for place, step in enumerate(steps) for words in step.split("|")}
    for name, steps in _WORDED.items()
}
