"""Whose words are coded under a question, from the passages that are kept while a study is open."""

from collections.abc import Generator

from ..domain.documents import SPOKEN
from ..storage.project import Project
from . import known_sources
from . import passages as coded_passages
from .asked import questions_of


def spoke_to(project: Project, question_id: str) -> Generator[None, None, frozenset[str]]:
    """The informants (ids) who may have said a passage of an interview coded under a question, in pieces."""
    index = yield from coded_passages.reading(project)
    serving = questions_of(project.codes.all())
    fits = [question_id in serving.get(kind.code_id, ()) for kind in index.kinds]
    documents = known_sources.of(project).documents
    found: set[int] = set()
    for document in index.documents():
        if documents[document.document_id].kind not in SPOKEN:
            continue
        by = document.said_by
        found.update(
            by[place]
            for place, kind in zip(document.passage, document.coded, strict=True)
            if fits[kind] and by[place] not in found
        )
        yield
    return frozenset(person for number in found for person in index.people[number])
