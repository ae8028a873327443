"""Which codes lie on the same words, counted from the coded passages."""

from collections.abc import Callable, Iterable, Sequence

from ..domain.cooccurrence import Cooccurrence, Together
from ..domain.report_table import RIGHT, Cell, Column, ReportTable, words
from ..i18n import _
from ..storage.project import Project

_Found = dict[tuple[int, int], list[int]]


def cooccurrence(project: Project, codes: Iterable[str] | None = None) -> Cooccurrence:
    """How often passages under two codes overlap, for these codes (ids) or for all, each code by itself.

    Passages of codes below a code are not counted to it. Two passages overlap where they share at least one
    character; whoever coded them.
    """
    every = [code.id for code in project.codes.all()]
    only = set(every if codes is None else codes)
    order = {code_id: number for number, code_id in enumerate(one for one in every if one in only)}
    found: _Found = {}
    excerpts = [0] * len(order)
    for _document_id, rows in project.seen.walk_places():
        coded = {(start, end, order[code_id]) for start, end, code_id in rows if code_id in order}
        _count(sorted(coded), found, excerpts)
    ids = list(order)
    return Cooccurrence(
        tuple(ids),
        dict(zip(ids, excerpts, strict=True)),
        {(ids[first], ids[second]): Together(*numbers) for (first, second), numbers in found.items()},
    )


def _count(coded: Sequence[tuple[int, int, int]], found: _Found, excerpts: list[int]) -> None:
    """Add what overlaps in one document, from its passages and codes in the order of the text."""
    pairs: dict[tuple[int, int], list[tuple[int, int]]] = {}
    open_ones: list[tuple[int, int, int]] = []  # where they end, number, code
    for number, (start, end, code) in enumerate(coded):
        excerpts[code] += 1
        open_ones = [one for one in open_ones if one[0] > start]
        for _end, other, other_code in open_ones:
            if other_code < code:
                pairs.setdefault((other_code, code), []).append((other, number))
            elif other_code > code:
                pairs.setdefault((code, other_code), []).append((number, other))
        open_ones.append((end, number, code))
    for key, both in pairs.items():
        numbers = found.setdefault(key, [0, 0, 0, 0])
        numbers[0] += len(both)
        numbers[1] += len({first for first, _second in both})
        numbers[2] += len({second for _first, second in both})
        numbers[3] += 1


def table(
    project: Project, counted: Cooccurrence, source: str = "", *, documents: bool = False
) -> ReportTable:
    """Codes by codes; a cell tells the overlaps of two codes, or with `documents` in how many documents.

    Only codes that overlap another one have a row and a column.
    """
    labels = {code.id: code.label for code in project.codes.all()}
    met = {code for pair in counted.pairs for code in pair}
    codes = [code for code in counted.codes if code in met]

    def cell(row: str, column: str) -> Cell:
        if row == column:
            return Cell("")
        together = counted.of(row, column)
        number = together.documents if documents else together.pairs
        return Cell(str(number), number) if number else Cell("")

    return ReportTable(
        "cooccurrence",
        _("Codes on the same words: documents") if documents else _("Codes on the same words: overlaps"),
        (
            Column(_("Code")),
            Column(_("Excerpts"), RIGHT),
            *(Column(labels[code], RIGHT) for code in codes),
        ),
        tuple(
            (
                words(labels[code]),
                Cell(str(counted.excerpts[code]), counted.excerpts[code]),
                *(cell(code, other) for other in codes),
            )
            for code in codes
        ),
        notes=(
            _("Two passages overlap where they share words; each code is counted without those below it."),
        ),
        source=source,
        wide=len(codes) > 8,
    )


def strongest(counted: Cooccurrence, most: int = 0) -> list[tuple[str, str, Together]]:
    """The pairs of codes that overlap most often, the most frequent first; `most` 0 gives all."""
    by_number: Callable[[tuple[tuple[str, str], Together]], tuple[int, int]] = lambda one: (  # noqa: E731
        -one[1].pairs,
        -one[1].documents,
    )
    ordered = sorted(counted.pairs.items(), key=by_number)
    found = [(first, second, numbers) for (first, second), numbers in ordered]
    return found[:most] if most else found
