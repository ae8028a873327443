"""The register of the study, as tables of cells: informants, institutions, interviews, documents.

The window's grids, the command line and imported tables all go through here; each call is one step. A
value may be written as it is stored or in words, English or Spanish (`domain/vocabulary.py`).
"""

from collections.abc import Mapping, Sequence

from ..domain.informants import Institution, Voice
from ..domain.vocabulary import fold
from ..errors import UserError
from ..i18n import _, noop
from ..storage.project import Project
from .register_counts import Counts as Counts
from .register_counts import counts as counts
from .register_documents import Documents
from .register_doubts import doubts as doubts
from .register_doubts import likely_same as likely_same
from .register_import import Planned as Planned
from .register_import import TableImport as TableImport
from .register_import import guess_mapping as guess_mapping
from .register_import import import_columns as import_columns
from .register_import import import_informants as import_informants
from .register_import import import_table as import_table
from .register_import import preview_table as preview_table
from .register_import import read_headings as read_headings
from .register_merges import merge_informants as merge_informants
from .register_merges import united
from .register_people import Institutions
from .register_table import SEPARATOR as SEPARATOR
from .register_table import Cells, Column, Field, Row, Table, plain
from .register_tables import TABLES as TABLES
from .register_tables import field_named, in_cell, open_table, parsed_cell, settled

_CHANGE = {
    "informant": noop("Change informants ({n} cells)"),
    "institution": noop("Change institutions ({n} cells)"),
    "interview": noop("Change interviews ({n} cells)"),
    "document": noop("Describe documents ({n} cells)"),
}
_ADD = {
    "informant": noop("Add informants ({n})"),
    "institution": noop("Add institutions ({n})"),
    "interview": noop("Add interviews ({n})"),
    "document": noop("Add documents ({n})"),
}
_REMOVE = {
    "informant": noop("Remove informants ({n})"),
    "institution": noop("Remove institutions ({n})"),
    "interview": noop("Remove interviews ({n})"),
    "document": noop("Remove documents ({n})"),
}


def columns(project: Project, table: str) -> list[Column]:
    """The columns of a table in order, the key (code or name) first, the study's own last."""
    return [field.column for field in open_table(project, table).fields.values()]


def rows(project: Project, table: str) -> list[Row]:
    """The rows of a table in order."""
    return [Row(row_id, cells) for row_id, cells in open_table(project, table).all().items()]


def set_cells(project: Project, table: str, cells: Sequence[tuple[str, str, str]]) -> None:
    """Set cells, each (id of the row, id of the column, value): all of them or none, in one step.

    A blank value empties the cell. UserError tells which row and column is wrong and what would do.
    """
    opened = open_table(project, table)
    before = opened.all()
    changes: dict[str, Cells] = {}
    fields = settled(opened, ((column, value) for _row, column, value in cells))
    for row_id, column, value in cells:
        if row_id not in before:
            raise UserError(_("A row is no longer in the register."), _("Undo may bring it back."))
        field = field_named(opened, fields, column)
        with in_cell(opened.label(row_id, before[row_id]), field):
            parsed = parsed_cell(field, value, before[row_id][field.id])
        changes.setdefault(row_id, {})[field.id] = parsed
    with project.step(_CHANGE[table], n=len(cells)):
        opened.save(changes, {})


def add_rows(project: Project, table: str, new: Sequence[Mapping[str, str]]) -> list[str]:
    """Add rows of values by column id, in one step; gives their ids.

    Each needs a code (institutions: a name); columns that are not given keep their usual value.
    """
    opened = open_table(project, table)
    fields = settled(opened, (cell for row in new for cell in row.items()))
    added: dict[str, Cells] = {}
    for number, row in enumerate(new, 1):
        label = plain(row.get(opened.key, "")) or str(number)
        cells: Cells = {}
        for column, value in row.items():
            field = field_named(opened, fields, column)
            with in_cell(label, field):
                cells[field.id] = parsed_cell(field, value, "")
        defaults = opened.defaults()
        added[opened.new_id()] = {name: value or defaults.get(name, "") for name, value in cells.items()}
    with project.step(_ADD[table], n=len(added)):
        opened.save({}, added)
    return list(added)


def remove_rows(project: Project, table: str, row_ids: Sequence[str]) -> None:
    """Take rows out, in one step; documents go with their codings.

    UserError for an institution that informants speak for, and for an informant whose words would then
    be printed against the consent noted.
    """
    opened = open_table(project, table)
    with project.step(_REMOVE[table], n=len(row_ids)):
        opened.remove(list(dict.fromkeys(row_ids)))


