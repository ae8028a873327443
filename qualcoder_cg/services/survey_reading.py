"""Reading the answers to a survey from a file; workbooks in a process that can be given up without harm."""

from pathlib import Path

from ..domain.surveys import SurveyTable
from ..errors import UserError
from ..formats import wire
from ..i18n import _
from ..progress import Progress, silent
from . import reading

SECONDS = 60.0


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
    request = {"what": wire.SURVEY, "sheet": sheet, "heading_row": heading_row}
    remedy = _("Save the sheet with the answers alone as CSV, and import that.")
    task = reading.Task(path, request, SECONDS, wire.table_from_json, remedy)
    (found,) = reading.read([task], progress)
    if isinstance(found, UserError):
        raise found
    return found
