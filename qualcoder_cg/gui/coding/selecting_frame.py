"""What is selected in the reading view, and the steps by which keys select: word, sentence, turn."""

from bisect import bisect_left

from PySide6.QtWidgets import QWidget

from qualcoder_cg.domain.documents import Turn, turn_at
from qualcoder_cg.domain.spans import Span

from . import snapping, steps
from .reading_frame import ReadingFrame

_FAR = 200


class SelectingFrame(ReadingFrame):
    """A text in which one selects; all positions are code points of the stored text.

    What mouse and arrows select grows to whole words or sentences where `set_snap` says so.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snap = snapping.EXACT
        self.edit.snap_span = self.snapped
        self.edit.snap_step = self._stepped

    def snap(self) -> str:
        """What selections grow to: exact, words or sentences."""
        return self._snap

    def set_snap(self, mode: str) -> None:
        """Let selections grow to whole words or sentences, or be what one selects."""
        if mode in snapping.MODES:
            self._snap = mode
            self.edit.snaps = mode != snapping.EXACT

    def snapped(self, span: Span) -> Span:
        """A selection as it is after growing."""
        return snapping.snapped(self.edit.text, span, self._snap, self.said_at)

    def said_at(self, point: int) -> Span:
        """The words of the turn at a code point; the paragraph where nobody speaks."""
        return self.words_from(Span(point, point))

    def selected_span(self) -> Span:
        """What is selected, untrimmed; empty, at the caret, when nothing is."""
        return self.edit.selected()

    def select(self, span: Span) -> None:
        """Select a stretch of text."""
        self.edit.select(span)

    def reveal(self, span: Span) -> None:
        """Scroll until the beginning of a stretch is in view, with text above it."""
        bar, box = self.edit.verticalScrollBar(), self.edit.line_box(span.start)
        height = self.edit.viewport().height()
        if not bar.value() <= box.top() <= bar.value() + height - 2 * box.height():
            bar.setValue(round(box.top() - height / 4))
        self.moved.emit()

    def turn_here(self) -> Turn | None:
        """The turn the caret is in."""
        return turn_at(self.turns, self.edit.positions.to_points(self.edit.textCursor().position()))

    def extend_by_word(self) -> None:
        """Select the word at the caret; again, one more."""
        self.select(steps.longer_by_word(self.edit.text, self.selected_span()))

    def shrink_by_word(self) -> None:
        """Take the last word off the selection."""
        self.select(steps.shorter_by_word(self.edit.text, self.selected_span()))

    def extend_by_sentence(self) -> None:
        """Select the sentence at the caret; again, one more."""
        span = self.selected_span()
        self.select(steps.longer_by_sentence(self.edit.text, span, self.words_from(span)))

    def shrink_by_sentence(self) -> None:
        """Take the last sentence off the selection."""
        span = self.selected_span()
        self.select(steps.shorter_by_sentence(self.edit.text, span, self.words_from(span)))

    def extend_by_turn(self) -> None:
        """Let the selection go on to the end of the answer, then of the next."""
        span = self.selected_span()
        ends = [turn.end for turn in self._turns_from(span.start) if turn.end > span.end]
        if ends:
            self.select(Span(span.start, ends[0]))

    def shrink_by_turn(self) -> None:
        """Let the selection end with the answer before its last; one answer is never taken away."""
        span = self.selected_span()
        ends = [turn.end for turn in self._turns_from(span.start) if span.start < turn.end < span.end]
        if ends:
            self.select(Span(span.start, ends[-1]))

    def select_turn(self) -> None:
        """Select the whole answer at the caret, without the speaker's label; again, one more."""
        selected = self.selected_span()
        span = self.words_from(selected)
        if span and selected.start <= span.start and span.end <= selected.end:
            self.extend_by_turn()
        elif span:
            self.select(span)

    def next_turn(self) -> None:
        """Put the caret at the beginning of the next turn."""
        self._go_to_turn(1)

    def previous_turn(self) -> None:
        """Put the caret at the beginning of the turn before."""
        self._go_to_turn(-1)

    def words_from(self, span: Span) -> Span:
        """The words of the turn where a selection begins; the paragraph where nobody speaks.

        The caret behind the last word, where a click beside a line puts it, is still in the turn.
        """
        text = self.edit.text
        at_end = span.start == len(text) or text[span.start : span.start + 1] == "\n"
        turn = turn_at(self.turns, span.start) or (turn_at(self.turns, span.start - 1) if at_end else None)
        if turn:
            return turn.span
        end = text.find("\n", span.start)
        return Span(text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))

    def _go_to_turn(self, step: int) -> None:
        here = self.selected_span().start
        index = bisect_left(self.turns, here, key=lambda turn: turn.end)
        current = index < len(self.turns) and self.turns[index].label_start <= here
        index += step if current or step < 0 else 0
        if 0 <= index < len(self.turns):
            start = self.turns[index].start
            self.select(Span(start, start))
            self.reveal(self.turns[index].span)

    def _turns_from(self, point: int) -> list[Turn]:
        """The turns that end after a code point, a few dozen: nobody selects more by the key."""
        first = bisect_left(self.turns, point, key=lambda turn: turn.end)
        return list(self.turns[first : first + _FAR])

    def _stepped(self, anchor: int, position: int, step: int) -> tuple[int, int]:
        return snapping.stepped(self.edit.text, anchor, position, step, self._snap, self.said_at)
