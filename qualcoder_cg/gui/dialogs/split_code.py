"""Splitting a code: its passages, those that go to a new code ticked."""

import time
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QRadioButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QWidget,
)

from ...domain.codes import QUESTION, Code
from ...domain.codings import Coding
from ...i18n import _, ngettext
from ...services.codebook_merges import split_code
from ...services.palette import folded
from ...services.studies import Project
from .. import theme
from ..coding import painting, words
from ..coding.pane import filter_field
from .frame import Dialog, beside, form, hint

_ROW = 28
_TEXTS_KEPT = 32
_LONGEST = 300
_SLICE = 0.007
_LIST_STYLE = (
    "QListView { border: 1px solid palette(mid); border-radius: 4px; background: palette(base); }"
    "QListView:focus { border: 2px solid palette(link); }"
)
_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
_CHECK = Qt.ItemDataRole.CheckStateRole


class Passages(QAbstractListModel):
    """The codings of a code with their words, which are read when they are shown; `ticked_changed` counts."""

    ticked_changed = Signal(int)

    def __init__(self, project: Project, code: Code, parent: QWidget) -> None:
        super().__init__(parent)
        self._project = project
        self._all = project.seen.of_code(code.id)
        self._shown: list[Coding] = list(self._all)
        self._codes: Mapping[str, str] = {one.id: one.code for one in project.documents.all()}
        coders = {one.id: one.initials for one in project.coders.all()}
        several = len({one.coder_id for one in self._all}) > 1
        self._initials = coders if several else {}
        self._text = lru_cache(maxsize=_TEXTS_KEPT)(project.documents.text)
        self.ticked: set[str] = set()
        self._wanted: list[str] = []
        self._searched: list[str] = []
        self._reading = QTimer(self, interval=0)
        self._reading.timeout.connect(self._read_on)
        self._reading.start()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many passages the filter lets through."""
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Each can be ticked."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The document and the words."""
        if not index.isValid():
            return None
        coding = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.passage(coding)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{self.document(coding)}\n{self.passage(coding)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.document(coding)}, {self.passage(coding)}"
        if role == _CHECK:
            return Qt.CheckState.Checked if coding.id in self.ticked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a passage, or untick it."""
        if role != _CHECK or not index.isValid():
            return False
        one = {self._shown[index.row()].id}
        self.ticked = (
            self.ticked | one if Qt.CheckState(value) == Qt.CheckState.Checked else self.ticked - one
        )
        self.dataChanged.emit(index, index, [_CHECK])
        self.ticked_changed.emit(len(self.ticked))
        return True

    def coding(self, index: Index) -> Coding:
        """The coding of a row."""
        return self._shown[index.row()]

    def document(self, coding: Coding) -> str:
        """The code of a coding's document, with the coder's initials where there are several coders."""
        where, who = self._codes.get(coding.document_id, ""), self._initials.get(coding.coder_id, "")
        return f"{where} · {who}" if who else where

    @cached_property
    def document_width(self) -> int:
        """The room that the documents take before the passages."""
        metrics = QFontMetrics(theme.sans(theme.CAPTION))
        shown = {self.document(one) for one in self._all}
        return max((metrics.horizontalAdvance(one) for one in shown), default=0) + 12

    def passage(self, coding: Coding) -> str:
        """The words of a coding on one line."""
        text = self._text(coding.document_id)
        return words.beginning(text[coding.start : coding.end], _LONGEST)

    def filter(self, typed: str) -> None:
        """Show the passages with these words, or whose document is called so, once all have been read."""
        self._wanted = folded(typed).split()
        if not self._reading.isActive():
            self._show_wanted()

    def _read_on(self) -> None:
        """Read some of the passages for the filter: a code may have thousands of them."""
        end = time.perf_counter() + _SLICE
        while len(self._searched) < len(self._all) and time.perf_counter() < end:
            one = self._all[len(self._searched)]
            self._searched.append(folded(f"{self.document(one)} {self.passage(one)}"))
        if len(self._searched) == len(self._all):
            self._reading.stop()
            self._show_wanted()

    def _show_wanted(self) -> None:
        found = [
            one
            for one, words_in_it in zip(self._all, self._searched, strict=True)
            if all(word in words_in_it for word in self._wanted)
        ]
        if found != self._shown:
            self.beginResetModel()
            self._shown = found
            self.endResetModel()


class _PassageRows(QStyledItemDelegate):
    """A tick, the document, the words in serif."""

    def sizeHint(self, option: QStyleOptionViewItem, index: painting.Index) -> QSize:
        """All are as high."""
        return QSize(40, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One row."""
        painting.row_background(painter, option)
        model = index.model()
        assert isinstance(model, Passages)
        box = QRect(option.rect)
        tick = QStyleOptionButton()
        tick.rect = QRect(box.left() + 8, box.center().y() - 7, 16, 16)
        on = index.data(_CHECK) == Qt.CheckState.Checked
        state = QStyle.StateFlag.State_On if on else QStyle.StateFlag.State_Off
        tick.state = QStyle.StateFlag.State_Enabled | state
        style = option.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, tick, painter, option.widget
        )
        box.setLeft(box.left() + 32)
        quiet = QRect(box)
        quiet.setWidth(model.document_width)
        caption, coding = theme.sans(theme.CAPTION), model.coding(index)
        painting.words(painter, quiet, model.document(coding), caption, theme.colour("ink2"))
        box.setLeft(box.left() + model.document_width)
        font = theme.serif(theme.INTERFACE)
        painting.words(painter, box.adjusted(0, 0, -8, 0), str(index.data()), font, theme.colour("ink"))


