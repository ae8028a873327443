"""The actions of the page of key-strokes: each is prepared, done by keys that are counted, and looked at."""

import statistics
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from qualcoder_cg.domain.codes import TEAM, Code
from qualcoder_cg.domain.codings import Coding
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.services.palette import label_of, number_of, ranked

Key, Held = Qt.Key, Qt.KeyboardModifier
NONE, CTRL, SHIFT = Held.NoModifier, Held.ControlModifier, Held.ShiftModifier
WORD = "presupuesto"
Done = tuple[str, str]


class Hand:
    """Presses keys and counts them."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        view, session = window.findChild(CodingView), window.session
        assert isinstance(view, CodingView) and session is not None
        self.view, self.session = view, session
        self.strokes = 0
        self.letters = 0

    def begin(self) -> None:
        """In the transcript of an interview, in an answer of several sentences; nothing is chosen."""
        for dialog in self.window.findChildren(QDialog):
            dialog.reject()
        self.window.show_view("coding")
        documents = self.session.project.documents.all()
        self.session.show_document(next(one.id for one in documents if one.name.startswith("KII-06")))
        self.view.transcript.edit.setFocus()
        self.turn = next(turn for turn in self.session.turns if self._sentences(turn.span) > 3)
        self.caret(self.turn.start)
        self.live()
        self.before = self.codings()
        self.strokes = self.letters = 0

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """One key-stroke."""
        self.strokes += 1
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
        self.live(0)

    def type(self, text: str, *, name: bool = False) -> None:
        """Letters; those of a `name` are counted apart."""
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget() or self.window, letter)
            self.live(0)
        if name:
            self.letters += len(text)
        else:
            self.strokes += len(text)

    def live(self, ms: int = 60) -> None:
        """Let the window follow."""
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds."""
        for _time in range(400):
            if holds():
                return
            self.live(50)
        raise TimeoutError

    def caret(self, place: int) -> None:
        """Put the caret somewhere."""
        self.view.transcript.select(Span(place, place))

    def select(self) -> Span:
        """The first sentence of the answer is selected."""
        self.caret(self.turn.start)
        self.view.transcript.extend_by_sentence()
        return self.session.selection

    def codings(self) -> list[Coding]:
        """The codings of the document."""
        return self.session.project.codings.in_document(self.session.document.id)  # type: ignore[union-attr]

    def new(self) -> list[Coding]:
        """Those that were not there at the beginning."""
        there = {one.id for one in self.before}
        return [one for one in self.codings() if one.id not in there]

    def made(self, name: str = "Q8") -> Coding:
        """A coding that was just made, and is active."""
        self.select()
        self.session.apply(self.code(name).id)
        assert self.session.active is not None
        self.before = self.codings()
        return self.session.active

    def code(self, name: str) -> Code:
        """A code by its name."""
        return next(one for one in self.session.code_list() if one.name == name)

    def said(self, how: str) -> Done:
        """The count, and how it was done."""
        counted = f"{self.strokes} k" if not self.letters else f"L+{self.strokes} k"
        return counted, how

    def _sentences(self, span: Span) -> int:
        return self.session.text[span.start : span.end].count(". ")


def _key(*keys: str) -> str:
    return " ".join(f"`{key}`" for key in keys)


def sentence(hand: Hand) -> Done:
    hand.press(Key.Key_S)
    assert hand.session.selection.end < hand.turn.end and hand.session.selection
    return hand.said(_key("S"))


def answer(hand: Hand) -> Done:
    hand.press(Key.Key_A)
    assert hand.session.selection == hand.turn.span
    return hand.said(_key("A"))


def known(hand: Hand) -> Done:
    """The fewest letters and arrows that lead to each code of the codebook, then one of them for real."""
    codes = hand.session.code_list()
    needed = {code.id: _shortest(code, codes) for code in codes}
    taken = sorted(2 + len(typed) + downs for typed, downs in needed.values())
    hand.select()
    code = codes[4]
    hand.press(Key.Key_C)
    typed, downs = needed[code.id]
    hand.type(typed)
    for _time in range(downs):
        hand.press(Key.Key_Down)
    hand.press(Key.Key_Return)
    assert [one.code_id for one in hand.new()] == [code.id]
    few = sum(strokes <= 4 for strokes in taken)
    how = (
        f"{_key('C')}, its number or first letters, {_key('Enter')}; at most 4 k for {few} of {len(codes)}"
        f" codes never used before, 2 k ({_key('C', 'Enter')}) for the one suggested, 1 k for the nine used"
        " last, which have keys"
    )
    return f"{statistics.median(taken)} k ({taken[0]} to {taken[-1]})", how


