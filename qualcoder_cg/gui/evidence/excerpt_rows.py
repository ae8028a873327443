"""Excerpts as a list: what was asked, the words with the sentences beside them, who may have said them."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ...domain.codes import Code
from ...domain.codings import Coder, marks_of
from ...domain.queries import Excerpted, Passage
from ...i18n import _
from .. import theme

Index = QModelIndex | QPersistentModelIndex
_PORTION = 12
_WIDEST, _ASIDE = 720, 280
_PAD, _GAP, _LINE, _CAPTION = 16, 8, 20, 16
_CONTEXT = 240  # characters of a sentence beside the words


class Excerpts(QAbstractListModel):
    """Passages, read when they are shown; laid out in portions."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._passages: Sequence[Passage] = ()
        self._read: Callable[[Passage], Excerpted] | None = None
        self._known: dict[int, Excerpted] = {}
        self._codes: Mapping[str, Code] = {}
        self._coders: Mapping[str, Coder] = {}
        self._shown = 0

    def fill(
        self,
        passages: Sequence[Passage],
        read: Callable[[Passage], Excerpted],
        codes: Mapping[str, Code],
        coders: Mapping[str, Coder],
    ) -> None:
        """Show these passages; `read` gives one with what stands around it."""
        self.beginResetModel()
        self._passages, self._read, self._known = passages, read, {}
        self._codes, self._coders = codes, coders
        self._shown = min(_PORTION, len(passages))
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._passages, self._known, self._shown = (), {}, 0
        self.endResetModel()

    def row(self, index: Index) -> Excerpted:
        """The excerpt at an index."""
        place = index.row()
        if place not in self._known and self._read:
            self._known[place] = self._read(self._passages[place])
        return self._known[place]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows are laid out so far."""
        return 0 if parent.isValid() else self._shown

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there is more to show."""
        return not parent.isValid() and self._shown < len(self._passages)

    def fetchMore(self, parent: Index) -> None:
        """Show the next portion."""
        more = min(_PORTION, len(self._passages) - self._shown)
        self.beginInsertRows(QModelIndex(), self._shown, self._shown + more - 1)
        self._shown += more
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The text read aloud and copied; painting is the delegate's."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        one = self.row(index)
        return f"{marks(one)} {quote(one)} {source(one)} {self.coded(one)}".strip()

    def coded(self, one: Excerpted) -> str:
        """Under which codes, and by whom."""
        labels = dict.fromkeys(
            self._codes[coding.code_id].label for coding in one.codings if coding.code_id in self._codes
        )
        return " · ".join(part for part in (", ".join(labels), self.coders(one)) if part)

    def coders(self, one: Excerpted) -> str:
        """The initials of those who coded it."""
        initials = dict.fromkeys(
            self._coders[coding.coder_id].initials
            for coding in one.codings
            if coding.coder_id in self._coders
        )
        return ", ".join(initials)


