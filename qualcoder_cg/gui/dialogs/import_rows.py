"""The files of an import: what was found in each, what the person says of it, and the list of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush

from ...domain.dates import iso_date
from ...domain.documents import INTERVIEWER, Transcript
from ...domain.text import word_count
from ...errors import UserError
from ...i18n import _, ngettext
from ...services.documents import Details
from .. import theme

Index = QModelIndex | QPersistentModelIndex
FILE, FOUND, STATUS = range(3)
_PAGED = ("pdf", "html")


@dataclass(slots=True)
class Row:
    """A file to be imported; `read` is None until it was read, then its transcript or why there is none.

    `digest` is the fingerprint of its text, and `twin` says where that text is already. `choices` are the
    encodings it may be in, `encoding` the one the person chose. The rest is what `Details` takes: "" and
    None leave things as they were found.
    """

    path: Path
    read: Transcript | UserError | None = None
    digest: str = ""
    twin: str = ""
    ticked: bool = True
    choices: tuple[str, ...] = ()
    encoding: str = ""
    kind: str = ""
    language: str = ""
    date: str = ""
    place: str = ""
    interview_id: str | None = None
    informants: str = ""
    interviewer: str | None = None

    @property
    def transcript(self) -> Transcript | None:
        """What was read, where the file could be read."""
        return self.read if isinstance(self.read, Transcript) else None

    @property
    def unsure(self) -> bool:
        """Whether the person has to choose the encoding first."""
        return bool(self.choices) and not self.encoding

    @property
    def is_kind(self) -> str:
        """The kind that was said, else the likely one: pages that nobody speaks in are a document."""
        found = self.transcript
        pages = found is not None and found.format in _PAGED and not found.turns
        return self.kind or ("document" if pages else "interview")

    @property
    def is_language(self) -> str:
        """The language that was said, else the one that was guessed."""
        return self.language or (self.transcript.language if self.transcript else "")

    def speakers(self) -> dict[str, int]:
        """The labels of those who speak and how many turns each has, in the order in which they begin."""
        often: dict[str, int] = {}
        for turn in self.transcript.turns if self.transcript else ():
            if turn.speaker:
                often[turn.speaker] = often.get(turn.speaker, 0) + 1
        return often

    def guessed(self) -> list[str]:
        """The labels of those who seem to ask."""
        turns = self.transcript.turns if self.transcript else ()
        return list(dict.fromkeys(turn.speaker for turn in turns if turn.role == INTERVIEWER))

    def details(self, informant_ids: tuple[str, ...]) -> Details:
        """What the import is told of this file."""
        return Details(
            kind=self.is_kind,
            language=self.language,
            date=day(self.date),
            place=self.place,
            interview_id=self.interview_id,
            informant_ids=informant_ids,
            interviewer=self.interviewer,
        )


def day(written: str) -> str:
    """The date as YYYY-MM-DD where it can be no other day, else as it was written."""
    try:
        found = iso_date(written)
    except ValueError:
        return written
    return found if len(found) == len("YYYY-MM-DD") else written


def found(row: Row) -> str:
    """What was found in a file, in a line."""
    transcript = row.transcript
    if transcript is None:
        return ""
    speakers = len(row.speakers())
    many = ngettext("{n} speaker", "{n} speakers", speakers).format(n=speakers) if speakers else ""
    parts = [transcript.format.upper(), row.is_language.upper(), many, *length(row)]
    return " · ".join(part for part in parts if part)


def length(row: Row) -> list[str]:
    """How long a text is: turns of those who are labelled, where there are any, and words."""
    turns = sum(row.speakers().values())
    said = [ngettext("{n} turn", "{n} turns", turns).format(n=turns)] if turns else []
    words = word_count(row.transcript.text) if row.transcript else 0
    return [*said, ngettext("{n} word", "{n} words", words).format(n=words)]


def status(row: Row) -> tuple[str, str]:
    """How a file stands, in words, and the token of their colour."""
    if row.read is None:
        return _("Not read yet"), "ink3"
    if isinstance(row.read, UserError):
        return row.read.message, "err"
    if row.unsure:
        return _("Choose the encoding"), "warn"
    if row.twin:
        return row.twin, "warn"
    notes = len(row.read.warnings)
    if notes:
        return ngettext("Ready, {n} note", "Ready, {n} notes", notes).format(n=notes), "ink"
    return _("Ready"), "ok"


class Rows(QAbstractTableModel):
    """The list of files; a tick before the name says that the file is to be imported."""

    ticks_changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def add(self, paths: Iterable[Path]) -> int:
        """List files that are not listed yet; gives the number of the first new row."""
        listed = {row.path for row in self.rows}
        new = [path for path in dict.fromkeys(paths) if path not in listed]
        first = len(self.rows)
        if new:
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self.rows += [Row(path) for path in new]
            self.endInsertRows()
        return first

    def remove(self, numbers: Iterable[int]) -> None:
        """Take rows off the list."""
        for number in sorted(set(numbers), reverse=True):
            self.beginRemoveRows(QModelIndex(), number, number)
            del self.rows[number]
            self.endRemoveRows()
        self.ticks_changed.emit()

    def repaint(self) -> None:
        """Show what was changed in the rows themselves."""
        if self.rows:
            self.dataChanged.emit(self.index(0, FILE), self.index(len(self.rows) - 1, STATUS))
        self.ticks_changed.emit()

    def toggle(self, numbers: Sequence[int]) -> None:
        """Tick these rows, or untick them where all of them are ticked."""
        chosen = [self.rows[number] for number in numbers if self._can_tick(self.rows[number])]
        ticked = not all(row.ticked for row in chosen)
        for row in chosen:
            row.ticked = ticked
        self.repaint()

    def _can_tick(self, row: Row) -> bool:
        return not isinstance(row.read, UserError)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many files there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """File, what was found, status."""
        return 0 if parent.isValid() else 3

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A file that cannot be read has no tick to set."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        tick = index.isValid() and index.column() == FILE and self._can_tick(self.rows[index.row()])
        return flags | Qt.ItemFlag.ItemIsUserCheckable if tick else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell, its tick, and the colour of a status."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == FILE:
            ticked = row.ticked and self._can_tick(row)
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.path.name, found(row), status(row)[0])[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (str(row.path), found(row), _whole(row))[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == STATUS:
            return QBrush(theme.colour(status(row)[1]))
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Set a tick."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.rows[index.row()].ticked = Qt.CheckState(value) == Qt.CheckState.Checked
        self.repaint()
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The headings of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("File"), _("What was found"), _("Status"))[section]
        return None


def _whole(row: Row) -> str:
    """The status with all its reasons."""
    if isinstance(row.read, UserError):
        return str(row.read)
    return "\n".join([status(row)[0], *(row.transcript.warnings if row.transcript else ())])
