"""Two precedents over the text: passages already under a code that are most like the one looked at."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from qualcoder_cg.domain.codes import Code
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.background import Job
from qualcoder_cg.gui.keys import shown
from qualcoder_cg.gui.session import Session
from qualcoder_cg.i18n import _
from qualcoder_cg.progress import Progress
from qualcoder_cg.services.beside import Beside, beside
from qualcoder_cg.services.precedents import Precedent, precedents

from . import painting, words
from .key_hints import KeyHints
from .pane import hairline, label
from .popup import Popup

WIDTH = 480
_ROW = 84
_EDGE = 16
_LINES = 3
PRECEDENT = Qt.ItemDataRole.UserRole + 1
CAPTION = Qt.ItemDataRole.UserRole + 2


class PrecedentsPopup(Popup):
    """Looks for them beside the window; `chosen(document id, coding id)` when one is to be gone to."""

    chosen = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self.setObjectName("precedents")
        self.setAccessibleName(_("Precedents"))
        self.title = label("", "", self)
        self.title.setStyleSheet("font-weight: 600;")
        self.note = label("", "quiet", self)
        self.note.setContentsMargins(_EDGE, 8, _EDGE, 12)
        self.note.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Precedents"))
        self.list.itemClicked.connect(self._take)
        self.list.installEventFilter(self)
        self.keys = KeyHints(self)
        self.keys.show_hints([((shown("Return"),), _("go there")), ((shown("Esc"),), _("close"))])
        self._lay_out()
        theme.notifier().changed.connect(self._dress)
        self._dress()
        self.hide()

    def open(self, code: Code, document_id: str, span: Span, text: str, near: QRect) -> None:
        """Show those of a code for a passage, below (or above) a place of the parent."""
        self._begin()
        self._near = near
        self.title.setText(_("Precedents for {code}").format(code=words.code_name(code)))
        self._show([], _("Looking for precedents…"))
        self._appear(self.list)
        place, wanted = beside(self._session.project), code.id
        job = self._job = Job(lambda progress: _found(place, wanted, text, document_id, span, progress), self)
        none = _("Nothing else is under {code} yet.").format(code=words.code_name(code))
        job.succeeded.connect(lambda found: self._show(found, none) if job is self._job else None)
        job.failed.connect(lambda error: self._show([], str(error)) if job is self._job else None)
        job.finished.connect(job.deleteLater)
        job.start()

    def shown(self) -> list[Precedent]:
        """Those that are shown."""
        return [self.list.item(row).data(PRECEDENT) for row in range(self.list.count())]

    def finish(self) -> None:
        """Look no more."""
        if self._job:
            self._job.cancel()
        self._job = None

    def close_quietly(self) -> None:
        """Close, look no more, and give the keyboard back."""
        self.finish()
        super().close_quietly()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes there, Esc closes; leaving the list closes too."""
        if event.type() == QEvent.Type.FocusOut:
            self._close_when_left()
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentItem())
            return True
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_P):
            self.close_quietly()
            return True
        step = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}.get(Qt.Key(event.key()))
        if step:
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
        return bool(step)

    def _take(self, item: QListWidgetItem | None) -> None:
        one: Precedent | None = item.data(PRECEDENT) if item else None
        self.close_quietly()
        if one:
            self.chosen.emit(one.document_id, one.coding_id)

    def _show(self, found: list[Precedent], nothing: str) -> None:
        documents = {one.id: one.code for one in self._session.project.documents.all()} if found else {}
        self.list.clear()
        for one in found:
            caption = " · ".join([documents.get(one.document_id, ""), ", ".join(one.coders)])
            text = " ".join(one.text.split())
            item = QListWidgetItem(text, self.list)
            item.setData(PRECEDENT, one)
            item.setData(CAPTION, caption)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{caption}. {text}")
            item.setToolTip(text)
        self.note.setText(nothing)
        self.note.setVisible(not found)
        self.list.setFixedHeight(max(1, len(found) * _ROW))
        self.list.setCurrentRow(0)
        self._place()

    def _place(self) -> None:
        """Below the passage, else above it; within the parent."""
        over, near = self._over, self._near
        width = min(WIDTH, over.width() - 16)
        self.setFixedWidth(width)
        self.adjustSize()
        x = max(8, min(near.left(), over.width() - width - 8))
        below = near.bottom() + 4
        y = below if below + self.height() <= over.height() - 8 else max(8, near.top() - self.height() - 4)
        self.move(x, y)

    def _lay_out(self) -> None:
        self.title.setContentsMargins(_EDGE, 10, _EDGE, 8)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self.title)
        box.addWidget(self.note)
        box.addWidget(self.list)
        box.addWidget(hairline(self))
        foot = QVBoxLayout()
        foot.setContentsMargins(_EDGE, 4, _EDGE, 4)
        foot.addWidget(self.keys)
        box.addLayout(foot)
        self._near = QRect()

    def _dress(self) -> None:
        look = theme.tokens()
        self.setStyleSheet(
            f"#precedents {{ background: {look.base}; border: 1px solid {look.line2}; border-radius: 8px; }}"
            f"#precedents QListWidget {{ background: {look.base}; }}"
        )


class _Rows(QStyledItemDelegate):
    """Where it is and who put it there in small letters; the words below in the serif, three lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: painting.Index) -> QSize:
        """Four lines."""
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One precedent."""
        painting.row_background(painter, option)
        box = QRect(option.rect).adjusted(_EDGE, 4, -_EDGE, -4)
        top = QRect(box.left(), box.top(), box.width(), 16)
        ink = theme.colour("ink2")
        painting.words(painter, top, str(index.data(CAPTION)), theme.sans(theme.CAPTION), ink)
        font = theme.serif(theme.INTERFACE)
        below = box.adjusted(0, 17, 0, 0)
        text = _fitting(str(index.data()), QFontMetrics(font), below.width())
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        painter.drawText(below, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, text)


def _fitting(text: str, metrics: QFontMetrics, width: int) -> str:
    """As much of a text as fits into three lines; words are never cut in two."""
    room = int(width * _LINES * 0.94)
    if metrics.horizontalAdvance(text) <= room:
        return text
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    return cut[:-1].rsplit(" ", 1)[0] + "…"


def _found(
    place: Beside, code_id: str, text: str, document_id: str, span: Span, progress: Progress
) -> list[Precedent]:
    with place.opened() as project:
        return precedents(project, code_id, text, document_id=document_id, span=span, progress=progress)
