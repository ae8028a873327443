"""The quotes of a question as a list: headings of informant types, and under each its quotes."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ...domain.codings import marks_of
from ...domain.documents import DOCUMENT
from ...domain.evidence import Excerpt
from ...i18n import _, ngettext
from .. import theme

Index = QModelIndex | QPersistentModelIndex
_PORTION = 100
_WIDEST = 720
_ASIDE = 280
_PAD = 16
_GAP = 8
_LINE = 20
_CAPTION = 16
_HEADING = 32


class Heading(NamedTuple):
    """A type of informant or category of documents with how much it said."""

    type: str
    excerpts: int
    informants: int
    documents: int = 0


Row = Heading | Excerpt


class Quotes(QAbstractListModel):
    """Rows in portions: a list of ten thousand quotes is not laid out before someone scrolls there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        self._shown = 0
        self.attributed = True

    def fill(self, excerpts: Sequence[Excerpt], *, attributed: bool) -> None:
        """Show these quotes, grouped by type of informant when sources are named."""
        self.beginResetModel()
        self.attributed = attributed
        self._rows = grouped(excerpts) if attributed else excerpts
        self._shown = min(_PORTION, len(self._rows))
        self.endResetModel()

    def row(self, index: Index) -> Row:
        """The heading or quote at an index."""
        return self._rows[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows are laid out so far."""
        return 0 if parent.isValid() else self._shown

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there is more to show."""
        return not parent.isValid() and self._shown < len(self._rows)

    def fetchMore(self, parent: Index) -> None:
        """Show the next portion."""
        more = min(_PORTION, len(self._rows) - self._shown)
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
        row = self.row(index)
        if isinstance(row, Heading):
            return heading_text(row)
        quote = _("“{quote}”").format(quote=row.text)
        return f"{marks_of(row.polarity, row.key_quote)} {quote} {source_text(row, self.attributed)}".strip()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        heading = index.isValid() and isinstance(self.row(index), Heading)
        return Qt.ItemFlag.NoItemFlags if heading else super().flags(index)


class QuoteList(QListView):
    """The list, one quote a row as high as its words need."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Quotes"))
        self.setItemDelegate(QuoteDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().setSingleStep(_LINE)


class QuoteDelegate(QStyledItemDelegate):
    """Paints a quote in the serif and, under it, who said it and where."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words at the list's width."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 400
        row = _model(index).row(index)
        if isinstance(row, Heading):
            return QSize(width, _HEADING)
        return QSize(width, _words_height(row, width) + _CAPTION + 2 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        model = _model(index)
        row = model.row(index)
        painter.save()
        box = option.rect
        if isinstance(row, Heading):
            painter.setFont(theme.sans(theme.CAPTION, theme.SEMIBOLD))
            painter.setPen(theme.colour("ink2"))
            inner = box.adjusted(_PAD, 12, -_PAD, 0)
            inner.setWidth(min(_WIDEST, inner.width()))
            painter.drawText(inner, Qt.AlignmentFlag.AlignLeft, row.type or _("Source not in the register"))
            painter.setFont(theme.sans(theme.CAPTION))
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight, counts_text(row))
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            active = option.state & QStyle.StateFlag.State_Active
            painter.fillRect(box, theme.colour("sel" if active else "accbg"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        painter.setPen(theme.colour("ink"))
        top = box.top() + _GAP
        layout, height = _laid_out(row, box.width())
        layout.draw(painter, QRectF(box.left() + _PAD, top, 0, 0).topLeft())
        painter.setFont(theme.sans(theme.CAPTION))
        painter.setPen(theme.colour("ink2"))
        line = QRectF(box.left() + _PAD, top + height, min(_WIDEST, box.width() - 2 * _PAD), _CAPTION)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, source_text(row, model.attributed))
        under = " · ".join(part for part in (row.code_label, row.coder) if part)
        under = painter.fontMetrics().elidedText(under, Qt.TextElideMode.ElideLeft, _ASIDE)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, under)
        painter.restore()


def grouped(excerpts: Sequence[Excerpt]) -> list[Row]:
    """Quotes under headings, types in the order they are first met, unknown sources last."""
    by_type: dict[str, list[Excerpt]] = {}
    for excerpt in excerpts:
        by_type.setdefault(excerpt.informant_type, []).append(excerpt)
    rows: list[Row] = []
    for kind in sorted(by_type, key=lambda name: not name):
        quotes = by_type[kind]
        people = {code for quote in quotes for code in quote.informants}
        rows.append(Heading(kind, len(quotes), len(people), documents_in(quotes)))
        rows += quotes
    return rows


def counts_text(heading: Heading) -> str:
    """Informants, documents and excerpts, each with its unit; those of which there are none stay away."""
    people, documents, excerpts = heading.informants, heading.documents, heading.excerpts
    parts = []
    if people:
        parts.append(ngettext("{n} informant", "{n} informants", people).format(n=people))
    if documents:
        parts.append(ngettext("{n} document", "{n} documents", documents).format(n=documents))
    parts.append(ngettext("{n} excerpt", "{n} excerpts", excerpts).format(n=excerpts))
    return " · ".join(parts)


def documents_in(quotes: Sequence[Excerpt]) -> int:
    """How many different secondary documents quotes come from."""
    return len({quote.ref for quote in quotes if quote.kind == DOCUMENT})


def heading_text(heading: Heading) -> str:
    """A heading as one line."""
    name = heading.type or _("Source not in the register")
    return f"{name}: {counts_text(heading)}"


def source_text(excerpt: Excerpt, attributed: bool) -> str:
    """Who said it, as the level allows, and the page or paragraph; a cited document by its citation."""
    page = _("p. {page}").format(page=excerpt.page) if excerpt.page else f"¶{excerpt.paragraph}"
    if attributed and excerpt.citation:
        return f"{excerpt.citation}, {page}"
    place = f"{excerpt.ref}, {page}"
    return f"{excerpt.attribution}, {place}" if attributed and excerpt.attribution else place


def _model(index: Index) -> Quotes:
    model = index.model()
    assert isinstance(model, Quotes)
    return model


def _words_height(excerpt: Excerpt, width: int) -> int:
    return _laid_out(excerpt, width)[1]


def _laid_out(excerpt: Excerpt, width: int) -> tuple[QTextLayout, int]:
    """The words in quotation marks after their marks, broken into lines of the list's width; their height."""
    font: QFont = theme.serif(theme.INTERFACE)
    # U+2028 breaks a line where the passage runs over several paragraphs.
    words = _("“{quote}”").format(quote=excerpt.text.strip().replace("\n", "\u2028"))
    layout = QTextLayout(f"{marks_of(excerpt.polarity, excerpt.key_quote)} {words}".strip(), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(80, min(_WIDEST, width - 2 * _PAD)))
        line.setPosition(QRectF(0, height, 0, 0).topLeft())
        height += _LINE
    layout.endLayout()
    return layout, height