class _PassageList(QListView):
    """Passages; a click anywhere in a row or Space ticks it, for all rows chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(6 * _ROW)
        self.setStyleSheet(_LIST_STYLE)
        self.clicked.connect(self._tick)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks."""
        if event.key() == Qt.Key.Key_Space:
            self._tick(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _tick(self, at: QModelIndex) -> None:
        if not at.isValid():
            return
        state = Qt.CheckState.Unchecked if at.data(_CHECK) == Qt.CheckState.Checked else Qt.CheckState.Checked
        for index in {at, *self.selectedIndexes()} if at in self.selectedIndexes() else {at}:
            self.model().setData(index, state, _CHECK)


class SplitCode(Dialog):
    """The passages of a code; those ticked go to a new one, in one step: `made`, with `moved` codings."""

    def __init__(self, parent: QWidget | None, project: Project, code: Code) -> None:
        super().__init__(parent, _("Split {code}").format(code=words.code_name(code)), _("Split"))
        self._project, self._code = project, code
        self.made: Code | None = None
        self.moved = 0
        self.resize(720, 560)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(_("Name of the new code"))
        self.below = QRadioButton(_("Under {code}").format(code=words.code_name(code)), self)
        self.beside = QRadioButton(_("Beside it"), self)
        self.below.setChecked(True)
        self.beside.setEnabled(code.kind != QUESTION)
        self.passages = Passages(project, code, self)
        self.filter = filter_field(_("Filter passages"), _("Filter passages"), self)
        self.list = _PassageList(self)
        self.list.setModel(self.passages)
        self.list.setItemDelegate(_PassageRows(self.list))
        self.list.setAccessibleName(_("Passages that go to the new code"))
        self.count = hint("", self)
        rows = form()
        rows.addRow(_("New code"), self.name)
        rows.addRow(_("Place"), beside(self.below, self.beside, QWidget(self), stretch=2))
        self.body.addLayout(rows)
        self.body.addWidget(
            hint(_("Tick the passages that go to the new code. Space ticks all chosen."), self)
        )
        self.body.addWidget(self.filter)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.count)
        self.filter.textChanged.connect(self.passages.filter)
        self.passages.ticked_changed.connect(self._say_ticked)
        self._say_ticked(0)
        self.name.setFocus()

    def commit(self) -> None:
        """Make the new code and move what is ticked."""
        ids, moved = sorted(self.passages.ticked), len(self.passages.ticked)
        self.made = split_code(
            self._project, self._code.id, self.name.text(), ids, beside=self.beside.isChecked()
        )
        self.moved = moved

    def _say_ticked(self, number: int) -> None:
        told = ngettext("{n} passage ticked", "{n} passages ticked", number).format(n=number)
        self.count.setText(told)
        self.main.setEnabled(bool(number))
