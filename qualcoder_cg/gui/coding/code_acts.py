"""What a person does with codes in the code tree, each verb once, for keys, menus and drops alike."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QSize

from qualcoder_cg.domain.codes import QUESTION, THEME, Code
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.text import listed
from qualcoder_cg.i18n import _, ngettext
from qualcoder_cg.services import codebook, codebook_merges, coding, coding_several
from qualcoder_cg.services.codebook_moves import OTHERS, THEMES, move_codes, place_of, siblings, sort_codes

from . import words
from .at_hand import attempt
from .palette_popup import PalettePopup, Wish

if TYPE_CHECKING:
    from .code_tree import CodeTree


class CodeActs(QObject):
    """The verbs of one code tree; they act on the codes chosen in it and say what they did."""

    def __init__(self, pane: "CodeTree") -> None:
        super().__init__(pane)
        self._pane = pane
        self._session = pane.session
        self.palette_popup: PalettePopup | None = None

    def new_below(self) -> None:
        """Type the name of a code under the current one."""
        code = self._current()
        if code is None:
            self.new_beside()
        else:
            self._pane.new_code.open(code.id)

    def new_beside(self) -> None:
        """Type the name of a code beside the current one; under it where it is a question."""
        code = self._current()
        if code and code.kind == QUESTION:
            self._pane.new_code.open(code.id)
        else:
            place = place_of(self._session.project, code) if code else self._pane.current_group()
            self._pane.new_code.open(place or OTHERS)

    def add(self, name: str, place: str) -> Code:
        """Add a code at a place as `move_codes` names it; UserError where it cannot be."""
        project = self._session.project
        if place == THEMES:
            return codebook.add_code(project, name, theme=True)
        return codebook.add_code(project, name, parent_id=None if place == OTHERS else place)

    def rename(self) -> None:
        """Edit the name of the current code in its row."""
        if self._current():
            self._pane.tree.edit(self._pane.tree.currentIndex().siblingAtColumn(0))

    def describe(self) -> None:
        """Ask for the form of the current code."""
        if code := self._current():
            self._pane.edit_wanted.emit(code.id)

    def colour(self) -> None:
        """Choose a colour for the chosen codes."""
        codes = self._chosen()
        if codes:
            self._pane.colours.open(codes[0].colour, self._pane.row_place(codes[0].id))

    def recolour(self, colour: str, below: bool) -> None:
        """Give the chosen codes a colour."""
        ids, project = self._ids(), self._session.project
        if ids and attempt(self._session, lambda: codebook.recolour_codes(project, ids, colour, below=below)):
            self._tell(
                ngettext("{n} code has another colour.", "{n} codes have another colour.", len(ids)), len(ids)
            )

    def move_up(self) -> None:
        """One place up among the codes beside."""
        self._step(-1)

    def move_down(self) -> None:
        """One place down among the codes beside."""
        self._step(1)

    def move_out(self) -> None:
        """Beside the code above; to the codes that stand alone from under a question or theme."""
        code = self._movable()
        if code is None:
            return
        place = place_of(self._session.project, code)
        above = self._session.codes.get(place)
        if above is None:
            self._session.told.emit(_("This code stands under no other."))
        elif above.kind in (QUESTION, THEME):
            self.move(self._ids(), OTHERS)
        else:
            outer = place_of(self._session.project, above)
            self.move(self._ids(), outer, self._place_among(above, outer) + 1)

    def move_in(self) -> None:
        """Under the code before it."""
        code = self._movable()
        if code is None:
            return
        chosen = set(self._ids())
        beside = siblings(self._session.code_list(), place_of(self._session.project, code))
        before = [one for one in beside[: [one.id for one in beside].index(code.id)] if one.id not in chosen]
        if before:
            self.move(self._ids(), before[-1].id)
        else:
            self._session.told.emit(_("There is no code before it to go under."))

    def move(self, ids: Sequence[str], place: str, position: int | None = None) -> None:
        """Move codes to a place."""
        project, moved = self._session.project, []

        def work() -> None:
            moved.append(move_codes(project, ids, place, position))

        if attempt(self._session, work):
            self._pane.choose(ids)
            told = ngettext("{n} code moved, with {codings}.", "{n} codes moved, with {codings}.", len(ids))
            self._tell(told, len(ids), codings=_codings(moved[0]))

    def sort(self, by: str, under: str | None = None) -> None:
        """Sort all codes, or those under one."""
        project = self._session.project
        if attempt(self._session, lambda: sort_codes(project, by, under=under)):
            self._session.told.emit(_("Sorted. Undo brings the order back."))

    def merge(self) -> None:
        """Choose the code that the chosen ones become."""
        codes = self._chosen()
        if not codes or self.palette_popup is None:
            return
        names = listed([words.code_name(code) for code in codes], most=2)
        ids = [code.id for code in codes]
        others = [code for code in self._session.code_list() if code.id not in ids]
        wish = Wish(
            prompt=_("Merge {codes} into").format(codes=names),
            take=lambda target: self.merge_into(ids, target),
            descriptions={code.id: code.definition for code in others},
        )
        near = self._pane.row_place(ids[0])
        # the popup is a child of the view it lies over
        at = self.palette_popup.mapFromGlobal(near) + self.palette_popup.pos()
        self.palette_popup.open(others, wish, QRect(at, QSize(1, 1)))

    def merge_into(self, ids: Sequence[str], target_id: str) -> None:
        """Put codes together into one."""
        project, moved = self._session.project, []
        target = words.name_of(self._session.codes, target_id)

        def work() -> None:
            moved.append(codebook_merges.merge_codes(project, ids, target_id))

        if attempt(self._session, work):
            self._keep_at_hand(ids, target_id)
            self._pane.choose([target_id])
            told = _("Merged into {code}, with {codings}. Undo brings them back.")
            self._session.told.emit(told.format(code=target, codings=_codings(moved[0])))

    def split(self) -> None:
        """Choose the codings of the current code that go to a new one."""
        from qualcoder_cg.gui.dialogs.split_code import SplitCode

        code = self._current()
        if code is None:
            return
        if not self._session.project.seen.of_code(code.id):
            self._session.told.emit(
                _("Nothing is coded under {code} yet.").format(code=words.code_name(code))
            )
            return
        dialog = SplitCode(self._pane.window(), self._session.project, code)
        dialog.accepted.connect(lambda: self._say_split(code, dialog.made, dialog.moved))
        dialog.open()

    def duplicate(self) -> None:
        """Add a code described like the current one."""
        code, project, made = self._current(), self._session.project, []

        def work() -> None:
            assert code
            made.append(codebook.duplicate_code(project, code.id).id)

        if code and attempt(self._session, work):
            self._pane.choose(made)
            self._session.told.emit(_("Duplicated without its codings. Press F2 to rename it."))

    def delete(self) -> None:
        """Delete the chosen codes; nothing is asked, as undo brings them back."""
        ids, project, gone = self._ids(), self._session.project, []

        def work() -> None:
            gone.append(codebook.delete_codes(project, ids))

        if ids and attempt(self._session, work):
            told = ngettext(
                "{n} code deleted, with {codings}.", "{n} codes deleted, with {codings}.", len(ids)
            )
            self._tell(told, len(ids), codings=_codings(gone[0]))

    def apply_passage(self, code_id: str, document_id: str, span: Span) -> None:
        """Put a passage that was dropped on a code under it."""
        session = self._session
        if session.document and session.document.id == document_id:
            session.select(span)
            self._pane.apply(code_id)
        else:
            project = session.project
            attempt(
                session,
                lambda: coding.apply_code(
                    project,
                    document_id=document_id,
                    span=span,
                    code_id=code_id,
                    known=session.known.of(document_id),
                ),
            )

    def take_codings(self, ids: Sequence[str], code_id: str, copies: bool) -> None:
        """Put codings that were dropped on a code under it, or copies of them."""
        project, code = self._session.project, self._session.codes[code_id]
        work, told = (
            (coding_several.copy_to_code, words.codings_copied)
            if copies
            else (coding.change_code, words.codings_moved)
        )
        if attempt(self._session, lambda: work(project, ids, code_id)):
            self._session.told.emit(told(len(ids), code))

    def save_name(self, code_id: str, name: str) -> None:
        """Rename a code as it was typed."""
        project = self._session.project
        if attempt(self._session, lambda: codebook.rename_code(project, code_id, name)):
            self._pane.choose([code_id])

    def _step(self, by: int) -> None:
        code = self._movable()
        if code is None:
            return
        project = self._session.project
        place, chosen = place_of(project, code), self._ids()
        beside = [one.id for one in siblings(self._session.code_list(), place)]
        inside = [one for one in beside if one in chosen]
        first = beside.index(inside[0])
        staying = len([one for one in beside if one not in inside])
        position = first + by
        if 0 <= position <= staying and attempt(
            self._session, lambda: move_codes(project, inside, place, position)
        ):
            self._pane.choose(chosen)
            self._session.told.emit(_("Moved. Undo takes it back."))

    def _place_among(self, code: Code, place: str) -> int:
        chosen = set(self._ids())
        beside = [one.id for one in siblings(self._session.code_list(), place) if one.id not in chosen]
        return beside.index(code.id)

    def _keep_at_hand(self, ids: Sequence[str], target_id: str) -> None:
        """The key of a code that is no more, and repeating it, go to the code it became."""
        at_hand, gone = self._pane.at_hand, [one for one in ids if one not in self._session.codes]
        if self._session.last_code_id in gone:
            self._session.last_code_id = target_id
        keys = [key for one in gone if at_hand.keys.is_pinned(one) and (key := at_hand.keys.key_of(one))]
        if keys and at_hand.keys.key_of(target_id) is None:
            at_hand.pin(target_id, keys[0])

    def _movable(self) -> Code | None:
        """The first of the chosen codes, if it is not a question."""
        codes = self._chosen()
        if codes and codes[0].kind == QUESTION:
            self._session.told.emit(_("Questions keep the order of the evaluation matrix."))
            return None
        return codes[0] if codes else None

    def _say_split(self, code: Code, made: Code | None, moved: int) -> None:
        if made is None:
            return
        self._pane.choose([made.id])
        told = ngettext(
            "{n} coding went from {code} to {new}.", "{n} codings went from {code} to {new}.", moved
        )
        self._tell(told, moved, code=words.code_name(code), new=made.name)

    def _tell(self, sentence: str, number: int, **more: str) -> None:
        """Say what was done, and that it can be taken back."""
        self._session.told.emit(words.undoable(sentence.format(n=number, **more)))

    def _current(self) -> Code | None:
        return self._session.codes.get(self._pane.tree.current_id())

    def _ids(self) -> list[str]:
        return self._pane.tree.selected_ids()

    def _chosen(self) -> list[Code]:
        return [self._session.codes[one] for one in self._ids() if one in self._session.codes]


def _codings(number: int) -> str:
    return ngettext("{n} coding", "{n} codings", number).format(n=number)
