"""A chain that stands in a table (CSV or a workbook): looked at row by row, then brought in as one step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ..domain.chain import CHAIN_KINDS, CONCLUSION, FINDING, Basis, Chain, ChainField, ChainItem
from ..domain.chain_forms import CRITERION, FINAL, FORMS, PREFIXES, RESTS_ON, STATUS, TEXT
from ..domain.chain_numbers import listed, read_kind, read_numbers
from ..domain.chain_vocabulary import heading_column
from ..errors import UserError
from ..formats import wire
from ..formats.tables import Record, Sheet
from ..i18n import _
from ..progress import Progress, silent
from ..storage import rows
from ..storage.project import Project
from . import chain_words as words
from . import reading
from .chain import chain
from .chain_edit import parsed, set_field

KIND, NUMBER, LINKS = "kind", "number", "links"
NEW, CHANGED = "new", "changed"
_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """What an import makes of one row of the file.

    `number` is the one in the file, `state` NEW or CHANGED (with the `item_id` it changes); `basis` are
    numbers of the file and ids of the study as they are linked; `faults` say what keeps the row out.
    """

    line: int
    kind: str
    number: str
    fields: Mapping[str, str]
    basis: tuple[str, ...]
    state: str = NEW
    item_id: str = ""
    faults: tuple[str, ...] = ()


class ChainPlan(NamedTuple):
    """An import thought through: its rows in order, and the headings of the file that were passed over."""

    items: tuple[PlannedItem, ...]
    ignored: tuple[str, ...]

    @property
    def faults(self) -> list[str]:
        """What is wrong, each with its line."""
        return [
            _("line {line}: {problem}").format(line=item.line, problem=fault)
            for item in self.items
            for fault in item.faults
        ]


def read_sheet(path: Path, progress: Progress = silent) -> Sheet:
    """The table in a file, read in a process of its own; UserError where it cannot be read.

    It touches no study, so that a thread may run it.
    """
    task = reading.Task(path, {"what": wire.SHEET}, _SECONDS, wire.sheet_from_json)
    (found,) = reading.read([task], progress)
    if isinstance(found, UserError):
        raise found
    return found


def plan(project: Project, sheet: Sheet, *, update: bool = False) -> ChainPlan:
    """What bringing a table in would do; nothing is saved.

    A row is an item: its kind is said, or its number tells it (LL2). Links name items by the numbers of the
    file, else findings and items of the study. With `update`, a row whose number the study has changes that
    item instead of adding one.
    """
    columns: dict[str, str] = {}
    for heading in sheet.headings:
        column = heading_column(heading)
        if column and column not in columns:
            columns[column] = heading
    if TEXT not in columns or not {KIND, NUMBER} & set(columns):
        raise UserError(
            _("The table lacks a column for the text, or one for the kind or number of each item."),
            _("Headings such as these are understood: {headings}.").format(
                headings="kind, number, text, links, criterion"
            ),
        )
    found = chain(project)
    drafts = [_draft(project, record, columns) for record in sheet.records if any(record.cells.values())]
    in_file = {draft.number: draft for draft in drafts if draft.number}
    seen: set[str] = set()
    items = []
    for draft in drafts:
        linked, faults = _basis(found, draft, in_file)
        if draft.number and draft.number in seen:
            faults.append(_("{number} stands in the table twice.").format(number=draft.number))
        seen.add(draft.number)
        there = found.numbered(draft.number) if update and draft.number else None
        if (
            not there
            and draft.fields.get(STATUS) == FINAL
            and not (linked and draft.fields.get("addressees"))
        ):
            faults.append(_("Without an addressee and a link it cannot be final."))
        items.append(
            PlannedItem(
                draft.line,
                draft.kind,
                draft.number,
                draft.fields,
                tuple(linked),
                CHANGED if there else NEW,
                there.id if there else "",
                (*draft.faults, *faults),
            )
        )
    ignored = tuple(heading for heading in sheet.headings if heading not in columns.values())
    return ChainPlan(tuple(items), ignored)


def bring_in(project: Project, planned: ChainPlan, name: str) -> tuple[int, int]:
    """Save what was planned, all of it, in one step; gives how many items are new and how many changed.

    New items follow one another in the order of their numbers in the file. UserError where a row has faults.
    """
    if planned.faults:
        raise UserError(
            _("{file}, {problem}").format(file=name, problem=planned.faults[0]),
            _("Nothing was brought in. Mend the table and try again."),
        )
    ordered = sorted(planned.items, key=_by_number)
    ids = {item.number: item.item_id or rows.new_id() for item in ordered if item.number}
    made = [(ids.get(item.number) or rows.new_id(), item) for item in ordered]
    new = [(item_id, item) for item_id, item in made if item.state == NEW]
    with project.step("Import a chain from {file} ({n})", file=name, n=len(made)):
        _add(project, new)
        for item_id, item in made:
            for field, value in item.fields.items() if item.state == CHANGED else ():
                if field != STATUS:
                    set_field(project, item_id, field, value)
        _link(project, {item_id: [ids.get(one, one) for one in item.basis] for item_id, item in made})
        for item_id, item in made:
            if item.fields.get(STATUS):
                set_field(project, item_id, STATUS, item.fields[STATUS])
    return len(new), len(made) - len(new)


class _Draft(NamedTuple):
    """A row as far as it can be read by itself."""

    line: int
    kind: str
    number: str
    fields: dict[str, str]
    links: str
    faults: list[str]


def _draft(project: Project, record: Record, columns: Mapping[str, str]) -> _Draft:
    cells = {column: record.cells.get(heading, "").strip() for column, heading in columns.items()}
    faults: list[str] = []
    kind = read_kind(cells.get(KIND, "")) or ""
    named = read_numbers(cells.get(NUMBER, ""))
    number = named.numbers[0] if named.numbers else ""
    if not number and kind and cells.get(NUMBER, "").isdecimal():
        number = f"{PREFIXES[kind]}{int(cells[NUMBER])}"
    kind = kind or next((one for one in CHAIN_KINDS if _has_prefix(number, PREFIXES[one])), "")
    if kind not in CHAIN_KINDS:
        said = cells.get(KIND, "") or cells.get(NUMBER, "")
        faults.append(_("{name} is no kind of item.").format(name=said or "–"))
    elif number and not _has_prefix(number, PREFIXES[kind]):
        faults.append(
            _("{number} is no number of a {kind}.").format(number=number, kind=words.kind(kind).lower())
        )
    if not cells.get(TEXT):
        faults.append(_("The text is missing."))
    fields: dict[str, str] = {}
    for field in FORMS.get(kind, ()):
        if cells.get(field.name):
            try:
                fields[field.name] = parsed(project, kind, field.name, cells[field.name])
            except UserError as error:
                faults.append(error.message)
    return _Draft(record.line, kind, number, fields, cells.get(LINKS, ""), faults)


def _has_prefix(number: str, prefix: str) -> bool:
    return number.startswith(prefix) and number[len(prefix) :][:1].isdigit()


def _basis(found: Chain, draft: _Draft, in_file: Mapping[str, _Draft]) -> tuple[list[str], list[str]]:
    """What a row rests on, as numbers of the file or ids of the study, and what is wrong with that."""
    named = read_numbers(draft.links)
    linked, faults = [], []
    unknown = list(named.unread)
    for number in named.numbers:
        there = found.numbered(number)
        if number in in_file:
            kind, key = in_file[number].kind, number
        elif there:
            kind, key = there.kind, there.id
        else:
            unknown.append(number)
            continue
        if draft.kind in RESTS_ON and kind not in RESTS_ON[draft.kind]:
            faults.append(
                _("{number} cannot rest on {basis}.").format(
                    number=draft.number or words.kind(draft.kind), basis=number
                )
            )
        linked.append(key)
    if unknown:
        faults.append(_("{what} is not in the chain.").format(what=listed(unknown)))
    return linked, faults


def _by_number(item: PlannedItem) -> tuple[int, int, int]:
    digits = "".join(char for char in item.number if char.isdigit())
    place = CHAIN_KINDS.index(item.kind) if item.kind in CHAIN_KINDS else len(CHAIN_KINDS)
    return place, int(digits) if digits else 10**9, item.line


def _add(project: Project, new: Iterable[tuple[str, PlannedItem]]) -> None:
    """Put new items after those that are there, with their forms; the status comes after the links."""
    places = {kind: project.evidence.chain.next_position("kind", kind) for kind in CHAIN_KINDS}
    at = rows.now()
    for item_id, item in new:
        criterion = item.fields.get(CRITERION) if item.kind == CONCLUSION else None
        text = item.fields.get(TEXT, "")
        project.evidence.chain.add(
            ChainItem(item_id, item.kind, criterion or None, text, places[item.kind], at)
        )
        places[item.kind] += 1
        project.evidence.fields.add(
            *(
                ChainField(rows.new_id(), item_id, name, value)
                for name, value in item.fields.items()
                if name not in (TEXT, CRITERION, STATUS) and value
            )
        )


def _link(project: Project, wanted: Mapping[str, Sequence[str]]) -> None:
    """Add what items rest on beside what they rest on already."""
    found = chain(project)
    for item_id, basis in wanted.items():
        new = [one for one in dict.fromkeys(basis) if one not in found.links[item_id].rests_on]
        place = project.evidence.bases.next_position("item_id", item_id)
        for n, one in enumerate(new):
            finding = found.links[one].kind == FINDING
            project.evidence.bases.add(
                Basis(rows.new_id(), item_id, one if finding else None, None if finding else one, place + n)
            )
