"""The queries in the window: limits, chips, counts, saved queries, the way to the text and back."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.queries import Query
from qualcoder_cg.gui.dialogs.export_evidence import ExportEvidence
from qualcoder_cg.gui.evidence.evidence_view import QUERIES, EvidenceView
from qualcoder_cg.gui.evidence.query_view import QueryView
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.services import coding_weight, queries, sample
from qualcoder_cg.services.retrieval import retrieve

pytest_plugins = ("conftest_shell",)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sample") / "sample.qcg"
    sample.build_sample(path).close()
    return path.read_bytes()


@pytest.fixture
def view(window: MainWindow, made: bytes, tmp_path: Path, qtbot: QtBot) -> QueryView:
    """The queries of the sample study."""
    path = tmp_path / "study.qcg"
    path.write_bytes(made)
    window.open_study(path)
    window.commands.show_queries()
    shown = window.stack.currentWidget()
    assert isinstance(shown, EvidenceView) and shown.page() == QUERIES
    settled(shown.queries, qtbot)
    return shown.queries


def settled(view: QueryView, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: (
            not (
                view._work.is_busy
                or view._counting.is_busy
                or view._again.isActive()
                or view._typed.isActive()
            )
        )
    )


def value(view: QueryView, condition: str, text: str):
    """A value among the limits, by what it is called."""
    return next(
        item
        for (name, _value), item in view.facets._items.items()
        if name == condition and item.text(0).strip().endswith(text)
    )


def excerpts(view: QueryView) -> int:
    return int(view.count.text().split()[0])


def test_checking_a_value_limits_the_quotes_and_the_counts_beside_are_true(
    view: QueryView, qtbot: QtBot
) -> None:
    QAbstractItemModelTester(view.list.model_of, view)
    everything = excerpts(view)
    item = value(view, "questions", "Affiliation, care")
    n = int(item.text(1))
    item.setCheckState(0, Qt.CheckState.Checked)
    settled(view, qtbot)
    assert excerpts(view) == n < everything
    assert view.chips.texts() == ["Evaluation question: 11  Affiliation, care"]
    # the counts of other questions stay those without this limit, those of types follow it
    assert int(value(view, "questions", "Governance").text(1)) > 0
    kinds = [int(value(view, "types", name).text(1)) for name in ("Agency", "Seasonal workers")]
    assert kinds == [
        retrieve(view.session.project, Query(questions=view.query.questions, types=frozenset([kind]))).counts[
            0
        ]
        for kind in ("Agency", "Seasonal workers")
    ]
    view.facets.turn_round("questions")
    settled(view, qtbot)
    assert excerpts(view) == everything - n
    assert view.chips.texts() == ["Evaluation question: not 11  Affiliation, care"]
    view.chips.removed.emit("questions", item.data(0, Qt.ItemDataRole.UserRole)[1])
    settled(view, qtbot)
    assert excerpts(view) == everything and view.query == Query()
    assert item.checkState(0) == Qt.CheckState.Unchecked


def test_words_and_dates_are_typed_and_taken_away_as_chips(view: QueryView, qtbot: QtBot) -> None:
    everything = excerpts(view)
    view.words.setText("papel")
    settled(view, qtbot)
    few = excerpts(view)
    assert 0 < few < everything
    assert all("papel" in view.list.model_of.data(view.list.model_of.index(row)) for row in range(few))
    view.after.setText("2100")
    settled(view, qtbot)
    assert excerpts(view) == 0 and view.nothing.isVisible() and not view.list.isVisible()
    view.after.setText("21 of")
    settled(view, qtbot)
    assert excerpts(view) == few
    view.chips.cleared.emit()
    view.chips.removed.emit("words", "papel")
    settled(view, qtbot)
    assert excerpts(view) == everything and view.words.text() == ""


def test_a_row_has_the_question_asked_and_the_order_can_be_chosen(view: QueryView, qtbot: QtBot) -> None:
    first = view.list.model_of.row(view.list.model_of.index(0))
    assert first.asked and first.ref == "INT-01"
    for place in range(view.order.count()):
        view.order.setCurrentIndex(place)
        assert view.list.model_of.rowCount() > 0
    last_kind = [
        view.list.model_of.row(view.list.model_of.index(row)).types
        for row in range(view.list.model_of.rowCount())
    ]
    order = [person.type for person in view.session.project.informants.all()]
    places = [order.index(kinds[0]) for kinds in last_kind if kinds]
    assert places == sorted(places)


def test_enter_goes_to_the_text_and_back_returns(view: QueryView, window: MainWindow, qtbot: QtBot) -> None:
    view.list.setFocus()
    qtbot.keyClick(view.list, Qt.Key.Key_J)
    qtbot.keyClick(view.list, Qt.Key.Key_J)
    passage = view.list.passage()
    assert passage and view.list.currentIndex().row() == 1
    qtbot.keyClick(view.list, Qt.Key.Key_K)
    qtbot.keyClick(view.list, Qt.Key.Key_J)
    qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert window.view() == "coding" and window.session
    active = window.session.active
    assert active and (active.document_id, active.start, active.end) == tuple(passage)
    window.commands.back()
    assert window.view() == "evidence" and view.isVisible() and view.list.passage() == passage


def test_a_query_is_saved_shown_again_renamed_and_deleted(view: QueryView, qtbot: QtBot) -> None:
    project = view.session.project
    assert view.saved.none.text() == "No saved queries yet. Set limits and press Ctrl+S."
    assert view.saved.none.isVisible() and not view.saved.isVisible() and view.saved_title.isVisible()
    value(view, "polarities", "contradicts").setCheckState(0, Qt.CheckState.Checked)
    settled(view, qtbot)
    n = excerpts(view)
    view.save()
    view.naming.setText("Against")
    qtbot.keyClick(view.naming, Qt.Key.Key_Return)
    (kept,) = queries.saved(project)
    assert view.saved.isVisible() and not view.saved.none.isVisible()
    assert (kept.saved.name, kept.query) == ("Against", view.query) and view.title.text() == "Against"
    view.show_query(Query())
    settled(view, qtbot)
    view.saved.itemClicked.emit(view.saved.item(0))
    settled(view, qtbot)
    assert excerpts(view) == n and view.title.text() == "Against"
    view.saved.setCurrentRow(0)
    view.saved.item(0).setText("What speaks against it")
    assert queries.saved(project)[0].saved.name == "What speaks against it"
    view.saved.delete()
    assert queries.saved(project) == [] and view.saved.count() == 0
    assert view.saved.none.isVisible() and not view.saved.isVisible()
    project.undo()
    assert view.saved.count() == 1
    view.save()
    qtbot.keyClick(view.naming, Qt.Key.Key_Escape)
    assert view.naming.isHidden() and view.title.isVisible()


def test_what_is_shown_is_exported(view: QueryView, window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    value(view, "polarities", "contradicts").setCheckState(0, Qt.CheckState.Checked)
    settled(view, qtbot)
    view.export.click()
    (dialog,) = [one for one in window.findChildren(ExportEvidence) if one.isVisible()]
    said = [one.text() for one in dialog.findChildren(QLabel)]
    assert "Only the quotes that fit: Polarity: contradicts" in said
    target = tmp_path / "quotes.json"
    dialog.file.setText(str(target))
    dialog.level.setCurrentIndex(dialog.level.findData("none"))
    dialog.main.click()
    assert str(target) in dialog.done_line.text()
    written = json.loads(target.read_text(encoding="utf-8"))
    assert written["counts"]["excerpts"] == excerpts(view) > 0
    assert {one["polarity"] for one in written["excerpts"]} == {"contradicts"}
    dialog.reject()


def test_what_others_change_is_followed(view: QueryView, qtbot: QtBot) -> None:
    project = view.session.project
    view.show_query(Query(polarities=frozenset(["contradicts"])))
    settled(view, qtbot)
    n = excerpts(view)
    passage = view.list.model_of.row(view.list.model_of.index(0))
    coding_weight.set_polarity(project, [one.id for one in passage.codings], "supports")
    settled(view, qtbot)
    assert excerpts(view) == n - 1
    project.undo()
    settled(view, qtbot)
    assert excerpts(view) == n
