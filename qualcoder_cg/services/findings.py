"""The findings of a study: each with its number, its evidence, the strength of it and its counting words."""

from collections.abc import Generator, Sequence
from typing import NamedTuple

from ..domain import counting_words
from ..domain.codings import CONTRADICTS, QUALIFIES, SUPPORTS
from ..domain.counting_words import CONTRADICTING, QUALIFYING, SILENT, SPOKE, SUPPORTING, Counted
from ..domain.findings import EvidenceItem, EvidenceLink, Finding, FindingFacts, LinkedEvidence
from ..domain.matrix import Question
from ..domain.quotes import Quote
from ..domain.rules import Rules
from ..domain.strength import strength
from ..domain.text import listed
from ..errors import UserError
from ..i18n import _, language
from ..storage import rows
from ..storage.project import Project
from . import known_sources
from .evidence_facts import EvidenceReader
from .known_sources import KnownSources
from .pieces import Pieces
from .rules import rules
from .spoken import spoke_to

_BEARINGS = {SUPPORTING: SUPPORTS, QUALIFYING: QUALIFIES, CONTRADICTING: CONTRADICTS}


def findings(project: Project, question_id: str = "") -> list[FindingFacts]:
    """The findings of the study, or of one question, in the order of the matrix, numbered within it."""
    return reading_findings(project, question_id).complete()


def reading_findings(project: Project, question_id: str = "") -> Pieces[list[FindingFacts]]:
    """The same, done in pieces."""
    return Pieces(_reading(project, question_id))


def numbers(project: Project) -> dict[str, str]:
    """The number of each finding (id), such as 7.1: that of its question, then its place among those."""
    return {
        finding.id: f"{question.number}.{place}"
        for question, here in _by_question(project)
        for place, finding in enumerate(here, 1)
    }


def finding_named(project: Project, name: str) -> FindingFacts:
    """The finding of that number (F7.1 or 7.1) or id; UserError where there is none."""
    wanted = name.strip().casefold().removeprefix("f")
    known = numbers(project)
    found = name if name in known else next((one for one, number in known.items() if number == wanted), None)
    if found is None:
        labels = listed([f"F{number}" for number in known.values()])
        raise UserError(
            _("There is no finding {name} in the study.").format(name=name),
            _("The findings are: {names}.").format(names=labels) if known else _("Add one first."),
        )
    stored = project.evidence.findings.get(found)
    assert stored
    return next(facts for facts in findings(project, stored.question_id) if facts.id == found)


def finding_of(project: Project, finding_id: str) -> Finding:
    """A finding as it is stored; UserError where it is gone."""
    found = project.evidence.findings.get(finding_id)
    if found is None:
        raise UserError(_("This finding is no longer in the study."), _("Undo may bring it back."))
    return found


def label_of(project: Project, finding_id: str) -> str:
    """How a finding is called: F7.1; "" where there is none."""
    number = numbers(project).get(finding_id)
    return f"F{number}" if number else ""


def report_language(project: Project) -> str:
    """The language that findings are written in: that of the report, else of the program."""
    return rules(project).report_language or language()


def counts_for(
    sources: KnownSources, question_id: str, evidence: Sequence[LinkedEvidence], spoken: frozenset[str]
) -> dict[str, Counted]:
    """For each of counting_words.WHO, how many of the informants asked a question.

    Those who support, qualify or contradict are who said what is linked so to the finding; contradictions
    count whether or not they are settled. Whoever was not asked is in neither number. Where it is not known
    whom was asked, `of` is 0 and everyone counts. A group interview is one or several, by the rule of the
    study. `spoken` are informants (ids) whose words are coded under the question.
    """
    asked = sources.asked.asked(question_id)
    voices = sources.voices_of(asked)
    found = {}
    for who, bearing in _BEARINGS.items():
        people = {one.id for piece in evidence if piece.bearing == bearing for one in piece.informants}
        found[who] = _counted(sources, people, asked, len(voices))
    found[SPOKE] = _counted(sources, spoken, asked, len(voices))
    silent = len(voices - sources.voices_of(spoken & asked)) if asked else 0
    found[SILENT] = Counted(silent, len(voices))
    return found


