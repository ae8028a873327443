"""The first pages of a report, to look at before it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from ..domain.evidence import Evidence
from ..domain.report_blocks import Block, Contents, Heading, Item, Section, Table, Text
from ..domain.report_table import ReportTable
from ..i18n import _, ngettext, speaking
from ..progress import Progress, silent
from ..storage.project import Project
from . import reports
from .register_counts import excerpts_in_words
from .report_options import Made, Options

MOST_BLOCKS, MOST_ROWS = 160, 40


@dataclass(frozen=True, slots=True)
class Preview:
    """The beginning of a report; `whole` tells whether there is no more of it."""

    title: str
    blocks: tuple[Block, ...]
    whole: bool


def preview(
    project: Project, name: str, options: Options, *, suffix: str = "", progress: Progress = silent
) -> Preview:
    """The report as a file of that ending would begin, worded in its language; every number is true."""
    made = reports.make(project, name, options, suffix=suffix, progress=progress)
    with speaking(reports.report_language(project, options)):
        walked = _blocks(made, progress)
        first = [_shortened(block) for block in islice(walked, MOST_BLOCKS)]
        whole = next(walked, None) is None
        title = made.blocks.title if made.blocks else made.evidence.title if made.evidence else ""
    return Preview(title, tuple(first), whole)


def _blocks(made: Made, progress: Progress) -> Iterator[Block]:
    """What the file holds, as blocks."""
    if made.blocks:
        skipped = (
            block for block in made.blocks.blocks(progress) if not isinstance(block, Contents | Section)
        )
        yield from skipped
    elif made.evidence:
        yield from _of_evidence(made, made.evidence)


def _of_evidence(made: Made, evidence: Evidence) -> Iterator[Block]:
    """What rows and data hold: how many excerpts, and each sheet with its first rows."""
    yield Heading(0, evidence.title)
    yield Text(evidence.attribution_text)
    if evidence.excerpt_count:
        yield Text(excerpts_in_words(evidence.excerpt_count))
    for sheet in made.sheets:
        if isinstance(sheet, ReportTable):
            yield Heading(2, sheet.title)
            yield Table(sheet)
        else:
            yield Item(_names()[sheet])
    for member in made.values:
        yield Item(member)


def _names() -> dict[str, str]:
    """What the sheets that are made of the evidence hold."""
    return {
        "evidence": _("Evidence: a row for each coded quote"),
        "matrix": _("Matrix: what was planned"),
        "counts": _("Questions x types: informants and excerpts"),
        "codebook": _("Codebook"),
    }


def _shortened(block: Block) -> Block:
    """A long table with its first rows, and how many more there are."""
    if not isinstance(block, Table) or len(block.table.rows) <= MOST_ROWS:
        return block
    left = len(block.table.rows) - MOST_ROWS
    note = ngettext("{n} more row in the file.", "{n} more rows in the file.", left).format(n=left)
    table = block.table
    kept = frozenset(row for row in table.emphasised if row < MOST_ROWS)
    return Table(
        replace(table, rows=table.rows[:MOST_ROWS], emphasised=kept, total=(), notes=(note, *table.notes))
    )
