"""What stands behind the chosen cell: its quotes, linked evidence, and the gaps of the whole matrix."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ...domain.queries import Query, Retrieved
from ...domain.triangulation import KINDS, STRENGTH, Block, Row, Triangulation
from ...i18n import _
from ...services import excerpts, retrieval
from ...services.retrieval_words import counts_in_words
from ...services.triangulation import block_query, cell_query
from ...services.triangulation_words import in_words
from .. import theme
from ..coding.pane import KeyButton, PaneHeader, hairline, label, panel
from ..evidence import acts
from ..evidence.excerpt_rows import ExcerptList, Index
from ..in_pieces import InPieces
from ..session import Session
from .keys import PLACE

_ROW = Qt.ItemDataRole.UserRole
_GAPS = 220


class _Gaps(QStyledItemDelegate):
    """Rows as high as their words at the width of the list; the list's own guess cuts some."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of the words, broken where they are painted broken."""
        view = self.parent()
        assert isinstance(view, QListWidget)
        room = QRect(0, 0, max(80, view.viewport().width() - 2 * view.spacing() - 8), 1000)
        metrics = QFontMetrics(view.font())
        box = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), str(index.data()))
        return QSize(room.width(), box.height() + 4)


class CellPane(QWidget):
    """The right pane; `coding_chosen(id)`, `query_wanted(Query)`, and of questions (ids) `question_wanted`
    and `gap_chosen`."""

    coding_chosen = Signal(str)
    query_wanted = Signal(object)
    question_wanted = Signal(str)
    gap_chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._work = InPieces(self)
        self.query: Query | None = None
        self.question = ""
        panel(self)
        self.header = PaneHeader("", self, padding=16)
        self.counts = label("", "caption", self)
        self.counts.setWordWrap(True)
        self.counts.setContentsMargins(16, 4, 16, 8)
        self.linked = label("", "", self)
        self.linked.setWordWrap(True)
        self.linked.setContentsMargins(16, 4, 16, 8)
        self.list = ExcerptList(self, compact=True)
        self.list.clicked.connect(lambda _index: self.open_quote())
        self.open = KeyButton(_("Open in Queries"), "Shift+Return", self, place=PLACE)
        self.open.clicked.connect(lambda _on=False: self.query_wanted.emit(self.query))
        self.board = KeyButton(_("Open in Evidence"), "E", self, place=PLACE)
        self.board.clicked.connect(lambda _on=False: self.question_wanted.emit(self.question))
        self.gaps_title = PaneHeader(_("Gaps to close"), self, padding=16)
        self.gaps = QListWidget(self)
        self.gaps.setAccessibleName(_("Gaps to close"))
        self.gaps.setWordWrap(True)
        self.gaps.setItemDelegate(_Gaps(self.gaps))
        self.gaps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.gaps.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.gaps.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.gaps.setSpacing(2)
        self.gaps.setViewportMargins(12, 0, 8, 0)
        self.gaps.setMinimumHeight(120)
        self.gaps.setMaximumHeight(_GAPS)
        self.gaps.itemClicked.connect(lambda item: self.gap_chosen.emit(item.data(_ROW)))
        self.gaps.itemActivated.connect(lambda item: self.gap_chosen.emit(item.data(_ROW)))
        button = QVBoxLayout()
        button.setContentsMargins(16, 8, 16, 8)
        button.setSpacing(8)
        for one in (self.open, self.board):
            button.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.header, self.counts, self.linked):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addLayout(button)
        column.addWidget(hairline(self))
        column.addWidget(self.gaps_title)
        column.addWidget(self.gaps)
        works: acts.Works = {
            "next_quote": lambda: self.list.step(1),
            "previous_quote": lambda: self.list.step(-1),
            "open_quote": self.open_quote,
        }
        acts.add(self.list, acts.quotes(), works, within=False)

    def show_cell(self, matrix: Triangulation, row: Row, column: int) -> None:
        """Show what stands behind a cell; column -1 is the question itself."""
        self._work.stop()
        self.question = row.question_id
        self.board.setEnabled(True)
        kind = matrix.columns[column].kind if column >= 0 else ""
        name = matrix.columns[column].name if column >= 0 else row.short
        self.header.title.setText(f"{row.number} · {name}")
        self.header.title.setToolTip(row.text)
        self.counts.setText(in_words(matrix, row, column) if column >= 0 else row.text)
        self._show_linked(row.cells[column].items if 0 <= column < len(row.cells) else ())
        if kind in (KINDS, STRENGTH) or column < 0:
            self.query = Query(questions=frozenset([row.question_id]))
        else:
            self.query = cell_query(matrix, row, column)
        self._work.begin(retrieval.retrieving(self._session.project, self.query), self._show)

    def show_block(self, matrix: Triangulation, block: Block, column: int) -> None:
        """Show the quotes under all questions of a criterion, of a column or of all (-1)."""
        self._work.stop()
        self.question = ""
        self.board.setEnabled(False)
        wanted = column if column >= 0 and matrix.columns[column].kind not in (KINDS, STRENGTH) else -1
        name = matrix.columns[wanted].name if wanted >= 0 else ""
        self.header.title.setText(" · ".join(filter(None, (block.name, name))))
        self.header.title.setToolTip("")
        self.counts.setText("")
        self._show_linked(())
        self.query = block_query(matrix, block, wanted)
        self._work.begin(retrieval.retrieving(self._session.project, self.query), self._show)

    def show_gaps(self, matrix: Triangulation) -> None:
        """List what is missing, question by question."""
        self.gaps.clear()
        for row in matrix.rows:
            if row.gaps:
                text = " ".join(gap.text for gap in row.gaps)
                item = QListWidgetItem(f"{row.number}   {text}", self.gaps)
                item.setData(_ROW, row.question_id)
                item.setToolTip(f"{row.number} {row.short}\n{text}")
        self.gaps_title.caption.setText(str(self.gaps.count()))

    @property
    def is_busy(self) -> bool:
        """Whether quotes are still looked for."""
        return self._work.is_busy

    def stop(self) -> None:
        """Let go of what is not done."""
        self._work.stop()

    def clear(self) -> None:
        """Show nothing, while everything is counted anew."""
        self._work.stop()
        self.list.model_of.clear()

    def open_quote(self) -> None:
        """Go to the chosen quote in its transcript."""
        passage = self.list.passage()
        coding_id = excerpts.first_coding(self._session.project, passage) if passage else ""
        if coding_id:
            self.coding_chosen.emit(coding_id)

    def read(self) -> None:
        """Put the keyboard into the quotes."""
        self.list.setFocus()
        if not self.list.currentIndex().isValid():
            self.list.step(0)

    def _show(self, found: Retrieved) -> None:
        project = self._session.project
        coders = {coder.id: coder for coder in project.coders.all()}
        reader = excerpts.Reader(project)
        self.list.model_of.fill(found.passages, reader.read, self._session.codes, coders)
        self.open.setEnabled(bool(found.passages))
        counted = " · ".join(counts_in_words(found.counts))
        if not self.question:
            self.counts.setText(counted)
        if found.passages:
            self.counts.setToolTip(counted)

    def _show_linked(self, items: tuple[str, ...]) -> None:
        """The words of evidence linked to findings."""
        evidence = self._session.project.evidence.items
        texts = [one.text for item in items if (one := evidence.get(item)) and one.text]
        self.linked.setText("\n".join(texts))
        self.linked.setVisible(bool(texts))
        self.linked.setFont(theme.sans(theme.INTERFACE))
