"""The actions of the coding window with their keys, for its menus; letters act only in the text."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from qualcoder_cg.gui import shortcuts
from qualcoder_cg.gui.actions import plain
from qualcoder_cg.i18n import _

from .at_hand import KEYS

if TYPE_CHECKING:
    from .coding_view import CodingView

CODE, ON_KEY, SELECT, CODING = "code", "on_key", "select", "coding"
SUGGESTION, SHOW, FIND = "suggestion", "show", "find"


class _Act(NamedTuple):
    """One action: its group, name, key and work."""

    group: str
    name: str
    text: str
    key: str
    work: Callable[[], object]


def actions(view: "CodingView") -> list[QAction]:
    """The actions of a view, made once; each has its group (code, on_key, select …) as data.

    Their keys act while the transcript has the focus, wherever the actions are shown; those of finding
    act in the whole view.
    """
    made = view.transcript.actions()
    if made:
        return list(made)
    for act in _acts(view):
        action = QAction(act.text, view)
        action.setObjectName(act.name)
        action.setData(act.group)
        keys = (act.key,) if act.key else ()
        group = _("In the transcript")
        shortcuts.bind(action, shortcuts.Act(act.name, shortcuts.TRANSCRIPT, group, plain(act.text), keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _on=False, work=act.work: work())
        if act.name == "hide_codings":
            action.setCheckable(True)
            action.toggled.connect(view.marks.hide_codings)
        if act.name == "leave_codings":
            # Only where there is something to leave: Esc has other uses.
            action.setEnabled(bool(view.chosen.ids))
            view.chosen.changed.connect(lambda ids, action=action: action.setEnabled(bool(ids)))
        view.transcript.addAction(action)
        if act.group == FIND:
            view.addAction(action)
    return list(view.transcript.actions())


def texts(view: "CodingView") -> dict[str, str]:
    """What the actions are called in the language in use, by name."""
    return {act.name: plain(act.text) for act in _acts(view)}


def _acts(view: "CodingView") -> list[_Act]:
    acts, text, at_hand = view.acts, view.transcript, view.at_hand
    return [
        _Act(CODE, "code_passage", _("Code the selection…"), "C", acts.code_passage),
        _Act(CODE, "code_answer", _("Code the whole answer…"), "Shift+C", view.chosen_acts.code_answer),
        _Act(CODE, "repeat_code", _("Repeat the last code"), "R", acts.repeat),
        _Act(CODE, "code_in_vivo", _("New code from these words"), "I", acts.in_vivo),
        *_on_keys(at_hand.apply_key),
        _Act(SELECT, "select_word", _("Select word"), "W", text.extend_by_word),
        _Act(SELECT, "unselect_word", _("One word less"), "Shift+W", text.shrink_by_word),
        _Act(SELECT, "select_sentence", _("Select sentence"), "S", text.extend_by_sentence),
        _Act(SELECT, "unselect_sentence", _("One sentence less"), "Shift+S", text.shrink_by_sentence),
        _Act(SELECT, "select_answer", _("Select answer"), "A", text.select_turn),
        _Act(SELECT, "unselect_answer", _("One answer less"), "Shift+A", text.shrink_by_turn),
        _Act(SELECT, "extend_to_turn", _("Select on to the turn’s end"), "Shift+J", text.extend_by_turn),
        _Act(SELECT, "shrink_to_turn", _("Back to the turn before"), "Shift+K", text.shrink_by_turn),
        _Act(SELECT, "next_turn", _("Next turn"), "J", text.next_turn),
        _Act(SELECT, "previous_turn", _("Previous turn"), "K", text.previous_turn),
        _Act(SELECT, "who_speaks", _("Speaker here: rename, split, join…"), "T", acts.who_speaks),
        *_on_codings(view),
        _Act(SELECT, "next_waiting", _("Next coding to confirm"), "U", view.confirming.go_on),
        *_on_words(view),
        _Act(SUGGESTION, "next_suggestion", _("Next suggestion"), "G", acts.next_suggestion),
        _Act(SUGGESTION, "accept_suggestion", _("Accept suggestion"), "Y", acts.accept),
        _Act(SUGGESTION, "accept_second", _("Accept the second"), "Alt+2", lambda: acts.accept(1)),
        _Act(SUGGESTION, "accept_third", _("Accept the third"), "Alt+3", lambda: acts.accept(2)),
        _Act(SUGGESTION, "reject_suggestion", _("Reject suggestion"), "N", acts.reject),
        _Act(SUGGESTION, "put_off_suggestion", _("Decide later"), "L", acts.put_off),
        _Act(SUGGESTION, "no_code_here", _("No code here"), "Shift+N", view.suggesting.say_nothing),
        _Act(SUGGESTION, "precedents", _("Precedents"), "P", view.suggesting.show_precedents),
        _Act(SUGGESTION, "more_like_this", _("Find more like this"), "F", view.suggesting.more_like),
        _Act(FIND, "find_here", _("Find in this document"), "Ctrl+F", view.finding.find_here),
        _Act(FIND, "next_hit", _("Next hit"), "F3", view.finding.next_hit),
        _Act(FIND, "previous_hit", _("Previous hit"), "Shift+F3", view.finding.previous_hit),
        _Act(SHOW, "bookmark", _("Set or take away a bookmark"), "B", view.bookmarks.toggle),
        _Act(SHOW, "whose_codings", _("Mine, all, or where we differ"), "O", view.session.who.cycle),
        _Act(SHOW, "hide_codings", _("Hide codings"), "H", lambda: None),
    ]


def _on_words(view: "CodingView") -> list[_Act]:
    """What keeps words from being printed, and how a passage is printed."""
    acts, page = view.redacting, view.inspector.write_print
    return [
        _Act(CODING, "redact_words", _("Redact words…"), "Z", acts.open_menu),
        _Act(CODING, "redact_name", _("Redact as a name"), "Shift+Z", acts.redact_name),
        _Act(CODING, "printed_as", _("How it is printed"), "Shift+Q", page),
    ]


def _on_codings(view: "CodingView") -> list[_Act]:
    """What is done to codings that are there."""
    acts, chosen, write = view.acts, view.chosen_acts, view.inspector.write_memo
    return [
        _Act(SELECT, "next_coding", _("Next coding here"), "Return", acts.next_coding),
        _Act(
            SELECT,
            "choose_next_too",
            _("Choose the next one here too"),
            "Shift+Return",
            chosen.choose_next_too,
        ),
        _Act(SELECT, "choose_all", _("Choose all codings"), "Ctrl+Shift+A", chosen.choose_all),
        _Act(SELECT, "leave_codings", _("Back to one coding, to none"), "Esc", chosen.leave),
        _Act(CODING, "next_polarity", _("Next polarity"), "V", chosen.next_polarity),
        _Act(CODING, "last_polarity", _("Polarity before"), "Shift+V", lambda: chosen.next_polarity(-1)),
        _Act(CODING, "key_quote", _("Key quote"), "Q", chosen.key_quote),
        _Act(CODING, "write_memo", _("Write memo"), "M", write),
        _Act(CODING, "passage_memo", _("Memo on these words"), "Shift+M", chosen.passage_memo),
        _Act(CODING, "change_code", _("Move to a code…"), "X", acts.change_code),
        _Act(CODING, "copy_coding", _("Copy to a code…"), "Shift+X", chosen.copy),
        _Act(CODING, "edit_edges", _("Move the edges"), "E", acts.edit_edges),
        _Act(CODING, "divide_coding", _("Divide here"), "D", chosen.divide),
        _Act(CODING, "join_codings", _("Join with the next"), "Shift+D", chosen.join),
        _Act(CODING, "remove_coding", _("Remove coding"), "Del", chosen.remove),
    ]


def _on_keys(apply: Callable[[int], object]) -> list[_Act]:
    """The codes at hand, each on its own key."""
    name = _("Code on key {key}")
    return [
        _Act(ON_KEY, f"apply_key_{key}", name.format(key=key), str(key), partial(apply, key))
        for key in range(1, KEYS + 1)
    ]
