"""Tints behind coded passages, as extra selections of a text widget."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtGui import QBrush, QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from qualcoder_cg.domain import palette
from qualcoder_cg.domain.spans import Span, elementary
from qualcoder_cg.gui import tokens
from qualcoder_cg.gui.text_positions import Positions

from .marks import Mark


def tinted(marks: Sequence[Mark], within: Span, dark: bool) -> list[tuple[Span, str]]:
    """The coded stretches of `within` with their "#rrggbb": a tint, or the mean where several lie.

    Where all of them wait to be confirmed it is fainter. Stretches never overlap, because a text widget would
    show only the last of two tints.
    """
    spans = [Span(max(mark.start, within.start), min(mark.end, within.end)) for mark in marks]
    return [
        (piece, _colour_of([marks[index] for index in covering], dark))
        for piece, covering in elementary(spans)
    ]


def _colour_of(covering: Sequence[Mark], dark: bool) -> str:
    sure = tuple(mark.colour for mark in covering if not mark.waits)
    return _colour(sure, dark) if sure else _faint(tuple(mark.colour for mark in covering), dark)


def selections(
    document: QTextDocument, positions: Positions, tints: Sequence[tuple[Span, str]]
) -> list[QTextEdit.ExtraSelection]:
    """The extra selections that show these tints."""
    result = []
    for span, colour in tints:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(document)
        cursor.setPosition(positions.to_units(span.start))
        cursor.setPosition(positions.to_units(span.end), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = _format(colour)
        result.append(selection)
    return result


@lru_cache(maxsize=512)
def _colour(colours: tuple[str, ...], dark: bool) -> str:
    return palette.tint(colours[0], dark) if len(colours) == 1 else palette.overlap_tint(colours, dark)


@lru_cache(maxsize=512)
def _faint(colours: tuple[str, ...], dark: bool) -> str:
    """Halfway between the tint and the page."""
    tint, page = QColor(_colour(colours, dark)), QColor(tokens.DARK.base if dark else tokens.LIGHT.base)
    return QColor(
        (tint.red() + page.red()) // 2, (tint.green() + page.green()) // 2, (tint.blue() + page.blue()) // 2
    ).name()


@lru_cache(maxsize=512)
def _format(colour: str) -> QTextCharFormat:
    result = QTextCharFormat()
    result.setBackground(QBrush(QColor(colour)))
    return result
