"""What may be coded of the suggestions in chosen documents, read aside and kept up to date."""

from collections.abc import Collection, Sequence
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ...domain.changes import Changes
from ...domain.suggestions import Suggestion
from ...services import auto_coding
from ...services import suggestion_wire as wire
from ...services.auto_coding import Proposals
from ..reading_aside import ReadingAside
from ..session import Session
from .auto_rows import AutoRow

_PORTION = 0.012
_DECIDING = ("coding", "decision", "nothing_here", "code", "finished", "turn")


class AutoRun(QObject):
    """Reads documents when `start` is called; `changed` follows what is found, decided or hidden."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._found: dict[str, list[Suggestion]] = {}
        self._open: dict[str, list[AutoRow]] = {}
        self._blind: dict[str, list[Suggestion]] = {}
        self._due: dict[str, None] = {}
        self.speakers: set[str] = set()
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._look_on)
        self._seen = session.project.seen_coders
        self.reading = ReadingAside(session, self)
        self.reading.read.connect(self._take)
        session.changed.connect(self._on_changed)

    @property
    def has_read(self) -> bool:
        """Whether anything was read."""
        return bool(self._found)

    def start(self, document_ids: Sequence[str]) -> None:
        """Read these documents, or all, instead of what was read before."""
        self._forget()
        self.reading.start("suggest", list(document_ids) or self._session.project.documents.ids(), limit=0)

    def finish(self) -> None:
        """Read no more and tell nobody."""
        self._rest.stop()
        self.reading.finish()

    def rows(self, suggester: str, threshold: float, codes: Collection[str]) -> list[AutoRow]:
        """What a suggester proposes from a share on, by document, in the order of the text."""
        order = [one for one in self._session.project.documents.ids() if one in self._open]
        return [
            row._replace(share=share)
            for document_id in order
            for row in self._open[document_id]
            if (not codes or row.code.id in codes)
            and (share := auto_coding.share_of(row.suggestion, suggester)) >= threshold
            and share > 0
        ]

    def blind(self, suggester: str, threshold: float, codes: Collection[str]) -> int:
        """How many are left out because nobody is shown a suggestion there."""
        every = (one for here in self._blind.values() for one in here)
        return len(auto_coding.chosen(every, suggester, threshold, codes))

    def proposals(self, suggester: str, threshold: float, rows: Sequence[AutoRow]) -> Proposals:
        """Rows as what may be applied."""
        found = tuple(auto_coding.Proposal(row.suggestion, row.share) for row in rows)
        return Proposals(suggester, threshold, found)

    def _take(self, document_id: str, result: Any) -> None:
        if self._session.project.documents.get(document_id) is None:
            return
        found = [wire.suggestion_from_json(one) for one in result]
        self._session.known.put(document_id, found)
        self._found[document_id] = found
        self.speakers.update(name for one in found for name, _share in one.parts)
        self._due[document_id] = None
        self._look_on()

    def _look_on(self) -> None:
        """Find out what may still be coded, some milliseconds at a time."""
        end = monotonic() + _PORTION
        while self._due:
            document_id = next(iter(self._due))
            del self._due[document_id]
            self._look_at(document_id)
            if monotonic() >= end:
                break
        if self._due:
            self._rest.start()
        self.changed.emit()

    def _look_at(self, document_id: str) -> None:
        project, codes = self._session.project, self._session.codes
        document = project.documents.get(document_id)
        if document is None:
            self._open.pop(document_id, None)
            return
        free, self._blind[document_id] = auto_coding.open_to_coding(
            project, document_id, self._found.get(document_id, ())
        )
        text = project.documents.text(document_id)
        self._open[document_id] = [
            AutoRow(
                f"{document_id} {one.start} {one.end} {one.code_id}",
                one,
                document.code,
                " ".join(text[one.start : one.end].split()),
                codes[one.code_id],
                one.score,
            )
            for one in sorted(free, key=lambda one: (one.start, one.end, one.code_id))
            if one.code_id in codes
        ]

    def _forget(self) -> None:
        self.reading.cancel()
        self._found, self._open, self._blind, self._due = {}, {}, {}, {}
        self._seen = self._session.project.seen_coders

    def _on_changed(self, changes: Changes) -> None:
        if self._session.project.seen_coders != self._seen:
            # whatever was found may follow from codings that are hidden now
            self._forget()
            self.changed.emit()
        elif changes.touched("document_text"):
            for document_id in [one for one in self._found if one in changes.of("document_text")]:
                for kept in (self._found, self._open, self._blind):
                    kept.pop(document_id, None)
            self.changed.emit()
        if self._found and changes.touched(*_DECIDING):
            self._due.update(dict.fromkeys(self._found))
            self._rest.start()
