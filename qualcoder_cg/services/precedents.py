"""Precedents: the passages the team already put under a code that are most like one to be decided on."""

import re
import unicodedata
from typing import NamedTuple

from ..domain.codings import SUGGESTED, Coding
from ..domain.spans import Span
from ..progress import Progress, silent
from ..storage.project import Project

MOST = 2
_NEWEST = 2000
_SHORT = 4
_WORD = re.compile(r"\w+")


class Precedent(NamedTuple):
    """A passage under a code: where it lies, its words, who put it there (names), how alike it is (0–100)."""

    coding_id: str
    document_id: str
    start: int
    end: int
    text: str
    coders: tuple[str, ...]
    alike: int

    @property
    def span(self) -> Span:
        """The passage."""
        return Span(self.start, self.end)


def precedents(
    project: Project,
    code_id: str,
    text: str,
    *,
    document_id: str = "",
    span: Span | None = None,
    most: int = MOST,
    progress: Progress = silent,
) -> list[Precedent]:
    """The passages under a code that are most like `text`, likest first, by those who may be seen.

    What waits for a person to confirm it is no precedent, nor is what overlaps the passage itself
    (`span` of `document_id`). The same words put there by several people are one.
    """
    from rapidfuzz import fuzz

    wanted = _telling(text)
    texts: dict[str, str] = {}
    found: dict[tuple[str, int, int], list[Coding]] = {}
    for coding in _newest(project, code_id):
        same = coding.document_id == document_id and span is not None and coding.span.overlaps(span)
        if coding.origin != SUGGESTED and not same:
            found.setdefault((coding.document_id, coding.start, coding.end), []).append(coding)
    scored = []
    for number, ((place, start, end), codings) in enumerate(sorted(found.items())):
        progress(number, len(found))
        if place not in texts:
            texts.clear()  # they come document by document, and one text is held at a time
            texts[place] = project.documents.text(place)
        words = texts[place][start:end]
        told = _telling(words)
        score = (2 * fuzz.token_set_ratio(wanted, told) + fuzz.token_sort_ratio(wanted, told)) / 3
        scored.append((-round(score), place, start, end, words, codings))
    names = {coder.id: coder.name for coder in project.coders.all()}
    return [
        Precedent(
            codings[0].id,
            place,
            start,
            end,
            words,
            tuple(dict.fromkeys(names.get(one.coder_id, "") for one in codings)),
            -score,
        )
        for score, place, start, end, words, codings in sorted(scored, key=lambda one: one[:4])[:most]
    ]


def _newest(project: Project, code_id: str) -> list[Coding]:
    """The codings of a code, of very many those made last."""
    every = project.seen.of_code(code_id)
    return sorted(every, key=lambda one: (one.created_at, one.id), reverse=True)[:_NEWEST]


def _telling(text: str) -> str:
    """The words that tell passages apart, without accents and capitals; all of them where they are few."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    words = _WORD.findall("".join(char for char in apart if not unicodedata.combining(char)))
    longer = [word for word in words if len(word) >= _SHORT]
    return " ".join(longer or words)
