"""What looks doubtful in the register: codes that are names, one institution entered twice, and the like."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from ..domain.informants import Institution
from ..domain.interviews import HELD
from ..domain.vocabulary import fold, looks_like_a_name
from ..i18n import _
from ..storage.project import Project

_LIKE, _SAME_WORDS = 0.85, 90
_SHORT = 5
_SMALL_WORDS = {
    "of", "for", "the", "and", "in", "de", "del", "la", "las", "el", "los", "y", "e", "para", "en",
}  # fmt: skip
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")


class Doubt(NamedTuple):
    """A cell that a person should look at, and why, as a sentence."""

    row_id: str
    column_id: str
    sentence: str


class Alike(NamedTuple):
    """Two institutions that may be one, and the names by which they resemble each other."""

    first: Institution
    second: Institution
    names: tuple[str, str]


def doubts(project: Project, table: str) -> list[Doubt]:
    """What looks doubtful in a table (informant, institution, interview, document)."""
    if table == "informant":
        return name_doubts(project)
    if table == "institution":
        return [
            Doubt(
                pair.first.id,
                "name",
                _("{first} and {second} may be one institution.").format(
                    first=pair.names[0], second=pair.names[1]
                ),
            )
            for pair in likely_same(project)
        ]
    return _interview_doubts(project) if table == "interview" else []


def name_doubts(project: Project) -> list[Doubt]:
    """Codes of informants that look like names of people."""
    return [
        Doubt(
            person.id,
            "code",
            _("{code} looks like the name of a person; use a code such as KII-07.").format(code=person.code),
        )
        for person in project.informants.all()
        if looks_like_a_name(person.code)
    ]


def likely_same(project: Project) -> list[Alike]:
    """Pairs of institutions whose names or aliases are so alike that they may be one."""
    entries = project.informants.institutions()
    found = []
    for first, second in combinations(entries, 2):
        names = alike_names((first.name, *first.aliases), (second.name, *second.aliases))
        if names:
            found.append(Alike(first, second, names))
    return found


def alike_names(some: Sequence[str], others: Sequence[str]) -> tuple[str, str] | None:
    """A name of each of two institutions that are so alike that they may be one; None where none are."""
    return next(((one, other) for one in some for other in others if _alike(one, other)), None)


def _alike(one: str, other: str) -> bool:
    """Whether two names differ as slips of the pen do, or one is the other's initials."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.fuzz import token_sort_ratio

    (first, digits, initials), (second, other_digits, other_initials) = _compared(one), _compared(other)
    if digits != other_digits:
        return False
    if first in other_initials or second in initials:
        return True
    shorter = min(len(first), len(second))
    if shorter <= _SHORT:
        slips = OSA.distance(first, second)
        return slips == 1 and (shorter > 3 or sorted(first) == sorted(second))
    close = OSA.normalized_similarity(first, second, score_cutoff=_LIKE) >= _LIKE
    return close or token_sort_ratio(first, second, score_cutoff=_SAME_WORDS) >= _SAME_WORDS


@lru_cache(maxsize=4096)
def _compared(name: str) -> tuple[str, tuple[str, ...], frozenset[str]]:
    """A name folded, the numbers in it, and the ways in which its words are shortened to letters."""
    folded = fold(name)
    words = _WORD.findall(folded)
    weighty = [word for word in words if word not in _SMALL_WORDS]
    ways = {"".join(word[0] for word in some) for some in (words, weighty)}
    return folded, tuple(_DIGITS.findall(folded)), frozenset(way for way in ways if len(way) > 2)


def _interview_doubts(project: Project) -> list[Doubt]:
    """Interviews said not to be held that a document records, and held ones with nobody in them."""
    recorded = {document.interview_id: document.code for document in project.documents.all()}
    found = []
    for interview in project.interviews.all():
        if interview.status != HELD and interview.id in recorded:
            sentence = _("{code} is not marked as held, but {document} records it.")
            text = sentence.format(code=interview.code, document=recorded[interview.id])
            found.append(Doubt(interview.id, "status", text))
        if interview.status == HELD and not interview.informants:
            sentence = _("{code} was held, but nobody is entered as interviewed.")
            found.append(Doubt(interview.id, "informants", sentence.format(code=interview.code)))
    return found
