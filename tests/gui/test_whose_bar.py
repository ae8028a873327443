"""Whose codings a window shows; blind coding in everything; the dialog of coders."""

from collections.abc import Iterator

import pytest
from coding_fixtures import code_named, passage
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qualcoder_cg import settings
from qualcoder_cg.domain.team import KEEP_A, KEEP_B, NEITHER
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.dialogs.coders import CodersDialog
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import coders, coding, disagreements
from qualcoder_cg.services.adjudication import settle
from qualcoder_cg.services.whose import ALL, CONSENSUS, DIFFER, MINE


@pytest.fixture
def two(coding_view: CodingView) -> CodingView:
    """Ana L. has coded the same passage alike, and another on her own."""
    session = coding_view.session
    for words, code in (("Seven hundred workers", "Q11"), ("The municipality pays", "Q14")):
        _code_as("Ana L.", session, words, code)
    return coding_view


def _code_as(name: str, session: Session, words: str, code: str) -> None:
    project, before = session.project, session.project.coder_name
    project.coder_name = name
    coding.apply_code(
        project,
        document_id=session.document.id,
        span=passage(session, words),
        code_id=code_named(session, code).id,
    )
    project.coder_name = before


def _shown(view: CodingView) -> list[str]:
    session = view.session
    return [session.text[one.start : one.end] for one in session.codings]


def test_the_segments_say_whose_codings_are_shown(two: CodingView, qtbot: QtBot) -> None:
    for name, count in ((MINE, 1), (ALL, 3), (DIFFER, 1)):
        qtbot.mouseClick(two.whose.segments[name], Qt.MouseButton.LeftButton)
        assert len(_shown(two)) == count, name
        assert len(list(two.transcript._marks.at(passage(two.session, "municipality pays").start))) == (
            0 if name == MINE else 1
        )
    assert _shown(two) == ["The municipality pays"]
    ana = coders.coder_named(two.session.project, "Ana L.")
    two.whose.menu.aboutToShow.emit()
    next(one for one in two.whose.menu.actions() if "Ana L." in one.text()).trigger()
    assert len(_shown(two)) == 2 and two.whose.colleague.text() == "AL"
    assert two.session.who.shown == ana.id and two.whose.colleague.isChecked()


def test_the_consensus_is_shown_and_follows_decisions(two: CodingView) -> None:
    session = two.session
    project = session.project
    two.whose.menu.aboutToShow.emit()
    next(one for one in two.whose.menu.actions() if one.text() == "Consensus").trigger()
    assert session.who.shown == CONSENSUS and two.whose.colleague.text().strip() == "Consensus"
    assert two.whose.colleague.isChecked() and len(_shown(two)) == 3
    (missed,) = disagreements.listed(project)
    settle(project, missed, NEITHER, reason="Nobody says so.")
    assert "The municipality pays" not in _shown(two) and len(_shown(two)) == 2
    made = settle(project, missed, KEEP_B if missed.codings_b else KEEP_A, reason="It is said.")
    assert "The municipality pays" in _shown(two)
    held = next(one for one in session.codings if one.origin == "consensus")
    heard: list[str] = []
    session.told.connect(heard.append)
    session.activate(held.id)
    assert session.active is None and heard == ["This holds by a decision. Reopen the decision to change it."]
    project.undo()
    project.undo()
    assert len(_shown(two)) == 3 and made.id
    session.show_document(project.documents.all()[1].id)
    assert "by consensus" in session.who.nothing("O")
    session.who.set_blind(True)
    assert session.who.shown == ALL


def test_a_key_goes_round(two: CodingView, qtbot: QtBot) -> None:
    for whose in (DIFFER, MINE, ALL):
        qtbot.keyClick(two.transcript.edit, Qt.Key.Key_O)
        assert two.session.who.shown == whose
        assert two.whose.segments[whose].isChecked()


def test_a_filter_says_why_nothing_is_shown(two: CodingView) -> None:
    session = two.session
    session.project.undo()
    session.who.show(DIFFER)
    assert two.inspector.empty.text().startswith("Nothing differs in this document. Press O")
    session.who.act_as("Iker Z.")
    session.who.show(MINE)
    assert two.inspector.empty.text().startswith("You have no codings in this document.")


