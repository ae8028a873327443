"""What stands under the text: the active coding, memos, the code."""

import pytest
from coding_fixtures import code_named, passage
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.codings import Coding
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.coding.inspector import CODE, CODING, DOCUMENT, Inspector
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import codebook, coding


@pytest.fixture
def pane(coding_view: CodingView) -> Inspector:
    return coding_view.inspector


@pytest.fixture
def active(session: Session) -> Coding:
    """The one coding there is, active."""
    made = session.project.codings.of_code(code_named(session, "Q11").id)[0]
    session.activate(made.id)
    return made


def _memo(session: Session, coding_id: str) -> str:
    found = session.project.codings.get(coding_id)
    assert found
    return found.memo


def test_it_tells_of_the_active_coding(pane: Inspector, active: Coding) -> None:
    assert pane.coding.title.accessibleName() == "11 Affiliation, care"
    assert pane.coding.facts.text().startswith("Marta R. · ")
    assert pane.coding.facts.text().endswith(" · by hand · 3 words")
    assert pane.here.text() == "1 of 1 codings"


def test_without_codings_it_says_what_to_do(coding_view: CodingView, session: Session) -> None:
    session.show_document(session.project.documents.all()[1].id)
    assert coding_view.inspector.empty.text() == "No codings yet. Select a passage and press C."


def test_a_memo_saves_itself_after_a_pause_in_one_step(
    pane: Inspector, session: Session, active: Coding, qtbot: QtBot
) -> None:
    before = session.project.fingerprint()
    qtbot.keyClicks(pane.memo, "Ask for ")
    qtbot.waitUntil(lambda: _memo(session, active.id) == "Ask for ")
    qtbot.keyClicks(pane.memo, "the register")
    qtbot.waitUntil(lambda: _memo(session, active.id) == "Ask for the register")
    session.project.undo()
    assert session.project.fingerprint() == before
    assert pane.memo.toPlainText() == ""
    session.project.redo()
    assert pane.memo.toPlainText() == "Ask for the register"


def test_a_memo_is_saved_when_one_leaves_it(
    coding_view: CodingView, pane: Inspector, session: Session, active: Coding, qtbot: QtBot
) -> None:
    qtbot.keyClick(coding_view.transcript.edit, Qt.Key.Key_M)
    qtbot.waitUntil(pane.memo.hasFocus)
    qtbot.keyClicks(pane.memo, "unsure")
    coding_view.transcript.setFocus()
    qtbot.waitUntil(lambda: _memo(session, active.id) == "unsure")


def test_a_memo_goes_to_its_own_coding_when_another_becomes_active(
    pane: Inspector, session: Session, active: Coding, qtbot: QtBot
) -> None:
    document = session.document
    assert document
    other = coding.apply_code(
        session.project,
        document_id=document.id,
        span=passage(session, "opened in March"),
        code_id=code_named(session, "Q9").id,
    )
    qtbot.keyClicks(pane.memo, "mine")
    session.activate(other.id)
    assert (_memo(session, active.id), _memo(session, other.id)) == ("mine", "")
    assert pane.memo.toPlainText() == ""


def test_while_typing_the_field_has_its_own_undo(
    pane: Inspector, session: Session, active: Coding, qtbot: QtBot
) -> None:
    pane.memo.setFocus()
    qtbot.keyClicks(pane.memo, "one")
    pane.memo.save()
    qtbot.keyClick(pane.memo, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pane.memo.toPlainText() == ""
    assert session.project.codings.get(active.id)
    pane.memo.save()
    assert _memo(session, active.id) == ""


def test_the_memo_of_a_coding_removed_meanwhile_is_let_go(
    pane: Inspector, session: Session, active: Coding, qtbot: QtBot
) -> None:
    qtbot.keyClicks(pane.memo, "lost")
    coding.remove_codings(session.project, [active.id])
    assert session.active is None
    assert not pane.memo.isEnabled()
    assert session.project.codings.get(active.id) is None


def test_the_document_has_a_memo(pane: Inspector, session: Session, qtbot: QtBot) -> None:
    pane.tabs.setCurrentIndex(DOCUMENT)
    qtbot.keyClicks(pane.document_memo, "Noisy recording")
    pane.document_memo.save()
    assert session.document
    assert session.document.memo == "Noisy recording"
    session.show_document(session.project.documents.all()[1].id)
    assert pane.document_memo.toPlainText() == ""


def test_the_memo_key_goes_to_the_document_without_an_active_coding(
    coding_view: CodingView, pane: Inspector, qtbot: QtBot
) -> None:
    qtbot.keyClick(coding_view.transcript.edit, Qt.Key.Key_M)
    assert pane.tabs.currentIndex() == DOCUMENT
    qtbot.waitUntil(pane.document_memo.hasFocus)


def test_the_code_is_told_as_text_never_as_markup(pane: Inspector, session: Session, active: Coding) -> None:
    codebook.describe_code(
        session.project,
        active.code_id,
        definition="Uses <b>both</b> & more",
        when_not="not this",
        keywords={"es": ("afiliación",)},
    )
    pane.tabs.setCurrentIndex(CODE)
    shown = pane.card.toPlainText()
    for words in ("Uses <b>both</b> & more", "When not", "not this", "Spanish: afiliación"):
        assert words in shown


def test_buttons_remove_and_move(
    coding_view: CodingView, pane: Inspector, session: Session, active: Coding, qtbot: QtBot
) -> None:
    assert pane.tabs.currentIndex() == CODING
    qtbot.mouseClick(pane.coding.move_to, Qt.MouseButton.LeftButton)
    assert coding_view.palette_popup.isVisible()
    coding_view.palette_popup.close_quietly()
    qtbot.mouseClick(pane.coding.remove, Qt.MouseButton.LeftButton)
    assert session.project.codings.count() == 0


def test_closing_saves_what_is_typed(
    coding_view: CodingView, pane: Inspector, session: Session, active: Coding, qtbot: QtBot
) -> None:
    qtbot.keyClicks(pane.memo, "last words")
    coding_view.finish()
    assert _memo(session, active.id) == "last words"
