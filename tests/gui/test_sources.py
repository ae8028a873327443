"""The Sources view: its rail, and pages that are made and read when they are seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shell_help import dialog_of, opened, trigger

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.session import Session
from qualcoder_cg.gui.sources.guide_import import ImportGuide
from qualcoder_cg.gui.sources.page import Page
from qualcoder_cg.gui.sources.pages import PAGES, PageSpec
from qualcoder_cg.gui.sources.sources_view import SourcesView
from qualcoder_cg.gui.sources.survey_import import ImportSurvey
from qualcoder_cg.services import codebook, documents, sources

pytest_plugins = ("conftest_shell",)


class Counted(Page):
    """A page that remembers how often it read the study."""

    tables = ("document",)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent, "Counted")
        self.read = 0

    def refresh(self) -> None:
        self.read += 1


@pytest.fixture
def view(session: Session, qtbot: QtBot) -> Iterator[SourcesView]:
    pages = [
        PageSpec("first", lambda: "First", "document", Counted, lambda project: len(project.documents.all())),
        PageSpec("second", lambda: "Second", "people", Counted),
    ]
    made = SourcesView(session, pages=pages)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.finish()


def test_a_page_is_made_when_it_is_first_shown(view: SourcesView) -> None:
    assert view.stack.count() == 1
    assert view.page() == "first"
    second = view.show_page("second")
    assert view.stack.count() == 2
    assert view.stack.currentWidget() is second
    assert view.show_page("second") is second
    assert view.stack.count() == 2


def test_the_rail_turns_the_pages_by_keys_and_mouse(view: SourcesView, qtbot: QtBot) -> None:
    qtbot.keyClick(view.rail, Qt.Key.Key_Down)
    assert view.page() == "second"
    row = view.rail.visualRect(view.rail.model().index(0, 0))
    qtbot.mouseClick(view.rail.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert view.page() == "first"


def test_enter_leads_from_the_rail_into_the_page(view: SourcesView, qtbot: QtBot) -> None:
    page = view.show_page("second")
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    view.activateWindow()
    view.rail.setFocus()
    qtbot.keyClick(view.rail, Qt.Key.Key_Return)
    assert page.hasFocus()


def test_only_a_page_that_is_seen_reads_the_study(view: SourcesView, session: Session) -> None:
    first = view.show_page("first")
    second = view.show_page("second")
    assert isinstance(first, Counted)
    assert isinstance(second, Counted)
    assert (first.read, second.read) == (1, 1)
    shown = session.project.documents.all()[0]
    sources.describe(session.project, [shown.id], kind="group")
    sources.describe(session.project, [shown.id], kind="interview")
    assert (first.read, second.read) == (1, 3)
    view.show_page("first")
    assert first.read == 2


def test_a_step_that_touches_other_tables_is_not_read(view: SourcesView, session: Session) -> None:
    first = view.show_page("first")
    assert isinstance(first, Counted)
    codebook.add_code(session.project, name="Own code")
    assert first.read == 1


def test_counts_stand_beside_the_pages_and_follow(view: SourcesView, session: Session, qtbot: QtBot) -> None:
    assert view.rail.count("first") == 2
    assert view.rail.count("second") is None
    assert view.rail.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "First, 2"
    documents.remove_documents(session.project, [session.project.documents.all()[1].id])
    qtbot.waitUntil(lambda: view.rail.count("first") == 1)


def test_every_page_of_the_program_can_be_shown(session: Session, qtbot: QtBot) -> None:
    view = SourcesView(session)
    qtbot.addWidget(view)
    view.show()
    for page in PAGES:
        view.show_page(page.id)
        assert view.page() == page.id
    view.finish()


def test_the_window_has_the_sources_as_its_first_tab(window: MainWindow, study, qtbot: QtBot) -> None:
    opened(window, study)
    assert window.view() == "coding"
    tabs = window.view_bar.tabs
    assert [tabs.tabText(place) for place in range(3)] == ["Sources", "Coding", "Evidence"]
    trigger(window, "view-sources")
    assert window.view() == "sources"
    window.activateWindow()
    for key, name in ((Qt.Key.Key_2, "coding"), (Qt.Key.Key_3, "evidence"), (Qt.Key.Key_1, "sources")):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.view() == name


def test_informants_are_reached_from_the_menu_and_the_command_field(
    window: MainWindow, study, qtbot: QtBot
) -> None:
    opened(window, study)
    trigger(window, "informants")
    assert window.view() == "sources"
    assert window.show_page("informants").isVisible()
    window.activateWindow()
    trigger(window, "find")
    qtbot.keyClicks(window.command_field, "instituti")
    qtbot.keyClick(window.command_field, Qt.Key.Key_Return)
    view = window.stack.currentWidget()
    assert isinstance(view, SourcesView)
    assert view.page() == "institutions"


def test_another_language_leaves_the_page_where_it_was(window: MainWindow, study) -> None:
    opened(window, study)
    window.show_page("interviews")
    window.commands.use_language("es")
    assert window.view() == "sources"
    view = window.stack.currentWidget()
    assert isinstance(view, SourcesView)
    assert view.page() == "interviews"
    window.commands.use_language("en")


def test_guides_and_surveys_are_imported_from_the_menu(window: MainWindow, study) -> None:
    opened(window, study)
    trigger(window, "import-guide")
    dialog_of(window, ImportGuide).reject()
    trigger(window, "import-survey")
    dialog_of(window, ImportSurvey).reject()
    assert window.view() == "sources"


def test_the_command_field_leads_into_the_pages(window: MainWindow, study, qtbot: QtBot) -> None:
    opened(window, study)
    for typed, page, shown in (
        ("survey resp", "tables", lambda made: made.name() == "surveys"),
        ("who was as", "guides", lambda made: made.parts.currentIndex() == 1),
    ):
        trigger(window, "find")
        qtbot.keyClicks(window.command_field, typed)
        qtbot.keyClick(window.command_field, Qt.Key.Key_Return)
        view = window.stack.currentWidget()
        assert isinstance(view, SourcesView)
        assert view.page() == page
        assert shown(view.show_page(page))


def test_a_long_sentence_in_the_status_line_takes_the_room_of_the_keys(window: MainWindow, study) -> None:
    opened(window, study)
    window.resize(900, 600)
    window.status.tell("Done.")
    assert window.status.hints.isVisible()
    window.status.tell("A sentence that is much longer than most of those that stand here. " * 2)
    assert not window.status.hints.isVisible()
    window.status._show_saved()
    assert window.status.hints.isVisible()


def test_a_passage_is_shown_selected_in_its_transcript(window: MainWindow, study) -> None:
    project = opened(window, study)
    document = next(one for one in project.documents.all() if project.documents.turns(one.id))
    turn = project.documents.turns(document.id)[1]
    window.show_page("guides")
    window.commands.open_passage(document.id, Span(turn.start, turn.end))
    assert window.view() == "coding"
    assert window.session is not None
    assert window.session.selection == Span(turn.start, turn.end)


def test_every_tab_has_room_whichever_is_chosen(window: MainWindow, study) -> None:
    opened(window, study)
    window.commands.use_language("es")
    tabs = window.view_bar.tabs
    for view in ("sources", "coding", "evidence"):
        window.show_view(view)
        QApplication.processEvents()
        assert tabs.tabRect(tabs.count() - 1).right() < tabs.width()
    window.commands.use_language("en")
