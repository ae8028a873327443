"""The evidence view: findings with their evidence by question, and queries; a switch chooses between them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ...domain.queries import Query
from ...i18n import _
from ..session import Session
from ..widgets.page_switch import PageSwitch
from .findings_page import FindingsPage
from .query_view import QueryView

BY_QUESTION, QUERIES = "question", "queries"


class EvidenceView(QWidget):
    """Two pages; `coding_chosen(id)` and `passage_chosen(id, Span)` go to a transcript.

    `export_wanted(Query)` asks for the quotes of a query as a file.
    The page of queries is made when it is first wanted.
    """

    coding_chosen = Signal(str)
    passage_chosen = Signal(str, object)
    export_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence-view")
        self._session = session
        self.stack = QStackedWidget(self)
        self.findings = FindingsPage(session, self)
        self.findings.coding_chosen.connect(self.coding_chosen)
        self.findings.passage_chosen.connect(self.passage_chosen)
        self.findings.left_header.put_first(self._switch(BY_QUESTION))
        self.stack.addWidget(self.findings)
        self._queries: QueryView | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    @property
    def queries(self) -> QueryView:
        """The page of queries."""
        if self._queries is None:
            self._queries = made = QueryView(self._session, self)
            made.coding_chosen.connect(self.coding_chosen)
            made.export_wanted.connect(self.export_wanted)
            made.left_header.title.hide()
            made.left_header.put_first(self._switch(QUERIES))
            self.stack.addWidget(made)
        return self._queries

    def page(self) -> str:
        """The id of the page that is shown."""
        return BY_QUESTION if self.stack.currentWidget() is self.findings else QUERIES

    def show_page(self, name: str) -> None:
        """Show a page."""
        page = self.findings if name == BY_QUESTION else self.queries
        self.stack.setCurrentWidget(page)
        for switch in self._switches():
            switch.show_page(name)

    def show_query(self, query: Query) -> None:
        """Show the quotes that fit a query."""
        self.show_page(QUERIES)
        self.queries.show_query(query)

    def show_question(self, question_id: str) -> None:
        """Show a question with its findings."""
        self.show_page(BY_QUESTION)
        self.findings.show_question(question_id)

    def show_finding(self, finding_id: str) -> None:
        """Show a finding."""
        self.show_page(BY_QUESTION)
        self.findings.show_finding(finding_id)

    def _switches(self) -> list[PageSwitch]:
        return self.findChildren(PageSwitch)

    def _switch(self, name: str) -> PageSwitch:
        switch = PageSwitch(((BY_QUESTION, _("By question")), (QUERIES, _("Queries"))), self)
        switch.show_page(name)
        switch.wanted.connect(self.show_page)
        return switch
