"""The process that suggests: the real one, one that crashes, and none left behind."""

import os
import signal
import sys
from pathlib import Path

import pytest
from coding_fixtures import passage
from PySide6.QtCore import QObject, QProcess
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.suggestions import Material, Suggestion
from qualcoder_cg.gui.coding.suggestion_worker import SuggestionWorker, lesson
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import suggestions

PATIENCE = 60_000


def _started(worker: SuggestionWorker) -> QProcess:
    (process,) = worker.findChildren(QProcess)
    assert process.waitForStarted()
    return process


@pytest.fixture
def material(session: Session) -> Material:
    assert session.document
    return suggestions.material(session.project, session.document.id)


def test_the_real_process_reads_and_never_the_interviewers_words(
    session: Session, material: Material, qtbot: QtBot
) -> None:
    owner = QObject()
    worker = SuggestionWorker(owner)
    assert not worker.is_running()
    worker.learn(lesson(suggestions.profiles(session.project), suggestions.examples(session.project)))
    with qtbot.waitSignal(worker.suggested, timeout=PATIENCE) as answer:
        worker.read(material, 5)
    document_id, found = answer.args
    assert document_id == material.document_id
    assert all(isinstance(one, Suggestion) and one.code_id in session.codes for one in found)
    assert len(found) <= 5
    question = passage(session, "And who pays for it now?")
    assert not any(one.span.overlaps(question) for one in found)
    worker.stop()
    assert not worker.is_running()


def test_a_crash_is_told_and_the_next_question_starts_anew(
    session: Session, material: Material, qtbot: QtBot
) -> None:
    owner = QObject()
    worker = SuggestionWorker(owner, [sys.executable, "-c", "import sys; sys.stdin.readline(); sys.exit(3)"])
    with qtbot.waitSignal(worker.failed, timeout=PATIENCE):
        worker.read(material)
    assert not worker.is_running()
    assert not worker.learned
    worker.read(material)
    assert worker.is_running()
    worker.stop()


def test_a_program_that_is_not_there_is_told(material: Material, qtbot: QtBot, tmp_path: Path) -> None:
    owner = QObject()
    worker = SuggestionWorker(owner, [str(tmp_path / "nothing")])
    with qtbot.waitSignal(worker.failed, timeout=PATIENCE):
        worker.read(material)


def test_an_answer_that_is_an_error_is_told(material: Material, qtbot: QtBot) -> None:
    owner = QObject()
    code = "import sys, json; n = json.loads(sys.stdin.readline())['id'];" + (
        "print(json.dumps({'id': n, 'ok': False, 'error': 'no', 'cancelled': False}), flush=True);"
        "sys.stdin.readline()"
    )
    worker = SuggestionWorker(owner, [sys.executable, "-c", code])
    with qtbot.waitSignal(worker.failed, timeout=PATIENCE) as reason:
        worker.read(material)
    assert reason.args == ["no"]
    worker.stop()


def test_answers_to_what_is_no_longer_asked_are_dropped(material: Material, qtbot: QtBot) -> None:
    owner = QObject()
    code = "import sys, json\nfor line in sys.stdin:\n n = json.loads(line)\n" + (
        " if n['op'] == 'suggest': print(json.dumps({'id': n['id'], 'ok': True, 'result': []}), flush=True)"
    )
    worker = SuggestionWorker(owner, [sys.executable, "-c", code])
    answers = []
    worker.suggested.connect(lambda document_id, _found: answers.append(document_id))
    worker.read(material)
    worker.read(Material("another", "Words.", "en"))
    qtbot.waitUntil(lambda: answers == ["another"], timeout=PATIENCE)
    worker.stop()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="asks the system whether a process is there")
def test_no_process_outlives_its_owner(material: Material, qtbot: QtBot) -> None:
    owner = QObject()
    worker = SuggestionWorker(owner, [sys.executable, "-c", "import time; time.sleep(600)"])
    worker.read(material)
    number = _started(worker).processId()
    os.kill(number, 0)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    qtbot.waitUntil(lambda: not _is_there(number))


def _is_there(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True
