"""Reports of the evidence: one file per format, all fed with the same plain values."""

from collections.abc import Callable
from pathlib import Path
from typing import IO, NamedTuple

from ...domain.evidence import Evidence
from ...errors import UserError
from ...i18n import _
from ...progress import Progress, silent
from . import csv_file, docx, html, json_file, markdown, xlsx
from .atomic import replacing


class Format(NamedTuple):
    """A kind of report: the ending of its files, and what writes one into an open binary file."""

    suffix: str
    write: Callable[[Evidence, IO[bytes], Progress], None]


FORMATS = (
    Format(".docx", docx.write),
    Format(".xlsx", xlsx.write),
    Format(".csv", csv_file.write),
    Format(".html", html.write),
    Format(".md", markdown.write),
    Format(".json", json_file.write),
)


def suffixes() -> tuple[str, ...]:
    """The endings a report may have, each with its dot."""
    return tuple(form.suffix for form in FORMATS)


def write(evidence: Evidence, path: Path, progress: Progress = silent) -> None:
    """Write the evidence to `path` in the format its ending names.

    The file appears whole or not at all, and a file that was there is replaced only by a whole one.
    Raises UserError for an unknown ending, a full disk or a folder that cannot be written; lets
    Cancelled through.
    """
    by_suffix = {form.suffix: form for form in FORMATS}
    form = by_suffix.get(path.suffix.lower())
    if form is None:
        raise UserError(
            _("{file} has no known ending for a report.").format(file=path.name),
            _("Use one of these: {endings}.").format(endings=" ".join(by_suffix)),
        )
    with replacing(path) as file:
        form.write(evidence, file, progress)
