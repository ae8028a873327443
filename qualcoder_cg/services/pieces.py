"""Work that is done in small pieces, so that whoever waits for it can do something else in between."""

import time
from collections.abc import Generator
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class Pieces(Generic[_Value]):
    """Work as a generator that pauses after every few milliseconds and returns a value."""

    def __init__(self, work: Generator[None, None, _Value]) -> None:
        self._work = work
        self._values: list[_Value] = []

    @property
    def is_done(self) -> bool:
        """Whether the value is there."""
        return bool(self._values)

    @property
    def value(self) -> _Value:
        """What the work gave; IndexError before it is done."""
        return self._values[0]

    def go_on(self, seconds: float) -> bool:
        """Work on for about so long; gives whether it is done."""
        end = time.perf_counter() + seconds
        while not self._values:
            try:
                next(self._work)
            except StopIteration as ended:
                self._values.append(ended.value)
                return True
            if time.perf_counter() >= end:
                return False
        return True

    def complete(self) -> _Value:
        """Do all of it; gives the value."""
        while not self.go_on(1):
            pass
        return self.value
