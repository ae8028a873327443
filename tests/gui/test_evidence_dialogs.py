"""Dialogs about findings: a passage linked from its transcript, reuse, voices, counting words."""

from evidence_help import dialog
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.codings import SUPPORTS
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.dialogs.counting_words import CountingWords
from qualcoder_cg.gui.dialogs.link_passage import LinkPassage
from qualcoder_cg.gui.dialogs.reused_quotes import ReusedQuotes
from qualcoder_cg.gui.dialogs.voice_shares import VoiceShares
from qualcoder_cg.gui.evidence.evidence_view import EvidenceView
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.services import findings
from qualcoder_cg.services.rules import rules

pytest_plugins = ("conftest_shell", "conftest_evidence")


def test_a_passage_is_linked_from_its_transcript(
    evidence: EvidenceView, window: MainWindow, qtbot: QtBot
) -> None:
    session = window.session
    assert session is not None
    window.show_view("coding")
    passage = next(one for one in session.codings if one.polarity == SUPPORTS)
    session.activate(passage.id)
    window.menus.actions["link-passage"].trigger()
    asked = dialog(window, LinkPassage)
    assert isinstance(asked, LinkPassage)
    asked.finding.setCurrentIndex(2)
    before = len(findings.findings(session.project)[2].evidence)
    asked.attempt()
    found = findings.findings(session.project)[2]
    assert len(found.evidence) == before + 1
    # taking the codings away says that the words stay
    told: list[str] = []
    session.told.connect(told.append)
    coding_view = window.findChild(CodingView)
    assert isinstance(coding_view, CodingView)
    coding_view.chosen_acts.remove()
    assert told[-1].startswith("1 coding removed. The words stay evidence of F")
    assert len(findings.findings(session.project)[2].evidence) == before + 1


def test_dialogs_of_the_menu_show_the_study(evidence: EvidenceView, window: MainWindow, qtbot: QtBot) -> None:
    window.menus.actions["reused-quotes"].trigger()
    reused = dialog(window, ReusedQuotes)
    assert isinstance(reused, ReusedQuotes)
    qtbot.waitUntil(lambda: reused.table.rowCount() == 2)
    reused.reject()
    window.menus.actions["voices"].trigger()
    voices = dialog(window, VoiceShares)
    assert isinstance(voices, VoiceShares)
    voices.by.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "woman" in voices.table.accessibleName())
    voices.reject()
    window.menus.actions["counting-words"].trigger()
    words = dialog(window, CountingWords)
    assert isinstance(words, CountingWords)
    words.fields["most"].setText("a majority")
    words.attempt()
    project = evidence.findings.project
    assert rules(project).counting_words == (("most", "a majority"),)
