"""Writing evidence out of the study."""

import contextlib
from pathlib import Path

from ..domain import attribution
from ..errors import UserError
from ..progress import Progress, silent
from ..storage.project import Project
from . import evidence


def writable() -> tuple[str, ...]:
    """The endings of files that evidence can be written to; each is a format."""
    from ..formats import reports  # not needed to open a window

    return reports.suffixes()


def export_evidence(
    project: Project, path: Path, *, level: str = attribution.TYPE, progress: Progress = silent
) -> Path:
    """Write the coded quotes by criterion and question to a file whose ending chooses the format.

    The file is written whole or not at all; the activity log keeps that it was made, and at what level.
    From a study that cannot be written, evidence still goes out, without that line.
    """
    from ..formats import reports

    reports.write(evidence.build(project, level, counts=path.suffix.lower() != ".csv"), path, progress)
    with contextlib.suppress(UserError):
        project.note("Export evidence to {file}", file=path.name, attribution=level)
    return path
