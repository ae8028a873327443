"""What the pictures of the manual show: scenes that bring the window to a state."""

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QItemSelectionModel, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.session import Session

_SELECT = QItemSelectionModel.SelectionFlag.Select
SUGGESTIONS_MS, VIEW_MS = 12_000, 900


class Stage:
    """The window, and waiting for what it does beside itself."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    @property
    def session(self) -> Session:
        """The open study."""
        assert self.window.session is not None
        return self.window.session

    @property
    def coding(self) -> CodingView:
        """The coding view."""
        view = self.window.findChild(CodingView)
        assert isinstance(view, CodingView)
        return view

    def wait(self, ms: int = VIEW_MS) -> None:
        """Let the window live; its jobs and processes go on meanwhile."""
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def picture(self) -> QPixmap:
        """The whole window, with the dialog that stands over it."""
        self.wait()
        shown = self.window.grab()
        dialog = next((one for one in self.window.findChildren(QDialog) if one.isVisible()), None)
        return dialog.grab() if dialog else shown

    def command(self, name: str) -> QPixmap:
        """The window after an entry of its menus."""
        self.window.menus.actions[name].trigger()
        return self.picture()

    def clear(self) -> None:
        """Close what stands over the window."""
        for dialog in self.window.findChildren(QDialog):
            dialog.reject()
        QApplication.processEvents()


def welcome(stage: Stage) -> QPixmap:
    """No study is open."""
    return stage.picture()


def coding(stage: Stage) -> QPixmap:
    """An interview with its codings, one of them active, and suggestions."""
    from qualcoder_cg.services.sample import sample_study

    stage.window.open_study(sample_study())
    session = stage.session
    shown = next(d for d in session.project.documents.all() if d.name.startswith("KII-06"))
    session.show_document(shown.id)
    session.activate(session.project.codings.in_document(shown.id)[2].id, reveal=True)
    stage.wait(SUGGESTIONS_MS)
    return stage.picture()


def find(stage: Stage) -> QPixmap:
    """Hits in all documents, two of them selected to be coded."""
    stage.window.show_view("coding")
    stage.coding.finding.find_everywhere()
    panel = stage.coding.find_panel
    panel.bar.field.setText("trabaj")
    stage.wait()
    panel.list.setFocus()
    panel.list.go_to(1)
    panel.list.selectionModel().select(panel.model.index(2, 0), _SELECT)
    return stage.picture()


def find_forms(stage: Stage) -> QPixmap:
    """A misspelt word and what is found in its place."""
    stage.window.show_view("coding")
    stage.coding.finding.find_everywhere()
    panel = stage.coding.find_panel
    panel.bar.use_mode("fuzzy")
    panel.bar.field.setText("munizipio")
    panel.bar.field.setFocus()
    shown = stage.picture()
    panel.bar.use_mode("words")
    panel.close_panel()
    return shown


def _page(name: str) -> Callable[[Stage], QPixmap]:
    def scene(stage: Stage) -> QPixmap:
        stage.window.show_page(name)
        return stage.picture()

    return scene


def _command(name: str) -> Callable[[Stage], QPixmap]:
    def scene(stage: Stage) -> QPixmap:
        stage.window.show_view("coding")
        return stage.command(name)

    return scene


def evidence(stage: Stage) -> QPixmap:
    """The quotes by question."""
    stage.window.show_view("evidence")
    return stage.picture()


SCENES: dict[str, Callable[[Stage], QPixmap]] = {
    "welcome": welcome,
    "coding": coding,
    "find": find,
    "find-similar": find_forms,
    "evidence": evidence,
    **{name: _page(name) for name in ("documents", "interviews", "informants", "institutions")},
    **{name: _page(name) for name in ("guides", "surveys", "tables")},
    "code-editor": _command("edit-code"),
    "keys": _command("keys"),
    "settings": _command("settings"),
    "export": _command("export"),
    "activity": _command("activity"),
}
