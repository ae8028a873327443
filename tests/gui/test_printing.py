"""Redaction in the transcript, and how a coded passage is printed, decided under the text."""

import pytest
from coding_fixtures import code_named
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.codings import Coding
from qualcoder_cg.domain.quotes import KEEP
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.coding.inspector import PRINT
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import names, quotes, redaction, translations


@pytest.fixture
def active(session: Session) -> Coding:
    """The one coding there is, active."""
    made = session.project.codings.of_code(code_named(session, "Q11").id)[0]
    session.activate(made.id)
    return made


def _select(view: CodingView, session: Session, words: str) -> Span:
    start = session.text.index(words)
    span = Span(start, start + len(words))
    view.transcript.select(span)
    return span


def _struck(view: CodingView) -> list[str]:
    text = view.transcript.edit.text
    return [text[one.start : one.end] for one in view.transcript.edit.struck.stretches]


def test_a_key_redacts_the_selected_words_and_strikes_them(
    coding_view: CodingView, session: Session, qtbot: QtBot
) -> None:
    words = session.text.split()[3]
    span = _select(coding_view, session, words)
    qtbot.keyClick(coding_view.transcript.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ShiftModifier)
    assert session.document is not None
    (made,) = redaction.of_document(session.project, session.document.id)
    assert (made.kind, made.found_by, made.span) == ("person", "hand", span)
    qtbot.waitUntil(lambda: _struck(coding_view) == [session.text[span.start : span.end]])
    assert "[name]" in coding_view.redactions.about(span.start)
    assert coding_view.redactions.about(span.end + 1) == ""
    session.project.undo()
    qtbot.waitUntil(lambda: _struck(coding_view) == [])


def test_the_menu_redacts_lists_lets_stand_and_takes_back(
    coding_view: CodingView, session: Session, qtbot: QtBot
) -> None:
    document = session.document
    assert document is not None
    word = max(session.text.split()[:40], key=len).strip(".,:?¿")
    _select(coding_view, session, word)
    acts = {action.text().replace("&", ""): action for action in coding_view.redacting.menu().actions()}
    assert not acts["Take back what was marked here"].isEnabled()
    acts["Place"].trigger()
    (made,) = redaction.of_document(session.project, document.id)
    assert made.kind == "place"
    coding_view.redacting.undo_here()
    assert redaction.of_document(session.project, document.id) == []
    coding_view.redacting.list_name()
    assert [one.known.name for one in names.listed(session.project)] == [word]
    coding_view.redacting.redact(KEEP)
    assert [one.kind for one in coding_view.redactions.by_hand_at(session.selection)] == [KEEP]


def test_without_words_nothing_is_redacted(coding_view: CodingView, session: Session) -> None:
    coding_view.transcript.select(Span(0, 0))
    before = session.project.fingerprint()
    told: list[str] = []
    session.told.connect(told.append)
    coding_view.redacting.redact_name()
    assert session.project.fingerprint() == before and "Select a passage first" in told[0]
    assert not any(a.isEnabled() for a in coding_view.redacting.menu().actions() if not a.isSeparator())


def test_a_level_waits_for_its_reason_and_is_saved_with_it(
    coding_view: CodingView, session: Session, active: Coding, qtbot: QtBot
) -> None:
    qtbot.keyClick(coding_view.transcript.edit, Qt.Key.Key_Q, Qt.KeyboardModifier.ShiftModifier)
    page = coding_view.inspector.print
    assert coding_view.inspector.tabs.currentIndex() == PRINT
    qtbot.waitUntil(page.level.hasFocus)
    page.level.setCurrentIndex(page.level.findData("category"))
    page.level.activated.emit(page.level.currentIndex())
    assert quotes.known_quote(session.project, active.document_id, active.span) is None
    qtbot.waitUntil(page.why.hasFocus)
    qtbot.keyClicks(page.why, "said in confidence")
    qtbot.keyClick(page.why, Qt.Key.Key_Return)
    found = quotes.known_quote(session.project, active.document_id, active.span)
    assert found is not None and (found.level, found.reason) == ("category", "said in confidence")
    session.project.undo()
    qtbot.waitUntil(lambda: page.level.currentData() == "" and page.why.text() == "")


def test_other_words_and_a_translation_are_saved(
    coding_view: CodingView, session: Session, active: Coding, qtbot: QtBot
) -> None:
    coding_view.inspector.write_print()
    page = coding_view.inspector.print
    assert not page.paraphrase.isEnabled() and not page.checked.isEnabled()
    page.why.setText("too plain")
    page.only.click()
    qtbot.waitUntil(page.paraphrase.isEnabled)
    qtbot.keyClicks(page.paraphrase, "Somebody came.")
    page.paraphrase.save()
    found = quotes.known_quote(session.project, active.document_id, active.span)
    assert found is not None and (found.paraphrase_only, found.paraphrase) == (1, "Somebody came.")
    page.language.setCurrentIndex(page.language.findData("es"))
    page.language.activated.emit(page.language.currentIndex())
    qtbot.keyClicks(page.translation, "Alguien vino.")
    page.translation.save()
    (version,) = translations.of_passage(session.project, active.document_id, active.span)
    assert (version.language, version.text, version.checked_by) == ("es", "Alguien vino.", "")
    qtbot.waitUntil(page.checked.isEnabled)
    page.checked.click()
    assert translations.of_passage(session.project, active.document_id, active.span)[0].checked_by


def test_without_a_coding_nothing_can_be_decided(coding_view: CodingView, session: Session) -> None:
    session.activate(None)
    page = coding_view.inspector.print
    assert not any(one.isEnabled() for one in (page.level, page.why, page.only, page.translation))
