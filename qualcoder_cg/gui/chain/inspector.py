"""The right pane of the findings view: the form of the chosen item and its links."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ...domain.chain import FINDING, Chain, Link
from ...domain.chain_forms import FORMS, RESTS_ON
from ...errors import UserError
from ...i18n import _
from ...services import chain_edit
from ...services import chain_words as words
from .. import theme
from ..coding.pane import PADDING, KeyButton, PaneHeader, hairline, label, panel
from ..session import Session
from . import keys
from .form import Form
from .link_rows import LinkRows


class Inspector(QWidget):
    """Shows one link of the chain; `jumped(id)` to go to another, `evidence_wanted(id)` for a finding."""

    jumped = Signal(str)
    evidence_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.link: Link | None = None
        self.header = PaneHeader("", self, padding=PADDING)
        self.open = KeyButton(_("Open in Evidence"), "Return", self, place=keys.PLACE)
        self.open.clicked.connect(lambda _on=False: self._open())
        self.marks = label("", "warning", self)
        self.marks.setWordWrap(True)
        self.problem = label("", "error", self)
        self.problem.setWordWrap(True)
        self.statement = label("", "", self)
        self.statement.setWordWrap(True)
        self.statement.setFont(theme.serif(theme.READING))
        self.statement.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.forms = {kind: Form(kind, session, self.say, self) for kind in FORMS}
        self.rests_on = LinkRows(_("Rests on"), _("Numbers, such as C10, BP2–3"), _("Nothing yet."), self)
        self.leads_to = LinkRows(_("Leads to"), _("Numbers, such as R2, LL1"), _("Nothing yet."), self)
        self.empty = label("", "quiet", self)
        self.empty.setWordWrap(True)
        self._lay_out()
        for rows in (self.rests_on, self.leads_to):
            rows.jumped.connect(self.jumped)
        self.rests_on.entered.connect(self._rest)
        self.rests_on.removed.connect(self._rest_no_more)
        self.leads_to.entered.connect(self._lead)
        self.leads_to.removed.connect(self._lead_no_more)
        panel(self)

    def show_link(self, link: Link | None, found: Chain, criteria: Mapping[str, str]) -> None:
        """Show a link of the chain, or nothing."""
        if link is None or self.link is None or link.id != self.link.id:
            self.problem.hide()
            if self.link:
                self._session.project.stop_amending()
            self._scroll.verticalScrollBar().setValue(0)
        self.link = link
        self._inside.setVisible(link is not None)
        self.empty.setVisible(link is None)
        self.open.setVisible(link is not None and link.kind == FINDING)
        self.header.title.setText(f"{words.kind(link.kind)} {link.number}" if link else "")
        for kind, form in self.forms.items():
            form.setVisible(link is not None and kind == link.kind)
        if link is None:
            return
        if link.kind != FINDING:
            self.forms[link.kind].show_link(link, list(criteria.items()))
        self.statement.setVisible(link.kind == FINDING)
        self.statement.setText(link.text if link.kind == FINDING else "")
        said = words.marks(link, fields=False)
        self.marks.setText("\n".join(_sentence(mark) for mark in said))
        self.marks.setVisible(bool(said))
        self._show_links(link, found)

    def show_nothing(self, sentence: str) -> None:
        """What to say while nothing is chosen."""
        self.empty.setText(sentence)

    def edit(self) -> None:
        """Put the keyboard where one would go on; a finding opens where it is edited."""
        if self.link and self.link.kind != FINDING:
            form = self.forms[self.link.kind]
            form.begin(form.first_empty(self.link))
        elif self.link:
            self._open()

    def write(self) -> None:
        """Put the keyboard into the text."""
        if self.link and self.link.kind != FINDING:
            self.forms[self.link.kind].begin()

    def edit_links(self) -> None:
        """Put the keyboard into the field for links; a finding leads, it rests on nothing here."""
        if self.link:
            rows = self.leads_to if self.link.kind == FINDING else self.rests_on
            self._scroll.ensureWidgetVisible(rows)
            rows.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def finish(self) -> None:
        """Save what is being written."""
        for form in self.forms.values():
            form.finish()

    def say(self, sentence: str) -> None:
        """Say in place what stands in the way; "" takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _show_links(self, link: Link, found: Chain) -> None:
        below = RESTS_ON.get(link.kind, ())
        above = [kind for kind, allowed in RESTS_ON.items() if link.kind in allowed]
        basis, after = found.basis(link), found.consequences(link)
        self.rests_on.setVisible(link.kind != FINDING)
        self.leads_to.setVisible(bool(above))
        self.rests_on.show_links(basis, lambda: _others(found, below, link.rests_on))
        self.leads_to.show_links(after, lambda: _others(found, above, link.leads_to))

    def _rest(self, text: str) -> None:
        if self.link and self._do(lambda key: chain_edit.link_written(self._session.project, key, text)):
            self.rests_on.field.clear()

    def _lead(self, text: str) -> None:
        if self.link and self._do(lambda key: chain_edit.lead_written(self._session.project, key, text)):
            self.leads_to.field.clear()

    def _rest_no_more(self, basis: str) -> None:
        self._do(lambda key: chain_edit.unlink(self._session.project, key, [basis]))

    def _lead_no_more(self, other: str) -> None:
        self._do(lambda key: chain_edit.unlink(self._session.project, other, [key]))

    def _do(self, work: Callable[[str], object]) -> bool:
        """Do something with the link that is shown; what stands in the way is said below the header."""
        if self.link is None:
            return False
        try:
            work(self.link.id)
        except UserError as error:
            self.say(str(error))
            return False
        self.say("")
        return True

    def _open(self) -> None:
        if self.link:
            self.evidence_wanted.emit(self.link.id)

    def _lay_out(self) -> None:
        self._inside = QWidget(self)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(PADDING, 12, PADDING, PADDING)
        column.setSpacing(12)
        column.addWidget(self.problem)
        column.addWidget(self.marks)
        column.addWidget(self.statement)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        for form in self.forms.values():
            column.addWidget(form)
        self._line = hairline(self._inside)
        column.addWidget(self._line)
        column.addWidget(self.rests_on)
        column.addWidget(self.leads_to)
        column.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._inside)
        for part in (self._inside, self._scroll.viewport()):
            panel(part)
        self.empty.setContentsMargins(PADDING, 12, PADDING, 0)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(hairline(self))
        whole.addWidget(self.empty)
        whole.addWidget(self._scroll, 1)


def _others(found: Chain, kinds: Sequence[str], linked: Sequence[str]) -> list[Link]:
    """The links of some kinds that are not linked yet."""
    return [link for kind in kinds for link in found.of(kind) if link.id not in linked]


def _sentence(mark: str) -> str:
    return mark[:1].upper() + mark[1:] + "."
