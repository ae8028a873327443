"""Reading the answers to a survey from a file; workbooks in a process that can be given up without harm."""

import json
import subprocess
import sys
from pathlib import Path
from time import monotonic

from .. import i18n
from ..domain.surveys import SurveyTable
from ..errors import UserError
from ..i18n import _
from ..progress import Progress, silent
from .reading import environment

WORKER = "qualcoder_cg.formats.survey_worker"
SECONDS = 60.0
_POLL = 0.1


def read_table(
    path: Path, *, sheet: str = "", encoding: str = "", heading_row: int = 0, progress: Progress = silent
) -> SurveyTable:
    """The table in a file; see `formats.survey_tables.read`. It touches no study, so a thread may run it.

    A workbook is read within a minute and 1 GiB; UserError where it takes more. `progress` is called all
    the while, and when it raises Cancelled the process is killed.
    """
    from ..formats import survey_tables, workbooks

    if path.suffix.lower() not in workbooks.SUFFIXES:
        return survey_tables.read(path, encoding=encoding, heading_row=heading_row)
    return _read_beside(path, sheet, heading_row, progress)


def _read_beside(path: Path, sheet: str, heading_row: int, progress: Progress) -> SurveyTable:
    """Ask another process for the table of a workbook."""
    from ..formats import survey_worker

    request = json.dumps({"path": str(path), "sheet": sheet, "heading_row": heading_row})
    try:
        output = _output(request.encode("ascii"), path.name, progress)
    except OSError as error:
        raise UserError(
            _("{file} cannot be read: the process that reads files does not start.").format(file=path.name),
            _("Restart the program; if that does not help, install it again."),
        ) from error
    try:
        answer = json.loads(output)
        if answer["ok"]:
            return survey_worker.table_from_json(answer["table"])
        message, hint = str(answer["message"]), str(answer["hint"])
    except (ValueError, KeyError, TypeError) as error:
        raise _given_up(
            _("{file} holds something that its reader stumbles over, so it was left out.").format(
                file=path.name
            )
        ) from error
    if message:
        raise UserError(message, hint)
    raise _given_up(
        _("{file} takes more memory to read than any survey should, so it was left out.").format(
            file=path.name
        )
    )


def _output(request: bytes, name: str, progress: Progress) -> bytes:
    """What the process says to a request; UserError when its time is over."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", WORKER, i18n.language()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    deadline = monotonic() + SECONDS
    sending: bytes | None = request
    with process:
        try:
            while True:
                progress(0, 1, name)
                try:
                    return process.communicate(sending, timeout=_POLL)[0]
                except subprocess.TimeoutExpired as error:
                    sending = None
                    if monotonic() > deadline:
                        raise _given_up(
                            _("{file} takes too long to read, so it was left out.").format(file=name)
                        ) from error
        finally:
            process.kill()


def _given_up(message: str) -> UserError:
    return UserError(message, _("Save the sheet with the answers alone as CSV, and import that."))
