"""A coder's column: the passage in its context with what this coder marked, and below it the coding."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QTextEdit, QVBoxLayout, QWidget

from ...domain import palette
from ...domain.codes import Code
from ...domain.codings import POLARITY_MARKS, Coder, Coding
from ...domain.spans import Span
from ...domain.text import word_count
from ...i18n import _, ngettext
from .. import shortcuts, theme
from ..coding import painting
from ..coding import words as code_words
from ..coding.gutter import clock
from ..coding.pane import PADDING, hairline, label, panel
from ..coding.whose_bar import pill
from ..keys import shown
from . import context, keys

_HEADER, FOOT, LOW_FOOT = 40, 132, 84
_LINE = 25


class Said(NamedTuple):
    """What a column shows: the text, the parts of it around the passage, the paragraph each begins in."""

    text: str
    parts: Sequence[context.Part]
    numbers: Sequence[int]


class Passage(QTextEdit):
    """The words, read only; they can be selected with the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(PADDING, 12, PADDING, 0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._at = 0

    def write(self, said: Said, marks: Sequence[Span], colour: str) -> None:
        """Write the parts; what is marked has the code's tint and an underline."""
        self.empty()
        cursor = QTextCursor(self.document())
        first = True
        for part, number in zip(said.parts, said.numbers, strict=True):
            head = _caption(part, number)
            if head:
                cursor = self._block(cursor, first=first, above=0 if first else 12, line=16)
                cursor.insertText(head, _format("ink2", theme.sans(theme.CAPTION)))
                first = False
            cursor = self._block(cursor, first=first, above=2, line=20 if part.quiet else _LINE)
            self._words(cursor, said.text, part, marks, colour)
            first = False
        self.to_passage()

    def empty(self) -> None:
        """Hold no words."""
        self._at = 0
        self.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines, the same passage."""
        super().resizeEvent(event)
        self.to_passage()

    def to_passage(self) -> None:
        """Show what is marked, from the question on where there is room for both."""
        self.verticalScrollBar().setValue(0)
        at = QTextCursor(self.document())
        at.setPosition(self._at)
        below = self.cursorRect(at).bottom() + 3 * _LINE - self.viewport().height()
        if self._at and below > 0:
            self.verticalScrollBar().setValue(below)

    def _words(
        self, cursor: QTextCursor, text: str, part: context.Part, marks: Sequence[Span], colour: str
    ) -> None:
        size = theme.INTERFACE if part.quiet else theme.READING
        plain = _format("ink3" if part.quiet else "ink", theme.serif(size))
        if part.cut_before:
            cursor.insertText("…", plain)
        for piece, is_marked in context.shares(part.span, marks):
            if is_marked and not self._at:
                self._at = max(1, cursor.position())
            written = _marked(plain, colour) if is_marked else plain
            cursor.insertText(text[piece.start : piece.end].replace("\n", "\u2028"), written)
        if part.cut_after:
            cursor.insertText("…", plain)

    def _block(self, cursor: QTextCursor, *, first: bool, above: int, line: int) -> QTextCursor:
        made = QTextBlockFormat()
        made.setTopMargin(above)
        made.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        if first:
            cursor.setBlockFormat(made)
        else:
            cursor.insertBlock(made)
        return cursor


class Swatch(QWidget):
    """The small square of a code's colour."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour = ""
        self.setFixedSize(QSize(painting.SWATCH + 2, 20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The square."""
        if self.colour:
            painter = QPainter(self)
            painting.swatch(painter, 1, self.rect(), self.colour)
            painter.end()


class KeyCap(QWidget):
    """A key as it looks on a keyboard, as it is now."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = key
        self._shown = ""
        shortcuts.notifier().changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Show the key as it is now."""
        self._shown = shown(shortcuts.current(self._key, keys.PLACE))
        self.setFixedSize(QSize(painting.key_cap_width(self._shown) if self._shown else 0, 20))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cap."""
        if self._shown:
            painter = QPainter(self)
            painting.key_cap(painter, self.width(), QRect(0, 0, self.width(), self.height()), self._shown)
            painter.end()


class SidePane(QWidget):
    """One of the two columns; `key` keeps this coder's coding."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        panel(self, "base")
        self._shown: tuple[Coder, Said, tuple[Coding, ...], Code | None, int] | None = None
        self.initials = QLabel(self)
        self.name = label("", "", self)
        self.name.setStyleSheet("font-weight: 600;")
        self.passage = Passage(self)
        self.swatch = Swatch(self)
        self.code = label("", "", self)
        self.code.setStyleSheet("font-weight: 600;")
        self.bears = label("", "", self)
        self.extent = label("", "caption", self)
        self.memo = label("", "quiet", self)
        self.memo.setWordWrap(True)
        self.memo.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._lay_out(KeyCap(key, self))
        theme.notifier().changed.connect(self._dress)

    def show_side(
        self, coder: Coder, said: Said, codings: Sequence[Coding], code: Code | None, version: int
    ) -> None:
        """Show what a coder made of the passage; no codings: nothing was marked. `version` 0: not known."""
        self._shown = (coder, said, tuple(codings), code, version)
        self._dress()

    def clear(self) -> None:
        """Show nothing."""
        self._shown = None
        self.passage.empty()
        for one in (self.name, self.code, self.bears, self.extent, self.memo, self.initials):
            one.clear()
            one.setToolTip("")

    def _dress(self) -> None:
        if self._shown is None:
            return
        coder, said, codings, code, version = self._shown
        self.initials.setPixmap(pill(coder).pixmap(QSize(40, 20)))
        self.initials.setAccessibleName(coder.initials)
        self.name.setText(coder.name)
        self.name.setToolTip(coder.name)
        colour = code.colour if code else "12-0"
        self.passage.write(said, [one.span for one in codings], colour)
        self.passage.setAccessibleName(_("The passage as {name} marked it").format(name=coder.name))
        self.swatch.colour = colour if code and codings else ""
        self.swatch.setVisible(bool(self.swatch.colour))
        self.swatch.update()
        self._show_coding(codings, code, version, said.text)

    def _show_coding(self, codings: Sequence[Coding], code: Code | None, version: int, text: str) -> None:
        if not codings:
            self.code.setText(_("Nothing marked here"))
            for one in (self.bears, self.extent, self.memo):
                one.clear()
            return
        first = codings[0]
        self.code.setText(code_words.code_name(code) if code else "")
        self.code.setToolTip(code.label if code else "")
        mark = POLARITY_MARKS.get(first.polarity, "") or "·"
        self.bears.setText(f"{mark}  {code_words.polarities().get(first.polarity, '')}")
        count = sum(word_count(text[one.start : one.end]) for one in codings)
        parts = [ngettext("{n} word", "{n} words", count).format(n=count)]
        if version:
            parts.append(_("codebook {n}").format(n=version))
        self.extent.setText(" · ".join(parts))
        memo = next((one.memo for one in codings if one.memo), "")
        self.memo.setText(_("“{quote}”").format(quote=code_words.beginning(memo, 160)) if memo else "")
        self.memo.setToolTip(memo)

    def _lay_out(self, cap: QWidget) -> None:
        header, foot = QWidget(self), QWidget(self)
        self._foot = foot
        header.setFixedHeight(_HEADER)
        foot.setFixedHeight(FOOT)
        top = QHBoxLayout(header)
        top.setContentsMargins(PADDING, 0, PADDING, 0)
        top.setSpacing(8)
        top.addWidget(self.initials)
        top.addWidget(self.name, 1)
        top.addWidget(cap)
        title, middle = QHBoxLayout(), QHBoxLayout()
        for row in (title, middle):
            row.setSpacing(8)
        title.addWidget(self.swatch)
        title.addWidget(self.code, 1)
        middle.addWidget(self.bears)
        middle.addWidget(self.extent, 1)
        bottom = QVBoxLayout(foot)
        bottom.setContentsMargins(PADDING, 12, PADDING, 8)
        bottom.setSpacing(4)
        bottom.addLayout(title)
        bottom.addLayout(middle)
        bottom.addWidget(self.memo, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(hairline(self))
        column.addWidget(self.passage, 1)
        column.addWidget(hairline(self))
        column.addWidget(foot)

    def be_low(self, low: bool) -> None:
        """Leave more room to the words, or the usual."""
        self._foot.setFixedHeight(LOW_FOOT if low else FOOT)

    def changeEvent(self, event: QEvent) -> None:
        """Another font is another height of lines."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._dress()


def _caption(part: context.Part, number: int) -> str:
    said = [part.speaker, clock(part.seconds) if part.seconds is not None else ""]
    if not part.quiet and number:
        said.append(f"¶{number}")
    return ", ".join(one for one in said if one)


def _format(token: str, font: object) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font)  # type: ignore[arg-type]
    made.setForeground(theme.colour(token))
    return made


def _marked(plain: QTextCharFormat, colour: str) -> QTextCharFormat:
    made = QTextCharFormat(plain)
    made.setBackground(QColor(palette.tint(colour, theme.tokens().dark)))
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    made.setUnderlineColor(theme.stroke(colour))
    return made