def _shortest(code: Code, codes: list[Code]) -> tuple[str, int]:
    """Letters of a code's number or name, and arrows down, that lead to it in the palette; the fewest."""
    names = [number_of(code), label_of(code).casefold()]
    tries = {name[:end] for name in names for end in range(1, len(name) + 1)}
    found = []
    for typed in sorted(tries, key=len):
        places = [hit.code.id for hit in ranked(codes, typed)]
        if code.id in places:
            found.append((typed, places.index(code.id)))
    return min(found, key=lambda one: len(one[0]) + one[1])


def again(hand: Hand) -> Done:
    hand.made()
    hand.caret(hand.turn.end - 9)
    hand.view.transcript.extend_by_sentence()
    hand.press(Key.Key_R)
    assert len(hand.new()) == 1
    return hand.said(_key("R"))


def pinned(hand: Hand) -> Done:
    code = hand.code("Q14")
    hand.view.at_hand.pin(code.id, 5)
    hand.select()
    hand.press(Key.Key_5)
    assert [one.code_id for one in hand.new()] == [code.id]
    return hand.said(_key("1") + " to " + _key("9"))


def two(hand: Hand) -> Done:
    for key, name in ((6, "Q15"), (7, "Q16")):
        hand.view.at_hand.pin(hand.code(name).id, key)
    hand.select()
    hand.press(Key.Key_6)
    hand.press(Key.Key_7)
    assert len(hand.new()) == 2
    return hand.said("their keys; or ticked in the palette with " + _key("Space"))


def new(hand: Hand) -> Done:
    hand.select()
    hand.press(Key.Key_C)
    hand.type("zuzuza", name=True)
    hand.press(Key.Key_Return)
    assert hand.code("zuzuza").id == hand.new()[0].code_id
    return hand.said(f"{_key('C')}, the name, {_key('Enter')}")


def in_vivo(hand: Hand) -> Done:
    hand.view.transcript.extend_by_word()
    hand.press(Key.Key_I)
    assert len(hand.new()) == 1
    return hand.said(_key("I"))


def remove(hand: Hand) -> Done:
    gone = hand.made("Q17")
    hand.press(Key.Key_Delete)
    assert gone.id not in {one.id for one in hand.codings()}
    return hand.said(_key("Del") + "; any other coding: first " + _key("Enter") + " on it")


def change(hand: Hand) -> Done:
    coding = hand.made("Q18")
    hand.press(Key.Key_X)
    hand.type("9")
    hand.press(Key.Key_Return)
    assert next(one for one in hand.codings() if one.id == coding.id).code_id == hand.code("Q9").id
    return hand.said(f"{_key('X')}, its number, {_key('Enter')}")


def edge(hand: Hand) -> Done:
    coding = hand.made("Q19")
    hand.press(Key.Key_E)
    hand.press(Key.Key_Left)
    hand.press(Key.Key_Return)
    assert next(one for one in hand.codings() if one.id == coding.id).end < coding.end
    return hand.said(_key("E", "←", "Enter"))


def key_quote(hand: Hand) -> Done:
    coding = hand.made("Q20")
    hand.press(Key.Key_Q)
    assert next(one for one in hand.codings() if one.id == coding.id).is_key
    return hand.said(_key("Q"))


def polarity(hand: Hand) -> Done:
    coding = hand.made("Q21")
    hand.press(Key.Key_V)
    assert next(one for one in hand.codings() if one.id == coding.id).polarity == "supports"
    return hand.said(f"{_key('V')}, again for qualifies, contradicts")


def memo(hand: Hand) -> Done:
    coding = hand.made("Q22")
    hand.press(Key.Key_M)
    hand.type("ask again", name=True)
    hand.view.inspector.finish()
    assert next(one for one in hand.codings() if one.id == coding.id).memo == "ask again"
    return hand.said(f"{_key('M')}, the words; saved by itself")


def next_document(hand: Hand) -> Done:
    shown = hand.session.document
    hand.press(Key.Key_PageDown, CTRL)
    assert shown and hand.session.document and hand.session.document.id != shown.id
    return hand.said(_key("Ctrl+PgDown"))


def find_here(hand: Hand) -> Done:
    hand.press(Key.Key_F, CTRL)
    hand.type(WORD[:6], name=True)
    hand.until(hand.view.find_panel.spans_here)
    said = hand.said(f"{_key('Ctrl+F')}, the word; {_key('F3')} goes on")
    hand.press(Key.Key_Escape)
    return said


