"""The passages a query found in another order than that of the documents."""

from collections.abc import Callable, Generator, Sequence

from ..domain.queries import Passage, Retrieved
from ..storage.project import Project
from . import passages as coded_passages
from .asked import questions_of
from .passages import DocumentPassages, Passages
from .pieces import Pieces
from .retrieval import FoundPassages, Hits

BY_DOCUMENT, BY_QUESTION, BY_TYPE = ORDERS = ("document", "question", "type")


def ordered(project: Project, found: Retrieved, order: str) -> Sequence[Passage]:
    """The passages by document, by the first question they are evidence for, or by type of informant."""
    return ordering(project, found, order).complete()


def ordering(project: Project, found: Retrieved, order: str) -> Pieces[Sequence[Passage]]:
    """The same, done in pieces."""
    return Pieces(_ordering(project, found, order))


def _ordering(project: Project, found: Retrieved, order: str) -> Generator[None, None, Sequence[Passage]]:
    if order == BY_DOCUMENT or not isinstance(found.passages, FoundPassages):
        return found.passages
    passages = yield from coded_passages.reading(project, waiting=found.query.asks_for_waiting)
    key = (_by_question if order == BY_QUESTION else _by_type)(project, passages)
    # within one key the passages stay in the order of documents and texts
    by_key: dict[int, Hits] = {}
    for document, places in found.passages.hits:
        keys = key(document)
        here: dict[int, list[int]] = {}
        for place in places:
            here.setdefault(keys[place], []).append(place)
        for one, some in here.items():
            by_key.setdefault(one, []).append((document, some))
        yield
    return FoundPassages([hit for one in sorted(by_key) for hit in by_key[one]])


def _by_question(project: Project, passages: Passages) -> Callable[[DocumentPassages], Sequence[int]]:
    numbers = {question.id: number for number, question in enumerate(project.matrix.questions())}
    last = len(numbers)
    serving = questions_of(project.codes.all())
    first = [
        min((numbers[one] for one in serving[kind.code_id] if one in numbers), default=last)
        for kind in passages.kinds
    ]

    def keys(document: DocumentPassages) -> Sequence[int]:
        found = [last] * len(document.starts)
        for place, kind in zip(document.passage, document.coded, strict=True):
            found[place] = min(found[place], first[kind])
        return found

    return keys


def _by_type(project: Project, passages: Passages) -> Callable[[DocumentPassages], Sequence[int]]:
    types = dict.fromkeys(person.type for person in passages.informants.values())
    numbers = {kind: number for number, kind in enumerate(types)}
    of_people = [
        min((numbers[passages.informants[person].type] for person in people), default=len(numbers))
        for people in passages.people
    ]
    return lambda document: [of_people[number] for number in document.said_by]
