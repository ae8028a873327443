"""What is done to the codings chosen, one or many: weighed, divided, joined, moved, copied, removed."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from qualcoder_cg.domain.spans import Span, trimmed
from qualcoder_cg.domain.text import word_count
from qualcoder_cg.gui import shortcuts
from qualcoder_cg.i18n import _, ngettext
from qualcoder_cg.services import coding, coding_several, coding_weight, new_codes

from . import words
from .at_hand import attempt

if TYPE_CHECKING:
    from .coding_view import CodingView

Given = TypeVar("Given")


class ChosenActs(QObject):
    """The verbs for codings that are there, of one coding view."""

    def __init__(self, view: "CodingView") -> None:
        super().__init__(view)
        self._view = view
        self._session = view.session
        self._chosen = view.chosen

    def next_polarity(self, step: int = 1) -> None:
        """Go on to the next polarity, or back; codings that differ follow the first."""
        ids = self.ids()
        if ids:
            first = coding.get_coding(self._session.project, ids[0])
            self.set_polarity(coding_weight.next_polarity(first.polarity, step))

    def set_polarity(self, polarity: str) -> None:
        """Say how the passages bear on their question."""
        ids = self.ids()
        if ids and self._do(lambda: coding_weight.set_polarity(self._session.project, ids, polarity)):
            said = words.polarities()[polarity]
            self._session.told.emit(self._about(_("{codings}: {what}"), what=said, ids=ids))

    def key_quote(self) -> None:
        """Mark them as key quotes; where all of them are, take the mark off."""
        ids = self.ids()
        if ids:
            on = not all(one.is_key for one in self._session.project.codings.some(ids))
            if self._do(lambda: coding_weight.set_key(self._session.project, ids, on)):
                said = _("key quote") if on else _("no key quote")
                self._session.told.emit(self._about(_("{codings}: {what}"), what=said, ids=ids))

    def divide(self) -> None:
        """Divide the active coding where the caret is, or where the selection begins."""
        place = self._view.transcript.selected_span().start
        ids = self.ids()
        if ids:
            active = self._session.active.id if self._session.active else ids[0]
            made = self._given(lambda: coding_several.split_coding(self._session.project, active, place))
            if made:
                self._chosen.only(made[1].id)

    def join(self) -> None:
        """Join the codings chosen; a single one with the next of its code."""
        ids = self.ids()
        if not ids:
            return
        if len(ids) == 1:
            other = coding_several.one_to_join(self._session.project, ids[0])
            if other is None:
                self._session.told.emit(_("No coding of the same code and coder follows."))
                return
            ids = [ids[0], other.id]
        joined = self._given(lambda: coding_several.join_codings(self._session.project, ids))
        if joined:
            self._chosen.only(joined.id)
            count = word_count(self._session.text[joined.start : joined.end])
            told = ngettext("Joined, {n} word now.", "Joined, {n} words now.", count).format(n=count)
            self._session.told.emit(words.undoable(told))

    def move(self) -> None:
        """Open the palette to put them under another code."""
        ids = self.ids()
        if ids:
            project = self._session.project

            def take(code_id: str) -> None:
                if self._do(lambda: coding.change_code(project, ids, code_id)):
                    self._view.at_hand.used(code_id)
                    self._session.told.emit(words.codings_moved(len(ids), self._session.codes[code_id]))

            def make(name: str, parent_id: str | None) -> None:
                made = self._given(lambda: new_codes.move_to_new(project, name, ids, parent_id=parent_id))
                self._view.at_hand.used(made) if made else None

            prompt = _("Move from {code}").format(code=self._name(ids[0])) if len(ids) == 1 else ""
            many = ngettext("Move {n} coding", "Move {n} codings", len(ids)).format(n=len(ids))
            self._view.acts.open_palette(prompt or many, self._extent(ids), take, make)

    def copy(self) -> None:
        """Open the palette to put their passages under another code too."""
        ids = self.ids()
        if ids:
            project = self._session.project

            def take(code_id: str) -> None:
                made = self._given(lambda: coding_several.copy_to_code(project, ids, code_id))
                if made:
                    self._view.at_hand.used(code_id)
                    self._chosen.every(one.id for one in made)
                    self._session.told.emit(words.codings_copied(len(made), self._session.codes[code_id]))

            def make(name: str, parent_id: str | None) -> None:
                made = self._given(lambda: new_codes.copy_to_new(project, name, ids, parent_id=parent_id))
                self._view.at_hand.used(made) if made else None

            prompt = _("Copy from {code}").format(code=self._name(ids[0])) if len(ids) == 1 else ""
            many = ngettext("Copy {n} coding", "Copy {n} codings", len(ids)).format(n=len(ids))
            self._view.acts.open_palette(prompt or many, self._extent(ids), take, make)

    def remove(self) -> None:
        """Take them away; undo brings them back."""
        ids = list(self._chosen.ids)
        if not ids:
            self._session.told.emit(_("Click the bracket of a coding first."))
            return
        gone = [(one.document_id, *one.span) for one in self._session.codings if one.id in ids]
        if self._do(lambda: coding.remove_codings(self._session.project, ids)):
            removed = ngettext("{n} coding removed.", "{n} codings removed.", len(ids)).format(n=len(ids))
            told = [removed, _("Undo brings it back.")]
            from qualcoder_cg.services.finding_links import uses_of  # not needed to open a window

            if uses := uses_of(self._session.project, gone):
                told.insert(1, _("The words stay evidence of {findings}.").format(findings=", ".join(uses)))
            self._session.told.emit(" ".join(told))

    def passage_memo(self) -> None:
        """Write a memo on the words selected, or on those of the active coding."""
        if trimmed(self._session.text, self._session.selection) or self._view.inspector.passage.here():
            self._view.inspector.write_passage_memo()
        elif self._session.active:
            self._view.transcript.select(self._session.active.span)
            self._view.inspector.write_passage_memo()
        else:
            self._session.told.emit(
                shortcuts.said(_("Select a passage first. Drag over the text, or press {key}."), "S")
            )

    def code_answer(self) -> None:
        """Open the palette for the whole answer at the caret, whatever is selected."""
        transcript, document = self._view.transcript, self._session.document
        span = trimmed(self._session.text, transcript.words_from(transcript.selected_span()))
        if document is None or not span:
            self._session.told.emit(_("Nobody speaks here."))
            return
        count = word_count(self._session.text[span.start : span.end])
        prompt = ngettext("Code the answer: {n} word", "Code the answer: {n} words", count).format(n=count)
        self._view.acts.open_palette(
            prompt,
            span,
            lambda code_id: self.apply_to(span, [code_id]),
            lambda name, parent_id: self._view.acts.code_with_new(span, name, parent_id),
            lambda code_ids: self.apply_to(span, code_ids),
        )

    def apply_to(self, span: Span, code_ids: Sequence[str]) -> None:
        """Put a passage of the document shown under codes, in one step."""
        document, span = self._session.document, trimmed(self._session.text, span)
        if document is None or not span:
            return
        made = self._given(
            lambda: coding_several.apply_codes(
                self._session.project,
                document_id=document.id,
                span=span,
                code_ids=code_ids,
                known=self._session.known.of(document.id),
            )
        )
        if made:
            for one in made:
                self._view.at_hand.used(one.code_id)
            self._session.last_code_id = made[-1].code_id
            self._chosen.every(one.id for one in made)
            names = ", ".join(words.code_name(self._session.codes[one.code_id]) for one in made)
            self._session.told.emit(_("Saved under {code}").format(code=names))

    def choose_all(self) -> None:
        """Choose all codings that overlap the selection; without one, all of the document."""
        found = self._view.transcript.codings_here() if self._session.selection else []
        self._chosen.every(found or [one.id for one in self._session.codings])

    def choose_next_too(self) -> None:
        """Choose the next of the codings at the caret too."""
        here = [one for one in self._view.transcript.codings_here() if one not in self._chosen.ids]
        if here:
            self._chosen.toggle(here[0])

    def leave(self) -> None:
        """Back to one coding, then to none."""
        self._chosen.back_to_one()

    def ids(self) -> list[str]:
        """What is acted on: the codings chosen, else the shortest one at the caret, which becomes active."""
        if not self._chosen.ids:
            here = self._view.transcript.codings_here()
            if not here:
                self._session.told.emit(_("Click the bracket of a coding first."))
                return []
            self._chosen.only(here[0])
        return list(self._chosen.ids)

    def _extent(self, ids: Sequence[str]) -> Span:
        """Where the palette opens: at the active one of the codings."""
        found = self._session.active or self._session.project.codings.some(ids)[0]
        return found.span

    def _name(self, coding_id: str) -> str:
        found = self._session.project.codings.get(coding_id)
        return words.name_of(self._session.codes, found.code_id) if found else ""

    def _about(self, sentence: str, *, what: str, ids: Sequence[str]) -> str:
        many = ngettext("{n} coding", "{n} codings", len(ids)).format(n=len(ids))
        return sentence.format(codings=self._name(ids[0]) if len(ids) == 1 else many, what=what)

    def _do(self, work: Callable[[], object]) -> bool:
        return attempt(self._session, work)

    def _given(self, work: Callable[[], Given]) -> Given | None:
        """What some work gives; None where something stood in its way, which is said."""
        found: list[Given] = []
        attempt(self._session, lambda: found.append(work()))
        return found[0] if found else None
