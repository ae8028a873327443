"""What is done with a finding as a whole: written, moved, graded, removed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from ...domain.codings import SUPPORTS
from ...domain.findings import GRADES
from ...errors import UserError
from ...i18n import _, ngettext
from ...services import finding_edit, finding_links
from ...services.finding_words import grade_text
from .. import messages
from .add_evidence import AddEvidence
from .reason_dialog import ReasonDialog

if TYPE_CHECKING:
    from .findings_page import FindingsPage


class FindingActs:
    """Acts on the finding that is shown."""

    def __init__(self, page: "FindingsPage") -> None:
        self._page = page

    def begin_new(self) -> None:
        """Write another finding of the question."""
        self._page.finding.begin(new=True)

    def write(self, text: str, new: bool) -> None:
        """Save what was written: as the finding shown, or as a new one."""
        page, facts = self._page, self._page.facts
        if not new and facts:
            self._do(lambda: finding_edit.edit_finding(page.project, facts.id, text))
            return

        def add() -> None:
            question = page.questions.question()
            page.show_next(finding_edit.add_finding(page.project, question, text))

        self._do(add)

    def confirm(self) -> None:
        """Confirm the proposed grade."""
        facts = self._page.facts
        if facts:
            self._do(lambda: finding_edit.confirm(self._page.project, facts.id))

    def withdraw(self) -> None:
        """Make the finding a draft again."""
        facts = self._page.facts
        if facts:
            self._do(lambda: finding_edit.withdraw_grade(self._page.project, facts.id))

    def override(self) -> None:
        """Ask for another grade, with a reason."""
        facts = self._page.facts
        if facts is None:
            return
        project = self._page.project
        ReasonDialog(
            self._page,
            _("Another strength for {finding}").format(finding=facts.label),
            _("Set strength"),
            lambda grade, reason: finding_edit.override(project, facts.id, grade, reason),
            choices=[(grade, grade_text(grade)) for grade in GRADES],
            chosen=facts.grade,
            label=_("Strength"),
            explained=_("The rules propose {grade}. The reason is kept in the activity log.").format(
                grade=grade_text(facts.strength.proposed)
            ),
        ).open()

    def add_evidence(self, kind: str = "") -> None:
        """Ask for evidence that is no coded quote."""
        page, facts = self._page, self._page.facts
        if facts is None:
            page.tell(_("Write the finding first."))
            return
        dialog = AddEvidence(page, page.project, facts, page.all)
        if kind:
            dialog.show_kind(kind)
        dialog.open()

    def link_supporting(self) -> None:
        """Link every passage that is coded as supporting the question."""
        page, facts = self._page, self._page.facts
        if facts is None:
            return
        wanted = page.unlinked(SUPPORTS)

        def link() -> None:
            linked = finding_links.link_passages(page.project, facts.id, dict.fromkeys(wanted, SUPPORTS))
            n = len(linked.links)
            told = ngettext("{n} quote added to {finding}.", "{n} quotes added to {finding}.", n)
            page.tell(told.format(n=n, finding=facts.label))

        self._do(link)

    def open_menu(self) -> None:
        """What else can be done with the finding."""
        page, facts = self._page, self._page.facts
        if facts is None:
            return
        project = page.project
        menu = QMenu(page)
        keys = menu.addAction(_("Link all key quotes of the question"))
        keys.triggered.connect(
            lambda _on=False: self._do(lambda: finding_links.link_key_quotes(project, facts.id))
        )
        place = page.place_of(facts.id)
        for text, step in ((_("Move up"), -1), (_("Move down"), 1)):
            move = menu.addAction(text)
            move.setEnabled(0 <= place + step < page.count())
            move.triggered.connect(
                lambda _on=False, to=place + step: self._do(
                    lambda: finding_edit.place_finding(project, facts.id, to)
                )
            )
        others = menu.addMenu(_("Move to another question"))
        for question in project.matrix.questions():
            if question.id != facts.question.id:
                other = others.addAction(f"{question.number}  {question.short or question.text[:48]}")
                other.triggered.connect(
                    lambda _on=False, wanted=question.id: self._do(
                        lambda: finding_edit.move_to_question(project, facts.id, wanted)
                    )
                )
        menu.addSeparator()
        remove = menu.addAction(_("Remove finding {label}").format(label=facts.label))
        remove.triggered.connect(lambda _on=False: self._remove(facts.id))
        below = page.header.more.mapToGlobal(page.header.more.rect().bottomLeft())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below)

    def _remove(self, finding_id: str) -> None:
        if self._do(lambda: finding_edit.remove_findings(self._page.project, [finding_id])):
            self._page.tell(_("Finding removed.") + " " + _("Undo brings it back."))

    def _do(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except UserError as error:
            messages.show(self._page, error)
            return False
        return True
