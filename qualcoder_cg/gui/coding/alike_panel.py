"""Find more like this: a list under the text of passages in all documents that are like one."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QListView, QStackedWidget, QVBoxLayout, QWidget

from qualcoder_cg.domain.alike import Alike, Read, ranked
from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui import shortcuts
from qualcoder_cg.gui.reading_aside import ReadingAside
from qualcoder_cg.i18n import _, ngettext
from qualcoder_cg.services import alike, coding_several, new_codes
from qualcoder_cg.services import suggestion_wire as wire
from qualcoder_cg.services.suggestion_queue import documents_to_read

from . import alike_keys, words
from .alike_rows import ALIKE, AlikeModel, AlikeRows, Row
from .at_hand import attempt
from .key_hints import KeyHints
from .pane import PADDING, KeyButton, PaneHeader, hairline, icon_button, label, panel

if TYPE_CHECKING:
    from .coding_view import CodingView

HEIGHT = 232
_SHOW_MS = 250
_LIST, _NOTE = range(2)


class AlikePanel(QWidget):
    """Reads the study beside the window; the list is walked, opened and coded from, and closed with Esc."""

    def __init__(self, view: "CodingView") -> None:
        super().__init__(view)
        self._view = view
        self._session = view.session
        self._like: alike.Like | None = None
        self._code_id = ""
        self._reads: dict[str, Read] = {}
        self._texts: dict[str, str] = {}
        self._seen = view.session.project.seen_coders
        self.reading = ReadingAside(view.session, self)
        self.model = AlikeModel(self)
        self.list = QListView(self)
        self.note = label("", "quiet", self)
        self.header = PaneHeader(_("More like this"), self, padding=PADDING, caption_left=True)
        self.stop = KeyButton(_("Stop"), "", self)
        self.keys = KeyHints(self)
        self._close = icon_button("close", _("Close"), self.close_panel, self.header)
        self._stack = QStackedWidget(self)
        self._soon = QTimer(self, singleShot=True, interval=_SHOW_MS)
        panel(self)
        self._lay_out()
        self._connect()
        self.hide()

    def open(self, like: alike.Like, code_id: str = "") -> None:
        """Look for passages like one; `code_id` is the code under which it is, or may be."""
        self._like, self._code_id, self._reads, self._texts = like, code_id, {}, {}
        self._seen = self._session.project.seen_coders
        self.model.fill([])
        self.header.caption.setText("“" + words.beginning(like.text, 60) + "”")
        self._tell(_("Looking for passages alike…"))
        self._show_keys()
        self._view.find_panel.close_panel()
        self._view.inspector.hide()
        self.show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        here = self._session.document
        ids = documents_to_read(self._session.project, here.id if here else "")
        self.reading.start("alike", ids, needs_model=False, text=like.text, language=like.language)

    def close_panel(self) -> None:
        """Look no more, and give the keyboard back to the text."""
        if self.isHidden():
            return
        focus = QApplication.focusWidget()
        held = focus is not None and self.isAncestorOf(focus)
        self.finish()
        self.hide()
        self._view.inspector.show()
        if held:
            self._view.transcript.setFocus()

    def finish(self) -> None:
        """Look no more."""
        self._soon.stop()
        self.reading.finish()

    def current(self) -> Alike | None:
        """The passage of the current row."""
        row: Row | None = self.list.currentIndex().data(ALIKE)
        return row.one if row else None

    def _bind_keys(self) -> None:
        """Letters act on the current row, Enter goes to it, Esc closes."""
        works: dict[str, Callable[[], object]] = {
            alike_keys.NEXT: lambda: self._step(1),
            alike_keys.PREVIOUS: lambda: self._step(-1),
            alike_keys.OPEN: self._open_current,
            alike_keys.SAME: lambda: self._put_under([self._code_id]) if self._code_id else None,
            alike_keys.CODE: self._choose_code,
            alike_keys.REPEAT: self._repeat,
            alike_keys.CLOSE: self.close_panel,
        }
        for act in alike_keys.acts():
            shortcuts.add(self.list, act, works[act.id], within=False)

    def _lay_out(self) -> None:
        self.setFixedHeight(HEIGHT)
        self.list.setModel(self.model)
        self.list.setItemDelegate(AlikeRows(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Passages alike"))
        self.header.add(self.stop)
        self.header.add(self._close)
        self.note.setContentsMargins(PADDING, 8, PADDING, 8)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.note.setWordWrap(True)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.note)
        foot = QVBoxLayout()
        foot.setContentsMargins(PADDING, 2, PADDING, 2)
        foot.addWidget(self.keys)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(hairline(self))
        box.addWidget(self.header)
        box.addWidget(self._stack, 1)
        box.addWidget(hairline(self))
        box.addLayout(foot)

    def _connect(self) -> None:
        self._bind_keys()
        shortcuts.notifier().changed.connect(self._show_keys)
        self.list.selectionModel().currentChanged.connect(lambda *_moved: self._reveal())
        self.list.doubleClicked.connect(lambda _index: self._open_current())
        self.stop.clicked.connect(self.reading.cancel)
        self.reading.read.connect(self._take)
        self.reading.progressed.connect(self._say_progress)
        self.reading.failed.connect(lambda _reason: self._tell(_("Looking stopped. Your coding is safe.")))
        self.reading.ended.connect(self._ended)
        self._soon.timeout.connect(self._show_found)
        self._view.inspector.wanted.connect(self.close_panel)
        self._session.changed.connect(self._on_changed)

    def _take(self, document_id: str, result: Any) -> None:
        self._reads[document_id] = wire.alike_from_json(result)
        if not self._soon.isActive():
            self._soon.start()

    def _say_progress(self, done: int, total: int) -> None:
        self.stop.setVisible(done < total)
        said = ngettext("{done} of {n} document", "{done} of {n} documents", total)
        self.stop.setToolTip(said.format(done=done, n=total))
        if done < total and not self.model.rows:
            self._tell(_("Looking for passages alike…") + " " + said.format(done=done, n=total))

    def _ended(self, _whole: bool) -> None:
        self.stop.hide()
        self._soon.stop()
        self._show_found()
        if not self.model.rows and self._like:
            self._tell(_("Nothing alike was found."))

    def _show_found(self) -> None:
        """Show what was found so far; the row one is at stays the current one."""
        if self._like is None:
            return
        current = self.current()
        found = alike.others(ranked(self._reads, alike.MOST + 10), self._like)[: alike.MOST]
        documents = {one.id: one.code for one in self._session.project.documents.all()}
        found = [one for one in found if one.document_id in documents]
        codes = self._codes_on(found)
        rows = [
            Row(one, documents[one.document_id], codes[one], " ".join(self._words(one).split()))
            for one in found
        ]
        self.list.selectionModel().blockSignals(True)
        self.model.fill(rows)
        row = self.model.row_of(current)
        self.list.setCurrentIndex(self.model.index(row if row >= 0 else 0))
        self.list.selectionModel().blockSignals(False)
        self.list.viewport().update()
        if rows:
            self._stack.setCurrentIndex(_LIST)
            many = _how_many(len(rows))
            self.header.title.setText(f"{_('More like this')} · {many}")

    def _codes_on(self, found: Sequence[Alike]) -> dict[Alike, str]:
        under = alike.codes_on(self._session.project, found)
        return {
            one: ", ".join(words.name_of(self._session.codes, code_id) for code_id in ids)
            for one, ids in under.items()
        }

    def _words(self, one: Alike) -> str:
        if one.document_id not in self._texts:
            self._texts[one.document_id] = self._session.project.documents.text(one.document_id)
        return self._texts[one.document_id][one.start : one.end]

    def _tell(self, sentence: str) -> None:
        self.note.setText(sentence)
        self._stack.setCurrentIndex(_NOTE)

    def _show_keys(self) -> None:
        name = words.name_of(self._session.codes, self._code_id) if self._code_id else ""
        said = (
            (("J", "K"), _("next, previous")),
            (("Return",), _("to the text")),
            (("Y",), _("code as {code}").format(code=name) if name else ""),
            (("C",), _("code")),
            (("R",), _("repeat")),
            (("Esc",), _("close")),
        )
        caps = [(tuple(shortcuts.cap(key, alike_keys.PLACE) for key in keys), text) for keys, text in said]
        self.keys.show_hints([(keys, text) for keys, text in caps if text])
        self._close.setToolTip(f"{_('Close')} ({shortcuts.cap('Esc', alike_keys.PLACE)})")

    def _step(self, by: int) -> None:
        row = self.list.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row))

    def _reveal(self) -> None:
        """Show the current passage where it is in the document shown; others wait for Enter."""
        one, document = self.current(), self._session.document
        if one and document and one.document_id == document.id:
            self._view.transcript.set_found([one.span], one.span)
            self._view.transcript.reveal(one.span)

    def _open_current(self) -> None:
        """Go to the passage, selected and ready to be coded; the list stays."""
        one = self.current()
        if one is None:
            return
        if self._session.document is None or self._session.document.id != one.document_id:
            self._session.show_document(one.document_id)
        self._view.transcript.set_found([])
        self._view.transcript.select(one.span)
        self._view.transcript.reveal(one.span)
        self._view.transcript.setFocus()

    def _choose_code(self) -> None:
        one = self.current()
        if one is None:
            return
        corner = self.list.mapTo(self._view, QPoint(PADDING, 0))
        prompt = words.beginning(self._words(one), 40)
        self._view.acts.open_palette(
            prompt,
            Span(0, 0),
            lambda code_id: self._put_under([code_id]),
            self._put_under_new,
            self._put_under,
            QRect(corner.x(), corner.y(), 1, 1),
        )

    def _repeat(self) -> None:
        last = self._session.last_code_id
        if last in self._session.codes:
            self._put_under([str(last)])

    def _put_under(self, code_ids: Sequence[str]) -> None:
        """Put the current passage under codes, and go on to the next.

        Nothing is kept of what was predicted: who was led here did not find it unaided.
        """
        one = self.current()
        if one is None:
            return

        def work() -> None:
            coding_several.apply_codes(
                self._session.project,
                document_id=one.document_id,
                span=one.span,
                code_ids=code_ids,
            )
            self._after(code_ids)

        attempt(self._session, work)

    def _put_under_new(self, name: str, parent_id: str | None) -> None:
        one = self.current()
        if one is None:
            return

        def work() -> None:
            made = new_codes.code_with_new(
                self._session.project,
                name,
                document_id=one.document_id,
                span=one.span,
                parent_id=parent_id,
                beside=self._view.palette_popup.ticked,
            )
            self._after([made.code_id])

        attempt(self._session, work)

    def _after(self, code_ids: Sequence[str]) -> None:
        self._session.last_code_id = code_ids[-1]
        for code_id in code_ids:
            self._view.at_hand.used(code_id)
        names = [words.name_of(self._session.codes, code_id) for code_id in code_ids]
        self._session.told.emit(_("Saved under {code}").format(code=", ".join(names)))
        self._step(1)

    def _on_changed(self, changes: Changes) -> None:
        if self.isHidden():
            return
        if changes.touched("document_text", "turn") or self._session.project.seen_coders != self._seen:
            self.close_panel()
        elif changes.touched("coding", "code"):
            self.model.tell_codes(self._codes_on([row.one for row in self.model.rows]))


def _how_many(rows: int) -> str:
    """How many passages are shown; where there may be more, that these are the nearest."""
    if rows >= alike.MOST:
        return _("the {n} nearest passages").format(n=rows)
    return ngettext("{n} passage", "{n} passages", rows).format(n=rows)
