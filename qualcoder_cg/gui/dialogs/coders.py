"""Those who code in the study: names, initials, colours, roles."""

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...domain.codings import Coder
from ...domain.team import CODER, LEAD
from ...domain.text import listed
from ...errors import UserError
from ...i18n import _
from ...services import coders as services
from ...services import studies
from ..coding.whose_bar import pill
from ..session import Session
from .frame import Viewer, form, hint, under
from .swatches import Swatches

_LIST = 224


class CodersDialog(Viewer):
    """Lists the coders; what is written beside the chosen one is saved when one leaves the field."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, _("Coders"))
        self._session = session
        self._project = session.project
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Coders"))
        self.list.setFixedWidth(_LIST)
        self.list.setIconSize(QSize(40, 20))
        self.add = QPushButton(_("Add coder"), self)
        self.add.setAutoDefault(False)
        self.add.clicked.connect(lambda _on=False: self.add_coder())
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.one = QPushButton(_("These are one person"), self)
        self.one.setAutoDefault(False)
        self.one.clicked.connect(lambda _on=False: self.make_one())
        self.called = hint("", self)
        self.called.setFixedWidth(_LIST)
        self.name = QLineEdit(self)
        self.initials = QLineEdit(self)
        self.initials.setMaxLength(services.LONGEST_INITIALS)
        self.initials.setFixedWidth(72)
        self.role = QComboBox(self)
        self.role.addItem(_("Codes documents"), CODER)
        self.role.addItem(_("Leads the team"), LEAD)
        self.colour = Swatches("1-0", self, tones=1)
        rows = form()
        rows.addRow(_("Name"), self.name)
        rows.addRow(_("Initials"), self.initials)
        rows.addRow(
            _("Role"),
            under(self.role, _("A lead hands documents out and settles where coders differ.")),
        )
        rows.addRow(_("Colour"), self.colour)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addLayout(rows)
        right.addWidget(hint(_("Initials stand beside codings where several people code."), self))
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        for button in (self.add, self.one):
            left.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.called)
        row.addLayout(left)
        row.addLayout(right, 1)
        self.body.addLayout(row, 1)
        self.resize(720, 448)
        self.list.currentRowChanged.connect(self._show)
        self.list.itemSelectionChanged.connect(self._offer)
        self.name.editingFinished.connect(lambda: self._change(name=self.name.text()))
        self.initials.editingFinished.connect(lambda: self._change(initials=self.initials.text()))
        self.colour.chosen_changed.connect(lambda colour: self._change(hue=int(colour.partition("-")[0])))
        self.role.activated.connect(lambda _place: self._change(role=self.role.currentData()))
        session.changed.connect(self._follow)
        self._fill()
        own = services.own_coder(self._project)
        self._choose(own.id if own else "")

    def current(self) -> Coder | None:
        """The coder who is described."""
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item else None

    def add_coder(self) -> None:
        """Add a coder whose name is typed next."""
        self.problem.hide()
        taken = {one.name for one in self._project.coders.all()}
        number = len(taken) + 1
        while (name := _("Coder {n}").format(n=number)) in taken:
            number += 1
        made = studies.add_coder(self._project, name)
        self._choose(made.id)
        self.name.setFocus()
        self.name.selectAll()

    def chosen(self) -> list[Coder]:
        """The coders who are selected, the one described first."""
        found: list[Coder] = [item.data(Qt.ItemDataRole.UserRole) for item in self.list.selectedItems()]
        current = self.current()
        return sorted(found, key=lambda one: current is None or one.id != current.id)

    def make_one(self) -> None:
        """Make one coder of those selected, called as the one described."""
        self.problem.hide()
        chosen = self.chosen()
        try:
            kept = services.merge_coders(self._project, chosen[0].id, [one.id for one in chosen[1:]])
        except UserError as error:
            self.show_problem(error)
            return
        self._choose(kept)
        told = _("{names} are one coder now; undo parts them again.")
        self._session.told.emit(told.format(names=listed([one.name for one in chosen])))

    def _offer(self) -> None:
        """Say what making one of the selected coders would do."""
        chosen = self.chosen()
        self.one.setEnabled(len(chosen) > 1)
        said = _("Two entries of one person? Select both, with Ctrl and click, to make them one.")
        if len(chosen) > 1:
            said = _("As one they go under the name {name}, with all that either did.").format(
                name=chosen[0].name
            )
        self.called.setText(said)

    def _fill(self) -> None:
        """List the coders as they are now."""
        self.list.blockSignals(True)
        self.list.clear()
        for coder in self._project.coders.all():
            you = coder.name == self._project.coder_name
            named = _("{name} (you)").format(name=coder.name) if you else coder.name
            item = QListWidgetItem(
                pill(coder), _("{name}, lead").format(name=named) if coder.role == LEAD else named
            )
            item.setData(Qt.ItemDataRole.UserRole, coder)
            self.list.addItem(item)
        self.list.blockSignals(False)

    def _choose(self, coder_id: str) -> None:
        rows = [self.list.item(row) for row in range(self.list.count())]
        ids = [item.data(Qt.ItemDataRole.UserRole).id for item in rows]
        self.list.setCurrentRow(ids.index(coder_id) if coder_id in ids else 0)
        self._show()
        self._offer()

    def _show(self, _row: int = 0) -> None:
        coder = self.current()
        for field in (self.name, self.initials, self.role, self.colour):
            field.setEnabled(coder is not None)
        if coder is None:
            return
        self.problem.hide()
        self._offer()
        self.name.setText(coder.name)
        self.initials.setText(coder.initials)
        self.role.setCurrentIndex(self.role.findData(coder.role))
        self.colour.show_chosen(f"{coder.hue}-0")

    def _change(self, **wanted: Any) -> None:
        """Save what was written; what cannot be is said in place and stays for mending."""
        coder = self.current()
        if coder is None or all(getattr(coder, name) == value for name, value in wanted.items()):
            return
        self.problem.hide()
        try:
            services.change_coder(self._project, coder.id, **wanted)
        except UserError as error:
            self.role.setCurrentIndex(self.role.findData(coder.role))
            self.show_problem(error)

    def _follow(self, changes: object) -> None:
        coder = self.current()
        self._fill()
        self._choose(coder.id if coder else "")
