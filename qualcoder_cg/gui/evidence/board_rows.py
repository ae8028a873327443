"""How the rows of a board are painted: words, mark, source, level, and what must be known of them."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from .. import icons, theme
from ..coding import mark_shapes, painting
from .board_model import BoardModel, Heading, Index, Shown, heading_counts, heading_name

PAD = 16
PLUS = 20
_GAP, _LINE, _CAPTION, _HEADING = 8, 20, 18, 32
_WIDEST = 640
_NOTE_INKS = {"warn": ("warning", "warn"), "ok": ("check", "ok"), "quiet": ("", "ink2")}


class BoardDelegate(QStyledItemDelegate):
    """Paints headings and rows; what is not in the finding is quieter and has a plus."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words and notes at the list's width."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 400
        row = _row(index)
        if isinstance(row, Heading):
            return QSize(width, _HEADING)
        height = _laid_out(row, width)[1] + _CAPTION + 2 * _GAP
        return QSize(width, height + sum(_laid_out_note(text, width)[1] for _look, text in row.notes))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a heading or a row."""
        row = _row(index)
        painter.save()
        if isinstance(row, Heading):
            _heading(painter, QRect(option.rect), row)
        else:
            painting.row_background(painter, option)
            chosen = painting.is_selected(option)
            _words(painter, QRect(option.rect), row, chosen=chosen)
            if chosen:
                painter.fillRect(
                    option.rect.left(), option.rect.top(), 2, option.rect.height(), theme.colour("acc")
                )
            elif option.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(theme.colour("acc"), 1))
                painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()


def plus_box(box: QRect) -> QRect:
    """Where the plus of a row that is not in the finding stands."""
    return QRect(box.right() - PAD - PLUS + 4, box.top() + _GAP - 2, PLUS, PLUS)


def _heading(painter: QPainter, box: QRect, heading: Heading) -> None:
    inner = box.adjusted(PAD, 8, -PAD, 0)
    counts, small = heading_counts(heading), theme.sans(theme.CAPTION)
    room = QRect(inner)
    took = painting.words(painter, room, counts, small, theme.colour("ink2"), Qt.AlignmentFlag.AlignRight)
    name = inner.adjusted(0, 0, -took - 8, 0)
    bold = theme.sans(theme.CAPTION, theme.SEMIBOLD)
    painting.words(painter, name, heading_name(heading), bold, theme.colour("ink2"))


def _words(painter: QPainter, box: QRect, row: Shown, *, chosen: bool) -> None:
    inside = row.row.linked is not None
    ink = theme.colour("ink" if inside or chosen else "ink2")
    quiet = theme.colour("ink2")
    layout, height = _laid_out(row, box.width())
    painter.setPen(ink)
    top = box.top() + _GAP
    layout.draw(painter, QPointF(box.left() + PAD, top))
    if not inside:
        _icon(painter, "plus", plus_box(box), "acc" if not chosen else "ink")
    line = QRect(box.left() + PAD, top + height, min(box.width() - 2 * PAD, _WIDEST), _CAPTION)
    right = _chip(painter, line, row, quiet)
    middle = QPointF(line.left() + mark_shapes.WIDTH / 2, line.center().y() + 0.5)
    mark_shapes.polarity(painter, middle, row.row.bearing, quiet)
    said = line.adjusted(16, 0, right - line.right() - 8, 0)
    painting.words(painter, said, row.source, theme.sans(theme.CAPTION), quiet)
    below = line.bottom() + 1
    for look, text in row.notes:
        name, token = _NOTE_INKS[look]
        note, tall = _laid_out_note(text, box.width())
        colour = theme.colour("ink2" if chosen and token == "ok" else token)
        if name:
            _icon(painter, name, QRect(line.left() - 2, below + 1, 16, 16), token)
        painter.setPen(colour)
        note.draw(painter, QPointF(line.left() + 16, below))
        below += tall


def _chip(painter: QPainter, line: QRect, row: Shown, ink: QColor) -> int:
    """The level in a small frame at the right, the star of a key quote before it; gives where they begin."""
    right = line.right()
    font = theme.sans(theme.CAPTION)
    if row.level:
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(row.level) + 8
        frame = QRect(right - width, line.top() + 1, width, 16)
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(frame, 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(theme.colour("ink2"))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, row.level)
        right = frame.left() - 4
    if row.row.key:
        mark_shapes.star(painter, QPointF(right - 8, line.center().y()), theme.colour("ink2"))
        right -= 20
    return right


def _icon(painter: QPainter, name: str, box: QRect, token: str) -> None:
    ratio = painter.device().devicePixelRatio()
    drawn = icons.pixmap(name, theme.colour(token).name(), ratio * box.width() / icons.SIZE)
    drawn.setDevicePixelRatio(ratio)
    painter.drawPixmap(box.topLeft(), drawn)


def _laid_out(row: Shown, width: int) -> tuple[QTextLayout, int]:
    font = theme.serif(theme.INTERFACE) if row.excerpt else theme.sans(theme.INTERFACE)
    translated = row.excerpt.translation_language if row.excerpt and row.excerpt.translation else ""
    text = f"{row.text} [{translated}]" if translated else row.text
    room = width - 2 * PAD - (PLUS if row.row.linked is None else 0)
    return _broken(text, font, min(room, _WIDEST), _LINE)


def _laid_out_note(text: str, width: int) -> tuple[QTextLayout, int]:
    return _broken(text, theme.sans(theme.CAPTION), min(width - 2 * PAD, _WIDEST) - 16, _CAPTION)


def _broken(text: str, font: QFont, width: int, line_height: int) -> tuple[QTextLayout, int]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(80, width))
        line.setPosition(QPointF(0, height))
        height += line_height
    layout.endLayout()
    return layout, height


def _row(index: Index) -> Heading | Shown:
    model = index.model()
    assert isinstance(model, BoardModel)
    return model.row(index)
