"""What can be done with the evidence that is chosen: a bar below the board, each button with its key."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...domain.codings import CONTRADICTS
from ...i18n import _, ngettext
from .. import shortcuts
from ..coding.pane import HEADER, PADDING, KeyButton, hairline, label, panel
from .board_model import Shown


class BoardBar(QWidget):
    """Buttons for the chosen rows; those that cannot act on them stay away."""

    def __init__(self, acts: Sequence[tuple[str, str, str, Callable[[], object]]], parent: QWidget) -> None:
        super().__init__(parent)
        panel(self, "base")
        self.setFixedHeight(HEADER + 1)
        self.told = label("", "caption", self)
        row = QHBoxLayout()
        row.setContentsMargins(PADDING, 0, PADDING, 0)
        row.setSpacing(8)
        self.buttons: dict[str, KeyButton] = {}
        for name, text, key, work in acts:
            button = KeyButton(text, key, self, place=shortcuts.BOARD)
            button.clicked.connect(lambda _on=False, do=work: do())
            row.addWidget(button)
            self.buttons[name] = button
        row.addStretch(1)
        row.addWidget(self.told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline(self))
        column.addLayout(row, 1)

    def show_chosen(self, rows: Sequence[Shown], *, has_finding: bool) -> None:
        """Offer what can be done with these rows."""
        linked = [row.row.linked for row in rows if row.row.linked]
        quotes = [row for row in rows if row.row.passage]
        against = [one for one in linked if one.bearing == CONTRADICTS]
        wanted = {
            "add": has_finding and len(linked) < len(rows),
            "bearing": bool(linked),
            "level": bool(quotes),
            "settle": any(one.is_open for one in against),
            "unsettle": bool(against) and not any(one.is_open for one in against),
            "unlink": bool(linked),
            "open": len(rows) == 1 and bool(rows[0].row.passage),
        }
        for name, button in self.buttons.items():
            button.setVisible(wanted[name])
            button.setProperty("main", name == "settle")
            button.style().polish(button)
        text = ngettext("{n} chosen", "{n} chosen", len(rows)).format(n=len(rows))
        self.told.setText(
            text if len(rows) > 1 else "" if rows else _("Choose a quote for what can be done with it.")
        )
