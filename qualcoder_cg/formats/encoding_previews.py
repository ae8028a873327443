"""How a file of unsure encoding would read in each one that is possible: what a person chooses by."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

_LOOKED_AT = 1_000_000
_LINES = 2
_SHOWN = 90
_BEFORE = 30
_WORDS = 4
_BETWEEN = re.compile(r'[\s",;|]+')


def lines(path: Path, encodings: Sequence[str]) -> dict[str, str]:
    """The first lines that hold other than plain letters, by encoding; {} where the file is gone."""
    return _read(path, encodings, _telling_lines)


def words(path: Path, encodings: Sequence[str]) -> dict[str, str]:
    """The first words that hold other than plain letters, by encoding; {} where the file is gone."""
    return _read(path, encodings, _telling_words)


def _read(path: Path, encodings: Sequence[str], telling: Callable[[str], str]) -> dict[str, str]:
    if not encodings:
        return {}
    try:
        with path.open("rb") as file:
            data = file.read(_LOOKED_AT)
    except OSError:
        return {}
    return {encoding: telling(data.decode(encoding, "replace")) for encoding in encodings}


def _telling_lines(text: str) -> str:
    found: list[str] = []
    for line in text.splitlines():
        at = next((number for number, char in enumerate(line) if not char.isascii()), None)
        if at is not None:
            start = max(0, at - _BEFORE)
            found.append(("…" if start else "") + line[start : start + _SHOWN].strip())
        if len(found) == _LINES:
            break
    return "\n".join(found)


def _telling_words(text: str) -> str:
    found = dict.fromkeys(word for word in _BETWEEN.split(text) if not word.isascii())
    return " ".join([*found][:_WORDS])
