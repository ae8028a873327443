"""Files that dialogs read before anything is saved: transcripts and matrices, and which endings they have."""

from collections.abc import Sequence
from pathlib import Path

from ...domain.documents import Transcript
from ...errors import UserError
from ...progress import Progress
from ...services import documents, reports, studies

_transcripts = documents.transcripts  # type: ignore[attr-defined]
_matrices = studies.matrices  # type: ignore[attr-defined]
_reports = reports.reports  # type: ignore[attr-defined]


def transcript_suffixes() -> tuple[str, ...]:
    """The endings of files that can be imported as documents."""
    found: tuple[str, ...] = _transcripts.suffixes()
    return found


def matrix_suffixes() -> tuple[str, ...]:
    """The endings of files that may hold a matrix."""
    found: tuple[str, ...] = _matrices.suffixes()
    return found


def report_suffixes() -> tuple[str, ...]:
    """The endings of files the evidence can be written to."""
    found: tuple[str, ...] = _reports.suffixes()
    return found


def read_transcripts(files: Sequence[Path], progress: Progress) -> list[tuple[Path, Transcript | UserError]]:
    """The transcripts in files, or why one cannot be read; may run in another thread than the study's."""
    found: list[tuple[Path, Transcript | UserError]] = []
    for number, path in enumerate(files):
        progress(number, len(files), path.name)
        try:
            found.append((path, _transcripts.read(path)))
        except UserError as error:
            found.append((path, error))
    return found
