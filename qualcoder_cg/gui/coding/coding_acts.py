"""What a person does in the coding window, each verb once, for keys, menus and buttons alike."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QMenu

from qualcoder_cg.domain.codes import QUESTION
from qualcoder_cg.domain.spans import Span, trimmed
from qualcoder_cg.domain.suggestions import ACCEPTED, CORRECTED, REJECTED, SKIPPED
from qualcoder_cg.domain.text import word_count
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
        """Make a coding the active one; a suggestion is no longer looked at."""
        self._session.consider(None)
        self._session.activate(coding_id)

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
                self._session.told.emit(_("Select a passage first. Drag over the text, or press S."))
            return
        count = word_count(self._session.text[span.start : span.end])
        prompt = ngettext("Code {n} word", "Code {n} words", count).format(n=count)
        self._open_palette(prompt, span, self._view.at_hand.apply, self._code_with_new)

    def change_code(self) -> None:
        """Open the palette to put the suggestion looked at, or the active coding, under another code."""
        active, suggestion = self._session.active, self._session.suggestion
        if suggestion:
            name = words.name_of(self._session.codes, suggestion.code_id)
            prompt = _("Instead of {code}").format(code=name)
            self._open_palette(prompt, suggestion.span, self._correct, None)
        elif active:
            name = words.name_of(self._session.codes, active.code_id)
            prompt = _("Move from {code}").format(code=name)
            self._open_palette(prompt, active.span, self._move_active, self._move_to_new)
        else:
            self._session.told.emit(_("Click the bracket of a coding first."))

    def repeat(self) -> None:
        """Apply the code used last once more."""
        last = self._session.last_code_id or next(iter(self._view.at_hand.keys.recent), None)
        if last in self._session.codes:
            self._view.at_hand.apply(str(last))
        else:
            self._session.told.emit(_("No code has been used yet. Press C to find one."))

    def in_vivo(self) -> None:
        """Make a code of the selected words and put them under it."""
        span = self._selected()

        def work() -> None:
            name = new_codes.name_in_vivo(self._session.text[span.start : span.end])
            self._code_with_new(name, None)

        attempt(self._session, work)

    def remove(self) -> None:
        """Take the active coding away."""
        if self._session.active is None:
            self._session.told.emit(_("Click the bracket of a coding first."))
        elif attempt(self._session, self._session.remove_active):
            self._session.told.emit(_("Removed. Undo brings it back."))

    def move_edges(self, coding_id: str, start: int, end: int) -> None:
        """Let a coding begin and end elsewhere."""
        span = trimmed(self._session.text, Span(start, end))
        project = self._session.project
        if not span or not attempt(self._session, lambda: coding.move_edges(project, coding_id, span)):
            self._view.marks.refresh()

    def edit_edges(self) -> None:
        """Let the arrows move the edges of the active coding until Enter or Esc."""
        active = self._session.active
        if active is None:
            self._session.told.emit(_("Click the bracket of a coding first."))
            return
        self._edges.begin(self._session.text, active.span)
        self._session.told.emit(_("← → move the end, Shift ← → the beginning. Enter saves, Esc leaves."))

    def next_suggestion(self) -> None:
        """Look at the next suggestion."""
        self._view.suggestions.go_on()

    def accept(self, place: int = 0) -> None:
        """Accept the suggestion looked at, or the second or third for the same passage (`place` 1, 2)."""
        choices = self._view.suggestions.choices()
        if place < len(choices):
            self._view.suggestions.decide(ACCEPTED, suggestion=choices[place])
        elif not choices:
            self._session.told.emit(_("Press G for the next suggestion."))

    def reject(self) -> None:
        """Say that the suggestion is wrong: it is never offered again."""
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
        """What can be done with the selection and the active coding."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        selected = bool(self._selected())
        for name, work, enabled in (
            (_("Code…"), self.code_passage, selected),
            (_("New code from these words"), self.in_vivo, selected),
            (_("Repeat the last code"), self.repeat, selected),
            ("", None, True),
            (_("Change code…"), self.change_code, self._session.active is not None),
            (_("Move the edges"), self.edit_edges, self._session.active is not None),
            (_("Memo"), self._view.inspector.write_memo, self._session.document is not None),
            (_("Remove coding"), self.remove, self._session.active is not None),
        ):
            if work is None:
                menu.addSeparator()
            else:
                action = menu.addAction(name)
                action.setEnabled(enabled)
                action.triggered.connect(lambda _on=False, work=work: work())
        return menu

    def _selected(self) -> Span:
        return trimmed(self._session.text, self._session.selection)

    def _open_palette(self, prompt: str, span: Span, take: object, make: object) -> None:
        view, project = self._view, self._session.project
        texts = {question.id: question.text for question in project.matrix.questions()}
        criteria = {criterion.id: criterion.name for criterion in project.matrix.criteria()}
        codes = self._session.code_list()
        near = [one for one in view.suggestions.open_suggestions() if one.span.overlaps(span)]
        wish = Wish(
            prompt=prompt,
            take=take,  # type: ignore[arg-type]
            make=make,  # type: ignore[arg-type]
            suggested=[one.code_id for one in sorted(near, key=lambda one: -one.score)],
            recent=view.at_hand.keys.recent,
            descriptions={
                code.id: texts.get(code.question_id or "", "") or code.definition for code in codes
            },
            groups={
                code.id: criteria.get(code.criterion_id or "", "") for code in codes if code.kind == QUESTION
            },
        )
        view.palette_popup.open(codes, wish, QRect(view.place_of(span)))

    def _code_with_new(self, name: str, parent_id: str | None) -> None:
        document, span = self._session.document, self._selected()
        if document is None or not span:
            return

        def work() -> None:
            made = new_codes.code_with_new(
                self._session.project, name, document_id=document.id, span=span, parent_id=parent_id
            )
            self._session.last_code_id = made.code_id
            self._view.at_hand.used(made.code_id)
            self.activate(made.id)

        attempt(self._session, work)

    def _move_active(self, code_id: str) -> None:
        active, project = self._session.active, self._session.project
        if active and attempt(self._session, lambda: coding.change_code(project, [active.id], code_id)):
            self._view.at_hand.used(code_id)

    def _move_to_new(self, name: str, parent_id: str | None) -> None:
        active, project = self._session.active, self._session.project
        if active:
            attempt(
                self._session,
                lambda: self._view.at_hand.used(
                    new_codes.move_to_new(project, name, active.id, parent_id=parent_id)
                ),
            )

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
