"""What the tables of the register have in common: columns, cells, and how a change is checked and saved."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, NamedTuple

from ..domain import dates
from ..domain.text import clean, listed
from ..domain.vocabulary import fold, meant
from ..errors import UserError
from ..i18n import _
from ..storage import rows as ids
from ..storage.project import Project
from .written_dates import read_date

TEXT, CHOICE, LIST, DATE, FIXED = "text", "choice", "list", "date", "fixed"
SEPARATOR = "; "
_WHITE = re.compile(r"\s+")

Cells = dict[str, str]
Parse = Callable[[str], str]


class Column(NamedTuple):
    """A column as shown: `kind` is text, choice, list, date or fixed (not editable).

    `choices` are stored values with the words for them: the only ones of a choice or list, proposals for
    a text. A list cell holds its values joined with "; ". `own` tells a column that the study added.
    """

    id: str
    title: str
    kind: str
    choices: tuple[tuple[str, str], ...] = ()
    own: bool = False


class Row(NamedTuple):
    """A row: the id of its entry, and the stored value of every column by column id."""

    id: str
    cells: Mapping[str, str]


def plain(value: str) -> str:
    """A cell's text on one line, without spaces around it."""
    return _WHITE.sub(" ", clean(value)).strip()


@dataclass(frozen=True, slots=True)
class Field:
    """A column with the way a value that somebody wrote becomes the stored one (UserError where none).

    To a list that `grows` an imported table adds; other cells it replaces.
    """

    id: str
    title: str
    kind: str = TEXT
    choices: tuple[tuple[str, str], ...] = ()
    parse: Parse = plain
    own: bool = False
    grows: bool = False

    @property
    def column(self) -> Column:
        """The column without its parser."""
        return Column(self.id, self.title, self.kind, self.choices, self.own)


