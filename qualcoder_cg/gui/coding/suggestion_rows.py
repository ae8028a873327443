"""The suggestions of a document in the order of its text, and how their rows are drawn."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from qualcoder_cg.domain.codes import Code
from qualcoder_cg.domain.suggestions import Suggestion
from qualcoder_cg.gui import theme
from qualcoder_cg.i18n import _

from . import painting, words

SUGGESTION = Qt.ItemDataRole.UserRole + 1
CODE = Qt.ItemDataRole.UserRole + 2
PASSAGE = Qt.ItemDataRole.UserRole + 3
_ROW = 44
_LEFT = 16
_WORDS_AT = 36
# a reason shorter than a word says nothing; the tooltip and the inspector have it whole
_LEAST_REASON = 48


def following(suggestions: Sequence[Suggestion], current: Suggestion | None, place: int) -> Suggestion | None:
    """The next suggestion after the current one, or from a place of the text on; the first after the last."""
    if not suggestions:
        return None
    if current in suggestions:
        return suggestions[(suggestions.index(current) + 1) % len(suggestions)]
    start = current.start if current else place
    return next((one for one in suggestions if one.start >= start), suggestions[0])


class SuggestionModel(QStandardItemModel):
    """One row for each suggestion."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.suggestions: list[Suggestion] = []

    def fill(self, suggestions: Sequence[Suggestion], codes: Mapping[str, Code], text: str) -> None:
        """Show these suggestions in the document with this text."""
        self.suggestions = list(suggestions)
        self.clear()
        for one in suggestions:
            item = QStandardItem(words.name_of(codes, one.code_id))
            passage = words.beginning(text[one.start : one.end])
            item.setData(one, SUGGESTION)
            item.setData(codes.get(one.code_id), CODE)
            item.setData(passage, PASSAGE)
            reason = _("Because of: {words}").format(words=one.reason) if one.reason else ""
            item.setToolTip(reason)
            item.setAccessibleText(f"{item.text()}. {passage} {reason}")
            self.appendRow(item)

    def row_of(self, suggestion: Suggestion | None) -> int:
        """The row of a suggestion, -1 for none."""
        return self.suggestions.index(suggestion) if suggestion in self.suggestions else -1


class SuggestionRows(QStyledItemDelegate):
    """Draws a suggestion: code and the words that speak for it, and how the passage begins."""

    def sizeHint(self, option: QStyleOptionViewItem, index: painting.Index) -> QSize:
        """Two lines."""
        return QSize(40, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: painting.Index) -> None:
        """One row."""
        painting.row_background(painter, option)
        box = QRect(option.rect).adjusted(_LEFT, 2, -12, -2)
        upper = QRect(box.left(), box.top(), box.width(), 20)
        lower = QRect(option.rect.left() + _WORDS_AT, box.top() + 20, 0, 20)
        lower.setRight(box.right())
        suggestion: Suggestion = index.data(SUGGESTION)
        code: Code | None = index.data(CODE)
        if code:
            painting.swatch(painter, upper.left(), upper, code.colour, selected=painting.is_selected(option))
        upper.setLeft(option.rect.left() + _WORDS_AT)
        ink2 = theme.colour("ink2")
        plain = theme.sans(theme.INTERFACE)
        took = painting.words(painter, upper, str(index.data()), plain, theme.colour("ink"))
        upper.setLeft(upper.left() + took + 12)
        small = theme.sans(theme.CAPTION)
        if upper.width() >= _LEAST_REASON:
            painting.words(painter, upper, suggestion.reason, small, ink2, Qt.AlignmentFlag.AlignRight)
        painting.words(painter, lower, str(index.data(PASSAGE)), theme.serif(theme.INTERFACE), ink2)
