"""How large a team's table may be, and its rows as they are handed on."""

from collections.abc import Iterable

from ...domain.matrix_draft import TeamRow
from ...errors import UserError
from ...i18n import _

ROWS, COLUMNS, TABLES = 5_000, 60, 200
LONGEST_CELL = 20_000


def checked(rows: Iterable[TeamRow], file: str, table: str) -> tuple[TeamRow, ...]:
    """The filled rows, all of one width; UserError naming the table where there are far too many.

    Blank rows are left out, unless a merged cell runs through them: whatever is under it is asked for.
    """
    found: list[TeamRow] = []
    for row in rows:
        if any(cell.strip() for cell in row.cells) or row.above:
            found.append(row)
        if len(found) > ROWS or len(row.cells) > COLUMNS:
            raise UserError(
                _("{file}, {table}: it may have {rows} rows and {columns} columns.").format(
                    file=file, table=table, rows=ROWS, columns=COLUMNS
                ),
                _("Check that it is the right file, or split the table."),
            )
        long = next((place for place, cell in enumerate(row.cells) if len(cell) > LONGEST_CELL), None)
        if long is not None:
            raise UserError(
                _("{file}, {table}, row {row}: the cell in column {column} holds far too much text.").format(
                    file=file, table=table, row=row.number, column=long + 1
                ),
                _("Put what is not the matrix elsewhere, or delete the cell."),
            )
    while found and not any(cell.strip() for cell in found[-1].cells):
        found.pop()
    width = max((len(row.cells) for row in found), default=0)
    used = max(
        (place + 1 for row in found for place, cell in enumerate(row.cells) if cell.strip()), default=0
    )
    return tuple(_as_wide(row, min(width, used)) for row in found)


def _as_wide(row: TeamRow, width: int) -> TeamRow:
    cells = (*row.cells, *[""] * (width - len(row.cells)))[:width]
    left = tuple(place for place in row.left if place < width)
    return TeamRow(row.number, cells, left, tuple(place for place in row.above if place < width))