class _Stored(NamedTuple):
    """What the tables hold, read once."""

    links: dict[str, list[EvidenceLink]]
    items: dict[str, EvidenceItem]
    quotes: dict[str, Quote]
    serves: dict[str, list[str]]


def _reading(project: Project, question_id: str) -> Generator[None, None, list[FindingFacts]]:
    number = numbers(project)
    yield
    stored = yield from _stored(project, number, question_id)
    sources, reader, agreed = known_sources.of(project), EvidenceReader(project), rules(project)
    initials = {coder.id: coder.initials for coder in project.coders.all()}
    yield
    yield from sources.reading()
    spoken: dict[str, frozenset[str]] = {}
    found = []
    for question, here in _by_question(project):
        if question_id and question.id != question_id:
            continue
        for finding in here:
            evidence = []
            for link in stored.links.get(finding.id, ()):
                item = stored.items[link.evidence_id]
                also = [f"F{number[one]}" for one in stored.serves[item.id] if one != finding.id]
                evidence.append(reader.read(link, item, stored.quotes.get(item.quote_id or ""), also))
                yield
            if question.id not in spoken:
                wanted = {SPOKE, SILENT} & set(counting_words.placeholders(finding.statement))
                if wanted:
                    spoken[question.id] = yield from spoke_to(project, question.id)
            counts = counts_for(sources, question.id, evidence, spoken.get(question.id, frozenset()))
            author = initials.get(finding.coder_id, "")
            found.append(_facts(finding, number[finding.id], question, evidence, counts, author, agreed))
        yield
    return found


def _facts(
    finding: Finding,
    number: str,
    question: Question,
    evidence: Sequence[LinkedEvidence],
    counts: dict[str, Counted],
    author: str,
    agreed: Rules,
) -> FindingFacts:
    words = agreed.report_language or language()
    parts = tuple(counting_words.parts(finding.statement, counts, agreed, words))
    return FindingFacts(
        finding=finding,
        number=number,
        question=question,
        statement="".join(part.text for part in parts),
        parts=parts,
        counts=counts,
        strength=strength([one.piece for one in evidence]),
        author=author,
        evidence=tuple(evidence),
    )


def _stored(project: Project, number: dict[str, str], question_id: str) -> Generator[None, None, _Stored]:
    """What the tables hold of all findings, or of those of one question and what shares their evidence."""
    tables = project.evidence
    order = {finding_id: place for place, finding_id in enumerate(number)}
    if question_id:
        own = [one.id for one in tables.findings.where("question_id", question_id)]
        pieces = sorted({link.evidence_id for link in tables.links.among("finding_id", own)})
        every = sorted(tables.links.among("evidence_id", pieces), key=lambda link: (link.position, link.id))
        items = {item.id: item for item in tables.items.among("id", pieces)}
    else:
        every = tables.links.all()
        yield
        items = {item.id: item for item in tables.items.all()}
    yield
    links = rows.grouped((link.finding_id, link) for link in every)
    serves = rows.grouped((link.evidence_id, link.finding_id) for link in every)
    for ids in serves.values():
        ids.sort(key=order.__getitem__)
    wanted = [item.quote_id for item in items.values() if item.quote_id]
    quotes: dict[str, Quote] = {}
    for chunk in rows.chunks(wanted):
        quotes.update((quote.id, quote) for quote in tables.quotes.among("id", chunk))
        yield
    return _Stored(links, items, quotes, serves)


def _by_question(project: Project) -> list[tuple[Question, list[Finding]]]:
    """The questions in order, each with its findings in order."""
    by_question: dict[str, list[Finding]] = {}
    for finding in project.evidence.findings.all():
        by_question.setdefault(finding.question_id, []).append(finding)
    return [(question, by_question.get(question.id, [])) for question in project.matrix.questions()]


def _counted(
    sources: KnownSources, people: set[str] | frozenset[str], asked: frozenset[str], of: int
) -> Counted:
    return Counted(len(sources.voices_of(people & asked if asked else people)), of)