def find_all(hand: Hand) -> Done:
    hand.press(Key.Key_F, CTRL | SHIFT)
    hand.press(Key.Key_A, CTRL)
    hand.strokes -= 1  # what the search before left is not of this one
    hand.type(WORD, name=True)
    hand.until(lambda: hand.view.find_panel.list.model().rowCount())
    said = hand.said(f"{_key('Ctrl+Shift+F')}, the word")
    hand.press(Key.Key_Escape)
    return said


def code_hits(hand: Hand) -> Done:
    count = hand.session.project.codings.count()
    hand.press(Key.Key_F, CTRL | SHIFT)
    hand.press(Key.Key_A, CTRL)
    hand.type(WORD)
    hand.until(lambda: hand.view.find_panel.list.model().rowCount())
    hand.live(400)
    hand.strokes = 0
    hand.press(Key.Key_Down)
    hand.press(Key.Key_A, CTRL)
    hand.press(Key.Key_C)
    hand.type("7")
    hand.press(Key.Key_Return)
    hand.until(lambda: hand.session.project.codings.count() > count)
    hand.session.project.undo()
    assert hand.session.project.codings.count() == count
    said = hand.said(f"{_key('↓', 'Ctrl+A', 'C')}, its number, {_key('Enter')}; one step for undo")
    hand.press(Key.Key_Escape)
    return said


def undo(hand: Hand) -> Done:
    hand.made("Q23")
    count = len(hand.codings())
    hand.press(Key.Key_Z, CTRL)
    assert len(hand.codings()) == count - 1
    return hand.said(_key("Ctrl+Z") + ": every step, also after closing")


def _team(hand: Hand) -> list[Code]:
    return [code for code in hand.session.code_list() if code.kind == TEAM]


def _in_tree(hand: Hand, code: Code) -> None:
    hand.view.codes.select(code.id)
    hand.view.codes.tree.setFocus()
    hand.live()


def merge(hand: Hand) -> Done:
    code = _team(hand)[0]
    _in_tree(hand, code)
    hand.press(Key.Key_M, CTRL)
    hand.type("14")
    hand.press(Key.Key_Return)
    hand.until(lambda: code.id not in hand.session.codes)
    hand.session.project.undo()
    return hand.said(f"{_key('Ctrl+M')} on the code, the other's number or letters, {_key('Enter')}; or 1 d")


def rename(hand: Hand) -> Done:
    code = _team(hand)[0]
    _in_tree(hand, code)
    hand.press(Key.Key_F2)
    hand.type("zozoz", name=True)
    hand.press(Key.Key_Return)
    hand.until(lambda: label_of(hand.session.codes[code.id]) == "zozoz")
    return hand.said(f"{_key('F2')} on the code, the name, {_key('Enter')}")


def whose(hand: Hand) -> Done:
    everybody = len(hand.session.codings)
    hand.press(Key.Key_O)
    assert len(hand.session.codings) != everybody
    said = hand.said(_key("O") + ": mine, all, where we differ")
    while len(hand.session.codings) != everybody:
        hand.press(Key.Key_O)
    return said


def suggestion(hand: Hand) -> Done:
    hand.until(hand.view.suggestions.open_suggestions)
    hand.view.acts.next_suggestion()
    hand.press(Key.Key_Y)
    assert len(hand.new()) == 1
    return hand.said(_key("Y"))


ROWS: dict[str, tuple[str, Callable[[Hand], Done]]] = {
    "sentence": ("select a sentence", sentence),
    "answer": ("select the whole answer", answer),
    "known": ("a code known by name", known),
    "again": ("the code used last", again),
    "pinned": ("a code on a key", pinned),
    "two": ("two codes on one passage", two),
    "new": ("a new code on the spot", new),
    "in-vivo": ("a code in the words selected", in_vivo),
    "remove": ("take a coding away", remove),
    "change": ("put a coding under another code", change),
    "edge": ("move an edge by a word", edge),
    "key-quote": ("mark a key quote", key_quote),
    "polarity": ("say that it supports", polarity),
    "memo": ("a memo on a coding", memo),
    "next-document": ("the next document", next_document),
    "find-here": ("find a word in this document", find_here),
    "find-all": ("find a word in all documents", find_all),
    "code-hits": ("code all hits of a search", code_hits),
    "undo": ("undo the last step", undo),
    "merge": ("merge two codes", merge),
    "rename": ("rename a code", rename),
    "whose": ("see only my codings", whose),
    "suggestion": ("accept a suggested code", suggestion),
}
