"""The codes at hand: those on the keys 1–9, and those used lately."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from qualcoder_cg import settings
from qualcoder_cg.domain.spans import trimmed
from qualcoder_cg.errors import UserError
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import coding

from . import words

KEYS = 9
_RECENT = 30
_KEPT_AFTER = 2000
_SETTING = "codes at hand"


def attempt(session: Session, work: Callable[[], object]) -> bool:
    """Do what the person asked; say what stands in the way in the status line. Gives whether it worked."""
    try:
        work()
    except UserError as error:
        session.told.emit(str(error))
        return False
    return True


class Keys:
    """Which code each of the keys 1–9 applies.

    A person pins codes; the keys left over go to codes as they are used, and a code keeps its key until
    all keys are taken and it is the one not used for longest. So no key changes under the hand.
    """

    def __init__(self, kept: Mapping[str, Any] | None = None) -> None:
        kept = kept or {}
        self.recent: list[str] = [str(code_id) for code_id in kept.get("recent", [])]
        self._pinned: set[str] = set(kept.get("pinned", []))
        self._codes: dict[int, str] = {
            int(key): str(code_id)
            for key, code_id in kept.get("keys", {}).items()
            if key.isdecimal() and 1 <= int(key) <= KEYS
        }

    def kept(self) -> dict[str, Any]:
        """What to keep until the study is opened again."""
        keys = {str(key): code_id for key, code_id in self._codes.items()}
        return {"recent": self.recent, "pinned": sorted(self._pinned), "keys": keys}

    def code(self, key: int) -> str | None:
        """The code on a key."""
        return self._codes.get(key)

    def key_of(self, code_id: str) -> int | None:
        """The key of a code."""
        return next((key for key, code in self._codes.items() if code == code_id), None)

    def is_pinned(self, code_id: str) -> bool:
        """Whether the person chose the key."""
        return code_id in self._pinned

    def pin(self, code_id: str, key: int) -> None:
        """Put a code on a key for good; what was there gives way."""
        self.unpin(code_id)
        self._pinned.discard(self._codes.get(key, ""))
        self._codes[key] = code_id
        self._pinned.add(code_id)

    def unpin(self, code_id: str) -> None:
        """Take a code off its key."""
        self._pinned.discard(code_id)
        self._codes = {key: code for key, code in self._codes.items() if code != code_id}

    def used(self, code_id: str) -> None:
        """A code was used: it is the latest, and has a key if one can be had."""
        self.recent = [code_id, *(code for code in self.recent if code != code_id)][:_RECENT]
        if self.key_of(code_id):
            return
        free = [key for key in range(1, KEYS + 1) if key not in self._codes]
        loose = [key for key, code in self._codes.items() if code not in self._pinned]
        if free:
            self._codes[free[0]] = code_id
        elif loose:
            oldest = max(loose, key=lambda key: self._age(self._codes[key]))
            self._codes[oldest] = code_id

    def forget_all_but(self, known: Mapping[str, Any]) -> None:
        """Forget codes that are no longer in the codebook."""
        self.recent = [code_id for code_id in self.recent if code_id in known]
        self._pinned &= set(known)
        self._codes = {key: code_id for key, code_id in self._codes.items() if code_id in known}

    def _age(self, code_id: str) -> int:
        return self.recent.index(code_id) if code_id in self.recent else len(self.recent)


class AtHand(QObject):
    """The keys of one open study, and applying codes through them; kept in the person's settings."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.chosen: Callable[[], Sequence[str]] = list
        # Not only when the study is closed: a computer that goes off would take the keys with it.
        self._keep_soon = QTimer(self, singleShot=True, interval=_KEPT_AFTER)
        self._keep_soon.timeout.connect(self.keep)
        self._study = str(session.project.settings.get("study_id", ""))
        everything = settings.get(_SETTING, {})
        self.keys = Keys(everything.get(self._study) if isinstance(everything, dict) else None)

    def apply(self, code_id: str) -> bool:
        """Apply a code as the session does, and remember its use.

        Without a selection, several codings that are chosen (`chosen` tells their ids) are all put under it.
        """
        ids, session = self.chosen(), self._session
        if len(ids) > 1 and not trimmed(session.text, session.selection):
            worked = attempt(session, lambda: coding.change_code(session.project, ids, code_id))
            if worked:
                session.told.emit(words.codings_moved(len(ids), session.codes[code_id]))
        else:
            worked = attempt(session, lambda: session.apply(code_id))
        if worked:
            self.used(code_id)
        return worked

    def used(self, code_id: str) -> None:
        """Remember that a code was used."""
        self.keys.used(code_id)
        self._keep_soon.start()
        self.changed.emit()

    def apply_key(self, key: int) -> None:
        """Apply the code on a key."""
        code_id = self.keys.code(key)
        if code_id in self._session.codes:
            self.apply(str(code_id))

    def pin(self, code_id: str, key: int) -> None:
        """Put a code on a key."""
        self.keys.pin(code_id, key)
        self.keep()
        self.changed.emit()

    def unpin(self, code_id: str) -> None:
        """Take a code off its key."""
        self.keys.unpin(code_id)
        self.keep()
        self.changed.emit()

    def keep(self) -> None:
        """Write the keys into the person's settings."""
        self._keep_soon.stop()
        if self._study:
            self.keys.forget_all_but(self._session.codes)
            everything = settings.get(_SETTING, {})
            kept = everything if isinstance(everything, dict) else {}
            settings.put(_SETTING, {**kept, self._study: self.keys.kept()})