class Table(ABC):
    """One table of the register, opened for reading or for one change.

    Subclasses give the fields, the stored cells, and write a row; everything else is common. Reading is
    done once: a table is opened anew for every call of `services.register`.
    """

    owner: ClassVar[str]
    key: ClassVar[str] = "code"
    import_keys: ClassVar[tuple[str, ...]] = ("code",)

    def __init__(self, project: Project) -> None:
        self.project = project
        own = (Field(column.id, column.name, own=True) for column in project.own_columns.of(self.owner))
        self.fields: dict[str, Field] = {field.id: field for field in (*self.standard(), *own)}

    @abstractmethod
    def standard(self) -> Sequence[Field]:
        """The fields every study has, the key first."""

    @abstractmethod
    def stored(self) -> dict[str, Cells]:
        """The standard cells by id of the row, in order."""

    @abstractmethod
    def write(self, row_id: str, cells: Cells, changed: set[str], *, new: bool) -> None:
        """Save one row inside a step; `cells` are all its standard cells, `changed` the columns to write."""

    @abstractmethod
    def remove(self, row_ids: Sequence[str]) -> None:
        """Take rows out, inside a step; UserError where something still needs them."""

    def defaults(self) -> Cells:
        """What a new row holds where nothing is said."""
        return {}

    def check(self, cells: Mapping[str, Cells], touched: Iterable[str]) -> None:
        """UserError where touched rows (ids) do not fit the others; every row needs a key of its own."""
        title = self.fields[self.key].title
        taken: dict[str, str] = {}
        touched = set(touched)
        for row_id in (*(row for row in cells if row not in touched), *touched):
            key = cells[row_id].get(self.key, "")
            if row_id in touched and not key:
                raise UserError(_("{column}: it may not be empty.").format(column=title), self.key_hint())
            if row_id in touched and fold(key) in taken:
                raise UserError(
                    _("{column} {value} is there already.").format(column=title, value=key),
                    _("Choose another."),
                )
            taken[fold(key)] = row_id

    def missing_key(self) -> str:
        """What to say of an imported row without a key."""
        return _("a row needs a code.")

    def names(self, cells: Mapping[str, str]) -> list[str]:
        """Everything by which an imported row finds this one."""
        return [cells[name] for name in self.import_keys if cells[name]]

    def refuse_new(self, key: str) -> None:  # noqa: B027 - most tables take new rows
        """UserError where a table takes no new rows."""

    def key_hint(self) -> str:
        """What would do as a key."""
        return _("Give each row a code.")

    def all(self) -> dict[str, Cells]:
        """All cells by id of the row, own columns included."""
        own = [field.id for field in self.fields.values() if field.own]
        values = self.project.own_columns.values(self.owner)
        return {
            row_id: {**cells, **{column: values.get((row_id, column), "") for column in own}}
            for row_id, cells in self.stored().items()
        }

    def field(self, column_id: str) -> Field:
        """The field of a column; UserError where there is none."""
        if column_id not in self.fields:
            raise UserError(
                _("There is no column {column}.").format(column=column_id),
                _("The columns are: {columns}.").format(columns=", ".join(self.fields)),
            )
        return self.fields[column_id]

    def label(self, row_id: str, cells: Mapping[str, str]) -> str:
        """What a message calls a row."""
        return cells.get(self.key, "") or row_id

    def save(self, changes: Mapping[str, Cells], added: Mapping[str, Cells]) -> None:
        """Check parsed cells against the whole table and write them, inside a step.

        `changes` are by id of an existing row, `added` by the id of a new one.
        """
        before = self.all()
        after = {row_id: {**cells, **changes.get(row_id, {})} for row_id, cells in before.items()}
        after |= {row_id: {**self.blank(), **cells} for row_id, cells in added.items()}
        changed = {
            row_id: {column for column, value in changes[row_id].items() if value != before[row_id][column]}
            for row_id in changes
        }
        touched = [row_id for row_id, columns in changed.items() if columns] + list(added)
        self.check(after, touched)
        for row_id in touched:
            columns = changed.get(row_id) or {*after[row_id]}
            self.write(row_id, after[row_id], columns, new=row_id in added)
            for column in columns:
                if self.fields[column].own:
                    self.project.own_columns.set_value(row_id, column, after[row_id][column])

    def blank(self) -> Cells:
        """The cells of a new row."""
        return {**dict.fromkeys(self.fields, ""), **self.defaults()}

    def new_id(self) -> str:
        """An id for a new row."""
        return ids.new_id()


def one_of(choices: Sequence[tuple[str, str]], vocabulary: Mapping[str, str]) -> Parse:
    """A parser for one of the choices, by stored value, by its words, or by a word of the vocabulary."""
    known = {fold(name): stored for stored, words in choices for name in (words, stored)}

    def parse(value: str) -> str:
        word = fold(value)
        found = known.get(word) or meant(vocabulary, value)
        if found is None and word:
            raise UserError(
                _("{value} is none of the choices.").format(value=plain(value)),
                _("Use one of: {choices}.").format(choices=listed([words for _stored, words in choices])),
            )
        return found or ""

    return parse


def free_or(vocabulary: Mapping[str, str], choices: Sequence[tuple[str, str]]) -> Parse:
    """A parser for a text that keeps to the stored value where a known word is used."""
    known = {fold(words): stored for stored, words in choices}
    return lambda value: known.get(fold(value)) or meant(vocabulary, value) or plain(value)


def many(value: str, separators: str = ";,\n") -> list[str]:
    """The values of a list as written: parted by semicolons, by line breaks or, without these, by commas."""
    for separator in separators.replace(",", "") + ("," if "," in separators else ""):
        if separator in value:
            parts = re.split("[;\n]" if separator in ";\n" else separator, value)
            return list(dict.fromkeys(part for part in map(plain, parts) if part))
    return [plain(value)] if plain(value) else []


def date_in(order: str = dates.EITHER) -> Parse:
    """A parser for dates; `order` settles which of day and month comes first, where it is known."""

    return partial(read_date, order=order)
