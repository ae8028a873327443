"""From what follows from findings back to the findings themselves."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from qualcoder_cg.gui import panes
from qualcoder_cg.gui.chain.chain_view import ChainView
from qualcoder_cg.gui.evidence.evidence_view import BY_QUESTION, EvidenceView
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.services import sample

pytest_plugins = ("conftest_shell",)


def test_a_finding_is_shown_with_its_question(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    sample.build_sample(tmp_path / "study.qcg").close()
    window.open_study(tmp_path / "study.qcg")
    project = window.session.project
    by_question: dict[str, list[str]] = {}
    for one in project.evidence.findings.all():
        by_question.setdefault(one.question_id, []).append(one.id)
    last = [(question, ids[-1]) for question, ids in by_question.items()]
    assert len(last) > 2 and any(len(ids) > 1 for ids in by_question.values())
    for question, finding in (last[-1], last[0], last[-1]):
        window.commands.show_queries()
        window.commands.show_chain()
        chain = window.stack.currentWidget()
        assert isinstance(chain, ChainView)
        chain.finding_chosen.emit(finding)
        assert window.view() == panes.EVIDENCE
        view = window.stack.currentWidget()
        assert isinstance(view, EvidenceView) and view.page() == BY_QUESTION
        page = view.findings
        qtbot.waitUntil(lambda page=page, wanted=finding: page.facts and page.facts.id == wanted)
        assert page.questions.question() == question
        qtbot.waitUntil(lambda page=page: not page.reading.is_busy)
