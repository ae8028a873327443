"""Reading files in other processes: what a bad file does to them, and that it does nothing else."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from qualcoder_cg.domain.documents import Page, Transcript, Turn
from qualcoder_cg.errors import Cancelled, UserError
from qualcoder_cg.formats import wire
from qualcoder_cg.services import reading
from qualcoder_cg.services.reading import Unread, read_files

pytestmark = pytest.mark.processes

HERE = Path(__file__).parent
GOOD = "Ana: hola\nLuis: ya 😀\n"


@pytest.fixture
def bad_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on a reader that does what the files say."""
    monkeypatch.setattr(reading, "WORKER", "bad_reader")
    monkeypatch.setattr(reading, "SECONDS", 2.0)
    monkeypatch.setenv("PYTHONPATH", str(HERE))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list["subprocess.Popen[bytes]"]:
    """The processes that were started; all must have ended and been waited for."""
    made: list[subprocess.Popen[bytes]] = []
    start = reading._start

    def noted() -> "subprocess.Popen[bytes]":
        made.append(start())
        return made[-1]

    monkeypatch.setattr(reading, "_start", noted)
    return made


def files(folder: Path, *contents: str) -> list[Path]:
    paths = [folder / f"{number} {words.split()[0]}.txt" for number, words in enumerate(contents)]
    for path, words in zip(paths, contents):
        path.write_text(words, encoding="utf-8")
    return paths


def causes(results: list[tuple[Path, reading.Result]]) -> list[str]:
    return [result.cause if isinstance(result, Unread) else "read" for _path, result in results]


def test_values_survive_the_wire() -> None:
    full = Transcript(
        "Ana: hola 😀", (Turn("Ana", "unknown", 0, 5, 11, 1.5),), "vtt", "utf-8", "es", ("a",),
        (Page("i", 3),), ("cp1252", "mac_roman"),
    )  # fmt: skip
    for transcript in (full, Transcript("")):
        assert wire.transcript_from_json(wire.transcript_to_json(transcript)) == transcript


def test_files_come_back_in_order(tmp_path: Path, started: list["subprocess.Popen[bytes]"]) -> None:
    paths = files(tmp_path, *(f"n{number}: hola\nB: {number}\n" for number in range(9)))
    told: list[tuple[int, int, str]] = []
    results = read_files(paths, lambda done, total, message="": told.append((done, total, message)))
    assert [path for path, _result in results] == paths
    texts = [result.text for _path, result in results if isinstance(result, Transcript)]
    assert texts == [path.read_text(encoding="utf-8") for path in paths]
    assert told[0] == (0, 9, paths[0].name) and {total for _done, total, _message in told} == {9}
    assert [done for done, _total, _message in told] == sorted(done for done, _total, _message in told)
    assert len(started) == min(9, os.cpu_count() or 1, reading.MOST_PROCESSES)
    assert all(process.returncode is not None for process in started)


def test_nothing_to_read_starts_nothing(started: list["subprocess.Popen[bytes]"]) -> None:
    assert read_files([]) == [] and started == []


@pytest.mark.usefixtures("bad_reader")
def test_bad_files_are_left_out_and_the_others_come_in(
    tmp_path: Path, started: list["subprocess.Popen[bytes]"]
) -> None:
    contents = ["good 1", "sleep", "exit", "good 2", "memory", "crash", "busy", "fault", "lie", "wrong type"]
    paths = files(tmp_path, *contents, "print", "good 3")
    results = read_files(paths)
    assert causes(results) == [
        "read", "time", "died", "read", "memory", "died", "time", "fault", "died", "died", "read", "read",
    ]  # fmt: skip
    for path, result in results:
        if isinstance(result, Unread):
            assert path.name in result.message and result.hint and "secret" not in str(result)
    (fault,) = (one for _path, one in results if isinstance(one, Unread) and one.cause == "fault")
    assert fault.place.startswith("KeyError bad_reader.py:")
    assert all(process.returncode is not None for process in started)
    assert "reading" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.usefixtures("bad_reader")
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_process_that_hears_no_signal_is_ended(tmp_path: Path) -> None:
    begun = time.monotonic()
    assert causes(read_files(files(tmp_path, "deaf", "good"))) == ["time", "read"]
    assert time.monotonic() - begun < 10


@pytest.mark.usefixtures("bad_reader")
def test_what_an_earlier_file_did_is_not_blamed_on_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_PROCESSES", 1)
    assert causes(read_files(files(tmp_path, "mark", "memory once", "good"))) == ["read", "read", "read"]
    assert not (tmp_path / "read before").exists()


@pytest.mark.usefixtures("bad_reader")
def test_cancelling_ends_the_processes_at_once(
    tmp_path: Path, started: list["subprocess.Popen[bytes]"], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SECONDS", 60.0)
    begun = time.monotonic()

    def cancel(done: int, total: int, message: str = "") -> None:
        if time.monotonic() - begun > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_files(files(tmp_path, "sleep", "busy", "good"), cancel)
    assert time.monotonic() - begun < 5
    assert started and all(process.returncode is not None for process in started)


def test_a_process_that_does_not_start_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = files(tmp_path, GOOD)
    monkeypatch.setattr(reading, "WORKER", "qualcoder_cg.not_there")
    assert causes(read_files([path])) == ["start"]
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    ((_path, result),) = read_files([path])
    assert isinstance(result, UserError) and path.name in result.message and result.hint


def test_a_chosen_encoding_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("E: él\nP: aún\n".encode("mac_roman"))
    ((_path, unsure),) = read_files([path])
    assert isinstance(unsure, Transcript) and "mac_roman" in unsure.encodings
    ((_path, sure),) = read_files([path], encodings={path: "mac_roman"})
    assert isinstance(sure, Transcript) and sure.text == "E: él\nP: aún\n" and not sure.encodings


def test_it_works_from_any_folder_and_imports_nothing_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit", encoding="utf-8")
    (path,) = files(tmp_path, GOOD)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    ((_path, result),) = read_files([Path(path.name)])
    assert isinstance(result, Transcript) and result.text == GOOD


def test_the_process_imports_no_window_and_no_models() -> None:
    heavy = "[m for m in sys.modules if m.split('.')[0] in ('PySide6', 'spacy', 'lxml', 'pypdf', 'sqlite3')]"
    asked = f"import sys, qualcoder_cg.formats.worker, qualcoder_cg.services.reading; print({heavy})"
    root = str(HERE.parents[1])
    ran = subprocess.run(
        [sys.executable, "-c", asked], env={**os.environ, "PYTHONPATH": root}, capture_output=True, check=True
    )
    assert ran.stdout.strip() == b"[]"


@pytest.mark.skipif(sys.platform != "linux", reason="counts the processes of Linux")
def test_a_process_without_its_starter_ends(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", reading.WORKER, "en"],
        env={**os.environ, "PYTHONPATH": str(HERE.parents[1])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin and process.stdout
        assert process.stdout.readline() == b'{"ready": true}\n'
        process.stdin.close()
        assert process.wait(10) == 0
