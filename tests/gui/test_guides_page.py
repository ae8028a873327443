"""The page of guides: items in a grid, versions, matching, who was asked; and the menu of a turn."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from grid_help import column, go, key
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.documents import INTERVIEWER
from qualcoder_cg.domain.guides import ItemSpec
from qualcoder_cg.gui.session import Session
from qualcoder_cg.gui.sources.guide_import import ImportGuide
from qualcoder_cg.gui.sources.guides_page import GuidesPage
from qualcoder_cg.gui.sources.item_menu import item_caption, item_menu
from qualcoder_cg.gui.sources.pages import GUIDES
from qualcoder_cg.gui.sources.sources_view import SourcesView
from qualcoder_cg.services import guides, register

pytest_plugins = ("conftest_shell",)
ITEMS = (
    ItemSpec("1", (("en", "How did the office begin?"),), ("14",)),
    ItemSpec("2", (("en", "What has changed for the women?"),), ("11",)),
    ItemSpec("3", (("en", "What would you recommend?"),), ()),
)


@pytest.fixture
def guide_id(session: Session) -> str:
    return guides.add_guide(session.project, "Agencies", types=["Agency"], items=ITEMS)


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> Iterator[GuidesPage]:
    view = SourcesView(session)
    qtbot.addWidget(view)
    view.resize(1440, 832)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    made = view.show_page(GUIDES)
    assert isinstance(made, GuidesPage)
    yield made
    view.finish()


def test_without_guides_the_page_says_what_to_do(page: GuidesPage, session: Session) -> None:
    assert page.empty.isVisible()
    guides.add_guide(session.project, "Agencies", items=ITEMS)
    assert not page.empty.isVisible()
    assert column(page.items, "number") == ["1", "2", "3"]
    session.project.undo()
    assert page.empty.isVisible()


def test_items_of_the_chosen_guide_are_edited(guide_id: str, page: GuidesPage, session: Session) -> None:
    model = page.items.model
    place = [one.id for one in model.columns].index("wording:es")
    assert model.setData(model.index(2, place), "¿Qué recomendaría?", Qt.ItemDataRole.EditRole)
    guide = session.project.guides.get(guide_id)
    assert guide
    assert guide.items[2].wordings[1] == ("es", "¿Qué recomendaría?")
    assert session.project.undo()
    assert column(page.items, "wording:es") == ["", "", ""]


def test_a_new_row_is_a_new_item_with_the_next_number(
    guide_id: str, page: GuidesPage, session: Session
) -> None:
    model = page.items.model
    place = [one.id for one in model.columns].index("wording:en")
    model.setData(model.index(3, place), "Anything else?", Qt.ItemDataRole.EditRole)
    assert column(page.items, "number") == ["1", "2", "3", "4"]


def test_what_cannot_be_saved_is_said(guide_id: str, page: GuidesPage, session: Session) -> None:
    model = page.items.model
    model.setData(model.index(0, 0), "2", Qt.ItemDataRole.EditRole)
    assert "an item 2 already" in page.items.problem.text()
    page.items.model.discard()
    assert column(page.items, "number") == ["1", "2", "3"]


def test_items_move_with_keys_and_undo(
    guide_id: str, page: GuidesPage, session: Session, qtbot: QtBot
) -> None:
    go(page.items, 2, "number")
    key(qtbot, page.items, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert column(page.items, "number") == ["1", "3", "2"]
    page.move_items(-1)
    assert column(page.items, "number") == ["3", "1", "2"]
    page.move_items(-1)
    assert column(page.items, "number") == ["3", "1", "2"]
    session.project.undo()
    session.project.undo()
    guide = session.project.guides.get(guide_id)
    assert guide
    assert [item.number for item in guide.items] == ["1", "2", "3"]


def test_a_new_version_is_chosen_and_matching_tells_how_many(
    guide_id: str, page: GuidesPage, session: Session, qtbot: QtBot
) -> None:
    page.make_version()
    assert column(page.guides, "version") == ["1", "2"]
    assert page.guides.chosen_ids() == [session.project.guides.all()[1].id]
    with qtbot.waitSignal(session.told) as told:
        page.match()
    assert told.args is not None
    assert "put an item of a guide" in told.args[0]


def test_removing_a_guide_tells_what_became_of_its_uses(
    guide_id: str, page: GuidesPage, session: Session, qtbot: QtBot
) -> None:
    go(page.guides, 0, "name")
    with qtbot.waitSignal(session.told) as told:
        page.guides.remove_rows()
    assert told.args is not None
    assert told.args[0].startswith("1 guide removed; its interviews and turns point at none.")
    session.project.undo()
    assert column(page.items, "number") == ["1", "2", "3"]


def test_who_was_asked_is_counted_and_said(guide_id: str, page: GuidesPage, session: Session) -> None:
    project = session.project
    register.add_rows(project, "informant", [{"code": "KII-09", "type": "Agency"}])
    register.add_rows(
        project,
        "interview",
        [{"code": "I-09", "status": "held", "informants": "KII-09", "guide": "Agencies 1"}],
    )
    page.parts.setCurrentIndex(1)
    question = next(one for one in project.matrix.questions() if one.number == "11")
    row = page.asked.model.row_of(question.id)
    assert column(page.asked, f"guide:{guide_id}")[row] == "2"
    assert column(page.asked, "by_guide")[row] == "1"
    page.asked.choose_rows([question.id])
    assert page.told.text().startswith("Q11: Asked 1 of ")


def test_a_guide_is_imported_after_a_look_at_it(page: GuidesPage, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "Partners.csv"
    path.write_text("number,text,es,questions\n1,How was it?,¿Cómo fue?,Q3\n", encoding="utf-8")
    dialog = page.ask_for_file(path)
    assert isinstance(dialog, ImportGuide)
    assert dialog.found.text() == "1 item found."
    assert dialog.items.rowCount() == 1
    dialog.types.setText("Partner; Ally")
    dialog.attempt()
    (guide,) = session.project.guides.all()
    assert (guide.name, guide.version, guide.types) == ("Partners", "1", ("Partner", "Ally"))
    assert page.guides.chosen_ids() == [guide.id]


def test_a_file_without_a_guide_is_said_in_the_dialog(page: GuidesPage, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Ask for leave first.\n", encoding="utf-8")
    dialog = page.ask_for_file(path)
    assert isinstance(dialog, ImportGuide)
    assert "holds no items" in dialog.problem.text()
    assert not dialog.main.isEnabled()
    dialog.reject()


def test_the_menu_of_a_turn_decides_its_item(guide_id: str, session: Session, qtbot: QtBot) -> None:
    guides.match(session.project)
    document = next(one for one in session.project.documents.all() if session.project.guides.put_in(one.id))
    session.show_document(document.id)
    first = session.project.guides.put_in(document.id)[0]
    turn = next(one for one in session.turns if one.start == first.start)
    assert turn.role == INTERVIEWER
    assert item_caption(session, turn).startswith("Agencies 1 · item ")
    parent = QMenu()
    qtbot.addWidget(parent)
    menu = item_menu(session, turn, parent)
    actions = [action for action in menu.actions() if not action.isSeparator()]
    assert [action.isChecked() for action in actions].count(True) == 1
    actions[3].trigger()
    guide = session.project.guides.get(guide_id)
    assert guide
    put = next(one for one in session.project.guides.put_in(document.id) if one.start == turn.start)
    assert (put.items, put.by_hand) == ((guide.items[2].id,), True)
    item_menu(session, turn, parent).actions()[0].trigger()
    assert item_caption(session, turn) == ""


def test_a_question_leads_to_the_turns_that_asked_it(
    guide_id: str, page: GuidesPage, session: Session, qtbot: QtBot
) -> None:
    guides.match(session.project)
    page.parts.setCurrentIndex(1)
    question = next(one for one in session.project.matrix.questions() if one.number == "11")
    menu = page.show_turns(question.id)
    assert menu is not None
    first = menu.actions()[0]
    assert first.text() == "INT-02 · Agencies 1 · item 2    What changed for the women?"
    with qtbot.waitSignal(page.passage_wanted) as asked:
        first.trigger()
    menu.close()
    wanted, span = asked.args
    assert "changed for the women" in session.project.documents.text(wanted)[span.start : span.end]
    other = next(one for one in session.project.matrix.questions() if one.number == "1")
    assert page.show_turns(other.id) is None


def test_wordings_stay_in_their_columns_from_guide_to_guide(
    guide_id: str, page: GuidesPage, session: Session
) -> None:
    spanish = (ItemSpec("1", (("es", "¿Cómo empezó la oficina?"),), ()),)
    other = guides.add_guide(session.project, "Socios", items=spanish)
    page.items.table.setColumnWidth(2, 333)
    for chosen in (other, guide_id):
        page.guides.choose_rows([chosen])
        model, header = page.items.model, page.items.table.horizontalHeader()
        assert header.count() == model.columnCount() == len(model.columns) == 4
        place = next(n for n, one in enumerate(model.columns) if one.id == "wording:es")
        assert page.items.table.columnWidth(place) == 333
