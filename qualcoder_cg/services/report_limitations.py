"""The limits of the evidence as a paragraph to put into a report."""

from ..domain.report_blocks import Block, Note, Text
from ..i18n import _
from ..progress import Progress
from ..storage.project import Project
from .limitations import limitations
from .report_options import LEVEL, TEMPLATE, Kind, Made, Options, block_report, level_of


def kind() -> Kind:
    """The paragraph as one of the reports."""
    return Kind(
        "limitations",
        _("Limitations"),
        _("A paragraph on who did not answer and what is not covered, its numbers computed"),
        (".docx", ".html", ".md", ".json"),
        (LEVEL, TEMPLATE),
        make,
    )


def make(project: Project, options: Options, _progress: Progress, _suffix: str) -> Made:
    """One paragraph; a sentence where there is nothing to say."""
    found = limitations(project, level_of(project, options))
    said = " ".join(one.text for one in found)
    blocks: list[Block] = [Text(said or _("No limit of the evidence is known to the study."))]
    if found:
        blocks.append(Note(_("Every number is counted from the study; read it again after changes.")))
    return block_report(project, "limitations", _("Limitations"), blocks)
