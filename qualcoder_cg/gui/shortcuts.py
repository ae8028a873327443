"""Which keys do what: those of the tables, and those the person chose instead.

Every action that has keys is bound here once, under its id and the place where its keys act. Menus,
tooltips, key caps and hints ask `keys_of` or `current`, and follow `notifier().changed`.
"""

import weakref
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from .. import paths, settings
from .keys import shown

WINDOW, TRANSCRIPT = "window", "transcript"
CODES, FIND, QUOTES, REVIEW = "codes", "find", "quotes", "review"
BOARD, FINDING = "board", "finding"
_SETTING = "keys"


class Act(NamedTuple):
    """An action as its keys are listed: `group` is where it stands, `place` where its keys act."""

    id: str
    place: str
    group: str
    text: str
    defaults: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Its name in the settings."""
        return f"{self.place}:{self.id}"


class Notifier(QObject):
    """Says that keys were changed."""

    changed = Signal()


class _FirstAsked(QObject):
    """Lets the actions of the widgets it watches act on keys that the window has too."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whether one of them took the key."""
        return isinstance(watched, QWidget) and take(watched, event)


@dataclass
class _State:
    """What the person chose, as read from the settings in that folder."""

    folder: Path | None = None
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    notifier: Notifier | None = None
    first_asked: _FirstAsked | None = None


_state = _State()
_bound: "weakref.WeakKeyDictionary[QAction, Act]" = weakref.WeakKeyDictionary()


def notifier() -> Notifier:
    """The object whose `changed` signal follows every change of keys."""
    if _state.notifier is None or not shiboken6.isValid(_state.notifier):
        _state.notifier = Notifier(QCoreApplication.instance())
    return _state.notifier


def _first_asked() -> _FirstAsked:
    if _state.first_asked is None or not shiboken6.isValid(_state.first_asked):
        _state.first_asked = _FirstAsked(QCoreApplication.instance())
    return _state.first_asked


def bind(action: QAction, act: Act) -> QAction:
    """Let an action have the keys of an entry, now and whenever they are changed."""
    _bound[action] = act
    _set(action, act)
    return action


def add(widget: QWidget, act: Act, work: Callable[[], object], *, within: bool = True) -> QAction:
    """A new action of a widget, whose keys act while the keyboard is in it (or, else, in it alone)."""
    action = QAction(act.text, widget)
    action.setObjectName(act.id)
    children, alone = Qt.ShortcutContext.WidgetWithChildrenShortcut, Qt.ShortcutContext.WidgetShortcut
    action.setShortcutContext(children if within else alone)
    action.triggered.connect(lambda _on=False: work())
    bind(action, act)
    widget.addAction(action)
    if not within:
        widget.installEventFilter(_first_asked())
    return action


def take(widget: QWidget, event: QEvent) -> bool:
    """Let the actions of a widget act on a key that the window has too, which else would act for neither.

    To be asked in the widget's `event`; tells whether the event is done with.
    """
    kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
    if not isinstance(event, QKeyEvent) or event.type() not in kinds:
        return False
    pressed = QKeySequence(event.keyCombination())
    action = next((one for one in widget.actions() if pressed in one.shortcuts()), None)
    if action is None:
        return False
    event.accept()
    if event.type() == QEvent.Type.KeyPress:
        action.trigger()
    return True


def bound() -> list[Act]:
    """The actions there are now, each once, in the order in which they were made."""
    found = {act.key: act for action, act in _bound.items() if shiboken6.isValid(action)}
    return list(found.values())


def act_of(action: QAction) -> Act | None:
    """What an action was bound to."""
    return _bound.get(action)


def keys_of(act: Act) -> tuple[str, ...]:
    """The keys of an action: those chosen for it, else those of its table that nobody else was given."""
    chosen = _chosen()
    if act.key in chosen:
        return chosen[act.key]
    return tuple(key for key in act.defaults if not _is_given(key, act))


