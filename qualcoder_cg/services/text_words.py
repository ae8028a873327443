"""The words of a text, made alike where they differ in capitals, accents and invisible marks only."""

import re
import unicodedata
from bisect import bisect_left, bisect_right

_CJK = "\u2e80-\u2fdf\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(f"[{_CJK}]|[^\\s{_CJK}]+")


class Words:
    """The words of a text: where they start and end (code points), and their keys.

    Two words have one key when they differ in capitals, accents and invisible marks only. Every ideograph
    is a word of its own, since nothing parts Chinese words.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        plain = text.translate({ord(character): _plain(character) for character in set(text)})
        invisible = {ord(one): None for one in set(plain) if unicodedata.category(one) in ("Mn", "Cf")}
        found = list(_WORD.finditer(plain))
        self.starts = [word.start() for word in found]
        self.ends = [word.end() for word in found]
        keys = [word.group() for word in found]
        self.keys = [key.translate(invisible) for key in keys] if invisible else keys

    def __len__(self) -> int:
        return len(self.keys)

    def within(self, start: int, end: int) -> range:
        """The indices of the words that share a code point with a stretch."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def between(self, index: int) -> str:
        """What stands between a word and the one before it."""
        before = self.ends[index - 1] if index else 0
        return self.text[before : self.starts[index] if index < len(self) else len(self.text)]

    def part(self, low: int, high: int) -> str:
        """The text from the word `low` to the one before `high`; "" where there is none."""
        return self.text[self.starts[low] : self.ends[high - 1]] if low < high else ""


def _plain(character: str) -> str:
    """A character for comparing: small, without its accent; a space for what parts words."""
    kind = unicodedata.category(character)
    if kind in ("Sm", "Sc", "Cc", "Cs", "Cn") or kind[0] in "PZ":
        return " "
    parts = unicodedata.normalize("NFD", character.lower())
    return parts[0] if all(map(unicodedata.combining, parts[1:])) else character.lower()[0]
