"""The line of the screen on which a place of a text stands, laid out first where Qt has not come to it yet.

Qt lays long texts out bit by bit, and a line asked of a block before that does not exist: to use it ends the
program. So lines are asked for here only.
"""

from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine


class Placed(NamedTuple):
    """A line, its block, and the place asked for within the block, in UTF-16 units."""

    block: QTextBlock
    line: QTextLine
    within: int


def line_at(document: QTextDocument, unit: int) -> Placed:
    """The line that holds the UTF-16 unit of a document; the last line for a place beyond the end."""
    block = document.findBlock(min(unit, document.characterCount() - 1))
    document.documentLayout().blockBoundingRect(block)
    layout, within = block.layout(), unit - block.position()
    line = layout.lineForTextPosition(within)
    return Placed(block, line if line.isValid() else layout.lineAt(layout.lineCount() - 1), within)
