"""What two other programs ask for the same actions, counted from their code and manuals; neither was run.

k: key-strokes (one with modifiers counts once), c: clicks, d: drags, L: letters of a name or word.
"""

from typing import NamedTuple

READ = (
    "QualCoder: `code_text.py` of its master branch (calls itself 4.0) and the pages 4.1, 4.7 and 2.4 of its"
    " manual; Taguette: `taguette.js`, `project.html` and `models.py` of the wheel 1.5.2 and its help guide."
    " “–” is not possible there; “?” follows from a toolkit's or browser's defaults and was not verified."
)


class Peers(NamedTuple):
    """The shortest way in either program, and by keys alone."""

    qualcoder: str
    qualcoder_keys: str
    taguette: str
    taguette_keys: str


PEERS = {
    "sentence": Peers("1 d", "1 k a word ?", "1 d", "–"),
    "answer": Peers("1 triple c ?", "1 k a word ?", "1 d", "–"),
    "known": Peers("1 c, code in view", "2 k, one of the last nine; else ?", "3 c", "6 k"),
    "again": Peers("1 k", "1 k", "3 c", "6 k"),
    "pinned": Peers("–, nearest 2 k", "–, nearest 2 k", "–", "–"),
    "two": Peers("2 c", "4 k, both recent", "4 c", "10 k"),
    "new": Peers("L+2 k", "L+2 k", "L+2 k, 2 c", "?"),
    "in-vivo": Peers("1 k", "1 k", "–, nearest 4 k, 2 c", "–"),
    "remove": Peers("1 k", "1 k", "2 c", "–"),
    "change": Peers("3 c", "–", "4 c", "–"),
    "edge": Peers("1 k a letter", "1 k a letter", "–", "–"),
    "key-quote": Peers("1 k", "1 k", "–", "–"),
    "polarity": Peers("–", "–", "–", "–"),
    "memo": Peers("L+1 k, 1 c", "L+3 k ?", "–", "–"),
    "next-document": Peers("1 k", "1 k", "1 c", "3 k ?"),
    "find-here": Peers("L+2 k", "L+2 k", "L+2 k, the browser's", "L+2 k, the browser's"),
    "find-all": Peers("L+2 k, 1 c", "L+7 k", "–", "–"),
    "code-hits": Peers("L+1 k, 5 c", "?", "–", "–"),
    "undo": Peers("1 k, last removal only", "1 k, last removal only", "–", "–"),
    "merge": Peers("1 d, 1 c, no undo", "–", "6 c, no undo", "?"),
    "rename": Peers("L+2 k, 1 c", "?", "L+2 k, 2 c", "?"),
    "whose": Peers("2 c a colleague, 2 c", "?", "–", "–"),
    "suggestion": Peers("–", "–", "–", "–"),
}
