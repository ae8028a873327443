"""The consistency view: pages chosen by a switch, which stands at the head of each."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ...i18n import _
from ..session import Session
from ..widgets.page_switch import PageSwitch
from .desk_page import DeskPage
from .state import State

DESK, TIME, CONFUSED, VERSIONS = "desk", "time", "confused", "versions"
NAME = "consistency-view"


class ConsistencyView(QWidget):
    """Four pages, made when first wanted; `passage_chosen(document id, Span)` goes to a transcript.

    `edit_wanted(code id)` asks for the description of a code, `hand_out_wanted`, `rounds_wanted` for dialogs.
    """

    passage_chosen = Signal(str, object)
    edit_wanted = Signal(str)
    hand_out_wanted = Signal()
    rounds_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(NAME)
        self._session = session
        self.state = State(session, self)
        self.stack = QStackedWidget(self)
        self._made: dict[str, QWidget] = {}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self.show_page(DESK)

    @property
    def desk(self) -> DeskPage:
        """The page where disagreements are settled."""
        page = self._made[DESK]
        assert isinstance(page, DeskPage)
        return page

    @property
    def is_settled(self) -> bool:
        """Whether the disagreement on the desk was decided about."""
        case = self.desk.desk.case
        return case is not None and case.decision is not None

    def page(self) -> str:
        """The id of the page that is shown."""
        return next(name for name, page in self._made.items() if page is self.stack.currentWidget())

    def show_page(self, name: str) -> QWidget:
        """Show a page, made where this is the first time; gives it."""
        if name not in self._made:
            page: Any = _makers()[name](self)
            self._made[name] = page
            for signal in ("passage_chosen", "edit_wanted", "hand_out_wanted", "rounds_wanted"):
                if hasattr(page, signal):
                    getattr(page, signal).connect(getattr(self, signal))
            if hasattr(page, "look_wanted"):
                page.look_wanted.connect(lambda: self.show_page(VERSIONS))
            if hasattr(page, "pair_chosen"):
                page.pair_chosen.connect(self.show_pair)
            page.put_first(self._switch())
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(self._made[name])
        for switch in self.findChildren(PageSwitch, "pages"):
            switch.show_page(name)
        return self._made[name]

    def show_pair(self, first: str, second: str) -> None:
        """Show the disagreements in which two codes stand against one another."""
        self.show_page(DESK)
        self.desk.show_pair(first, second)

    def finish(self) -> None:
        """Let the pages end what works for them."""
        self.state.finish()
        for page in self._made.values():
            if hasattr(page, "finish"):
                page.finish()

    def _switch(self) -> PageSwitch:
        names = (
            (DESK, _("Disagreements")),
            (TIME, _("Over time")),
            (CONFUSED, _("Confused codes")),
            (VERSIONS, _("Versions")),
        )
        switch = PageSwitch(names, self)
        switch.setObjectName("pages")
        switch.wanted.connect(self.show_page)
        return switch


def _makers() -> dict[str, Callable[[ConsistencyView], QWidget]]:
    """What makes a page, loaded when it is first wanted."""

    def time(view: ConsistencyView) -> QWidget:
        from .time_page import TimePage

        return TimePage(view.state, view.stack)

    def confused(view: ConsistencyView) -> QWidget:
        from .confusion_page import ConfusionPage

        return ConfusionPage(view.state, view.stack)

    def versions(view: ConsistencyView) -> QWidget:
        from .versions_page import VersionsPage

        return VersionsPage(view.state.session, view.stack)

    return {
        DESK: lambda view: DeskPage(view.state, view.stack),
        TIME: time,
        CONFUSED: confused,
        VERSIONS: versions,
    }
