"""Writing evidence out of the study."""

from pathlib import Path

from ..domain import attribution
from ..formats import reports
from ..progress import Progress, silent
from ..storage.project import Project
from . import evidence


def export_evidence(
    project: Project, path: Path, *, level: str = attribution.TYPE, progress: Progress = silent
) -> Path:
    """Write the coded quotes by criterion and question to a file whose ending chooses the format.

    The file is written whole or not at all; the activity log keeps that it was made, and at what level.
    """
    reports.write(evidence.build(project, level, counts=path.suffix.lower() != ".csv"), path, progress)
    project.note("Export evidence to {file}", file=path.name, attribution=level)
    return path
