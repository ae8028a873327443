"""What a person does in the coding window, each verb once, for keys, menus and buttons alike."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QMenu

from qualcoder_cg.domain.codes import QUESTION
from qualcoder_cg.domain.spans import Span, trimmed
from qualcoder_cg.domain.suggestions import ACCEPTED, CORRECTED, REJECTED, SKIPPED
from qualcoder_cg.domain.text import word_count
from qualcoder_cg.gui import shortcuts
from qualcoder_cg.gui.keys import shown as shown_key
from qualcoder_cg.i18n import _, ngettext
from qualcoder_cg.services import coding, new_codes

from . import words
from .at_hand import attempt
from .edges import EdgeKeys
from .palette_popup import Wish
from .speaker_menu import speaker_menu

if TYPE_CHECKING:
    from .coding_view import CodingView


class CodingActs(QObject):
    """The verbs of one coding view."""

    def __init__(self, view: "CodingView") -> None:
        super().__init__(view)
        self._view = view
        self._session = view.session
        self._edges = EdgeKeys(view.transcript.edit)
        self._edges.previewed.connect(self._preview_edges)
        self._edges.settled.connect(self._settle_edges)
        self._edges.left.connect(view.marks.refresh)
        self._session.changed.connect(self._stop_edges)
        self._session.document_shown.connect(self._stop_edges)

    def activate(self, coding_id: str) -> None:
        """Make a coding the active one and choose no other; a suggestion is no longer looked at."""
        self._view.chosen.only(coding_id)

    def next_coding(self) -> None:
        """Go to the next of the codings at the caret."""
        ids = self._view.transcript.codings_here()
        active = self._session.active
        if not ids:
            self._session.told.emit(_("No coding here."))
            return
        place = ids.index(active.id) + 1 if active and active.id in ids else 0
        self.activate(ids[place % len(ids)])

    def code_passage(self) -> None:
        """Open the palette for the selection; without one, for another code for the active coding."""
        span = self._selected()
        if not span:
            if self._session.active:
                self.change_code()
            else:
                self._session.told.emit(
                    shortcuts.said(_("Select a passage first. Drag over the text, or press {key}."), "S")
                )
            return
        count = word_count(self._session.text[span.start : span.end])
        prompt = ngettext("Code {n} word", "Code {n} words", count).format(n=count)
        self.open_palette(
            prompt,
            span,
            self._view.at_hand.apply,
            lambda name, parent_id: self.code_with_new(span, name, parent_id),
            lambda code_ids: self._view.chosen_acts.apply_to(span, code_ids),
        )

    def change_code(self) -> None:
        """Open the palette to put the suggestion looked at, or the codings chosen, under another code."""
        suggestion = self._session.suggestion
        if suggestion:
            name = words.name_of(self._session.codes, suggestion.code_id)
            prompt = _("Instead of {code}").format(code=name)
            self.open_palette(prompt, suggestion.span, self._correct, None)
        else:
            self._view.chosen_acts.move()

    def repeat(self) -> None:
        """Apply the code used last once more."""
        last = self._session.last_code_id or next(iter(self._view.at_hand.keys.recent), None)
        if last in self._session.codes:
            self._view.at_hand.apply(str(last))
        else:
            self._session.told.emit(
                shortcuts.said(_("No code has been used yet. Press {key} to find one."), "C")
            )

    def in_vivo(self) -> None:
        """Make a code of the selected words and put them under it."""
        span = self._selected()

        def work() -> None:
            name = new_codes.name_in_vivo(self._session.text[span.start : span.end])
            self.code_with_new(span, name, None)

        attempt(self._session, work)

    def move_edges(self, coding_id: str, start: int, end: int) -> None:
        """Let a coding begin and end elsewhere."""
        span = trimmed(self._session.text, Span(start, end))
        project = self._session.project
        if not span or not attempt(self._session, lambda: coding.move_edges(project, coding_id, span)):
            self._view.marks.refresh()

    def edit_edges(self) -> None:
        """Let the arrows move the edges of the active coding until Enter or Esc."""
        active = self._session.active if self._view.chosen_acts.ids() else None
        if active is None:
            return
        self._edges.begin(self._session.text, active.span)
        self._session.told.emit(_("← → move the end, Shift ← → the beginning. Enter saves, Esc leaves."))

    def next_suggestion(self) -> None:
        """Look at the next suggestion."""
        self._view.suggestions.go_on()

    def accept(self, place: int = 0) -> None:
        """Accept the suggestion looked at, or the second or third for the same passage (`place` 1, 2).

        Without one, confirm the codings chosen that wait for it.
        """
        if self._session.suggestion is None and not place and self._view.confirming.confirm():
            return
        choices = self._view.suggestions.choices()
        if place < len(choices):
            self._view.suggestions.decide(ACCEPTED, suggestion=choices[place])
        elif not choices:
            self._session.told.emit(shortcuts.said(_("Press {key} for the next suggestion."), "G"))

    def reject(self) -> None:
        """Say that the suggestion, or else what waits, is wrong: it is never offered again."""
        if self._session.suggestion is None and self._view.confirming.reject():
            return
        self._view.suggestions.decide(REJECTED)

    def put_off(self) -> None:
        """Decide later."""
        self._view.suggestions.decide(SKIPPED)

    def open_menu(self, place: QPoint, coding_ids: list[str]) -> None:
        """Open the menu for what lies at a place of the text."""
        if coding_ids and (self._session.active is None or self._session.active.id not in coding_ids):
            self.activate(coding_ids[0])
        menu = self.menu()
        speaker = speaker_menu(self._session, self._view.transcript.pointed_at, self._view)
        if speaker:
            speaker.setTitle(_("Speaker"))
            # As part of another menu it is closed and opened again while one moves over the entries.
            speaker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
            menu.addSeparator()
            menu.addMenu(speaker)
            menu.destroyed.connect(speaker.deleteLater)
        menu.popup(place)

    def who_speaks(self) -> None:
        """Open the menu about the speaker of the turn at the caret."""
        transcript = self._view.transcript
        caret = transcript.selected_span().end
        below = transcript.edit.caret(caret).bottomLeft().toPoint()
        self.open_speaker_menu(transcript.edit.viewport().mapToGlobal(below), caret)

    def open_speaker_menu(self, place: QPoint, position: int) -> None:
        """Open the menu about who speaks at a position of the text."""
        menu = speaker_menu(self._session, position, self._view)
        if menu is None:
            self._session.told.emit(_("Nobody speaks here."))
        else:
            menu.popup(place)

    def menu(self) -> QMenu:
        """What can be done with the selection and the codings chosen."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen, inspector = self._view.chosen_acts, self._view.inspector
        selected, active = bool(self._selected()), self._session.active is not None
        shown = self._session.document is not None
        for name, key, work, enabled in (
            (_("Code…"), "C", self.code_passage, selected),
            (_("Code the whole answer…"), "Shift+C", chosen.code_answer, shown),
            (_("New code from these words"), "I", self.in_vivo, selected),
            (_("Repeat the last code"), "R", self.repeat, selected),
            (_("Memo on these words"), "Shift+M", chosen.passage_memo, selected),
            ("", "", None, True),
            (_("Key quote"), "Q", chosen.key_quote, active),
            (_("Memo on the coding"), "M", inspector.write_memo, active),
            (_("How it is printed"), "Shift+Q", inspector.write_print, active),
            (_("Move to a code…"), "X", self.change_code, active),
            (_("Copy to a code…"), "Shift+X", chosen.copy, active),
            (_("Move the edges"), "E", self.edit_edges, active),
            (_("Divide here"), "D", chosen.divide, active),
            (_("Join with the next"), "Shift+D", chosen.join, active),
            (_("Remove coding"), "Del", chosen.remove, active),
        ):
            if work is None:
                menu.addSeparator()
            else:
                # The keys are shown, not at work: they belong to the actions of the transcript.
                action = menu.addAction(f"{name}\t{shown_key(key)}")
                action.setEnabled(enabled)
                action.triggered.connect(lambda _on=False, work=work: work())
            if name == _("Memo on these words"):
                redacting = menu.addMenu(self._view.redacting.menu(menu))
                redacting.setText(_("Redact as") + f"\t{shown_key('Z')}")
            if name == _("Key quote"):
                menu.addMenu(self._polarities(menu)).setEnabled(active)
        return menu

    def _polarities(self, parent: QMenu) -> QMenu:
        """How the passages bear on their question."""
        menu = QMenu(_("Polarity"), parent)
        now = {one.polarity for one in self._view.chosen.codings()}
        for polarity, name in words.polarities().items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(now == {polarity})
            action.triggered.connect(
                lambda _on=False, polarity=polarity: self._view.chosen_acts.set_polarity(polarity)
            )
        return menu

    def _selected(self) -> Span:
        return trimmed(self._session.text, self._session.selection)

    def open_palette(
        self,
        prompt: str,
        span: Span,
        take: Callable[[str], object],
        make: Callable[[str, str | None], object] | None,
        take_many: Callable[[Sequence[str]], object] | None = None,
        place: QRect | None = None,
    ) -> None:
        """Open the palette for a passage, or at a place of the view; what `Wish` says holds for the rest."""
        view, project = self._view, self._session.project
        texts = {question.id: question.text for question in project.matrix.questions()}
        criteria = {criterion.id: criterion.name for criterion in project.matrix.criteria()}
        codes = self._session.code_list()
        near = [one for one in view.suggestions.open_suggestions() if one.span.overlaps(span)]
        wish = Wish(
            prompt=prompt,
            take=take,
            make=make,
            take_many=take_many,
            suggested=[one.code_id for one in sorted(near, key=lambda one: -one.score)],
            recent=view.at_hand.keys.recent,
            descriptions={
                code.id: texts.get(code.question_id or "", "") or code.definition for code in codes
            },
            groups={
                code.id: criteria.get(code.criterion_id or "", "") for code in codes if code.kind == QUESTION
            },
        )
        view.palette_popup.open(codes, wish, place or QRect(view.place_of(span)))

    def code_with_new(self, span: Span, name: str, parent_id: str | None) -> None:
        """Make a code and put a passage under it, and under those ticked in the palette."""
        document, beside = self._session.document, self._view.palette_popup.ticked
        if document is None or not span:
            return

        def work() -> None:
            made = new_codes.code_with_new(
                self._session.project,
                name,
                document_id=document.id,
                span=span,
                parent_id=parent_id,
                beside=beside,
                known=self._session.known.of(document.id),
            )
            self._session.last_code_id = made.code_id
            self._view.at_hand.used(made.code_id)
            self.activate(made.id)

        attempt(self._session, work)

    def _correct(self, code_id: str) -> None:
        suggestion = self._session.suggestion
        if suggestion and suggestion.code_id == code_id:
            self._view.suggestions.decide(ACCEPTED)
        elif suggestion:
            self._view.suggestions.decide(CORRECTED, code_id=code_id)

    def _preview_edges(self, span: Span) -> None:
        active = self._session.active
        if active:
            self._view.marks.preview(active._replace(start=span.start, end=span.end))

    def _settle_edges(self, span: Span) -> None:
        if self._session.active:
            self.move_edges(self._session.active.id, span.start, span.end)

    def _stop_edges(self, _news: object) -> None:
        if self._edges.span is not None:
            self._edges.stop()
            self._view.marks.refresh()
