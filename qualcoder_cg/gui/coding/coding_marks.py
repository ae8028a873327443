"""Keeps the brackets and tints of the transcript equal to what is saved."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.domain.codes import Code
from qualcoder_cg.domain.codings import SUGGESTED, Coder, Coding
from qualcoder_cg.domain.documents import Document
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui import shortcuts
from qualcoder_cg.gui.session import Session
from qualcoder_cg.i18n import _
from qualcoder_cg.services.anchoring import Anchors
from qualcoder_cg.services.palette import label_of, number_of

from .marks import Mark
from .transcript_view import TranscriptView

_FEW = 200


def mark_of(
    coding: Coding, codes: Mapping[str, Code], coders: Mapping[str, Coder], several: bool
) -> Mark | None:
    """A coding as it is drawn; None where its code is gone. Initials stand beside it for `several` coders."""
    code = codes.get(coding.code_id)
    coder = coders.get(coding.coder_id)
    if code is None:
        return None
    return Mark(
        coding_id=coding.id,
        start=coding.start,
        end=coding.end,
        label=label_of(code),
        number=number_of(code),
        colour=code.colour,
        initials=coder.initials if coder else "",
        show_coder=several,
        key=bool(coding.is_key),
        polarity=coding.polarity,
        memo=coding.memo,
        waits=coding.origin == SUGGESTED,
    )


class CodingMarks(QObject):
    """Follows the session and tells the transcript what to draw."""

    def __init__(self, session: Session, transcript: TranscriptView) -> None:
        super().__init__(transcript)
        self._session = session
        self._transcript = transcript
        self._hidden = False
        session.document_shown.connect(self.show_document)
        session.text_changed.connect(self._follow_text)
        session.codes_changed.connect(self.refresh)
        session.whose_changed.connect(self.refresh)
        session.changed.connect(self._on_changed)
        session.coding_activated.connect(self._show_active)
        self.show_document(session.document)

    def show_document(self, _document: Document | None) -> None:
        """Show a document with its codings; None shows an empty page."""
        self._transcript.set_document(self._session.text, self._session.turns)
        self.refresh()

    def hide_codings(self, hidden: bool) -> None:
        """Show the bare text, or the codings again."""
        self._hidden = hidden
        self.refresh()
        told = _("Codings are hidden. {key} shows them again.") if hidden else _("Codings are shown.")
        self._session.told.emit(shortcuts.said(told, "H"))

    def refresh(self) -> None:
        """Draw all codings of the document anew."""
        self._transcript.set_codings([] if self._hidden else self._marks(self._session.codings))
        active = self._session.active
        self._transcript.set_active(active.id if active else None)

    def preview(self, coding: Coding) -> None:
        """Draw one coding as it is given, though it is not saved so yet."""
        self._transcript.add_marks(self._marks([coding]))

    def _show_active(self, coding: Coding | None) -> None:
        self._transcript.set_active(coding.id if coding else None)

    def _follow_text(self, before: str) -> None:
        """Show the corrected text where the same words are read, with the caret where it was among them."""
        text, caret = self._session.text, self._transcript.selected_span().end
        top, offset = self._transcript.place_read()
        if before != text:
            anchors = Anchors(before, text)
            top, caret = anchors.position(top), anchors.position(caret)
        self._transcript.set_document(text, self._session.turns)
        self.refresh()
        self._transcript.select(Span(caret, caret))
        self._transcript.read_from(top, offset)

    def _on_changed(self, changes: Changes) -> None:
        document = self._session.document
        if changes.everything or changes.touched("coder") or len(changes.of("coding")) > _FEW:
            self.refresh()
        elif document and changes.touched("coding") and not self._hidden:
            touched = changes.of("coding")
            found = [one for one in self._session.codings if one.id in touched]
            self._transcript.remove_marks(touched - {one.id for one in found})
            self._transcript.add_marks(self._marks(found))

    def _marks(self, found: list[Coding]) -> list[Mark]:
        coders = {coder.id: coder for coder in self._session.who.coders()}
        several = len(coders) > 1
        marks = (mark_of(coding, self._session.codes, coders, several) for coding in found)
        return [mark for mark in marks if mark]
