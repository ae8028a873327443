"""Making one piece of evidence out of several that are the same."""

from collections.abc import Sequence

from ..domain.findings import QUOTE, EvidenceItem
from ..domain.quotes import Quote
from ..storage.project import Project


def merge_identical(project: Project) -> int:
    """Merge evidence that says the same of the same source, and quotes that are the same passage.

    Corrections of texts and merged studies leave such doubles. What was decided about any of the quotes
    stays, the first decision before later ones; a finding that had both has it once. Gives how many pieces
    were merged into others.
    """
    with project.step("Merge identical evidence"):
        _merge_quotes(project)
        return _merge_items(project)


def _merge_quotes(project: Project) -> None:
    tables = project.evidence
    groups: dict[tuple[str, int, int], list[Quote]] = {}
    for quote in tables.quotes.all():
        groups.setdefault((quote.document_id, quote.start, quote.end), []).append(quote)
    for first, *others in groups.values():
        for other in others:
            _take_over(project, tables.quotes.get(first.id) or first, other)
        gone = [other.id for other in others]
        if gone:
            tables.quotes.remove(gone)


def _take_over(project: Project, first: Quote, other: Quote) -> None:
    """Give a quote what was decided about its double, where nothing was decided about itself."""
    tables = project.evidence
    values: dict[str, str | int] = {}
    if other.level and not first.level:
        values |= {"level": other.level, "reason": other.reason}
    if other.paraphrase_only and not first.paraphrase_only:
        values |= {"paraphrase_only": 1, "paraphrase": other.paraphrase}
    if values:
        tables.quotes.change(first.id, **values)
    for item in tables.items.where("quote_id", other.id):
        tables.items.change(item.id, quote_id=first.id)
    for translation in tables.translations.where("quote_id", other.id):
        tables.translations.change(translation.id, quote_id=first.id)


def _merge_items(project: Project) -> int:
    groups: dict[tuple[object, ...], list[EvidenceItem]] = {}
    for item in project.evidence.items.all():
        groups.setdefault(_identity(item), []).append(item)
    merged = 0
    for first, *others in groups.values():
        if others:
            _relink(project, first, others)
            merged += len(others)
    return merged


def _identity(item: EvidenceItem) -> tuple[object, ...]:
    if item.kind == QUOTE:
        return (item.kind, item.quote_id)
    words = " ".join(item.text.split()).casefold()
    return (item.kind, item.document_id, item.page, item.survey_item_id, words)


def _relink(project: Project, first: EvidenceItem, others: Sequence[EvidenceItem]) -> None:
    tables = project.evidence
    has = {link.finding_id for link in tables.links.where("evidence_id", first.id)}
    for other in others:
        for link in tables.links.where("evidence_id", other.id):
            if link.finding_id in has:
                tables.links.remove([link.id])
            else:
                tables.links.change(link.id, evidence_id=first.id)
                has.add(link.finding_id)
    tables.items.remove([other.id for other in others])
