"""What a person can change about how the window looks: views, text size, colours, language."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from .. import i18n, settings
from ..domain.queries import Query
from . import density, theme
from .verbs import Verbs

SMALLEST, USUAL, LARGEST = 12, 15, 28


class LookVerbs(Verbs):
    """The verbs for what the window shows and how."""

    def show_sources(self) -> None:
        """Show the sources view."""
        self.window.show_view("sources")

    def show_page(self, page_id: str) -> None:
        """Show a page of the sources view."""
        if self.window.session:
            self.window.show_page(page_id)

    def show_coding(self) -> None:
        """Show the coding view."""
        self.window.show_view("coding")

    def show_queries(self) -> None:
        """Show the quotes by any combination of limits."""
        self.show_query(None)

    def show_query(self, query: object) -> None:
        """Show the quotes that fit a query; those of the last one for None."""
        from .evidence.evidence_view import QUERIES, EvidenceView

        self.show_evidence()
        for view in self.window.findChildren(EvidenceView):
            view.show_page(QUERIES)
            if isinstance(query, Query):
                view.show_query(query)

    def show_question(self, question_id: str) -> None:
        """Show a question with its findings."""
        from .evidence.evidence_view import EvidenceView

        self.show_evidence()
        for view in self.window.findChildren(EvidenceView):
            view.show_question(question_id)

    def show_finding(self, finding_id: str) -> None:
        """Show a finding with the question it answers."""
        from .evidence.evidence_view import EvidenceView

        self.show_evidence()
        for view in self.window.findChildren(EvidenceView):
            view.show_finding(finding_id)

    def show_triangulation(self) -> None:
        """Show the triangulation matrix."""
        self.window.show_view("triangulation")

    def show_evidence(self) -> None:
        """Show the evidence view."""
        self.window.show_view("evidence")

    def show_chain(self) -> None:
        """Show findings and what follows from them."""
        self.window.show_view("chain")

    def show_consistency(self) -> None:
        """Show how far coders agree, and where they differ."""
        self.window.show_view("consistency")

    def show_reports(self) -> None:
        """Show the reports."""
        self.window.show_view("reports")

    def show_suggestions(self) -> None:
        """What is suggested across the documents, keywords, measures and auto-coding."""
        self.window.show_view("suggestions")

    def next_pane(self) -> None:
        """Give the focus to the next pane of the view."""
        self.window.next_pane()

    def text_larger(self) -> None:
        """Make the transcript's text larger."""
        self.change_text_size(1)

    def text_smaller(self) -> None:
        """Make the transcript's text smaller."""
        self.change_text_size(-1)

    def change_text_size(self, steps: int) -> None:
        """Make the transcript's text larger by some pixels, or smaller."""
        self._text_size(self.text_size() + steps)

    def text_usual(self) -> None:
        """Give the transcript's text its usual size."""
        self._text_size(USUAL)

    def text_size(self) -> int:
        """The transcript's text size in pixels."""
        size = settings.get("text_size", USUAL)
        return size if isinstance(size, int) and SMALLEST <= size <= LARGEST else USUAL

    def _text_size(self, size: int) -> None:
        settings.put("text_size", min(LARGEST, max(SMALLEST, size)))
        self.window.use_text_size(self.text_size())

    def theme(self) -> str:
        """The look the person chose: system, light or dark."""
        chosen = settings.get("theme", theme.SYSTEM)
        return chosen if chosen in theme.MODES else theme.SYSTEM

    def use_theme(self, mode: str) -> None:
        """Dress the program and remember it."""
        if mode != self.theme():
            settings.put("theme", mode)
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            theme.apply(app, mode)
        self.window.refresh_choices()

    def density(self) -> str:
        """How high rows are: dense or comfortable."""
        return density.chosen()

    def use_density(self, name: str) -> None:
        """Make the rows of all lists and tables higher, or dense again."""
        density.use(name)
        self.window.refresh_choices()

    def language(self) -> str:
        """The language in use."""
        return i18n.language()

    def use_language(self, code: str) -> None:
        """Say everything in another language: the window's contents are built anew."""
        from .languages import speak

        if code != i18n.language() and self.window.leaving.is_allowed():
            settings.put("language", code)
            speak(code)
            self.window.rebuild()
        self.window.refresh_choices()

    def full_screen(self) -> None:
        """Fill the screen, or stop doing so."""
        if self.window.isFullScreen():
            self.window.showNormal()
        else:
            self.window.showFullScreen()
