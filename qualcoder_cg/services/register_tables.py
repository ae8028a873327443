"""The tables of the register by name, and what reading a written cell needs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from ..domain import dates
from ..domain.vocabulary import fold
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project
from .register_documents import Documents
from .register_interviews import Interviews
from .register_people import Informants, Institutions
from .register_table import DATE, FIXED, Field, Table, date_in, plain

TABLES: Mapping[str, type[Table]] = {
    table.owner: table for table in (Informants, Institutions, Interviews, Documents)
}


def open_table(project: Project, table: str) -> Table:
    """A table of the register by name: informant, institution, interview or document."""
    if table not in TABLES:
        raise UserError(
            _("There is no table {table} in the register.").format(table=table),
            _("The tables are: {tables}.").format(tables=", ".join(TABLES)),
        )
    return TABLES[table](project)


def field_named(opened: Table, fields: Mapping[str, Field], column: str) -> Field:
    """The field of a column given by id or title."""
    titled = next((field for field in fields.values() if fold(field.title) == fold(column)), None)
    return fields.get(column) or titled or opened.field(column)


def settled(opened: Table, cells: Iterator[tuple[str, str]]) -> dict[str, Field]:
    """The fields, with dates read in the order of day and month that those written together tell."""
    dated = {name for name, field in opened.fields.items() if field.kind == DATE}
    written = [(column, value) for column, value in cells if column in dated]
    fields = dict(opened.fields)
    for name in dated:
        order = dates.order_of(value for column, value in written if column == name)
        fields[name] = Field(name, fields[name].title, DATE, parse=date_in(order))
    return fields


def parsed_cell(field: Field, value: str, now: str) -> str:
    """The stored value for what was written; what cannot be changed may only be as it is."""
    if field.kind == FIXED:
        if plain(value) == now:
            return now
        raise UserError(_("this column cannot be changed here."))
    return field.parse(value)


@contextmanager
def in_cell(row: str, field: Field) -> Iterator[None]:
    """Put the row and the column before what is wrong in a cell."""
    try:
        yield
    except UserError as error:
        raise UserError(
            _("{row}, {column}: {problem}").format(row=row, column=field.title, problem=error.message),
            error.hint,
        ) from error
