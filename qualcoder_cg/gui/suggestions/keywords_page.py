"""The keywords of codes: what they hit, how often they were right, what might be added."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ...domain.changes import Changes
from ...errors import UserError
from ...i18n import _
from ...services import keyword_proposals
from ...services import keywords as services
from ...services.keyword_proposals import Proposal
from ...services.keywords import Found, Key, Stand
from ..coding.words import code_name
from ..session import Session
from .keyword_offering import KeywordOffering
from .keyword_panes import Panes
from .keyword_passages import MOST
from .keyword_search import KeywordSearch

_BEGIN, _SETTLE, _OFFER, _TELL = 120, 400, 600, 150
_STAND = ("coding", "decision", "nothing_here", "informant", "voice", "interview_informant", "coder")
_READ = ("document", "document_text", "turn")
_CODES = ("code", "keyword", "code_question", "criterion", "question")


class KeywordsPage(QWidget):
    """Codes, the keywords of the one that is picked, the passages of one keyword, proposals.

    `passage_chosen(document id, Span)` goes to a transcript. Nothing is read while the page is hidden.
    """

    passage_chosen = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.code_id = ""
        self.found: dict[Key, Found] = {}
        self._new: dict[Key, Found] = {}
        self._tried = Found(MOST)
        self._stale = True
        self.panes = Panes(session, self)
        self.search = KeywordSearch(session, self)
        self.trial = KeywordSearch(session, self)
        self.offering = KeywordOffering(session, self)
        self._told = QTimer(self, singleShot=True, interval=_TELL)
        self._told.timeout.connect(self._show_counts)
        self._soon = QTimer(self, singleShot=True, interval=_BEGIN)
        self._soon.timeout.connect(self._search)
        self._again = QTimer(self, singleShot=True, interval=_SETTLE)
        self._again.timeout.connect(self._stand_anew)
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was hidden."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._read_codes()
            self._show_code(self.panes.codes.code_id())

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop what is not done; it is done when the page is shown again."""
        super().hideEvent(event)
        self._stale = self._stale or self.search.is_under_way() or self._soon.isActive()
        self._stop()

    def finish(self) -> None:
        """Look for nothing more."""
        self._stop()
        self.offering.finish()

    def _stop(self) -> None:
        for timer in (self._soon, self._again, self._told):
            timer.stop()
        self.search.stop()
        self.trial.stop()
        self.offering.stop()

    def _read_codes(self) -> None:
        criteria = [criterion.id for criterion in self._session.project.matrix.criteria()]
        self.panes.codes.show_codes(self._session.code_list(), criteria)
        self.panes.show_any(bool(self._session.codes))

    def _show_code(self, code_id: str) -> None:
        """Another code: its keywords now, what they hit in a moment."""
        code = self._session.codes.get(code_id)
        if code is None:
            return
        if code_id != self.code_id:
            self.found, self._new, self.code_id = {}, {}, code_id
            self.trial.stop()
            self._tried = Found(MOST)
            spoken = sorted(
                {one.language[:2].lower() for one in self._session.project.documents.all()} - {""}
            )
            usual = services.usual_language(self._session.project, code)
            self.panes.field.offer([*code.keywords, *spoken, "en", "es"], usual)
            self.panes.field.leave()
            self.panes.offers.show_proposals([])
        self.panes.title.setText(code_name(code))
        keys = services.keys_of(code)
        self.panes.table.show_keys(keys)
        self.panes.no_keywords.setVisible(not keys)
        self.panes.table.setVisible(bool(keys))
        if list(self.found) != keys or self.search.is_under_way():
            self._soon.start()
        self._offer_soon(_OFFER)
        self._show_counts()
        self._show_passages()

    def _search(self) -> None:
        """Look for all keywords of the code; what is known of them is shown until it is known anew."""
        code = self._session.codes.get(self.code_id)
        if code:
            self._new = {key: Found(MOST) for key in services.keys_of(code)}
            self.search.begin(self.code_id, list(self._new))

    def _offer_soon(self, after: int) -> None:
        self.offering.begin(self.code_id, after)
        if not self.panes.offers.offers.proposals:
            self.panes.say_of_offers(_("Looking for words that set its passages apart …"))

    def _take(self, found: Mapping[int, Sequence[Stand]]) -> None:
        keys, picked = self.search.keys, self.panes.table.key()
        for place, stands in found.items():
            kept = self._new.setdefault(keys[place], Found(MOST)).add(stands)
            if keys[place] == picked and picked not in self.found and not self._trying():
                self.panes.list.passages.add(kept)
        self._tell_soon()

    def _searched(self) -> None:
        before, self.found, self._new = self.found, self._new, {}
        self._show_counts()
        key = self.panes.table.key()
        shown = (one.get(key) if key else None for one in (before, self.found))
        if not self._trying() and not _alike(*shown):
            self._show_passages()

    def _tell_soon(self) -> None:
        if not self._told.isActive():
            self._told.start()

    def _show_counts(self) -> None:
        known = {key: found.counts for key, found in {**self._new, **self.found}.items()}
        under_way = (self._soon.isActive() or self.search.is_under_way()) and not self.found
        self.panes.table.show_counts(known, under_way=under_way)
        self._caption()

    def _trying(self) -> bool:
        return bool(self.trial.keys)

    def _try(self, key: Key | None) -> None:
        """Show what a keyword would hit, whether it is one of the code's or not."""
        self._tried = Found(MOST)
        if key is None:
            self.trial.begin(self.code_id, ())
            self._show_passages()
            self._resume()
            return
        self.panes.list.passages.clear()
        self.search.hold()
        shown = self._session.document
        self.trial.begin(self.code_id, [key], shown.id if shown else "")
        self._caption()

    def _take_tried(self, found: Mapping[int, Sequence[Stand]]) -> None:
        for stands in found.values():
            self.panes.list.passages.add(self._tried.add(stands))
        self._tell_soon()

    def _tried_all(self) -> None:
        self._caption()
        self._resume()

    def _resume(self) -> None:
        if not self._soon.isActive():
            self.search.go_on()

    def _show_passages(self) -> None:
        """The passages of what is tried, or of the keyword that is picked."""
        key = self.panes.table.key()
        shown = self._tried if self._trying() else self._known(key)
        self.panes.list.passages.clear()
        self.panes.list.passages.add(shown.stands)
        self._caption()

    def _known(self, key: Key | None) -> Found:
        return (self.found.get(key) or self._new.get(key) or Found()) if key else Found()

    def _caption(self) -> None:
        """What the list of passages shows: whose, how many, how they stand, how far it was read."""
        search, key = (
            (self.trial, self.trial.keys[0]) if self._trying() else (self.search, self.panes.table.key())
        )
        if key is None:
            self.panes.say_of_passages(
                "", _("Pick a keyword, or type one, to see its passages."), shown=False
            )
            return
        counts = (self._tried if self._trying() else self._known(key)).counts
        said = services.counts_in_words(counts) if counts.passages else ""
        if search.is_under_way() and search.read < search.total:
            read = _("{n} of {total} documents read …").format(n=search.read, total=search.total)
            said = " · ".join(filter(None, (said, read)))
        self.panes.say_of_passages(
            key.text, said or _("It stands in no passage."), shown=bool(counts.passages)
        )

    def _stand_anew(self) -> None:
        """Others were coded since: tell again how what was found stands."""
        if self.search.is_under_way():
            self._search()
        else:
            self._new = {key: Found(MOST) for key in self.search.keys}
            self.search.stand_anew()
        if self._trying():
            self._tried = Found(MOST)
            self.panes.list.passages.clear()
            self.trial.stand_anew()
        self._offer_soon(_OFFER)

    def _change(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except UserError as error:
            self.panes.field.refuse(error)
            return False
        return True

    def _enter(self, key: Key) -> None:
        """Add what was typed, or put it in the place of the keyword that is being changed."""
        project, changing = self._session.project, self.panes.field.changing
        if changing:
            done = self._change(lambda: services.change_keyword(project, self.code_id, *changing, key.text))
        else:
            done = self._change(lambda: services.add_keyword(project, self.code_id, *key))
        if done:
            self.panes.field.leave()
            self.panes.table.choose(key)

    def _add(self, proposal: Proposal) -> None:
        key = Key(proposal.language, proposal.text)
        if self._change(lambda: services.add_keyword(self._session.project, self.code_id, *key)):
            left = [one for one in self.panes.offers.offers.proposals if one != proposal]
            self.panes.offers.show_proposals(left)
            self._session.told.emit(_("{keyword} is a keyword now.").format(keyword=proposal.text))

    def _remove(self, key: Key) -> None:
        self._change(lambda: services.remove_keyword(self._session.project, self.code_id, *key))
        self._session.told.emit(_("Keyword removed. Undo brings it back."))

    def _offered(self, proposals: Sequence[Proposal]) -> None:
        self.panes.offers.show_proposals(proposals)
        none = keyword_proposals.none_yet(self._session.project, self.code_id) if not proposals else ""
        self.panes.say_of_offers(none)

    def _look_at(self, proposal: Proposal) -> None:
        self._try(Key(proposal.language, proposal.text))

    def _pick(self, key: Key | None) -> None:
        if key is not None and self._trying() and not self.panes.field.line.text():
            self.trial.begin(self.code_id, ())
        if not self._trying():
            self._show_passages()

    def _on_changed(self, changes: Changes) -> None:
        codes, read, stand = (changes.touched(*some) for some in (_CODES, _READ, _STAND))
        if not self.isVisible():
            self._stale = self._stale or codes or read or stand
            return
        if codes:
            self._read_codes()
            self._show_code(self.panes.codes.code_id())
        elif read:
            self.found = {}
            self._soon.start()
            self._offer_soon(_OFFER)
        elif stand:
            self._again.start()

    def _on_whose(self) -> None:
        if self.isVisible():
            self._again.start()
        else:
            self._stale = True

    def _connect(self) -> None:
        panes, session = self.panes, self._session
        panes.codes.chosen.connect(self._show_code)
        panes.field.tried.connect(self._try)
        panes.field.entered.connect(self._enter)
        panes.table.picked.connect(self._pick)
        panes.table.changing.connect(panes.field.change)
        panes.table.removed.connect(self._remove)
        panes.table.entered.connect(lambda: panes.list.setFocus(Qt.FocusReason.TabFocusReason))
        panes.list.opened.connect(lambda stand: self.passage_chosen.emit(stand.document_id, stand.span))
        panes.offers.wanted.connect(self._add)
        panes.offers.looked_at.connect(self._look_at)
        self.search.found.connect(self._take)
        self.search.ended.connect(self._searched)
        self.trial.found.connect(self._take_tried)
        self.trial.ended.connect(self._tried_all)
        self.offering.offered.connect(self._offered)
        for one in (self.search, self.trial):
            one.failed.connect(lambda reason: panes.say_of_passages("", reason, shown=False))
        self.offering.failed.connect(panes.say_of_offers)
        session.changed.connect(self._on_changed)
        session.whose_changed.connect(self._on_whose)


def _alike(before: Found | None, now: Found | None) -> bool:
    """Whether the same passages stand to the code as they did, so that a list of them need not change."""
    return bool(before and now) and before is not None and now is not None and before.stands == now.stands
