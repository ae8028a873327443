"""Queries in words: what can be chosen, what a query asks for, what of that is no longer there."""

from collections.abc import Iterator
from typing import NamedTuple

from ..domain.codes import THEME
from ..domain.codings import ACCEPTED, CONSENSUS, IMPORTED, MANUAL, POLARITIES, SUGGESTED
from ..domain.documents import KINDS
from ..domain.queries import CONDITIONS, KEY_VALUES, Query
from ..i18n import _, language
from ..storage.project import Project
from . import passages

# Conditions whose values are rows of the study, which can be removed.
_BY_ID = (
    "criteria", "questions", "codes", "coders", "themes", "together", "institutions", "informants",
    "interviews", "documents", "categories", "surveys",
)  # fmt: skip
_BY_WORD = ("types", "sexes", "places")


class Choice(NamedTuple):
    """A value of a condition and what it is called; `group` is the criterion of a question."""

    value: str
    text: str
    group: str = ""


class _Offered(NamedTuple):
    """What can be chosen, and of which state of the study that holds."""

    state: tuple[int, str]
    choices: dict[str, list[Choice]]


_KEPT = "what queries can be limited by"


class Chip(NamedTuple):
    """One limit of a query in words; `condition` is of CONDITIONS, or "after", "before", "words"."""

    condition: str
    value: str
    text: str


def condition_names() -> dict[str, str]:
    """What each condition is called."""
    return {
        "criteria": _("Criterion"),
        "questions": _("Evaluation question"),
        "codes": _("Code"),
        "polarities": _("Polarity"),
        "key": _("Key quote"),
        "coders": _("Coder"),
        "origins": _("Origin"),
        "themes": _("Theme"),
        "together": _("Together with"),
        "types": _("Type of informant"),
        "sexes": _("Sex"),
        "institutions": _("Institution"),
        "places": _("Place"),
        "informants": _("Informant"),
        "interviews": _("Interview"),
        "documents": _("Document"),
        "kinds": _("Kind of source"),
        "categories": _("Category of documents"),
        "surveys": _("Survey"),
    }


def polarity_names() -> dict[str, str]:
    """What each polarity is called."""
    return dict(
        zip(POLARITIES, (_("undecided"), _("supports"), _("qualifies"), _("contradicts")), strict=True)
    )


def kind_names() -> dict[str, str]:
    """What each kind of source is called."""
    texts = (_("Interview"), _("Group interview"), _("Document"), _("Survey"), _("Observation"))
    return dict(zip(KINDS, texts, strict=True))


def origin_names() -> dict[str, str]:
    """What each origin of a coding is called."""
    return {
        MANUAL: _("by hand"),
        ACCEPTED: _("suggested, accepted"),
        SUGGESTED: _("suggested, not confirmed"),
        IMPORTED: _("imported"),
        CONSENSUS: _("decided between coders"),
    }


def choices(project: Project) -> dict[str, list[Choice]]:
    """What can be chosen for each condition, in the order of the study.

    It is kept until something changes: a study may have a thousand documents, and each query asks for it.
    """
    state = (passages.begun(project).version, language())
    kept = project.kept.get(_KEPT)
    if isinstance(kept, _Offered) and kept.state == state:
        return kept.choices
    made = _choices(project)
    project.kept[_KEPT] = _Offered(state, made)
    return made


def _choices(project: Project) -> dict[str, list[Choice]]:
    matrix, register = project.matrix, project.informants
    criteria = {one.id: one for one in matrix.criteria()}
    codes = project.codes.all()
    people = register.all()
    code_choices = [Choice(code.id, code.label) for code in codes]
    keys = dict(zip(KEY_VALUES, (_("key quote"), _("other")), strict=True))
    known_types = [Choice(one, one) for one in dict.fromkeys(person.type for person in people) if one]
    found: dict[str, list[Choice]] = {
        "criteria": [Choice(one.id, one.name, one.key) for one in criteria.values()],
        "questions": [
            Choice(one.id, f"{one.number}  {one.short or one.text}", criteria[one.criterion_id].name)
            for one in matrix.questions()
        ],
        "codes": code_choices,
        "polarities": [Choice(value, text) for value, text in polarity_names().items()],
        "key": [Choice(value, text) for value, text in keys.items()],
        "coders": [Choice(one.id, one.name) for one in project.coders.all()],
        "origins": [
            Choice(value, text)
            for value, text in origin_names().items()
            if value != CONSENSUS or project.sees_consensus
        ],
        "themes": [Choice(code.id, code.label) for code in codes if code.kind == THEME],
        "together": code_choices,
        "types": [*known_types, Choice("", _("Source not in the register"))],
        "sexes": [Choice(one, one) for one in dict.fromkeys(person.sex for person in people) if one],
        "institutions": [Choice(one.id, one.name) for one in register.institutions()],
        "places": [Choice(one, one) for one in sorted({person.place for person in people} - {""})],
        "informants": [Choice(one.id, one.code) for one in people],
        "interviews": [Choice(one.id, one.code) for one in project.interviews.all()],
        "documents": [Choice(one.id, f"{one.code}  {one.name}".strip()) for one in project.documents.all()],
        "kinds": [Choice(value, text) for value, text in kind_names().items()],
        "categories": [
            *(Choice(one.id, one.name) for one in project.documents.categories()),
            Choice("", _("No category")),
        ],
        "surveys": [
            *(Choice(one.id, one.name) for one in project.surveys.all()),
            Choice("", _("No known survey")),
        ],
    }
    return {name: found[name] for name in CONDITIONS}


def chips(project: Project, query: Query) -> list[Chip]:
    """The limits of a query one by one, in order; what is no longer there is called so."""
    names = condition_names()
    found = []
    for condition in query.limits:
        for value, text, _group in values_in_words(project, query, condition):
            shown = _("not {value}") if condition in query.excluded else "{value}"
            found.append(Chip(condition, value, f"{names[condition]}: {shown.format(value=text)}"))
    if query.after:
        found.append(Chip("after", query.after, _("From {date}").format(date=query.after)))
    if query.before:
        found.append(Chip("before", query.before, _("Until {date}").format(date=query.before)))
    if query.words.strip():
        found.append(Chip("words", query.words, _("Words: {words}").format(words=query.words.strip())))
    return found


def values_in_words(project: Project, query: Query, condition: str) -> Iterator[Choice]:
    """What a query asks for in one of CONDITIONS, in the order of the study, then what is no longer there."""
    offered = choices(project)[condition]
    wanted = query.values(condition)
    yield from (one for one in offered if one.value in wanted)
    gone = wanted.difference(one.value for one in offered)
    yield from (Choice(value, _("no longer there")) for value in sorted(gone))


def missing(project: Project, query: Query) -> Iterator[str]:
    """Sentences about what a query asks for and the study no longer has."""
    limited = [name for name in query.limits if name in (*_BY_ID, *_BY_WORD)]
    if not limited:
        return
    offered = choices(project)
    names = condition_names()
    for condition in limited:
        known = {one.value for one in offered[condition]}
        gone = query.values(condition) - known
        if gone and condition in _BY_WORD:
            words = ", ".join(sorted(gone))
            yield _("{condition}: the register no longer has {values}.").format(
                condition=names[condition], values=words
            )
        elif gone:
            yield _("{condition}: something this query refers to was removed.").format(
                condition=names[condition]
            )
