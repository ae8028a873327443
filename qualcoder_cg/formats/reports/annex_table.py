"""The annex's table of counts, question by type of informant, and numbers with their units."""

from ...domain import attribution
from ...domain.evidence import Cell, Evidence, EvidenceQuestion
from ...domain.report_table import RIGHT, Column, ReportTable
from ...domain.report_table import Cell as TableCell
from ...i18n import _, ngettext


def excerpts_in_words(n: int) -> str:
    """A number of excerpts with its unit."""
    return ngettext("{n} excerpt", "{n} excerpts", n).format(n=n)


def informants_in_words(n: int) -> str:
    """A number of informants with its unit."""
    return ngettext("{n} informant", "{n} informants", n).format(n=n)


def documents_in_words(n: int) -> str:
    """A number of secondary documents with its unit."""
    return ngettext("{n} document", "{n} documents", n).format(n=n)


def shown_types(evidence: Evidence) -> tuple[str, ...]:
    """The types of informant that get a column, none where the level hides them."""
    return evidence.types if attribution.shows(evidence.attribution, attribution.TYPE) else ()


def printed_questions(evidence: Evidence) -> dict[int, EvidenceQuestion]:
    """The questions by their index: all of them, or where a query set limits those that have quotes.

    That a query found nothing under a question does not mean that nothing was said.
    """
    return {
        index: question
        for index, question in enumerate(evidence.questions)
        if not evidence.limits or index in evidence.totals
    }


def type_name(name: str) -> str:
    """A type of informant as a column's heading."""
    return name or _("Not known")


def count_table(evidence: Evidence) -> ReportTable:
    """Question × type of informant; a cell reads "informants (excerpts)"."""
    types = shown_types(evidence)
    nothing = Cell(0, 0)
    rows = []
    for index, question in printed_questions(evidence).items():
        cells = [_counted(evidence.table.get((index, name), nothing)) for name in types]
        cells.append(_counted(evidence.totals.get(index, nothing), both=bool(evidence.document_count)))
        label = f"{question.number} {question.short or question.text}".strip()
        rows.append(tuple(TableCell(text) for text in (label, *cells)))
    return ReportTable(
        "counts",
        _count_caption(evidence),
        (
            Column(_("Question")),
            *(Column(type_name(name), RIGHT) for name in types),
            Column(_("All"), RIGHT),
        ),
        tuple(rows),
        notes=(_count_note(evidence),),
    )


def _count_caption(evidence: Evidence) -> str:
    """What the table counts, with the units of its cells."""
    if not shown_types(evidence):
        if evidence.document_count:
            return _("Informants + documents (excerpts) by question")
        return _("Informants (excerpts) by question")
    if evidence.document_count:
        return _(
            "Informants, or documents (excerpts) by question, type of informant and category of document"
        )
    return _("Informants (excerpts) by question and type of informant")


def _count_note(evidence: Evidence) -> str:
    """How to read the cells of the table."""
    if evidence.document_count:
        return _(
            "5 (9) means 5 different informants in 9 excerpts, or under a category of documents 5 different "
            "documents in 9 excerpts; 5 + 2 (9) means 5 informants and 2 documents in 9 excerpts. An "
            "informant, document or excerpt counts once in each row it belongs to, so columns must not be "
            "added up."
        )
    return _(
        "5 (9) means 5 different informants in 9 excerpts. An informant or excerpt counts once in each "
        "row it belongs to, so columns must not be added up."
    )


def _counted(cell: Cell, *, both: bool = False) -> str:
    """People or documents, or `both` with a plus sign, then excerpts in brackets; a plain 0 for nothing."""
    if not cell.excerpts:
        return "0"
    both = both or bool(cell.informants and cell.documents)
    sources = f"{cell.informants} + {cell.documents}" if both else str(cell.informants or cell.documents)
    return f"{sources} ({cell.excerpts})"
