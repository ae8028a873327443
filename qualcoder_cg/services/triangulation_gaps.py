"""What is missing under a question of the triangulation matrix, said in sentences."""

from collections.abc import Iterator, Sequence

from ..domain.codings import CONTRADICTS, SUPPORTS
from ..domain.triangulation import (
    AGAINST,
    ASKED_SILENT,
    CATEGORY,
    MIXED,
    NOBODY,
    OBSERVED,
    ONE_SOURCE,
    ONE_TYPE,
    SILENT,
    SUBTOTAL,
    SURVEY,
    TYPE,
    Cell,
    Column,
    Gap,
    Row,
    mark_of,
)
from ..i18n import _, ngettext


def gaps(row: Row, columns: Sequence[Column]) -> Iterator[Gap]:
    """The gaps of a question, the gravest first."""
    pairs = list(zip(columns, row.cells, strict=True))
    types = [(column, cell) for column, cell in pairs if column.kind == TYPE]
    total = next(cell for column, cell in pairs if column.kind == SUBTOTAL)
    speaking = [column for column, cell in types if cell.spoke]
    silent = [column.name for column, cell in types if cell.mark == SILENT]
    if not total.spoke:
        yield Gap(NOBODY, _nobody(total))
    elif len(speaking) == 1 and speaking[0].key:
        yield Gap(ONE_TYPE, _("One informant type: {type}.").format(type=speaking[0].name))
    if total.spoke and silent:
        yield Gap(ASKED_SILENT, _("Asked but silent: {types}.").format(types=", ".join(silent)))
    if row.kinds == 0:
        yield Gap(ONE_SOURCE, _("No source at all."))
    elif row.kinds == 1:
        yield Gap(ONE_SOURCE, _one_source(pairs, total))
    if _differ(pairs, total):
        yield Gap(AGAINST, _("Informants say otherwise than documents."))


def _nobody(total: Cell) -> str:
    if not total.asked:
        return _("Nobody was asked.")
    return ngettext("{n} was asked and did not speak.", "{n} were asked and none spoke.", total.asked).format(
        n=total.asked
    )


def _one_source(pairs: Sequence[tuple[Column, Cell]], total: Cell) -> str:
    """Which kind of source stands alone."""
    if total.spoke:
        return _("One voice only.") if total.voices == 1 else _("Interviews only.")
    kind = next(column.kind for column, cell in pairs if cell.spoke and column.kind != TYPE)
    sources = sum(cell.sources for column, cell in pairs if column.kind == kind)
    if kind == CATEGORY:
        return ngettext("{n} document only.", "{n} documents only.", sources).format(n=sources)
    return {SURVEY: _("A survey only."), OBSERVED: _("Observation only.")}[kind]


def _differ(pairs: Sequence[tuple[Column, Cell]], total: Cell) -> bool:
    """Whether informants and documents point in opposite directions."""
    marks = {cell.mark for column, cell in pairs if column.kind == CATEGORY and cell.spoke}
    directions = marks & {SUPPORTS, CONTRADICTS, MIXED}
    if MIXED in directions or not directions:
        return False
    return {total.mark, mark_of(directions)} == {SUPPORTS, CONTRADICTS}
