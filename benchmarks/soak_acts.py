"""What the soak does in the window, each act by the keys one would press, with its weight."""

import random
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from qualcoder_cg.domain.codes import TEAM
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.session import Session

Key, Held = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT, ALT = Held.ControlModifier, Held.ShiftModifier, Held.AltModifier
WORDS = (
    "presupuesto",
    "municipio",
    "law",
    "women",
    "mesa",
    "care",
    "insurance",
    "afilia",
    "trabajo",
    "budget",
)
SYLLABLES = ("pro", "to", "ca", "re", "mu", "ni", "ta", "lo", "be", "sa")
MOST_CODES = 120  # the sample has fewer; more would be another study
LONGEST_ACT_MS = 20


class Hands:
    """Keys pressed in a window; `dice` draws."""

    def __init__(self, window: MainWindow, dice: random.Random) -> None:
        self.window = window
        self.dice = dice

    @property
    def session(self) -> Session:
        """The open study."""
        assert self.window.session is not None
        return self.window.session

    @property
    def view(self) -> CodingView:
        """The coding view."""
        view = self.window.findChild(CodingView)
        assert isinstance(view, CodingView)
        return view

    def begin(self) -> None:
        """The keyboard is in the transcript, and nothing lies over it."""
        for dialog in self.window.findChildren(QDialog):
            dialog.reject()
        if self.window.view() != "coding":
            self.window.show_view("coding")
        self.view.palette_popup.close_quietly()
        self.view.transcript.edit.setFocus()

    def end(self) -> None:
        """Let the window finish what was asked of it."""
        self.live(LONGEST_ACT_MS)

    def live(self, ms: int) -> None:
        """Let the window live for a moment."""
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
        """A key, to whatever has the keyboard."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Letters, to whatever has the keyboard."""
        QTest.keyClicks(QApplication.focusWidget() or self.window, text)

    def word(self) -> str:
        """An invented word."""
        return "".join(self.dice.choices(SYLLABLES, k=self.dice.randint(2, 4)))

    def go_somewhere(self) -> None:
        """Put the caret into an answer of the document shown."""
        turns = self.session.turns
        if turns:
            turn = self.dice.choice(turns)
            self.view.transcript.select(Span(turn.start, turn.start))
            self.view.transcript.reveal(turn.span)

    def on_a_coding(self) -> bool:
        """Make one of the codings of the document the active one; whether there is one."""
        if self.session.codings:
            chosen = self.dice.choice(self.session.codings)
            self.session.activate(chosen.id, reveal=True)
        return bool(self.session.codings)


def code_a_sentence(hands: Hands) -> None:
    """A sentence or two, by the palette or a number key."""
    hands.go_somewhere()
    for _time in range(hands.dice.randint(1, 3)):
        hands.press(Key.Key_S)
    if hands.dice.random() < 0.5:
        hands.press(Key(Key.Key_1 + hands.dice.randrange(9)))
    else:
        _choose_a_code(hands)


def code_an_answer(hands: Hands) -> None:
    """A whole answer, with the code used last."""
    hands.go_somewhere()
    hands.press(Key.Key_A)
    hands.press(Key.Key_R)


def code_in_vivo(hands: Hands) -> None:
    """A word becomes a code."""
    hands.go_somewhere()
    hands.press(Key.Key_W)
    if len(hands.session.codes) < MOST_CODES:
        hands.press(Key.Key_I)


def _choose_a_code(
    hands: Hands, key: Qt.Key = Key.Key_C, held: Qt.KeyboardModifier = Held.NoModifier
) -> None:
    hands.press(key, held)
    if hands.view.palette_popup.isVisible():
        hands.type(hands.dice.choice(("1", "2", "aff", "bud", "gov", "part")))
        hands.press(Key.Key_Return)


def undo(hands: Hands) -> None:
    """One to four steps back."""
    for _time in range(hands.dice.randint(1, 4)):
        hands.press(Key.Key_Z, CTRL)


def redo(hands: Hands) -> None:
    """One or two steps on again."""
    for _time in range(hands.dice.randint(1, 2)):
        hands.press(Key.Key_Y, CTRL)


def switch(hands: Hands) -> None:
    """Another document."""
    documents = hands.session.project.documents.all()
    hands.session.show_document(hands.dice.choice(documents).id)


def weigh(hands: Hands) -> None:
    """How a coding bears on its question, and whether it is a key quote."""
    if hands.on_a_coding():
        hands.press(hands.dice.choice((Key.Key_V, Key.Key_Q)), hands.dice.choice((Held.NoModifier, SHIFT)))


def move_or_copy(hands: Hands) -> None:
    """A coding to another code, or a second one beside it."""
    if hands.on_a_coding():
        _choose_a_code(hands, Key.Key_X, hands.dice.choice((Held.NoModifier, SHIFT)))


def divide_or_join(hands: Hands) -> None:
    """A coding in two, or two in one."""
    if hands.on_a_coding():
        active = hands.session.active
        assert active is not None
        middle = (active.start + active.end) // 2
        hands.view.transcript.select(Span(middle, middle))
        hands.session.activate(active.id)
        hands.press(Key.Key_D, hands.dice.choice((Held.NoModifier, SHIFT)))


