"""The evidence matrix as a workbook: a sheet for everything, from the matrix to the codebook."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ..domain import attribution
from ..domain.evidence import Evidence
from ..domain.findings import FindingFacts
from ..domain.interviews import HELD
from ..domain.report_table import RIGHT, Cell, Column, ReportTable, Row, count, row
from ..i18n import _
from ..progress import Progress
from ..storage.project import Project
from . import evidence, finding_words, table_consistency, tables
from .evidence_plan import code_entries
from .findings import findings
from .redactor import Redactor
from .register_counts import heard, held_interviews
from .register_words import statuses
from .report_codebook import codebook_table, passages_by_code
from .report_findings import sources_in_words
from .report_options import LEVEL, QUOTES, Kind, Made, Options


def kind() -> Kind:
    """The workbook as one of the reports."""
    return Kind(
        "evidence-matrix",
        _("Evidence matrix"),
        _("A workbook of everything: matrix, evidence, findings, triangulation, sources, chain, codebook"),
        (".xlsx",),
        (LEVEL, QUOTES),
        make,
        prints_quotes=True,
    )


def make(project: Project, options: Options, _progress: Progress, _suffix: str) -> Made:
    """The sheets in order; the rows of evidence are streamed."""
    built = evidence.build(project, options.level, quotes_in=options.quotes_in, printed=options.printed)
    sheets: list[ReportTable | str] = [_sheet(project, "matrix", _("Matrix")), "evidence"]
    sheets += _of_findings(project, built)
    source = tables.source_of_codings(project)
    sheets += [
        _sheet(project, "triangulation", _("Triangulation")),
        "counts",
        informants_table(project, built.attribution),
        interviews_table(project, built.attribution),
        _sheet(project, "surveys", _("Surveys")),
        _sheet(project, "documents", _("Documents")),
        _sheet(project, "chain", _("Chain")),
        _codebook(project, built),
        table_consistency.agreement(project, source),
        table_consistency.decisions(project, source),
    ]
    return Made(evidence=built, sheets=sheets, withheld=built.withheld)


def _sheet(project: Project, name: str, title: str) -> ReportTable:
    """A table under the name of its sheet, its own title among the notes below it."""
    made = tables.build(project, name)
    return _renamed(made, title)


def _renamed(table: ReportTable, title: str) -> ReportTable:
    from dataclasses import replace

    return replace(table, title=title, notes=(table.title, *table.notes))


def _of_findings(project: Project, built: Evidence) -> Iterator[ReportTable]:
    """The findings, and what each rests on."""
    found = findings(project)
    yield findings_table(project, found, built.attribution)
    yield _linked(project, found, built.attribution)


def findings_table(project: Project, found: Sequence[FindingFacts], level: str) -> ReportTable:
    """A row for each finding: statement, strength, status and why, sources, contradictions open."""
    said = Redactor(project)
    criteria = {criterion.id: criterion.name for criterion in project.matrix.criteria()}
    rows = tuple(
        (
            *row(
                said.public_text(criteria[facts.question.criterion_id]),
                facts.question.number,
                facts.label,
                said.free_text(facts.statement, level),
                finding_words.grade_text(facts.grade),
                finding_words.status_words(facts),
                said.free_text(finding_words.verdict(facts), level),
                sources_in_words(facts),
            ),
            *row(len(facts.evidence), len(facts.open)),
        )
        for facts in found
    )
    return ReportTable(
        "findings",
        _("Findings"),
        (
            Column(_("Criterion")),
            Column(_("Question")),
            Column(_("No.")),
            Column(_("Finding")),
            Column(_("Strength")),
            Column(_("Status")),
            Column(_("Reason")),
            Column(_("Sources")),
            Column(_("Pieces of evidence"), RIGHT),
            Column(_("Contradictions open"), RIGHT),
        ),
        rows,
        notes=() if rows else (_("The study holds no finding yet."),),
        source=tables.source_of_codings(project),
    )


def _linked(project: Project, found: Sequence[FindingFacts], level: str) -> ReportTable:
    """A row for each piece of evidence of each finding; quotes by place, their words are in Evidence."""
    said = Redactor(project)
    rows: list[Row] = []
    for facts in found:
        for one in facts.evidence:
            place = one.reference if one.quotable else "–"
            if one.quote and one.document and not attribution.shows(level, attribution.TYPE):
                place = one.document.code
            rows.append(
                row(
                    facts.label,
                    finding_words.bearing_words(one.bearing),
                    finding_words.kind_words(one.source_kind),
                    said.free_text(place, level),
                    said.free_text(one.text, level) if not one.quote else "",
                    said.free_text(one.link.settled, level),
                )
            )
    headings = (
        _("Finding"), _("Bearing"), _("Kind of source"), _("Where"), _("What it says"), _("Settled"),
    )  # fmt: skip
    return ReportTable(
        "finding-evidence", _("Evidence of findings"), tuple(map(Column, headings)), tuple(rows)
    )


def informants_table(project: Project, level: str) -> ReportTable:
    """Those interviewed, by code; type, sex and institution as far as the level and each of them allow."""
    spoken = heard(project)
    fields = [
        (_("Informant"), attribution.TYPE),
        (_("Type of informant"), attribution.TYPE),
        (_("Institution"), attribution.INSTITUTION),
        (_("Sex"), attribution.ROLE),
        (_("Role"), attribution.ROLE),
    ]
    shown = [(heading, least) for heading, least in fields if attribution.shows(level, least)]
    said = Redactor(project)
    rows = []
    for person in project.informants.all():
        allowed = attribution.lowest(level, [person.ceiling])
        if person.id in spoken and shown:
            values = (person.code, person.type, person.institution, person.sex, person.role)
            kept = [
                said.free_text(value, allowed) if attribution.shows(allowed, least) else ""
                for value, (_heading, least) in zip(values, fields, strict=True)
                if attribution.shows(level, least)
            ]
            rows.append(tuple(Cell(text) for text in kept))
    columns = tuple(Column(heading) for heading, _least in shown) or (Column(_("Informants")),)
    if not shown:
        rows = [(count(len(spoken)),)]
    return ReportTable("informants", _("Informants"), columns, tuple(rows))


def interviews_table(project: Project, level: str) -> ReportTable:
    """Every interview of the register: whether it was held and when; who spoke where the level allows."""
    held = {interview.id for interview in held_interviews(project)}
    people = {person.id: person for person in project.informants.all()}
    coded, names = _coded(project), dict(statuses())
    by_codes = attribution.shows(level, attribution.TYPE)
    rows = []
    for one in project.interviews.all():
        status = HELD if one.id in held else one.status
        codes = ", ".join(people[person].code for person in one.informants if person in people)
        rows.append(
            (
                *row(one.code, names.get(status, status), one.date),
                *(row(codes) if by_codes else ()),
                count(coded.get(one.id, 0)),
            )
        )
    headings = [_("Interview"), _("Status"), _("Date"), *([_("Informants")] if by_codes else [])]
    columns = (*map(Column, headings), Column(_("Excerpts"), RIGHT))
    return ReportTable("interview-list", _("Interviews"), columns, tuple(rows))


def _coded(project: Project) -> Counter[str]:
    """How many distinct passages are coded in the documents of each interview (id)."""
    of_document = {document.id: document.interview_id for document in project.documents.all()}
    found: Counter[str] = Counter()
    for document_id, places in project.seen.walk_places():
        interview = of_document.get(document_id)
        if interview:
            found[interview] += len({(start, end) for start, end, _code in places})
    return found


def _codebook(project: Project, built: Evidence) -> ReportTable:
    codes = project.codes.all()
    entries = list(code_entries(project, codes, Redactor(project), built.attribution))
    used = passages_by_code(project)
    return codebook_table(entries, [used.get(code.id, 0) for code in codes], "")
