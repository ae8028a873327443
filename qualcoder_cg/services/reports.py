"""Writing evidence out of the study."""

import contextlib
from pathlib import Path
from typing import NamedTuple

from ..domain import attribution
from ..errors import UserError
from ..i18n import _
from ..progress import Progress, silent
from ..storage.project import Project
from . import evidence


class Exported(NamedTuple):
    """The file that was written, and how many excerpts were withheld from it."""

    path: Path
    withheld: int

    @property
    def text(self) -> str:
        """What to tell the person who asked for it."""
        written = _("Written to {file}.").format(file=self.path)
        return f"{written} {evidence.withheld_text(self.withheld)}" if self.withheld else written


def writable() -> tuple[str, ...]:
    """The endings of files that evidence can be written to; each is a format."""
    from ..formats import reports  # not needed to open a window

    return reports.suffixes()


def export_evidence(
    project: Project, path: Path, *, level: str = attribution.TYPE, progress: Progress = silent
) -> Exported:
    """Write the coded quotes by criterion and question to a file whose ending chooses the format.

    The file is written whole or not at all; the activity log keeps that it was made, and at what level.
    From a study that cannot be written, evidence still goes out, without that line.
    """
    from ..formats import reports

    built = evidence.build(project, level, counts=path.suffix.lower() != ".csv")
    reports.write(built, path, progress)
    with contextlib.suppress(UserError):
        project.note("Export evidence to {file}", file=path.name, attribution=level)
    return Exported(path, built.withheld)
