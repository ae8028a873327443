"""Texts are corrected in windows; what Qt would change stays as it is."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from coding_fixtures import passage
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionViewItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qualcoder_cg.errors import UserError
from qualcoder_cg.gui.correct import stored_text
from qualcoder_cg.gui.correct.correct_text import CorrectText
from qualcoder_cg.gui.correct.replace_text import ReplaceText
from qualcoder_cg.gui.correct.side_by_side import MARKS
from qualcoder_cg.gui.correct.versions_dialog import Versions
from qualcoder_cg.gui.session import Session
from qualcoder_cg.gui.sources.review_page import ReviewPage
from qualcoder_cg.services import revisions
from qualcoder_cg.services.coding import get_coding

HARD = "uno\u00a0dos \ufdd0tres\ufdd1\n\tcuatro 😀 e\u0301\u200d \u2009cinco\u202f\n\n\x0bseis\u0085 fin "


@pytest.fixture
def editor(session: Session, qtbot: QtBot) -> CorrectText:
    """The window on the document shown."""
    assert session.document
    made = CorrectText(None, session.project, session.document, passage(session, "Seven hundred").start)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _type_over(editor: CorrectText, old: str, new: str) -> None:
    """Find words and write others in their place, as a person does."""
    editor.sought.setText(old)
    editor.find_next()
    assert editor.edit.textCursor().selectedText() == old
    editor.edit.textCursor().insertText(new)


def _review(session: Session) -> None:
    """Make a coding lose its words."""
    assert session.document
    text = session.text.replace("Seven hundred workers came in the first month", "Nobody told us")
    revisions.edit_text(session.project, session.document.id, text)


def test_nothing_is_changed_by_showing_it(qtbot: QtBot, session: Session) -> None:
    assert session.document
    revisions.edit_text(session.project, session.document.id, HARD)
    editor = CorrectText(None, session.project, session.document)
    qtbot.addWidget(editor)
    assert editor.text() == HARD
    assert not editor.main.isEnabled()
    cursor = editor.edit.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    cursor.insertText("más")
    assert editor.text() == HARD + "más"
    _type_over(editor, "cuatro", "4")
    assert editor.text() == HARD.replace("cuatro", "4") + "más"
    editor.reject()
    editor.reject()


def test_lines_put_in_and_taken_out_leave_the_others(qtbot: QtBot) -> None:
    before = stored_text.shown(HARD)
    assert stored_text.applied(HARD, "new\n" + before) == "new\n" + HARD
    assert stored_text.applied(HARD, before.replace("uno", "1")) == HARD.replace("uno", "1")
    assert stored_text.applied(HARD, before.replace("tres", "3")) == HARD.replace("tres", "3")


def test_a_correction_is_saved_in_one_step(editor: CorrectText, session: Session) -> None:
    assert editor.edit.textCursor().position() == passage(session, "Seven hundred").start
    coded = session.codings[0]
    _type_over(editor, "opened in March", "began in May")
    editor.reason.setText("recording heard again")
    editor.count()
    assert editor.told.text().startswith("2 changes · 1 coding stays")
    editor.main.click()
    assert not editor.isVisible()
    assert "We began in May." in session.text
    assert session.codings[0].id == coded.id
    assert session.document
    (version,) = revisions.versions(session.project, session.document.id)
    assert version.reason == "recording heard again"
    session.project.undo()
    assert "We opened in March." in session.text


def test_what_is_typed_is_not_thrown_away_at_once(editor: CorrectText, session: Session) -> None:
    before = session.text
    _type_over(editor, "March", "May")
    editor.reject()
    assert editor.isVisible()
    assert "not saved" in editor.problem.text()
    editor.reject()
    assert not editor.isVisible()
    assert session.text == before


def test_a_text_changed_meanwhile_is_not_overwritten(editor: CorrectText, session: Session) -> None:
    assert session.document
    _type_over(editor, "March", "May")
    revisions.edit_text(session.project, session.document.id, session.text + "More.")
    with pytest.raises(UserError, match="meanwhile"):
        editor.commit()
    editor.reject()
    editor.reject()


def test_a_better_file_is_looked_at_and_taken(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    assert session.document
    better = tmp_path / "better.txt"
    better.write_text(session.text.replace("March", "May"), encoding="utf-8")
    dialog = ReplaceText(None, session.project, session.document, better)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(dialog.main.isEnabled, timeout=20_000)
    assert "1 coding stays" in dialog.told.text()
    index = dialog.shown.pairs.index(1, 1)
    assert [index.data()[slice(*mark)] for mark in index.data(MARKS)] == ["May"]
    dialog.attempt()
    assert "May" in session.text


def test_a_file_that_cannot_be_read_is_told(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    assert session.document
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"PK no")
    dialog = ReplaceText(None, session.project, session.document, bad)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.problem.isVisible, timeout=20_000)
    assert not dialog.main.isEnabled()


def test_rows_side_by_side_are_as_high_as_their_words(session: Session, qtbot: QtBot) -> None:
    assert session.document
    chance = random.Random(7)
    lines = [
        " ".join(chance.choices(["we", "the", "women"], k=chance.randint(20, 60))) for _line in range(60)
    ]
    revisions.edit_text(session.project, session.document.id, "\n".join(lines))
    revisions.edit_text(session.project, session.document.id, "\n".join(lines).replace("the", "THE"))
    dialog = Versions(None, session.project, session.document)
    qtbot.addWidget(dialog)
    dialog.show()
    shown = dialog.shown

    def high_enough() -> bool:
        delegate, option = shown.itemDelegate(), QStyleOptionViewItem()
        return all(
            shown.rowHeight(row) >= delegate.sizeHint(option, shown.pairs.index(row, column)).height()
            for row in range(shown.pairs.rowCount())
            for column in (0, 1)
        )

    qtbot.waitUntil(high_enough)
    for width in (900, 1000, 1100):
        dialog.resize(width, 680)
        qtbot.waitUntil(high_enough)


def test_versions_are_compared_and_restored(session: Session, qtbot: QtBot) -> None:
    assert session.document
    first = session.text
    for word in ("April", "May"):
        text = first.replace("March", word)
        revisions.edit_text(session.project, session.document.id, text, f"heard {word}")
    dialog = Versions(None, session.project, session.document)
    qtbot.addWidget(dialog)
    dialog.show()
    assert [version.number for version in dialog.versions] == [2, 1]
    assert "heard May" in dialog.list.item(0).text()
    dialog.list.setCurrentRow(1)
    assert dialog.told.text() == "1 line differs"
    model = dialog.shown.pairs
    changed = next(
        model.index(row, 0) for row in range(model.rowCount()) if "March" in str(model.index(row, 0).data())
    )
    assert [str(changed.data())[slice(*mark)] for mark in changed.data(MARKS)] == ["March"]
    dialog.main.click()
    assert session.text == first


def test_a_text_that_was_never_corrected_has_no_version(session: Session, qtbot: QtBot) -> None:
    assert session.document
    dialog = Versions(None, session.project, session.document)
    qtbot.addWidget(dialog)
    assert not dialog.main.isEnabled()
    assert "never" in dialog.told.text()


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> Iterator[ReviewPage]:
    """The page of codings to review, with one on it."""
    _review(session)
    holder = QWidget()
    qtbot.addWidget(holder)
    made = ReviewPage(session, holder)
    QVBoxLayout(holder).addWidget(made)
    holder.resize(1200, 800)
    with qtbot.waitExposed(holder):
        holder.show()
    holder.activateWindow()
    made.list.setFocus()
    yield made


def test_before_and_after_stand_side_by_side(page: ReviewPage, session: Session) -> None:
    (review,) = page.found
    assert page.model.index(0, 0).data() == "INT-01"
    assert page.model.index(0, 1).data().startswith("11 ")
    assert page.model.index(0, 2).data() == "Seven hundred workers"
    assert "Seven hundred workers" in page.before.edit.toPlainText()
    assert page.after.edit.toPlainText() == session.text
    (mark,) = page.before.edit.extraSelections()
    assert mark.cursor.selectedText() == "Seven hundred workers"
    assert page.keep_button.isEnabled() and not page.use_button.isEnabled()
    assert review.coding_id == session.codings[0].id


def test_a_key_keeps_the_coding_where_it_is(page: ReviewPage, session: Session, qtbot: QtBot) -> None:
    where = session.codings[0].span
    qtbot.waitUntil(page.list.hasFocus)
    qtbot.keyClick(page.list, Qt.Key.Key_K)
    assert page.found == []
    assert page.empty.isVisible()
    assert session.codings[0].span == where
    session.project.undo()
    assert len(page.found) == 1


def test_the_selection_becomes_the_place(page: ReviewPage, session: Session) -> None:
    page.use_selection()
    assert len(page.found) == 1
    coding_id = page.found[0].coding_id
    page.after.edit.find("most of them stayed")
    page.use_button.click()
    assert page.found == []
    found = get_coding(session.project, coding_id)
    assert session.text[found.start : found.end] == "most of them stayed"


def test_the_coding_is_removed_and_comes_back(page: ReviewPage, session: Session) -> None:
    page.remove_button.click()
    assert session.codings == []
    session.project.undo()
    assert len(session.codings) == len(page.found) == 1


def test_the_transcript_opens_at_the_coding(page: ReviewPage, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.passage_wanted) as told:
        page.open_button.click()
    assert session.document
    assert told.args == [session.document.id, session.codings[0].span]
