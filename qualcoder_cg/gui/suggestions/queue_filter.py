"""Which of what waits is shown: of one code, one document, one suggester."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from ...i18n import _
from ...services.suggestions import suggester_name
from ..coding import words
from .queue_rows import QueueRow

_WIDE, _MOST = 120, 208


class QueueFilter(QWidget):
    """Three choices, each with what is among the rows; `changed` when another is made."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.code = self._choice(_("Code"))
        self.document = self._choice(_("Document"))
        self.suggester = self._choice(_("Suggester"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for choice in (self.code, self.document, self.suggester):
            row.addWidget(choice)
        self.offer(())

    def offer(self, rows: Iterable[QueueRow]) -> None:
        """Offer what there is in these rows; what was chosen stays chosen while it is among them."""
        every = list(rows)
        known = {row.code.id: row.code for row in every}
        codes = {code_id: words.code_name(code) for code_id, code in known.items()}
        documents = {row.suggestion.document_id: row.document for row in every}
        suggesters = {name: suggester_name(name) for name in {row.suggestion.suggester for row in every}}
        self._fill(self.code, _("Any code"), codes)
        self._fill(self.document, _("Any document"), documents)
        self._fill(self.suggester, _("Any suggester"), suggesters)

    def lets(self, row: QueueRow) -> bool:
        """Whether a row is among those wanted."""
        wanted = (self.code.currentData(), self.document.currentData(), self.suggester.currentData())
        has = (row.code.id, row.suggestion.document_id, row.suggestion.suggester)
        return all(not one or one == other for one, other in zip(wanted, has, strict=True))

    def _choice(self, name: str) -> QComboBox:
        choice = QComboBox(self)
        choice.setAccessibleName(name)
        choice.setMinimumWidth(_WIDE)
        choice.setMaximumWidth(_MOST)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        choice.currentIndexChanged.connect(lambda _row: self.changed.emit())
        return choice

    def _fill(self, choice: QComboBox, every: str, entries: dict[str, str]) -> None:
        chosen = choice.currentData()
        listed = [("", every), *sorted(entries.items(), key=lambda pair: _natural(pair[1]))]
        now = [(choice.itemData(row), choice.itemText(row)) for row in range(choice.count())]
        if now == listed:
            return
        choice.blockSignals(True)
        choice.clear()
        for data, text in listed:
            choice.addItem(text, data)
        choice.setCurrentIndex(max(0, choice.findData(chosen)))
        choice.blockSignals(False)


def _natural(name: str) -> tuple[int, str]:
    """Numbers of questions as numbers: 9 before 10."""
    first = name.split(" ", maxsplit=1)[0]
    return (int(first) if first.isdecimal() else 10_000, name.casefold())
