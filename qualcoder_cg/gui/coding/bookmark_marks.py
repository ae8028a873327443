"""Keeps the bookmarks beside the text equal to what is saved."""

from PySide6.QtCore import QObject

from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.domain.notes import Bookmark
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.session import Session
from qualcoder_cg.i18n import _
from qualcoder_cg.services import whereabouts

from .at_hand import attempt
from .reading_edit import ReadingEdit
from .text_lines import line_at
from .transcript_view import TranscriptView


class BookmarkMarks(QObject):
    """Follows the session, and tells the gutter where the bookmarks of the coder who acts are."""

    def __init__(self, session: Session, transcript: TranscriptView) -> None:
        super().__init__(transcript)
        self._session = session
        self._transcript = transcript
        self._marks: list[Bookmark] = []
        session.document_shown.connect(self._read)
        session.text_changed.connect(self._read)
        session.whose_changed.connect(self._read)
        session.changed.connect(self._on_changed)
        transcript.outdated.connect(self._draw)
        transcript.moved.connect(self._draw)
        self._read()

    def toggle(self) -> None:
        """Mark the line the caret is in, or take its mark away."""
        document = self._session.document
        if document is None:
            return
        edit = self._transcript.edit
        caret = self._transcript.selected_span().end
        line = _line_at(edit, caret)

        def work() -> None:
            made = whereabouts.toggle_bookmark(
                self._session.project, document_id=document.id, place=caret, within=line
            )
            self._session.told.emit(_("Bookmark set") if made else _("Bookmark taken away"))

        attempt(self._session, work)

    def _read(self, _news: object = None) -> None:
        document = self._session.document
        own = whereabouts.own_bookmarks(self._session.project) if document else []
        self._marks = [one for one in own if document and one.document_id == document.id]
        self._draw()

    def _draw(self) -> None:
        """Place the marks that can be seen; long texts are not laid out for the others."""
        edit = self._transcript.edit
        seen = edit.visible() if self._marks else Span(0, 0)
        page = seen.end - seen.start
        near = Span(seen.start - page, seen.end + page)
        places = [
            (edit.baseline(one.place), one.name or _("Bookmark"))
            for one in self._marks
            if near.start <= one.place <= near.end and one.place <= len(edit.text)
        ]
        self._transcript.gutter.show_bookmarks(places)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched("bookmark"):
            self._read()


def _line_at(edit: ReadingEdit, point: int) -> Span:
    """The line of the screen on which a code point stands."""
    block, line, _within = line_at(edit.document(), edit.positions.to_units(point))
    first = block.position() + line.textStart()
    return edit.positions.span(first, first + line.textLength())
