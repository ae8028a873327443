"""Editing a stored text in a widget of Qt without letting Qt change what the person did not."""

from difflib import SequenceMatcher

from PySide6.QtGui import QTextDocument

# Qt takes these for ends of blocks; they are shown as another character of the same length.
_NOT_FOR_QT = str.maketrans({"\ufdd0": "\ufffd", "\ufdd1": "\ufffd"})


def shown(text: str) -> str:
    """The text as a widget can show it, character for character."""
    return text.translate(_NOT_FOR_QT)


def typed(document: QTextDocument) -> str:
    """What stands in a widget's document, with every kind of space as it is (plain text loses U+00A0)."""
    return document.toRawText().replace("\u2029", "\n").replace("\u2028", "\n")


def applied(stored: str, typed_text: str) -> str:
    """The stored text with the changes a person made to `shown(stored)`.

    Characters the widget could not show come back wherever the person did not touch them.
    """
    before = shown(stored)
    if before == stored:
        return typed_text
    old, new = before.split("\n"), typed_text.split("\n")
    originals = stored.split("\n")
    lines: list[str] = []
    for tag, low, high, new_low, new_high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += originals[low:high]
        elif high - low == new_high - new_low:
            pairs = zip(originals[low:high], new[new_low:new_high], strict=True)
            lines += [_applied_line(original, line) for original, line in pairs]
        else:
            lines += new[new_low:new_high]
    return "\n".join(lines)


def _applied_line(original: str, line: str) -> str:
    codes = SequenceMatcher(None, shown(original), line, autojunk=False).get_opcodes()
    return "".join(
        original[low:high] if tag == "equal" else line[new_low:new_high]
        for tag, low, high, new_low, new_high in codes
    )
