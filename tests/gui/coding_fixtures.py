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
from qualcoder_cg.domain.suggestions import Suggestion
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.session import Session
from qualcoder_cg.gui.suggester import Suggester
from qualcoder_cg.gui.suggester_process import SuggesterProcess
from qualcoder_cg.services import coding, documents, studies
from qualcoder_cg.services.studies import Project
from qualcoder_cg.suggest.wire import suggestion_to_json

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


class FakeProcess(SuggesterProcess):
    """Stands for the process that suggests: learns at once, remembers what it is asked, answers when told."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent or QObject())
        self.lessons: list[dict[str, Any]] = []
        self.asked: list[dict[str, Any]] = []
        self.answered_ids: list[int] = []
        self.cancelled: list[int] = []
        self.running = False

    def is_running(self) -> bool:
        """As if."""
        return self.running

    def send(self, line: bytes) -> None:
        """Remember."""
        self.running = True
        request = json.loads(line)
        if request["op"] == "cancel":
            self.cancelled.append(request["target"])
        elif request["op"] in ("learn", "learn_more"):
            self.lessons.append(request)
            self.answer_to(request, {})
        else:
            self.asked.append(request)

    def stop(self) -> None:
        """End."""
        self.running = False

    def read_documents(self) -> list[str]:
        """The documents for which suggestions were asked."""
        return [one["material"]["document_id"] for one in self.asked if one["op"] == "suggest"]

    def answer_to(self, request: dict[str, Any], result: Any) -> None:
        """Answer a request."""
        if request in self.asked:
            self.answered_ids.append(request["id"])
        self.answered.emit({"id": request["id"], "ok": True, "result": result})

    def answer(self, result: Any) -> None:
        """Answer what was asked last."""
        self.answer_to(self.asked[-1], result)

    def refuse(self, *, cancelled: bool = False) -> None:
        """Answer what was asked last with an error."""
        error = {"ok": False, "error": "no", "cancelled": cancelled}
        self.answered.emit({"id": self.asked[-1]["id"], **error})

    def suggest(self, found: list[Suggestion]) -> None:
        """Answer what was asked last with suggestions."""
        self.answer([suggestion_to_json(one) for one in found])

    def crash(self) -> None:
        """End unasked; what was asked is never answered."""
        self.running = False
        self.answered_ids = [one["id"] for one in self.asked]
        self.ended.emit("crashed")


@pytest.fixture
def fake_process(session: Session) -> FakeProcess:
    """Suggestions without a process."""
    made = FakeProcess(session)
    session.suggester = Suggester(session, made)
    return made


@pytest.fixture
def coding_view(session: Session, fake_process: FakeProcess, qtbot: QtBot) -> Iterator[CodingView]:
    """The coding view on the small study, shown, with the keyboard in the text."""
    made = CodingView(session)
    qtbot.addWidget(made)
    made.resize(1440, 832)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.transcript.setFocus()
    qtbot.waitUntil(made.transcript.edit.hasFocus)
    yield made
    made.finish()
    session.finish()


def offer(process: FakeProcess, found: list[Suggestion], qtbot: QtBot) -> None:
    """Wait until the document shown is read for suggestions, and answer with these."""
    open_before = len(process.answered_ids)
    qtbot.waitUntil(lambda: len(process.asked) > open_before)
    process.suggest(found)


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
