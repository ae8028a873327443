"""The documents of a study by kind, each with how far it is coded, and how their rows are drawn."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from qualcoder_cg.domain.documents import Document
from qualcoder_cg.gui import density, icons, theme
from qualcoder_cg.i18n import _, ngettext
from qualcoder_cg.services.how_far import Coded
from qualcoder_cg.services.palette import folded

from . import painting, words
from .row_tree import ID, SEARCHED, name_columns

TITLE = Qt.ItemDataRole.UserRole + 10
STATE = Qt.ItemDataRole.UserRole + 11
PROGRESS_WIDTH = 78
_LEFT = 20
_BAR, _BAR_HIGH, _PER_CENT = 28, 4, 36
_ICON = 16


class State(NamedTuple):
    """What is said of a document beside its name."""

    excerpts: int = 0
    coded: Coded = Coded(None)
    bookmarked: bool = False


class DocumentModel(QStandardItemModel):
    """Kinds with their documents; column 0 names them, column 1 says how far they are coded."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sides: dict[str, QStandardItem] = {}
        self._names: dict[str, QStandardItem] = {}
        self._states: dict[str, State] = {}
        self.code_width = 0

    def fill(self, documents: Sequence[Document], states: Mapping[str, State]) -> None:
        """Show these documents in their order."""
        self.clear()
        self._sides, self._names = {}, {}
        self._states = {document.id: states.get(document.id, State()) for document in documents}
        name_columns(self, _("Document"), _("Coded"), _("How far you have coded; ✓ where you have finished"))
        metrics = QFontMetrics(theme.sans(theme.INTERFACE))
        self.code_width = max((metrics.horizontalAdvance(document.code) for document in documents), default=0)
        for kind, title in words.kinds().items():
            members = [document for document in documents if document.kind == kind]
            if members:
                self.appendRow(self._group(title, members))
        self._sum_up()

    def show_states(self, states: Mapping[str, State]) -> None:
        """Say other things of some documents."""
        for document_id, state in states.items():
            if document_id in self._sides and state != self._states[document_id]:
                self._states[document_id] = state
                self._show(document_id)
        self._sum_up()

    def state(self, document_id: str) -> State:
        """What is said of a document."""
        return self._states.get(document_id, State())

    def finished(self) -> int:
        """How many documents are finished."""
        return sum(state.coded.finished for state in self._states.values())

    def item_of(self, document_id: str) -> QStandardItem | None:
        """The row of a document."""
        return self._names.get(document_id)

    def ids(self) -> list[str]:
        """The documents in the order in which they stand."""
        return list(self._names)

    def _group(self, title: str, members: Sequence[Document]) -> list[QStandardItem]:
        group = QStandardItem(title)
        group.setSelectable(False)
        for document in members:
            name = QStandardItem(f"{document.code} {document.name}")
            name.setData(document.id, ID)
            name.setData(folded(f"{document.code} {document.name}"), SEARCHED)
            name.setData((document.code, words.file_title(document)), TITLE)
            side = QStandardItem()
            self._names[document.id], self._sides[document.id] = name, side
            self._show(document.id)
            group.appendRow([name, side])
        total = QStandardItem()
        total.setSelectable(False)
        return [group, total]

    def _show(self, document_id: str) -> None:
        state, name = self._states[document_id], self._names[document_id]
        side, said = self._sides[document_id], excerpts(state.excerpts)
        side.setText(in_short(state.coded))
        parts = [name.text(), said, in_words(state.coded)]
        if state.bookmarked:
            parts.append(_("has a bookmark"))
        name.setData(state, STATE)
        name.setAccessibleText(", ".join(parts))
        for item in (name, side):
            item.setToolTip("\n".join(parts))

    def _sum_up(self) -> None:
        """Say beside each kind how many of its documents are finished."""
        for row in range(self.rowCount()):
            group = self.item(row)
            ids = [group.child(place).data(ID) for place in range(group.rowCount())]
            done = sum(self._states[one].coded.finished for one in ids)
            said = _("{n} of {total}").format(n=done, total=len(ids))
            if self.item(row, 1).text() != said:
                self.item(row, 1).setText(said)


def excerpts(n: int) -> str:
    """Excerpts with their unit."""
    return ngettext("{n} excerpt", "{n} excerpts", n).format(n=n)


def in_short(coded: Coded) -> str:
    """How far a document is coded, for a column."""
    if coded.finished:
        return "✓"
    return "–" if coded.share is None else f"{round(100 * coded.share)} %"


def in_words(coded: Coded) -> str:
    """How far a document is coded, said aloud."""
    if coded.finished:
        return _("finished")
    if coded.share is None:
        return _("not coded yet")
    return _("{n} % coded").format(n=round(100 * coded.share))


class DocumentRows(QStyledItemDelegate):
    """Draws kinds bold with a chevron, documents with their code, name and progress."""

    def __init__(self, tree: QTreeView, model: DocumentModel) -> None:
        super().__init__(tree)
        self._tree = tree
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: painting.Index) -> QSize:
        """Rows of a list."""
        return density.size_hint(density.LIST)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One cell."""
        painting.row_background(painter, option)
        box, first = QRect(option.rect), painting.named_by(index)
        if index.column() == 1:
            box.setRight(box.right() - 8)
            state = first.data(STATE)
            if isinstance(state, State):
                _paint_progress(painter, box, state.coded, str(index.data()))
            else:
                font = theme.sans(theme.CAPTION, tabular=True)
                right = Qt.AlignmentFlag.AlignRight
                painting.words(painter, box, str(index.data()), font, theme.colour("ink2"), right)
        elif first.data(ID):
            self._paint_document(painter, box, first.data(TITLE), first.data(STATE))
        else:
            painting.chevron(painter, box.left() + 6, box, is_open=self._tree.isExpanded(first))
            box.setLeft(box.left() + _LEFT)
            font = theme.sans(theme.INTERFACE, theme.SEMIBOLD)
            painting.words(painter, box, str(index.data()), font, theme.colour("ink"))

    def _paint_document(self, painter: QPainter, box: QRect, named: tuple[str, str], state: State) -> None:
        code, title = named
        box.setLeft(box.left() + _LEFT)
        painting.words(painter, box, code, theme.sans(theme.INTERFACE), theme.colour("ink"))
        box.setLeft(box.left() + self._model.code_width + 8)
        if state.bookmarked:
            mark = icons.pixmap("bookmark", theme.tokens().acc, 12 / icons.SIZE)
            painter.drawPixmap(QPoint(box.right() - 12, box.center().y() - 5), mark)
            box.setRight(box.right() - 16)
        painting.words(painter, box, title, theme.sans(theme.CAPTION), theme.colour("ink2"))


def _paint_progress(painter: QPainter, box: QRect, coded: Coded, said: str) -> None:
    """A bar with its per cent; a tick where it is finished; a dash where nothing is coded."""
    ink, right = theme.colour("ink2"), Qt.AlignmentFlag.AlignRight
    if coded.finished:
        tick = icons.pixmap("check", theme.tokens().ink2, _ICON / icons.SIZE)
        painter.drawPixmap(QPoint(box.right() - _ICON + 1, box.center().y() - _ICON // 2 + 1), tick)
        return
    painting.words(painter, box, said, theme.sans(theme.CAPTION, tabular=True), ink, right)
    if coded.share is not None:
        bar = QRect(box.right() - _PER_CENT - _BAR, box.center().y() - _BAR_HIGH // 2 + 1, _BAR, _BAR_HIGH)
        painter.fillRect(bar, theme.colour("line"))
        bar.setWidth(max(1, round(_BAR * coded.share)))
        painter.fillRect(bar, ink)
