"""What keys, buttons and the menu do with the evidence of a board."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ...domain.codings import SUPPORTS
from ...domain.strength import BEARINGS
from ...errors import UserError
from ...i18n import _, ngettext
from ...services import finding_links
from ...services.passage_levels import decide_level, decided_level
from .. import messages
from ..level_names import level_names
from . import acts
from .board_list import BoardList
from .board_model import Shown
from .reason_dialog import ReasonDialog

if TYPE_CHECKING:
    from .findings_page import FindingsPage


class BoardActs:
    """Acts on the rows that are chosen in the column that was used last."""

    def __init__(self, page: "FindingsPage") -> None:
        self._page = page

    def buttons(self) -> list[tuple[str, str, str, Callable[[], object]]]:
        """The acts as buttons: name, words, key, work."""
        return [
            ("settle", _("Settle"), "T", self.settle),
            ("unsettle", _("Unsettle"), "T", self.settle),
            ("add", _("Add"), "A", self.add),
            ("bearing", _("Bearing"), "V", self.turn),
            ("level", _("Level"), "L", self.level),
            ("open", _("Open"), "Return", self.open),
            ("unlink", _("Take out"), "Del", self.unlink),
        ]

    def give_keys(self, column: BoardList) -> None:
        """Let a column hear the keys."""
        works: acts.Works = {
            "board_next": lambda: column.step(1),
            "board_previous": lambda: column.step(-1),
            "board_open": self.open,
            "board_bearing": self.turn,
            "board_level": self.level,
            "board_add": self.add,
            "board_settle": self.settle,
            "board_unlink": self.unlink,
            "board_other": self._page.other_column,
        }
        acts.add(column, acts.board(), works, within=False)

    def add(self) -> None:
        """Put the chosen quotes into the finding; without any, ask for other evidence."""
        rows = [row for row in self._rows() if row.row.linked is None and row.row.passage]
        if not rows or self._page.facts is None:
            self._page.add_evidence()
            return
        wanted: dict[finding_links.Passage, str] = {
            row.row.passage: row.row.bearing or SUPPORTS for row in rows if row.row.passage
        }
        facts = self._page.facts

        def link() -> None:
            linked = finding_links.link_passages(self._page.project, facts.id, wanted)
            n = len(linked.links)
            told = ngettext("{n} quote added to {finding}.", "{n} quotes added to {finding}.", n)
            self._page.tell(told.format(n=n, finding=facts.label))

        self._do(link)

    def turn(self) -> None:
        """Give the chosen evidence the next bearing."""
        links = [row.row.linked for row in self._rows() if row.row.linked]
        if not links:
            self._page.tell(_("Add the quote to the finding first."))
            return
        after = BEARINGS[(BEARINGS.index(links[0].bearing) + 1) % len(BEARINGS)]
        ids = [one.link.id for one in links]
        self._do(lambda: finding_links.set_bearing(self._page.project, ids, after))

    def unlink(self) -> None:
        """Take the chosen evidence out of the finding; undo brings it back."""
        ids = [row.row.linked.link.id for row in self._rows() if row.row.linked]
        if ids and self._do(lambda: finding_links.unlink(self._page.project, ids)):
            self._page.tell(_("Taken out of the finding.") + " " + _("Undo brings it back."))

    def settle(self) -> None:
        """Ask how a contradiction was resolved; one that is settled is opened again."""
        links = [row.row.linked for row in self._rows() if row.row.linked]
        against = [one for one in links if one.bearing == BEARINGS[2]]
        if not against:
            self._page.tell(_("Choose evidence that contradicts the finding."))
            return
        still = [one.link.id for one in against if one.is_open]
        project = self._page.project
        if not still:
            self._do(lambda: finding_links.unsettle(project, [one.link.id for one in against]))
            return
        ReasonDialog(
            self._page,
            _("Settle the contradiction"),
            _("Settle"),
            lambda _choice, reason: finding_links.settle(project, still, reason),
            explained=_("The quote stays in the finding as contradicting, with your reason and your name."),
        ).open()

    def level(self) -> None:
        """Decide at what level the chosen quotes are attributed."""
        passages = [row.row.passage for row in self._rows() if row.row.passage]
        if not passages:
            self._page.tell(_("Choose a quote first."))
            return
        project = self._page.project
        ReasonDialog(
            self._page,
            _("Attribution level of the quote"),
            _("Decide"),
            lambda level, reason: decide_level(project, passages, level, reason),
            choices=[("", _("As usual")), *((name, text) for name, text in level_names().items())],
            chosen=decided_level(project, passages[0]),
            label=_("Level"),
            explained=_("A ceiling of the study or of an informant holds all the same."),
        ).open()

    def open(self) -> None:
        """Go to the chosen quote in its transcript."""
        row = self._page.current_row()
        if row and row.row.passage:
            self._page.open_passage(row.row.passage)

    def _rows(self) -> Sequence[Shown]:
        return self._page.chosen_rows()

    def _do(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except UserError as error:
            messages.show(self._page, error)
            return False
        return True
