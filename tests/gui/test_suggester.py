"""The process that suggests: taught, asked one thing at a time, ended; the real one and one that crashes."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from coding_fixtures import FakeProcess, code_named, passage
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.suggestions import Suggestion
from qualcoder_cg.gui.session import Session
from qualcoder_cg.gui.suggester import Suggester
from qualcoder_cg.gui.suggester_process import SuggesterProcess
from qualcoder_cg.services import codebook, coding, suggestions
from qualcoder_cg.suggest import wire

PATIENCE = 60_000


@pytest.fixture
def suggester(session: Session, fake_process: FakeProcess) -> Iterator[Suggester]:
    yield session.suggester
    session.suggester.finish()


def _with(session: Session, *command: str) -> Suggester:
    """A suggester that runs another program."""
    session.suggester = Suggester(session, SuggesterProcess(session, list(command)))
    return session.suggester


def _material(session: Session) -> dict[str, Any]:
    assert session.document
    return wire.material_to_json(suggestions.material(session.project, session.document.id))


def _code(session: Session, words: str, name: str) -> None:
    assert session.document
    span = passage(session, words)
    coding.apply_code(
        session.project, document_id=session.document.id, span=span, code_id=code_named(session, name).id
    )


def test_the_real_process_learns_reads_and_never_the_interviewers_words(
    session: Session, qtbot: QtBot
) -> None:
    terms = {"en": ("promoters", "rent", "pay")}
    codebook.describe_code(session.project, code_named(session, "Q20").id, keywords=terms)
    answers: list[Any] = []
    learned: list[int] = []
    suggester = session.suggester
    suggester.learned.connect(lambda: learned.append(1))
    suggester.ask("suggest", answers.append, material=_material(session), limit=5)
    qtbot.waitUntil(lambda: len(answers) == 1, timeout=PATIENCE)
    found = [wire.suggestion_from_json(one) for one in answers[0]]
    assert found and len(found) <= 5
    assert all(isinstance(one, Suggestion) and one.code_id in session.codes for one in found)
    question = passage(session, "And who pays for it now?")
    assert not any(one.span.overlaps(question) for one in found)
    _code(session, "The municipality pays the rent.", "Q20")
    qtbot.waitUntil(lambda: len(learned) == 2, timeout=PATIENCE)
    again: list[Any] = []
    suggester.ask("suggest", again.append, material=_material(session), limit=0, urgent=True)
    qtbot.waitUntil(lambda: len(again) == 1, timeout=PATIENCE)
    from qualcoder_cg.suggest import learn, suggest

    model = learn(suggestions.profiles(session.project), suggestions.examples(session.project))
    expected = suggest(model, wire.material_from_json(_material(session)))
    assert [wire.suggestion_from_json(one) for one in again[0]] == expected
    suggester.finish()
    assert not suggester.process.is_running()


def test_what_is_urgent_goes_before_what_waits_and_stops_a_long_reading(
    session: Session, suggester: Suggester, fake_process: FakeProcess, qtbot: QtBot
) -> None:
    answers: list[str] = []
    for name in ("first", "second"):
        suggester.ask("suggest", answers.append, name=name)
    qtbot.waitUntil(lambda: len(fake_process.asked) == 1)
    suggester.ask("rank", answers.append, urgent=True, name="urgent")
    assert fake_process.cancelled == [fake_process.asked[0]["id"]]
    fake_process.refuse(cancelled=True)
    for name in ("urgent", "first", "second"):
        assert fake_process.asked[-1]["name"] == name
        fake_process.answer(name)
    assert answers == ["urgent", "first", "second"]


def test_what_was_taken_back_is_not_answered(
    session: Session, suggester: Suggester, fake_process: FakeProcess, qtbot: QtBot
) -> None:
    answers: list[str] = []
    asked = [suggester.ask("rank", answers.append, name=str(number)) for number in range(3)]
    qtbot.waitUntil(lambda: len(fake_process.asked) == 1)
    asked[1].cancel()
    asked[0].cancel()
    assert fake_process.cancelled == [fake_process.asked[0]["id"]]
    fake_process.refuse(cancelled=True)
    assert fake_process.asked[-1]["name"] == "2"
    fake_process.answer("2")
    assert answers == ["2"]
    assert len(fake_process.asked) == 2


def test_only_what_changed_is_taught_and_only_while_somebody_asks(
    session: Session, suggester: Suggester, fake_process: FakeProcess, qtbot: QtBot
) -> None:
    def ask() -> None:
        suggester.ask("rank", lambda _result: None)

    ask()
    qtbot.waitUntil(lambda: len(fake_process.asked) == 1)
    fake_process.answer([])
    _code(session, "We opened in March.", "Q9")
    _code(session, "the rent", "Q9")
    with qtbot.waitSignal(suggester.learned):
        pass
    assert [one["op"] for one in fake_process.lessons] == ["learn", "learn_more"]
    more = fake_process.lessons[1]
    assert sorted(example[1] for _place, example in more["added"]) == ["We opened in March.", "the rent"]
    assert more["removed"] == [] and "profiles" not in more
    session.project.undo()
    assert not suggester._soon.isActive()  # nobody asked since it learned
    ask()
    fake_process.answer([])
    qtbot.waitUntil(lambda: len(fake_process.lessons) == 3)
    assert len(fake_process.lessons[2]["removed"]) == 1 and fake_process.lessons[2]["added"] == []


def test_who_codes_blind_is_answered_from_their_own_coding_alone(
    session: Session, suggester: Suggester, fake_process: FakeProcess, qtbot: QtBot
) -> None:
    session.project.coder_name = "Second"
    _code(session, "the rent", "Q9")
    answers: list[str] = []
    suggester.ask("rank", answers.append)
    qtbot.waitUntil(lambda: len(fake_process.asked) == 1)
    session.who.act_as("Second")
    session.who.set_blind(True)
    fake_process.answer("learned from everybody")
    assert answers == []
    qtbot.waitUntil(lambda: len(fake_process.asked) == 2)
    assert fake_process.lessons[-1]["op"] == "learn"
    assert [one[1] for one in fake_process.lessons[-1]["examples"]] == ["the rent"]
    fake_process.answer("own")
    assert answers == ["own"]
    session.who.set_blind(False)


def test_a_crash_is_told_and_the_next_question_starts_anew(session: Session, qtbot: QtBot) -> None:
    suggester = _with(session, sys.executable, "-c", "import sys; sys.stdin.readline(); sys.exit(3)")
    failed: list[str] = []
    with qtbot.waitSignal(suggester.failed, timeout=PATIENCE):
        suggester.ask("suggest", lambda _result: None, failed=failed.append)
    assert len(failed) == 1
    assert not suggester.process.is_running()
    with qtbot.waitSignal(suggester.failed, timeout=PATIENCE):
        suggester.ask("suggest", lambda _result: None, failed=failed.append)
    assert len(failed) == 2
    suggester.finish()


def test_a_program_that_is_not_there_is_told(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    suggester = _with(session, str(tmp_path / "nothing"))
    with qtbot.waitSignal(suggester.failed, timeout=PATIENCE):
        suggester.ask("suggest", lambda _result: None)
    suggester.finish()


def test_an_answer_that_is_an_error_is_told_to_who_asked(
    session: Session, suggester: Suggester, fake_process: FakeProcess, qtbot: QtBot
) -> None:
    reasons: list[str] = []
    suggester.ask("rank", lambda _result: None, failed=reasons.append, needs_model=False)
    fake_process.refuse()
    assert reasons == ["no"]
    suggester.ask("rank", lambda _result: None, needs_model=False)
    with qtbot.waitSignal(suggester.failed) as told:
        fake_process.refuse()
    assert told.args == ["no"]


def test_progress_is_told(session: Session, suggester: Suggester, fake_process: FakeProcess) -> None:
    told: list[tuple[int, int, str]] = []
    suggester.ask(
        "rank", lambda _result: None, progressed=lambda *where: told.append(where), needs_model=False
    )
    fake_process.answered.emit({"id": fake_process.asked[0]["id"], "progress": [1, 3, "reading"]})
    assert told == [(1, 3, "reading")]


def test_after_the_end_nothing_is_asked(
    session: Session, suggester: Suggester, fake_process: FakeProcess, qtbot: QtBot
) -> None:
    answers: list[str] = []
    suggester.ask("rank", answers.append)
    suggester.finish()
    assert not fake_process.running
    suggester.ask("rank", answers.append)
    _code(session, "the rent", "Q9")
    assert fake_process.asked == [] and answers == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="asks the system whether a process is there")
def test_no_process_outlives_its_session(session: Session, qtbot: QtBot) -> None:
    suggester = _with(session, sys.executable, "-c", "import time; time.sleep(600)")
    suggester.ask("rank", lambda _result: None, needs_model=False)
    (process,) = suggester.process.findChildren(QProcess)
    assert process.waitForStarted()
    number = process.processId()
    os.kill(number, 0)
    suggester.finish()
    qtbot.waitUntil(lambda: not _is_there(number))


def _is_there(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True
