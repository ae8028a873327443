"""What a query asks for, made ready: each kind of coding, speaker and document is decided once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..domain.codes import Code
from ..domain.documents import Document
from ..domain.informants import Informant
from ..domain.queries import KEY, PLAIN, SAID, Query
from ..storage.project import Project
from . import known_sources
from .asked import questions_of
from .passages import CodedAs, Passages

_NAMING = ("criteria", "questions", "codes")
_ALWAYS_CODED = ("polarities", "key", "coders", "origins")


@dataclass(frozen=True, slots=True)
class Limits:
    """Whether kinds of codings and groups of people fit, by their numbers in `Passages`.

    `coded` is None where codings set no limit; passages with a coding of `uncoded` are out. Each of `beside`
    has to overlap, none of `apart` may. `people` are those of each group who fit and `said` whether the group
    does; None where who said it sets no limit. `documents` are those that are read, in order.
    """

    coded: Sequence[bool] | None
    uncoded: Sequence[bool] | None
    beside: tuple[Sequence[bool], ...]
    apart: tuple[Sequence[bool], ...]
    said: Sequence[bool] | None
    people: Sequence[tuple[str, ...]]
    documents: frozenset[str]


def limits(project: Project, passages: Passages, query: Query) -> Limits:
    """Decide for everything a study has whether it fits a query."""
    codes = project.codes.all()
    coded, uncoded, beside, apart = _of_codings(project, codes, passages.kinds, query)
    said, people = _of_people(project, passages, query)
    return Limits(coded, uncoded, beside, apart, said, people, _documents(project, query))


def under(codes: Sequence[Code], ids: Iterable[str]) -> frozenset[str]:
    """These codes and all below them."""
    wanted = set(ids)
    before = 0
    while before < len(wanted):
        before = len(wanted)
        wanted |= {code.id for code in codes if code.parent_id in wanted}
    return frozenset(wanted)


def themed(codes: Sequence[Code], ids: Iterable[str], *, tagged: bool) -> frozenset[str]:
    """The codes of themes and all below them; with `tagged` also what is evidence for their questions."""
    themes = set(ids)
    found = under(codes, themes)
    if tagged:
        questions = {question for code in codes if code.id in themes for question in code.questions}
        serving = questions_of(codes)
        found |= {name for name, served in serving.items() if questions.intersection(served)}
    return found


def survey_of_items(project: Project) -> dict[str, str]:
    """The survey (id) that each column of a survey belongs to, by the column's id."""
    surveys = project.surveys
    return {item.id: survey.id for survey in surveys.all() for item in surveys.items(survey.id)}


def _of_codings(
    project: Project, codes: Sequence[Code], kinds: Sequence[CodedAs], query: Query
) -> tuple[
    Sequence[bool] | None, Sequence[bool] | None, tuple[Sequence[bool], ...], tuple[Sequence[bool], ...]
]:
    tests = _tests(project, codes, query)
    named = any(query.values(name) for name in _NAMING)
    wanted = [tests[name] for name in (*_NAMING, *_ALWAYS_CODED) if _wants(query, name)]
    out = [tests[name] for name in (*_NAMING, *_ALWAYS_CODED) if name in query.excluded and name in tests]
    beside: list[Sequence[bool]] = []
    apart: list[Sequence[bool]] = []
    themes = _of_codes(themed(codes, query.themes, tagged=query.tagged))
    each = [
        _of_codes(under(codes, [name]) if query.below else frozenset([name]))
        for name in sorted(query.together)
    ]
    if query.themes:
        if named:
            (apart if "themes" in query.excluded else beside).append(_decided(themes, kinds))
        else:
            (out if "themes" in query.excluded else wanted).append(themes)
    if "together" in query.excluded:
        apart += [_decided(test, kinds) for test in each]
    elif each:
        beside += [_decided(test, kinds) for test in each]
        if not named:
            wanted.append(lambda kind: any(test(kind) for test in each))
    fits = [all(test(kind) for test in wanted) for kind in kinds] if wanted else None
    unfit = [any(test(kind) for test in out) for kind in kinds] if out else None
    return fits, unfit, tuple(beside), tuple(apart)


_Test = Callable[[CodedAs], bool]


