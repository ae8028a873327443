"""Who codes in a window, and whose codings it shows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from .. import settings
from ..domain.changes import Changes, StepInfo
from ..domain.codings import Coder
from ..i18n import _
from ..services import package_copies, studies
from ..services.coders import own_coder, see_own
from ..services.whose import ALL, CONSENSUS, DIFFER, MINE, WHOSE

if TYPE_CHECKING:
    from .session import Session

_BLIND = "blind"


class Who(QObject):
    """Whose codings of the document are shown, and whether others' are hidden altogether.

    The first is a look at the text and forgotten with the window; blind coding holds for everything that
    is shown and counted, and is remembered for each study and coder. `changed` follows both, and another
    coder or name.
    """

    changed = Signal()

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._project = session.project
        self._study = str(session.project.settings.get("study_id", ""))
        self.shown = ALL
        own = own_coder(self._project)
        self._own_id = own.id if own else ""
        self._own_name = self._project.coder_name
        see_own(self._project, self.blind)

    @property
    def blind(self) -> bool:
        """Whether the coder who acts codes blind; in a blind package everybody does."""
        return package_copies.is_blind(self._project) or self._project.coder_name in _remembered().get(
            self._study, []
        )

    def set_blind(self, on: bool) -> None:
        """Hide others' codings in everything that is shown, counted, suggested and exported, or no longer."""
        kept, name = _remembered(), self._project.coder_name
        names = [one for one in kept.get(self._study, []) if one != name]
        settings.put(_BLIND, {**kept, self._study: [*names, name] if on else names})
        self.shown = ALL
        see_own(self._project, on)
        self.changed.emit()

    def show(self, whose: str) -> None:
        """Show one's own codings, all, those on which coders differ, the consensus, or a coder's (id)."""
        if whose != self.shown and not self.blind:
            self.shown = whose
            self.changed.emit()

    def cycle(self) -> None:
        """From mine to all, to where coders differ, and round again."""
        if self.blind:
            self._session.told.emit(_("You code blind: only your own codings are shown."))
            return
        here = WHOSE.index(self.shown) if self.shown in WHOSE else -1
        self.show(WHOSE[(here + 1) % len(WHOSE)])
        self._session.told.emit(
            {MINE: _("Your codings"), ALL: _("All codings"), DIFFER: _("Codings on which coders differ")}[
                self.shown
            ]
        )

    def coders(self) -> list[Coder]:
        """The coders whose codings can be among those shown."""
        coders = self._project.coders.all()
        if self.blind or self.shown == MINE:
            return [one for one in coders if one.name == self._project.coder_name]
        return [one for one in coders if self.shown in (ALL, DIFFER, CONSENSUS, one.id)]

    def nothing(self, key: str) -> str:
        """Why no coding is shown in a document, and what to do; `key` codes a passage."""
        if self.shown == DIFFER:
            return _("Nothing differs in this document. Press {key} to see all codings.").format(key=key)
        if self.shown == CONSENSUS:
            words = _("Nothing holds in this document by consensus. Press {key} to see all codings.")
            return words.format(key=key)
        if self.shown not in WHOSE:
            names = {one.id: one.name for one in self._project.coders.all()}
            said = _("{name} has no codings in this document. Press {key} to see others’.")
            return said.format(name=names.get(self.shown, ""), key=key)
        return _("You have no codings in this document. Press {key} to see others’.").format(key=key)

    def in_words(self, step: StepInfo) -> str:
        """A step in words; what a colleague did is not told while one codes blind."""
        if self.blind and step.coder != self._project.coder_name:
            return _("A colleague’s step")
        return studies.in_words(step.name, step.words)

    def act_as(self, name: str) -> None:
        """Code under another name from now on."""
        self._project.coder_name = self._own_name = name
        own = own_coder(self._project)
        self._own_id = own.id if own else ""
        self.shown = ALL
        see_own(self._project, self.blind)
        self.changed.emit()

    def follow(self, changes: Changes) -> None:
        """Go on as the same coder where that one was renamed or made one with another; be seen as soon as one
        is in the study.
        """
        if not changes.touched("coder"):
            return
        coders = {one.id: one for one in self._project.coders.all()}
        own, acting = coders.get(self._own_id), own_coder(self._project)
        if own and own.name != self._project.coder_name and not acting:
            self._rename(own.name)
        elif own is None or acting:
            self._own_id = acting.id if acting else ""
            if self._project.coder_name != self._own_name:
                self._rename(self._project.coder_name)
        if self.shown not in (*WHOSE, CONSENSUS) and self.shown not in coders:
            self.shown = ALL
        if self.blind:
            see_own(self._project, True)
        self.changed.emit()

    def _rename(self, name: str) -> None:
        before = self._own_name
        blind = package_copies.is_blind(self._project) or before in _remembered().get(self._study, [])
        self._project.coder_name = self._own_name = name
        if settings.coder_name() == before:
            settings.put("coder", name)
        if blind:
            kept = _remembered()
            settings.put(_BLIND, {**kept, self._study: [*kept.get(self._study, []), name]})


def _remembered() -> dict[str, list[str]]:
    kept = settings.get(_BLIND, {})
    return {str(study): list(names) for study, names in kept.items()} if isinstance(kept, dict) else {}
