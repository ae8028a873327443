"""A package opened in the window: its coder acts and codes blind, and is told so."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qualcoder_cg import settings
from qualcoder_cg.domain.team import CALIBRATION
from qualcoder_cg.gui.coding.suggestion_list import SuggestionList
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.suggestions.lacking import lacking
from qualcoder_cg.services import coders, packages, rounds, sample


@pytest.mark.parametrize("blind", [True, False])
def test_a_package_opens_as_its_coders(qtbot: QtBot, tmp_path: Path, blind: bool) -> None:
    settings.put("coder", "Somebody Else")
    project = sample.build_sample(tmp_path / "sample.qcg")
    ana = coders.coder_named(project, "Ana L.")
    plan = packages.PackagePlan(ana.id, tuple(project.documents.ids()[:2]), blind=blind, note="By Friday")
    packages.make(project, tmp_path / "ana.qcg", plan)
    project.close()
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.open_study(tmp_path / "ana.qcg")
    session = window.session
    assert session and session.project.coder_name == "Ana L."
    assert session.who.blind == blind
    assert window.banner.isVisible() and "Ana L. codes 2 documents" in window.banner.label.text()
    assert "“By Friday.” " in window.banner.label.text()
    session.who.act_as("Somebody Else")
    assert session.who.blind == blind
    assert (session.project.seen.count() == 0) == blind
    window.close_study()


def test_in_a_blind_round_the_window_says_that_nothing_is_suggested(qtbot: QtBot, tmp_path: Path) -> None:
    project = sample.build_sample(tmp_path / "sample.qcg")
    ana = coders.coder_named(project, "Ana L.")
    documents = tuple(project.documents.ids()[:1])
    made = rounds.start(project, "Blind", CALIBRATION, documents, [ana.id])
    packages.make(project, tmp_path / "ana.qcg", packages.PackagePlan(ana.id, documents, round_id=made.id))
    project.close()
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    window.open_study(tmp_path / "ana.qcg")
    assert window.session
    part = window.findChild(SuggestionList)
    assert isinstance(part, SuggestionList)
    window.session.show_document(documents[0])
    part.set_open(True)
    qtbot.waitUntil(lambda: "coded blind" in part.note.text(), timeout=30_000)
    assert part.open_suggestions() == []
    assert "coded blind" in lacking(window.session)
    window.close_study()
