"""What the open window is about: a study, the document shown, the selection, the active coding.

Panes hold the session, listen to its signals and ask it for changes; they never speak to one another.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from ..domain.changes import Changes
from ..domain.codes import Code
from ..domain.codings import Coding
from ..domain.documents import Document, Turn
from ..domain.spans import Span, trimmed
from ..domain.suggestions import Suggestion
from ..errors import UserError
from ..i18n import _
from ..services import coding, decisions, whose
from ..services.studies import Project
from . import shortcuts
from .coding.words import code_name, codings_moved
from .known import Known
from .project_signals import ProjectSignals
from .suggester import Suggester
from .who import Who


class Session(QObject):
    """State shared by the panes of one study window.

    Changes are made by the services; the panes repaint when `changed` says what was saved. The other
    signals tell what the person looks at, which is not saved.
    """

    changed = Signal(object)  # Changes, after everything the session keeps is up to date
    document_shown = Signal(object)  # Document or None
    text_changed = Signal(str)  # the text before; the document shown was corrected, or its turns were
    selection_changed = Signal(object)  # Span in the document shown
    coding_activated = Signal(object)  # Coding or None
    suggestion_activated = Signal(object)  # Suggestion or None
    reveal_wanted = Signal(object)  # Span to scroll to
    codes_changed = Signal()  # the codebook was read anew
    keys_changed = Signal()  # where the keyboard is, other keys act than before
    whose_changed = Signal()  # others' codings are shown, or no longer, or someone else codes
    told = Signal(str)  # a sentence for the status line

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.document: Document | None = None
        self.text = ""
        self.turns: list[Turn] = []
        self.codings: list[Coding] = []
        self.selection = Span(0, 0)
        self.active: Coding | None = None
        self.suggestion: Suggestion | None = None
        self.last_code_id: str | None = None
        self.known = Known()
        self.codes: dict[str, Code] = {}
        self._suggester: Suggester | None = None
        self.who = Who(self)
        self.who.changed.connect(self._show_whose)
        self._read_codes()
        ProjectSignals(project, self).changed.connect(self._on_changed)

    @property
    def suggester(self) -> Suggester:
        """The process that suggests, for all views; made when it is first wanted."""
        if self._suggester is None:
            self._suggester = Suggester(self)
        return self._suggester

    @suggester.setter
    def suggester(self, one: Suggester) -> None:
        self._suggester = one

    def finish(self) -> None:
        """End what works for the study, before it is closed."""
        if self._suggester:
            self._suggester.finish()

    def show_document(self, document_id: str | None) -> None:
        """Show another document; None shows none."""
        document = self.project.documents.get(document_id) if document_id else None
        self.document = document
        self.text = self.project.documents.text(document.id) if document else ""
        self.turns = self.project.documents.turns(document.id) if document else []
        self._read_codings()
        self.selection = Span(0, 0)
        self.active = None
        self.suggestion = None
        self.document_shown.emit(document)
        self.coding_activated.emit(None)
        self.project.stop_amending()

    def _read_text(self) -> None:
        """Follow a correction of the document shown; nothing is told where it stays the same."""
        if self.document is None:
            return
        text = self.project.documents.text(self.document.id)
        turns = self.project.documents.turns(self.document.id)
        if (text, turns) == (self.text, self.turns):
            return
        before, self.text, self.turns = self.text, text, turns
        if before != text:
            self._read_codings()
            self.consider(None)
        self.text_changed.emit(before)

    def select(self, span: Span) -> None:
        """The person selected a stretch of the document shown."""
        self.selection = span
        self.selection_changed.emit(span)

    def activate(self, coding_id: str | None, *, reveal: bool = False) -> None:
        """Make a coding of the document shown the one that keys and the inspector act on."""
        found = self.project.shown.get(coding_id) if coding_id else None
        moves = (found.id if found else None) != (self.active.id if self.active else None)
        self.active = found
        if coding_id and found is None and self.project.team.consensus.get(coding_id):
            self.told.emit(_("This holds by a decision. Reopen the decision to change it."))
        self.coding_activated.emit(found)
        if moves:
            # What is typed into a memo is one step as long as one stays there.
            self.project.stop_amending()
        if found and reveal:
            self.reveal_wanted.emit(found.span)

    def consider(self, suggestion: Suggestion | None) -> None:
        """Make a suggestion the one that keys act on, and show where it is."""
        self.suggestion = suggestion
        self.suggestion_activated.emit(suggestion)
        if suggestion:
            self.reveal_wanted.emit(suggestion.span)

    def apply(self, code_id: str) -> None:
        """Put the selected passage under a code; without a selection, put the active coding under it."""
        span = trimmed(self.text, self.selection)
        if self.document and span:
            here = self.document.id
            made = coding.apply_code(
                self.project, document_id=here, span=span, code_id=code_id, known=self.known.of(here)
            )
            self.last_code_id = code_id
            if all(one.id != made.id for one in self.codings):
                self.who.show(whose.ALL)
            self.activate(made.id)
            self.told.emit(_("Saved under {code}").format(code=code_name(self.codes[code_id])))
        elif self.active:
            coding.change_code(self.project, [self.active.id], code_id)
            self.last_code_id = code_id
            self.told.emit(codings_moved(1, self.codes[code_id]))
        else:
            raise UserError(
                _("Select a passage first."),
                shortcuts.said(_("Drag over the text, or press {key} for a sentence."), "S"),
            )

    def decide(self, verdict: str, chosen_code_id: str | None = None) -> None:
        """Decide on the suggestion under consideration."""
        if self.suggestion:
            one = self.suggestion
            known = self.known.of(one.document_id) or ()
            decisions.decide(self.project, one, verdict, chosen_code_id=chosen_code_id, known=known)

    def known_for(self, span: Span) -> list[Suggestion] | None:
        """What was suggested for a passage of the document shown; None where it was not read for that."""
        return self.known.about(self.document.id, span) if self.document else None

    def code_list(self) -> Sequence[Code]:
        """The codebook in order."""
        return list(self.codes.values())

    def _read_codes(self) -> None:
        self.codes = {code.id: code for code in self.project.codes.all()}

    def _read_codings(self) -> None:
        """The codings of the document shown, in the order of the text."""
        shown = self.document
        self.codings = whose.shown(self.project, shown.id, self.who.shown) if shown else []

    def _show_whose(self) -> None:
        """Others' codings are shown from now on; one that is not among them is no longer acted on."""
        self._read_codings()
        if self.active and all(one.id != self.active.id for one in self.codings):
            self.activate(None)
        self.whose_changed.emit()

    def _on_changed(self, changes: Changes) -> None:
        """Bring what the session keeps up to date, then pass the news on."""
        self.who.follow(changes)
        self.known.follow(changes)
        shown = self.document
        if shown and (changes.everything or shown.id in changes.of("document")):
            self.document = self.project.documents.get(shown.id)
        if changes.touched("coding"):
            self._read_codings()
        if changes.touched("document_text", "turn"):
            self._read_text()
        follows = {whose.CONSENSUS: ("adjudicated", "consensus"), whose.DIFFER: ("setting",)}
        if changes.touched(*follows.get(self.who.shown, ())):
            self._show_whose()
        if changes.touched("code", "code_question", "keyword", "question", "criterion"):
            self._read_codes()
            self.codes_changed.emit()
        if shown and self.document is None:
            self.show_document(None)
        if self.active and (changes.everything or self.active.id in changes.of("coding")):
            self.activate(self.active.id)
        self.changed.emit(changes)
