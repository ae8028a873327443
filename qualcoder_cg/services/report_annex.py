"""The evidence annex: by criterion and question the findings with their evidence, then the other quotes."""

from collections.abc import Sequence

from ..domain.findings import FindingFacts
from ..i18n import _
from ..progress import Progress
from ..storage.project import Project
from . import evidence
from .chain import chain
from .findings import findings
from .printed import printed
from .report_findings import FindingPrinter, passages
from .report_options import LEVEL, QUOTES, TEMPLATE, Kind, Made, Options, edition
from .triangulation import triangulate

_IN_BLOCKS = (".docx", ".html", ".md")


def kind() -> Kind:
    """The annex as one of the reports."""
    return Kind(
        "evidence-annex",
        _("Evidence annex"),
        _("Findings and quotes by criterion and question"),
        (".docx", ".html", ".md", ".xlsx", ".csv", ".json"),
        (LEVEL, QUOTES, TEMPLATE),
        make,
        prints_quotes=True,
    )


def make(project: Project, options: Options, progress: Progress, suffix: str) -> Made:
    """The annex in blocks, or the evidence itself for formats that are tables and data."""
    built = evidence.build(
        project,
        options.level,
        counts=suffix != ".csv",
        quotes_in=options.quotes_in,
        printed=options.printed,
    )
    if suffix not in _IN_BLOCKS:
        return Made(evidence=built, withheld=built.withheld)
    from ..formats.reports import annex
    from ..formats.reports.annex_quotes import QuoteChoice, Quotes

    choice = QuoteChoice(options.most, options.only_key, options.ids)
    found = findings(project)
    by_question = _by_question(found)
    texts = printed(project, passages(found), options.level, language=built.quotes_in)
    printer = (
        FindingPrinter(
            project, built, texts, Quotes(built, choice=choice), chain(project), triangulate(project)
        )
        if found
        else None
    )
    blocks, used = {}, {}
    for place, question in enumerate(project.matrix.questions()):
        here = by_question.get(question.id, ())
        if printer and here:
            blocks[place] = printer.question(question.id, here)
            excerpts = [texts[one] for one in passages(here) if one in texts]
            used[place] = frozenset((one.ref, one.start, one.end) for one in excerpts)
    parts = annex.Parts(blocks, used, options.rest, choice, edition(project))
    return Made(annex.report_of(built, progress, parts), withheld=built.withheld)


def _by_question(found: Sequence[FindingFacts]) -> dict[str, list[FindingFacts]]:
    grouped: dict[str, list[FindingFacts]] = {}
    for facts in found:
        grouped.setdefault(facts.question.id, []).append(facts)
    return grouped
