"""Findings as a report prints them: the statement in a box, below it the evidence by bearing and source."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from ..domain import attribution
from ..domain.chain import Chain
from ..domain.codings import CONTRADICTS, QUALIFIES, SUPPORTS
from ..domain.evidence import Evidence, Excerpt
from ..domain.findings import FindingFacts, LinkedEvidence
from ..domain.report_blocks import Block, FindingBox, Gap, Heading, Note, Text
from ..domain.strength import DOCUMENTS, INTERVIEWS, OBSERVATION, SURVEYS
from ..domain.triangulation import NOT_ASKED, SILENT, TYPE, Triangulation
from ..i18n import _, ngettext
from ..storage.project import Project
from . import finding_words
from .evidence import withheld_text
from .redactor import Redactor
from .register_counts import informants_in_words, institutions_in_words

if TYPE_CHECKING:
    from ..formats.reports.annex_quotes import Quotes

Passage = tuple[str, int, int]
_KINDS = (INTERVIEWS, DOCUMENTS, SURVEYS, OBSERVATION, "")


class FindingPrinter:
    """Prints findings at a level; what many of them share is read once."""

    def __init__(
        self,
        project: Project,
        evidence: Evidence,
        printed: Mapping[Passage, Excerpt],
        quotes: "Quotes",
        found: Chain,
        matrix: Triangulation,
    ) -> None:
        self._printed = printed
        self._quotes = quotes
        self._chain = found
        self._level = evidence.attribution
        self._rows = {row.question_id: row for row in matrix.rows}
        self._columns = matrix.columns
        self._redactor = Redactor(project)
        self._types = list(dict.fromkeys(one.type for one in project.informants.all()))

    def question(self, question_id: str, findings: Sequence[FindingFacts]) -> tuple[Block, ...]:
        """The findings of a question, and after them what is missing under it."""
        blocks = [block for facts in findings for block in self.finding(facts)]
        return (*blocks, *self._gaps(question_id))

    def finding(self, facts: FindingFacts) -> Iterator[Block]:
        """One finding with all its evidence."""
        yield Heading(3, _("Finding {number}").format(number=facts.label))
        yield self.box(facts)
        sections = (
            (_("Supporting evidence"), facts.bearing(SUPPORTS)),
            (_("Qualifying and contradicting evidence"), facts.bearing(QUALIFIES, CONTRADICTS)),
        )
        for title, linked in sections:
            if linked:
                yield Heading(4, title)
                yield from self._evidence(linked)
        if not facts.evidence:
            yield Gap(_("No evidence is linked to this finding."))
        link = self._chain.links.get(facts.id)
        numbers = ", ".join(one.number for one in self._chain.consequences(link)) if link else ""
        if numbers:
            yield Note(_("Leads to: {numbers}").format(numbers=numbers))

    def box(self, facts: FindingFacts) -> FindingBox:
        """The statement with its counting words filled in, its grade and why, its sources counted."""
        verdict = self._said(finding_words.verdict(facts))
        why = [self._why(facts), verdict]
        return FindingBox(
            facts.label,
            self._said(facts.statement),
            _("{grade}, {status}").format(
                grade=finding_words.grade_text(facts.grade), status=finding_words.status_words(facts)
            ),
            " ".join(filter(None, why)),
            sources_in_words(facts),
        )

    def _why(self, facts: FindingFacts) -> str:
        """The reason of a grade in a line: kinds of sources, types of informants, direction."""
        found = facts.strength
        if not found.has_evidence:
            return ""
        parts = [
            ngettext("{n} kind of source", "{n} kinds of sources", len(found.kinds)).format(
                n=len(found.kinds)
            ),
            ngettext("{n} type of informant", "{n} types of informants", len(found.types)).format(
                n=len(found.types)
            ),
            _("{supporting} in support, {qualifying} qualifying, {contradicting} against").format(
                supporting=found.supporting, qualifying=found.qualifying, contradicting=found.contradicting
            ),
        ]
        return "; ".join(parts) + "."

    def _evidence(self, linked: Sequence[LinkedEvidence]) -> Iterator[Block]:
        """Evidence by kind of source, interviews by type of informant; what is withheld is counted."""
        withheld = 0
        for kind in _KINDS:
            here = [one for one in linked if one.source_kind == kind]
            if not here:
                continue
            quotes = [(one, self._excerpt(one)) for one in here if one.passage]
            withheld += sum(excerpt is None for _one, excerpt in quotes)
            shown = [(one, excerpt) for one, excerpt in quotes if excerpt]
            yield from self._quoted(kind, shown)
            rest = [one for one in here if not one.passage]
            if rest and not shown and kind:
                yield Note(_heading(kind))
            for one in rest:
                yield from self._other(one)
        if withheld:
            yield Note(withheld_text(withheld))

    def _quoted(self, kind: str, shown: Sequence[tuple[LinkedEvidence, Excerpt]]) -> Iterator[Block]:
        """Quotes under what kind of source and which type of informant they come from."""

        def group(pair: tuple[LinkedEvidence, Excerpt]) -> tuple[int, str]:
            name = pair[1].informant_type
            return (self._types.index(name) if name in self._types else len(self._types)), name

        for (_rank, name), pairs in groupby(sorted(shown, key=group), key=group):
            yield Note(f"{_heading(kind)} · {name}" if name else _heading(kind))
            for one, excerpt in pairs:
                yield self._quotes.block([excerpt._replace(polarity=one.bearing)])
                yield from self._settled(one)

    def _other(self, one: LinkedEvidence) -> Iterator[Block]:
        """A page, a survey result, an observation, a judgement."""
        text = self._said(one.text)
        if one.document:
            place = one.document.citation or one.document.code
            page = _("p. {page}").format(page=one.item.page) if one.item.page else ""
            where = ", ".join(filter(None, (self._said(place), page)))
            yield Text(f"{_mark(one)} {text} ({where})" if text else f"{_mark(one)} {where}")
        elif one.survey_item and one.survey:
            asked = self._said(f"{one.survey.name}: {one.survey_item.text}")
            answers = _("n = {n}").format(n=one.piece.answers)
            yield Text(f"{_mark(one)} {text} ({asked}; {answers})")
        elif one.source_kind == OBSERVATION:
            yield Text(_("{mark} Observation: {text}").format(mark=_mark(one), text=text))
        else:
            yield Text(_("{mark} Evaluator's note: {text}").format(mark=_mark(one), text=text))
        yield from self._settled(one)

    def _settled(self, one: LinkedEvidence) -> Iterator[Block]:
        """How a contradiction was settled, or that it was not."""
        if one.bearing == CONTRADICTS:
            if one.is_open:
                yield Gap(_("This contradiction is not settled."))
            elif one.link.settled:
                yield Note(_("Settled: {how}").format(how=self._said(one.link.settled)))

    def _gaps(self, question_id: str) -> Iterator[Block]:
        """Who was not asked, who was asked and kept silent, and what else is missing."""
        row = self._rows.get(question_id)
        if row is None:
            return
        if attribution.shows(self._level, attribution.TYPE):
            cells = [
                (column.name, cell.mark)
                for column, cell in zip(self._columns, row.cells, strict=False)
                if column.kind == TYPE
            ]
            for mark, form in (
                (NOT_ASKED, _("Not asked: {types}.")),
                (SILENT, _("Asked but silent: {types}.")),
            ):
                names = [name for name, found in cells if found == mark]
                if names:
                    yield Gap(form.format(types=", ".join(names)))
        for gap in row.gaps:
            if gap.text.partition(":")[0] != _("Asked but silent: {types}.").partition(":")[0]:
                yield Gap(gap.text)

    def _excerpt(self, one: LinkedEvidence) -> Excerpt | None:
        return self._printed.get(one.passage) if one.passage else None

    def _said(self, text: str) -> str:
        """What the team wrote, without the names in it."""
        return self._redactor.free_text(text, self._level)


def passages(findings: Sequence[FindingFacts]) -> list[Passage]:
    """The passages that findings rest on."""
    return [one.passage for facts in findings for one in facts.evidence if one.passage]


def sources_in_words(facts: FindingFacts) -> str:
    """What a finding stands on, each number with its unit."""
    found = facts.strength
    parts = []
    if found.informants:
        types = ngettext("{n} type", "{n} types", len(found.types)).format(n=len(found.types))
        people = informants_in_words(found.informants)
        where = institutions_in_words(found.institutions)
        parts.append(
            _("{informants} of {types} in {institutions}").format(
                informants=people, types=types, institutions=where
            )
        )
    counted = [one for one in facts.evidence if one.bearing != CONTRADICTS]
    n = {kind: len({one.piece.source for one in counted if one.source_kind == kind}) for kind in _KINDS}
    others = (
        (n[DOCUMENTS], ngettext("{n} document", "{n} documents", n[DOCUMENTS])),
        (n[SURVEYS], ngettext("{n} survey result", "{n} survey results", n[SURVEYS])),
        (n[OBSERVATION], ngettext("{n} observation", "{n} observations", n[OBSERVATION])),
    )
    parts += [form.format(n=many) for many, form in others if many]
    return _("Sources: {sources}").format(sources=", ".join(parts)) if parts else ""


def _heading(kind: str) -> str:
    """A kind of source at the beginning of a line."""
    return {
        INTERVIEWS: _("Interviews"),
        DOCUMENTS: _("Documents"),
        SURVEYS: _("Surveys"),
        OBSERVATION: _("Observation"),
    }.get(kind, _("Evaluator's judgement"))


def _mark(one: LinkedEvidence) -> str:
    """The mark of a bearing."""
    return {SUPPORTS: "●", QUALIFIES: "◐", CONTRADICTS: "○"}[one.bearing]