class ExcerptList(QListView):
    """The list, one excerpt a row as high as it needs; `compact` leaves out what stands around the words."""

    def __init__(self, parent: QWidget, *, compact: bool = False) -> None:
        super().__init__(parent)
        self.model_of = Excerpts(self)
        self.setModel(self.model_of)
        self.setAccessibleName(_("Quotes"))
        self.setItemDelegate(ExcerptDelegate(self, compact=compact))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().setSingleStep(_LINE)
        theme.notifier().changed.connect(self._dress)
        self._dress()

    def passage(self) -> Passage | None:
        """The passage that is chosen."""
        index = self.currentIndex()
        return self.model_of.row(index).passage if index.isValid() else None

    def step(self, step: int) -> None:
        """Choose the next one, or the one before."""
        here = self.currentIndex()
        chosen = here.isValid() and self.selectionModel().isSelected(here)
        row = here.row() + step if chosen else max(here.row(), 0)
        if row >= self.model_of.rowCount() and self.model_of.canFetchMore(QModelIndex()):
            self.model_of.fetchMore(QModelIndex())
        if 0 <= row < self.model_of.rowCount():
            self.setCurrentIndex(self.model_of.index(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are as high as they need at the new width, also when only a scroll bar came or went."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _dress(self) -> None:
        self.setStyleSheet(f"QListView {{ background: {theme.tokens().base}; }}")


class ExcerptDelegate(QStyledItemDelegate):
    """Paints the question in quiet type, the words in the serif, and under them who said them and where."""

    def __init__(self, parent: ExcerptList, *, compact: bool) -> None:
        super().__init__(parent)
        self._compact = compact

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words at the list's width."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 400
        one = _model(index).row(index)
        height = self._laid_out(one, width, "ink3")[1] + _CAPTION + 2 * _GAP + 4
        return QSize(width, height + (_CAPTION if self._asks(one) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        model = _model(index)
        one = model.row(index)
        painter.save()
        box = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            active = option.state & QStyle.StateFlag.State_Active
            painter.fillRect(box, theme.colour("sel" if active else "accbg"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        quiet = "ink2" if chosen else "ink3"
        width = min(_WIDEST, box.width() - 2 * _PAD)
        top = box.top() + _GAP
        painter.setFont(theme.sans(theme.CAPTION))
        if self._asks(one):
            painter.setPen(theme.colour(quiet))
            asked = painter.fontMetrics().elidedText(
                _in_a_line(one.asked), Qt.TextElideMode.ElideRight, width
            )
            painter.drawText(
                QRectF(box.left() + _PAD, top, width, _CAPTION), Qt.AlignmentFlag.AlignVCenter, asked
            )
            top += _CAPTION
        layout, height = self._laid_out(one, box.width(), quiet)
        painter.setPen(theme.colour("ink"))
        layout.draw(painter, QRectF(box.left() + _PAD, top, 0, 0).topLeft())
        line = QRectF(box.left() + _PAD, top + height + 2, width, _CAPTION)
        painter.setPen(theme.colour("ink2"))
        metrics = painter.fontMetrics()
        beside = model.coders(one) if self._compact else model.coded(one)
        coded = metrics.elidedText(beside, Qt.TextElideMode.ElideMiddle, min(_ASIDE, width // 2))
        room = width - metrics.horizontalAdvance(coded) - _PAD
        said = source(one, short=self._compact)
        said = metrics.elidedText(said, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, said)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, coded)
        painter.setPen(theme.colour("line"))
        painter.drawLine(box.left() + _PAD, box.bottom(), box.left() + _PAD + width, box.bottom())
        painter.restore()

    def _asks(self, one: Excerpted) -> bool:
        return bool(one.asked) and not self._compact

    def _laid_out(self, one: Excerpted, width: int, quiet: str) -> tuple[QTextLayout, int]:
        """The words after their marks, the sentences beside them in quiet ink; and their height."""
        begin = f"{marks(one)} ".lstrip()
        before = "" if self._compact or not one.before else _shortened(one.before, last=True) + " "
        after = "" if self._compact or not one.after else " " + _shortened(one.after)
        words = quote(one)
        layout = QTextLayout(begin + before + words + after, theme.serif(theme.INTERFACE))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        quietly = QTextCharFormat()
        quietly.setForeground(theme.colour(quiet))
        units = [len(part.encode("utf-16-le")) // 2 for part in (begin, before, words, after)]
        formats = []
        for start, length in ((units[0], units[1]), (sum(units[:3]), units[3])):
            one_format = QTextLayout.FormatRange()
            one_format.start, one_format.length, one_format.format = start, length, quietly
            formats.append(one_format)
        layout.setFormats([one for one in formats if one.length])
        layout.beginLayout()
        height = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(80, min(_WIDEST, width - 2 * _PAD)))
            line.setPosition(QRectF(0, height, 0, 0).topLeft())
            height += _LINE
        layout.endLayout()
        return layout, height


def quote(one: Excerpted) -> str:
    """The words in quotation marks; U+2028 breaks a line where they run over several paragraphs."""
    return _("“{quote}”").format(quote=one.text.strip().replace("\n", "\u2028"))


def marks(one: Excerpted) -> str:
    """How the passage bears on its questions, and whether it is a key quote."""
    polarities = dict.fromkeys(coding.polarity for coding in one.codings)
    return marks_of(", ".join(polarities), max((coding.is_key for coding in one.codings), default=0))


def source(one: Excerpted, *, short: bool = False) -> str:
    """Who may have said it and where; for those who work with the study, so with informants' codes.

    `short` leaves the type of informant out.
    """
    place = _("p. {page}").format(page=one.page) if one.page else f"¶{one.paragraph}"
    known = one.informants if len(one.informants) <= 3 else ()
    said = list(known) if short else [*one.types, *known]
    parts = [one.citation, place] if one.citation else [*said, one.ref, place]
    held = [] if one.quotable else [_("not to be quoted")]
    return ", ".join(dict.fromkeys([*parts, *held]))


def _shortened(text: str, *, last: bool = False) -> str:
    text = _in_a_line(text)
    if len(text) <= _CONTEXT:
        return text
    return "…" + text[-_CONTEXT:] if last else text[:_CONTEXT] + "…"


def _in_a_line(text: str) -> str:
    return " ".join(text.split())


def _model(index: Index) -> Excerpts:
    model = index.model()
    assert isinstance(model, Excerpts)
    return model
