"""The keys of the consistency view: walk through disagreements, choose what holds, settle."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from ...domain import team
from ...i18n import _
from .. import shortcuts
from ..keys import shown

PLACE, REASON = "consistency", "consistency-reason"
NEXT, PREVIOUS, LATER, SETTLE = "next_disagreement", "previous_disagreement", "later", "settle_disagreement"
EDIT, REOPEN, OPEN = "edit_codebook", "reopen_disagreement", "open_disagreement"
EXAMPLE, COUNTER, DEFINITION = "as_example", "as_counter_example", "change_definition"
Works = Mapping[str, Callable[[], object]]

_LETTERS = {team.KEEP_A: "A", team.KEEP_B: "B", team.BOTH: "T", team.ANOTHER: "O", team.NEITHER: "N"}


def letter(verdict: str) -> str:
    """The key of a verdict in the table."""
    return _LETTERS[verdict]


def chosen_by(verdict: str) -> str:
    """The id of the act that chooses a verdict."""
    return f"verdict_{verdict}"


def acts() -> list[shortcuts.Act]:
    """All of them, for the page of keys."""
    return [*desk(), *reason()]


def desk() -> list[shortcuts.Act]:
    """Anywhere among disagreements but in a field."""
    here = _("In the disagreements")
    return [
        shortcuts.Act(NEXT, PLACE, here, _("Next disagreement"), ("J",)),
        shortcuts.Act(PREVIOUS, PLACE, here, _("Disagreement before"), ("K",)),
        *(
            shortcuts.Act(chosen_by(verdict), PLACE, here, text, (letter(verdict),))
            for verdict, text in _verdicts().items()
        ),
        *(shortcuts.Act(name, PLACE, here, text, (key,)) for name, key, text in _revisions()),
        shortcuts.Act(LATER, PLACE, here, _("Decide later"), ("Right",)),
        shortcuts.Act(SETTLE, PLACE, here, _("Settle the disagreement"), ("Ctrl+Return", "Ctrl+Enter")),
        shortcuts.Act(REOPEN, PLACE, here, _("Open the decision again"), ("R",)),
        shortcuts.Act(EDIT, PLACE, here, _("Describe one of the two codes"), ("F2",)),
        shortcuts.Act(OPEN, PLACE, here, _("Open in the transcript"), ("Return", "Enter")),
    ]


def reason() -> list[shortcuts.Act]:
    """The same verdicts, and changes of the codebook, while one types a reason."""
    here = _("While typing the reason")
    verdicts = [(chosen_by(verdict), letter(verdict), text) for verdict, text in _verdicts().items()]
    return [
        shortcuts.Act(name, REASON, here, text, (f"Alt+{key}",))
        for name, key, text in [*verdicts, *_revisions()]
    ]


def add(widget: QWidget, heard: list[shortcuts.Act], works: Works, *, within: bool = True) -> None:
    """Let a widget hear the keys of these acts; `works` has what each does, by its id."""
    for act in heard:
        shortcuts.add(widget, act, works[act.id], within=within)


def key_hints(place: str, *, settled: bool = False) -> list[tuple[str, str]]:
    """A few of them, for the status line, where they act; of what is `settled`, that it can be reopened."""
    if place not in (PLACE, REASON):
        return []
    held = "Alt+" if place == REASON else ""
    walk = " ".join(shown(shortcuts.current(key, PLACE)) for key in "JK").strip()
    if settled:
        return [(walk, _("next, previous")), (shown(shortcuts.current("R", PLACE)), _("open again"))]
    texts = (
        ("A", _("keep first")),
        ("B", _("keep second")),
        ("T", _("both")),
        ("O", _("another")),
        ("N", _("neither")),
    )
    told = [(shown(shortcuts.current(held + key, place)), text) for key, text in texts]
    settle = (shown(shortcuts.current("Ctrl+Return", PLACE)), _("settle"))
    return [*told, settle] if held else [(walk, _("next, previous")), *told]


def _revisions() -> list[tuple[str, str, str]]:
    """What a decision can change in the codebook: id, key, words."""
    return [
        (EXAMPLE, "E", _("The passage as an example")),
        (COUNTER, "C", _("The passage as a counter-example")),
        (DEFINITION, "D", _("Change the definition of a code")),
    ]


def _verdicts() -> dict[str, str]:
    return {
        team.KEEP_A: _("Keep the coding on the left"),
        team.KEEP_B: _("Keep the coding on the right"),
        team.BOTH: _("Both hold"),
        team.ANOTHER: _("Another code holds"),
        team.NEITHER: _("Neither holds"),
    }
