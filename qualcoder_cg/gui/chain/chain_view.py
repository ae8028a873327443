"""The findings view: kinds at the left, items or the picture in the middle, form and links at the right."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ...domain.chain import CHAIN_KINDS, CONCLUSION, FINDING, Chain, Link
from ...domain.changes import Changes
from ...i18n import _, ngettext
from ...services import chain as reading
from ...services import chain_words as words
from .. import theme
from ..coding.pane import HEADER, PADDING, KeyButton, PaneHeader, hairline, icon_button, label, panel
from ..session import Session
from . import keys
from .acts import Acts
from .inspector import Inspector
from .items import Group, ItemList, Items, Row
from .picture import Picture
from .sections import Section, Sections, links_in, title

_LEFT, _RIGHT = 256, 400
_CONTROLS = 240
_TABLES = (
    "chain_item", "chain_field", "chain_basis", "finding", "finding_evidence", "question", "criterion",
    "setting",
)  # fmt: skip


class ChainView(QWidget):
    """What follows from findings; `finding_chosen(id)` to see one in Evidence.

    Nothing is read before the view is first shown, and nothing while it is hidden.
    """

    finding_chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(keys.PLACE)
        self.session = session
        self.chain = Chain({})
        self.criteria: dict[str, str] = {}
        self.link_id = ""
        self._stale = True
        self.acts = Acts(self)
        self.sections = Sections(self)
        self.sections.chosen.connect(lambda _section: self._show_section())
        self.model = Items(self)
        self.list = ItemList(self)
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.doubleClicked.connect(lambda _index: self.edit())
        self.picture = Picture(self)
        self.picture.chosen.connect(self.go_to)
        self.picture.entered.connect(lambda _id: self.edit())
        self.inspector = Inspector(session, self)
        self.inspector.jumped.connect(self.go_to)
        self.inspector.evidence_wanted.connect(self.finding_chosen)
        self._lay_out()
        self._add_keys()
        session.changed.connect(self._on_changed)
        theme.notifier().changed.connect(self._dress)
        self._dress()

    def link(self) -> Link | None:
        """The finding or item that is chosen."""
        return self.chain.links.get(self.link_id)

    def section(self) -> Section:
        """What the list shows."""
        return self.sections.section()

    def go_to(self, link_id: str) -> None:
        """Choose a finding or item, in another section where it is not in this one."""
        link = self.chain.links.get(link_id)
        if link is None:
            return
        self.link_id = link_id
        if all(one.id != link_id for one in links_in(self.chain, self.section())):
            self.sections.pick(Section(link.kind))
        self._mark()

    def show_picture(self, *, picture: bool) -> None:
        """Show the picture, or the list."""
        self.stack.setCurrentIndex(1 if picture else 0)
        if picture:
            self.picture.show_chain(self.chain, self.link_id)
        for button, on in ((self.as_picture, picture), (self.as_list, not picture)):
            button.setChecked(on)
        self._titles()
        self.focus()

    def focus(self) -> None:
        """Put the keyboard into the list or the picture."""
        (self.picture if self.shows_picture() else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def shows_picture(self) -> bool:
        """Whether the picture is shown, and not the list."""
        return self.stack.currentIndex() == 1

    def edit(self) -> None:
        """Go on with the chosen item in its form; open a finding where it is edited."""
        self.inspector.edit()

    def step(self, by: int) -> None:
        """Go to the next row, or to one before."""
        if self.shows_picture():
            self.picture.go(by)
            return
        order = [link.id for link in links_in(self.chain, self.section())]
        place = order.index(self.link_id) + by if self.link_id in order else 0
        if order and 0 <= place < len(order):
            self.go_to(order[place])

    def next_gap(self) -> None:
        """Go to the next item that is to be mended, round and round."""
        order = [link for link in self.chain if link.kind != FINDING]
        here = next((n for n, link in enumerate(order) if link.id == self.link_id), -1)
        for link in [*order[here + 1 :], *order[: here + 1]]:
            if words.marks(link):
                self.go_to(link.id)
                return
        self.session.told.emit(_("Nothing is left to mend."))

    def finish(self) -> None:
        """Save what is being written: the study is about to be closed."""
        self.inspector.finish()

    def refresh(self) -> None:
        """Read the chain and show it."""
        self._stale = False
        self.chain = reading.chain(self.session.project)
        self.criteria = reading.criterion_names(self.session.project)
        self.sections.show_chain(self.chain, self.criteria)
        self._show_section()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the view was hidden."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What does not fit beside the title stays away."""
        super().resizeEvent(event)
        self._fit_caption()

    def _fit_caption(self) -> None:
        title, caption = self.header.title.sizeHint().width(), self.header.caption.sizeHint().width()
        self.header.caption.setVisible(title + caption + _CONTROLS <= self.header.width())

    def _on_changed(self, changes: Changes) -> None:
        if not changes.touched(*_TABLES):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def _show_section(self) -> None:
        """Fill the list, keep what is chosen where it is still there, else choose a neighbour."""
        links = links_in(self.chain, self.section())
        before = self.list.currentIndex().row()
        if all(link.id != self.link_id for link in links) and not self.shows_picture():
            self.link_id = self._neighbour(before) if self.link_id not in self.chain.links else ""
        if not self.link_id or self.link_id not in self.chain.links:
            self.link_id = links[0].id if links else ""
        self.list.selectionModel().blockSignals(True)
        self.model.fill(self.chain, self._grouped(list(links)))
        self.list.selectionModel().blockSignals(False)
        self.nothing.setText(self._nothing())
        self.list.setVisible(bool(links))
        self._blank.setVisible(not links)
        self.begin.setVisible(self.section().kind in CHAIN_KINDS)
        self._titles()
        self._mark()

    def _neighbour(self, before: int) -> str:
        """What now stands where the item stood that is gone."""
        rows = self._grouped(list(links_in(self.chain, self.section())))
        near = [row.id for row in rows[max(0, before) :] if isinstance(row, Link)]
        last = [row.id for row in rows if isinstance(row, Link)]
        return near[0] if near else last[-1] if last else ""

    def _grouped(self, links: list[Link]) -> list[Row]:
        """Rows under headings: conclusions by criterion, a filter's items by kind."""
        section = self.section()
        if section.kind not in ("", CONCLUSION) or section.criterion_id is not None:
            return list(links)
        rows: list[Row] = []
        last: object = None
        for link in links:
            key = link.kind if not section.kind else (link.group_id or "")
            if key != last:
                last = key
                same = [one for one in links if key in (one.kind, one.group_id or "")]
                name = words.kinds().get(key) or self.criteria.get(key) or _("No criterion")
                rows.append(Group(name, words.counted(link.kind, len(same))))
            rows.append(link)
        return rows

    def _mark(self) -> None:
        """Show what is chosen in list, picture and form."""
        link = self.link()
        index = self.model.index_of(self.link_id)
        self.list.selectionModel().blockSignals(True)
        self.list.setCurrentIndex(index)
        self.list.selectionModel().blockSignals(False)
        self.list.viewport().update()
        if index.isValid():
            self.list.scrollTo(index)
        if self.shows_picture():
            self.picture.show_chain(self.chain, self.link_id)
        self.inspector.show_nothing(_("Choose an item to see its form and its links."))
        self.inspector.show_link(link, self.chain, self.criteria)
        self.acts.allow(link)

    def _on_current(self, index: QModelIndex) -> None:
        row = self.model.row(index) if index.isValid() else None
        if isinstance(row, Link) and row.id != self.link_id:
            self.link_id = row.id
            self._mark()

    def _titles(self) -> None:
        self._name_list()
        self._fit_caption()

    def _name_list(self) -> None:
        """Say above the list what it shows, and how much of it is to be mended."""
        if self.shows_picture():
            self.header.title.setText(_("The whole chain"))
            orphans = reading.orphans_written(self.chain)
            said = _("No recommendation: {numbers}").format(numbers=orphans) if orphans else ""
            self.header.caption.setText(said)
            self.header.caption.setToolTip(said)
            return
        section = self.section()
        self.header.title.setText(title(section, self.criteria))
        links = links_in(self.chain, section)
        gaps = sum(bool(words.marks(link)) for link in links)
        counted = (
            words.counted(section.kind, len(links))
            if section.kind
            else ngettext("{n} item", "{n} items", len(links)).format(n=len(links))
        )
        mend = _("{n} to mend").format(n=gaps)
        self.header.caption.setText(f"{counted} · {mend}" if gaps and section.kind else counted)

    def _nothing(self) -> str:
        section = self.section()
        if section.kind == FINDING:
            return _("No findings yet. Write them in Evidence; what follows from them is linked here.")
        if not section.kind:
            return _("Nothing is left to mend.")
        return _("None yet. Press N for a new one, or bring a table in.")

    def _lay_out(self) -> None:
        self.splitter = QSplitter(self)
        self.splitter.setObjectName("chain")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for pane in (self._left(), self._middle(), self.inspector):
            self.splitter.addWidget(pane)
        self.inspector.setMinimumWidth(300)
        self.splitter.setSizes([_LEFT, 1440 - _LEFT - _RIGHT, _RIGHT])
        self.splitter.setStretchFactor(1, 1)
        self.splitter.splitterMoved.connect(lambda _at, _n: self._fit_caption())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _left(self) -> QWidget:
        pane = QWidget(self)
        panel(pane)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PaneHeader(_("Findings and what follows"), pane))
        column.addWidget(self.sections, 1)
        pane.setMinimumWidth(184)
        return pane

    def _middle(self) -> QWidget:
        pane = QWidget(self)
        self.header = PaneHeader("", pane, padding=PADDING, caption_left=True)
        self.header.setFixedHeight(HEADER)
        self.header.add(self._modes(pane))
        self.new = icon_button("plus", _("New item"), self.acts.new, pane)
        self.more = icon_button("more", _("More"), self._show_more, pane)
        self.header.add(self.new)
        self.header.add(self.more)
        self.nothing = label("", "quiet", pane)
        self.nothing.setWordWrap(True)
        self._blank = QWidget(pane)
        blank = QVBoxLayout(self._blank)
        blank.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        self.begin = KeyButton(_("New item"), "N", self._blank, place=keys.PLACE)
        self.begin.clicked.connect(lambda _on=False: self.acts.new())
        blank.setSpacing(12)
        blank.addWidget(self.nothing)
        blank.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        blank.addStretch(1)
        listed = QWidget(pane)
        panel(listed, "base")
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self._blank, 1)
        self._scroll = QScrollArea(pane)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.picture)
        self.stack = QStackedWidget(pane)
        self.stack.addWidget(listed)
        self.stack.addWidget(self._scroll)
        whole = QVBoxLayout(pane)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(hairline(pane))
        whole.addWidget(self.stack, 1)
        pane.setMinimumWidth(440)
        return pane

    def _modes(self, parent: QWidget) -> QWidget:
        """List or picture."""
        row = QWidget(parent)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        group = QButtonGroup(row)
        self.as_list, self.as_picture = QPushButton(_("List"), row), QPushButton(_("Picture"), row)
        for button, picture in ((self.as_list, False), (self.as_picture, True)):
            button.setCheckable(True)
            button.setAccessibleName(button.text())
            group.addButton(button)
            line.addWidget(button)
            button.clicked.connect(lambda _on=False, picture=picture: self.show_picture(picture=picture))
        self.as_list.setChecked(True)
        return row

    def _show_more(self) -> None:
        menu = QMenu(self.more)
        self.acts.fill(menu)
        menu.exec(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _add_keys(self) -> None:
        works = {
            keys.NEXT: lambda: self.step(1),
            keys.PREVIOUS: lambda: self.step(-1),
            keys.EDIT: self.edit,
            keys.NEW: self.acts.new,
            keys.LINKS: self.inspector.edit_links,
            keys.UP: lambda: self.acts.shift(-1),
            keys.DOWN: lambda: self.acts.shift(1),
            keys.REMOVE: self.acts.remove,
            keys.GAP: self.next_gap,
            keys.PICTURE: lambda: self.show_picture(picture=not self.shows_picture()),
        }
        for widget in (self.list, self.picture):
            keys.add(widget, works)

    def _dress(self) -> None:
        look = theme.tokens()
        self.list.setStyleSheet(f"QListView {{ background: {look.base}; }}")
        if not self._stale:
            self._mark()
