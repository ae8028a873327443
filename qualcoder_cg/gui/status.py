"""The status line: what is saved, where one is and what is selected; the keys at hand; who codes."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ..domain import palette
from ..domain.documents import RESPONDENT, Document
from ..domain.spans import Span
from ..domain.text import word_count
from ..i18n import _, ngettext
from ..services.coders import own_coder
from ..services.studies import initials_of
from . import theme
from .session import Session
from .speaking import announce

HEIGHT = 24
_TOLD_FOR = 6000
_STAY = 2


class StatusLine(QFrame):
    """The 24 px at the foot of the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("status-line")
        self.setFixedHeight(HEIGHT)
        self._session: Session | None = None
        self._standing = ""
        self.saved = _caption(self)
        self.place = _caption(self)
        self.selection = _caption(self)
        self.hints = QLabel(self)
        self.hints.setTextFormat(Qt.TextFormat.RichText)
        self.blind = _caption(self)
        self.blind.setText(_("Blind"))
        self.blind.setToolTip(
            _("You code blind: others’ codings are hidden everywhere, in counts and suggestions too.")
        )
        self.coder = _caption(self)
        self.coder.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(16)
        for label in (self.saved, self.place, self.selection):
            row.addWidget(label)
        row.addStretch(1)
        row.addWidget(self.hints)
        row.addWidget(self.blind)
        row.addWidget(self.coder)
        self._forget = QTimer(self, singleShot=True, interval=_TOLD_FOR)
        self._forget.timeout.connect(self._show_saved)
        self._keys: Sequence[tuple[str, str]] = ()
        theme.notifier().changed.connect(self._dress)
        self._dress()

    def follow(self, session: Session | None) -> None:
        """Tell of this study from now on; None when none is open."""
        self._session = session
        self._standing = ""
        self._forget.stop()
        for label in (self.saved, self.place, self.selection):
            label.clear()
        self.show_coder()
        if session is None:
            return
        session.changed.connect(self._on_changed)
        session.document_shown.connect(self._on_document)
        session.selection_changed.connect(self._on_selection)
        session.told.connect(self.tell)
        session.whose_changed.connect(self.show_coder)
        last = session.project.activity(1)
        if last:
            self._saved_at(datetime.fromisoformat(last[0].at).astimezone())
        self._on_document(session.document)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many keys as there is room for."""
        super().resizeEvent(event)
        self._write_hints()

    def showEvent(self, event: QShowEvent) -> None:
        """The same, the first time."""
        super().showEvent(event)
        self._write_hints()

    def tell(self, sentence: str) -> None:
        """Say something for a few seconds where the saved time stands."""
        self.saved.setText(sentence)
        announce(self, sentence)
        self.hints.show()
        # A sentence that needs the room of the keys takes it for as long as it stands.
        self.hints.setVisible(self._row.sizeHint().width() <= self.width())
        self._forget.start()

    def show_place(self, shown: bool) -> None:
        """Say where one is in the transcript, and what is selected there, only where it is seen."""
        self.place.setVisible(shown)
        self.selection.setVisible(shown)
        self._write_hints()

    def show_coder(self) -> None:
        """Show the initials of whoever codes, in a border of that coder's colour, and whether blind."""
        session = self._session
        self.blind.setVisible(session is not None and session.who.blind)
        self.coder.setVisible(session is not None)
        if session:
            name, own = session.project.coder_name, own_coder(session.project)
            self.coder.setText(own.initials if own else initials_of(name))
            self.coder.setToolTip(_("You code as {name}.").format(name=name))
        self._dress()

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show keys with what they do, as of the pane that has the focus."""
        self._keys = keys
        self._dress()

    def _on_changed(self, _changes: object) -> None:
        self._saved_at(datetime.now())
        if self._session:
            self._place(self._session.selection.start)

    def _saved_at(self, moment: datetime) -> None:
        self._standing = _("Saved {time}").format(time=moment.strftime("%H:%M"))
        if not self._forget.isActive():
            self._show_saved()

    def _show_saved(self) -> None:
        self.saved.setText(self._standing)
        self.hints.show()
        self._write_hints()

    def _on_document(self, document: Document | None) -> None:
        self._place(0)
        self._on_selection(Span(0, 0))
        if document is None:
            self.place.clear()

    def _on_selection(self, span: Span) -> None:
        if self._session is None:
            return
        self._place(span.start)
        words = word_count(self._session.text[span.start : span.end]) if span else 0
        said = ngettext("Selected: {n} word", "Selected: {n} words", words).format(n=words)
        self.selection.setText(said if words else "")
        self._write_hints()

    def _place(self, position: int) -> None:
        session = self._session
        if session and session.document:
            self.place.setText(" · ".join([session.document.code, *_where(session, position)]))

    def _dress(self) -> None:
        look = theme.tokens()
        self.setStyleSheet(
            f"#status-line {{ background: {look.win}; border-top: 1px solid {look.line}; }}"
            f"#status-line QLabel {{ color: {look.ink2}; font-size: 11px; background: transparent; }}"
        )
        own = own_coder(self._session.project) if self._session else None
        edge = palette.stroke(f"{own.hue}-0", look.dark) if own else look.ctl
        pill = "border-radius: 8px; padding: 0 6px; font-weight: 600;"
        self.coder.setStyleSheet(f"border: 1px solid {edge}; {pill}")
        self.blind.setStyleSheet(f"border: 1px solid {look.acc}; background: {look.accbg}; {pill}")
        self._write_hints()

    def _write_hints(self) -> None:
        """The keys there is room for, none of them cut; the last two, which lead to all others, stay."""
        look, keys = theme.tokens(), list(self._keys)
        while True:
            self.hints.setText(
                "&nbsp;&nbsp; ".join(
                    f'<span style="color:{look.ink}; font-weight:600">{key}</span>'
                    f'&nbsp;<span style="color:{look.ink3}">{text}</span>'
                    for key, text in keys
                )
            )
            if len(keys) <= _STAY or not self.isVisible() or self._row.sizeHint().width() <= self.width():
                return
            del keys[-_STAY - 1]


def _where(session: Session, position: int) -> list[str]:
    """The answer the caret is in, and when it was said."""
    index = bisect_right(session.turns, position, key=lambda turn: turn.label_start) - 1
    if index < 0:
        return []
    turn = session.turns[index]
    parts = []
    if turn.role == RESPONDENT:
        answers = [one.label_start for one in session.turns if one.role == RESPONDENT]
        here = bisect_right(answers, position)
        parts.append(_("answer {n} of {all}").format(n=here, all=len(answers)))
    if turn.seconds is not None:
        whole = int(turn.seconds)
        parts.append(f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}")
    return parts


def _caption(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
