"""The evidence view: counts with their units, quotes as they would be attributed, the way to the text."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from shell_help import opened

from qualcoder_cg.domain.evidence import Excerpt
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.evidence.evidence_view import EvidenceView
from qualcoder_cg.gui.evidence.gathering import Place
from qualcoder_cg.gui.evidence.quotes import Heading, Quotes
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.services import coding, register

pytest_plugins = ("conftest_shell",)


@pytest.fixture
def view(window: MainWindow, study: Path, tmp_path: Path, qtbot: QtBot) -> EvidenceView:
    """The view on a study in which one informant speaks to two questions."""
    project = opened(window, study)
    people = tmp_path / "people.csv"
    people.write_text(
        "code,type,role,institution,document\nKII-01,Partner,Head of care,City,KII-01.txt\n", encoding="utf-8"
    )
    register.import_informants(project, people)
    document = project.documents.all()[0]
    text = project.documents.text(document.id)
    codes = {code.name: code.id for code in project.codes.all()}
    for words, code in (
        ("In eight months", "Q11"),
        ("They are afraid", "Q11"),
        ("The technical table", "Q14"),
    ):
        span = Span(text.index(words), text.index(words) + len(words))
        coding.apply_code(project, document_id=document.id, span=span, code_id=codes[code])
    window.show_view("evidence")
    made = window.stack.currentWidget()
    assert isinstance(made, EvidenceView)
    qtbot.waitUntil(lambda: made.gathering.done)
    return made


def rows(view: EvidenceView) -> list[str]:
    """The rows that are shown, as they are read aloud."""
    return [str(view.model.data(view.model.index(row))) for row in range(view.model.rowCount())]


def choose(view: EvidenceView, question: int) -> None:
    """Pick a question by its index."""
    view.questions.setCurrentItem(view.questions._items[Place(question, "")])


def test_questions_show_excerpts_and_informants(view: EvidenceView) -> None:
    item = view.questions._items[Place(10, "")]
    assert [item.text(column) for column in range(3)] == ["11  Affiliation, care", "2", "1"]
    assert view.gathering.counts(Place(0, "")) == (0, 0)


def test_quotes_stand_under_the_type_of_informant(view: EvidenceView) -> None:
    choose(view, 10)
    assert view.title.text().startswith("Question 11")
    assert view.count.text().startswith("1 informant · 2 excerpts")
    assert rows(view) == [
        "Partner: 1 informant · 2 excerpts",
        "“In eight months” Partner, INT-01, ¶5",
        "“They are afraid” Partner, INT-01, ¶5",
    ]


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("none", "“In eight months” INT-01, ¶5"),
        ("institution", "“In eight months” City, INT-01, ¶5"),
        ("role", "“In eight months” Head of care, City, INT-01, ¶5"),
    ],
)
def test_the_level_decides_what_is_shown_of_the_source(
    view: EvidenceView, qtbot: QtBot, level: str, said: str
) -> None:
    choose(view, 10)
    view.levels.setCurrentIndex(view.levels.findData(level))
    qtbot.waitUntil(lambda: view.gathering.done)
    found = rows(view)
    assert said in found
    assert (level == "none") == (not any(text.startswith("Partner") for text in found))
    assert view.gathering.counts(Place(10, "")) == (2, 1)


def test_a_quote_leads_to_its_place_in_the_transcript(view: EvidenceView, window: MainWindow) -> None:
    choose(view, 13)
    view.list.clicked.emit(view.model.index(1))
    assert window.view() == "coding"
    assert window.session is not None
    active = window.session.active
    assert active is not None
    assert window.session.text[active.start : active.end] == "The technical table"


def test_keys_walk_the_quotes_and_skip_headings(view: EvidenceView, window: MainWindow, qtbot: QtBot) -> None:
    choose(view, 10)
    window.activateWindow()
    view.list.setFocus()
    qtbot.waitUntil(view.list.hasFocus)
    for key, row in ((Qt.Key.Key_J, 1), (Qt.Key.Key_J, 2), (Qt.Key.Key_J, 2), (Qt.Key.Key_K, 1)):
        qtbot.keyClick(view.list, key)
        assert view.list.currentIndex().row() == row
    qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert window.view() == "coding"


def test_a_question_without_quotes_says_what_to_do(view: EvidenceView) -> None:
    choose(view, 0)
    assert view.nothing.isVisible()
    assert not view.list.isVisible()


def test_changes_are_shown_when_the_view_comes_back(
    view: EvidenceView, window: MainWindow, qtbot: QtBot
) -> None:
    choose(view, 10)
    window.show_view("coding")
    assert window.session is not None
    window.session.project.undo()
    window.session.project.undo()
    window.show_view("evidence")
    qtbot.waitUntil(lambda: view.gathering.done)
    assert view.gathering.counts(Place(10, "")) == (1, 1)
    assert view.questions.place() == Place(10, "")


def test_long_lists_are_laid_out_in_portions(qtbot: QtBot, qapp: object) -> None:
    model = Quotes(qapp)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    one = Excerpt("id", "INT-01", "interview", 1, 0, 4, None, "Q1", "", (0,), "", "Well", "Partner", "", "",
                  ("KII-01",), "Partner", "MR", "manual", "")  # fmt: skip
    model.fill([one] * 250, attributed=True)
    assert model.rowCount() == 100
    assert model.row(model.index(0)) == Heading("Partner", 250, 1)
    while model.canFetchMore(model.index(-1)):
        model.fetchMore(model.index(-1))
    assert model.rowCount() == 251


def test_what_is_withheld_is_not_shown_but_told(view: EvidenceView, window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    project = window.session.project
    (informant,) = project.informants.all()
    register.set_cells(project, "informant", [(informant.id, "consent", "record")])
    qtbot.waitUntil(lambda: "3 excerpts are withheld" in view.count.text())
    assert rows(view) == []
