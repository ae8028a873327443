"""The process that reads files: a bad one can exhaust or kill it, and never the program itself.

    python -m qualcoder_cg.formats.worker LANGUAGE

JSON lines in, JSON lines out. It says {"ready": true} once, then answers requests
{"what", "path", "seconds"} in order with {"ok": true, "found"} or {"ok": false, "why", "message", "hint"};
a transcript is asked for with an "encoding", a survey with a "sheet" and a "heading_row", a plain table
("sheet") with nothing more. Sentences come in LANGUAGE.

Where the platform knows RLIMIT_AS (Linux; macOS knows and ignores it) no more than MEMORY bytes of
addresses are given to it. Windows has no such limit for a process: there the limits of the formats on
what a package may unpack to, and the time limit, have to do.
"""

import faulthandler
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from .. import i18n
from ..errors import UserError
from . import survey_tables, tables, transcripts, wire
from .matrices import team_tables

MEMORY = 1024**3
# Whoever started the process ends it in time; if nobody is there to do so, it ends itself a little later.
_GRACE = 5


def answer(request: Mapping[str, Any]) -> wire.Json:
    """What came of reading one file; every error is an answer."""
    try:
        return {"ok": True, "found": _found(request)}
    except UserError as error:
        return {"ok": False, "why": wire.REFUSED, "message": error.message, "hint": error.hint}
    except MemoryError:
        return {"ok": False, "why": wire.MEMORY, "message": "", "hint": ""}
    except Exception as error:
        return {"ok": False, "why": wire.FAULT, "message": _place(error), "hint": ""}


def _found(request: Mapping[str, Any]) -> wire.Json:
    path = Path(request["path"])
    if request["what"] == wire.SURVEY:
        table = survey_tables.read(path, sheet=request["sheet"], heading_row=request["heading_row"])
        return wire.table_to_json(table)
    if request["what"] == wire.SHEET:
        return wire.sheet_to_json(tables.read_table(path))
    if request["what"] == wire.MATRIX:
        return wire.team_tables_to_json(team_tables.read(path))
    return wire.transcript_to_json(transcripts.read(path, request["encoding"]))


def _place(error: Exception) -> str:
    """The kind of an error and where it came up; never its words, which may be the file's."""
    last = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    where = f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else "?"
    return f"{type(error).__name__} {where}"


def _limit_memory() -> None:
    """Take no more than MEMORY bytes of addresses, and leave no memory image behind when killed."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, AttributeError, ValueError, OSError):
        return


def _own_output() -> BinaryIO:
    """The way to whoever asks; what libraries print, in C as well, goes to the error stream instead."""
    kept = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return kept


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until they end."""

    def send(message: Mapping[str, Any]) -> None:
        answers.write(json.dumps(message).encode("ascii") + b"\n")
        answers.flush()

    send({"ready": True})
    for line in requests:
        request = json.loads(line)
        faulthandler.dump_traceback_later(request["seconds"] + _GRACE, exit=True)
        send(answer(request))
        faulthandler.cancel_dump_traceback_later()


def main() -> None:
    """Serve whoever started the process, in the language named on the command line."""
    i18n.use_language(sys.argv[1])
    _limit_memory()
    serve(sys.stdin.buffer, _own_output())


if __name__ == "__main__":
    main()
