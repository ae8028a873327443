"""From the menu to the list of codings to review, in the window as a person has it."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog
from pytest import MonkeyPatch
from pytestqt.qtbot import QtBot
from shell_help import dialog_of, opened, trigger

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.correct.correct_text import CorrectText
from qualcoder_cg.gui.correct.replace_text import ReplaceText
from qualcoder_cg.gui.correct.versions_dialog import Versions
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.messages import Message
from qualcoder_cg.gui.sources.review_page import ReviewPage
from qualcoder_cg.services import coding

pytest_plugins = ("conftest_shell",)
CODED = "In eight months we affiliated more women than in three years."


def _coded(window: MainWindow, study: Path) -> None:
    """Open the study, show its interview, code a passage."""
    project = opened(window, study)
    assert window.session
    document = project.documents.all()[0]
    window.session.show_document(document.id)
    start = window.session.text.index(CODED)
    code = project.codes.all()[0]
    span = Span(start, start + len(CODED))
    coding.apply_code(project, document_id=document.id, span=span, code_id=code.id)


def test_a_correction_leads_to_the_review(window: MainWindow, study: Path, qtbot: QtBot) -> None:
    _coded(window, study)
    assert window.session
    told: list[str] = []
    window.session.told.connect(told.append)
    trigger(window, "correct-text")
    dialog = dialog_of(window, CorrectText)
    dialog.sought.setText(CODED)
    dialog.find_next()
    dialog.edit.textCursor().insertText("Nobody remembers.")
    dialog.attempt()
    assert told[-1].startswith("Saved. 1 coding waits for a look")
    page = window.show_page("review")
    assert isinstance(page, ReviewPage)
    assert [review.document_id for review in page.found] == [window.session.document.id]
    page.open_button.click()
    assert window.view() == "coding"
    trigger(window, "undo")
    assert CODED in window.session.text
    assert page.found == [] or not page.isVisible()


def test_a_better_file_and_the_way_back(
    window: MainWindow, study: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    _coded(window, study)
    assert window.session
    before = window.session.text
    better = tmp_path / "better.txt"
    better.write_text(before.replace("women", "workers"), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(better), ""))
    trigger(window, "replace-text")
    dialog = dialog_of(window, ReplaceText)
    qtbot.waitUntil(dialog.main.isEnabled, timeout=20_000)
    dialog.main.click()
    assert "workers than" in window.session.text
    qtbot.waitUntil(lambda: not window.findChildren(ReplaceText))
    trigger(window, "versions")
    dialog_of(window, Versions).main.click()
    assert window.session.text == before


def test_without_a_document_the_window_says_so(window: MainWindow, study: Path, said: list[Message]) -> None:
    opened(window, study)
    assert window.session
    window.session.show_document(None)
    trigger(window, "correct-text")
    assert said[-1].text == "No document is shown."
