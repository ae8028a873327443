"""Corrects texts at random and tells how many codings are found again: right, on the review list, or wrong.

    python benchmarks/edits.py [--edits 300] [--codings 200] [--seed 1] [--wrong 5] [FILE.txt ...]

Every character carries its identity through the correction, which the program never sees; where a coding
belongs is judged by that alone. Without files, the texts are invented.
"""

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from studies import VOCABULARY

from qualcoder_cg.domain.spans import Span, trimmed
from qualcoder_cg.services.anchoring import SURE, Anchors, Placed

NEW = -1
_LEAST = 2000
_SYLLABLES = (
    "ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "xo", "za", "cla", "tra",
    "bre", "mien", "ción", "dad", "cho", "ña", "rro", "gü",
)  # fmt: skip
_ACCENTS = str.maketrans("áéíóúñü", "aeiounu")


class Marked(NamedTuple):
    """A text whose characters have identities; NEW for those put in by a correction."""

    text: str
    ids: list[int]

    def without(self, low: int, high: int) -> "Marked":
        """The text with a stretch taken out."""
        return Marked(self.text[:low] + self.text[high:], self.ids[:low] + self.ids[high:])

    def put(self, at: int, words: str) -> "Marked":
        """The text with new words put in."""
        return self.put_marked(at, Marked(words, [NEW] * len(words)))

    def put_marked(self, at: int, piece: "Marked") -> "Marked":
        """The text with a piece of itself put in elsewhere."""
        text = self.text[:at] + piece.text + self.text[at:]
        return Marked(text, self.ids[:at] + piece.ids + self.ids[at:])

    def piece(self, low: int, high: int) -> "Marked":
        """A stretch with its identities."""
        return Marked(self.text[low:high], self.ids[low:high])


Edit = Callable[[Marked, random.Random], Marked]


def invented(chance: random.Random, characters: int) -> str:
    """A conversation of about so many characters; phrases recur, as they do when people talk."""
    rare = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _word in range(1500)]
    usual = VOCABULARY["es"].split()
    phrases = ["Sí, claro.", "Bueno, pues mire.", "Es lo que yo digo.", "Como le decía antes.", "No sé."]
    lines: list[str] = []
    size = 0
    while size < characters:
        sentences = []
        for _number in range(chance.randint(1, 7)):
            words = [
                chance.choice(usual if chance.random() < 0.55 else rare)
                for _n in range(chance.randint(4, 22))
            ]
            if chance.random() < 0.4:
                words[len(words) // 2] += ","
            sentences.append(" ".join(words).capitalize() + chance.choice([".", ".", ".", "?", "…"]))
            if chance.random() < 0.15:
                sentences.append(chance.choice(phrases))
        lines.append(("E: " if len(lines) % 2 == 0 else "KII-07: ") + " ".join(sentences))
        size += len(lines[-1]) + 1
    return "\n".join(lines)


def _words(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(r"\w+", text)]


def _sentences(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(r"[^\s.?!…][^.?!…\n]*[.?!…]?", text)]


def _lines(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(r"[^\n]+\n?", text)]


def _some(chance: random.Random, things: Sequence[tuple[int, int]], most: int) -> list[tuple[int, int]]:
    """A few of the stretches, the last ones first, so that changing one leaves the places of the next."""
    return sorted(chance.sample(things, min(len(things), chance.randint(1, most))), reverse=True)


def _new_words(chance: random.Random, least: int, most: int) -> str:
    number = chance.randint(least, most)
    made = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _word in range(number)]
    return " ".join(
        chance.choice(VOCABULARY["es"].split()) if chance.random() < 0.5 else word for word in made
    )


def typing_errors(marked: Marked, chance: random.Random) -> Marked:
    """Letters changed, left out or doubled inside words."""
    for low, high in _some(chance, [w for w in _words(marked.text) if w[1] - w[0] > 3], 60):
        at = chance.randrange(low, high)
        kind = chance.randrange(3)
        if kind < 2:
            marked = marked.without(at, at + 1)
        if kind != 1:
            marked = marked.put(at, chance.choice("aeioustr"))
    return marked


def words_in(marked: Marked, chance: random.Random) -> Marked:
    """Words put in."""
    for low, _high in _some(chance, _words(marked.text), 40):
        marked = marked.put(low, _new_words(chance, 1, 6) + " ")
    return marked


def words_out(marked: Marked, chance: random.Random) -> Marked:
    """Words taken out."""
    words = _words(marked.text)
    for low, _high in _some(chance, words[:-8], 30):
        index = words.index((low, _high))
        marked = marked.without(low, words[index + chance.randint(1, 5)][0])
    return marked


def words_other(marked: Marked, chance: random.Random) -> Marked:
    """Words replaced by others."""
    words = _words(marked.text)
    for low, _high in _some(chance, words[:-8:9], 30):
        end = words[words.index((low, _high)) + chance.randint(0, 4)][1]
        marked = marked.without(low, end).put(low, _new_words(chance, 1, 5))
    return marked


