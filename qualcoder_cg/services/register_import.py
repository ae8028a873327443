"""Tables of people and interviews from spreadsheets into the register: all of a file or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ..domain.informants import Voice
from ..domain.register_headings import headings_for
from ..domain.vocabulary import fold
from ..errors import UserError
from ..formats.tables import Record, Sheet, in_row, read_table
from ..i18n import _, noop
from ..storage.project import Project
from .lookup import Names
from .register_documents import Documents
from .register_doubts import Doubt, name_doubts
from .register_table import FIXED, LIST, SEPARATOR, Cells, Column, Field, Table, plain
from .register_tables import field_named, open_table, settled

NEW, CHANGED, SAME = "new", "changed", "same"
DOCUMENT, SPEAKER = "document", "speaker"
_ALIKE = 84
_STEPS = {
    "informant": noop("Import informants ({n})"),
    "institution": noop("Import institutions ({n})"),
    "interview": noop("Import interviews ({n})"),
    "document": noop("Describe documents from a table ({n})"),
}


class Planned(NamedTuple):
    """What an import makes of one entry: its code or name, new, changed or same, the lines of the file
    that name it, and the stored values it brings."""

    key: str
    state: str
    lines: tuple[int, ...]
    cells: Mapping[str, str]


class TableImport(NamedTuple):
    """How many entries an import added, changed and found as they are, and what looks doubtful."""

    new: int
    changed: int
    same: int
    warnings: tuple[str, ...] = ()


class _Plan(NamedTuple):
    """An import thought through: what is changed and added by id, and who speaks where."""

    table: Table
    before: Mapping[str, Cells]
    changes: dict[str, Cells]
    added: dict[str, Cells]
    lines: dict[str, list[int]]
    voices: dict[str, list[Voice]]

    def state(self, row_id: str) -> str:
        """new, changed or same."""
        if row_id in self.added:
            return NEW
        before = self.before[row_id]
        differs = any(value != before[column] for column, value in self.changes[row_id].items())
        now = {voice for voice in self._heard() if voice.informant_id == row_id}
        return CHANGED if differs or now != set(self.voices.get(row_id, now)) else SAME

    def _heard(self) -> list[Voice]:
        return self.table.project.informants.voices() if self.voices else []


def read_headings(path: Path) -> list[str]:
    """The headings of a CSV or XLSX table, as they stand in the file."""
    return list(read_table(path).headings)


def import_columns(project: Project, table: str) -> list[Column]:
    """The columns that a file may bring; for informants also the document and the label they speak under."""
    opened = open_table(project, table)
    return [field.column for field in _fields(opened).values()]


def guess_mapping(project: Project, table: str, headings: Sequence[str]) -> dict[str, str]:
    """Which heading is meant for which column (by id), as far as that can be told.

    Known words in English and Spanish, and the titles of own columns, win over headings merely like them.
    """
    from rapidfuzz.fuzz import ratio

    opened = open_table(project, table)
    words = {
        name: [fold(word) for word in (field.title, name, *headings_for(table, name)) if not field.own]
        or [fold(field.title)]
        for name, field in _fields(opened).items()
    }
    scored = []
    for place, heading in enumerate(headings):
        for order, (column, known) in enumerate(words.items()):
            exact = next((rank for rank, word in enumerate(known) if word == fold(heading)), None)
            score = 200.0 - exact if exact is not None else max(ratio(word, fold(heading)) for word in known)
            if score >= _ALIKE:
                scored.append((-score, order, place, column, heading))
    mapping: dict[str, str] = {}
    for _score, _order, _place, column, heading in sorted(scored):
        if column not in mapping and heading not in mapping.values():
            mapping[column] = heading
    return {column: mapping[column] for column in words if column in mapping}


def preview_table(project: Project, table: str, path: Path, mapping: Mapping[str, str]) -> list[Planned]:
    """What `import_table` would do, entry by entry; UserError as there."""
    plan = _plan(project, table, path, read_table(path), mapping)
    entries = {**plan.changes, **plan.added}
    return [
        Planned(
            {**plan.before.get(row_id, {}), **entries[row_id]}[plan.table.key],
            plan.state(row_id),
            tuple(lines),
            entries[row_id],
        )
        for row_id, lines in plan.lines.items()
    ]


def import_table(project: Project, table: str, path: Path, mapping: Mapping[str, str]) -> TableImport:
    """Add the entries of a CSV or XLSX file to a table, or bring those with the same code up to date.

    `mapping` gives the heading for each column id that the file brings; other headings are left out. A
    blank cell leaves what is there. Several rows with one code make one entry: lists are joined, of other
    cells the last filled one counts. One step; UserError names the file, the line and the column.
    """
    plan = _plan(project, table, path, read_table(path), mapping)
    states = [plan.state(row_id) for row_id in plan.lines]
    with _in_file(path), project.step(_STEPS[table], n=len(plan.lines)):
        plan.table.save(plan.changes, plan.added)
        for informant_id, voices in plan.voices.items():
            project.informants.set_voices(informant_id, voices)
    doubts: list[Doubt] = name_doubts(project) if table == "informant" else []
    warnings = tuple(doubt.sentence for doubt in doubts if doubt.row_id in plan.lines)
    return TableImport(states.count(NEW), states.count(CHANGED), states.count(SAME), warnings)


def import_informants(project: Project, path: Path) -> int:
    """Import a table of informants by its headings; it must have a code and a type.

    Other headings that are known: sex, role, institution, place, consent, attribution, document, speaker,
    and own columns. An informant who speaks in several documents has several rows. Gives how many
    informants the file names.
    """
    headings = read_headings(path)
    mapping = guess_mapping(project, "informant", headings)
    missing = [name for name in ("code", "type") if name not in mapping]
    if missing:
        raise UserError(
            _("{file} lacks the column {missing}; it has: {found}.").format(
                file=path.name, missing=", ".join(missing), found=", ".join(headings) or "–"
            ),
            _("The first line names the columns: {columns}.").format(
                columns=", ".join(column.id for column in import_columns(project, "informant"))
            ),
        )
    return sum(import_table(project, "informant", path, mapping)[:3])


def _fields(opened: Table) -> dict[str, Field]:
    """The fields a file may bring: those that can be edited, the keys, and where an informant speaks."""
    found = {
        name: field
        for name, field in opened.fields.items()
        if field.kind != FIXED or name in opened.import_keys
    }
    if opened.owner == "informant":
        found[DOCUMENT] = Field(DOCUMENT, _("Document"))
        found[SPEAKER] = Field(SPEAKER, _("Speaker"))
    return found


def _plan(project: Project, table: str, path: Path, sheet: Sheet, mapping: Mapping[str, str]) -> _Plan:
    """Read and check every row; nothing is saved."""
    opened = open_table(project, table)
    fields = _mapped(opened, path, sheet, mapping)
    before = opened.all()
    known = {fold(name): row_id for row_id, cells in before.items() for name in opened.names(cells)}
    plan = _Plan(opened, before, {}, {}, {}, {})
    voices = _Voices(project) if DOCUMENT in fields and table == "informant" else None
    for record in sheet.records:
        written = {column: record.cells.get(heading, "") for column, (heading, _field) in fields.items()}
        if not any(written.values()):
            continue
        row_id, found_by = _entry(opened, path, record, written, known)
        plan.lines.setdefault(row_id, []).append(record.line)
        cells = (plan.changes if row_id in before else plan.added).setdefault(row_id, {})
        for column, value in written.items():
            if value and column not in (DOCUMENT, SPEAKER, found_by) and fields[column][1].kind != FIXED:
                with _in_cell(path, record, fields[column][1]):
                    _put(cells, fields[column][1], value, before.get(row_id, {}))
        if voices and written[DOCUMENT]:
            with in_row(path, record):
                voice = voices.read(written[DOCUMENT], row_id, written.get(SPEAKER, ""))
            plan.voices.setdefault(row_id, []).append(voice)
    for row_id, cells in plan.added.items():
        plan.added[row_id] = {**opened.blank(), **cells}
    return plan


def _mapped(
    opened: Table, path: Path, sheet: Sheet, mapping: Mapping[str, str]
) -> dict[str, tuple[str, Field]]:
    """Heading and field by column id; UserError for what the file or the table does not have."""
    headings = {fold(heading): heading for heading in sheet.headings}
    every = _fields(opened)
    values = [
        (column, record.cells.get(headings.get(fold(heading), ""), ""))
        for column, heading in mapping.items()
        for record in sheet.records
    ]
    every |= {name: field for name, field in settled(opened, iter(values)).items() if name in every}
    found: dict[str, tuple[str, Field]] = {}
    for column, heading in mapping.items():
        if fold(heading) not in headings:
            raise UserError(
                _("{file} lacks the column {missing}; it has: {found}.").format(
                    file=path.name, missing=heading, found=", ".join(sheet.headings)
                ),
                _("Choose one of its columns."),
            )
        field = field_named(opened, every, column)
        found[field.id] = (headings[fold(heading)], field)
    if not any(name in found for name in opened.import_keys):
        raise UserError(
            _("{file}: no column is chosen for {column}.").format(
                file=path.name, column=opened.fields[opened.key].title
            ),
            _("Rows are recognised by it."),
        )
    return found


def _entry(
    opened: Table, path: Path, record: Record, written: Mapping[str, str], known: dict[str, str]
) -> tuple[str, str]:
    """The id of the entry that a row is about and the column by which it is known, "" for a new one."""
    keys = {name: plain(written[name]) for name in opened.import_keys if written.get(name)}
    for name, key in keys.items():
        if fold(key) in known:
            return known[fold(key)], name
    with in_row(path, record):
        if not keys:
            raise UserError(opened.missing_key(), opened.key_hint())
        key = next(iter(keys.values()))
        opened.refuse_new(key)
    known[fold(key)] = opened.new_id()
    return known[fold(key)], ""


def _put(cells: Cells, field: Field, written: str, before: Mapping[str, str]) -> None:
    """Note a cell; lists of several rows are joined, and what grows is joined to what is there."""
    value = field.parse(written)
    there = cells.get(field.id) or (before.get(field.id, "") if field.grows else "")
    if field.kind == LIST and there:
        value = SEPARATOR.join(dict.fromkeys([*there.split(SEPARATOR), *value.split(SEPARATOR)]))
    cells[field.id] = value


class _Voices:
    """Reads who speaks where out of the columns document and speaker."""

    def __init__(self, project: Project) -> None:
        self._documents = Documents(project)
        self._names = Names(project)

    def read(self, document: str, informant_id: str, speaker: str) -> Voice:
        """The voice; UserError for an unknown document or a label under which nobody speaks."""
        found = self._names.document(document)
        return Voice(found.id, informant_id, self._documents.label_of(found.id, found.name, speaker))


@contextmanager
def _in_file(path: Path) -> Iterator[None]:
    """Put the file before what is wrong with the whole."""
    try:
        yield
    except UserError as error:
        raise UserError(
            _("{file}: {problem}").format(file=path.name, problem=error.message), error.hint
        ) from error


@contextmanager
def _in_cell(path: Path, record: Record, field: Field) -> Iterator[None]:
    """Put the file, the line and the column before what is wrong in a cell."""
    try:
        yield
    except UserError as error:
        raise UserError(
            _("{file}, line {line}, {column}: {problem}").format(
                file=path.name, line=record.line, column=field.title, problem=error.message
            ),
            error.hint,
        ) from error
