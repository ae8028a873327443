"""The annex on consistency: one page on who coded, how much by two, how alike, and what was decided."""

from collections import Counter
from collections.abc import Sequence

from ..domain.consistency import CRITERION, Measured
from ..domain.documents import SPOKEN
from ..domain.report_blocks import Block, Heading, Note, Section, Table, Text
from ..domain.report_table import RIGHT, Column, ReportTable, row
from ..domain.team import KINDS, LEAD
from ..i18n import _, ngettext, unparted
from ..progress import Progress
from ..storage.project import Project
from . import codebook_versions, consistency, disagreements, rounds, table_consistency
from .redactor import Redactor
from .report_options import TEMPLATE, Kind, Made, Options, block_report
from .tables import source_of_codings

NAME = "consistency"
_ROUNDS_SHOWN = 2
# In these every table of its own is a sheet or a value; the page has the short ones alone.
_WITH_ALL_TABLES = (".xlsx", ".json")
_FOR_PROGRAMS = (".csv", ".json")


def kind() -> Kind:
    """The annex as one of the reports."""
    return Kind(
        NAME,
        _("Consistency"),
        _("One page on how alike coders code before discussion, and what was decided; tables as workbook"),
        (".docx", ".html", ".md", ".xlsx", ".csv", ".json"),
        (TEMPLATE,),
        make,
    )


def make(project: Project, _options: Options, progress: Progress, suffix: str) -> Made:
    """The page; a workbook has the whole tables with it, a CSV file is the table of figures."""
    with unparted(suffix in _FOR_PROGRAMS):
        return _made(project, progress, suffix)


def _made(project: Project, progress: Progress, suffix: str) -> Made:
    source = source_of_codings(project)
    if suffix == ".csv":
        table = table_consistency.agreement(project, source, progress)
        return block_report(project, NAME, table.title, [Table(table)])
    found, why = table_consistency.measured(project, CRITERION, progress)
    blocks = _page(project, found, why)
    if suffix in _WITH_ALL_TABLES:
        blocks.append(Section(True))
        blocks += [
            Table(table_consistency.build(project, name, source, progress))
            for name in table_consistency.NAMES
        ]
    return block_report(project, NAME, _("Consistency of the coding"), blocks)


def _page(project: Project, found: Measured | None, why: str) -> list[Block]:
    facts = (f"{name}: {text.rstrip('.')}." for name, text in _facts(project, found))
    blocks: list[Block] = [Text(" ".join(facts))]
    if found is None:
        return [*blocks, Text(why)]
    closed = [one.id for one in project.team.rounds.all() if one.closed_at][-_ROUNDS_SHOWN:]
    blocks.append(Heading(1, _("Agreement before discussion")))
    blocks.append(Table(table_consistency.by_criterion(project, found, closed)))
    # Sentences that stand in a row leave the page room for two rounds.
    blocks.append(Note(" ".join(table_consistency.notes_of(project, found))))
    blocks.append(Heading(1, _("Disagreements and decisions")))
    blocks.append(Table(_by_kind(project)))
    blocks.append(Text(" ".join(_decided(project))))
    return blocks


def _facts(project: Project, found: Measured | None) -> list[tuple[str, str]]:
    """Who coded, on which units, how much by two, and whether blind: what a reader asks first."""
    documents = project.documents.all()
    spoken = [one.id for one in documents if one.kind in SPOKEN]
    coded = [one for one in spoken if project.seen.count_in(one)]
    double = set(consistency.double_coded(project)) & set(coded)
    facts = [(_("Coders"), _coders(project))]
    facts.append(
        (
            _("Coded by two"),
            _("{n} of {N} interviews coded, of {all} in the study").format(
                n=len(double), N=len(coded), all=len(spoken)
            ),
        )
    )
    if found:
        n = found.units
        units = ngettext("{n} answer", "{n} answers", n).format(n=n)
        facts.append(
            (_("Units"), _("{units}, each with each criterion: coded under it or not").format(units=units))
        )
        facts.append(
            (
                _("Independent"),
                _("Yes: each coder worked on a copy without the other’s codings.")
                if found.blind
                else _("Not known: it is not recorded that coders worked blind."),
            )
        )
    return facts


def _coders(project: Project) -> str:
    """Those whose codings are in the study, by initials, with their roles."""
    coding = {coder for coders in consistency.received(project).values() for coder in coders}
    shown = [one for one in project.coders.all() if one.id in coding and one.again_of is None]
    return ", ".join(
        _("{initials} (lead)").format(initials=one.initials) if one.role == LEAD else one.initials
        for one in shown
    )


def _by_kind(project: Project) -> ReportTable:
    """How many disagreements there are of each kind, and how many are settled."""
    found = disagreements.listed(project)
    total, settled = Counter(one.kind for one in found), Counter(one.kind for one in found if not one.is_open)
    kinds = (Column(disagreements.kind_in_words(one), RIGHT) for one in KINDS)
    columns = (Column(_("Kind")), *kinds, Column(_("All together"), RIGHT))
    rows = tuple(
        row(name, *(counted[one] for one in KINDS), sum(counted.values()))
        for name, counted in ((_("Disagreements"), total), (_("Settled"), settled))
    )
    return ReportTable("disagreement-kinds", _("Disagreements by kind"), columns, rows)


def _decided(project: Project) -> list[str]:
    """What was decided and by whom; the rounds; the versions of the codebook: a sentence each."""
    return [one for one in (_decisions(project), _rounds(project), _versions(project)) if one]


def _decisions(project: Project) -> str:
    made = project.team.adjudications.all()
    if not made:
        return _("Nothing was decided yet.")
    initials = {one.id: one.initials for one in project.coders.all()}
    number = Counter(table_consistency.verdicts_in_words(project).values())
    verdicts = [f"{said} {n}" for said, n in number.most_common()]
    by = sorted({initials.get(one.coder_id, "") for one in made})
    said = ngettext(
        "{n} decision by {who}, with its reason: {verdicts}. The codings stayed as they were made.",
        "{n} decisions by {who}, each with its reason: {verdicts}. The codings stayed as they were made.",
        len(made),
    )
    return said.format(n=len(made), who=", ".join(by), verdicts=", ".join(verdicts))


def _rounds(project: Project) -> str:
    said = Redactor(project).public_text
    parts = []
    for one in project.team.rounds.all():
        n = len(rounds.members(project, one.id).documents)
        documents = ngettext("{n} document", "{n} documents", n).format(n=n)
        when = _("closed {date}").format(date=one.closed_at[:10]) if one.closed_at else _("still open")
        parts.append(f"{said(one.name)} ({documents}, {when})")
    return _("Rounds: {rounds}.").format(rounds=", ".join(parts)) if parts else ""


def _versions(project: Project) -> str:
    found = codebook_versions.versions(project)
    said = Redactor(project).public_text
    parts: Sequence[str] = [
        " ".join(filter(None, (str(one.number), said(one.name), f"({one.made_at[:10]})"))) for one in found
    ]
    return _("Codebook versions: {versions}.").format(versions=", ".join(parts)) if parts else ""
