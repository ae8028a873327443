"""The pane of documents."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.documents import Document
from qualcoder_cg.gui.coding.document_list import DocumentList
from qualcoder_cg.gui.coding.document_model import DocumentModel, State
from qualcoder_cg.gui.coding.row_tree import ID
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import documents, studies, whereabouts
from qualcoder_cg.services.how_far import Coded


@pytest.fixture
def pane(session: Session, qtbot: QtBot) -> DocumentList:
    made = DocumentList(session)
    qtbot.addWidget(made)
    made.resize(224, 600)
    made.show()
    return made


def _rows(pane: DocumentList) -> list[tuple[str, list[tuple[str, str]]]]:
    model = pane.tree.model()
    found = []
    for row in range(model.rowCount()):
        group = model.index(row, 0)
        members = [
            (group.model().index(n, 0, group).data(), model.index(n, 1, group).data())
            for n in range(model.rowCount(group))
        ]
        found.append((group.data(), members))
    return found


def _click(pane: DocumentList, qtbot: QtBot, row: int) -> None:
    index = pane.tree.model().index(row, 0, pane.tree.model().index(0, 0))
    qtbot.mouseClick(
        pane.tree.viewport(), Qt.MouseButton.LeftButton, pos=pane.tree.visualRect(index).center()
    )


def test_documents_stand_by_kind_with_how_far_they_are_coded(
    pane: DocumentList, session: Session, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: _rows(pane)[0][1][0][1] != "–")
    assert _rows(pane) == [
        ("Interviews", [("INT-01 KII-01 office.txt", "24 %"), ("INT-02 KII-02 women.txt", "–")])
    ]
    assert pane.header.caption.text() == "0 of 2 finished"
    session.project.undo()
    qtbot.waitUntil(lambda: _rows(pane)[0][1][0][1] == "–")
    session.project.redo()
    qtbot.waitUntil(lambda: _rows(pane)[0][1][0][1] == "24 %")


def test_a_document_is_finished_from_its_menu_and_by_the_list(
    pane: DocumentList, session: Session, qtbot: QtBot
) -> None:
    first, second = session.project.documents.all()
    finished = next(one for one in pane.menu(first.id).actions() if one.text() == "Finished")
    finished.trigger()
    qtbot.waitUntil(lambda: _rows(pane)[0][1][0][1] == "✓")
    assert pane.tree.model().index(0, 1).data() == "1 of 2"
    assert pane.header.caption.text() == "1 of 2 finished"
    session.show_document(second.id)
    pane.finish_current()
    qtbot.waitUntil(lambda: pane.header.caption.text() == "2 of 2 finished")
    session.project.undo()
    qtbot.waitUntil(lambda: pane.header.caption.text() == "1 of 2 finished")


def test_documents_are_stepped_through_as_the_filter_leaves_them(
    pane: DocumentList, session: Session
) -> None:
    first, second = session.project.documents.all()
    pane.step(1)
    assert session.document and session.document.id == second.id
    pane.step(1)
    assert session.document.id == second.id, "there is no next one"
    pane.step(-1)
    assert session.document.id == first.id
    pane.filter.setText("women")
    pane.step(1)
    assert session.document.id == second.id


def test_the_menu_opens_and_asks_for_the_memo(pane: DocumentList, session: Session, qtbot: QtBot) -> None:
    second = session.project.documents.all()[1]
    menu = {action.text(): action for action in pane.menu(second.id).actions()}
    menu["Open"].trigger()
    assert session.document and session.document.id == second.id
    with qtbot.waitSignal(pane.memo_wanted) as asked:
        menu["Memo"].trigger()
    assert asked.args == [second.id]


def test_a_bookmark_is_told_in_the_list(pane: DocumentList, session: Session, qtbot: QtBot) -> None:
    document = session.project.documents.all()[1]
    whereabouts.add_bookmark(session.project, document_id=document.id, place=3)
    index = pane.tree.model().index(1, 0, pane.tree.model().index(0, 0))
    qtbot.waitUntil(lambda: "has a bookmark" in index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_click_shows_the_document_and_the_list_follows_the_session(
    pane: DocumentList, session: Session, qtbot: QtBot
) -> None:
    _click(pane, qtbot, 1)
    assert session.document
    assert session.document.code == "INT-02"
    session.show_document(session.project.documents.all()[0].id)
    assert pane.tree.currentIndex().data() == "INT-01 KII-01 office.txt"


def test_arrows_show_the_document_after_a_moment(pane: DocumentList, session: Session, qtbot: QtBot) -> None:
    pane.activateWindow()
    pane.tree.setFocus()
    qtbot.waitUntil(pane.tree.hasFocus)
    with qtbot.waitSignal(session.document_shown):
        qtbot.keyClick(pane.tree, Qt.Key.Key_Down)
    assert session.document
    assert session.document.code == "INT-02"


def test_the_filter_ignores_capitals_and_hides_empty_kinds(pane: DocumentList) -> None:
    pane.filter.setText("WOMEN")
    assert _rows(pane) == [("Interviews", [("INT-02 KII-02 women.txt", "–")])]
    pane.filter.setText("nobody")
    assert _rows(pane) == [] and pane.unfound.isVisible() and not pane.tree.isVisible()
    pane.unfound.button.click()
    assert pane.filter.text() == "" and pane.tree.isVisible()
    assert len(_rows(pane)[0][1]) == 2


def test_a_click_on_a_kind_folds_it(pane: DocumentList, qtbot: QtBot) -> None:
    group = pane.tree.model().index(0, 0)
    place = pane.tree.visualRect(group).center()
    qtbot.mouseClick(pane.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not pane.tree.isExpanded(group)
    qtbot.mouseClick(pane.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert pane.tree.isExpanded(group)


def test_kind_and_language_from_the_menu(pane: DocumentList, session: Session) -> None:
    document = session.project.documents.all()[1]
    kinds, languages = (action for action in pane.menu(document.id).actions() if action.menu())
    for menu, title in ((kinds.menu(), "Surveys"), (languages.menu(), "Spanish")):
        next(action for action in menu.actions() if action.text() == title).trigger()
    changed = session.project.documents.get(document.id)
    assert changed
    assert (changed.kind, changed.language, changed.code) == ("survey", "es", "SUR-01")
    assert [kind for kind, _members in _rows(pane)] == ["Interviews", "Surveys"]


def test_removing_the_document_shown_and_undo(pane: DocumentList, session: Session, qtbot: QtBot) -> None:
    first = session.project.documents.all()[0]
    pane.menu(first.id).actions()[-1].trigger()
    assert session.document is None
    assert len(_rows(pane)[0][1]) == 1
    session.project.undo()
    qtbot.waitUntil(lambda: _rows(pane)[0][1][0] == ("INT-01 KII-01 office.txt", "24 %"))


def test_an_empty_study_asks_for_transcripts(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    empty = studies.new_study(tmp_path / "empty.qcg", coder="Marta R.")
    other = Session(empty)
    pane = DocumentList(other)
    qtbot.addWidget(pane)
    pane.show()
    buttons = [button for button in pane.findChildren(object) if getattr(button, "text", None)]
    button = next(one for one in buttons if one.text() == "Import transcripts")
    assert button.isVisible()
    with qtbot.waitSignal(pane.import_wanted):
        button.click()
    source = tmp_path / "new.txt"
    source.write_text("Some words.", encoding="utf-8")
    documents.import_files(empty, [source])
    assert not button.isVisible()
    pane.finish()
    empty.close()


def test_a_thousand_documents_are_listed(session: Session, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    one = session.project.documents.all()[0]
    many = [_copy(one, number) for number in range(1000)]
    pane = DocumentList(session)
    qtbot.addWidget(pane)
    model = DocumentModel(pane)
    model.fill(many, {many[5].id: State(3, Coded(0.5, True))})
    assert model.item(0, 1).text() == "1 of 1000"
    model.show_states({many[5].id: State(3, Coded(0.5))})
    assert model.item(0, 1).text() == "0 of 1000" and model.finished() == 0
    qtmodeltester.check(model)


def test_rows_cannot_be_edited_and_say_what_they_are(pane: DocumentList, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: _rows(pane)[0][1][0][1] != "–")
    assert pane.tree.editTriggers() == QAbstractItemView.EditTrigger.NoEditTriggers
    index = pane.tree.model().index(0, 0, pane.tree.model().index(0, 0))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "INT-01 KII-01 office.txt, 1 excerpt, 24 % coded"
    )
    assert index.data(ID)


def _copy(document: Document, number: int) -> Document:
    from dataclasses import replace

    return replace(document, id=str(number), code=f"INT-{number:04d}", kind="interview")


def test_the_columns_say_what_they_hold(pane: DocumentList) -> None:
    model, across = pane.tree.model(), Qt.Orientation.Horizontal
    assert [model.headerData(column, across) for column in (0, 1)] == ["Document", "Coded"]
    assert model.headerData(1, across, Qt.ItemDataRole.ToolTipRole).startswith("How far you have coded")
    sides = [model.headerData(column, across, Qt.ItemDataRole.TextAlignmentRole) for column in (0, 1)]
    assert [Qt.AlignmentFlag(side) & Qt.AlignmentFlag.AlignRight for side in sides] == [
        Qt.AlignmentFlag(0),
        Qt.AlignmentFlag.AlignRight,
    ]
