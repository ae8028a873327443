"""Choosing the encoding of a file whose letters are unsure, by how its own lines would read."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from ...i18n import _
from ...services.documents import encoding_previews
from .. import theme
from .frame import hint

_INDENT = 24


def encoding_words(encoding: str) -> str:
    """An encoding by its name and, where it is a common one, by what it is for."""
    purposes = {
        "utf-8": _("all letters"),
        "utf-16-le": _("all letters"),
        "utf-16-be": _("all letters"),
        "cp1252": _("Western European, Windows"),
        "iso8859_15": _("Western European, Unix"),
        "mac_roman": _("Western European, Mac"),
        "cp850": _("Western European, DOS"),
        "cp1251": _("Cyrillic, Windows"),
        "koi8_r": _("Cyrillic, Unix"),
        "cp1256": _("Arabic, Windows"),
        "iso8859_6": _("Arabic, Unix"),
        "gb18030": _("Chinese, simplified"),
        "big5": _("Chinese, traditional"),
    }
    return f"{purposes[encoding]} ({encoding})" if encoding in purposes else encoding


class EncodingChoice(QScrollArea):
    """One button for each encoding with its preview under it; `chosen(encoding)` when one is taken."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.buttons: dict[str, QRadioButton] = {}
        self._shown: tuple[Path, tuple[str, ...]] | None = None

    def show_choices(self, path: Path, encodings: tuple[str, ...], taken: str) -> None:
        """Show the file's choices; `taken` is the encoding already chosen, or ""."""
        if self._shown != (path, encodings):
            self._shown = (path, encodings)
            self._build(encoding_previews(path, encodings))
        for encoding, button in self.buttons.items():
            button.blockSignals(True)
            button.setChecked(encoding == taken)
            button.blockSignals(False)

    def _build(self, lines: dict[str, str]) -> None:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        asked = hint(_("In which encoding are the letters right?"), page)
        column.addWidget(asked)
        self.buttons = {}
        for encoding, text in lines.items():
            button = QRadioButton(encoding_words(encoding), page)
            button.setAutoExclusive(True)
            button.setAccessibleDescription(text)
            button.clicked.connect(lambda _checked, taken=encoding: self.chosen.emit(taken))
            preview = QLabel(text, page)
            preview.setFont(theme.serif(theme.INTERFACE))
            preview.setWordWrap(True)
            preview.setContentsMargins(_INDENT, 0, 0, 8)
            column.addWidget(button)
            column.addWidget(preview)
            self.buttons[encoding] = button
        column.addStretch(1)
        self.setWidget(page)
