"""Writing evidence out of the study."""

import contextlib
from pathlib import Path
from typing import NamedTuple

from ..domain import attribution
from ..errors import UserError
from ..i18n import _
from ..progress import Progress, silent
from ..storage.project import Project
from . import disclosure, evidence

# Files whose rows tell the sex of who spoke, where the level shows roles.
PRINTING_SEX = (".xlsx", ".csv", ".json")


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
    project: Project,
    path: Path,
    *,
    level: str = attribution.TYPE,
    quotes_in: str = "",
    printed: str = "",
    accepted: str = "",
    progress: Progress = silent,
) -> Exported:
    """Write the coded quotes by criterion and question to a file whose ending chooses the format.

    Before anything is written it is checked whom the quotes point at: `disclosure.Refused` where that is too
    few, unless `accepted` says why they may be printed all the same. `quotes_in` and `printed` are those of
    `evidence.build`. The file is written whole or not at all; the activity log keeps that it was made, at
    what level, and what was accepted. From a study that cannot be written, evidence still goes out, without
    those lines.
    """
    from ..formats import reports

    suffix = path.suffix.lower()
    risks = disclosure.check(project, level, sex=suffix in PRINTING_SEX, progress=progress)
    if risks and not accepted.strip():
        raise disclosure.Refused(risks)
    built = evidence.build(project, level, counts=suffix != ".csv", quotes_in=quotes_in, printed=printed)
    reports.write(built, path, progress)
    with contextlib.suppress(UserError):
        project.note("Export evidence to {file}", file=path.name, attribution=built.attribution)
        if risks:
            project.note(
                "Print {n} passages that point at too few people: {reason}",
                n=len(risks),
                reason=accepted.strip(),
            )
    return Exported(path, built.withheld)