def keys_for(action_id: str, defaults: Sequence[str], place: str = WINDOW) -> tuple[str, ...]:
    """The same by id, for what is not bound yet."""
    return keys_of(Act(action_id, place, "", "", tuple(defaults)))


def current(key: str, place: str = TRANSCRIPT) -> str:
    """The key that now does what a key of the tables does in a place; "" where none does any more."""
    key = _plain(key)
    act = next((one for one in bound() if one.place == place and key in one.defaults), None)
    if act is None:
        return key
    keys = keys_of(act)
    return key if key in keys else keys[0] if keys else ""


def cap(key: str, place: str = TRANSCRIPT) -> str:
    """The same as it is written on keyboards, for hints and sentences; the table's where none does it."""
    return shown(current(key, place) or key)


def said(sentence: str, key: str) -> str:
    """A sentence that names a key of the transcript, "{key}", as it is now."""
    return sentence.replace("{key}", cap(key))


def is_chosen(act: Act) -> bool:
    """Whether a person changed the keys of an action."""
    return act.key in _chosen()


def holders(key: str, act: Act, acts: Iterable[Act]) -> list[Act]:
    """The other actions that a key would set off where `act` acts."""
    return [one for one in acts if one.key != act.key and _meet(one.place, act.place) and key in keys_of(one)]


def choose(act: Act, keys: Sequence[str]) -> list[Act]:
    """Give an action these keys and no others; gives the actions that lost one."""
    wanted = tuple(dict.fromkeys(_plain(key) for key in keys if key))
    lost = [one for key in wanted for one in holders(key, act, bound())]
    chosen = {**_chosen(), act.key: wanted}
    for one in lost:
        if one.key in chosen:
            chosen[one.key] = tuple(key for key in chosen[one.key] if key not in wanted)
    _keep(chosen)
    return list(dict.fromkeys(lost))


def reset(act: Act) -> None:
    """Give an action the keys of its table again, as far as no other was given them."""
    _keep({name: keys for name, keys in _chosen().items() if name != act.key})


def reset_all() -> None:
    """Give every action the keys of its table."""
    _keep({})


def sequence(key: str) -> QKeySequence:
    """A key of the tables or settings as Qt knows it, whatever it is called on keyboards."""
    return QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)


def needs_modifier(key: str, place: str) -> bool:
    """Whether a key would keep people from typing: letters alone act only where nobody types."""
    if place != WINDOW or (len(key) != 1 and not key.startswith("Shift+")):
        return False
    return len(key.removeprefix("Shift+")) == 1


def _meet(first: str, second: str) -> bool:
    """Whether keys of two places can be heard at once."""
    return WINDOW in (first, second) or first == second


def _is_given(key: str, act: Act) -> bool:
    """Whether a person gave a key to another action that would be set off together with this one."""
    return any(
        name != act.key and key in keys and _meet(name.partition(":")[0], act.place)
        for name, keys in _chosen().items()
    )


def _plain(key: str) -> str:
    """A key as it is written in tables and settings."""
    return sequence(key).toString(QKeySequence.SequenceFormat.PortableText) or key


def _chosen() -> dict[str, tuple[str, ...]]:
    folder = paths.person_config()
    if _state.folder != folder:
        _state.folder = folder
        _state.chosen = _read(settings.get(_SETTING, {}))
    return _state.chosen


def _read(kept: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(kept, dict):
        return {}
    return {
        str(name): tuple(str(key) for key in keys) for name, keys in kept.items() if isinstance(keys, list)
    }


def _keep(chosen: dict[str, tuple[str, ...]]) -> None:
    _state.chosen = chosen
    settings.put(_SETTING, {name: list(keys) for name, keys in chosen.items()})
    for action, act in list(_bound.items()):
        if shiboken6.isValid(action):
            _set(action, act)
    notifier().changed.emit()


def _set(action: QAction, act: Act) -> None:
    action.setShortcuts([sequence(key) for key in keys_of(act)])
