"""Looking for keywords in all documents of a study, one after the other, by the process that suggests."""

from collections.abc import Generator, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from ...domain.codes import Code
from ...domain.suggestions import Material
from ...errors import UserError
from ...services import keywords as services
from ...services.keywords import Key, Row, Stand, Standing
from ...services.pieces import Pieces
from ...services.suggestion_wire import material_to_json
from ..in_pieces import InPieces
from ..session import Session
from ..suggester import Asked

_AHEAD = 2


class KeywordSearch(QObject):
    """One search at a time: what is begun takes the place of what is not done.

    `found(stands by keyword)` comes document by document, keywords by their places among `keys`; then
    `ended`. What was hit is kept, so that `stand_anew` can tell how it stands after others were coded.
    """

    found = Signal(object)
    ended = Signal()
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.keys: Sequence[Key] = ()
        self.code_id = ""
        self.read = 0
        self._ids: list[str] = []
        self._rows: dict[str, list[Row]] = {}
        self._standing: Standing | None = None
        self._asked: list[Asked] = []
        self._next = 0
        self._anew = InPieces(self)

    @property
    def total(self) -> int:
        """How many documents are read in all."""
        return len(self._ids)

    def is_under_way(self) -> bool:
        """Whether documents are left to read."""
        return self.read < len(self._ids) or self._anew.is_busy

    def begin(self, code_id: str, keys: Sequence[Key], first: str = "") -> None:
        """Look for keywords as those of a code, in the document `first` before the others."""
        self.stop()
        self.code_id, self.keys, self.read, self._rows = code_id, tuple(keys), 0, {}
        self._next = 0
        if not self.keys or code_id not in self._session.codes:
            self._ids = []
            self.ended.emit()
            return
        self._ids = sorted(self._session.project.documents.ids(), key=lambda one: one != first)
        self._standing = Standing(self._session.project, code_id)
        self._go_on()

    def stop(self) -> None:
        """Look no further."""
        self._anew.stop()
        self.hold()

    def hold(self) -> None:
        """Look no further until `go_on`."""
        for asked in self._asked:
            asked.cancel()
        self._asked, self._next = [], self.read

    def go_on(self) -> None:
        """Go on after `hold`, if something is left to read."""
        if not self._asked and self.read < len(self._ids):
            self._go_on()

    def stand_anew(self) -> None:
        """Tell again how what was found stands to the code; whoever listens begins with nothing."""
        if self.read < len(self._ids) or self.code_id not in self._session.codes:
            self.begin(self.code_id, self.keys)
            return
        self._standing = Standing(self._session.project, self.code_id)
        self._anew.begin(Pieces(self._tell_all(self._standing)), lambda _told: self.ended.emit())

    def _tell_all(self, standing: Standing) -> Generator[None, None, None]:
        for document_id, rows in list(self._rows.items()):
            self._tell(standing, document_id, rows)
            yield

    def _tell(self, standing: Standing, document_id: str, rows: Sequence[Row]) -> None:
        try:
            material = services.text_to_read(self._session.project, document_id)
        except UserError:
            return  # it was deleted meanwhile, and with it what was found there
        stands: Mapping[int, list[Stand]] = standing.stands(material, rows)
        if stands:
            self.found.emit(stands)

    def _go_on(self) -> None:
        """Ask for the next documents: one is made ready while another is read."""
        code = self._session.codes.get(self.code_id)
        while code and len(self._asked) < _AHEAD and (material := self._following()):
            self._asked.append(self._ask(code, material))
        if not self._asked:
            self.read = len(self._ids)
            self.ended.emit()

    def _ask(self, code: Code, material: Material) -> Asked:
        return self._session.suggester.ask(
            "hits",
            lambda rows: self._take(material.document_id, rows),
            failed=self._fail,
            needs_model=False,
            urgent=True,
            keywords=services.lists(code, self.keys),
            material=material_to_json(material),
        )

    def _following(self) -> Material | None:
        """The next document that is there to be read; None where all were."""
        while self._next < len(self._ids):
            self._next += 1
            try:
                return services.text_to_read(self._session.project, self._ids[self._next - 1])
            except UserError:
                continue
        return None

    def _take(self, document_id: str, rows: list[Row]) -> None:
        self.read += 1
        self._asked.pop(0)
        if rows and self._standing:
            self._rows[document_id] = rows
            self._tell(self._standing, document_id, rows)
        self._go_on()

    def _fail(self, reason: str) -> None:
        self.hold()
        self.read = self._next = len(self._ids)
        self.failed.emit(reason)
