"""The coding window as a whole: keys, folding, and news from elsewhere."""

from pathlib import Path

import pytest
from coding_fixtures import FakeProcess, code_named, passage
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.codings import Coding
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.coding import coding_actions
from qualcoder_cg.gui.coding.coding_view import LEAST_TEXT, CodingView, folding
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import coding, documents, studies

Key = Qt.Key


@pytest.fixture
def active(session: Session) -> Coding:
    """The one coding there is, active."""
    made = session.project.codings.of_code(code_named(session, "Q11").id)[0]
    session.activate(made.id)
    return made


def _press(view: CodingView, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    qtbot.keyClick(view.transcript.edit, key, held or Qt.KeyboardModifier.NoModifier)


def _span(session: Session, coding_id: str) -> str:
    found = session.project.codings.get(coding_id)
    assert found
    return session.text[found.start : found.end]


@pytest.mark.parametrize(
    ("width", "asked", "shown"),
    [
        (1440, (None, None), (True, True)),
        (1199, (None, None), (False, True)),
        (790, (None, None), (False, True)),
        (780, (None, None), (False, False)),
        (1100, (True, None), (True, True)),
        (900, (True, None), (True, False)),
        (1440, (False, False), (False, False)),
    ],
)
def test_panes_fold_before_the_text_becomes_too_narrow(
    width: int, asked: tuple[bool | None, bool | None], shown: tuple[bool, bool]
) -> None:
    assert folding(width, *asked) == shown


def test_the_window_folds_and_unfolds(coding_view: CodingView) -> None:
    coding_view.resize(1100, 700)
    assert coding_view.documents.isHidden()
    assert coding_view.transcript.width() >= LEAST_TEXT
    coding_view.toggle_left()
    assert not coding_view.documents.isHidden()
    assert coding_view.transcript.width() >= LEAST_TEXT
    coding_view.resize(1440, 700)
    assert not coding_view.documents.isHidden()


def test_an_empty_study_shows_the_way_in_however_narrow(
    session: Session, fake_process: FakeProcess, qtbot: QtBot, tmp_path: Path
) -> None:
    empty = studies.new_study(tmp_path / "empty.qcg", coder="Marta R.")
    view = CodingView(Session(empty))
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    assert not view.documents.isHidden()
    (tmp_path / "new.txt").write_text("Some words.", encoding="utf-8")
    documents.import_files(empty, [tmp_path / "new.txt"])
    assert view.documents.isHidden()
    view.finish()
    empty.close()


def test_words_sentences_and_keys_make_a_coding(
    coding_view: CodingView, session: Session, qtbot: QtBot
) -> None:
    code = code_named(session, "Q15")
    coding_view.at_hand.pin(code.id, 4)
    coding_view.transcript.select(passage(session, "opened")._replace(end=passage(session, "opened").start))
    _press(coding_view, qtbot, Key.Key_S)
    _press(coding_view, qtbot, Key.Key_4)
    assert session.active
    assert _span(session, session.active.id) == "We opened in March."
    assert session.active.code_id == code.id
    _press(coding_view, qtbot, Key.Key_J)
    _press(coding_view, qtbot, Key.Key_J)
    _press(coding_view, qtbot, Key.Key_A)
    _press(coding_view, qtbot, Key.Key_R)
    assert session.active.code_id == code.id
    assert _span(session, session.active.id).startswith("The municipality pays")


def test_in_vivo_makes_a_code_of_the_words(coding_view: CodingView, session: Session, qtbot: QtBot) -> None:
    coding_view.transcript.select(passage(session, "nobody knows".capitalize()))
    _press(coding_view, qtbot, Key.Key_I)
    made = code_named(session, "Nobody knows")
    assert session.active
    assert session.active.code_id == made.id


def test_delete_and_undo(coding_view: CodingView, session: Session, active: Coding, qtbot: QtBot) -> None:
    _press(coding_view, qtbot, Key.Key_Delete)
    assert session.project.codings.get(active.id) is None
    assert coding_view.transcript._marks.get(active.id) is None
    session.project.undo()
    assert coding_view.transcript._marks.get(active.id)


def test_enter_walks_through_codings_that_lie_on_each_other(
    coding_view: CodingView, session: Session, active: Coding, qtbot: QtBot
) -> None:
    longer = coding.apply_code(
        session.project,
        document_id=active.document_id,
        span=passage(session, "Seven hundred workers came in the first month"),
        code_id=code_named(session, "Q9").id,
    )
    session.activate(None)
    start = active.start + 2
    coding_view.transcript.select(active.span._replace(start=start, end=start))
    seen = []
    for _number in range(3):
        _press(coding_view, qtbot, Key.Key_Return)
        assert session.active
        seen.append(session.active.id)
    assert seen == [active.id, longer.id, active.id]


def test_edges_by_keys(coding_view: CodingView, session: Session, active: Coding, qtbot: QtBot) -> None:
    _press(coding_view, qtbot, Key.Key_E)
    _press(coding_view, qtbot, Key.Key_Right)
    _press(coding_view, qtbot, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert _span(session, active.id) == "Seven hundred workers"
    shown = coding_view.transcript._marks.get(active.id)
    assert shown
    assert session.text[shown.start : shown.end] == "hundred workers came"
    _press(coding_view, qtbot, Key.Key_Return)
    assert _span(session, active.id) == "hundred workers came"


def test_edges_left_with_escape_are_as_before(
    coding_view: CodingView, session: Session, active: Coding, qtbot: QtBot
) -> None:
    _press(coding_view, qtbot, Key.Key_E)
    _press(coding_view, qtbot, Key.Key_Left)
    _press(coding_view, qtbot, Key.Key_Escape)
    shown = coding_view.transcript._marks.get(active.id)
    assert shown
    assert shown.span == active.span
    _press(coding_view, qtbot, Key.Key_Delete)
    assert session.project.codings.get(active.id) is None


def test_undo_while_edges_are_moved_leaves_them(
    coding_view: CodingView, session: Session, active: Coding, qtbot: QtBot
) -> None:
    _press(coding_view, qtbot, Key.Key_E)
    session.project.undo()
    assert session.project.codings.get(active.id) is None
    _press(coding_view, qtbot, Key.Key_Return)
    assert session.active is None


def test_edges_dragged_are_saved_without_white_space(
    coding_view: CodingView, session: Session, active: Coding
) -> None:
    coding_view.transcript.edges_dragged.emit(active.id, active.start, active.end + 1)
    assert _span(session, active.id) == "Seven hundred workers"
    coding_view.transcript.edges_dragged.emit(active.id, active.start, active.end + 5)
    assert _span(session, active.id) == "Seven hundred workers came"


def test_hiding_codings_shows_the_bare_text(
    coding_view: CodingView, session: Session, active: Coding, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.told, check_params_cb=lambda said: "H shows them again" in said):
        _press(coding_view, qtbot, Key.Key_H)
    assert len(coding_view.transcript._marks) == 0
    _press(coding_view, qtbot, Key.Key_H)
    assert len(coding_view.transcript._marks) == 1


def test_letters_act_only_in_the_text(coding_view: CodingView, session: Session, qtbot: QtBot) -> None:
    coding_view.transcript.select(passage(session, "opened in March"))
    coding_view.codes.filter.setFocus()
    qtbot.keyClicks(coding_view.codes.filter, "c1r")
    assert coding_view.codes.filter.text() == "c1r"
    assert not coding_view.palette_popup.isVisible()
    assert session.project.codings.count() == 1


def test_actions_are_made_once_and_named(coding_view: CodingView) -> None:
    first, second = coding_actions.actions(coding_view), coding_actions.actions(coding_view)
    assert first == second
    assert len({action.objectName() for action in first}) == len(first)
    assert {action.data() for action in first} == {
        "code",
        "on_key",
        "select",
        "coding",
        "suggestion",
        "find",
        "show",
    }
    keys = [action.shortcut().toString() for action in first]
    assert len(set(keys)) == len(keys)


def test_the_menu_offers_what_can_be_done(coding_view: CodingView, session: Session, active: Coding) -> None:
    enabled = {
        action.text().partition("\t")[0]: action.isEnabled() for action in coding_view.acts.menu().actions()
    }
    assert enabled["Remove coding"]
    assert not enabled["Code…"]


def test_the_header_names_the_document(coding_view: CodingView, session: Session) -> None:
    assert coding_view.header.title.text() == "INT-01"
    assert coding_view.header.caption.text() == "KII-01 office · interview · English · 45 words"


def test_it_survives_a_document_removed_and_brought_back(
    coding_view: CodingView, session: Session, active: Coding
) -> None:
    shown = session.document
    assert shown
    documents.remove_documents(session.project, [shown.id])
    assert session.document is None
    assert coding_view.header.title.text() == "No document chosen"
    assert coding_view.transcript.edit.text == ""
    session.project.undo()
    session.show_document(shown.id)
    assert coding_view.transcript._marks.get(active.id)


def test_it_follows_what_another_program_writes(coding_view: CodingView, session: Session) -> None:
    shown = session.document
    assert shown
    other = studies.open_project(session.project.path, coder="Ana L.")
    made = coding.apply_code(
        other,
        document_id=shown.id,
        span=passage(session, "opened in March"),
        code_id=code_named(session, "Q2").id,
    )
    other.close()
    assert session.project.refresh()
    mark = coding_view.transcript._marks.get(made.id)
    assert mark
    assert (mark.initials, mark.show_coder) == ("AL", True)


def test_what_stands_in_the_way_is_said(coding_view: CodingView, session: Session, qtbot: QtBot) -> None:
    for key in (Key.Key_X, Key.Key_E, Key.Key_Delete, Key.Key_Return, Key.Key_R, Key.Key_Y, Key.Key_N):
        with qtbot.waitSignal(session.told, timeout=1000):
            _press(coding_view, qtbot, key)
    assert session.project.codings.count() == 1


def test_it_looks_right_in_the_dark(coding_view: CodingView, qapp: object) -> None:
    theme.apply(qapp, theme.DARK_MODE)  # type: ignore[arg-type]
    image = coding_view.grab().toImage()
    assert image.pixelColor(5, 300).lightness() < 60
    theme.apply(qapp, theme.LIGHT_MODE)  # type: ignore[arg-type]
    assert coding_view.grab().toImage().pixelColor(5, 300).lightness() > 200


def test_every_control_has_a_name(coding_view: CodingView) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QPlainTextEdit

    kinds = (QLineEdit, QAbstractItemView, QPlainTextEdit)
    nameless = [
        widget
        for kind in kinds
        for widget in coding_view.findChildren(kind)
        if not widget.accessibleName() and widget.isVisible()
    ]
    nameless += [
        button
        for button in coding_view.findChildren(QAbstractButton)
        if button.isVisible() and not (button.accessibleName() or button.text() or button.toolTip())
    ]
    assert nameless == []


def test_without_a_document_the_way_to_one_is_shown(coding_view: CodingView, qtbot: QtBot) -> None:
    session, nothing = coding_view.session, coding_view.text.nothing
    assert not nothing.isVisible()
    session.show_document(None)
    assert nothing.isVisible() and not coding_view.transcript.isVisible()
    assert nothing.button.text() == "Open INT-01"
    qtbot.mouseClick(nothing.button, Qt.MouseButton.LeftButton)
    assert session.document and session.document.code == "INT-01" and coding_view.transcript.isVisible()
    documents.remove_documents(session.project, [one.id for one in session.project.documents.all()])
    assert nothing.sentence.text().startswith("Nothing to read yet.")
    with qtbot.waitSignal(coding_view.import_wanted):
        nothing.button.click()


def test_a_filter_that_finds_no_code_offers_the_way_out(coding_view: CodingView, qtbot: QtBot) -> None:
    codes = coding_view.codes
    codes.filter.setText("nothing is called that")
    assert codes.unfound.isVisible() and not codes.tree.isVisible()
    qtbot.mouseClick(codes.unfound.button, Qt.MouseButton.LeftButton)
    assert codes.tree.isVisible() and not codes.unfound.isVisible()
