"""The view of consistency where there is little to show: nobody else codes, or no code serves a question."""

from pathlib import Path

import two_coders
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui.consistency.choices import CODES
from qualcoder_cg.gui.consistency.consistency_view import ConsistencyView
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import codebook, coding, consistency, studies


def test_one_coder_alone_is_told_what_to_do(interviews, qtbot: QtBot, qapp: QApplication) -> None:  # type: ignore[no-untyped-def]
    session = Session(interviews)
    made = ConsistencyView(session)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made.state.is_listed)
    assert "Hand out documents" in made.desk.nothing.sentence.text()
    with qtbot.waitSignal(made.hand_out_wanted):
        made.desk.nothing.button.click()
    made.finish()
    session.finish()


def test_codes_come_first_where_no_code_serves_a_question(tmp_path: Path, qtbot: QtBot) -> None:
    made = two_coders.build(tmp_path, each=1, agreements=4, n_documents=2)
    project = made.project
    assert consistency.is_about_questions(project)
    loose = codebook.add_code(project, "Loose")
    every = [one.id for place in project.documents.ids() for one in project.codings.in_document(place)]
    coding.change_code(project, every, loose.id)
    assert not consistency.is_about_questions(project)
    session = Session(project)
    shown = ConsistencyView(session)
    qtbot.addWidget(shown)
    assert shown.state.choice.rows == CODES
    shown.finish()
    session.finish()
    project.close()


def test_nothing_is_said_to_be_computed_where_there_is_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    project = studies.new_study(tmp_path / "new.qcg", matrix="oecd-dac", coder="Ana L.")
    session = Session(project)
    shown = ConsistencyView(session)
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.waitUntil(lambda: shown.state.is_listed and not shown.state.is_measuring, timeout=20_000)
    assert shown.desk.agreement.sentence.text() == ""
    shown.finish()
    session.finish()
    project.close()
