"""Handing documents out, rounds, roles and the rules of the team, in their dialogs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import two_coders
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from two_coders import TwoCoders

from qualcoder_cg.domain.rules import ANYONE
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.team import CODER, LEAD
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.dialogs.coders import CodersDialog
from qualcoder_cg.gui.dialogs.hand_out import HandOut
from qualcoder_cg.gui.dialogs.rounds import NewRound, Rounds
from qualcoder_cg.gui.dialogs.study_rules import StudyRules
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import coders, coding, consistency, packages, rounds, rules, studies


@pytest.fixture
def study(tmp_path: Path) -> Iterator[TwoCoders]:
    """Two coders, Ana L. who leads and Marta R., on four documents."""
    made = two_coders.build(tmp_path, each=2, agreements=20, n_documents=4)
    yield made
    made.project.close()


@pytest.fixture
def session(study: TwoCoders, qapp: QApplication) -> Iterator[Session]:
    theme.apply(qapp, theme.LIGHT_MODE)
    made = Session(study.project)
    yield made
    made.finish()


def test_a_package_is_made_for_who_is_named(
    study: TwoCoders, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = HandOut(None, session)
    qtbot.addWidget(dialog)
    dialog.coder.setEditText("Lucía Q.")
    assert "Lucía Q" in dialog.file.text()
    dialog.share.setValue(50)
    dialog.draw()
    drawn = dialog.chosen()
    assert list(drawn) == packages.draw(study.project, 0.5, packages.SEED)
    path = tmp_path / "for lucia.qcg"
    dialog.file.setText(str(path))
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        dialog.attempt()
    made = studies.open_project(path)
    assert {one.id for one in made.documents.all()} == set(drawn)
    assert next(made.codings.walk(), None) is None
    assert made.coder_name == "Lucía Q."
    made.close()
    given = study.project.team.assignments.all()
    assert {one.document_id for one in given} == set(drawn)


def test_nothing_is_handed_out_where_the_file_cannot_be_written(
    study: TwoCoders, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = HandOut(None, session)
    qtbot.addWidget(dialog)
    dialog.attempt()
    assert not dialog.problem.isHidden()
    dialog.draw()
    dialog.file.setText(str(tmp_path / "no folder" / "x.qcg"))
    dialog.attempt()
    qtbot.waitUntil(lambda: not dialog.problem.isHidden() and dialog.main.isEnabled(), timeout=20_000)
    assert study.project.team.assignments.all() == []
    assert study.project.team.packages.all() == []


def test_what_only_its_coder_coded_cannot_be_compared(
    study: TwoCoders, session: Session, qtbot: QtBot
) -> None:
    dialog = HandOut(None, session)
    qtbot.addWidget(dialog)
    dialog.coder.setCurrentIndex(dialog.coder.findData(study.b))
    dialog.share.setValue(100)
    dialog.draw()
    assert "4 of them are coded by somebody else already" in dialog.told.text()
    again = HandOut(None, session)
    qtbot.addWidget(again)
    again._received = {one: {study.b} for one in study.project.documents.ids()}
    again.coder.setCurrentIndex(again.coder.findData(study.b))
    again.share.setValue(100)
    again.draw()
    assert "somebody else" not in again.told.text()
    again.coder.setEditText("Lucía Q.")
    assert "4 of them are coded by somebody else already" in again.told.text()


def test_a_round_is_started_measured_and_compared(study: TwoCoders, session: Session, qtbot: QtBot) -> None:
    shown = Rounds(None, session)
    qtbot.addWidget(shown)
    asked = NewRound(shown, session)
    asked.name.setText("Calibration 1")
    for listed in (asked.coders, asked.documents):
        for row in range(listed.count()):
            listed.item(row).setCheckState(asked.coders.item(0).checkState().Checked)
    asked.attempt()
    found = study.project.team.rounds.all()
    assert [one.name for one in found] == ["Calibration 1"]
    members = rounds.members(study.project, found[0].id)
    assert set(members.coders) == {study.a, study.b} and len(members.documents) == 4
    shown.measure()
    qtbot.waitUntil(lambda: bool(study.project.team.rounds.all()[0].closed_at), timeout=20_000)
    assert rounds.kept(study.project.team.rounds.all()[0])
    assert not shown.close_round.isEnabled()
    assert rounds.compare(study.project).rounds
    shown.take_out()
    assert study.project.team.rounds.all() == []
    shown.done(0)


def test_handing_out_in_a_round_ticks_its_documents(study: TwoCoders, session: Session, qtbot: QtBot) -> None:
    first, _second, third, _fourth = study.project.documents.ids()
    made = rounds.start(study.project, "Calibration 2", "calibration", [first, third], [study.a, study.b])
    dialog = HandOut(None, session)
    qtbot.addWidget(dialog)
    dialog.round.setCurrentIndex(dialog.round.findData(made.id))
    dialog.round.activated.emit(dialog.round.currentIndex())
    assert dialog.chosen() == (first, third)
    dialog.round.setCurrentIndex(0)
    dialog.round.activated.emit(0)
    assert dialog.chosen() == (first, third)


def test_the_round_that_was_started_is_the_one_described(
    study: TwoCoders, session: Session, qtbot: QtBot
) -> None:
    rounds.start(study.project, "Calibration 1", "calibration", study.project.documents.ids(), [study.a])
    shown = Rounds(None, session)
    qtbot.addWidget(shown)
    shown.ask_for_round()
    asked = shown.findChild(NewRound)
    assert isinstance(asked, NewRound)
    asked.name.setText("Calibration 2")
    asked.main.click()
    found = shown.current()
    assert found is not None and found.name == "Calibration 2"
    shown.done(0)


def test_coders_are_added_and_have_roles(study: TwoCoders, session: Session, qtbot: QtBot) -> None:
    dialog = CodersDialog(None, session)
    qtbot.addWidget(dialog)
    dialog.add_coder()
    made = dialog.current()
    assert made is not None and made.role == CODER
    dialog.role.setCurrentIndex(dialog.role.findData(LEAD))
    dialog.role.activated.emit(dialog.role.currentIndex())
    assert {one.role for one in study.project.coders.all() if one.id == made.id} == {LEAD}


def test_two_entries_of_one_person_are_made_one(study: TwoCoders, session: Session, qtbot: QtBot) -> None:
    project = study.project
    session.who.act_as("Ana López")
    document, code = project.documents.all()[0], project.codes.all()[3]
    made = coding.apply_code(project, document_id=document.id, span=Span(2, 9), code_id=code.id)
    before = project.codings.count()
    dialog = CodersDialog(None, session)
    qtbot.addWidget(dialog)
    rows = {
        dialog.list.item(row).data(Qt.ItemDataRole.UserRole).name: row for row in range(dialog.list.count())
    }
    assert not dialog.one.isEnabled() and "Ctrl" in dialog.called.text()
    dialog.list.item(rows["Ana López"]).setSelected(True)
    dialog.list.setCurrentItem(dialog.list.item(rows["Ana L."]), QItemSelectionModel.SelectionFlag.Select)
    assert "the name Ana L., with all" in dialog.called.text()
    dialog.one.click()
    assert [one.name for one in project.coders.all()].count("Ana L.") == 1
    assert "Ana López" not in [one.name for one in project.coders.all()]
    ana = next(one for one in project.coders.all() if one.name == "Ana L.")
    assert project.coder_name == "Ana L." and dialog.current() == ana
    assert project.codings.count() == before
    (found,) = project.codings.some([made.id])
    assert found.coder_id == ana.id
    project.undo()
    assert {"Ana L.", "Ana López"} <= {one.name for one in project.coders.all()}
    again = coders.add_again(project, next(one for one in project.coders.all() if one.name == "Ana L."))
    dialog.list.selectAll()
    dialog.one.click()
    assert again.name in dialog.problem.text()


def test_the_rules_of_the_team_are_saved(study: TwoCoders, qtbot: QtBot) -> None:
    dialog = StudyRules(None, study.project)
    qtbot.addWidget(dialog)
    dialog.bands.setCurrentIndex(dialog.bands.findData("fleiss"))
    dialog.settles.setCurrentIndex(dialog.settles.findData(ANYONE))
    dialog.edges.setValue(66)
    dialog.attempt()
    assert consistency.band_rule(study.project) == "fleiss"
    now = rules.rules(study.project)
    assert (now.who_settles, now.same_edges) == (ANYONE, 66)
