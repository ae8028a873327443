"""Everything the study may give out at a level, as one JSON file for scripts."""

from typing import Any

from ..domain.findings import FindingFacts
from ..domain.report_table import ReportTable
from ..i18n import _
from ..progress import Progress
from ..storage.project import Project
from . import chain as chains
from . import evidence, finding_words, tables
from .findings import findings
from .limitations import limitations
from .redactor import Redactor
from .report_options import LEVEL, QUOTES, Kind, Made, Options
from .report_workbook import informants_table, interviews_table

_TABLES = ("interviewees", "surveys", "documents", "matrix", "triangulation", "triangulation-institutions")


def kind() -> Kind:
    """The dump as one of the reports."""
    return Kind(
        "data",
        _("All data"),
        _("Evidence, findings, chain, tables and codebook at the allowed level, for scripts"),
        (".json",),
        (LEVEL, QUOTES),
        make,
        prints_quotes=True,
    )


def make(project: Project, options: Options, _progress: Progress, _suffix: str) -> Made:
    """The evidence as JSON with findings, chain, limitations and tables before its excerpts."""
    built = evidence.build(project, options.level, quotes_in=options.quotes_in, printed=options.printed)
    level = built.attribution
    said = Redactor(project)
    made = [tables.build(project, name) for name in _TABLES]
    made += [informants_table(project, level), interviews_table(project, level)]
    values = {
        "findings": [_finding(facts, said, level) for facts in findings(project)],
        "chain": [
            {
                "number": link.number,
                "kind": link.kind,
                "text": said.free_text(link.text, level),
                "fields": {name: said.free_text(value, level) for name, value in link.fields.items()},
                "rests_on": [chains_number(found, one) for one in link.rests_on],
                "leads_to": [chains_number(found, one) for one in link.leads_to],
            }
            for found in [chains.printable(project)]
            for link in found
            if link.kind != "finding"
        ],
        "limitations": [one._asdict() for one in limitations(project, level)],
        "tables": [_values(table) for table in made],
    }
    return Made(evidence=built, values=values, withheld=built.withheld)


def chains_number(found: Any, one: str) -> str:
    """The number of a link of the chain."""
    return str(found.links[one].number)


def _finding(facts: FindingFacts, said: Redactor, level: str) -> dict[str, Any]:
    """A finding with what it rests on; quotes by document and place, their words are among the excerpts."""
    return {
        "number": facts.label,
        "question": facts.question.number,
        "statement": said.free_text(facts.statement, level),
        "grade": facts.grade,
        "proposed": facts.strength.proposed,
        "status": finding_words.status_words(facts),
        "counts": {who: list(counted) for who, counted in facts.counts.items()},
        "evidence": [
            {
                "kind": one.item.kind,
                "bearing": one.bearing,
                "source": one.document.code if one.document else "",
                "page": one.item.page,
                "text": said.free_text(one.text, level) if not one.quote else "",
                "settled": said.free_text(one.link.settled, level),
            }
            for one in facts.evidence
        ],
    }


def _values(table: ReportTable) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "columns": [column.heading for column in table.columns],
        "rows": [[cell.text if cell.number is None else cell.number for cell in row] for row in table.rows],
        "notes": table.notes,
    }
