"""New keywords that were found in what was coded, each with its evidence; one key or click adds one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ...i18n import _
from ...services.keyword_proposals import Proposal
from ...services.studies import Project
from .. import shortcuts, theme
from ..coding import painting
from ..coding.painting import Index
from ..coding.words import language_name
from . import keyword_acts

_PADDING, _GAP, _LINE, _CAPTION = 16, 8, 20, 16
_QUOTE = 160


class Offers(QAbstractListModel):
    """Proposals, the surest first in each language."""

    def __init__(self, project: Project, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self.proposals: list[Proposal] = []
        self._examples: dict[int, str] = {}

    def fill(self, proposals: Sequence[Proposal]) -> None:
        """Show these."""
        self.beginResetModel()
        self.proposals, self._examples = list(proposals), {}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.proposals)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """What is read aloud; painting is the delegate's."""
        if not index.isValid():
            return None
        one = self.proposals[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{one.text}, {evidence(one)}, {self.example(index)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{one.text} ({language_name(one.language)})\n{evidence(one)}"
        return None

    def example(self, index: Index) -> str:
        """The beginning of the shortest passage in which it stands."""
        row = index.row()
        if row not in self._examples:
            place = min(self.proposals[row].places, key=lambda one: (one.end - one.start, one))
            text = self._project.documents.text(place.document_id)[place.start : place.end]
            self._examples[row] = _("“{quote}”").format(quote=" ".join(text.split())[:_QUOTE])
        return self._examples[row]


class OfferList(QListView):
    """The list; `wanted(Proposal)` when one is to be added, `looked_at(Proposal)` when one is picked."""

    wanted = Signal(object)
    looked_at = Signal(object)

    def __init__(self, project: Project, parent: QWidget) -> None:
        super().__init__(parent)
        self.offers = Offers(project, self)
        self.setModel(self.offers)
        self.setItemDelegate(_Rows(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Proposed keywords"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(lambda _index: self._look())
        self.doubleClicked.connect(lambda _index: self.want())
        works: dict[str, Callable[[], None]] = {
            "proposal_next": lambda: self._step(1),
            "proposal_previous": lambda: self._step(-1),
            "proposal_add": self.want,
        }
        for act in keyword_acts.offers():
            shortcuts.add(self, act, works[act.id], within=False)

    def want(self) -> None:
        """Ask for the picked proposal, or the first, to be added."""
        row = max(self.currentIndex().row(), 0)
        if row < len(self.offers.proposals):
            self.wanted.emit(self.offers.proposals[row])

    def show_proposals(self, proposals: Sequence[Proposal]) -> None:
        """List proposals, keeping the row."""
        row = self.currentIndex().row()
        self.offers.fill(proposals)
        if row >= 0 and proposals:
            self.setCurrentIndex(self.offers.index(min(row, len(proposals) - 1)))

    def _step(self, by: int) -> None:
        here = self.currentIndex()
        chosen = here.isValid() and self.selectionModel().isSelected(here)
        row = here.row() + by if chosen else max(here.row(), 0)
        if 0 <= row < self.offers.rowCount():
            self.setCurrentIndex(self.offers.index(row))
            self._look()

    def _look(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.looked_at.emit(self.offers.proposals[index.row()])


def evidence(one: Proposal) -> str:
    """In how many passages it stands, of the code and elsewhere."""
    return _("in {n} of {total} passages; elsewhere {m} of {others}").format(
        n=len(one.places), total=one.own, m=one.elsewhere, others=one.others
    )


class _Rows(QStyledItemDelegate):
    """The words, their evidence, a line of an example."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All alike."""
        return QSize(200, _LINE + _CAPTION + _LINE + 2 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        model = index.model()
        assert isinstance(model, Offers)
        one = model.proposals[index.row()]
        painting.row_background(painter, option)
        box = QRect(option.rect).adjusted(_PADDING, _GAP, -_PADDING, -_GAP)
        quiet = theme.colour("ink2")
        small = theme.sans(theme.CAPTION)
        top = QRect(box.left(), box.top(), box.width(), _LINE)
        took = painting.words(
            painter, top, language_name(one.language), small, quiet, Qt.AlignmentFlag.AlignRight
        )
        strong = theme.sans(theme.INTERFACE, theme.SEMIBOLD)
        painting.words(painter, top.adjusted(0, 0, -took - 8, 0), one.text, strong, theme.colour("ink"))
        middle = QRect(box.left(), top.bottom() + 1, box.width(), _CAPTION)
        painting.words(painter, middle, evidence(one), theme.sans(theme.CAPTION, tabular=True), quiet)
        below = QRect(box.left(), middle.bottom() + 1, box.width(), _LINE)
        painting.words(
            painter, below, model.example(index), theme.serif(theme.INTERFACE), theme.colour("ink")
        )
        painter.setPen(theme.colour("line"))
        painter.drawLine(box.left(), option.rect.bottom(), box.right(), option.rect.bottom())
