"""How a coded passage is printed: how closely its source is told, and in which words (inspector)."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from qualcoder_cg.domain.changes import Changes
from qualcoder_cg.domain.codings import Coding
from qualcoder_cg.domain.quotes import Quote, Translation
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.session import Session
from qualcoder_cg.i18n import _
from qualcoder_cg.services import quotes, translations
from qualcoder_cg.services.register_words import languages
from qualcoder_cg.services.rules import rules

from ..level_names import level_names
from .at_hand import attempt
from .memo_edit import MemoEdit
from .pane import PADDING, ElidedLabel

_TABLES = ("quote", "translation", "setting")
_LEAST = 96


class PrintPage(QWidget):
    """Shows one passage; a level and a paraphrase are saved with the reason that stands beside them.

    Without a reason nothing is decided: the field asks for one, and what was chosen waits. `left` comes with
    Esc.
    """

    left = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._passage: tuple[str, Span] | None = None
        self._quote: Quote | None = None
        self._finished = False
        self.level = QComboBox(self)
        self.level.setAccessibleName(_("How closely the source is told"))
        self.level.setMinimumWidth(_LEAST)
        self.level.addItem(_("Usual level"), "")
        for name, text in level_names().items():
            self.level.addItem(text, name)
        self.why = QLineEdit(self)
        self.why.setAccessibleName(_("Reason for the decision"))
        self.why.setPlaceholderText(_("Why, for a decision"))
        self.only = QCheckBox(_("In other words only"), self)
        self.paraphrase = MemoEdit(_("What is printed instead"), _("What is printed instead"), self)
        self.language = QComboBox(self)
        self.language.setAccessibleName(_("Language of the translation"))
        self.language.setMinimumWidth(_LEAST)
        for code, text in languages():
            self.language.addItem(text, code)
        self.checked = QCheckBox(_("Checked"), self)
        self.who = ElidedLabel(self)
        self.translation = MemoEdit(_("Translation"), _("Translation"), self)
        self._again = QTimer(self, interval=0, singleShot=True)
        self._again.timeout.connect(self._show)
        self._lay_out()
        self._connect()
        self._choose_language()
        self.show_coding(session.active)

    def show_coding(self, coding: Coding | None) -> None:
        """Show the passage of a coding; None shows nothing to decide about."""
        self._passage = (coding.document_id, coding.span) if coding else None
        self._show()

    def go_on(self) -> None:
        """Take the keyboard."""
        self.level.setFocus()

    def finish(self) -> None:
        """Save what is being typed and leave the study alone: it is about to be closed."""
        for edit in (self.paraphrase, self.translation):
            edit.save()
            edit.forget()
        self._finished = True
        self._again.stop()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.level)
        first.addWidget(self.why, 1)
        first.addWidget(self.only)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self.language)
        second.addWidget(self.checked)
        second.addWidget(self.who, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(PADDING, 8, PADDING, 8)
        row.setSpacing(PADDING)
        for top, edit, stretch in ((first, self.paraphrase, 3), (second, self.translation, 2)):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addLayout(top)
            column.addWidget(edit, 1)
            row.addLayout(column, stretch)

    def _connect(self) -> None:
        self.level.activated.connect(self._decide)
        self.why.editingFinished.connect(self._decide)
        self.only.clicked.connect(self._decide)
        self.language.activated.connect(self._show)
        self.checked.clicked.connect(self._check)
        for edit in (self.paraphrase, self.translation):
            edit.left.connect(self.left)
        self._session.changed.connect(self._on_changed)

    def _choose_language(self) -> None:
        """The language of the report, else one in which there are translations, else the program's first."""
        used = [one.language for one in self._session.project.evidence.translations.all()]
        wanted = rules(self._session.project).report_language or next(iter(used), "en")
        if self.language.findData(wanted) < 0:
            self.language.addItem(wanted, wanted)
        self.language.setCurrentIndex(self.language.findData(wanted))

    def _show(self) -> None:
        """Show what is decided about the passage, as it is saved."""
        if self._finished:
            return
        document_id, span = self._passage or ("", Span(0, 0))
        project = self._session.project
        quote = self._quote = quotes.known_quote(project, document_id, span) if self._passage else None
        for widget in (self.level, self.why, self.only, self.language):
            widget.setEnabled(self._passage is not None)
        self.level.setCurrentIndex(self.level.findData(quote.level if quote else ""))
        reason = quote.reason if quote else ""
        if self.why.text() != reason:
            self.why.setText(reason)
            self.why.setCursorPosition(0)
        self.why.setToolTip(reason)
        only = bool(quote and quote.paraphrase_only)
        self.only.setChecked(only)
        key = f"{document_id}:{span.start}:{span.end}"
        self.paraphrase.show_memo(
            f"{key}:{only}", quote.paraphrase if quote else "", self._save_paraphrase if only else None
        )
        version = self._version()
        self.checked.setEnabled(version is not None)
        self.checked.setChecked(bool(version and version.checked_by))
        told = (version.translator, version.date[:10], version.checked_by) if version else ()
        self.who.setText(" · ".join(filter(None, told)))
        language = str(self.language.currentData())
        self.translation.show_memo(
            f"{key}:{language}",
            version.text if version else "",
            (lambda text: self._save_translation(document_id, span, language, text))
            if self._passage
            else None,
        )

    def _version(self) -> Translation | None:
        if self._quote is None:
            return None
        versions = self._session.project.evidence.translations.where("quote_id", self._quote.id)
        return next((one for one in versions if one.language == self.language.currentData()), None)

    def _decide(self, _news: object = None) -> None:
        """Save level and paraphrase where they changed and a reason stands beside them."""
        if self._passage is None or self._finished:
            return
        old = self._quote
        level, only, reason = str(self.level.currentData()), self.only.isChecked(), self.why.text().strip()
        levels = level != (old.level if old else "")
        words = only != bool(old and old.paraphrase_only)
        if not levels and not words and (old is None or reason == old.reason or not reason):
            return
        if not reason and (level or words):
            self._session.told.emit(_("Say why: a decision needs a reason."))
            self.why.setFocus()
            return
        attempt(self._session, lambda: self._save(level, only, reason, levels=levels, words=words))

    def _save(self, level: str, only: bool, reason: str, *, levels: bool, words: bool) -> None:
        project = self._session.project
        assert self._passage is not None
        quote = quotes.quote_of(project, *self._passage)
        if words:
            quotes.set_paraphrase(project, quote.id, only, quote.paraphrase, reason)
        if levels or not words:
            quotes.set_level(project, [quote.id], level, reason)

    def _save_paraphrase(self, text: str) -> bool:
        quote, project = self._quote, self._session.project
        if quote is None or project.evidence.quotes.get(quote.id) is None:
            return False
        return attempt(
            self._session, lambda: quotes.set_paraphrase(project, quote.id, True, text, quote.reason)
        )

    def _save_translation(self, document_id: str, span: Span, language: str, text: str) -> bool:
        project = self._session.project
        if project.documents.get(document_id) is None:
            return False
        return attempt(
            self._session, lambda: translations.translate(project, document_id, span, language, text)
        )

    def _check(self) -> None:
        version = self._version()
        if version is not None:
            by = "" if self.checked.isChecked() else "–"
            attempt(
                self._session,
                lambda: translations.mark_checked(self._session.project, [version.id], by),
            )

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched(*_TABLES):
            self._again.start()
