"""Whose words are searched: values of speakers and informants to tick, found by typing a few letters."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from qualcoder_cg.domain.search import Filter
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.coding import painting
from qualcoder_cg.gui.coding.pane import filter_field, hairline, label
from qualcoder_cg.gui.coding.popup import Popup
from qualcoder_cg.gui.coding.row_tree import SEARCHED, WordsFilter
from qualcoder_cg.i18n import _
from qualcoder_cg.services.palette import folded

from . import find_words

WIDTH = 320
_ROWS = 9
_ROW = 24
_BESIDE_WORDS = 60  # the box, and the space around the attribute
FILTER = Qt.ItemDataRole.UserRole + 1


class _Rows(QStyledItemDelegate):
    """A value with its box as the style draws it, and its attribute at the right."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """Leave room for the attribute."""
        super().initStyleOption(option, index)
        name = find_words.attributes()[index.data(FILTER)[0]]
        took = QFontMetrics(theme.sans(theme.CAPTION)).horizontalAdvance(name)
        room = option.rect.width() - took - _BESIDE_WORDS
        option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One row."""
        super().paint(painter, option, index)
        box = option.rect.adjusted(8, 0, -12, 0)
        box.setLeft(box.left() + box.width() // 2)
        name = find_words.attributes()[index.data(FILTER)[0]]
        small = theme.sans(theme.CAPTION)
        painting.words(painter, box, name, small, theme.colour("ink2"), Qt.AlignmentFlag.AlignRight)


class FiltersPopup(Popup):
    """Lies over the view it is a child of; closes on Esc and when the focus goes elsewhere.

    `changed` follows every tick.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._filling = False
        self.setObjectName("filters")
        self.setAccessibleName(_("Whose words"))
        self.field = filter_field(_("Type, sex, institution, speaker …"), _("Find a filter"), self)
        self.interviewer = QCheckBox(_("Interviewers’ words too"), self)
        self.clear = QPushButton(_("Clear"), self)
        self._model = QStandardItemModel(self)
        self._fitting = WordsFilter(self)
        self._fitting.setSourceModel(self._model)
        self.list = QListView(self)
        self.list.setModel(self._fitting)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Whose words"))
        self.none = label("", "quiet", self)
        self.none.setWordWrap(True)
        self._lay_out()
        self._connect()
        self._dress()
        self.hide()

    def only(self) -> frozenset[Filter]:
        """The filters ticked."""
        items = (self._model.item(row) for row in range(self._model.rowCount()))
        return frozenset(
            tuple(item.data(FILTER)) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def offer(self, choices: Sequence[Filter], ticked: Iterable[Filter]) -> None:
        """Show these filters; those ticked stay, also where the study has them no longer."""
        chosen = set(ticked)
        self._filling = True
        self._model.clear()
        for one in dict.fromkeys((*(one for one in choices if one in chosen), *chosen, *choices)):
            item = QStandardItem(find_words.value(one))
            item.setCheckable(True)
            item.setCheckState(Qt.CheckState.Checked if one in chosen else Qt.CheckState.Unchecked)
            item.setData(one, FILTER)
            named = f"{find_words.attributes()[one[0]]} {find_words.value(one)}"
            item.setData(folded(named), SEARCHED)
            item.setAccessibleText(named)
            self._model.appendRow(item)
        self._filling = False
        self.none.setText(_("The register has no informants yet, and nobody is named as a speaker."))
        self._show_rows()

    def open(self, below: QWidget) -> None:
        """Show the filters under a button, or above it where there is more room."""
        self._begin()
        self.field.clear()
        self.list.setCurrentIndex(self._fitting.index(0, 0))
        self.adjustSize()
        self.resize(WIDTH, self.sizeHint().height())
        corner = below.mapTo(self._over, QPoint(0, below.height() + 4))
        y = corner.y()
        if y + self.height() > self._over.height() - 8:
            y = max(8, corner.y() - below.height() - 8 - self.height())
        self.move(max(8, min(corner.x(), self._over.width() - self.width() - 8)), y)
        self._appear(self.field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Esc while one types; leaving closes."""
        if event.type() == QEvent.Type.FocusOut:
            self._close_when_left()
        if not isinstance(event, QKeyEvent):
            return False
        esc = event.key() == Qt.Key.Key_Escape
        if event.type() == QEvent.Type.ShortcutOverride and esc:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if esc:
            self.close_quietly()
            return True
        return watched is self.field and self._in_field(Qt.Key(event.key()))

    def _in_field(self, key: Qt.Key) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        index = self.list.currentIndex()
        if key in steps:
            row = max(0, min(index.row() + steps[key], self._fitting.rowCount() - 1))
            self.list.setCurrentIndex(self._fitting.index(row, 0))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
            state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
            self._fitting.setData(index, state, Qt.ItemDataRole.CheckStateRole)
        else:
            return False
        return True

    def _find(self, typed: str) -> None:
        self._fitting.set_words(typed)
        self.list.setCurrentIndex(self._fitting.index(0, 0))

    def _clear(self) -> None:
        self._filling = True
        for row in range(self._model.rowCount()):
            self._model.item(row).setCheckState(Qt.CheckState.Unchecked)
        self.interviewer.setChecked(False)
        self._filling = False
        self.changed.emit()

    def _tell(self) -> None:
        if not self._filling:
            self.changed.emit()

    def _show_rows(self) -> None:
        rows = self._model.rowCount()
        self.list.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.list.setFixedHeight(max(1, min(rows, _ROWS)) * _ROW + 8)

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(8, 8, 8, 8)
        top.addWidget(self.field)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 8, 8)
        foot.addWidget(self.interviewer, 1)
        foot.addWidget(self.clear)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(hairline(self))
        box.addWidget(self.list)
        self.none.setContentsMargins(12, 12, 12, 12)
        box.addWidget(self.none)
        box.addWidget(hairline(self))
        box.addLayout(foot)

    def _connect(self) -> None:
        for part in (self.field, self.list, self.interviewer, self.clear):
            part.installEventFilter(self)
        self.field.textChanged.connect(self._find)
        self._model.itemChanged.connect(lambda _item: self._tell())
        self.interviewer.toggled.connect(lambda _on: self._tell())
        self.clear.clicked.connect(self._clear)
        theme.notifier().changed.connect(self._dress)

    def _dress(self) -> None:
        look = theme.tokens()
        self.setStyleSheet(
            f"#filters {{ background: {look.base}; border: 1px solid {look.ctl}; border-radius: 8px; }}"
            f"#filters QListView {{ background: {look.base}; border: none; padding: 4px; }}"
            f"#filters QListView::item {{ min-height: {_ROW}px; max-height: {_ROW}px; padding: 0 8px; }}"
            f"#filters QListView::item:selected {{ background: {look.sel}; border-radius: 4px; }}"
        )
