"""Shows in the text, quietly, what would not be printed of it: a line through each redacted stretch."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QObject, QTimer
from PySide6.QtGui import QPainter, QPen

from qualcoder_cg.domain import attribution
from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.domain.quotes import Redaction
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.session import Session
from qualcoder_cg.i18n import _
from qualcoder_cg.services import redaction
from qualcoder_cg.services.redaction import Redactor, Stretch

if TYPE_CHECKING:
    from .reading_edit import ReadingEdit
    from .transcript_view import TranscriptView

_TABLES = ("redaction", "known_name", "informant", "institution", "institution_alias", "quote", "voice",
           "turn", "interview", "document", "glossary_term", "setting")  # fmt: skip
_SOON_MS = 60


class Struck:
    """The redacted stretches of the document shown, each with a hairline through it."""

    def __init__(self) -> None:
        self.stretches: Sequence[Stretch] = ()
        self._ends: list[int] = []

    def show(self, stretches: Sequence[Stretch]) -> None:
        """Strike these, in the order of the text."""
        self.stretches = stretches
        self._ends = [one.end for one in stretches]

    def at(self, point: int) -> Stretch | None:
        """The stretch that holds a code point."""
        place = bisect_right(self._ends, point)
        if point < 0 or place >= len(self.stretches):
            return None
        one = self.stretches[place]
        return one if one.start <= point else None

    def paint(self, painter: QPainter, edit: "ReadingEdit") -> None:
        """Strike what can be seen; the painter counts in the document's pixels."""
        if not self.stretches:
            return
        seen = edit.visible()
        seen = Span(seen.start, seen.end + 1)
        painter.save()
        painter.setPen(QPen(theme.colour("ink2"), 1))
        for one in self.stretches[bisect_right(self._ends, seen.start) :]:
            if one.start >= seen.end:
                break
            for box in edit.boxes(Span(one.start, one.end), seen):
                middle = round(box.top() + box.height() * 0.56) + 0.5
                painter.drawLine(QLineF(box.left(), middle, box.right(), middle))
        painter.restore()


class RedactionMarks(QObject):
    """Follows the session, and keeps what is struck equal to what an export by type would replace."""

    def __init__(self, session: Session, transcript: "TranscriptView") -> None:
        super().__init__(transcript)
        self._session = session
        self._transcript = transcript
        self._redactor: Redactor | None = None
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.read)
        transcript.about_place = self.about
        session.document_shown.connect(self._clear)
        session.text_changed.connect(self._clear)
        session.changed.connect(self._on_changed)
        self._clear()

    def read(self) -> None:
        """Strike what is redacted now."""
        self._soon.stop()
        document = self._session.document
        if document is None:
            return
        self._redactor = self._redactor or Redactor(self._session.project)
        done = self._redactor.of_document(document.id, self._session.text)
        self._transcript.edit.struck.show(done.pieces(attribution.TYPE).stretches)
        self._transcript.edit.viewport().update()

    def about(self, point: int) -> str:
        """What is printed in place of the words at a point, and why; "" where nothing is."""
        one = self._transcript.edit.struck.at(point)
        if one is None:
            return ""
        why = redaction.rule_words(one.rule)
        return _("Printed as {words} ({rule})").format(words=one.replacement, rule=why)

    def by_hand_at(self, span: Span) -> list[Redaction]:
        """What a person redacted or let stand within a stretch of the document shown."""
        document = self._session.document
        found = redaction.of_document(self._session.project, document.id) if document else []
        point = Span(span.start, max(span.end, span.start + 1))
        return [one for one in found if one.span.overlaps(point)]

    def finish(self) -> None:
        """Leave the study alone from now on."""
        self._soon.stop()
        self._redactor = None

    def _clear(self, _news: object = None) -> None:
        self._transcript.edit.struck.show(())
        self._soon.start()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched(*_TABLES):
            self._redactor = None
            self._soon.start()
