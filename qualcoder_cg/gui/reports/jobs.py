"""Work on reports beside the window: previews with checks, and files; the study is read a second time."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from ...i18n import language, speaking
from ...progress import Progress
from ...services.beside import beside
from ...services.report_checks import Check, checks
from ...services.report_preview import Preview, preview
from ...services.reports import Exported, Options, write_report
from ...services.studies import Project
from ..background import Job


class Wanted(NamedTuple):
    """A report as it is chosen: its name, its options, the ending of the file."""

    name: str
    options: Options
    suffix: str


class Looked(NamedTuple):
    """The first pages of a report and what to look at before it goes out."""

    wanted: Wanted
    preview: Preview
    checks: list[Check]
    number: int


class ReportJobs(QObject):
    """One preview and one file at a time; a new preview takes the place of the one under way."""

    looked = Signal(object)  # Looked
    written = Signal(object)  # Exported
    failed = Signal(object)
    progressed = Signal(int, int, str)
    ended = Signal()  # a file was written, or was not

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._looking: Job | None = None
        self._number = 0
        self._writing: Job | None = None

    @property
    def is_writing(self) -> bool:
        """Whether a file is being written."""
        return self._writing is not None

    def look(self, project: Project, wanted: Wanted) -> None:
        """Make the preview and the checks of a report."""
        if self._looking:
            self._looking.cancel()
        self._number += 1
        reading, tongue, number = beside(project), language(), self._number

        def work(progress: Progress) -> Looked:
            with speaking(tongue), reading.opened() as study:
                name, options, suffix = wanted
                first = preview(study, name, options, suffix=suffix, progress=progress)
                found = checks(study, name, options, suffix=suffix, progress=progress)
                return Looked(wanted, first, found, number)

        self._looking = self._start(work)
        self._looking.succeeded.connect(self._has_looked)

    def write(self, project: Project, wanted: Wanted, path: Path) -> None:
        """Write a report, whose risks were looked at before, to a file."""
        reading, tongue = beside(project), language()

        def work(progress: Progress) -> Exported:
            with speaking(tongue), reading.opened() as study:
                return write_report(study, wanted.name, path, wanted.options, progress=progress)

        job = self._writing = self._start(work)
        job.succeeded.connect(self.written)
        job.progressed.connect(self.progressed)
        job.finished.connect(self._end_writing)

    def cancel(self) -> None:
        """Stop writing the file; nothing of it stays."""
        if self._writing:
            self._writing.cancel()

    def _has_looked(self, found: object) -> None:
        if isinstance(found, Looked) and found.number == self._number:
            self._looking = None
            self.looked.emit(found)

    def _end_writing(self) -> None:
        self._writing = None
        self.ended.emit()

    def _start(self, work: Callable[[Progress], object]) -> Job:
        job = Job(work, self)
        job.failed.connect(self.failed)
        return job.start()
