"""The tables that reports print: on their sources, from the register, and on the chain of findings."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from ..domain import attribution
from ..domain.report_table import ReportTable, Row, TableReport
from ..domain.triangulation import INSTITUTIONS
from ..errors import UserError
from ..i18n import _, language
from ..storage.project import Project
from . import (
    chain_tables,
    cooccurrence,
    matrix_table,
    table_consistency,
    table_interviews,
    table_people,
    table_sources,
    triangulation_words,
)
from .evidence import title as study_title
from .redactor import Redactor
from .rules import check_level, rules
from .table_percentages import PrintedShare as PrintedShare
from .table_percentages import check as check
from .table_percentages import check_file as check_file
from .table_percentages import shares as shares
from .triangulation import triangulate

NAMES = (
    "interviewees", "interviews", "surveys", "documents", "persons", "not-held", "matrix", "matrix-blanks",
    "triangulation", "triangulation-institutions", *chain_tables.NAMES,
)  # fmt: skip
# Tables that are made when they are asked for by name: they may be as large as the codebook.
ON_REQUEST = ("cooccurrence", *table_consistency.NAMES)
# The tables that say of single people as much as an attribution level allows.
BY_LEVEL = ("persons", "not-held")


def build(project: Project, name: str, *, level: str = attribution.TYPE) -> ReportTable:
    """One of the tables in NAMES and ON_REQUEST; UserError for another name.

    `level` matters to those in BY_LEVEL.
    """
    check_level(level)
    level = attribution.lowest(level, [rules(project).ceiling])
    source, codings = _source(project), source_of_codings(project)
    makers: dict[str, Callable[[], ReportTable]] = {
        "interviewees": lambda: table_people.interviewees(project, name, source),
        "interviews": lambda: table_interviews.interviews(project, name, source),
        "surveys": lambda: table_sources.surveys(project, name, source),
        "documents": lambda: table_sources.documents(project, name, source),
        "persons": lambda: table_people.persons(project, name, source, level),
        "not-held": lambda: table_interviews.not_held(project, name, source, level),
        **{one: lambda: chain_tables.build(project, name, _made_by(project)) for one in chain_tables.NAMES},
        "triangulation": lambda: triangulation_words.table(triangulate(project), name, codings),
        "triangulation-institutions": lambda: triangulation_words.table(
            triangulate(project, unit=INSTITUTIONS), name, codings
        ),
        "cooccurrence": lambda: cooccurrence.table(project, cooccurrence.cooccurrence(project), codings),
        **{one: partial(table_consistency.build, project, one, codings) for one in table_consistency.NAMES},
        "matrix": lambda: matrix_table.completed_matrix(project, name, _matrix_source(project)),
        "matrix-blanks": lambda: matrix_table.blank_table(project, name, _matrix_source(project)),
    }
    if name not in makers:
        raise UserError(
            _("There is no table {name}.").format(name=name),
            _("The tables are: {names}.").format(names=", ".join((*NAMES, *ON_REQUEST))),
        )
    return makers[name]()


def writable() -> tuple[str, ...]:
    """The endings of files that tables can be written to; each is a format."""
    from ..formats import reports  # not needed to open a window

    return reports.table_suffixes()


def write(project: Project, tables: Sequence[ReportTable], path: Path) -> Path:
    """Write tables to a file whose ending chooses the format, whole or not at all, and note it in the log.

    From a study that cannot be written, tables still go out, without that line.
    """
    from ..formats import reports

    reports.write_tables(report_of(project, tables), path)
    with contextlib.suppress(UserError):
        project.note("Export tables to {file}", file=path.name, tables=", ".join(t.name for t in tables))
    return path


def report_of(project: Project, tables: Sequence[ReportTable]) -> TableReport:
    """Tables under the title of the study, as they are written to a file."""
    redactor = Redactor(project)
    level = rules(project).ceiling or attribution.NAME
    return TableReport(
        title=_title(project),
        made_at=datetime.now().astimezone().isoformat(sep=" ", timespec="minutes"),
        language=language(),
        tables=tuple(
            table if table.name in BY_LEVEL else _without_names(table, redactor, level) for table in tables
        ),
    )


def _without_names(table: ReportTable, redactor: Redactor, level: str) -> ReportTable:
    """A table as it leaves the study; lists of people are worded for their level already."""

    def said(text: str) -> str:
        return redactor.free_text(text, level)

    def cells(row: Row) -> Row:
        return tuple(cell if cell.number is not None else cell._replace(text=said(cell.text)) for cell in row)

    return replace(
        table,
        title=said(table.title),
        columns=tuple(column._replace(heading=said(column.heading)) for column in table.columns),
        rows=tuple(map(cells, table.rows)),
        total=cells(table.total),
        notes=tuple(map(said, table.notes)),
        source=redactor.public_text(table.source),
    )


def _title(project: Project) -> str:
    return Redactor(project).public_text(study_title(project))


def source_of_codings(project: Project) -> str:
    """Where numbers of codings come from, as it stands under a table or a picture."""
    return _("Source: codings of the study “{title}”, {date}.").format(
        title=_title(project), date=datetime.now().astimezone().date().isoformat()
    )


def _made_by(project: Project) -> str:
    """Where a table of what the evaluation says itself comes from."""
    return _("Source: study “{title}”, {date}.").format(
        title=_title(project), date=datetime.now().astimezone().date().isoformat()
    )


def _source(project: Project) -> str:
    """Where the numbers come from, as it stands under a table."""
    return _("Source: register of the study “{title}”, {date}.").format(
        title=_title(project), date=datetime.now().astimezone().date().isoformat()
    )


def _matrix_source(project: Project) -> str:
    """Where a table on the matrix comes from."""
    return _("Source: evaluation matrix of the study “{title}”, {date}.").format(
        title=_title(project), date=datetime.now().astimezone().date().isoformat()
    )