def sentences_in(marked: Marked, chance: random.Random) -> Marked:
    """Sentences put in."""
    for low, _high in _some(chance, _sentences(marked.text), 15):
        marked = marked.put(low, _new_words(chance, 4, 20).capitalize() + ". ")
    return marked


def sentences_out(marked: Marked, chance: random.Random) -> Marked:
    """Sentences taken out."""
    for low, high in _some(chance, _sentences(marked.text), 15):
        marked = marked.without(low, high)
    return marked


def paragraphs_out(marked: Marked, chance: random.Random) -> Marked:
    """Paragraphs taken out."""
    for low, high in _some(chance, _lines(marked.text), 6):
        marked = marked.without(low, high)
    return marked


def paragraphs_moved(marked: Marked, chance: random.Random) -> Marked:
    """Paragraphs cut and put elsewhere."""
    for _number in range(chance.randint(1, 3) if marked.text.count("\n") > 1 else 0):
        low, high = chance.choice(_lines(marked.text)[:-1])
        piece, marked = marked.piece(low, high), marked.without(low, high)
        marked = marked.put_marked(chance.choice(_lines(marked.text))[0], piece)
    return marked


def moved_and_mended(marked: Marked, chance: random.Random) -> Marked:
    """Paragraphs cut and put elsewhere, and typing errors all over."""
    return typing_errors(paragraphs_moved(marked, chance), chance)


def lines_joined(marked: Marked, chance: random.Random) -> Marked:
    """Line ends turned into spaces."""
    ends = [found.span() for found in re.finditer("\n", marked.text)]
    for low, high in _some(chance, ends, 60):
        marked = marked.without(low, high).put(low, " ")
    return marked


def lines_cut(marked: Marked, chance: random.Random) -> Marked:
    """Every line wrapped at a width."""
    width, column = chance.randint(40, 100), 0
    spaces: list[int] = []
    for at, character in enumerate(marked.text):
        column = 0 if character == "\n" else column + 1
        if character == " " and column > width:
            spaces.append(at)
            column = 0
    for at in reversed(spaces):
        marked = marked.without(at, at + 1).put(at, "\n")
    return marked


def typed_anew(marked: Marked, chance: random.Random) -> Marked:
    """The whole text by another hand: accents, capitals, punctuation, line ends, now and then a word."""
    text, ids = list(marked.text), list(marked.ids)
    for at, character in enumerate(text):
        if character in "áéíóúñü" and chance.random() < 0.5:
            text[at] = character.translate(_ACCENTS)
        elif character in ",…" and chance.random() < 0.5:
            text[at], ids[at] = chance.choice([";", ".", ":"]), NEW
        elif chance.random() < 0.01:
            text[at] = character.swapcase() if len(character.swapcase()) == 1 else character
    again = Marked("".join(text), ids)
    return words_in(typing_errors(words_out(again, chance), chance), chance)


def phrases_again(marked: Marked, chance: random.Random) -> Marked:
    """Phrases that stand in the text already put in elsewhere too, or taken out at one of their places."""
    for low, high in _some(chance, _sentences(marked.text), 12):
        words = marked.text[low:high]
        if chance.random() < 0.5 and marked.text.count(words) > 1:
            marked = marked.without(low, high)
        else:
            marked = marked.put(chance.choice(_sentences(marked.text))[0], words + " ")
    return marked


def letters_anywhere(marked: Marked, chance: random.Random) -> Marked:
    """Stretches of letters put in and taken out without heed to words."""
    for _number in range(chance.randint(1, 12)):
        at = chance.randrange(len(marked.text) - 40)
        if chance.random() < 0.5:
            marked = marked.without(at, at + chance.randint(1, 30))
        else:
            marked = marked.put(at, _new_words(chance, 1, 4))
    return marked


def all_at_once(marked: Marked, chance: random.Random) -> Marked:
    """Several kinds of corrections one after the other."""
    kinds = (words_in, words_out, words_other, sentences_in, paragraphs_moved, lines_joined, typing_errors)
    for kind in chance.sample(kinds, 4):
        marked = kind(marked, chance)
    return marked


KINDS: tuple[Edit, ...] = (
    typing_errors, words_in, words_out, words_other, sentences_in, sentences_out, paragraphs_out,
    paragraphs_moved, moved_and_mended, lines_joined, lines_cut, typed_anew, phrases_again,
    letters_anywhere, all_at_once,
)  # fmt: skip