def _tests(project: Project, codes: Sequence[Code], query: Query) -> dict[str, _Test]:
    """For each limit of the query about a coding, how it is decided."""
    serving = questions_of(codes)
    of_criteria = {one.id for one in project.matrix.questions() if one.criterion_id in query.criteria}
    weights = {KEY: 1, PLAIN: 0}
    keys = {weights[one] for one in query.key if one in weights}
    tests: dict[str, _Test] = {
        "criteria": _of_codes(_serving(serving, of_criteria)),
        "questions": _of_codes(_serving(serving, query.questions)),
        "codes": _of_codes(under(codes, query.codes) if query.below else query.codes),
        "polarities": lambda kind: kind.polarity in query.polarities,
        "key": lambda kind: kind.is_key in keys,
        "coders": lambda kind: kind.coder_id in query.coders,
        "origins": lambda kind: kind.origin in query.origins,
    }
    return {name: test for name, test in tests.items() if query.values(name)}


def _serving(serving: Mapping[str, tuple[str, ...]], questions: Iterable[str]) -> frozenset[str]:
    wanted = set(questions)
    return frozenset(name for name, served in serving.items() if wanted.intersection(served))


def _of_codes(ids: frozenset[str]) -> _Test:
    return lambda kind: kind.code_id in ids


def _decided(test: _Test, kinds: Sequence[CodedAs]) -> Sequence[bool]:
    return [test(kind) for kind in kinds]


def _wants(query: Query, name: str) -> bool:
    return bool(query.values(name)) and name not in query.excluded


def _of_people(
    project: Project, passages: Passages, query: Query
) -> tuple[Sequence[bool] | None, Sequence[tuple[str, ...]]]:
    """For each group of people whether it fits, and who of it does."""
    limited = [name for name in SAID if query.values(name)]
    if not limited:
        return None, passages.people
    wanted = [name for name in limited if name not in query.excluded]
    out = [name for name in limited if name in query.excluded]
    values = values_of_person(project, passages)

    def fits(person: str, name: str) -> bool:
        return values[person][name] in query.values(name)

    people = [
        tuple(person for person in group if all(fits(person, name) for name in wanted))
        for group in passages.people
    ]
    unknown = {name: name == "types" and "" in query.types for name in limited}
    said = []
    for group, fitting in zip(passages.people, people, strict=True):
        inside = bool(fitting) if group else all(unknown[name] for name in wanted)
        outside = any(any(fits(person, name) for person in group) if group else unknown[name] for name in out)
        said.append(inside and not outside)
    return said, people


def values_of_person(project: Project, passages: Passages) -> dict[str, dict[str, str]]:
    """What can be asked of each informant, by id and condition."""
    institutions = {one.name: one.id for one in project.informants.institutions()}
    return {person.id: _values(person, institutions) for person in passages.informants.values()}


def _values(person: Informant, institutions: Mapping[str, str]) -> dict[str, str]:
    return {
        "types": person.type,
        "sexes": person.sex,
        "institutions": institutions.get(person.institution, ""),
        "places": person.place,
        "informants": person.id,
    }


def _documents(project: Project, query: Query) -> frozenset[str]:
    """The documents whose passages may fit."""
    dates = {interview.id: interview.date for interview in project.interviews.all()}
    values_of = values_of_document(project)
    return frozenset(
        document.id
        for document in known_sources.of(project).documents.values()
        if _fits(query, values_of(document))
        and _in_time(query, dates.get(document.interview_id or "") or document.date)
    )


def values_of_document(project: Project) -> Callable[[Document], dict[str, str]]:
    """What can be asked of a document, by condition."""
    surveys = survey_of_items(project)
    return lambda document: {
        "interviews": document.interview_id or "",
        "documents": document.id,
        "kinds": document.kind,
        "categories": document.category_id or "",
        "surveys": surveys.get(document.survey_item_id or "", ""),
    }


def _fits(query: Query, values: Mapping[str, str]) -> bool:
    return all(
        (value in query.values(name)) != (name in query.excluded)
        for name, value in values.items()
        if query.values(name)
    )


def _in_time(query: Query, date: str) -> bool:
    """Whether a date, or the beginning of one, lies between the limits as far as it tells."""
    if not (query.after or query.before):
        return True
    if not date:
        return False
    late = not query.after or date[: len(query.after)] >= query.after[: len(date)]
    return late and (not query.before or date[: len(query.before)] <= query.before[: len(date)])
