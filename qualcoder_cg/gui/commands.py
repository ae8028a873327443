"""What a person can ask of the window; every entry of the action table names one of these."""

from __future__ import annotations

from .. import __version__
from ..domain.changes import StepInfo
from ..i18n import _
from . import messages, panes, shortcuts
from .actions import Entry
from .look_verbs import LookVerbs
from .sources.pages import INFORMANTS
from .verbs import show_over
from .where_verbs import WhereVerbs


class Commands(WhereVerbs, LookVerbs):
    """The verbs of one window."""

    def run(self, entry: Entry) -> None:
        """Do what an entry says; troubles of the world are said kindly."""
        self.attempt(lambda: entry.run(self))

    def undo(self) -> None:
        """Take back the last step."""
        if session := self.window.session:
            self._tell_walked(_("Undone: {step}"), session.project.undo())

    def redo(self) -> None:
        """Do the last undone step again."""
        if session := self.window.session:
            self._tell_walked(_("Redone: {step}"), session.project.redo())

    def _tell_walked(self, sentence: str, step: StepInfo | None) -> None:
        """Say which step it was: what was told of it before holds no more."""
        if (session := self.window.session) and step:
            session.told.emit(sentence.format(step=session.who.in_words(step)))

    def find(self) -> None:
        """Put the caret into the command field."""
        self.window.command_field.begin()

    def settings(self) -> None:
        """Show the person's settings."""
        from .dialogs.settings_dialog import SettingsDialog

        session = self.window.session
        known = [one.name for one in session.project.coders.all() if not one.again_of] if session else []
        dialog = SettingsDialog(self.window, self.theme(), known)

        def use() -> None:
            self.window.use_coder(dialog.coder_name())
            self.use_theme(dialog.theme())
            self.use_language(dialog.language())

        dialog.accepted.connect(use)
        show_over(dialog)

    def coders(self) -> None:
        """Show those who code, their initials and colours."""
        from .dialogs.coders import CodersDialog

        if self.window.session:
            show_over(CodersDialog(self.window, self.window.session))

    def is_blind(self) -> bool:
        """Whether others' codings are hidden."""
        return bool(self.window.session and self.window.session.who.blind)

    def toggle_blind(self) -> None:
        """Hide others' codings in everything that is shown and counted, or show them again."""
        if self.window.session:
            self.window.session.who.set_blind(not self.is_blind())
        self.window.refresh_choices()

    def informants(self) -> None:
        """Show the register of informants."""
        self.show_page(INFORMANTS)

    def keys(self) -> None:
        """Show all actions with their keys, and let them be changed; the pane with the focus comes first."""
        from .dialogs.keys import KeysDialog
        from .search import find_keys
        from .sources import grid_keys

        fixed = [*find_keys.fixed_lines(), *grid_keys.key_lines()] if self.window.session else []
        # A view that was not shown yet has bound nothing.
        acts = dict.fromkeys([*shortcuts.bound(), *(panes.acts_of_views() if self.window.session else ())])
        show_over(KeysDialog(self.window, list(acts), fixed, panes.group_in_focus()))

    def tour(self) -> None:
        """Show the window in six steps."""
        from .tour import card_of

        card_of(self.window).begin()

    def activity_log(self) -> None:
        """Show who did what and when."""
        from .dialogs.activity_log import ActivityLog

        if self.window.session:
            show_over(ActivityLog(self.window, self.window.session.project))

    def about(self) -> None:
        """Say what program this is."""
        messages.tell(
            self.window,
            _("QualCoder CG {version}").format(version=__version__),
            _(
                "Codes interviews against an evaluation matrix, and writes findings that stand on evidence. "
                "Free software under the Apache License 2.0. It opens no connection to any network."
            ),
        )
