"""The study opened a second time, to read it in another thread while the window goes on with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ..storage.opening import open_study
from ..storage.project import Project


class Beside(NamedTuple):
    """Where a study lies, who acts in it, and whose codings (coder ids) may be seen; None for everybody's.

    With `consensus` the consensus of everybody counts.
    """

    path: Path
    coder_name: str
    seen: frozenset[str] | None
    consensus: bool = False

    @contextmanager
    def opened(self) -> Iterator[Project]:
        """The study for reading, in whatever thread this is called; what was committed before is in it."""
        project = open_study(self.path, self.coder_name, check_large=False)
        try:
            project.see_only(self.seen)
            project.see_consensus(self.consensus)
            yield project
        finally:
            project.close()


def beside(project: Project) -> Beside:
    """What another thread needs to read a study as it may be seen now."""
    return Beside(project.path, project.coder_name, project.seen_coders, project.sees_consensus)
