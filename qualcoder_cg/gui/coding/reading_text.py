"""Lays a stored text out for reading: speakers in a column of their own, answers in the other.

Every character of the stored text is in the Qt document, one UTF-16 unit for one; where Qt would take
a character for a block end, a replacement of the same length is shown.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
)

from qualcoder_cg.domain.documents import INTERVIEWER, Turn
from qualcoder_cg.gui import theme

LABEL_COLUMN = 56
WIDEST_LABEL_COLUMN = 112
TOP = 12
BOTTOM = 160

_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_BLANK_HEIGHT = 1
_AFTER_LABEL = 4
_USUAL_SHARE = 0.9
_NOT_FOR_QT = str.maketrans({"\ufdd0": "\ufffd", "\ufdd1": "\ufffd", "\u2029": " ", "\r": " ", "\0": " "})
_RTL = ("R", "AL")


class Spacing(NamedTuple):
    """How much air there is: the height of a line by that of its letters, pixels between turns at 15 px."""

    line: float
    gap: int


COMPACT, USUAL, ROOMY = "compact", "usual", "roomy"
SPACINGS = {COMPACT: Spacing(22 / 15, 4), USUAL: Spacing(25 / 15, 8), ROOMY: Spacing(30 / 15, 14)}


class _Formats:
    """The few formats a document is made of, at one text size."""

    def __init__(self, px: int, indent: float, spacing: Spacing) -> None:
        self.indent = indent
        self._line = round(px * spacing.line)
        self._gap = round(spacing.gap * px / theme.READING)
        self.label_font = label_font(px)
        self._metrics = QFontMetricsF(self.label_font)
        self.words = QTextCharFormat()
        self.quiet = QTextCharFormat()
        self.quiet.setForeground(theme.colour("ink3"))
        tiny = theme.serif(px)
        tiny.setPixelSize(1)
        self.tiny = QTextCharFormat()
        self.tiny.setFont(tiny)
        self.block = cache(self._block)
        self.label = cache(self._label)
        self.last_of_label = cache(self._last_of_label)

    def _block(self, hanging: bool, gap: int, rtl: bool) -> QTextBlockFormat:
        result = QTextBlockFormat()
        result.setLeftMargin(self.indent)
        result.setTopMargin(max(0, self._gap - gap) if gap >= 0 else 0)
        result.setLineHeight(self._line, _FIXED)
        if hanging:
            result.setTextIndent(-self.indent)
        if rtl:
            result.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        return result

    def blank(self) -> QTextBlockFormat:
        """A line without words, kept as a character but hardly seen."""
        result = QTextBlockFormat()
        result.setLineHeight(_BLANK_HEIGHT, _FIXED)
        return result

    def _label(self, quiet: bool) -> QTextCharFormat:
        result = QTextCharFormat()
        result.setFont(self.label_font)
        result.setForeground(theme.colour("ink2" if quiet else "ink"))
        return result

    def _last_of_label(self, label: str, quiet: bool) -> QTextCharFormat:
        """The label's last character, spaced so that the words begin at the indent if there is room."""
        result = QTextCharFormat(self._label(quiet))
        room = self.indent - self._metrics.horizontalAdvance(label)
        if room > 0:
            result.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            result.setFontLetterSpacing(room)
        return result


class _Writer:
    """Writes line after line at a cursor."""

    def __init__(self, cursor: QTextCursor, formats: _Formats) -> None:
        self.cursor = cursor
        self._formats = formats
        self._after_blank = False

    def add_line(self, line: str, start: int, turn: Turn | None) -> None:
        """Write a line that begins at code point `start` and belongs, wholly or in part, to `turn`."""
        words = max(0, min(turn.start - start, len(line))) if turn else 0
        label = max(0, min(turn.label_start - start, words)) if turn else 0
        quiet = turn is not None and turn.role == INTERVIEWER
        spoken = self._formats.quiet if quiet else self._formats.words
        if line.strip():
            begins = turn is not None and turn.label_start >= start
            gap = _BLANK_HEIGHT if self._after_blank else 0 if begins else -1
            rtl = _is_rtl(line[words:])
            hanging = words > label and not rtl and not line[:label].strip()
            self._new_block(start, self._formats.block(hanging, gap, rtl), spoken)
        else:
            spoken, hanging = self._formats.tiny, False
            self._new_block(start, self._formats.blank(), spoken)
        self.cursor.insertText(line[:label], spoken)
        self._add_label(line[label:words], hanging and bool(line[words:]), quiet)
        self.cursor.insertText(line[words:], spoken)
        self._after_blank = not line.strip()

    def _add_label(self, label: str, in_column: bool, quiet: bool) -> None:
        plain = self._formats.label(quiet)
        self.cursor.insertText(label[:-1], plain)
        last = self._formats.last_of_label(label, quiet) if in_column else plain
        self.cursor.insertText(label[-1:], last)

    def _new_block(self, start: int, block: QTextBlockFormat, characters: QTextCharFormat) -> None:
        if start:
            self.cursor.insertBlock(block, characters)
        else:
            self.cursor.setBlockFormat(block)
            self.cursor.setBlockCharFormat(characters)


def label_font(px: int) -> QFont:
    """The font of speakers' labels beside a text of `px`."""
    return theme.sans(round(theme.CAPTION * px / theme.READING), theme.SEMIBOLD)


def label_column(text: str, turns: Sequence[Turn], px: int) -> int:
    """How wide the column of speakers' labels is in pixels; 0 where nobody is named.

    It holds the labels of nine turns in ten: one long name does not take room from every answer.
    """
    labels = Counter(text[turn.label_start : turn.start] for turn in turns if turn.start > turn.label_start)
    if not labels:
        return 0
    metrics = QFontMetricsF(label_font(px))
    scale = px / theme.READING
    widths = sorted((metrics.horizontalAdvance(label), times) for label, times in labels.items())
    enough = labels.total() * _USUAL_SHARE
    reached = accumulate(times for _width, times in widths)
    usual = next(width for (width, _times), so_far in zip(widths, reached) if so_far >= enough)
    widest = usual + _AFTER_LABEL
    return round(min(max(widest, LABEL_COLUMN * scale), WIDEST_LABEL_COLUMN * scale))


def build(
    document: QTextDocument,
    text: str,
    turns: Sequence[Turn],
    px: int,
    indent: int,
    spacing: Spacing = SPACINGS[USUAL],
) -> None:
    """Fill a new document with the text, one block a line; the indent is in pixels.

    No widget may show the document yet: each change would lay it out anew.
    """
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(theme.serif(px))
    frame = QTextFrameFormat()
    frame.setTopMargin(TOP)
    frame.setBottomMargin(BOTTOM)
    document.rootFrame().setFrameFormat(frame)
    start, turn_index = 0, 0
    writer = _Writer(QTextCursor(document), _Formats(px, indent, spacing))
    writer.cursor.beginEditBlock()
    for line in text.translate(_NOT_FOR_QT).split("\n"):
        end = start + len(line)
        while turn_index < len(turns) and max(turns[turn_index].end, turns[turn_index].start + 1) <= start:
            turn_index += 1
        turn = turns[turn_index] if turn_index < len(turns) else None
        if turn and turn.label_start > end:
            turn = None
        writer.add_line(line, start, turn)
        start = end + 1
    writer.cursor.endEditBlock()


def _is_rtl(words: str) -> bool:
    """Whether the first letter with a direction is one of a right-to-left script."""
    kinds = (unicodedata.bidirectional(character) for character in words)
    return next((kind for kind in kinds if kind in ("L", *_RTL)), "L") in _RTL
