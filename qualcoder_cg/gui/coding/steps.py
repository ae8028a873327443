"""Where words and sentences end, for selecting by the key; the stored text in, code points out.

A word is a run of letters with the marks on them, in any script; an ideograph or a hiragana is one by itself,
because Chinese and Japanese put no space between words.
"""

import re
import unicodedata

from qualcoder_cg.domain.sentences import sentences as sentences
from qualcoder_cg.domain.spans import Span


def _marks() -> str:
    """The marks that stand on letters, and the joiners between them, for a class of a pattern."""
    found = [code for code in range(0x300, 0x3100) if unicodedata.category(chr(code)) in ("Mn", "Mc", "Me")]
    runs: list[list[int]] = []
    for code in (*found, 0x200C, 0x200D, *range(0xFE20, 0xFE30)):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in runs)


_ALONE = "\u3005-\u3007\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_ON = _marks()
_LETTERS = rf"(?:[^\W{_ALONE}][{_ON}]*)+"
WORD = re.compile(rf"[{_ALONE}][{_ON}]*|{_LETTERS}(?:[’'\-]{_LETTERS})*")
_NEAR = 200


def longer_by_word(text: str, selected: Span) -> Span:
    """The word at the caret, or the selection with one more word."""
    if not selected:
        return _word_at(text, selected.start)
    following = WORD.search(text, selected.end)
    return Span(selected.start, following.end()) if following else selected


def shorter_by_word(text: str, selected: Span) -> Span:
    """The selection without its last word; one word is never taken away."""
    words = list(WORD.finditer(text, selected.start, selected.end))
    return Span(selected.start, words[-2].end()) if len(words) > 1 else selected


def longer_by_sentence(text: str, selected: Span, within: Span) -> Span:
    """The sentence at the caret, or the selection up to the end of its sentence, then of the next."""
    found = sentences(text, within)
    if not selected:
        return next((one for one in found if one.end >= selected.start), selected)
    ends = [one.end for one in found if one.end > selected.end]
    return Span(selected.start, ends[0]) if ends else selected


def shorter_by_sentence(text: str, selected: Span, within: Span) -> Span:
    """The selection up to the end of the sentence before its last; one sentence is never taken away."""
    ends = [one.end for one in sentences(text, within) if selected.start < one.end < selected.end]
    return Span(selected.start, ends[-1]) if ends else selected


def words_near(text: str, point: int, reach: int = _NEAR) -> list[Span]:
    """The words of the lines within reach of a code point, in order."""
    low = max(0, point - reach)
    # Not from within a word: its beginning is looked for, as far again.
    while low and low > point - 2 * reach and not text[low - 1].isspace():
        low -= 1
    return [Span(*word.span()) for word in WORD.finditer(text, low, min(len(text), point + reach))]


def _word_at(text: str, point: int) -> Span:
    line = text.rfind("\n", 0, point) + 1
    following = next((word for word in WORD.finditer(text, line) if word.end() > point), None)
    return Span(*following.span()) if following else Span(point, point)
