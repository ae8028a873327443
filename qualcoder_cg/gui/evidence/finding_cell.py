"""The finding at the top of its board: what it says, with its counting words explained; edited in place."""

from collections.abc import Callable

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ...domain import counting_words as counting
from ...domain.findings import FindingFacts
from ...i18n import _, language, ngettext
from ...services.finding_words import asked_words
from .. import shortcuts, theme
from ..coding.pane import PADDING, ElidedButton, KeyButton, label, panel
from .statement import Statement

_EDIT = 88
_LEAST, _MOST, _AROUND = 232, 280, 92


class StatementEdit(QPlainTextEdit):
    """Where a statement is written; `kept()` with Ctrl+Enter or Enter, `left()` with Esc."""

    kept = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Statement of the finding"))
        self.setPlaceholderText(_("What was found? One or two sentences that answer the question."))
        self.setTabChangesFocus(True)
        self.setMinimumHeight(_EDIT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, as a statement has one paragraph; Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindingCell(QWidget):
    """Shows a finding, or that there is none; `edited(text, is new)` when it was written.

    `add_wanted()` asks for more evidence.

    `link_wanted()` asks for the coded passages that support the question and are not in the finding.
    """

    edited = Signal(str, bool)
    add_wanted = Signal()
    link_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        panel(self, "base")
        self.facts: FindingFacts | None = None
        self._new = False
        self.title = label("", "caption", self)
        self.title.setTextFormat(Qt.TextFormat.RichText)
        self.title.setWordWrap(True)
        self.statement = Statement(self)
        self.words = label("", "caption", self)
        self.words.setWordWrap(True)
        self.more = ElidedButton("", self)
        self.more.setFlat(True)
        self.more.clicked.connect(lambda _on=False: self.link_wanted.emit())
        self.edit = StatementEdit(self)
        self.edit.kept.connect(self.keep)
        self.edit.left.connect(self.leave)
        self.nothing = label("", "quiet", self)
        self.nothing.setWordWrap(True)
        self._buttons()
        inside = QWidget(self)
        panel(inside, "base")
        self._told = told = QVBoxLayout(inside)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(6)
        for part in (self.statement, self.words, self.more, self.nothing):
            told.addWidget(part)
        told.addStretch(1)
        told.setAlignment(self.more, Qt.AlignmentFlag.AlignLeft)
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, 12, PADDING, 12)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.edit, 1)
        column.addLayout(self._row)
        column.addLayout(self._editing)
        theme.notifier().changed.connect(self._dress)
        self._dress()
        self.leave()

    def show_finding(self, facts: FindingFacts | None, question: str) -> None:
        """Show another finding, or the same as it is now; what is being typed stays."""
        changed = (facts.id if facts else "") != (self.facts.id if self.facts else "")
        self.facts = facts
        if changed:
            self.leave()
        if facts is None:
            self.title.setText(_("No finding"))
            self.nothing.setText(
                _("Question {number} has no finding yet. Write what the evidence below says.").format(
                    number=question
                )
            )
        else:
            state = _("confirmed") if facts.is_confirmed else _("draft")
            about = " · ".join(filter(None, (state, facts.author, written_day(facts.finding.changed_at))))
            named = _("Finding {label}").format(label=facts.label)
            self.title.setText(f"<b>{named}</b>&nbsp;&nbsp; {about}")
            self.statement.show_parts(facts.parts)
            self.words.setText(explained(facts))
        self.nothing.setVisible(facts is None)
        self.statement.setVisible(facts is not None)
        self.words.setVisible(bool(facts and self.words.text()))
        self.more.setVisible(False)
        self.change.setText(_("Edit") if facts else _("Write finding"))
        self.change.setProperty("main", facts is None)
        self.change.style().polish(self.change)
        self.add.setVisible(facts is not None)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words break elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def show_more(self, informants: int) -> None:
        """Offer to link what is coded as supporting and not in the finding."""
        text = ngettext(
            "{n} more informant is coded as supporting: link her passages",
            "{n} more informants are coded as supporting: link their passages",
            informants,
        )
        self.more.setText(text.format(n=informants))
        self.more.setVisible(bool(informants and self.facts and self.edit.isHidden()))
        self._fit()

    def begin(self, *, new: bool = False) -> None:
        """Write the statement: of this finding, or of a new one."""
        self._new = new or self.facts is None
        self.edit.setPlainText(self.facts.finding.statement if self.facts and not new else "")
        self._set_editing(True)
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)

    def keep(self) -> None:
        """Tell what was written; the cell shows it once it is saved."""
        text = self.edit.toPlainText()
        if text.strip():
            self.edited.emit(text, self._new)
        self.leave()

    def leave(self) -> None:
        """Let go of what is being typed."""
        self._set_editing(False)

    def _set_editing(self, on: bool) -> None:
        for widget in (self.edit, self.insert, self.save, self.cancel):
            widget.setVisible(on)
        self._scroll.setVisible(not on)
        self.change.setVisible(not on)
        self.add.setVisible(not on and self.facts is not None)

    def _fit(self) -> None:
        """As high as the statement needs, up to a limit; beyond it one scrolls."""
        need = self._told.totalHeightForWidth(self.width() - 2 * PADDING)
        self.setMinimumHeight(max(_LEAST, min(_MOST, need + _AROUND)))

    def _buttons(self) -> None:
        self.change = KeyButton(_("Edit"), "F2", self, place=shortcuts.FINDING)
        self.change.clicked.connect(lambda _on=False: self.begin())
        self.add = KeyButton(_("Add evidence"), "A", self, place=shortcuts.BOARD)
        self.add.clicked.connect(lambda _on=False: self.add_wanted.emit())
        self.insert = QPushButton(_("Counting word"), self)
        self.insert.setMenu(self._menu())
        self.save = QPushButton(_("Save"), self)
        self.save.setProperty("main", True)
        self.save.clicked.connect(lambda _on=False: self.keep())
        self.cancel = QPushButton(_("Cancel"), self)
        self.cancel.clicked.connect(lambda _on=False: self.leave())
        self._row, self._editing = QHBoxLayout(), QHBoxLayout()
        for row, widgets in (
            (self._row, (self.change, self.add)),
            (self._editing, (self.save, self.cancel, self.insert)),
        ):
            row.setSpacing(8)
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch(1)

    def _menu(self) -> QMenu:
        """The counting words that can be put where the caret is."""
        menu = QMenu(self)
        for who, words in who_words().items():
            for form, ending in (
                (counting.PHRASE, ""),
                (counting.WORD, _(" (the word alone)")),
                (counting.COUNT, _(" (the figures alone)")),
            ):
                put = self._putting(counting.placeholder(who, form))
                menu.addAction(words + ending).triggered.connect(put)
            menu.addSeparator()
        return menu

    def _putting(self, text: str) -> Callable[[], None]:
        def put() -> None:
            self.edit.insertPlainText(text)
            self.edit.setFocus()

        return put

    def _dress(self) -> None:
        look = theme.tokens()
        self.more.setStyleSheet(
            f"QPushButton {{ border: none; background: transparent; color: {look.acc}; padding: 0;"
            " min-height: 20px; text-align: left; font-size: 11px; }"
            f"QPushButton:focus {{ border: 2px solid {look.acc}; }}"
        )
        self.statement.update()


def who_words() -> dict[str, str]:
    """Whom a counting word can count."""
    return {
        counting.SUPPORTING: _("Those who support it"),
        counting.QUALIFYING: _("Those who qualify it"),
        counting.CONTRADICTING: _("Those who contradict it"),
        counting.SPOKE: _("Those who spoke to the question"),
        counting.SILENT: _("Those asked who are silent"),
    }


def explained(facts: FindingFacts) -> str:
    """What the counting words of a statement stand for, figures first."""
    found = [part for part in facts.parts if part.who]
    said = dict.fromkeys(
        _("“{words}” = {figures}").format(words=part.text, figures=asked_words(part.counted, language()))
        for part in found
        if counting.figures(part.counted) not in part.text and str(part.counted.of) not in part.text
    )
    if found and not said:
        return _("Too few were asked for a word: the figures follow the data.")
    if not said:
        return ""
    ending = ngettext("The word follows the count.", "The words follow the counts.", len(said))
    return "; ".join(said) + ". " + ending


def written_day(moment: str) -> str:
    """A moment as its day, the way the language writes it."""
    day = QDate.fromString(moment[:10], Qt.DateFormat.ISODate)
    return QLocale(language()).toString(day, "d MMM yyyy") if day.isValid() else ""
