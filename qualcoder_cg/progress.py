"""How long work tells where it is, and how it learns that it was cancelled."""

from typing import Protocol


class Progress(Protocol):
    """Called as `progress(done, total, message)`; raises `Cancelled` to stop the work."""

    def __call__(self, done: int, total: int, message: str = "") -> None: ...


def silent(done: int, total: int, message: str = "") -> None:
    """A progress that tells nobody."""
