"""The reading view: a transcript between its timestamps and its codings.

It takes plain values and answers with signals; it reads no project and saves nothing. All positions
are code points of the stored text.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from qualcoder_cg.domain.documents import Turn, turn_at
from qualcoder_cg.domain.notes import Note
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.text import word_count
from qualcoder_cg.gui import theme
from qualcoder_cg.i18n import ngettext

from . import highlights, offers, words
from .brackets import Item, lay_out
from .gutter import Noted, clock
from .margin import NAMES
from .margin_names import Drawn, spoken
from .marks import Mark, Marks
from .reading_edit import START, Line
from .selecting_frame import SelectingFrame

_LOOK_BACK = 4096


class TranscriptView(SelectingFrame):
    """Timestamps, text and margin, scrolling as one."""

    selection_changed = Signal(object)
    coding_clicked = Signal(str)
    coding_toggled = Signal(str)
    coding_ranged = Signal(str)
    memo_clicked = Signal(str)
    note_clicked = Signal(str)
    speaker_clicked = Signal(QPoint, int)
    edges_dragged = Signal(str, int, int)
    context_requested = Signal(QPoint, list)
    zoom_asked = Signal(int)
    _due = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks = Marks()
        self._active = ""
        self._hovered = ""
        self._chosen: Collection[str] = ()
        self._notes: Sequence[Note] = ()
        self._noted = ""
        self._target: Span | None = None
        self._preview: Mark | None = None
        self._suggestion: Span | None = None
        self._matches: Sequence[Span] = ()
        self._chips: QWidget | None = None
        self._names: list[float] = []
        self._offers: Sequence[offers.Offer] = ()
        self._prepared: Span | None = None
        self._waiting = False
        self.pointed_at = 0
        self.about_turn: Callable[[Turn], str] = lambda _turn: ""
        self.about_place: Callable[[int], str] = lambda _point: ""
        # Setting extra selections from within a scroll can crash Qt, so that is done when the event at
        # hand is over: queued and not by a timer, because Qt paints before its timers fire.
        self._due.connect(self._prepare, Qt.ConnectionType.QueuedConnection)
        self.outdated.connect(self._stale)
        self.moved.connect(self._prepare_soon)
        theme.notifier().changed.connect(self._change_look)
        self._connect_parts()

    def _connect_parts(self) -> None:
        edit, margin = self.edit, self.margin
        edit.laid_out.connect(self._laid_out)
        edit.cursorPositionChanged.connect(self._selection_moved)
        edit.selectionChanged.connect(self._selection_moved)
        edit.clicked.connect(self._text_clicked)
        edit.toggled.connect(self._text_toggled)
        edit.hovered.connect(self._text_hovered)
        edit.edge_moved.connect(self._preview_edge)
        edit.edge_released.connect(self._drop_edge)
        edit.asked_for_menu.connect(self._menu_in_text)
        edit.zoom_asked.connect(self.zoom_asked)
        margin.clicked.connect(self._choose)
        margin.toggled.connect(self.coding_toggled)
        margin.ranged.connect(self.coding_ranged)
        margin.memo_clicked.connect(self.memo_clicked)
        margin.hovered.connect(self._hover)
        self.gutter.note_clicked.connect(self.note_clicked)
        self.gutter.note_hovered.connect(self._hover_note)
        margin.edge_moved.connect(self._edge_in_margin)
        margin.edge_released.connect(self._drop_edge)
        margin.asked_for_menu.connect(self._menu_in_margin)

    def set_document(self, text: str, turns: Sequence[Turn]) -> None:
        """Show another text; its codings are to be set next. Turns must be in order."""
        self._marks.clear()
        self._active = self._hovered = self._noted = ""
        self._chosen, self._notes, self._target = (), (), None
        self._suggestion, self._matches, self._preview, self._offers = None, (), None, ()
        self.edit.found.show(())
        self.fill(text, turns)
        begin = turns[0].start if turns else 0
        self.select(Span(begin, begin))
        self.edit.verticalScrollBar().setValue(0)
        self._emphasise()
        self._selection_moved()

    def set_codings(self, marks: Iterable[Mark]) -> None:
        """Show these codings and no others."""
        self._marks.clear()
        self.add_marks(marks)

    def add_marks(self, marks: Iterable[Mark]) -> None:
        """Show more codings; one already shown is replaced."""
        self._marks.add(marks)
        self._stale()

    def remove_marks(self, coding_ids: Iterable[str]) -> None:
        """Show these codings no longer."""
        self._marks.remove(coding_ids)
        self._stale()

    def set_active(self, coding_id: str | None) -> None:
        """Draw one coding strong, with handles at its edges; None for none."""
        self._active = coding_id or ""
        self._emphasise()

    def set_chosen(self, coding_ids: Collection[str]) -> None:
        """Draw several codings strong: what is done next is done to all of them."""
        # One alone is the active coding, which is drawn strong anyway.
        alone = len(self._chosen) <= 1 and len(coding_ids) <= 1
        self._chosen = coding_ids
        if not alone:
            self._emphasise()

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Show memos on passages in the gutter."""
        self._notes, self._noted = notes, ""
        self._stale()
        self._emphasise()

    def set_target(self, span: Span | None) -> None:
        """Show which passage would be coded if what is dragged were let go; None for none."""
        if span != self._target:
            self._target = span
            self._emphasise()

    def active(self) -> str | None:
        """The coding drawn strong."""
        return self._active or None

    def set_suggestion(
        self, span: Span | None, matches: Sequence[Span] = (), chips: QWidget | None = None
    ) -> None:
        """Rule a passage beside the text and dot under the matched words; None takes both away.

        `chips` is placed in the column of names beside the passage and scrolls with it; the view
        becomes its parent, the caller keeps deciding its life.
        """
        if self._chips and self._chips is not chips:
            self._chips.hide()
        self._suggestion, self._matches, self._chips = span, tuple(matches), chips
        if chips:
            chips.setParent(self.margin)
        self._stale()
        self._emphasise()

    def set_offers(self, found: Sequence[offers.Offer]) -> None:
        """Show quietly what is suggested for other passages."""
        self._offers = found
        self._stale()

    def set_found(self, spans: Sequence[Span], current: Span | None = None) -> None:
        """Frame what a search found, given in the order of the text, and one of it strongly."""
        self.edit.found.show(spans, current)
        self.edit.viewport().update()

    def codings_here(self) -> list[str]:
        """Codings that hold the caret or overlap the selection, the shortest first."""
        span = self.selected_span()
        found = self._marks.overlapping(span) if span else self._marks.at(span.start)
        return [mark.coding_id for mark in sorted(found, key=lambda mark: mark.end - mark.start)]

    def _stale(self) -> None:
        """What is drawn no longer holds; draw anew when the event at hand is done."""
        self._prepared = None
        self._prepare_soon()

    def _prepare_soon(self) -> None:
        if not self._waiting:
            self._waiting = True
            self._due.emit()

    def _laid_out(self) -> None:
        """Qt lays long texts out bit by bit."""
        if self._prepared is None:
            self._prepare_soon()

    def _prepare(self) -> None:
        """Tint, bracket and time what is visible and a page before and after, unless that is done."""
        self._waiting = False
        self._place_chips()
        seen = self.edit.visible()
        held = self._prepared
        if held and held.start <= seen.start and seen.end <= held.end:
            return
        page = seen.end - seen.start
        start = self._clean_start(max(0, seen.start - page))
        self._prepared = Span(start, min(len(self.edit.text), seen.end + page) + 1)
        self._draw_marks()
        self._draw_times()
        self._draw_notes()

    def _clean_start(self, point: int) -> int:
        """The beginning of a line before `point` that no coding runs across, if there is one near.

        Brackets are placed from there, so that they stand in the same lanes however one scrolls.
        """
        start = self.edit.text.rfind("\n", 0, point) + 1
        while start > max(0, point - _LOOK_BACK):
            across = [mark.start for mark in self._marks.at(start) if mark.start < start]
            if not across:
                break
            start = self.edit.text.rfind("\n", 0, min(across)) + 1
        return start

    def _draw_marks(self) -> None:
        if self._prepared is None:
            return
        marks = self._marks.overlapping(self._prepared)
        if self._preview:
            marks = [mark for mark in marks if mark.coding_id != self._preview.coding_id] + [self._preview]
        tints = highlights.tinted(marks, self._prepared, theme.tokens().dark)
        self.edit.setExtraSelections(highlights.selections(self.edit.document(), self.edit.positions, tints))
        by_id = {mark.coding_id: mark for mark in marks}
        brackets = lay_out([self._item(mark) for mark in marks])
        drawn = [Drawn(one, by_id[one.key], tuple(by_id[key] for key in one.more)) for one in brackets]
        self.margin.show_brackets(drawn, self._rule())
        self._names = [one.top for one in brackets]
        self._place_chips()
        lines = offers.lines(self._names, self._chips_top())
        self.margin.show_offers(offers.placed(self._offers, self._prepared, self.edit, lines))
        self._emphasise()

    def _item(self, mark: Mark) -> Item:
        first, last = self.edit.line_box(mark.start), self.edit.end_box(mark.end)
        return Item(mark.coding_id, mark.start, mark.end, round(first.center().y()), round(last.bottom()))

    def _rule(self) -> tuple[float, float] | None:
        if not self._suggestion:
            return None
        start, end = self._suggestion
        return self.edit.line_box(start).top(), self.edit.end_box(end).bottom()

    def _draw_times(self) -> None:
        if self._prepared is None:
            return
        first = bisect_left(self.turns, self._prepared.start, key=lambda turn: turn.start)
        last = bisect_left(self.turns, self._prepared.end, key=lambda turn: turn.start)
        timed = ((turn.label_start, turn.seconds) for turn in self.turns[first:last])
        times = [(self.edit.baseline(at), clock(seconds)) for at, seconds in timed if seconds is not None]
        self.gutter.show_times(times)

    def _draw_notes(self) -> None:
        """Memos that begin on the same line share a place in the gutter."""
        lines: dict[float, list[Note]] = {}
        for note in self._notes:
            if self._prepared and note.start in range(self._prepared.start, self._prepared.end):
                lines.setdefault(self.edit.line_box(note.start).center().y(), []).append(note)
        self.gutter.show_notes(
            [
                Noted(y, tuple(note.id for note in found), tuple(note.text for note in found))
                for y, found in lines.items()
            ]
        )

    def _chips_top(self) -> float | None:
        rule = self._rule()
        return offers.beside(rule, self._chips.height(), self._names) if self._chips and rule else None

    def _place_chips(self) -> None:
        if self._chips:
            self._chips.setFixedWidth(max(0, self.margin.width() - NAMES))
            self._chips.adjustSize()
            top = self._chips_top()
            self._chips.move(NAMES, round(top or 0) - self.edit.verticalScrollBar().value())
            self._chips.setVisible(top is not None and self.margin.names_fit())

    def _emphasise(self) -> None:
        chosen = self._chosen if len(self._chosen) > 1 else ()
        shown = dict.fromkeys((*chosen, self._active, self._hovered))
        strong = [self._current(coding_id) for coding_id in shown]
        lines = [Line(mark.span, theme.stroke(mark.colour)) for mark in strong if mark]
        lines += [Line(span, theme.colour("ink2"), dotted=True) for span in self._matches]
        noted = [note.span for note in self._notes if note.id == self._noted]
        lines += [Line(span, theme.colour("ink2"), dotted=True) for span in noted]
        lines += [Line(self._target, theme.colour("acc"))] if self._target else []
        active = self._current(self._active)
        handles = (active.span, theme.stroke(active.colour)) if active else None
        self.edit.set_lines(lines, handles)
        self.margin.emphasise(self._active, self._hovered, chosen)
        self.margin.setAccessibleDescription(self._spoken(active) if active else "")

    def _spoken(self, mark: Mark) -> str:
        """A coding as a screen reader says it."""
        count = word_count(self.edit.text[mark.start : mark.end])
        return f"{spoken(mark)}, " + ngettext("{n} word", "{n} words", count).format(n=count)

    def _current(self, coding_id: str) -> Mark | None:
        """The mark of a coding, with its edges where they are being dragged."""
        if self._preview and self._preview.coding_id == coding_id:
            return self._preview
        return self._marks.get(coding_id)

    def _selection_moved(self) -> None:
        self.selection_changed.emit(self.selected_span())

    def _text_clicked(self, point: int) -> None:
        turn = self._label_at(point)
        if turn:
            below = self.edit.caret(turn.label_start).bottomLeft().toPoint()
            self.speaker_clicked.emit(self.edit.viewport().mapToGlobal(below), turn.start)
            return
        ids = [mark.coding_id for mark in self._marks.at(point)]
        if ids:
            self._choose(ids[(ids.index(self._active) + 1) % len(ids)] if self._active in ids else ids[0])

    def _text_toggled(self, point: int) -> None:
        """With Ctrl a passage is chosen too, or no longer: the shortest coding on it."""
        marks = self._marks.at(point)
        if marks:
            self.coding_toggled.emit(marks[0].coding_id)

    def _label_at(self, point: int) -> Turn | None:
        """The turn whose speaker's label holds a code point."""
        turn = turn_at(self.turns, point)
        return turn if turn and turn.label_start <= point < turn.start else None

    def _choose(self, coding_id: str) -> None:
        self.set_active(coding_id)
        self.coding_clicked.emit(coding_id)

    def _text_hovered(self, point: int) -> None:
        marks = self._marks.at(point) if point >= 0 else []
        turn = self._label_at(point) if point >= 0 else None
        told = (words.speaker(turn.speaker, turn.role), self.about_turn(turn)) if turn else ()
        told = (*told, self.about_place(point)) if point >= 0 else told
        self.edit.viewport().setToolTip("\n".join(filter(None, told)))
        self._hover(marks[0].coding_id if marks else "")

    def _hover(self, coding_id: str) -> None:
        if coding_id != self._hovered:
            self._hovered = coding_id
            self._emphasise()

    def _hover_note(self, note_id: str) -> None:
        self._noted = note_id
        self._emphasise()

    def _menu_in_text(self, place: QPoint, point: int) -> None:
        ids = [mark.coding_id for mark in self._marks.at(point)] if point >= 0 else []
        self.pointed_at = point if point >= 0 else self.selected_span().end
        self.context_requested.emit(place, ids)

    def _edge_in_margin(self, which: str, place: QPoint) -> None:
        """An end of the active bracket is dragged: to the line's beginning or end, or to a letter."""
        inside = self.edit.viewport().mapFromGlobal(self.margin.mapToGlobal(place))
        if place.x() >= 0 and which == START:
            inside.setX(self.words_left())
        self._preview_edge(which, self.edit.point_at(inside))

    def _menu_in_margin(self, place: QPoint, coding_id: str) -> None:
        self.context_requested.emit(place, [coding_id] if coding_id else [])

    def _change_look(self) -> None:
        self.lay_out_again()
        self._emphasise()

    def _preview_edge(self, which: str, point: int) -> None:
        mark = self._current(self._active)
        if mark is None:
            return
        if which == START:
            moved = mark._replace(start=min(point, mark.end - 1))
        else:
            moved = mark._replace(end=max(point, mark.start + 1))
        if moved != mark:
            self._preview = moved
            self._draw_marks()

    def _drop_edge(self) -> None:
        moved, kept = self._preview, self._marks.get(self._active)
        if moved and kept and moved.span != kept.span:
            self.edges_dragged.emit(moved.coding_id, moved.start, moved.end)
        self._preview = None
        self._stale()