def edges(hands: Hands) -> None:
    """An edge some words on, kept or left."""
    if hands.on_a_coding():
        hands.press(Key.Key_E)
        for _time in range(hands.dice.randint(1, 4)):
            hands.press(hands.dice.choice((Key.Key_Left, Key.Key_Right)), hands.dice.choice((CTRL, SHIFT)))
        hands.press(hands.dice.choice((Key.Key_Return, Key.Key_Escape)))


def remove(hands: Hands) -> None:
    """Some codings less."""
    if hands.on_a_coding():
        hands.press(Key.Key_Delete)


def memo(hands: Hands) -> None:
    """A few words on a coding or a passage."""
    if hands.on_a_coding():
        hands.press(Key.Key_M, hands.dice.choice((Held.NoModifier, SHIFT)))
        if QApplication.focusWidget() is not hands.view.transcript.edit:
            hands.type(hands.word() + " ")
            hands.live(LONGEST_ACT_MS)
        hands.view.transcript.edit.setFocus()


def search(hands: Hands) -> None:
    """A word in a document or in all; now and then all hits are coded."""
    everywhere = hands.dice.random() < 0.5
    hands.press(Key.Key_F, CTRL | SHIFT if everywhere else CTRL)
    hands.press(Key.Key_A, CTRL)
    hands.type(hands.dice.choice(WORDS))
    hands.live(150)
    hands.press(Key.Key_F3)
    if hands.dice.random() < 0.2:
        hands.press(Key.Key_Down)
        hands.press(Key.Key_A, CTRL)
        _choose_a_code(hands)
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_Escape)


def _team_codes(hands: Hands) -> list[str]:
    return [code.id for code in hands.session.code_list() if code.kind == TEAM]


def merge_codes(hands: Hands) -> None:
    """Two codes of the team become one, as by dragging one onto the other."""
    codes = _team_codes(hands)
    if len(codes) > 8:
        first, second = hands.dice.sample(codes, 2)
        hands.view.codes.acts.merge_into([first], second)


def rename_code(hands: Hands) -> None:
    """Another name for a code, in its row."""
    codes = _team_codes(hands)
    if codes:
        hands.view.codes.select(hands.dice.choice(codes))
        hands.view.codes.tree.setFocus()
        hands.press(Key.Key_F2)
        hands.type(hands.word())
        hands.press(Key.Key_Return)


def delete_code(hands: Hands) -> None:
    """A code with its codings; what it took comes back at the next undo."""
    codes = _team_codes(hands)
    if len(codes) > 12:
        hands.view.codes.select(hands.dice.choice(codes))
        hands.view.codes.tree.setFocus()
        hands.press(Key.Key_Delete)


def reorder_codes(hands: Hands) -> None:
    """A code one place up or down."""
    codes = _team_codes(hands)
    if codes:
        hands.view.codes.select(hands.dice.choice(codes))
        hands.view.codes.tree.setFocus()
        hands.press(hands.dice.choice((Key.Key_Up, Key.Key_Down)), ALT)


def suggestion(hands: Hands) -> None:
    """The next suggestion, taken or not."""
    hands.press(Key.Key_G)
    hands.press(hands.dice.choice((Key.Key_Y, Key.Key_N, Key.Key_L)))


def wander(hands: Hands) -> None:
    """Back, forward, bookmarks, whose codings, other views."""
    key, held = hands.dice.choice(
        (
            (Key.Key_Left, ALT), (Key.Key_Right, ALT), (Key.Key_3, CTRL), (Key.Key_1, CTRL),
            *((key, Held.NoModifier) for key in (Key.Key_B, Key.Key_O, Key.Key_H, Key.Key_J)),
        )
    )  # fmt: skip
    hands.press(key, held)


def scroll(hands: Hands) -> None:
    """Some pages on or back."""
    for _time in range(hands.dice.randint(1, 4)):
        hands.press(hands.dice.choice((Key.Key_PageDown, Key.Key_PageUp)))


ACTS: dict[str, tuple[Callable[[Hands], None], int]] = {
    "code a sentence": (code_a_sentence, 24),
    "code an answer": (code_an_answer, 5),
    "code in vivo": (code_in_vivo, 3),
    "undo": (undo, 12),
    "redo": (redo, 4),
    "switch": (switch, 10),
    "weigh": (weigh, 6),
    "move or copy": (move_or_copy, 5),
    "divide or join": (divide_or_join, 5),
    "edges": (edges, 4),
    "remove": (remove, 5),
    "memo": (memo, 4),
    "search": (search, 6),
    "merge codes": (merge_codes, 2),
    "rename a code": (rename_code, 2),
    "delete a code": (delete_code, 1),
    "reorder codes": (reorder_codes, 2),
    "suggestion": (suggestion, 4),
    "wander": (wander, 6),
    "scroll": (scroll, 6),
}
