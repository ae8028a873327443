"""Reading what a board shows, piece by piece, in the order in which it is looked at."""

from collections.abc import Generator, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from ...domain import attribution
from ...domain.changes import Changes
from ...domain.evidence import Excerpt
from ...domain.findings import FindingFacts
from ...domain.queries import Passage
from ...services import voice_balance
from ...services.evidence_facts import passage_reference
from ...services.findings import reading_findings
from ...services.pieces import Pieces
from ...services.printed import Printing
from ...services.question_board import Board, BoardRow, reading_board
from ...services.rules import rules
from ...services.studies import Project
from ..in_pieces import InPieces
from .board_model import passages_of, plain_rows

_PRINTED = (
    "quote", "translation", "redaction", "known_name", "informant", "institution", "voice", "turn",
    "document", "document_text", "page", "interview", "interview_informant", "category", "setting",
)  # fmt: skip
_FIRST = 24


class BoardReading(QObject):
    """Reads the findings of a question, then its board, its voices, then all other findings.

    `findings_read(list)`, `board_read(Board)`, `voices_read(VoiceBalance)`, `all_read(list)` tell of each.
    """

    findings_read = Signal(object)
    board_read = Signal(object)
    voices_read = Signal(object)
    all_read = Signal(object)

    def __init__(self, project: Project, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._printing: Printing | None = None
        self._ready: dict[Passage, Excerpt | None] = {}
        self._question = ""
        self._here, self._all, self._ahead = InPieces(self), InPieces(self), InPieces(self)

    @property
    def is_busy(self) -> bool:
        """Whether something is still being read."""
        return self._here.is_busy or self._all.is_busy

    def note(self, changes: Changes) -> None:
        """Forget what a change made out of date."""
        if changes.touched(*_PRINTED):
            self._printing = None
            self._ready.clear()
            self._ahead.stop()

    def begin(self, question_id: str, *, everything: bool = True) -> None:
        """Read the findings of a question anew; then, unless they are known, all others."""
        self._question = question_id
        self._here.begin(reading_findings(self._project, question_id), self.findings_read.emit)
        if everything:
            self._all.begin(reading_findings(self._project), self.all_read.emit)

    def read_board(self, facts: FindingFacts | None, least: int = 0) -> None:
        """Read the board for one of the findings, with the words of what is looked at first."""
        self._ahead.stop()
        self._here.begin(Pieces(self._board(facts, max(least, _FIRST))), self._then_voices)

    def read_ahead(self, passages: Sequence[Passage]) -> None:
        """Make ready what may be looked at next; whoever does not wait for it reads it when it is shown."""
        self._ahead.begin(Pieces(self._print(passages)), lambda _printed: None)

    def stop(self) -> None:
        """Let go of what is not read yet."""
        for work in (self._here, self._all, self._ahead):
            work.stop()

    def words(self, passages: Sequence[Passage]) -> Mapping[Passage, Excerpt]:
        """Passages as they may be printed at the level that is usual."""
        Pieces(self._print(passages)).complete()
        ready = ((passage, self._ready[passage]) for passage in passages)
        return {passage: excerpt for passage, excerpt in ready if excerpt}

    def reference(self, row: BoardRow) -> str:
        """Where a row stands, in short."""
        if row.linked:
            return row.linked.reference
        if row.passage:
            return passage_reference(self._project, row.passage.document_id, row.passage.start, row.people)
        return ""

    def _board(self, facts: FindingFacts | None, first: int) -> Generator[None, None, Board]:
        work = reading_board(self._project, self._question, facts)
        while not work.go_on(0):
            yield
        found = work.value
        for column in (plain_rows(found.supporting, found.undecided), plain_rows(found.against, ())):
            yield from self._print(passages_of(column[:first]))
        return found

    def _print(self, passages: Sequence[Passage]) -> Generator[None, None, None]:
        """Make passages ready, document by document."""
        wanted: dict[str, list[Passage]] = {}
        for passage in passages:
            if passage not in self._ready:
                wanted.setdefault(passage.document_id, []).append(passage)
        if wanted and self._printing is None:
            level = rules(self._project).usual_level or attribution.TYPE
            self._printing = yield from Printing.making(self._project, level)
        for here in wanted.values():
            assert self._printing
            found = self._printing.of(here)
            self._ready.update((passage, found.get(passage)) for passage in here)
            yield

    def _then_voices(self, found: object) -> None:
        self.board_read.emit(found)
        work = voice_balance.balancing(self._project, question_id=self._question)
        self._here.begin(work, self.voices_read.emit)
