"""A process that reads files, whose reader does what a file says: hang, eat memory, die, lie, print."""

import faulthandler
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from qualcoder_cg.domain.documents import Transcript, Turn
from qualcoder_cg.formats import transcripts, worker


def read(path: Path, encoding: str = "") -> Transcript:
    text = path.read_text(encoding="utf-8").strip()
    if text in DEEDS:
        return DEEDS[text](path) or Transcript(text)
    return Transcript(text, encoding=encoding)


def deaf(_path: Path) -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))
    time.sleep(60)


def memory_once(path: Path) -> None:
    """Only a process that has read something before is short of memory."""
    mark = path.parent / "read before"
    if mark.exists():
        mark.unlink()
        raise MemoryError


def fault(_path: Path) -> None:
    raise KeyError("secret words of the file")


def noise(_path: Path) -> None:
    print("noise")
    os.write(1, b'{"ok": true}\n')
    sys.stdout.flush()


DEEDS: dict[str, Callable[[Path], Transcript | None]] = {
    "sleep": lambda _path: time.sleep(60),
    "busy": lambda _path: sum(1 for _n in range(10**12)) and None,
    "deaf": deaf,
    "memory": lambda _path: Transcript(str(len(bytearray(2**31)))),
    "mark": lambda path: (path.parent / "read before").touch(),
    "memory once": memory_once,
    "exit": lambda _path: os._exit(3),
    "crash": lambda _path: faulthandler._sigsegv(),
    "fault": fault,
    "lie": lambda _path: Transcript("lie", (Turn("", "", 0, 0, 99),)),
    "wrong type": lambda _path: Transcript("wrong type", language=7),
    "print": noise,
}


if __name__ == "__main__":
    transcripts.read = read
    worker.main()
