"""The documents of a study by kind, each with its number of excerpts, and how their rows are drawn."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from qualcoder_cg.domain.documents import Document
from qualcoder_cg.gui import theme
from qualcoder_cg.i18n import _, ngettext
from qualcoder_cg.services.palette import folded

from . import painting, words
from .row_tree import ID, SEARCHED, name_columns

TITLE = Qt.ItemDataRole.UserRole + 10
_ROW = 24
_LEFT = 20


class DocumentModel(QStandardItemModel):
    """Kinds with their documents; column 0 names them, column 1 counts their excerpts."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._counts: dict[str, QStandardItem] = {}
        self._names: dict[str, QStandardItem] = {}
        self.code_width = 0

    def fill(self, documents: Sequence[Document], counts: Mapping[str, int]) -> None:
        """Show these documents in their order."""
        self.clear()
        self._counts, self._names = {}, {}
        name_columns(self, _("Document"), _("Exc."), _("Excerpts: coded passages"))
        metrics = QFontMetrics(theme.sans(theme.INTERFACE))
        self.code_width = max((metrics.horizontalAdvance(document.code) for document in documents), default=0)
        for kind, title in words.kinds().items():
            members = [document for document in documents if document.kind == kind]
            if members:
                self.appendRow(self._group(title, members, counts))

    def count(self, counts: Mapping[str, int]) -> None:
        """Show other numbers of excerpts; documents that are not named have none."""
        for document_id, item in self._counts.items():
            number = counts.get(document_id, 0)
            if item.data(Qt.ItemDataRole.DisplayRole) != str(number):
                item.setText(str(number))
                self._names[document_id].setAccessibleText(
                    self._spoken(self._names[document_id].text(), number)
                )
        for row in range(self.rowCount()):
            group = self.item(row)
            total = sum(int(group.child(place, 1).text()) for place in range(group.rowCount()))
            self.item(row, 1).setText(str(total))

    def item_of(self, document_id: str) -> QStandardItem | None:
        """The row of a document."""
        return self._names.get(document_id)

    def _group(
        self, title: str, members: Sequence[Document], counts: Mapping[str, int]
    ) -> list[QStandardItem]:
        group = QStandardItem(title)
        group.setSelectable(False)
        for document in members:
            name = QStandardItem(f"{document.code} {document.name}")
            name.setData(document.id, ID)
            name.setData(folded(f"{document.code} {document.name}"), SEARCHED)
            name.setData((document.code, words.file_title(document)), TITLE)
            name.setToolTip(document.name)
            number = QStandardItem(str(counts.get(document.id, 0)))
            name.setAccessibleText(self._spoken(name.text(), counts.get(document.id, 0)))
            self._names[document.id], self._counts[document.id] = name, number
            group.appendRow([name, number])
        total = QStandardItem(str(sum(counts.get(document.id, 0) for document in members)))
        total.setSelectable(False)
        return [group, total]

    def _spoken(self, name: str, number: int) -> str:
        codings = ngettext("{n} coding", "{n} codings", number).format(n=number)
        return f"{name}, {codings}"


class DocumentRows(QStyledItemDelegate):
    """Draws kinds bold with a chevron, documents with their code and name."""

    def __init__(self, tree: QTreeView, model: DocumentModel) -> None:
        super().__init__(tree)
        self._tree = tree
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: painting.Index) -> QSize:
        """Rows of a list are 24 px high."""
        return QSize(40, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One cell."""
        painting.row_background(painter, option)
        box, chosen = QRect(option.rect), painting.is_selected(option)
        first = painting.named_by(index)
        is_group = not first.data(ID)
        if index.column() == 1:
            box.setRight(box.right() - 8)
            empty = index.data() == "0"
            ink = theme.colour("ink2" if chosen or not empty else "ink3")
            font = theme.sans(theme.INTERFACE, tabular=True)
            painting.words(painter, box, str(index.data()), font, ink, Qt.AlignmentFlag.AlignRight)
        elif is_group:
            is_open = self._tree.isExpanded(first)
            painting.chevron(painter, box.left() + 6, box, is_open=is_open)
            box.setLeft(box.left() + _LEFT)
            font = theme.sans(theme.INTERFACE, theme.SEMIBOLD)
            painting.words(painter, box, str(index.data()), font, theme.colour("ink"))
        else:
            self._paint_document(painter, box, first.data(TITLE), chosen)

    def _paint_document(self, painter: QPainter, box: QRect, named: tuple[str, str], chosen: bool) -> None:
        code, title = named
        box.setLeft(box.left() + _LEFT)
        painting.words(painter, box, code, theme.sans(theme.INTERFACE), theme.colour("ink"))
        box.setLeft(box.left() + self._model.code_width + 8)
        ink = theme.colour("ink2")
        painting.words(painter, box, title, theme.sans(theme.CAPTION), ink)
