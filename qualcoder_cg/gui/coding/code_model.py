"""The codebook as a tree: criteria with their questions and the codes under them, themes, other codes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from qualcoder_cg.domain.codes import QUESTION, THEME, Code, below
from qualcoder_cg.domain.matrix import Criterion, Question
from qualcoder_cg.i18n import _
from qualcoder_cg.services.codebook_moves import OTHERS, THEMES
from qualcoder_cg.services.palette import folded, label_of, number_of
from qualcoder_cg.services.tally import Numbers, Share, Tally

from . import count_words
from .dragged import CODES, ids_as
from .row_tree import ID, SEARCHED, WordsFilter

CODE = Qt.ItemDataRole.UserRole + 20
DEPTH = Qt.ItemDataRole.UserRole + 21
KEY = Qt.ItemDataRole.UserRole + 22
NUMBERS = Qt.ItemDataRole.UserRole + 23
SHARE = Qt.ItemDataRole.UserRole + 24
PLACE = Qt.ItemDataRole.UserRole + 25
ROW = Qt.ItemDataRole.UserRole + 26
NAME, COVERAGE, EXCERPTS, INFORMANTS = range(4)

_OF_GROUP = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDropEnabled
_OF_CODE = _OF_GROUP | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
_OF_NAME = _OF_CODE | Qt.ItemFlag.ItemIsEditable
_FEW = 10
_HORIZONTAL = Qt.Orientation.Horizontal
Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class Row:
    """A group (without a code) or a code; `number` is its place among all rows.

    `roles` are what those who draw and filter ask for. PLACE is what `move_codes` calls a group: THEMES,
    OTHERS, or "" for a criterion, where nothing moves to.
    """

    number: int
    title: str
    above: "Row | None" = None
    code: Code | None = None
    cells: list[QStandardItem] = field(default_factory=list)
    inside: "list[Row]" = field(default_factory=list)
    numbers: Numbers | None = None
    share: Share | None = None
    roles: dict[int, Any] = field(default_factory=dict)

    def codes(self) -> Iterator[str]:
        """The ids of the codes in a group, those below others too."""
        for row in self.inside:
            if row.code:
                yield row.code.id
            yield from row.codes()


class CodeModel(QStandardItemModel):
    """Codes in the order of the matrix: their names, coverage, excerpts and informants.

    Qt keeps the tree of cells, which it asks about a thousand times a second; what they say is worked out
    when it is asked for.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._groups: list[Row] = []
        self._by_code: dict[str, Row] = {}
        self._keys: Mapping[str, int] = {}
        self._texts: dict[str, str] = {}

    def fill(
        self,
        codes: Sequence[Code],
        criteria: Sequence[Criterion],
        questions: Sequence[Question],
        tally: Tally,
    ) -> None:
        """Show this codebook, with its numbers as far as they are known."""
        self.clear()
        for row in self._rows:
            # Cells hold their row and rows their cells; Python does not see the one half of that, in Qt.
            row.cells.clear()
            row.roles.clear()
        self.setColumnCount(len(count_words.columns()))
        self._rows, self._groups, self._by_code = [], [], {}
        self._texts = {question.id: question.text for question in questions}
        under = below(codes)
        asked = [code for code in codes if code.kind == QUESTION]
        for criterion in criteria:
            members = [code for code in asked if code.criterion_id == criterion.id]
            self._add_group(criterion.name, "", members, under)
        self._add_group(_("Themes"), THEMES, [code for code in codes if code.kind == THEME], under)
        self._add_group(_("Other codes"), OTHERS, under.get("", []), under)
        self._number(tally, codes)
        for group in self._groups:
            self.appendRow(group.cells)

    def count(self, tally: Tally, codes: Sequence[Code]) -> None:
        """Show the numbers as they are now, none while they are not known."""
        changed = self._number(tally, codes)
        if len(changed) <= _FEW:
            # a view paints one cell alone, but for a range all there is to see
            for cell in (cell for row in changed for cell in row.cells):
                self.dataChanged.emit(cell.index(), cell.index())
            return
        beside: dict[int, list[Row]] = {}
        for row in changed:
            beside.setdefault(row.above.number if row.above else -1, []).append(row)
        for rows in beside.values():
            self.dataChanged.emit(rows[0].cells[NAME].index(), rows[-1].cells[INFORMANTS].index())

    def set_keys(self, keys: Mapping[str, int]) -> None:
        """Show these keys beside their codes."""
        before, self._keys = self._keys, dict(keys)
        for code_id in before.keys() | self._keys.keys():
            row = self._by_code.get(code_id)
            if row and before.get(code_id) != self._keys.get(code_id):
                row.roles[KEY] = self._keys.get(code_id)
                self.dataChanged.emit(row.cells[NAME].index(), row.cells[NAME].index())

    def index_of(self, code_id: str) -> QModelIndex:
        """The row of a code; an invalid index where there is none."""
        row = self._by_code.get(code_id)
        return row.cells[NAME].index() if row else QModelIndex()

    def groups(self) -> list[QModelIndex]:
        """The rows of criteria, themes and other codes."""
        return [row.cells[NAME].index() for row in self._groups]

    def widest(self, column: int) -> int:
        """The highest number of a column."""
        found = [row.numbers for row in self._rows if row.numbers]
        return max((one.excerpts if column == EXCERPTS else one.informants for one in found), default=0)

    def mimeTypes(self) -> list[str]:
        """Codes are dragged by their ids."""
        return [CODES]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        """The codes of these rows, each once."""
        codes = [str(index.data(ID)) for index in indexes if index.data(ID)]
        return ids_as(CODES, dict.fromkeys(codes))

    def supportedDropActions(self) -> Qt.DropAction:
        """Moving and, with Ctrl, merging."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """What the columns are."""
        if orientation != _HORIZONTAL or not 0 <= section < self.columnCount():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (_("Code"), _("Coverage"), _("Exc."), _("Inf."))[section]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return count_words.columns()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == NAME else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows and says."""
        if not index.isValid():
            return None
        row: Row = super().data(index, ROW)
        if role >= ID:
            return row.roles.get(role)
        said = {
            Qt.ItemDataRole.DisplayRole: self._shown,
            Qt.ItemDataRole.ToolTipRole: self._tooltip,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.EditRole: self._edited,
        }.get(role)  # type: ignore[call-overload]
        return said(row, index.column()) if said else None

    def _number(self, tally: Tally, codes: Sequence[Code]) -> list[Row]:
        """Give the rows their numbers; those that have others than before."""
        shares = tally.shares(codes) if tally.is_known else {}
        changed = []
        for row in self._rows:
            numbers = tally.of([row.code.id] if row.code else row.codes()) if tally.is_known else None
            share = shares.get(row.code.question_id or "") if row.code else None
            if (numbers, share) != (row.numbers, row.share):
                row.numbers, row.share = numbers, share
                row.roles |= {NUMBERS: numbers, SHARE: share}
                changed.append(row)
        return changed

    def _add_group(
        self, title: str, place: str, members: Sequence[Code], under: Mapping[str, Sequence[Code]]
    ) -> None:
        if members:
            group = Row(len(self._rows), title, roles={PLACE: place, DEPTH: 0})
            self._make(group, _OF_GROUP, _OF_GROUP)
            self._groups.append(group)
            self._add(group, members, under, 1)

    def _add(
        self, above: Row, codes: Sequence[Code], under: Mapping[str, Sequence[Code]], depth: int
    ) -> None:
        for code in codes:
            searched = _searched(code, self._texts.get(code.question_id or "", ""))
            name = f"{number_of(code)} {label_of(code)}".strip()
            roles = {ID: code.id, CODE: code, DEPTH: depth, SEARCHED: searched}
            row = Row(len(self._rows), name, above, code, roles={**roles, KEY: self._keys.get(code.id)})
            self._make(row, _OF_NAME, _OF_CODE)
            self._by_code[code.id] = row
            above.inside.append(row)
            above.cells[NAME].appendRow(row.cells)
            self._add(row, under.get(code.id, ()), under, depth + 1)

    def _make(self, row: Row, name: Qt.ItemFlag, others: Qt.ItemFlag) -> None:
        """Give a row its cells."""
        row.roles[ROW] = row
        self._rows.append(row)
        for column in (NAME, COVERAGE, EXCERPTS, INFORMANTS):
            cell = QStandardItem()
            cell.setData(row, ROW)
            cell.setFlags(name if column == NAME else others)
            row.cells.append(cell)

    def _shown(self, row: Row, column: int) -> str | None:
        if column == NAME:
            return row.title
        if row.numbers is None or column == COVERAGE:
            return ""
        return str(row.numbers.excerpts if column == EXCERPTS else row.numbers.informants)

    def _edited(self, row: Row, column: int) -> str | None:
        return label_of(row.code) if row.code and column == NAME else None

    def _spoken(self, row: Row, column: int) -> str:
        if column == NAME:
            return count_words.row(row.title, row.numbers, row.share)
        return count_words.cell(row.numbers, row.share, column - NAME)

    def _tooltip(self, row: Row, column: int) -> str:
        """The full question or the definition, on lines of a bearable length; or a number in words."""
        if column != NAME:
            return count_words.cell(row.numbers, row.share, column - NAME)
        if row.code is None:
            return row.title
        code = row.code
        text = self._texts.get(code.question_id or "", "") or code.definition
        title = f"{code.name} {label_of(code)}" if label_of(code) != code.name else code.name
        return _wrapped(f"{title}\n{text}" if text else title)


class CodesFilter(WordsFilter):
    """Shows codes that hold the typed words and, unless `show_empty`, have excerpts."""

    def __init__(self, parent: Any) -> None:
        super().__init__(parent)
        self.shows_empty = True

    def show_empty(self, shown: bool) -> None:
        """Show codes without excerpts, or hide them."""
        self.beginFilterChange()
        self.shows_empty = shown
        self.endFilterChange(WordsFilter.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: QModelIndex) -> bool:  # type: ignore[override]
        """Whether a row is shown for itself; it is also shown for what stands below it."""
        if not super().filterAcceptsRow(row, parent):
            return False
        numbers = None if self.shows_empty else self.sourceModel().index(row, 0, parent).data(NUMBERS)
        return numbers is None or numbers.excerpts > 0


def _searched(code: Code, question: str) -> str:
    keywords = " ".join(term for terms in code.keywords.values() for term in terms)
    texts = (number_of(code), code.name, code.short, keywords, code.definition, question)
    return folded(" ".join(texts))


def _wrapped(text: str) -> str:
    return "\n".join("\n".join(wrap(line, 60)) for line in text.split("\n"))
