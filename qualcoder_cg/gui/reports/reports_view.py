"""The reports view: reports at the left, the first pages of one in the middle, its options at the right."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ...errors import UserError
from ...i18n import _
from ...services import report_choices, reports
from ...services.report_choices import Choice
from ...services.reports import Exported, Kind
from .. import messages, theme
from ..coding.pane import PADDING, PaneHeader, hairline, label, panel
from ..dialogs.frame import file_filter
from ..session import Session
from .checks_list import ChecksList
from .jobs import Looked, ReportJobs, Wanted
from .kind_rows import ABOUT, KindRows
from .options_form import OptionsForm, format_names
from .pages import Pages

PLACE = "reports"
_LEFT, _RIGHT = 256, 304
_WAIT = 250
_ID = Qt.ItemDataRole.UserRole


class ReportsView(QWidget):
    """Chooses a report, shows how it begins and what to look at, and writes it to a file.

    Nothing is read before the view is first shown, and nothing while it is hidden.
    """

    exported = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(PLACE)
        self.session = session
        self.kinds = {kind.name: kind for kind in reports.reports()}
        self.jobs = ReportJobs(self)
        self._stale = True
        self._written: Path | None = None
        self._accepted = ""
        self._wanted: Wanted | None = None
        self._last: Looked | None = None
        self._timer = QTimer(self, interval=_WAIT, singleShot=True)
        self._timer.timeout.connect(self._look)
        self.list = self._make_list()
        self.pages = QTextBrowser(self)
        self.pages.setOpenLinks(False)
        self.pages.setFrameShape(QFrame.Shape.NoFrame)
        self.pages.setStyleSheet("QTextBrowser { border: none; padding: 8px 16px; }")
        self.pages.setAccessibleName(_("First pages of the report"))
        self.form = OptionsForm(self)
        self.checks = ChecksList(self)
        self._lay_out()
        self._connect()
        first = report_choices.last_report(session.project)
        self.choose(first if first in self.kinds else reports.USUAL)

    @property
    def kind(self) -> Kind:
        """The report that is chosen."""
        item = self.list.currentItem()
        return self.kinds[str(item.data(_ID))]

    def choose(self, name: str) -> None:
        """Show the report of this name with what was chosen for it last."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_ID) == name:
                self.list.setCurrentRow(row)

    def export(self) -> None:
        """Ask where to, and write the report that is shown."""
        if self.jobs.is_writing or not self.export_button.isEnabled():
            return
        suffix = self.form.suffix
        project = self.session.project
        kept = report_choices.last_choice(project, self.kind.name)
        folder = Path(kept.folder) if kept.folder else project.path.parent
        stem = _("{study} {report}").format(study=project.path.stem, report=self.kind.title.lower())
        proposed = str(folder / f"{stem}{suffix}")
        shown = format_names().get(suffix, suffix)
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Export report"), proposed, file_filter(shown.partition(" (")[0], [suffix])
        )
        if chosen:
            path = Path(chosen)
            self.write(path if path.suffix.lower() == suffix else path.with_name(path.name + suffix))

    def write(self, path: Path) -> None:
        """Write the report that is shown to a file."""
        options = self.form.options()
        self._accepted = self.checks.reason.text().strip() if self.checks.risks else ""
        self._wanted = Wanted(self.kind.name, options, path.suffix.lower())
        self.done.hide()
        self.folder.hide()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.cancel.show()
        choice = Choice(options, self.form.suffix, str(path.parent))
        report_choices.remember(self.session.project, self.kind.name, choice)
        self.jobs.write(self.session.project, self._wanted, path)
        self._allow()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the preview when the view is shown and something changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self._timer.start()

    def _make_list(self) -> QListWidget:
        made = QListWidget(self)
        made.setAccessibleName(_("Reports"))
        made.setItemDelegate(KindRows(made))
        made.setResizeMode(QListWidget.ResizeMode.Adjust)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for kind in self.kinds.values():
            item = QListWidgetItem(kind.title)
            item.setData(_ID, kind.name)
            item.setData(ABOUT, kind.about)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{kind.title}: {kind.about}")
            made.addItem(item)
        panel(made)
        return made

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        left, middle = QWidget(splitter), QWidget(splitter)
        for pane in (left, middle):
            QVBoxLayout(pane).setContentsMargins(0, 0, 0, 0)
        _column(left, PaneHeader(_("Reports"), left), hairline(left), self.list)
        self.header = PaneHeader("", middle, padding=PADDING)
        _column(middle, self.header, hairline(middle), self.pages)
        for pane in (left, middle, self._right(splitter)):
            splitter.addWidget(pane)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LEFT, 900, _RIGHT])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)

    def _right(self, parent: QWidget) -> QWidget:
        """Options, checks and the button."""
        pane = QWidget(parent)
        pane.setMinimumWidth(_RIGHT - 40)
        panel(pane)
        inside = QWidget(pane)
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(PADDING, 12, PADDING, 12)
        inner.setSpacing(8)
        inner.addWidget(self.form)
        inner.addWidget(hairline(inside))
        self.before = label(_("Before it goes out"), "", inside)
        self.before.setStyleSheet("font-weight: 600;")
        inner.addWidget(self.before)
        inner.addWidget(self.checks)
        inner.addStretch(1)
        scroll = QScrollArea(pane)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        inside.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PaneHeader(_("Options"), pane, padding=PADDING))
        column.addWidget(hairline(pane))
        column.addWidget(scroll, 1)
        column.addWidget(hairline(pane))
        column.addLayout(self._foot(pane))
        return pane

    def _foot(self, pane: QWidget) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(PADDING, 8, PADDING, 12)
        foot.setSpacing(8)
        self.done = label("", "done", pane)
        self.done.setWordWrap(True)
        self.done.hide()
        self.bar = QProgressBar(pane)
        self.bar.setAccessibleName(_("Writing the report"))
        self.bar.hide()
        self.folder = QPushButton(_("Open folder"), pane)
        self.folder.hide()
        self.cancel = QPushButton(_("Cancel"), pane)
        self.cancel.hide()
        self.export_button = QPushButton(_("Export…"), pane)
        self.export_button.setProperty("main", "true")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.folder)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.export_button)
        foot.addWidget(self.done)
        foot.addWidget(self.bar)
        foot.addLayout(buttons)
        return foot

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _row: self._show_kind())
        self.form.changed.connect(self._choose)
        self.checks.reason_changed.connect(self._allow)
        self.export_button.clicked.connect(lambda _on=False: self.export())
        self.cancel.clicked.connect(lambda _on=False: self.jobs.cancel())
        self.folder.clicked.connect(lambda _on=False: self._open_folder())
        self.jobs.looked.connect(self._show)
        self.jobs.written.connect(self._tell)
        self.jobs.failed.connect(self._trouble)
        self.jobs.progressed.connect(self._progress)
        self.jobs.ended.connect(self._end)
        self.session.changed.connect(lambda _changes: self._refresh())
        self.session.whose_changed.connect(self._refresh)
        theme.notifier().changed.connect(self._paint)

    def _show_kind(self) -> None:
        """Another report: its options as they were last, its first pages."""
        kind = self.kind
        kept = report_choices.last_choice(self.session.project, kind.name)
        self.form.show_for(kind, kept.options, kept.suffix)
        self.header.title.setText(kind.title)
        self.done.hide()
        self.folder.hide()
        self.pages.clear()
        self._refresh()

    def _choose(self) -> None:
        """Something was chosen: it is kept, and shown."""
        kept = report_choices.last_choice(self.session.project, self.kind.name)
        choice = Choice(self.form.options(), self.form.suffix, kept.folder)
        report_choices.remember(self.session.project, self.kind.name, choice)
        self._refresh()

    def _refresh(self) -> None:
        """What is shown no longer holds."""
        self._stale = True
        self._last = None
        self.checks.wait()
        self._allow()
        if self.isVisible():
            self._timer.start()

    def _look(self) -> None:
        self._stale = False
        self.header.caption.setText(_("Reading…"))
        self.jobs.look(self.session.project, Wanted(self.kind.name, self.form.options(), self.form.suffix))

    def _show(self, found: Looked) -> None:
        if found.wanted.name != self.kind.name or self._stale:
            return
        self._last = found
        self._paint()
        self.checks.show_checks(found.checks)
        self.header.caption.setText("" if found.preview.whole else _("The first pages"))
        self._allow()

    def _paint(self) -> None:
        if self._last:
            Pages(self.pages.document()).fill(self._last.preview.blocks)

    def _allow(self) -> None:
        """Export once it was looked at what goes out, and whoever is at risk was thought of."""
        ready = self._last is not None and not self._stale and not self.jobs.is_writing
        answered = not self.checks.risks or bool(self.checks.reason.text().strip())
        self.export_button.setEnabled(ready and answered)
        why = "" if answered else _("Mend what points at too few people, or say why it may be printed.")
        self.export_button.setToolTip(why)

    def _progress(self, done: int, total: int, message: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setToolTip(message)

    def _tell(self, written: Exported) -> None:
        self._written = written.path
        if self._wanted:
            reports.note_report(
                self.session.project,
                self._wanted.name,
                written.path,
                self._wanted.options,
                risks=self.checks.risks,
                accepted=self._accepted,
            )
        self.done.setText(written.text)
        self.done.show()
        self.folder.show()
        self.exported.emit(str(written.path))

    def _trouble(self, error: Exception) -> None:
        self.header.caption.setText("")
        if isinstance(error, UserError):
            messages.show(self, error)
        else:
            messages.handle(self, error)

    def _end(self) -> None:
        self.bar.hide()
        self.cancel.hide()
        self._allow()

    def _open_folder(self) -> None:
        if self._written:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))


def _column(pane: QWidget, *widgets: QWidget) -> None:
    """Widgets below one another; the last takes the room."""
    column = pane.layout()
    assert isinstance(column, QVBoxLayout)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, 1 if widget is widgets[-1] else 0)
