"""Changes of the register that take several calls and are one step for whoever makes them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from ..i18n import noop
from ..storage.project import Project
from . import register, register_import
from .register_import import TableImport

_PASTE = {
    "informant": noop("Change and add informants ({n} cells)"),
    "institution": noop("Change and add institutions ({n} cells)"),
    "interview": noop("Change and add interviews ({n} cells)"),
    "document": noop("Describe documents ({n} cells)"),
}


def save(
    project: Project,
    table: str,
    cells: Sequence[tuple[str, str, str]],
    added: Sequence[Mapping[str, str]],
) -> list[str]:
    """Set cells (row id, column id, value) and add rows by column id, all or nothing; gives the new ids."""
    if not added:
        register.set_cells(project, table, cells)
        return []
    if not cells:
        return register.add_rows(project, table, added)
    with project.step(_PASTE[table], n=len(cells) + sum(map(len, added))):
        register.set_cells(project, table, cells)
        return register.add_rows(project, table, added)


def import_with_columns(
    project: Project, table: str, path: Path, mapping: Mapping[str, str], headings: Sequence[str]
) -> TableImport:
    """Import a table as `import_table` does, its columns with these headings as new ones of the study."""
    if not headings:
        return register_import.import_table(project, table, path, mapping)
    with project.step("Import a table with its columns {columns}", columns=", ".join(headings)):
        added = {register.add_column(project, table, heading): heading for heading in headings}
        return register_import.import_table(project, table, path, {**mapping, **added})
