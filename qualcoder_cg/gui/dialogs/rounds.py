"""The rounds of coding: who codes what to be compared; a round is measured when it is closed."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...domain import team
from ...domain.team import Round
from ...errors import UserError
from ...i18n import _, ngettext
from ...services import drawing
from ...services import rounds as services
from ..coding.words import day
from ..consistency.aside import Aside
from ..session import Session
from ..verbs import show_over
from .frame import Dialog, Viewer, form, hint

_ID = Qt.ItemDataRole.UserRole + 1
_LIST, _HIGH = 280, 400


class Rounds(Viewer):
    """Lists the rounds; the chosen one is described, closed or removed beside the list."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, _("Rounds"))
        self._session, self._project = session, session.project
        self._aside = Aside(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Rounds"))
        self.list.setFixedWidth(_LIST)
        self.told = hint("", self)
        self.bar = QProgressBar(self)
        self.bar.hide()
        self.new = self._button(_("New round…"), self.ask_for_round)
        self.close_round = self._button(_("Measure and close"), self.measure)
        self.remove = self._button(_("Remove"), self.take_out)
        self._lay_out()
        self.resize(760, _HIGH)
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self._aside.progressed.connect(self._progress)
        self._aside.failed.connect(self._failed)
        session.changed.connect(self._fill)
        self._fill()

    def current(self) -> Round | None:
        """The round that is described."""
        item = self.list.currentItem()
        return self._project.team.rounds.get(item.data(_ID)) if item else None

    def ask_for_round(self) -> None:
        """Ask for a new round."""
        asked = NewRound(self, self._session)
        asked.accepted.connect(lambda: self.list.setCurrentRow(self.list.count() - 1))
        show_over(asked)

    def measure(self) -> None:
        """Measure the round beside the window and close it with its figures."""
        found = self.current()
        if found is None:
            return
        self.problem.hide()
        round_id = found.id
        self.bar.show()
        self.close_round.setEnabled(False)

        def keep(measured: object) -> None:
            self.bar.hide()
            try:
                services.keep(self._project, round_id, measured)  # type: ignore[arg-type]
            except UserError as error:
                self.show_problem(error)

        self._aside.read(
            self._project,
            lambda study, progress: services.compute(services.gather(study, round_id), progress),
            keep,
        )

    def take_out(self) -> None:
        """Remove the round; who received what stays known."""
        found = self.current()
        if found:
            services.remove(self._project, found.id)
            self._session.told.emit(_("The round is removed. Undo brings it back."))

    def done(self, result: int) -> None:
        """Measure no further when the dialog is closed."""
        self._aside.finish()
        super().done(result)

    def _fill(self, _changes: object = None) -> None:
        here = self.current()
        self.list.clear()
        for one in self._project.team.rounds.all():
            state = _("closed") if one.closed_at else _("open")
            item = QListWidgetItem(f"{one.name}\n{kinds().get(one.kind, one.kind)} · {state}", self.list)
            item.setData(_ID, one.id)
            item.setSizeHint(QSize(0, 44))
            if here and one.id == here.id:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(self.list.count() - 1)
        self._show()

    def _show(self) -> None:
        found = self.current()
        self.close_round.setEnabled(found is not None and not found.closed_at)
        self.remove.setEnabled(found is not None)
        if found is None:
            self.told.setText(
                _("A round names documents that several coders code, so that they can be compared.")
            )
            return
        members = services.members(self._project, found.id)
        coders = {one.id: one.name for one in self._project.coders.all()}
        documents = {one.id: one.code for one in self._project.documents.all()}
        n = len(members.documents)
        lines = [
            _("Started {day}").format(day=day(found.started_at)),
            _("Coders: {names}").format(names=", ".join(coders[one] for one in members.coders) or "–"),
            ngettext("{n} document: {names}", "{n} documents: {names}", n).format(
                n=n, names=", ".join(documents[one] for one in members.documents) or "–"
            ),
        ]
        if found.closed_at:
            lines.append(
                _("Closed {day}, with its figures. “Over time” compares it.").format(day=day(found.closed_at))
            )
        else:
            lines.append(
                _("Close it before the coders discuss: what they agree on afterwards is no reliability.")
            )
        self.told.setText("\n\n".join(lines))

    def _progress(self, done: int, total: int, _message: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _failed(self, error: UserError) -> None:
        self.bar.hide()
        self.show_problem(error)
        self._show()

    def _button(self, text: str, work) -> QPushButton:  # type: ignore[no-untyped-def]
        made = QPushButton(text, self)
        made.setAutoDefault(False)
        made.clicked.connect(lambda _on=False: work())
        return made

    def _lay_out(self) -> None:
        left, right, row, buttons = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for box in (left, right, buttons):
            box.setSpacing(8)
        row.setSpacing(16)
        left.addWidget(self.list, 1)
        left.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        buttons.addWidget(self.close_round)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        right.addWidget(self.told)
        right.addWidget(self.bar)
        right.addStretch(1)
        right.addLayout(buttons)
        row.addLayout(left)
        row.addLayout(right, 1)
        self.body.addLayout(row, 1)


class NewRound(Dialog):
    """A name, what it is for, who takes part and which documents all of them code."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, _("New round"), _("Start"))
        self._project = session.project
        self.setMinimumWidth(520)
        self.name = QLineEdit(self)
        number = len(self._project.team.rounds.all()) + 1
        self.name.setText(_("Round {n}").format(n=number))
        self.kind = QComboBox(self)
        for kind, text in kinds().items():
            self.kind.addItem(text, kind)
        people = [(one.id, one.name) for one in self._project.coders.all()]
        self.coders = self._ticks(_("Coders"), people, 120)
        every = self._project.documents.all()
        types = drawing.types_of(self._project, [one.id for one in every])
        documents = [
            (one.id, " · ".join(part for part in (one.code, types.get(one.id, "")) if part)) for one in every
        ]
        self.documents = self._ticks(_("Documents"), documents, 200)
        rows = form()
        rows.addRow(_("Name"), self.name)
        rows.addRow(_("For"), self.kind)
        rows.addRow(_("Coders"), self.coders)
        rows.addRow(_("Documents"), self.documents)
        self.body.addLayout(rows)
        self.body.addWidget(
            hint(_("Documents and coders can be added when documents are handed out in the round."), self)
        )

    def commit(self) -> None:
        """Start the round."""
        services.start(
            self._project,
            self.name.text(),
            self.kind.currentData(),
            ticked(self.documents),
            ticked(self.coders),
        )

    def _ticks(self, name: str, entries: list[tuple[str, str]], high: int) -> QListWidget:
        made = QListWidget(self)
        made.setAccessibleName(name)
        made.setFixedHeight(high)
        for value, text in entries:
            item = QListWidgetItem(text, made)
            item.setData(_ID, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        return made


def ticked(found: QListWidget) -> list[str]:
    """What is ticked in a list, in its order."""
    items = [found.item(row) for row in range(found.count())]
    return [item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked]


def kinds() -> dict[str, str]:
    """What rounds are for."""
    return {
        team.CALIBRATION: _("Calibration, before the work"),
        team.DOUBLE: _("Double-coding, during the work"),
        team.DRIFT: _("Now and then, against drift"),
        team.AGAIN: _("The same coder once more"),
    }