def coded(text: str, chance: random.Random, number: int) -> list[Span]:
    """Passages as people code them: phrases, sentences, several sentences, and some any letters."""
    words, sentences = _words(text), _sentences(text)
    spans: list[Span] = []
    while len(spans) < number:
        kind = chance.random()
        if kind < 0.45:
            at = chance.randrange(len(words) - 12)
            span = Span(words[at][0], words[at + chance.randint(0, 11)][1])
        elif kind < 0.9:
            at = chance.randrange(len(sentences) - 4)
            span = Span(sentences[at][0], sentences[at + (chance.randint(0, 3) if kind > 0.75 else 0)][1])
        else:
            low = chance.randrange(len(text) - 200)
            span = trimmed(text, Span(low, low + chance.randint(3, 180)))
        if any(map(str.isalnum, text[span.start : span.end])):
            spans.append(span)
    return spans


def judged(before: str, after: Marked, where: dict[int, int], span: Span, placed: Placed) -> tuple[bool, str]:
    """Whether the words of a coding are intact, and what became of it: right, listed, wrong or lost."""
    wanted = [at for at in range(*span) if before[at].isalnum()]
    left = [where[at] for at in wanted if at in where]
    intact = len(left) == len(wanted) and all(a < b for a, b in pairwise(left))
    if not 0 <= placed.start < placed.end <= len(after.text):
        return intact, "lost"
    if placed.how not in SURE:
        return intact, "listed"
    here = [id_ for id_ in after.ids[placed.start : placed.end] if id_ != NEW and before[id_].isalnum()]
    strange = [id_ for id_ in here if not span.start <= id_ < span.end]
    if intact:
        tight = before[span.start].isspace() or placed.start >= _widest(after, min(left), -1)
        tight = tight and placed.end <= _widest(after, max(left), 1)
        return intact, "right" if len(here) == len(wanted) and not strange and tight else "wrong"
    return intact, "right" if left and not strange and len(here) == len(left) else "wrong"


def _widest(after: Marked, at: int, by: int) -> int:
    """How far a passage may reach beyond its last letter: over the signs, not over letters."""
    while 0 <= at + by < len(after.text) and not after.text[at + by].isalnum():
        at += by
    return at if by < 0 else at + 1


def main() -> None:
    """Correct, look, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--edits", type=int, default=300)
    parser.add_argument("--codings", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wrong", type=int, default=0, help="show so many that are wrong")
    parser.add_argument("--kind", default="", help="only this kind of correction")
    parser.add_argument("files", nargs="*", type=Path)
    told = parser.parse_args()
    chance = random.Random(told.seed)
    texts = [text for file in told.files if len(text := file.read_text(encoding="utf-8")) > _LEAST]
    counts: dict[str, Counter[tuple[bool, str]]] = {}
    kinds = [kind for kind in KINDS if told.kind in ("", kind.__name__)]
    slowest = 0.0
    for number in range(told.edits):
        kind = kinds[number % len(kinds)]
        before = chance.choice(texts) if texts else invented(chance, chance.randint(4_000, 40_000))
        after = kind(Marked(before, list(range(len(before)))), chance)
        where = {id_: at for at, id_ in enumerate(after.ids) if id_ != NEW}
        spans = coded(before, chance, told.codings)
        began = time.perf_counter()
        anchors = Anchors(before, after.text)
        places = anchors.spans(spans)
        slowest = max(slowest, time.perf_counter() - began)
        for span, placed in zip(spans, places, strict=True):
            verdict = judged(before, after, where, span, placed)
            counts.setdefault(kind.__name__, Counter())[verdict] += 1
            if verdict[1] == "wrong" and told.wrong:
                told.wrong -= 1
                here = after.text[placed.start : placed.end]
                print(kind.__name__, verdict, placed, before[slice(*span)], here, sep="\n", file=sys.stderr)
    _print(counts, slowest)


def _print(counts: dict[str, Counter[tuple[bool, str]]], slowest: float) -> None:
    """One line a kind: of the codings whose words are intact, and of the others, what became of them."""
    print(f"{'correction':18}{'intact':>8}{'right':>8}{'listed':>8}{'wrong':>7}{'lost':>6}"
          f"{'changed':>9}{'right':>8}{'listed':>8}{'wrong':>7}{'lost':>6}")  # fmt: skip
    total: Counter[tuple[bool, str]] = Counter()
    for name, found in [*counts.items(), ("all", total)]:
        total = total if name == "all" else total + found
        line = f"{name:18}" if name != "all" else f"{'all':18}"
        found = total if name == "all" else found
        for intact in (True, False):
            whole = sum(number for verdict, number in found.items() if verdict[0] is intact)
            line += f"{whole:8}" if intact else f"{whole:9}"
            for what, wide in (("right", 8), ("listed", 8)):
                line += f"{100 * found[(intact, what)] / whole if whole else 0:{wide - 1}.1f}%"
            line += f"{found[(intact, 'wrong')]:7}{found[(intact, 'lost')]:6}"
        print(line)
    print(f"the slowest correction took {slowest:.2f} s")


if __name__ == "__main__":
    main()
