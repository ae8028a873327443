"""The page of interview guides: their items, and who was asked what."""

from pathlib import Path
from textwrap import shorten

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QSplitter, QTabWidget, QVBoxLayout, QWidget

from ... import settings
from ...domain.spans import Span
from ...errors import UserError
from ...i18n import _, ngettext
from ...services import guides
from ...services.asked import turns_that_ask, who_was_asked
from ...services.guide_cells import asked_words
from ...services.guide_items import WORDING
from ..coding.pane import PADDING, label
from ..session import Session
from .grid import Grid
from .guide_sources import AskedSource, GuideSource, ItemSource
from .item_menu import item_name
from .page import Page, nothing_yet

_GUIDES_HIGH = 176
_NUMBER, _QUESTIONS = 88, 264
_ITEMS, _ASKED = range(2)
_SAID = 56


class GuidesPage(Page):
    """Guides above; below the items of the chosen one, or for each question who was asked it."""

    tables = (
        "guide", "guide_item", "wording", "item_question", "question", "turn", "interview",
        "interview_informant", "informant", "voice", "document", "coding",
    )  # fmt: skip

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent, _("Guides"))
        project = session.project
        self.guides = Grid(GuideSource(project), "guides", _("Guides"), self)
        self._items = ItemSource(project)
        self.items = Grid(self._items, "guide items", _("Items of the guide"), self)
        self.asked = Grid(AskedSource(project), "asked", _("Who was asked"), self, links=["question"])
        self.guides.model.new_row_hint = _("New guide")
        self.items.model.new_row_hint = _("New item")
        self.parts = QTabWidget(self)
        self.told = label("", "caption", self)
        self._make_tools()
        self._lay_out()
        self._narrow = not settings.get("grid guide items")
        self.items.reloaded.connect(self._give_room)
        self.guides.selection_changed.connect(self._choose_guide)
        self.guides.removed.connect(self._tell_removed)
        self.asked.selection_changed.connect(self._tell_asked)
        self.asked.opened.connect(self.show_turns)
        self.parts.currentChanged.connect(self._turn_to)

    def refresh(self) -> None:
        """Read the guides anew; what is chosen stays chosen."""
        every = self.session.project.guides.all()
        self.empty.setVisible(not every)
        self.whole.setVisible(bool(every))
        n = len(every)
        self.header.caption.setText(ngettext("{n} guide", "{n} guides", n).format(n=n) if n else "")
        self.guides.reload()
        if every and self._items.guide_id not in {guide.id for guide in every}:
            self._items.guide_id = every[0].id
            self.guides.choose_rows([every[0].id])
        elif not every:
            self._items.guide_id = ""
        self._turn_to(self.parts.currentIndex())

    def finish(self) -> None:
        """Save what is being typed."""
        for grid in (self.guides, self.items, self.asked):
            grid.finish()

    def ask_for_file(self, path: Path | None = None) -> QWidget:
        """Open the dialog that brings a guide in."""
        from .guide_import import ImportGuide

        dialog = ImportGuide(self.window(), self.session.project, path)
        dialog.finished.connect(dialog.deleteLater)
        dialog.imported.connect(self._imported)
        dialog.open()
        return dialog

    def make_version(self) -> None:
        """Copy the chosen guide as its next version, and choose the copy."""
        if self._items.guide_id:
            made = guides.new_version(self.session.project, self._items.guide_id)
            self._choose(made)
            title = guides.title_of(guides.find_guide(self.session.project, made))
            self.session.told.emit(_("{guide} is a copy to go on with.").format(guide=title))

    def match(self) -> None:
        """Match interviewers' turns of all documents to the guides."""
        found = guides.match(self.session.project)
        told = ngettext(
            "{matched} of {n} turn of interviewers puts an item of a guide.",
            "{matched} of {n} turns of interviewers put an item of a guide.",
            found.turns,
        )
        self.session.told.emit(told.format(matched=found.matched, n=found.turns))

    def move_items(self, by: int) -> None:
        """Move the selected items up (-1) or down (1) in their guide."""
        order = [row.id for row in self._items.rows()]
        chosen = [item for item in self.items.chosen_ids() if item in order]
        if not chosen or self.items.model.rows.sorted_by:
            return
        for item in chosen if by < 0 else reversed(chosen):
            place = order.index(item)
            other = place + by
            if not 0 <= other < len(order):
                return
            order[place], order[other] = order[other], order[place]
        try:
            guides.move_items(self.session.project, self._items.guide_id, order)
        except UserError as error:
            self.session.told.emit(str(error))
        self.items.model.arrange()
        self.items.choose_rows(chosen)

    def show_asked(self) -> None:
        """Turn to the table of who was asked."""
        self.parts.setCurrentIndex(_ASKED)

    def show_turns(self, question_id: str) -> QMenu | None:
        """List where a question was asked; choosing one opens its transcript there."""
        found = turns_that_ask(self.session.project, question_id)
        if not found:
            self.session.told.emit(_("No turn is matched to an item that asks this."))
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in found:
            item = item_name(one.guide, one.item)
            span = Span(one.turn.start, one.turn.end)
            said = self.session.project.documents.text(one.document.id)[span.start : span.end]
            said = shorten(said, _SAID, placeholder=" …")
            action = menu.addAction(f"{one.document.code} · {item}    {said}".replace("&", "&&"))
            action.triggered.connect(
                lambda _on=False, wanted=one.document.id, span=span: self.passage_wanted.emit(wanted, span)
            )
        table = self.asked.table
        menu.popup(table.viewport().mapToGlobal(table.visualRect(table.currentIndex()).bottomLeft()))
        return menu

    def _imported(self, guide_id: str, told: str) -> None:
        self._choose(guide_id)
        self.session.told.emit(told)

    def _choose(self, guide_id: str) -> None:
        self.guides.choose_rows([guide_id])
        self._show_guide(guide_id)

    def _choose_guide(self) -> None:
        chosen = self.guides.chosen_ids()
        if chosen and chosen[0] != self._items.guide_id:
            self._show_guide(chosen[0])

    def _show_guide(self, guide_id: str) -> None:
        self._items.guide_id = guide_id
        self.items.reload()

    def _turn_to(self, part: int) -> None:
        """Read what the tab shows; counting who was asked waits until it is looked at."""
        if part == _ASKED:
            self.asked.reload()
            self._tell_asked()
        else:
            self.items.reload()

    def _give_room(self) -> None:
        """Let the wordings have what room there is, as long as nobody has set the widths."""
        columns = self.items.model.columns
        wordings = [place for place, column in enumerate(columns) if column.id.startswith(WORDING)]
        if self._narrow and wordings:
            self._narrow = False
            self.items.table.setColumnWidth(0, _NUMBER)
            room = (self.width() - _NUMBER - _QUESTIONS - PADDING) // len(wordings)
            for place in wordings:
                self.items.table.setColumnWidth(place, max(room, _QUESTIONS))

    def _tell_asked(self) -> None:
        chosen = self.asked.chosen_ids()
        project = self.session.project
        question = next((one for one in project.matrix.questions() if one.id in chosen[:1]), None)
        if question is None:
            self.told.setText(_("All numbers count informants. Items are named by their numbers."))
            return
        said = asked_words(who_was_asked(project).counts(question.id))
        self.told.setText(_("Q{number}: {words}").format(number=question.number, words=said))

    def _tell_removed(self, n: int) -> None:
        said = ngettext(
            "{n} guide removed; its interviews and turns point at none. Undo brings it back.",
            "{n} guides removed; their interviews and turns point at none. Undo brings them back.",
            n,
        )
        self.session.told.emit(said.format(n=n))

    def _make_tools(self) -> None:
        for words, work in (
            (_("Match turns"), self.match),
            (_("New version"), self.make_version),
            (_("Import guide…"), self.ask_for_file),
        ):
            button = QPushButton(words, self)
            button.clicked.connect(lambda _checked=False, work=work: work())
            self.guides.add_tool(button)
        for words, keys, by in ((_("Move up"), "Alt+Up", -1), (_("Move down"), "Alt+Down", 1)):
            button = QPushButton(words, self)
            button.setToolTip(
                f"{words} ({QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)})"
            )
            button.clicked.connect(lambda _checked=False, by=by: self.move_items(by))
            self.items.add_tool(button)
            shortcut = QShortcut(keys, self.items, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.move_items(by))

    def _lay_out(self) -> None:
        counted = QWidget(self)
        column = QVBoxLayout(counted)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.told.setContentsMargins(PADDING, 8, PADDING, 0)
        self.told.setWordWrap(True)
        column.addWidget(self.told)
        column.addWidget(self.asked, 1)
        self.parts.addTab(self.items, _("Items"))
        self.parts.addTab(counted, _("Who was asked"))
        self.whole = QSplitter(Qt.Orientation.Vertical, self)
        self.whole.addWidget(self.guides)
        self.whole.addWidget(self.parts)
        self.whole.setStretchFactor(1, 1)
        self.whole.setSizes([_GUIDES_HIGH, 600])
        self.whole.setHandleWidth(1)
        self.whole.setChildrenCollapsible(False)
        self.empty = self._nothing()
        self.body.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.whole, 1)

    def _nothing(self) -> QWidget:
        begin = QPushButton(_("Import guide…"), self)
        begin.clicked.connect(lambda _checked=False: self.ask_for_file())
        return nothing_yet(
            _(
                "No guides yet. Import the questions put to informants, with the evaluation questions they "
                "serve: then answers are suggested under these, and it is known who was asked what."
            ),
            begin,
            self,
        )
