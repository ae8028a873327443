"""The findings view: what it lists and marks, the keys, the forms and the links."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.chain import CONCLUSION, FINDING, LESSON, PRACTICE, RECOMMENDATION, Link
from qualcoder_cg.domain.findings import OBSERVATION, EvidenceItem, EvidenceLink, Finding
from qualcoder_cg.gui.chain.chain_view import ChainView
from qualcoder_cg.gui.chain.fields import ListField, TextField
from qualcoder_cg.gui.chain.import_chain import ImportChain
from qualcoder_cg.gui.chain.items import Group
from qualcoder_cg.gui.chain.link_rows import LinkButton
from qualcoder_cg.gui.chain.sections import INCOMPLETE, ORPHANS, UNGROUNDED, Section
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import chain_edit
from qualcoder_cg.services.chain import chain
from qualcoder_cg.services.studies import Project

AT = "2026-01-01T00:00:00+00:00"


def fill(project: Project) -> None:
    """F7.1 under C1 under LL1 under R1; C2 and BP1 on nothing, R2 on C2."""
    question = next(one for one in project.matrix.questions() if one.number == "7")
    coder = project.coders.all()[0].id
    with project.step("A finding for a test"):
        project.evidence.findings.add(Finding("f1", question.id, "It is so.", "", "", coder, 0, AT, AT))
        project.evidence.items.add(EvidenceItem("e1", OBSERVATION, None, None, "", None, "seen", coder, AT))
        project.evidence.links.add(EvidenceLink("l1", "f1", "e1", "supports", "", None, 0))
    first = chain_edit.add_item(project, CONCLUSION, "So.", fields={"criterion": "REL"}, basis=["f1"])
    second = chain_edit.add_item(project, CONCLUSION, "Thus.", fields={"criterion": "EFF"})
    lesson = chain_edit.add_item(project, LESSON, "Learned.", basis=[first])
    chain_edit.add_item(project, PRACTICE, "Done well.")
    chain_edit.add_item(project, RECOMMENDATION, "Do this.", fields={"addressees": "Fund"}, basis=[lesson])
    chain_edit.add_item(project, RECOMMENDATION, "Do that.", basis=[second])


@pytest.fixture
def view(session: Session, qtbot: QtBot) -> Iterator[ChainView]:
    fill(session.project)
    made = ChainView(session)
    qtbot.addWidget(made)
    made.resize(1440, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.focus()
    qtbot.waitUntil(made.list.hasFocus)
    yield made
    made.finish()


def numbers(view: ChainView) -> list[str]:
    """What the list shows; headings in square brackets."""
    rows = [view.model.row(view.model.index(place)) for place in range(view.model.rowCount())]
    return [f"[{row.title}]" if isinstance(row, Group) else row.number for row in rows]


def named(view: ChainView, number: str) -> Link:
    found = chain(view.session.project).numbered(number)
    assert found is not None
    return found


def choose(view: ChainView, number: str) -> Link:
    link = named(view, number)
    view.go_to(link.id)
    assert view.inspector.link is not None and view.inspector.link.id == link.id
    return link


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, held)


def text_field(view: ChainView, kind: str, name: str) -> TextField:
    field = view.inspector.forms[kind].fields[name]
    assert isinstance(field, TextField)
    return field


def test_kinds_and_what_is_to_be_mended(view: ChainView) -> None:
    assert numbers(view) == ["[Relevance and validity of design]", "C1", "[Effectiveness]", "C2"]
    expected = {
        Section(FINDING): ["F7.1"],
        Section(LESSON): ["LL1"],
        Section(PRACTICE): ["BP1"],
        Section(RECOMMENDATION): ["R1", "R2"],
        Section(ORPHANS): ["[Good practices]", "BP1"],
        Section(UNGROUNDED): ["[Conclusions]", "C2", "[Good practices]", "BP1", "[Recommendations]", "R2"],
        Section(INCOMPLETE): [
            "[Lessons learned]", "LL1", "[Good practices]", "BP1", "[Recommendations]", "R1", "R2",
        ],
    }  # fmt: skip
    for section, listed in expected.items():
        view.sections.pick(section)
        assert numbers(view) == listed
    effectiveness = named(view, "C2").group_id
    view.sections.pick(Section(CONCLUSION, effectiveness))
    assert numbers(view) == ["C2"]
    shown = {item.text(0): (item.text(1), item.text(2)) for item in view.sections._rows.values()}
    assert shown["Recommendations"] == ("2", "2") and shown["Findings"] == ("1", "")
    assert shown["Orphans"] == ("1", "")


def test_a_row_says_what_is_wrong_in_words(view: ChainView) -> None:
    view.sections.pick(Section(UNGROUNDED))
    spoken = view.model.data(view.model.index_of(named(view, "BP1").id))
    assert spoken == "BP1 Done well. rests on nothing. no recommendation. 5 fields empty"
    spoken = view.model.data(view.model.index_of(named(view, "R2").id))
    assert spoken and "rests on nothing in the end" in spoken and spoken.endswith("rests on C2")


def test_keys_walk_from_row_to_row_and_to_the_next_gap(view: ChainView, qtbot: QtBot) -> None:
    choose(view, "C1")
    press(qtbot, Qt.Key.Key_J)
    assert view.link_id == named(view, "C2").id
    press(qtbot, Qt.Key.Key_J)
    press(qtbot, Qt.Key.Key_K)
    assert view.link_id == named(view, "C1").id
    walked = []
    for _n in range(5):
        press(qtbot, Qt.Key.Key_G)
        link = view.link()
        assert link is not None
        walked.append(link.number)
        view.focus()
    assert walked == ["C2", "LL1", "BP1", "R1", "R2"]


def test_a_new_item_is_written_at_once_and_is_one_step_to_take_back(view: ChainView, qtbot: QtBot) -> None:
    project = view.session.project
    choose(view, "C2")
    press(qtbot, Qt.Key.Key_N)
    made = view.link()
    assert made is not None and (made.number, made.group_id) == ("C3", named(view, "C2").group_id)
    field = text_field(view, CONCLUSION, "text")
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "Hence it was late.")
    view.focus()
    assert named(view, "C3").text == "Hence it was late."
    project.undo()
    assert named(view, "C3").text == ""
    project.undo()
    assert chain(project).numbered("C3") is None and view.link() is not None


def test_a_conclusion_from_a_finding_rests_on_it(view: ChainView, qtbot: QtBot) -> None:
    view.sections.pick(Section(FINDING))
    view.focus()
    press(qtbot, Qt.Key.Key_N)
    made = view.link()
    assert made is not None and made.kind == CONCLUSION and made.rests_on == ("f1",)
    assert view.criteria[made.group_id or ""] == "Relevance and validity of design"


def test_writing_on_after_a_pause_is_one_step_and_another_field_another(
    view: ChainView, qtbot: QtBot
) -> None:
    project = view.session.project
    lesson = choose(view, "LL1")
    view.edit()
    context = text_field(view, LESSON, "context")
    qtbot.waitUntil(context.hasFocus)
    for part in ("In the ", "harvest."):
        qtbot.keyClicks(context, part)
        context.save()
    assert context.toPlainText() == "In the harvest." and context.hasFocus()
    users = text_field(view, LESSON, "users")
    users.go_on()
    qtbot.keyClicks(users, "Unions")
    view.focus()
    assert chain(project).links[lesson.id].fields == {"context": "In the harvest.", "users": "Unions"}
    project.undo()
    assert chain(project).links[lesson.id].fields == {"context": "In the harvest."}
    assert users.toPlainText() == ""
    project.undo()
    assert chain(project).links[lesson.id].fields == {}


def test_moving_changes_numbers_only(view: ChainView, qtbot: QtBot) -> None:
    first = choose(view, "R1")
    press(qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    after = named(view, "R2")
    assert (after.id, after.rests_on) == (first.id, first.rests_on)
    assert view.link_id == first.id and view.inspector.header.title.text() == "Recommendation R2"
    press(qtbot, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert named(view, "R1").id == first.id


def test_removing_chooses_the_next_and_undo_brings_back(view: ChainView, qtbot: QtBot) -> None:
    first = choose(view, "R1")
    press(qtbot, Qt.Key.Key_Delete)
    link = view.link()
    assert link is not None and (link.number, link.text) == ("R1", "Do that.")
    view.session.project.undo()
    assert named(view, "R1") == first


def test_links_are_typed_and_what_is_wrong_is_said_in_place(view: ChainView, qtbot: QtBot) -> None:
    advice = choose(view, "R2")
    press(qtbot, Qt.Key.Key_L)
    field = view.inspector.rests_on.field
    qtbot.waitUntil(field.hasFocus)
    field.setText("C1 y LL1; bp1")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not field.text())
    basis = [one.number for one in chain(view.session.project).basis(named(view, "R2"))]
    assert basis == ["C1", "C2", "LL1", "BP1"] and field.text() == ""
    field.setText("C9")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(view.inspector.problem.isVisible)
    assert "C9 is not in the chain." in view.inspector.problem.text() and field.text() == "C9"
    view.inspector.rests_on.removed.emit(named(view, "C1").id)
    assert "C1" not in [one.number for one in chain(view.session.project).basis(named(view, "R2"))]
    assert view.inspector.problem.isHidden()
    choose(view, "C1")
    view.inspector.leads_to.field.entered.emit("R2")
    assert named(view, "C1").id in named(view, "R2").rests_on

    def to_r2() -> list[LinkButton]:
        buttons = view.inspector.leads_to.findChildren(LinkButton)
        return [one for one in buttons if one.isVisible() and one.text().startswith("R2")]

    qtbot.waitUntil(lambda: len(to_r2()) == 1)
    qtbot.mouseClick(to_r2()[0], Qt.MouseButton.LeftButton)
    assert view.link_id == advice.id and view.section() == Section(RECOMMENDATION)


def test_a_list_of_what_could_be_meant_completes_the_last_number(view: ChainView, qtbot: QtBot) -> None:
    choose(view, "R2")
    field = view.inspector.rests_on.field
    field.setFocus()
    qtbot.keyClicks(field, "C1, learn")
    completer = field.completer()
    assert completer.completionCount() == 1
    popup = completer.popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == "C1, LL1" and popup.isHidden()
    qtbot.waitUntil(lambda: field.text() == "")
    assert [one.number for one in chain(view.session.project).basis(named(view, "R2"))] == ["C1", "C2", "LL1"]


def test_final_is_refused_until_there_is_an_addressee(view: ChainView) -> None:
    choose(view, "R2")
    form = view.inspector.forms[RECOMMENDATION]
    status, whom = form.fields["status"], form.fields["addressees"]
    assert isinstance(whom, ListField)

    def settle() -> None:
        status.setCurrentIndex(status.findData("final"))
        status.activated.emit(status.currentIndex())

    settle()
    assert status.currentData() == "draft" and "It lacks: To whom." in view.inspector.problem.text()
    whom.setText("Fund;  Ministry")
    whom.editingFinished.emit()
    assert named(view, "R2").fields["addressees"] == "Fund; Ministry"
    settle()
    assert status.currentData() == "final" and named(view, "R2").status == "final"
    assert view.inspector.problem.isHidden()


def test_a_finding_leads_to_evidence(view: ChainView, qtbot: QtBot) -> None:
    view.sections.pick(Section(FINDING))
    view.focus()
    with qtbot.waitSignal(view.finding_chosen) as told:
        press(qtbot, Qt.Key.Key_Return)
    assert told.args == ["f1"]


def test_the_picture_shows_what_hangs_on_what(view: ChainView, qtbot: QtBot) -> None:
    choose(view, "C1")
    press(qtbot, Qt.Key.Key_P)
    qtbot.waitUntil(view.picture.hasFocus)
    near = {named(view, number).id for number in ("F7.1", "C1", "LL1", "R1")}
    assert view.picture._chosen.near == near
    walked = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Left):
        press(qtbot, key)
        link = view.link()
        assert link is not None
        walked.append(link.number)
    assert walked == ["LL1", "R1", "R2", "C2", "C2"]
    box = view.picture.place_of(named(view, "BP1").id)
    qtbot.mouseClick(view.picture, Qt.MouseButton.LeftButton, pos=box.center())
    assert view.link_id == named(view, "BP1").id
    assert "no recommendation" in view.picture.accessibleDescription()
    boxes = [view.picture.place_of(link.id) for link in view.chain]
    assert not any(one.intersects(two) for n, one in enumerate(boxes) for two in boxes[:n])
    assert view.picture.link_at(QPoint(1, 1)) == ""
    assert not view.picture.grab().isNull()


def test_nothing_is_read_while_the_view_is_hidden(view: ChainView) -> None:
    before = view.chain
    view.hide()
    chain_edit.add_item(view.session.project, LESSON, "Later.")
    assert view.chain is before
    view.show()
    assert view.chain.numbered("LL2") is not None


def test_an_empty_kind_offers_a_new_item(session: Session, qtbot: QtBot) -> None:
    made = ChainView(session)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    assert "Press N" in made.nothing.text() and made.begin.isVisible() and made.list.isHidden()
    made.begin.click()
    assert [link.number for link in chain(session.project)] == ["C1"]
    assert made.list.isVisible()
    qtbot.waitUntil(text_field(made, CONCLUSION, "text").hasFocus)
    made.sections.pick(Section(FINDING))
    assert "in Evidence" in made.nothing.text() and not made.begin.isVisible()
    made.finish()


def test_a_table_with_faults_is_kept_out(view: ChainView, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "more.csv"
    path.write_text("number,text,links\nLL7,More.,C1\nR7,Do.,C99\n", encoding="utf-8")
    dialog = ImportChain(view, view.session.project, path)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.planned is not None)
    assert not dialog.main.isEnabled() and "1 fault keeps the table out" in dialog.found.text()
    path.write_text("number,text,links\nLL7,More.,C1\nR7,Do.,LL7\n", encoding="utf-8")
    dialog.read(path)
    qtbot.waitUntil(dialog.main.isEnabled)
    with qtbot.waitSignal(dialog.imported):
        dialog.main.click()
    assert named(view, "R3").rests_on == (named(view, "LL2").id,)
