"""Cleaning a text, once, when it enters the study."""

import hashlib
import re
from collections.abc import Sequence

_NEWLINES = re.compile("\r\n|\r|\u2028|\u2029")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """The text as it is stored for good: `\\n` line ends, no NUL, no lone surrogate, no leading BOM.

    Every offset in a study counts code points of what this returns. It is applied once, at import.
    """
    text = _NEWLINES.sub("\n", text.removeprefix("\ufeff").replace("\0", ""))
    return _SURROGATES.sub("\ufffd", text)


def fingerprint(text: str) -> str:
    """SHA-256 of the stored text, by which a text already in the study is recognised."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def word_count(text: str) -> int:
    """Words as white-space separated runs."""
    return len(text.split())


def listed(names: Sequence[str], most: int = 12, between: str = ", ") -> str:
    """The first of many names, for a sentence; a dash for none."""
    return between.join(names[:most]) + (" …" if len(names) > most else "") or "–"
