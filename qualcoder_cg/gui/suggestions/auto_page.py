"""Coding many passages at once by one suggester: looked at first, then one step that can be undone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ...i18n import _, ngettext
from ...services.waiting import number_waiting
from ..coding.pane import PADDING, panel
from ..session import Session
from ..widgets.page_switch import PageSwitch
from .auto_confirm import ConfirmPage
from .auto_propose import ProposePage

PROPOSE, CONFIRM = "propose", "confirm"
_BAR = 40


class AutoPage(QWidget):
    """Two pages: what would be coded, and what was coded and waits to be confirmed.

    `passage_chosen(document id, Span)` and `coding_chosen(id)` go to a transcript. Call `finish` before the
    study is closed.
    """

    passage_chosen = Signal(str, object)
    coding_chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.propose = ProposePage(session, self)
        self.confirm = ConfirmPage(session, self)
        self.switch = PageSwitch(((PROPOSE, _("Propose")), (CONFIRM, _("To confirm"))), self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.propose)
        self._stack.addWidget(self.confirm)
        bar = QWidget(self)
        bar.setFixedHeight(_BAR)
        row = QHBoxLayout(bar)
        row.setContentsMargins(PADDING, 0, PADDING, 0)
        row.addWidget(self.switch)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addWidget(self._stack, 1)
        panel(self, "base")
        self.switch.wanted.connect(self.show_page)
        self.propose.passage_chosen.connect(self.passage_chosen)
        self.propose.applied.connect(self._on_applied)
        self.confirm.coding_chosen.connect(self.coding_chosen)
        self.confirm.propose_wanted.connect(lambda: self.show_page(PROPOSE))
        session.changed.connect(self._say_number)
        self._say_number()
        self.show_page(CONFIRM if number_waiting(session.project) else PROPOSE)

    def show_page(self, name: str) -> None:
        """Show what would be coded, or what waits."""
        self._stack.setCurrentIndex(0 if name == PROPOSE else 1)
        self.switch.show_page(name)
        if name == CONFIRM:
            self.confirm.table.setFocus()

    def finish(self) -> None:
        """Read no more."""
        self.propose.finish()
        self.confirm.finish()

    def _on_applied(self, batch: str) -> None:
        self.show_page(CONFIRM)
        self.confirm.look_at(batch)

    def _say_number(self, _news: object = None) -> None:
        n = number_waiting(self._session.project)
        said = ngettext("To confirm ({n})", "To confirm ({n})", n).format(n=n)
        self.switch.name_page(CONFIRM, said if n else _("To confirm"))
