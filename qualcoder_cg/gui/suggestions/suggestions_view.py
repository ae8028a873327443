"""The Suggestions view: pages chosen by a switch, each made when it is first shown."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ... import settings
from ...i18n import _
from ..session import Session
from ..widgets.page_switch import PageSwitch

QUEUE, KEYWORDS, MEASURES, AUTO = "queue", "keywords", "measures", "auto"
_LAST = "suggestions page"
_BAR = 40


class SuggestionsView(QWidget):
    """Four pages; `passage_chosen(document id, Span)` and `coding_chosen(id)` go to a transcript."""

    passage_chosen = Signal(str, object)
    coding_chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("suggestions")
        self._session = session
        self._made: dict[str, QWidget] = {}
        names = {
            QUEUE: _("To decide"),
            KEYWORDS: _("Keywords"),
            MEASURES: _("How good they are"),
            AUTO: _("Auto-coding"),
        }
        self.switch = PageSwitch(tuple(names.items()), self)
        self.switch.wanted.connect(self.show_page)
        bar = QWidget(self)
        bar.setFixedHeight(_BAR)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(self.switch)
        row.addStretch(1)
        self.stack = QStackedWidget(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addWidget(self.stack, 1)
        last = settings.get(_LAST, QUEUE)
        self.show_page(last if last in names else QUEUE)

    def show_page(self, name: str) -> QWidget:
        """Show a page, made where this is the first time; gives it."""
        if name not in self._made:
            page = _page(name)(self._session, self.stack)
            for signal in ("passage_chosen", "coding_chosen"):
                if hasattr(page, signal):
                    getattr(page, signal).connect(getattr(self, signal))
            self._made[name] = page
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(self._made[name])
        self.switch.show_page(name)
        settings.put(_LAST, name)
        return self._made[name]

    def page(self) -> str:
        """The id of the page that is shown."""
        return next(name for name, page in self._made.items() if page is self.stack.currentWidget())

    def finish(self) -> None:
        """Let the pages end what works for them."""
        for page in self._made.values():
            if hasattr(page, "finish"):
                page.finish()


def _page(name: str) -> Callable[[Session, QWidget], QWidget]:
    """What makes a page, loaded when it is first wanted."""
    if name == KEYWORDS:
        from .keywords_page import KeywordsPage

        return KeywordsPage
    if name == MEASURES:
        from .measures_page import MeasuresPage

        return MeasuresPage
    if name == AUTO:
        from .auto_page import AutoPage

        return AutoPage
    from .queue_page import QueuePage

    return QueuePage
