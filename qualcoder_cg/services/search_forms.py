"""Other forms of a word among the words of the study: spelt alike, or of the same lemma.

Both read long lists. They are generators that pause every few milliseconds and give their answer at the
end, so that a window can go on meanwhile.
"""

import unicodedata
from collections.abc import Generator
from typing import TypeVar
from weakref import WeakKeyDictionary

from ..domain.word_patterns import tokens
from ..storage import text_index
from ..storage.project import Project
from ..suggest.word_forms import LANGUAGES, word_forms
from ..suggest.words import fold

T = TypeVar("T")
Task = Generator[None, None, T]
Words = dict[str, int]

MOST_FORMS = 100
_AT_ONCE = 5000
_kept: "WeakKeyDictionary[Project, tuple[str, Words]]" = WeakKeyDictionary()


def similar(project: Project, text: str) -> Task[list[tuple[str, ...]]]:
    """For each word that was typed, the words of the study that are spelt like it, the most frequent first.

    One letter may differ in words of four or five, two in words of up to nine, three in longer ones; a
    letter too many or too few, or two letters exchanged, count as one.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    vocabulary = yield from _vocabulary(project)
    known = list(vocabulary)
    found = []
    for word in map(_plain, tokens(text)):
        near: list[str] = []
        allowed = 0 if len(word) < 4 else 1 if len(word) < 6 else 2 if len(word) < 10 else 3
        for start in range(0, len(known), _AT_ONCE):
            some = known[start : start + _AT_ONCE]
            fits = process.extract(word, some, scorer=OSA.distance, score_cutoff=allowed, limit=None)
            near += [form for form, _distance, _place in fits]
            yield
        found.append(_frequent(near, vocabulary))
    return found


def inflected(project: Project, text: str) -> Task[list[tuple[str, ...]]]:
    """For each word that was typed, the words of the study that have the same lemma, the frequent first.

    The languages are those of the documents for which there is a list of lemmas; all of them at once.
    """
    vocabulary = yield from _vocabulary(project)
    languages = {document.language[:2].lower() for document in project.documents.all()}
    lists = []
    for language in LANGUAGES:
        if language in languages or not languages & set(LANGUAGES):
            lists.append((yield from word_forms(language)))
    found = []
    for word in map(_plain, tokens(text)):
        forms = {word}
        for one in lists:
            forms |= one.same_lemma(word)
            yield
        found.append(_frequent([form for form in forms if form in vocabulary], vocabulary))
    return found


def _vocabulary(project: Project) -> Task[Words]:
    """The words of the study, each with how many documents hold it."""
    state = text_index.state(project.connection)
    kept = _kept.get(project)
    if kept is None or kept[0] != state:
        words: Words = {}
        for some in text_index.vocabulary(project.connection):
            words.update(some)
            yield
        kept = _kept[project] = (state, words)
    return kept[1]


def _frequent(forms: list[str], vocabulary: Words) -> tuple[str, ...]:
    return tuple(sorted(forms, key=lambda form: (-vocabulary[form], form))[:MOST_FORMS])


def _plain(word: str) -> str:
    """A word as the index keeps it, without signs around it."""
    letters = "".join(char if char.isalnum() or unicodedata.combining(char) else " " for char in word)
    return "".join(fold(letters).split()) or word
