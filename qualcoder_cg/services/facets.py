"""How many excerpts each value of a condition would leave, beside what else a query asks."""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import replace

from ..domain.queries import CODED, SAID, WRITTEN, Query
from ..storage.project import Project
from . import known_sources, retrieval
from . import passages as coded_passages
from .asked import questions_of
from .passages import CodedAs, Passages
from .pieces import Pieces
from .query_limits import values_of_document, values_of_person
from .waiting import number_waiting


def counting(project: Project, query: Query, condition: str) -> Pieces[Mapping[str, int]]:
    """Excerpts by value of a condition, of those that fit all other limits of the query; done in pieces.

    Values that no excerpt has are not in it. Nothing is counted for codes that have to stand together.
    """
    return Pieces(_counting(project, query, condition))


def _counting(project: Project, query: Query, condition: str) -> Generator[None, None, Mapping[str, int]]:
    others = replace(query, excluded=query.excluded - {condition}, **{condition: frozenset()})  # type: ignore[arg-type]
    if condition == "themes":
        themes = [code.id for code in project.codes.all() if code.kind == "theme"]
        found = {}
        for theme in themes:
            found[theme] = yield from retrieval.counting(project, replace(others, themes=frozenset([theme])))
        return {theme: n for theme, n in found.items() if n}
    # what waits for a person is told among the origins, so that it can be asked for
    waits = others.asks_for_waiting or (condition == "origins" and number_waiting(project) > 0)
    passages = yield from coded_passages.reading(project, waiting=waits)
    hits = yield from retrieval.finding(project, others, waiting=waits)
    counts: Counter[str] = Counter()
    of_kind = _values_of_kinds(project, passages, condition, query) if condition in CODED else []
    of_people = _values_of_people(project, passages, condition) if condition in SAID else []
    documents = known_sources.of(project).documents
    written = values_of_document(project) if condition in WRITTEN else None
    for document, places in hits:
        if of_kind:
            inside = set(places)
            pairs = zip(document.passage, document.coded, strict=True)
            counts.update(
                value
                for value, _place in {
                    (value, place) for place, kind in pairs if place in inside for value in of_kind[kind]
                }
            )
        elif of_people:
            by = document.said_by
            for number, n in Counter(by[place] for place in places).items():
                for value in of_people[number]:
                    counts[value] += n
        elif written:
            counts[written(documents[document.document_id])[condition]] += len(places)
        yield
    return counts


def _values_of_kinds(
    project: Project, passages: Passages, condition: str, query: Query
) -> Sequence[Iterable[str]]:
    """For each kind of coding the values of a condition that it has."""
    codes = project.codes.all()
    serving = questions_of(codes)
    above = {code.id: code.parent_id or "" for code in codes}
    criterion = {question.id: question.criterion_id for question in project.matrix.questions()}

    def line(code_id: str) -> list[str]:
        found = [code_id]
        while query.below and above.get(found[-1]) and above[found[-1]] not in found:
            found.append(above[found[-1]])
        return found

    of: dict[str, Callable[[CodedAs], Iterable[str]]] = {
        "criteria": lambda kind: {criterion[one] for one in serving[kind.code_id] if one in criterion},
        "questions": lambda kind: serving[kind.code_id],
        "codes": lambda kind: line(kind.code_id),
        "polarities": lambda kind: (kind.polarity,),
        "key": lambda kind: ("key" if kind.is_key else "plain",),
        "coders": lambda kind: (kind.coder_id,),
        "origins": lambda kind: (kind.origin,),
    }
    return [tuple(of[condition](kind)) for kind in passages.kinds]


def _values_of_people(project: Project, passages: Passages, condition: str) -> Sequence[Iterable[str]]:
    """For each group of people the values that any of them has."""
    values = values_of_person(project, passages)
    unknown = {""} if condition == "types" else set()
    return [
        {values[person][condition] for person in people} if people else unknown for people in passages.people
    ]