def add_column(project: Project, table: str, name: str) -> str:
    """Add a column of the study's own; gives its id."""
    opened = open_table(project, table)
    name = _free_title(opened, name)
    with project.step("Add column {name}", name=name):
        return project.own_columns.add(table, name)


def rename_column(project: Project, table: str, column: str, name: str) -> None:
    """Give a column of the study's own another name."""
    opened = open_table(project, table)
    field = _own(opened, column)
    name = _free_title(opened, name, but=field.id)
    with project.step("Rename column {old} to {name}", old=field.title, name=name):
        project.own_columns.rename(field.id, name)


def remove_column(project: Project, table: str, column: str) -> None:
    """Take a column of the study's own out, with what stands in it."""
    field = _own(open_table(project, table), column)
    with project.step("Remove column {name}", name=field.title):
        project.own_columns.remove(field.id)


def set_voice(project: Project, document_id: str, speaker: str, informant_id: str | None) -> None:
    """Say which informant speaks in a document under a label (None: nobody known); one step.

    An informant so far in the document without a label gets this one.
    """
    document = project.documents.get(document_id)
    if document is None:
        raise UserError(_("This document is no longer in the study."), _("Undo may bring it back."))
    speaker = Documents(project).label_of(document_id, document.name, speaker)
    others = [
        voice
        for voice in project.informants.voices(document_id)
        if fold(voice.speaker) != fold(speaker) and (voice.informant_id, voice.speaker) != (informant_id, "")
    ]
    wanted = [Voice(document_id, informant_id, speaker)] if informant_id else []
    with project.step("Say who a speaker in {document} is", document=document.code):
        project.informants.set_voices_in(document_id, [*others, *wanted])


def merge_institutions(project: Project, keep: str, others: Sequence[str], *, evenly: bool = False) -> str:
    """Make one institution (ids) of several, in one step; gives the id that stays, which is the smallest.

    It has the name of `keep`, the informants of all, the other names and aliases as its own aliases, and
    what stands in own columns of `keep`, or of the others where that is blank. `evenly` lets the smaller of
    two values stand, whoever has it, and the smaller of two ways of writing an alias.
    """
    table = Institutions(project)
    entries = {entry.id: entry for entry in project.informants.institutions()}
    group = list(dict.fromkeys([keep, *others]))
    if not all(one in entries for one in group):
        raise UserError(_("An institution is no longer in the register."), _("Undo may bring it back."))
    kept, name = min(group), entries[keep].name
    aliases = [each for one in group for each in (entries[one].name, *entries[one].aliases)]
    written = sorted(aliases, reverse=True) if evenly else list(reversed(aliases))
    distinct = {fold(alias): alias for alias in written if fold(alias) != fold(name)}
    cells = table.all()
    with project.step("Merge institutions into {name}", name=name):
        for gone in sorted(set(group) - {kept}):
            project.sameness.follow("institution", gone, kept)
            project.informants.remove_institutions([gone])
        for field in table.fields.values():
            if field.own:
                values = (cells[one][field.id] for one in group)
                project.own_columns.set_value(kept, field.id, united(values, evenly=evenly))
        project.informants.put_institution(Institution(kept, name, tuple(reversed(distinct.values()))))
    return kept


def find_row(project: Project, table: str, name: str) -> str:
    """The id of the row a person named by id, code, name or alias; UserError where there is none."""
    opened = open_table(project, table)
    cells = opened.all()
    if name in cells:
        return name
    for row_id, row in cells.items():
        names = (row[opened.key], *row.get("aliases", "").split(SEPARATOR), row.get("name", ""))
        if name and fold(name) in map(fold, filter(None, names)):
            return row_id
    raise UserError(
        _("There is no {name} in the table {table}.").format(name=name, table=table),
        _("The register lists what is there."),
    )


def _own(opened: Table, column: str) -> Field:
    field = field_named(opened, opened.fields, column)
    if not field.own:
        raise UserError(
            _("The column {column} belongs to every study.").format(column=field.title),
            _("Only columns that were added can be renamed or removed."),
        )
    return field


def _free_title(opened: Table, name: str, but: str = "") -> str:
    """The name for a column, if no other column has it."""
    name = plain(name)
    if not name:
        raise UserError(_("The column has no name."), _("Give it one."))
    for field in opened.fields.values():
        if field.id != but and fold(name) in (fold(field.title), fold(field.id)):
            raise UserError(
                _("There is a column {name} already.").format(name=field.title), _("Choose another name.")
            )
    return name
