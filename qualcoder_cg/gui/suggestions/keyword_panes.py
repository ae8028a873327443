"""How the page of keywords is laid out: codes, keywords with a line to type one, passages, proposals."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from ...i18n import _
from .. import shortcuts
from ..coding.nothing import inset
from ..coding.pane import KeyButton, PaneHeader, filter_field, hairline, label, panel
from ..coding.words import beginning
from ..session import Session
from . import keyword_acts
from .keyword_codes import KeywordCodes
from .keyword_field import KeywordField
from .keyword_offers import OfferList
from .keyword_passages import PassageList
from .keyword_table import KeywordTable

_LEFT, _RIGHT, _TABLE = 264, 320, 320


class Panes(QSplitter):
    """The parts, each with its header; what they do is the page's."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("keywords")
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        project = session.project
        self.codes = KeywordCodes(self)
        self.field = KeywordField(self)
        self.table = KeywordTable(self)
        self.list = PassageList(project, self)
        self.offers = OfferList(project, self)
        none = label(_("No codes yet. Load an evaluation matrix or add a code."), "quiet", page)
        self._none = inset(none, page)
        for part, width in ((self._left(), _LEFT), (self._middle(), 800), (self._right(), _RIGHT)):
            self.addWidget(part)
            part.setMinimumWidth(min(width, 200))
        self.setStretchFactor(1, 1)
        self.setSizes([_LEFT, 856, _RIGHT])
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(hairline(page))
        whole.addWidget(self, 1)
        whole.addWidget(self._none)
        whole.setSpacing(0)
        self._none.hide()
        (new,) = keyword_acts.page()
        shortcuts.add(page, new, self.field.line.setFocus)
        page.setFocusProxy(self.codes)

    def show_any(self, has_codes: bool) -> None:
        """Show the parts, or that there are no codes."""
        self.setVisible(has_codes)
        self._none.setVisible(not has_codes)

    def say_of_passages(self, keyword: str, said: str, *, shown: bool) -> None:
        """What the list of passages holds, or, where it holds none, why."""
        named = _("Passages with {keyword}").format(keyword=beginning(keyword, 40))
        self.passages_header.title.setText(named if keyword else _("Passages"))
        self.passages_header.caption.setText(said if shown else "")
        self.passages_header.caption.setToolTip(said if shown else "")
        self._no_passages.setText(said)
        self._passages.setCurrentIndex(0 if shown else 1)

    def say_of_offers(self, said: str) -> None:
        """Why nothing is proposed; "" shows what is."""
        self._no_offers.setText(said)
        self._offers.setCurrentIndex(1 if said else 0)
        self.add.setEnabled(not said)

    def _left(self) -> QWidget:
        pane = QWidget(self)
        panel(pane)
        field = filter_field(_("Filter codes"), _("Filter codes"), pane)
        field.textChanged.connect(self.codes.narrow)
        column = _column(pane)
        header = PaneHeader(_("Codes"), pane)
        header.caption.setText(_("Keywords"))
        column.addWidget(header)
        inside = QVBoxLayout()
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(field)
        column.addLayout(inside)
        column.addWidget(self.codes, 1)
        return pane

    def _middle(self) -> QWidget:
        pane = QWidget(self)
        panel(pane, "base")
        header = PaneHeader("", pane, padding=16)
        self.title = header.title
        self.no_keywords = label(
            _("No keywords yet. Type a word above: its passages are shown while you type."), "quiet", pane
        )
        self.no_keywords.setContentsMargins(16, 12, 16, 12)
        self.no_keywords.setWordWrap(True)
        upper, lower = QWidget(pane), QWidget(pane)
        above = _column(upper)
        above.addWidget(self.no_keywords)
        above.addWidget(self.table, 1)
        above.addStretch(0)
        below = _column(lower)
        self.passages_header = PaneHeader(_("Passages"), lower, padding=16)
        below.addWidget(hairline(lower))
        below.addWidget(self.passages_header)
        holder, self._passages, self._no_passages = _either(self.list, lower)
        below.addWidget(holder, 1)
        parts = QSplitter(Qt.Orientation.Vertical, pane)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        parts.addWidget(upper)
        parts.addWidget(lower)
        parts.setSizes([_TABLE, 400])
        parts.setStretchFactor(1, 1)
        column = _column(pane)
        column.addWidget(header)
        column.addWidget(self.field)
        column.addWidget(hairline(pane))
        column.addWidget(parts, 1)
        return pane

    def _right(self) -> QWidget:
        pane = QWidget(self)
        panel(pane)
        header = PaneHeader(_("Proposed"), pane, padding=16)
        header.setToolTip(_("Words far more frequent in the passages of the code than elsewhere"))
        self.add = KeyButton(_("Add"), "A", pane, place=keyword_acts.OFFERS)
        self.add.clicked.connect(lambda _on=False: self.offers.want())
        header.add(self.add)
        column = _column(pane)
        column.addWidget(header)
        holder, self._offers, self._no_offers = _either(self.offers, pane)
        column.addWidget(holder, 1)
        self.add.follow_keys()
        return pane


def _column(parent: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _either(widget: QWidget, parent: QWidget) -> tuple[QWidget, QStackedLayout, QLabel]:
    """A place where a list stands, or a sentence in its stead."""
    holder = QWidget(parent)
    said = label("", "quiet", holder)
    said.setWordWrap(True)
    said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    said.setContentsMargins(16, 12, 16, 12)
    stack = QStackedLayout(holder)
    stack.addWidget(widget)
    stack.addWidget(said)
    return holder, stack, said
