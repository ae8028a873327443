"""The window: menu, view bar, the views of the open study or the welcome page, status line."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt, QThreadPool, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from .. import settings
from ..errors import UserError
from ..i18n import _
from ..services import studies
from ..services.studies import Project
from . import actions, finding, messages, panes, shortcuts, tour
from .actions import KeyLine
from .background import Job
from .banner import Banner
from .coding.coding_view import CodingView
from .command_field import CommandField, Target
from .commands import Commands
from .keys import shown
from .leaving import Leaving
from .memory import keep_splitters, memory, restore_splitters
from .menus import Menus
from .navigation import Navigation, fill_ways, show_ways
from .panes import CODING
from .safeguard import safeguard
from .session import Session
from .side import Side
from .sources.sources_view import SourcesView
from .status import StatusLine
from .step_words import show_steps
from .view_bar import ViewBar
from .welcome import Welcome

_LOOK_EVERY = 3000
_SIZE = (1440, 900)


class MainWindow(QMainWindow):
    """One window with at most one study.

    After a change of language `rebuild` makes everything in it anew and opens the study again, which is
    sure where retranslating every label would not be.
    """

    def __init__(self) -> None:
        super().__init__()
        self.session: Session | None = None
        self.navigation: Navigation | None = None
        self.commands = Commands(self)
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 480)
        self._views: dict[str, QWidget] = {}
        self.leaving = Leaving(self)
        self._build()
        self._outside = QTimer(self, interval=_LOOK_EVERY)
        self._outside.timeout.connect(self._look_outside)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._show_hints)
        shortcuts.notifier().changed.connect(self._show_study)
        self.resize(*_SIZE)
        place = memory().value("geometry")
        if isinstance(place, QByteArray):
            self.restoreGeometry(place)

    @property
    def command_field(self) -> CommandField:
        """The field that finds actions, codes and documents."""
        return self.view_bar.command_field

    def open_study(self, path: Path) -> None:
        """Open a study in place of the one shown; UserError leaves that one open."""
        if self.session and self.session.project.path.resolve() == path.resolve():
            return
        if not self.leaving.is_allowed():
            return
        self.adopt(studies.open_project(path, window=True))

    def open_sample(self) -> None:
        """Open the person's copy of the sample study, made the first time."""
        from ..services.sample import sample_study

        self.stack.setEnabled(False)
        self.status.tell(_("Making the sample study"))
        job = Job(sample_study, self)
        job.succeeded.connect(self._open_made)
        job.failed.connect(self._say_not_made)
        job.start()

    def adopt(self, project: Project) -> None:
        """Show a study that is open, closing the one shown before."""
        self.close_study()
        self.session = Session(project, self)
        self.navigation = Navigation(self, self.session)
        self.navigation.changed.connect(self._show_ways)
        self.session.changed.connect(self._show_steps)
        self.session.whose_changed.connect(self._show_who)
        self.session.keys_changed.connect(self._show_hints)
        settings.remember(project.path)
        self._enter()
        tour.offer(self, project)
        self._outside.start()
        if project.warnings:
            self.banner.warn(" ".join(project.warnings))
        if studies.is_large(project.path):
            safeguard(self, project, self.banner, lambda: self._shows(project))

    def close_study(self) -> None:
        """Let go of the open study, ending what still works on it; everything is already saved."""
        if self.session is None:
            return
        self._outside.stop()
        self._remember_place()
        for dialog in self.findChildren(QDialog):
            if dialog.isVisible():
                dialog.done(QDialog.DialogCode.Rejected)
        self._end_jobs()
        if self.navigation:
            self.navigation.finish()
        session, self.session, self.navigation = self.session, None, None
        self._rebuild_views()
        session.finish()
        session.project.close()
        session.deleteLater()

    def rebuild(self) -> None:
        """Make the window's contents anew, as after a change of language."""
        shown = self.view()
        study = self.session.project.path if self.session else None
        self.close_study()
        old = self.takeCentralWidget()
        if old:
            self.command_field.found.deleteLater()
            old.hide()
            old.deleteLater()
        self._build()
        if study:
            self.open_study(study)
            self.show_view(shown)

    def show_view(self, name: str) -> None:
        """Show one of the views, made when it is first wanted."""
        if self.session is None:
            return
        if name not in self._views:
            self._views[name] = self._make_view(name, self.session)
            self.stack.addWidget(self._views[name])
        panes.show(self.stack, self._views[name])
        self.view_bar.show_chosen(name)
        if self.navigation:
            self.navigation.settle()
        self._show_hints()

    def view(self) -> str:
        """The id of the view that is shown; "" for the welcome page."""
        shown = self.stack.currentWidget()
        return next((name for name, widget in self._views.items() if widget is shown), "")

    def show_page(self, page_id: str) -> QWidget:
        """Show a page of the Sources view, and give it."""
        self.show_view(panes.SOURCES)
        view = self._views[panes.SOURCES]
        assert isinstance(view, SourcesView)
        page = view.show_page(page_id)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        return page

    def next_pane(self) -> None:
        """Move the focus to the next pane of the view."""
        panes.focus_next(self.stack.currentWidget())

    def key_lines(self) -> list[KeyLine]:
        """All keys: of the window, then of the panes of the view."""
        return [*actions.key_lines(), *panes.key_lines(self._views.get(CODING))]

    def use_text_size(self, size: int) -> None:
        """Give the transcript's text a size in pixels."""
        if CODING in self._views:
            panes.set_text_size(self._views[CODING], size)

    def use_coder(self, name: str) -> None:
        """Code under another name from now on."""
        settings.put("coder", name)
        if self.session:
            self.session.who.act_as(name)

    def refresh_choices(self) -> None:
        """Mark the look and the language in use in their menus."""
        self.menus.check_choices()

    def _build(self) -> None:
        self.setWindowTitle(_("QualCoder CG"))
        body = QWidget(self)
        self.view_bar = ViewBar(body, self._targets)
        self.view_bar.chosen.connect(self.show_view)
        self.banner = Banner(body)
        self.stack = QStackedWidget(body)
        self.welcome = Welcome(self.stack, self.commands)
        self.stack.addWidget(self.welcome)
        self.status = StatusLine(body)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.side = Side(body, self.stack)
        for widget in (self.view_bar, self.banner, self.side, self.status):
            column.addWidget(widget, 1 if widget is self.side else 0)
        self.setCentralWidget(body)
        self.menus = Menus(self, self.commands)
        for name in ("back", "forward", "undo", "redo"):
            button = self.view_bar.add_button(self.menus.actions[name])
            if name in ("back", "forward"):
                self._list_ways(button, back=name == "back")
        self._show_study()
        self.welcome.new.setFocus()

    def _enter(self) -> None:
        """Build the views of the study that was just opened."""
        session = self.session
        if session is None:
            return
        self.show_view(CODING)
        panes.add_actions(self._views[CODING], self.menus.menus[actions.CODE])
        panes.set_text_size(self._views[CODING], self.commands.text_size())
        view = self._views[CODING]
        if self.navigation and isinstance(view, CodingView):
            self.navigation.follow(view)
        self._restore_place(session)
        self._show_study()
        panes.focus_text(self._views[CODING])

    def _make_view(self, name: str, session: Session) -> QWidget:
        view = panes.make(name, session, self.commands)
        restore_splitters(name, view)
        if self.navigation:
            self.navigation.watch(view)
        return view

    def _drop_views(self) -> None:
        self.side.drop()
        for name, view in self._views.items():
            panes.finish(view)
            keep_splitters(name, view)
            self.stack.removeWidget(view)
            view.hide()
            view.setParent(None)
            view.deleteLater()
        self._views.clear()

    def _rebuild_views(self) -> None:
        """Go back to the welcome page."""
        self._drop_views()
        self.banner.hide()
        self.welcome.show_recent()
        self.stack.setCurrentWidget(self.welcome)
        self._show_study()
        self.welcome.new.setFocus()

    def _show_study(self) -> None:
        """Bring title, tabs, status line and what is allowed into line with the open study."""
        session = self.session
        title = str(session.project.settings.get("title", session.project.path.stem)) if session else ""
        self.menus.show_title(title, str(session.project.path) if session else "")
        name = _("QualCoder CG")
        self.setWindowTitle(f"{title} – {name}" if title else name)
        self.menus.allow(session is not None)
        self.menus.check_choices()
        views = panes.views() if session else []
        self.view_bar.set_views([(view, text, actions.with_key(text, keys)) for view, text, keys in views])
        self.view_bar.show_chosen(self.view())
        self.status.follow(session)
        self._show_steps()
        self._show_ways()
        self._show_hints()

    def _show_steps(self, _changes: object = None) -> None:
        """Say what undo and redo would do."""
        show_steps(self.menus, self.session)

    def _show_ways(self) -> None:
        """Say where back and forward lead."""
        show_ways(self.navigation, self.menus.actions["back"], self.menus.actions["forward"])

    def _list_ways(self, button: QToolButton, *, back: bool) -> None:
        """A long press on back or forward, or a right click, lists the places."""
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: fill_ways(self.navigation, menu, back=back))
        button.setMenu(menu)
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        button.customContextMenuRequested.connect(lambda _at: button.showMenu())

    def _show_who(self) -> None:
        """Someone else codes, or codes blind: choices and steps are said anew."""
        self.refresh_choices()
        self._show_steps()

    def _show_hints(self, _old: object = None, _new: object = None) -> None:
        """Show the keys of the pane that has the focus."""
        view = self._views.get(self.view())
        self.status.show_place(isinstance(view, CodingView))
        general = [("Ctrl+K", _("commands")), ("F1", _("all keys"))]
        now = [(shown(shortcuts.current(key, shortcuts.WINDOW)), text) for key, text in general]
        self.status.show_keys([(key, text) for key, text in [*panes.key_hints(view), *now] if key])

    def _targets(self) -> list[Target]:
        """Everything the command field finds."""
        allowed = [entry for entry in self.menus.entries if self.menus.actions[entry.id].isEnabled()]
        found = finding.actions_among(allowed, self.commands)
        if self.session:
            found += panes.targets(self._views[CODING])
            found += finding.pages(self.commands) + finding.in_pages(self.commands)
            found += finding.codes_and_documents(self.session, self.commands)
            found += finding.bookmarks(self.session, self.commands)
        return found

    def _say_not_made(self, error: Exception) -> None:
        self.stack.setEnabled(True)
        messages.handle(self, error)

    def _open_made(self, study: Path) -> None:
        self.stack.setEnabled(True)
        self.commands.attempt(lambda: self.open_study(study))

    def _shows(self, project: Project) -> bool:
        return self.session is not None and self.session.project is project

    def _end_jobs(self) -> None:
        jobs = self.findChildren(Job)
        for job in jobs:
            job.cancel()
        if jobs:
            QThreadPool.globalInstance().waitForDone()
        for job in jobs:
            job.deleteLater()

    def _look_outside(self) -> None:
        """Notice what another program wrote; a file that is busy is looked at again later."""
        if self.session:
            try:
                self.session.project.refresh()
            except UserError:
                return

    def _remember_place(self) -> None:
        if self.session:
            study = str(self.session.project.settings.get("study_id", ""))
            shown = self.session.document.id if self.session.document else ""
            memory().setValue(f"place/{study}", shown)

    def _restore_place(self, session: Session) -> None:
        """Show the document that was open, the one shown last time, or the first."""
        documents = [document.id for document in session.project.documents.all()]
        study = str(session.project.settings.get("study_id", ""))
        last = session.document.id if session.document else memory().value(f"place/{study}", "")
        if documents:
            session.show_document(last if last in documents else documents[0])

    def changeEvent(self, event: QEvent) -> None:
        """Look at the file when the person comes back from another program."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._look_outside()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a study that is dropped here; import anything else."""
        dropped = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        study = next((path for path in dropped if path.suffix.lower() == studies.SUFFIX), None)
        if study:
            self.commands.attempt(lambda: self.open_study(study))
        elif dropped:
            self.commands.attempt(lambda: self.commands.import_documents(dropped))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's place and let go of the study."""
        if not self.leaving.is_allowed():
            event.ignore()
            return
        memory().setValue("geometry", self.saveGeometry())
        self.close_study()
        self._end_jobs()
        super().closeEvent(event)
