"""The person's own settings: the name they code under, language and look."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QVBoxLayout, QWidget

from ... import i18n, settings
from ...errors import UserError
from ...i18n import _
from .frame import Dialog, form, hint


class SettingsDialog(Dialog):
    """Asks; whoever opened it puts the answers into effect when it was accepted."""

    def __init__(self, parent: QWidget | None, theme: str, coders: Sequence[str] = ()) -> None:
        """`coders` are the names in the open study: one of them is easily taken, a new one is told as new."""
        super().__init__(parent, _("Settings"), _("Save"))
        self.setMinimumWidth(440)
        self.coder = QLineEdit(settings.coder_name(), self)
        self._coders = coders
        completer = QCompleter(list(coders), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.coder.setCompleter(completer)
        self._language = QComboBox(self)
        for code, name in {"en": "English", "es": "Español"}.items():
            self._language.addItem(name, code)
        self._language.setCurrentIndex(self._language.findData(i18n.language()))
        self._theme = QComboBox(self)
        for mode, text in {"system": _("As the system"), "light": _("Light"), "dark": _("Dark")}.items():
            self._theme.addItem(text, mode)
        self._theme.setCurrentIndex(self._theme.findData(theme))
        rows = form()
        self.told = hint("", self)
        field = QVBoxLayout()
        field.setSpacing(4)
        field.addWidget(self.coder)
        field.addWidget(self.told)
        rows.addRow(_("You code as"), field)
        rows.addRow(_("Language"), self._language)
        rows.addRow(_("Look"), self._theme)
        self.body.addLayout(rows)
        self.coder.textChanged.connect(lambda _text: self._say())
        self._say()

    def commit(self) -> None:
        """Refuse an empty name."""
        if not self.coder_name():
            raise UserError(_("Your codings need a name."), _("Type the name under which you code."))

    def coder_name(self) -> str:
        """The name to code under."""
        return self.coder.text().strip()

    def language(self) -> str:
        """The language, as its two letters."""
        return str(self._language.currentData())

    def theme(self) -> str:
        """The look: system, light or dark."""
        return str(self._theme.currentData())

    def _say(self) -> None:
        """Whose name it is, and what becomes of codings made before."""
        said = _("Codings you made before keep the name they carry.")
        if self._coders and self.coder_name() not in self._coders:
            new = _("New in this study. Known names: {names}").format(names=", ".join(self._coders))
            said = f"{new}\n{said}"
        self.told.setText(said)
        if self.isVisible():
            self.adjustSize()
