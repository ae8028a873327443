"""The steps of a study as a list: read in portions, however many there are, and how rows are drawn."""

from datetime import datetime

from PySide6.QtCore import (
    QAbstractListModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from ...domain.changes import StepInfo
from ...i18n import _, language
from ...services.steps import BEGINNING
from .. import theme
from ..coding import painting
from ..session import Session

Index = QModelIndex | QPersistentModelIndex
STEP = Qt.ItemDataRole.UserRole + 1
NOW = Qt.ItemDataRole.UserRole + 2
_PAGE = 200
_ROW = 44
_LEFT = 16


class StepModel(QAbstractListModel):
    """Steps newest first, then the beginning; the data of a row is a step's number."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._pages: dict[int, list[StepInfo]] = {}
        self._total = self._undone = 0
        self.refresh()

    def refresh(self) -> None:
        """Read anew how many there are; the steps themselves are read when they are shown."""
        self.beginResetModel()
        self._pages = {}
        self._total, self._undone = self._session.project.step_counts()
        self.endResetModel()

    def now(self) -> int:
        """The row of the state the study is in."""
        return self._undone

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The steps and the beginning."""
        return 0 if parent.isValid() else self._total + 1

    def step(self, row: int) -> StepInfo | None:
        """The step of a row; None for the beginning."""
        if not 0 <= row < self._total:
            return None
        number, place = divmod(row, _PAGE)
        if number not in self._pages:
            self._pages[number] = self._session.project.steps(number * _PAGE, _PAGE)
        page = self._pages[number]
        return page[place] if place < len(page) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What was done, by whom and when."""
        if not index.isValid():
            return None
        step = self.step(index.row())
        if role == STEP:
            return step.id if step else BEGINNING
        if role == NOW:
            return index.row() == self._undone
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.said(step)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = [self.said(step), self.aside(step)]
            if step and step.undone:
                parts.append(_("undone"))
            if index.row() == self._undone:
                parts.append(_("now"))
            return ", ".join(part for part in parts if part)
        return None

    def said(self, step: StepInfo | None) -> str:
        """A step in words; what a colleague did is not told while one codes blind."""
        return self._session.who.in_words(step) if step else _("The beginning")

    def aside(self, step: StepInfo | None) -> str:
        """Who and when."""
        return f"{step.coder} · {moment(step.at)}" if step else ""


def moment(at: str) -> str:
    """A stored moment as people write it: the time of today, else day and time."""
    try:
        when = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return at
    if when.date() == datetime.now().astimezone().date():
        return when.strftime("%H:%M")
    day = QLocale(language()).toString(when.date(), "d MMM yyyy")  # type: ignore[call-overload]
    return f"{day} {when:%H:%M}"


class StepRows(QStyledItemDelegate):
    """Draws a step on two lines; those undone grey, and a line above the state the study is in."""

    def __init__(self, parent: QListView, model: StepModel) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high."""
        return QSize(40, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One step."""
        painting.row_background(painter, option)
        step, chosen = self._model.step(index.row()), painting.is_selected(option)
        undone = bool(step and step.undone)
        box = QRect(option.rect).adjusted(_LEFT, 5, -12, -5)
        upper, lower = QRect(box), QRect(box)
        upper.setHeight(18)
        lower.setTop(box.top() + 18)
        if index.data(NOW):
            painter.fillRect(
                QRect(option.rect.left(), option.rect.top(), option.rect.width(), 2), theme.colour("acc")
            )
            font = theme.sans(theme.CAPTION, theme.SEMIBOLD)
            accent = theme.colour("ink" if chosen else "acc")
            took = painting.words(painter, upper, _("now"), font, accent, Qt.AlignmentFlag.AlignRight)
            upper.setRight(upper.right() - took - 8)
        ink, quiet = ("ink2", "ink2") if undone else ("ink", "ink2")
        if undone and not chosen:
            ink = quiet = "ink3"
        weight = theme.MEDIUM if index.data(NOW) else theme.REGULAR
        font = theme.sans(theme.INTERFACE, weight)
        font.setStrikeOut(undone)
        painting.words(painter, upper, self._model.said(step), font, theme.colour(ink))
        painting.words(
            painter, lower, self._model.aside(step), theme.sans(theme.CAPTION), theme.colour(quiet)
        )
