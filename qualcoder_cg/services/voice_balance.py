"""The share of quotes against the share of informants, by type, sex and institution."""

from collections.abc import Generator, Iterable, Iterator, Mapping

from ..domain.documents import SPOKEN
from ..domain.findings import QUOTE
from ..domain.informants import Informant
from ..domain.matrix import Question
from ..domain.queries import Passage
from ..domain.voice_balance import CODED, FINDINGS, GROUPINGS, KEY, QUOTED, TYPE, Group, VoiceBalance
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project
from . import known_sources
from . import passages as coded_passages
from .asked import questions_of
from .known_sources import KnownSources
from .pieces import Pieces
from .spoken import spoke_to

People = tuple[str, ...]


def voice_balance(
    project: Project, *, by: str = TYPE, of: str = FINDINGS, question_id: str = ""
) -> VoiceBalance:
    """Who is heard in the quotes of a question, or of the whole study.

    `by` is of GROUPINGS and `of` of QUOTED. Shares of people are of those interviewed. Without a question
    everyone interviewed was asked, and whoever is coded spoke.
    """
    return balancing(project, by=by, of=of, question_id=question_id).complete()


def balancing(
    project: Project, *, by: str = TYPE, of: str = FINDINGS, question_id: str = ""
) -> Pieces[VoiceBalance]:
    """The same, done in pieces."""
    for word, known in ((by, GROUPINGS), (of, QUOTED)):
        if word not in known:
            raise UserError(
                _("{word} cannot be counted here.").format(word=word),
                _("Use one of: {choices}.").format(choices=", ".join(known)),
            )
    return Pieces(_balancing(project, by, of, question_id))


def questions_without_quote(project: Project, of: str = FINDINGS) -> list[Question]:
    """The questions that have no quote of an interview among those of their findings, or coded at all."""
    quoted: set[str] = set()
    if of == FINDINGS:
        sources = known_sources.of(project)
        for question_id, passage in _linked(project):
            if sources.documents[passage.document_id].kind in SPOKEN:
                quoted.add(question_id)
    else:
        index = coded_passages.of(project)
        kinds = {document.id: document.kind for document in project.documents.all()}
        serving = questions_of(project.codes.all())
        for document in index.documents():
            if kinds[document.document_id] in SPOKEN:
                for number in set(document.coded):
                    kind = index.kinds[number]
                    if of == CODED or kind.is_key:
                        quoted.update(serving[kind.code_id])
    return [question for question in project.matrix.questions() if question.id not in quoted]


def _balancing(project: Project, by: str, of: str, question_id: str) -> Generator[None, None, VoiceBalance]:
    sources = known_sources.of(project)
    if of == FINDINGS:
        said = _said_in_findings(project, sources, question_id)
    else:
        said = yield from _said_in_codings(project, question_id, only_key=of == KEY)
    if question_id:
        spoke = yield from spoke_to(project, question_id)
        asked = sources.asked.asked(question_id)
    else:
        everything = yield from _said_in_codings(project, "", only_key=False)
        spoke = frozenset(person for people in everything for person in people)
        asked = frozenset(sources.asked.informants)
    return _counted(sources, by, of, said, asked, spoke)


def _counted(
    sources: KnownSources,
    by: str,
    of: str,
    said: Mapping[People, int],
    asked: frozenset[str],
    spoke: frozenset[str],
) -> VoiceBalance:
    met = sources.asked.informants
    grouped: dict[str, list[Informant]] = {}
    for person in sources.informants.values():
        if person.id in met or any(person.id in people for people in said):
            grouped.setdefault(getattr(person, by), []).append(person)
    groups = []
    for name, members in grouped.items():
        ids = {person.id for person in members}
        groups.append(
            Group(
                name,
                sum(person.id in met for person in members),
                len(sources.voices_of(ids & asked)),
                len(sources.voices_of(ids & spoke)),
                sum(n for people, n in said.items() if not ids.isdisjoint(people)),
            )
        )
    groups.sort(key=lambda group: not group.name)
    known = sum(n for people, n in said.items() if people)
    return VoiceBalance(
        by,
        of,
        tuple(groups),
        len(met),
        len(sources.voices_of(asked)),
        len(sources.voices_of(spoke)),
        known,
        said.get((), 0),
    )


def _said_in_findings(project: Project, sources: KnownSources, question_id: str) -> dict[People, int]:
    """How many distinct quotes of interviews linked to findings each combination of people may have said."""
    passages = {passage: None for _question, passage in _linked(project, question_id)}
    heard = [one for one in passages if sources.documents[one.document_id].kind in SPOKEN]
    return _tallied(sources.said_by(*one) for one in heard)


def _said_in_codings(
    project: Project, question_id: str, *, only_key: bool
) -> Generator[None, None, dict[People, int]]:
    """The same of coded passages of interviews, or of key quotes alone; each passage counts once."""
    index = yield from coded_passages.reading(project)
    serving = questions_of(project.codes.all())
    fits = [
        (not question_id or question_id in serving.get(kind.code_id, ()))
        and (not only_key or bool(kind.is_key))
        for kind in index.kinds
    ]
    kinds = {document.id: document.kind for document in project.documents.all()}
    found: dict[People, int] = {}
    for document in index.documents():
        if kinds.get(document.document_id) not in SPOKEN:
            continue
        places = {place for place, kind in zip(document.passage, document.coded, strict=True) if fits[kind]}
        for place in places:
            people = index.people[document.said_by[place]]
            found[people] = found.get(people, 0) + 1
        yield
    return found


def _linked(project: Project, question_id: str = "") -> Iterator[tuple[str, Passage]]:
    """The quotes linked to findings, each with a question (id) it serves; those of one question alone."""
    tables = project.evidence
    if question_id:
        findings = tables.findings.where("question_id", question_id)
        links = tables.links.among("finding_id", [finding.id for finding in findings])
        pieces = tables.items.among("id", list(dict.fromkeys(link.evidence_id for link in links)))
        items = {item.id: item.quote_id for item in pieces if item.kind == QUOTE}
        known = tables.quotes.among("id", [quote_id for quote_id in items.values() if quote_id])
    else:
        findings, links, known = tables.findings.all(), tables.links.all(), tables.quotes.all()
        items = {item.id: item.quote_id for item in tables.items.where("kind", QUOTE)}
    questions = {finding.id: finding.question_id for finding in findings}
    quotes = {quote.id: quote for quote in known}
    for link in links:
        quote = quotes.get(items.get(link.evidence_id) or "")
        if quote:
            yield questions[link.finding_id], Passage(quote.document_id, quote.start, quote.end)


def _tallied(people: Iterable[People]) -> dict[People, int]:
    found: dict[People, int] = {}
    for one in people:
        found[one] = found.get(one, 0) + 1
    return found
