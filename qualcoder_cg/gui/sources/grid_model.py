"""The model of an editable grid: what a source holds, and what was typed and could not be saved."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from textwrap import fill

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ...errors import UserError
from ...i18n import _
from ...services.register_table import FIXED, Column
from .. import icons, theme
from .grid_rows import NEW, Rows
from .grid_source import Source
from .grid_words import meant

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
STATE = Role.UserRole + 1
UNSAVED, DOUBTFUL = "unsaved", "doubtful"
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NOWHERE = QModelIndex()
_TIP_WIDTH = 80


class GridModel(QAbstractTableModel):
    """Rows of a `Source` in the order in which the person wants to see them.

    Every change goes to the source at once and as one step. What the source refuses stays in its cells,
    marked, and `refused(sentence)` says why; `refused("")` when nothing is left unsaved.
    """

    refused = Signal(str)
    reloaded = Signal()

    def __init__(self, source: Source, parent: QObject) -> None:
        super().__init__(parent)
        self.source = source
        self.rows = Rows(source.may_add)
        self.columns: list[Column] = []
        self.new_row_hint = _("New row")
        self._saving = False
        self._problem = ""

    def reload(self) -> None:
        """Read the source anew; rows and columns that stay keep their places."""
        if self._saving:
            return
        self._read_columns(self.source.columns())
        found = self.source.rows()
        known, natural = set(self.rows.saved), [row.id for row in found]
        now = set(natural)
        self._remove([row_id for row_id in self.rows.shown if row_id in known and row_id not in now])
        before = self.rows.saved
        self.rows.learn(found)
        for row_id in natural:
            if row_id not in known and row_id not in self.rows.shown and self.rows.passes(row_id):
                self._insert(self.rows.place_of(row_id, natural), row_id)
        self._drop_pending_of_lost_rows()
        now_saved = self.rows.saved
        changed = [n for n, name in enumerate(self.rows.shown) if before.get(name) != now_saved.get(name)]
        if changed and self.columns:
            last = self.index(changed[-1], len(self.columns) - 1)
            self.dataChanged.emit(self.index(changed[0], 0), last)
        self.reloaded.emit()

    def arrange(self) -> None:
        """Sort and filter the rows as the person wants them now."""
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        held = [(self.rows.shown[index.row()], index.column()) for index in old]
        self.rows.shown = self.rows.order()
        places = {row_id: place for place, row_id in enumerate(self.rows.shown)}
        now = [
            self.index(places[row_id], column) if row_id in places else QModelIndex()
            for row_id, column in held
        ]
        self.changePersistentIndexList(old, now)
        self.layoutChanged.emit()
        if self.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 gives the rows the order of the study."""
        descending = order == Qt.SortOrder.DescendingOrder
        self.rows.sorted_by = (self.columns[column].id, descending) if column >= 0 else None
        self.arrange()

    def look_for(self, typed: str) -> None:
        """Show the rows that hold these words."""
        self.rows.look_for(typed)
        self.arrange()

    def allow(self, column: int, texts: frozenset[str] | None) -> None:
        """Show only rows with one of these texts in a column; None shows all."""
        if texts is None:
            self.rows.allowed.pop(self.columns[column].id, None)
        else:
            self.rows.allowed[self.columns[column].id] = texts
        self.arrange()

    def id_at(self, row: int) -> str:
        """The id of a saved row; "" for one that is not saved."""
        name = self.rows.shown[row]
        return name if name in self.rows.saved else ""

    def row_of(self, row_id: str) -> int:
        """Where a row is shown; -1 if it is not."""
        return self.rows.shown.index(row_id) if row_id in self.rows.shown else -1

    def write(self, cells: Mapping[tuple[int, int], str]) -> bool:
        """Save values (stored ones or the words for them) by row and column, in one step.

        Rows beyond the last add new ones. Gives False where the source refused them: they stay in their
        cells then, unsaved, and are tried again together with the next change of one of them.
        """
        wanted = self._by_id(cells)
        drafted = {row for row, _column in self.rows.pending if self.rows.is_draft(row)}
        if any(cell in self.rows.pending or cell[0] in drafted for cell in wanted):
            wanted = {**self.rows.pending, **wanted}
        changed = {cell: text for cell, text in wanted.items() if text != self._stored(cell)}
        drafts = self.rows.drafts_of(wanted)
        if not any(any(values.values()) for values in drafts.values()):
            drafts = {}
        old = [(*cell, text) for cell, text in changed.items() if not self.rows.is_draft(cell[0])]
        try:
            with self._reload_after():
                made = self.source.save(old, list(drafts.values())) if old or drafts else []
                self._settle(list(drafts), made)
        except UserError as error:
            self._keep({**self.rows.pending, **wanted}, str(error))
            return False
        self._keep({cell: text for cell, text in self.rows.pending.items() if cell not in wanted}, "")
        return True

    def remove(self, rows: Sequence[int]) -> bool:
        """Remove rows; False where the source needs them, which is said."""
        ids = [self.id_at(row) for row in rows if self.id_at(row)]
        gone = {self.rows.shown[row] for row in rows if self.rows.is_draft(self.rows.shown[row])}
        try:
            with self._reload_after():
                if ids:
                    self.source.remove(ids)
        except UserError as error:
            self._tell(str(error))
            return False
        self._keep({cell: text for cell, text in self.rows.pending.items() if cell[0] not in gone}, "")
        return True

    def discard(self) -> None:
        """Forget what was typed and could not be saved."""
        self._keep({}, "")

    def forget(self, cells: Sequence[tuple[int, int]]) -> None:
        """Give some cells (row, column) their saved value back."""
        gone = {(self.rows.shown[row], self.columns[column].id) for row, column in cells}
        if gone & self.rows.pending.keys():
            self._keep({cell: text for cell, text in self.rows.pending.items() if cell not in gone}, "")

    def refuse(self, sentence: str) -> None:
        """Say why something cannot be done."""
        self._tell(sentence)

    def is_editable(self, column: int) -> bool:
        """Whether cells of a column can be written."""
        return self.columns[column].kind != FIXED

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows are shown, the empty one at the end included."""
        return 0 if parent.isValid() else len(self.rows.shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be done with a cell."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if self.is_editable(index.column()) else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """A cell: its words, how they are aligned, and whether they are saved."""
        if not index.isValid():
            return None
        row_id, column = self.rows.shown[index.row()], self.columns[index.column()]
        if role in (Role.DisplayRole, Role.EditRole):
            return self.rows.text(row_id, column.id)
        if role == Role.ForegroundRole:
            return theme.colour("ink2" if column.kind == FIXED else "ink")
        if role == Role.TextAlignmentRole:
            return self._side(column.id)
        found = {
            STATE: self._state,
            Role.ToolTipRole: self._tip,
            Role.AccessibleTextRole: self._spoken,
        }
        return found[role](row_id, column) if role in found else None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Save one cell."""
        if role != Role.EditRole or not index.isValid() or not self.is_editable(index.column()):
            return False
        text = meant(self.columns[index.column()], str(value or ""))
        row_id, column_id = self.rows.shown[index.row()], self.columns[index.column()].id
        if text == self.rows.value(row_id, column_id) and (row_id, column_id) not in self.rows.pending:
            return True
        return self.write({(index.row(), index.column()): text})

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """The title of a column, marked where the column is filtered."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        filtered = column.id in self.rows.allowed
        if role == Role.DisplayRole:
            return column.title
        if role == Role.TextAlignmentRole:
            return self._side(column.id)
        if role == Role.DecorationRole and filtered:
            return icons.icon("filter")
        if role in (Role.ToolTipRole, Role.AccessibleTextRole):
            return _("{column}, filtered").format(column=column.title) if filtered else column.title
        return None

    def _stored(self, cell: tuple[str, str]) -> str | None:
        return self.rows.saved[cell[0]].get(cell[1], "") if cell[0] in self.rows.saved else None

    def _by_id(self, cells: Mapping[tuple[int, int], str]) -> dict[tuple[str, str], str]:
        """Cells by ids; the empty row and those beyond it become drafts."""
        names: dict[int, str] = {}
        found: dict[tuple[str, str], str] = {}
        for (row, column), text in cells.items():
            if row not in names:
                name = self.rows.shown[row] if row < len(self.rows.shown) else NEW
                names[row] = self._begin_draft(row) if name == NEW else name
            found[names[row], self.columns[column].id] = text
        return found

    def _begin_draft(self, row: int) -> str:
        """Turn the empty row into one that is being typed, and put an empty one after it."""
        name = self.rows.new_draft()
        self.rows.shown[-1] = name
        self._insert(len(self.rows.shown), NEW)
        return name

    def _settle(self, drafts: Sequence[str], made: Sequence[str]) -> None:
        """Let the rows that were typed be the saved ones, where they stand."""
        names = dict(zip(drafts, made, strict=True)) if made else {}
        self.rows.shown = [names.get(name, name) for name in self.rows.shown]

    @contextmanager
    def _reload_after(self) -> Iterator[None]:
        """Let what the source tells of a change wait until the change is done."""
        self._saving = True
        try:
            yield
        finally:
            self._saving = False
        self.reload()

    def _keep(self, pending: Mapping[tuple[str, str], str], problem: str) -> None:
        """Make these the cells that are not saved, and say why."""
        touched = {row for row, _column in {**self.rows.pending, **pending}}
        self.rows.pending = {cell: text for cell, text in pending.items() if cell[0] != NEW}
        drafts = {row for row, _column in self.rows.pending}
        self._remove([row for row in self.rows.shown if self.rows.is_draft(row) and row not in drafts])
        for row_id in touched:
            place = self.row_of(row_id)
            if place >= 0 and self.columns:
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))
        if not problem and self.rows.pending:
            return
        self._tell(problem)

    def _tell(self, problem: str) -> None:
        self._problem = problem
        self.refused.emit(problem)

    def _drop_pending_of_lost_rows(self) -> None:
        """What was typed into rows that are gone, as after undo, has nowhere to go."""
        kept = {
            cell: text
            for cell, text in self.rows.pending.items()
            if cell[0] in self.rows.saved or self.rows.is_draft(cell[0])
        }
        lost = [text for cell, text in self.rows.pending.items() if cell not in kept and text]
        if len(kept) < len(self.rows.pending):
            self._keep(kept, "")
        if lost:
            self._tell(_("Not saved, and gone with the row: {texts}").format(texts="; ".join(lost)))

    def _insert(self, place: int, row_id: str) -> None:
        self.beginInsertRows(QModelIndex(), place, place)
        self.rows.shown.insert(place, row_id)
        self.endInsertRows()

    def _remove(self, ids: Sequence[str]) -> None:
        gone = set(ids)
        for place in reversed([place for place, name in enumerate(self.rows.shown) if name in gone]):
            self.beginRemoveRows(QModelIndex(), place, place)
            del self.rows.shown[place]
            self.endRemoveRows()

    def _read_columns(self, found: list[Column]) -> None:
        """Take columns in and out one by one, so that the others keep their width and place.

        Columns that changed places with others are taken out and in again.
        """
        wanted = [column.id for column in found]
        self.rows.forget(column.id for column in self.columns if column.id not in wanted)
        there = [column.id for column in self.columns if column.id in wanted]
        in_place = there == [name for name in wanted if name in there]
        for place in reversed(range(len(self.columns))):
            if self.columns[place].id not in wanted or not in_place:
                self.beginRemoveColumns(QModelIndex(), place, place)
                del self.columns[place]
                self.endRemoveColumns()
        for place, column in enumerate(found):
            if place >= len(self.columns) or self.columns[place].id != column.id:
                self.beginInsertColumns(QModelIndex(), place, place)
                self.columns.insert(place, column)
                self.rows.columns = {one.id: one for one in (*self.columns, *found)}
                self.endInsertColumns()
        renamed = [place for place, column in enumerate(found) if self.columns[place] != column]
        self.columns = found
        self.rows.columns = {column.id: column for column in found}
        if renamed:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, renamed[0], renamed[-1])

    def _side(self, column_id: str) -> Qt.AlignmentFlag:
        return _RIGHT if column_id in self.rows.numeric else _LEFT

    def _is_pending(self, row_id: str, column: Column) -> bool:
        return (row_id, column.id) in self.rows.pending

    def _state(self, row_id: str, column: Column) -> str:
        if self._is_pending(row_id, column):
            return UNSAVED
        return DOUBTFUL if (row_id, column.id) in self.rows.doubts else ""

    def _tip(self, row_id: str, column: Column) -> str | None:
        """What is wrong with a cell, or its whole text."""
        if self._is_pending(row_id, column):
            return self._problem
        told = self.rows.doubts.get((row_id, column.id)) or self.rows.text(row_id, column.id)
        # Qt breaks no lines in a plain tooltip, and one of 300 letters would leave the screen.
        return "\n".join(fill(line, _TIP_WIDTH) for line in told.splitlines()) or None

    def _spoken(self, row_id: str, column: Column) -> str:
        text = self.rows.text(row_id, column.id) or _("empty")
        if self._is_pending(row_id, column):
            return _("{column}: {text}, not saved").format(column=column.title, text=text)
        doubt = self.rows.doubts.get((row_id, column.id))
        if doubt:
            return _("{column}: {text}. {doubt}").format(column=column.title, text=text, doubt=doubt)
        return _("{column}: {text}").format(column=column.title, text=text)
