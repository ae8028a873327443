"""A small study in the coding window, with a stand-in for the process that suggests."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.codes import Code
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import Material, Suggestion
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.coding.suggestion_worker import SuggestionWorker
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import coding, documents, studies
from qualcoder_cg.services.studies import Project

WORDS = """Interviewer: How did the office begin?
KII-01: We opened in March. Seven hundred workers came in the first month, and most of them stayed.
Interviewer: And who pays for it now?
KII-01: The municipality pays the rent. Nobody knows who pays the promoters next year.
"""
OTHER_WORDS = """Interviewer: What changed for the women?
KII-02: Women with children could not come on weekdays. We opened on Sundays instead.
"""


@pytest.fixture
def interviews(tmp_path: Path) -> Iterator[Project]:
    """The shipped matrix, two invented interviews, one coding (Q11, “Seven hundred workers”)."""
    opened = studies.new_study(tmp_path / "study.qcg", matrix="closing-gaps", coder="Marta R.")
    for name, text in (("KII-01 office.txt", WORDS), ("KII-02 women.txt", OTHER_WORDS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        documents.import_files(opened, [tmp_path / name], language="en")
    first = opened.documents.all()[0]
    start = opened.documents.text(first.id).index("Seven hundred")
    code = next(code for code in opened.codes.all() if code.name == "Q11")
    coding.apply_code(
        opened, document_id=first.id, span=Span(start, start + len("Seven hundred workers")), code_id=code.id
    )
    yield opened
    opened.close()


@pytest.fixture
def session(interviews: Project, qapp: QApplication) -> Iterator[Session]:
    """The study in a window's session, its first document shown."""
    theme.apply(qapp, theme.LIGHT_MODE)
    made = Session(interviews)
    made.show_document(interviews.documents.all()[0].id)
    yield made
    made.deleteLater()


class FakeWorker(SuggestionWorker):
    """Stands for the process: remembers what it is asked, answers when told."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lessons: list[dict[str, Any]] = []
        self.read_documents: list[str] = []

    def learn(self, made: bytes) -> None:
        """Remember."""
        self.learned = True
        self.lessons.append(json.loads(b"{%s}" % made))

    def read(self, material: Material, limit: int = 0) -> None:
        """Remember."""
        self.read_documents.append(material.document_id)


@pytest.fixture
def fake_worker(qapp: QApplication) -> Iterator[FakeWorker]:
    """Suggestions without a process."""
    made = FakeWorker()
    yield made
    made.deleteLater()


@pytest.fixture
def coding_view(session: Session, fake_worker: FakeWorker, qtbot: QtBot) -> Iterator[CodingView]:
    """The coding view on the small study, shown, with the keyboard in the text."""
    made = CodingView(session, worker=fake_worker)
    qtbot.addWidget(made)
    made.resize(1440, 832)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.transcript.setFocus()
    qtbot.waitUntil(made.transcript.edit.hasFocus)
    yield made
    made.finish()


def passage(session: Session, words: str) -> Span:
    """Where words stand in the document shown."""
    start = session.text.index(words)
    return Span(start, start + len(words))


def code_named(session: Session, name: str) -> Code:
    """A code by its name."""
    return next(code for code in session.code_list() if code.name == name)


def suggested(session: Session, words: str, code: str, score: float = 0.7) -> Suggestion:
    """A suggestion for words of the document shown."""
    span = passage(session, words)
    document = session.document
    assert document
    code_id = code_named(session, code).id
    return Suggestion(document.id, span.start, span.end, code_id, score, "keywords", words[:5])
