"""Where a keyword is typed: its language, the words, and what is wrong with them while one types."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ...errors import UserError
from ...i18n import _
from ...services.keyword_words import checked, ways
from ...services.keywords import Key
from .. import icons
from ..coding.pane import icon_button, label
from ..coding.words import language_name

_TYPED = 250
_NOTE = 20


class KeywordField(QWidget):
    """A language and a line.

    `tried(Key or None)` follows what is typed after a moment, None where it is nothing or cannot be read;
    `entered(Key)` wants it to be added, or put in the place of `changing`.
    """

    tried = Signal(object)
    entered = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.changing: Key | None = None
        self.language = QComboBox(self)
        self.language.setAccessibleName(_("Language of the keyword"))
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(_("Type a keyword to see what it would hit"))
        self.line.setAccessibleName(_("New keyword"))
        self.line.setClearButtonEnabled(False)
        self.button = QPushButton(_("Add"), self)
        self.button.setProperty("main", True)
        self.help = icon_button("info", _("Ways to write a keyword"), self._explain, self)
        self.help.setToolTip("\n".join(f"{written}  –  {meant}" for written, meant in ways()))
        self.note = label("", "caption", self)
        self.note.setWordWrap(True)
        self.note.setMinimumHeight(_NOTE)
        self._soon = QTimer(self, singleShot=True, interval=_TYPED)
        self._soon.timeout.connect(self._try)
        self._lay_out()
        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self._enter)
        self.button.clicked.connect(lambda _on=False: self._enter())
        self.language.currentIndexChanged.connect(lambda _index: self._typed())
        leave = QShortcut(QKeySequence("Esc"), self.line)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self.leave)
        self.setFocusProxy(self.line)
        self._say_ways()

    def offer(self, languages: Sequence[str], usual: str) -> None:
        """Let one choose among these languages, beginning with the usual one."""
        self.language.blockSignals(True)
        self.language.clear()
        for language in dict.fromkeys([usual, *languages]):
            self.language.addItem(language_name(language), language)
        self.language.blockSignals(False)

    def key(self) -> Key | None:
        """What is typed, as it would be kept; None where it is nothing or cannot be read."""
        try:
            return Key(str(self.language.currentData()), checked(self.line.text()))
        except UserError:
            return None

    def change(self, key: Key) -> None:
        """Let one write a keyword otherwise."""
        self.changing = key
        self.language.setCurrentIndex(max(0, self.language.findData(key.language)))
        self.language.setEnabled(False)
        self.button.setText(_("Change"))
        self.line.setText(key.text)
        self.line.setFocus()
        self.line.selectAll()
        self._typed()

    def leave(self) -> None:
        """Begin with an empty line."""
        self.changing = None
        self.language.setEnabled(True)
        self.button.setText(_("Add"))
        self.line.clear()
        self._soon.stop()
        self._say_ways()
        self.tried.emit(None)

    def refuse(self, error: UserError) -> None:
        """Say why it was not taken."""
        self._say(f"{error.message} {error.hint}".strip(), "error")

    def _typed(self) -> None:
        self._soon.stop()
        if not self.line.text().strip():
            self._say_ways()
            self.tried.emit(None)
            return
        try:
            checked(self.line.text())
        except UserError as error:
            self._say(f"{error.message} {error.hint}".strip(), "warning")
        else:
            self._say_ways()
        self._soon.start()

    def _try(self) -> None:
        self.tried.emit(self.key())

    def _enter(self) -> None:
        try:
            text = checked(self.line.text())
        except UserError as error:
            self.refuse(error)
            return
        self.entered.emit(Key(str(self.language.currentData()), text))

    def _say_ways(self) -> None:
        self._say("   ".join(written for written, _meant in ways()), "caption")

    def _explain(self) -> None:
        self._say("\n".join(f"{written}  –  {meant}" for written, meant in ways()), "caption")

    def _say(self, text: str, role: str) -> None:
        self.note.setText(text)
        if self.note.property("role") != role:
            self.note.setProperty("role", role)
            self.note.style().unpolish(self.note)
            self.note.style().polish(self.note)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.language)
        row.addWidget(self.line, 1)
        row.addWidget(self.help)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.note)
        icons.bind(self.help, "info")
