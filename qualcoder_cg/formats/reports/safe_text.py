"""Text of a study made safe for files: nothing illegal in XML, nothing a spreadsheet would calculate."""

import re
import unicodedata

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_FORMULA = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*?[=+\\-@\t\r\n＝＋－＠]")


def clean(text: str) -> str:
    """The text as XML 1.0 can hold it: illegal characters and lone surrogates become U+FFFD.

    Carriage returns become line feeds, as every XML reader makes them.
    """
    if text.isprintable():
        return text
    return _ILLEGAL.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")


def without_surrogates(text: str) -> str:
    """The text as UTF-8 can hold it: lone surrogates become U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def guarded(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet that reads CSV could take it for a formula.

    That is where the first character, white space and invisible characters aside, is one of
    = + - @ TAB CR LF or a full-width form of them.
    """
    if text[:1].isalnum() or not _FORMULA.match(text):
        return text
    return "'" + text


def runs_right_to_left(text: str) -> bool:
    """Whether the first character with a strong direction belongs to a right-to-left script."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return False
        if direction in ("R", "AL"):
            return True
    return False
