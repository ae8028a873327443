"""The menu on a speaker's label: another name, who asks, which informant, splitting and joining turns."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT, Turn, turn_at
from qualcoder_cg.gui.session import Session
from qualcoder_cg.i18n import _, ngettext
from qualcoder_cg.services import register, turns

from . import words
from .at_hand import attempt

_MOST_INFORMANTS = 40


def speaker_menu(session: Session, position: int, parent: QWidget) -> QMenu | None:
    """The menu for the turn that holds a position of the document shown; None where nobody speaks.

    A position among the words of the turn offers to split it before the word there.
    """
    turn = turn_at(session.turns, position)
    if turn is None or session.document is None:
        return None
    while position > turn.start and not session.text[position - 1].isspace():
        position -= 1
    return _SpeakerMenu(session, session.document.id, turn, position, parent)


class _SpeakerMenu(QMenu):
    """What can be done about who speaks; made for one moment and gone when closed."""

    def __init__(
        self, session: Session, document_id: str, turn: Turn, position: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._document_id, self._owner = session, document_id, parent
        self._turn, self._position = turn, position
        self._speakers = turns.speakers(session.project, document_id)
        self._add_name()
        self.addSeparator()
        self._add_roles()
        if turn.speaker:
            self._add_informants()
        if turn.role == INTERVIEWER and session.project.guides.all():
            self._add_guide_items()
        self.addSeparator()
        self._add_turn_acts()

    def _add_name(self) -> None:
        speaker, role = self._turn.speaker, self._turn.role
        count = self._speakers[speaker][1]
        said = ngettext("{n} turn", "{n} turns", count).format(n=count)
        title = self.addAction(f"{words.speaker(speaker, role)} · {said}".replace("&", "&&"))
        title.setEnabled(False)
        if speaker:
            self._add(_("Rename speaker…"), self._ask_name)
        self._add_speakers(self.addMenu(_("This turn is by")), self._set_speaker, but=speaker)

    def _add_roles(self) -> None:
        speaker, role = self._turn.speaker, self._turn.role
        if not speaker:
            return
        project, document = self._session.project, self._document_id
        others = [
            name for name, (does, _n) in self._speakers.items() if does == INTERVIEWER and name != speaker
        ]
        self._add(
            _("Is the interviewer"),
            lambda: turns.set_interviewer(project, document, [speaker]),
            role == INTERVIEWER and not others,
        )
        if others:
            self._add(
                _("Is an interviewer too"),
                lambda: turns.set_role(project, document, speaker, INTERVIEWER),
                role == INTERVIEWER,
            )
        self._add(
            _("Is a respondent"),
            lambda: turns.set_role(project, document, speaker, RESPONDENT),
            role == RESPONDENT,
        )

    def _add_informants(self) -> None:
        """Which informant of the register this speaker is."""
        project, document, speaker = self._session.project, self._document_id, self._turn.speaker
        informants = project.informants.all()
        menu = self.addMenu(_("Informant"))
        menu.setEnabled(bool(informants))
        folded = speaker.casefold()
        known = {
            voice.informant_id
            for voice in project.informants.voices(document)
            if voice.speaker.casefold() == folded
        }
        # Those who are most likely meant come first: the menu holds some, the register all.
        likely = sorted(informants, key=lambda one: (one.id not in known, one.code.casefold() != folded))
        for informant in likely[:_MOST_INFORMANTS]:
            told = " · ".join(filter(None, (informant.code, informant.type, informant.institution)))
            self._add(
                told,
                partial(register.set_voice, project, document, speaker, informant.id),
                informant.id in known,
                menu,
            )
        menu.addSeparator()
        self._add(
            _("Nobody of the register"),
            lambda: register.set_voice(project, document, speaker, None),
            not known,
            menu,
        )

    def _add_guide_items(self) -> None:
        """Which item of the guide is put in this turn."""
        from qualcoder_cg.gui.sources.item_menu import item_menu

        items = item_menu(self._session, self._turn, self)
        items.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.addMenu(items)

    def _add_turn_acts(self) -> None:
        project, document, turn = self._session.project, self._document_id, self._turn
        split = self.addMenu(_("From here on speaks"))
        split.setEnabled(turn.start < self._position < turn.end)
        self._add_speakers(split, self._split)
        join = self._add(
            _("Join with the turn before"),
            lambda: turns.join_with_before(project, document, turn.start),
        )
        join.setEnabled(turn != self._session.turns[0])

    def _add_speakers(self, menu: QMenu, take: Callable[[str], object], *, but: str = "") -> None:
        """Those who speak in the document, and somebody new."""
        for name in self._speakers:
            if name and name != but:
                self._add(name, partial(take, name), None, menu)
        menu.addSeparator()
        self._add(_("Somebody else…"), lambda: self._ask(_("Name of the speaker"), "", take), None, menu)

    def _split(self, speaker: str) -> None:
        turns.split_turn(self._session.project, self._document_id, self._position, speaker)

    def _set_speaker(self, speaker: str) -> None:
        turns.set_speaker(self._session.project, self._document_id, self._turn.start, speaker)

    def _ask_name(self) -> None:
        speaker = self._turn.speaker
        self._ask(
            _("Name of the speaker in the whole document"),
            speaker,
            lambda name: turns.rename_speaker(self._session.project, self._document_id, speaker, name),
        )

    def _ask(self, asked: str, text: str, take: Callable[[str], object]) -> None:
        from qualcoder_cg.gui.sources.grid_popups import NamePopup

        NamePopup(self._owner, asked, text, take).open_at(self._place())

    def _place(self) -> QPoint:
        return self.mapToGlobal(QPoint(0, 0))

    def _add(
        self,
        name: str,
        work: Callable[[], object],
        holds: bool | None = None,
        menu: QMenu | None = None,
    ) -> QAction:
        """An entry that does its work and says what stands in its way in the status line."""
        action = (menu or self).addAction(name.replace("&", "&&"))
        if holds is not None:
            action.setCheckable(True)
            action.setChecked(holds)
        action.triggered.connect(lambda _on=False: attempt(self._session, work))
        return action
