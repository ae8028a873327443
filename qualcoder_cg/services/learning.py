"""What there is to learn from, gathered beside the window with a connection of its own."""

from collections.abc import Iterable
from pathlib import Path

from ..domain.suggestions import Example, Profile
from ..progress import Progress, silent
from ..storage.project import open_study
from .suggestions import examples, profiles


def lessons(
    path: Path, coder: str, progress: Progress = silent, seen: Iterable[str] | None = None
) -> tuple[list[Profile], list[Example]]:
    """Profiles of all codes and the team's own examples, as they are saved now.

    `seen` are the coders (ids) to learn from, None everybody.

    Opens the study anew, so it may run in another thread than the open study; raises `Cancelled` out of
    `progress`.
    """
    project = open_study(path, coder, check_large=False)
    try:
        project.see_only(seen)
        progress(0, 2)
        described = profiles(project)
        progress(1, 2)
        return described, examples(project)
    finally:
        project.close()
