"""Writing evidence and reports out of the study."""

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..domain import attribution
from ..domain.queries import Query
from ..errors import UserError
from ..i18n import _, language, speaking
from ..progress import Progress, silent
from ..storage.project import Project
from . import disclosure, evidence
from .findings import findings
from .query_codings import codings_of
from .report_findings import passages
from .report_list import USUAL as USUAL
from .report_list import report_named as report_named
from .report_list import reports as reports
from .report_options import Kind as Kind
from .report_options import Made, level_of, template_of
from .report_options import Options as Options
from .report_options import options_from as options_from
from .rules import rules
from .without_names import made_clean

# Files whose rows tell the sex of who spoke, where the level shows roles.
PRINTING_SEX = (".xlsx", ".csv", ".json")


class Exported(NamedTuple):
    """The file that was written, and how many excerpts were withheld from it."""

    path: Path
    withheld: int

    @property
    def text(self) -> str:
        """What to tell the person who asked for it."""
        written = _("Written to {file}.").format(file=self.path)
        return f"{written} {evidence.withheld_text(self.withheld)}" if self.withheld else written


class Scope(NamedTuple):
    """The passages that are printed, None for all, and whether the sex of who spoke is printed with them."""

    passages: Sequence[disclosure.Passage] | None
    sex: bool


def writable() -> tuple[str, ...]:
    """The endings of files that evidence can be written to; each is a format."""
    from ..formats import reports as files  # not needed to open a window

    return files.suffixes()


def export_evidence(
    project: Project,
    path: Path,
    *,
    level: str = attribution.TYPE,
    quotes_in: str = "",
    printed: str = "",
    accepted: str = "",
    query: Query | None = None,
    progress: Progress = silent,
) -> Exported:
    """Write the coded quotes by criterion and question to a file whose ending chooses the format.

    Before anything is written it is checked whom the quotes point at: `disclosure.Refused` where that is too
    few, unless `accepted` says why they may be printed all the same. `quotes_in`, `printed` and
    `query` are those of `evidence.build`. The file is written whole or not at all; the activity log keeps
    that it was made, at what level, and what was accepted. From a study that cannot be written, evidence
    still goes out, without those lines.
    """
    from ..formats import reports as files

    suffix = path.suffix.lower()
    query = query if query and not query.is_empty else None
    risks = evidence_risks(project, level, suffix=suffix, query=query, progress=progress)
    if risks and not accepted.strip():
        raise disclosure.Refused(risks)
    built = evidence.build(
        project, level, counts=suffix != ".csv", quotes_in=quotes_in, printed=printed, query=query
    )
    files.write(built, path, progress)
    with contextlib.suppress(UserError):
        if query:
            project.note("Export quotes of a query to {file}", file=path.name, attribution=built.attribution)
        else:
            project.note("Export evidence to {file}", file=path.name, attribution=built.attribution)
        if risks:
            project.note(
                "Print {n} passages that point at too few people: {reason}",
                n=len(risks),
                reason=accepted.strip(),
            )
    return Exported(path, built.withheld)


def evidence_risks(
    project: Project,
    level: str,
    *,
    suffix: str,
    query: Query | None = None,
    progress: Progress = silent,
) -> list[disclosure.Risk]:
    """The passages that `export_evidence` would print to such a file and that point at too few people."""
    scope = printed_scope(project, suffix, query)
    return disclosure.check(project, level, scope.passages, sex=scope.sex, progress=progress)


def printed_scope(project: Project, suffix: str, query: Query | None = None) -> Scope:
    """What `export_evidence` prints to such a file, as the disclosure check has to know it."""
    query = query if query and not query.is_empty else None
    # the limits of a query may tell the sex where the rows do not
    sex = suffix in PRINTING_SEX or bool(query and query.sexes)
    return Scope(codings_of(project, query).passages() if query else None, sex)


def report_language(project: Project, options: Options) -> str:
    """The language of a report: the chosen one, that of the study's reports, else the program's."""
    return options.language or rules(project).report_language or language()


def make(
    project: Project, name: str, options: Options, *, suffix: str = "", progress: Progress = silent
) -> Made:
    """A report for a file of that ending, the first of its formats unless one is given; writes nothing.

    It is worded in its language; whatever writes it, or walks its blocks, does so in that language too.
    """
    kind = report_named(name)
    suffix = _checked(kind, suffix)
    with speaking(report_language(project, options)):
        return made_clean(project, kind.make(project, options.checked(), progress, suffix))


def export_report(
    project: Project,
    name: str,
    path: Path,
    options: Options,
    *,
    accepted: str = "",
    progress: Progress = silent,
) -> Exported:
    """Write a report to a file whose ending chooses the format, whole or not at all.

    Whom its quotes point at is checked first, as `export_evidence` does. The log keeps that it was made, at
    what level, and what was accepted.
    """
    suffix = path.suffix.lower()
    risks = risks_of(project, name, options, suffix=suffix, progress=progress)
    if risks and not accepted.strip():
        raise disclosure.Refused(risks)
    written = write_report(project, name, path, options, progress=progress)
    note_report(project, name, path, options, risks=len(risks), accepted=accepted)
    return written


def write_report(
    project: Project, name: str, path: Path, options: Options, *, progress: Progress = silent
) -> Exported:
    """Write a report whose quotes were checked before, and keep no note of it in the log."""
    made = make(project, name, options, suffix=path.suffix.lower(), progress=progress)
    with speaking(report_language(project, options)):
        _write(made, path, options, progress)
    return Exported(path, made.withheld)


def note_report(
    project: Project, name: str, path: Path, options: Options, *, risks: int = 0, accepted: str = ""
) -> None:
    """Keep in the log that a report was made, at what level, and what was accepted."""
    with contextlib.suppress(UserError):
        level = level_of(project, options)
        project.note("Export the report {name} to {file}", name=name, file=path.name, attribution=level)
        if risks:
            project.note(
                "Print {n} passages that point at too few people: {reason}", n=risks, reason=accepted.strip()
            )


def risks_of(
    project: Project, name: str, options: Options, *, suffix: str = "", progress: Progress = silent
) -> list[disclosure.Risk]:
    """The passages a report would print that point at too few people."""
    kind = report_named(name)
    suffix = _checked(kind, suffix)
    if not kind.prints_quotes:
        return []
    alone = name == USUAL and not options.rest and suffix not in PRINTING_SEX
    quotes = passages(findings(project)) if alone else None
    return disclosure.check(project, options.level, quotes, sex=suffix in PRINTING_SEX, progress=progress)


def _write(made: Made, path: Path, options: Options, progress: Progress) -> None:
    """Write what was made with the writer of its format."""
    from ..formats import reports as files

    template = template_of(options) if path.suffix.lower() == files.DOCX else None
    if made.blocks:
        files.write_blocks(made.blocks, path, progress, template)
    elif made.evidence and made.sheets:
        files.write_workbook(made.evidence, made.sheets, path, progress)
    elif made.evidence and made.values:
        files.write_data(made.evidence, made.values, path, progress)
    elif made.evidence:
        files.write(made.evidence, path, progress)


def _checked(kind: Kind, suffix: str) -> str:
    """The ending, the first of the report's unless one is given; UserError for another."""
    if suffix and suffix not in kind.suffixes:
        raise UserError(
            _("The report {name} cannot be written to {ending} files.").format(name=kind.name, ending=suffix),
            _("Use one of these: {endings}.").format(endings=" ".join(kind.suffixes)),
        )
    return suffix or kind.suffixes[0]
