"""The part of an export dialog that tells whom the quotes point at, and mends it.

`look(level, sex=…)` checks; the reason somebody gives for exporting all the same is `reason()`.
"""

from collections.abc import Callable, Iterable
from time import monotonic

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...errors import Cancelled, UserError
from ...i18n import _, ngettext
from ...services import disclosure
from ...services.disclosure import Mend, Passage, Risk
from ...services.rules import rules
from ...services.studies import Project
from .frame import beside, hint

_BREATHE = 0.05
_ROWS_SHOWN = 5
_ROW = 24


class DisclosureSection(QWidget):
    """Risks that are alike stand in one row with how many passages they are, and what would mend them."""

    looked = Signal()

    def __init__(self, parent: QWidget, project: Project) -> None:
        super().__init__(parent)
        self._project = project
        self._level, self._sex = "", True
        self._passages: list[Passage] | None = None
        self._looking = self._again = self._closed = False
        self._breathed = 0.0
        self.risks: list[Risk] = []
        self.groups: list[list[Risk]] = []
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.list = self._table()
        self.mend_chosen = self._button(_("Mend chosen"), lambda: self.mend(self._chosen()))
        self.mend_all = self._button(_("Mend all"), lambda: self.mend(self.groups))
        self.why = QLineEdit(self)
        self.why.setAccessibleName(_("Why they may be printed all the same"))
        self.why.setPlaceholderText(_("Or say why they may be printed all the same"))
        self._after = beside(self.why, self.mend_chosen, self.mend_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.said)
        column.addWidget(self.list)
        column.addLayout(self._after)
        self.note = hint(_("The reason is kept in the activity log with your name."), self)
        column.addWidget(self.note)
        self._start = QTimer(self, interval=0, singleShot=True)
        self._start.timeout.connect(self._look)
        self._show()

    def look(self, level: str, *, sex: bool = True, passages: Iterable[Passage] | None = None) -> None:
        """Check what would be printed at a level, soon; all coded passages unless some are given."""
        self._level, self._sex = level, sex
        self._passages = None if passages is None else list(passages)
        if self._looking:
            self._again = True
        elif self.isVisible():
            self._start.start()

    def reason(self) -> str:
        """Why what was found may be printed all the same, "" where nobody said."""
        return self.why.text().strip()

    def close_down(self) -> None:
        """Stop looking; the dialog goes."""
        self._closed = True
        self._start.stop()

    def mend(self, groups: list[list[Risk]]) -> None:
        """Do for each what is proposed first, in one step, and look again."""
        chosen: list[tuple[Risk, Mend]] = [(risk, risk.mends[0]) for group in groups for risk in group]
        if chosen:
            disclosure.apply_mends(self._project, chosen)
            self._look()

    def showEvent(self, event: QShowEvent) -> None:
        """Look as soon as there is something to see it on."""
        super().showEvent(event)
        if self._level:
            self._start.start()

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 3, self)
        table.setAccessibleName(_("Quotes that point at too few people"))
        headings = [
            QTableWidgetItem(text) for text in (_("Fits too few"), _("Passages"), _("What would mend it"))
        ]
        for place, heading in enumerate(headings):
            table.setHorizontalHeaderItem(place, heading)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        table.horizontalHeader().setDefaultAlignment(left)
        # Headings stand over what they head: the rows keep less room at their sides.
        table.horizontalHeader().setStyleSheet("QHeaderView::section { padding: 4px 3px; }")
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        headings[1].setTextAlignment(right)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _chosen(self) -> list[list[Risk]]:
        rows = sorted({index.row() for index in self.list.selectionModel().selectedRows()})
        return [self.groups[row] for row in rows]

    def _look(self) -> None:
        """Check now; the window goes on meanwhile, and what changes while looking is looked at anew."""
        if self._looking or self._closed:
            return
        self._looking, self._again, self._breathed = True, False, monotonic()
        try:
            found = disclosure.check(
                self._project, self._level, self._passages, sex=self._sex, progress=self._breathe
            )
        except Cancelled:
            found = None
        except UserError as error:
            self._say("error", str(error))
            found = None
        self._looking = False
        if self._again and not self._closed:
            self._start.start()
        elif found is not None:
            self.risks = found
            self.groups = _grouped(found)
            self._show()
            self.looked.emit()

    def _breathe(self, done: int, total: int, message: str = "") -> None:
        if monotonic() - self._breathed >= _BREATHE:
            QCoreApplication.processEvents()
            self._breathed = monotonic()
        if self._again or self._closed:
            raise Cancelled

    def _show(self) -> None:
        """The rows, or the sentence that there are none."""
        k = rules(self._project).k
        if not self._project.informants.all():
            self._say("caption", _("The register knows nobody, so nothing is printed about anybody."))
        elif self.risks:
            told = disclosure.risks_text(len(self.risks))
            self._say("warning", told + " " + _("The rule of the study is k = {k}.").format(k=k))
        else:
            self._say(
                "done",
                ngettext(
                    "No passage points at fewer than {k} person.",
                    "No passage points at fewer than {k} people.",
                    k,
                ).format(k=k),
            )
        self.list.setRowCount(len(self.groups))
        for row, group in enumerate(self.groups):
            for column, text in enumerate((group[0].text, str(len(group)), group[0].mends[0].text)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                if column == 1:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.list.setItem(row, column, item)
        self.list.setFixedHeight(_ROW * (min(max(len(self.groups), 2), _ROWS_SHOWN) + 1) + 8)
        for widget in (self.list, self.why, self.mend_chosen, self.mend_all, self.note):
            widget.setVisible(bool(self.risks))
        window = self.window()
        if window is not self and window.isVisible():
            QTimer.singleShot(0, window, window.adjustSize)

    def _say(self, role: str, text: str) -> None:
        self.said.setText(text)
        self.said.setAccessibleName(text)
        self.said.setProperty("role", role)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)


def _grouped(risks: list[Risk]) -> list[list[Risk]]:
    """Risks that read alike and are mended alike, together."""
    groups: dict[tuple[str, str], list[Risk]] = {}
    for risk in risks:
        groups.setdefault((risk.text, risk.mends[0].text), []).append(risk)
    return list(groups.values())