def test_what_one_codes_is_always_seen(two: CodingView) -> None:
    session = two.session
    session.who.show(coders.coder_named(session.project, "Ana L.").id)
    session.select(passage(session, "Nobody knows"))
    session.apply(code_named(session, "Q14").id)
    assert session.who.shown == ALL and session.active in session.codings


def test_the_active_coding_is_let_go_where_it_is_not_shown(two: CodingView) -> None:
    session = two.session
    session.activate(next(one.id for one in session.codings if "municipality" in _text(session, one.span)))
    session.who.show(MINE)
    assert session.active is None


def _text(session: Session, span: tuple[int, int]) -> str:
    return session.text[span[0] : span[1]]


@pytest.fixture
def blind(two: CodingView) -> Iterator[CodingView]:
    """The same, blind."""
    two.session.who.set_blind(True)
    yield two
    two.session.who.set_blind(False)


def test_blind_coding_hides_others_in_counts_and_everywhere(blind: CodingView) -> None:
    session = blind.session
    assert _shown(blind) == ["Seven hundred workers"]
    assert session.project.seen.counts_by_code() == {code_named(session, "Q11").id: 1}
    assert blind.whose.badge.isVisible() and not blind.whose.segments[ALL].isVisible()
    assert "hidden everywhere" in blind.whose.badge.toolTip()
    session.who.cycle()
    assert session.who.shown == ALL and len(_shown(blind)) == 1
    session.who.set_blind(False)
    assert not blind.whose.badge.isVisible() and len(_shown(blind)) == 3


def test_blindness_is_remembered_by_study_and_coder(blind: CodingView) -> None:
    project = blind.session.project
    again = Session(project)
    assert again.who.blind
    project.coder_name = "Ana L."
    assert not again.who.blind
    project.coder_name = "Marta R."
    again.deleteLater()


def test_who_comes_into_a_study_blind_sees_what_she_codes(blind: CodingView) -> None:
    session = blind.session
    session.who.act_as("Iker Z.")
    session.who.set_blind(True)
    assert _shown(blind) == []
    session.select(passage(session, "Nobody knows"))
    session.apply(code_named(session, "Q14").id)
    assert _shown(blind) == ["Nobody knows"]
    assert len(blind.session.project.seen.in_document(session.document.id)) == 1


def test_a_renamed_coder_stays_who_acts_also_when_undone(blind: CodingView) -> None:
    settings.put("coder", "Marta R.")
    project = blind.session.project
    marta = coders.coder_named(project, "Marta R.")
    coders.change_coder(project, marta.id, name="Marta Ruiz")
    assert (project.coder_name, settings.coder_name()) == ("Marta Ruiz", "Marta Ruiz")
    assert blind.session.who.blind and len(_shown(blind)) == 1
    project.undo()
    assert (project.coder_name, settings.coder_name()) == ("Marta R.", "Marta R.")
    assert len(_shown(blind)) == 1


@pytest.fixture
def dialog(two: CodingView, qtbot: QtBot) -> CodersDialog:
    """The dialog of coders."""
    made = CodersDialog(two, two.session)
    qtbot.addWidget(made)
    made.show()
    return made


def test_coders_are_described_where_they_are_listed(
    dialog: CodersDialog, two: CodingView, qtbot: QtBot
) -> None:
    assert [dialog.list.item(row).text() for row in range(2)] == ["Ana L.", "Marta R. (you), lead"]
    assert dialog.current().name == "Marta R.", "one's own first"
    dialog.list.setCurrentRow(0)
    dialog.initials.setText("ALo")
    dialog.initials.editingFinished.emit()
    qtbot.mouseClick(dialog.colour, Qt.MouseButton.LeftButton, pos=dialog.colour._box(7, 0).center())
    ana = coders.coder_named(two.session.project, "Ana L.")
    assert (ana.initials, ana.hue) == ("ALo", 7)
    assert {
        mark.initials for mark in two.transcript._marks.at(passage(two.session, "municipality").start)
    } == {"ALo"}
    two.session.project.undo()
    two.session.project.undo()
    assert dialog.initials.text() == "AL"


def test_a_name_that_is_taken_is_refused_in_place(dialog: CodersDialog, two: CodingView) -> None:
    dialog.name.setText("Ana L.")
    dialog.name.editingFinished.emit()
    assert "There is a coder Ana L. already." in dialog.problem.text() and dialog.problem.isVisible()
    assert {one.name for one in two.session.project.coders.all()} == {"Ana L.", "Marta R."}
