"""The forms of lessons learned and good practices, a page each, and the recommendations."""

from collections.abc import Iterator

from ..domain.chain import LESSON, PRACTICE, RECOMMENDATION
from ..domain.report_blocks import Block, Field, Heading, Note, PageBreak, Section, Table, Text
from ..i18n import _
from ..progress import Progress
from ..storage.project import Project
from . import chain as chains
from . import chain_words, tables
from .redactor import Redactor
from .report_options import TEMPLATE, Kind, Made, Options, block_report


def kind() -> Kind:
    """The forms as one of the reports."""
    return Kind(
        "forms",
        _("Lessons, practices and recommendations"),
        _("The ILO forms of lessons learned and good practices, a page each, and the recommendation table"),
        (".docx", ".html", ".md", ".json"),
        (TEMPLATE,),
        make,
    )


def make(project: Project, _options: Options, _progress: Progress, _suffix: str) -> Made:
    """A form on a page for each lesson and practice, then the table of recommendations on its side."""
    found = chains.printable(project)
    criteria = chains.criterion_names(project)
    header = _header(project)
    blocks: list[Block] = []
    for of_kind in (LESSON, PRACTICE):
        for link in found.of(of_kind):
            blocks += [PageBreak()] if blocks else []
            blocks.append(Heading(1, f"{link.number} {chain_words.kind(of_kind)}"))
            blocks += header
            blocks += [Field(name, text) for name, text in chains.form_rows(found, link, criteria)]
            numbers = ", ".join(one.number for one in found.basis(link))
            if numbers:
                blocks.append(Note(_("Rests on: {numbers}").format(numbers=numbers)))
    if not blocks:
        blocks.append(Text(_("The study holds no lesson or good practice yet.")))
    if found.of(RECOMMENDATION):
        blocks += [
            Section(True),
            Heading(1, _("Recommendations")),
            Table(tables.build(project, "recommendations")),
        ]
    return block_report(project, "forms", _("Lessons, practices and recommendations"), blocks)


def _header(project: Project) -> list[Block]:
    """What stands above every form, a line each; what is not filled in is left out."""
    said = Redactor(project).public_text

    def lines() -> Iterator[Block]:
        for name, text in chains.header_rows(project):
            if text:
                yield Note(_("{field}: {text}").format(field=name, text=said(text)))

    return list(lines())
