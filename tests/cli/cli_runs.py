"""What the tests of the command line share: a difficult text, and what came of a command."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
HARD_TEXT = (
    "Entrevista 😀 e\u0301\r\n\r\nE1: ¿Cómo?\r"
    "KII-01: 👩\u200d🌾 =1+1 muy bien.\r\nE1: ¿Y?\nKII-01: Nada\u2028más.\n\n"
)
STORED = (
    "Entrevista 😀 e\u0301\n\nE1: ¿Cómo?\nKII-01: 👩\u200d🌾 =1+1 muy bien.\nE1: ¿Y?\nKII-01: Nada\nmás.\n\n"
)


class Ran(NamedTuple):
    """What came of a command."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    def json(self) -> Any:
        """What was printed, as JSON; the command must have ended well and said nothing else."""
        assert (self.code, self.err) == (0, "")
        return json.loads(self.out)


Run = Callable[..., Ran]
