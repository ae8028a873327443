"""What the window remembers of itself, not of a study's content: its place, its splitters, what was read."""

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from .. import paths

_TITLE_BAR = 32


def memory() -> QSettings:
    """The file in the person's own folder."""
    return QSettings(str(paths.person_config() / "window.ini"), QSettings.Format.IniFormat)


def fit_screen(window: QWidget) -> None:
    """Let a window that has no room on its screen fill it, and be smaller when it no longer does."""
    room = window.screen().availableGeometry().size() - QSize(0, _TITLE_BAR)
    if window.width() > room.width() or window.height() > room.height():
        window.resize(window.size().boundedTo(room))
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def restore_splitters(name: str, view: QWidget) -> None:
    """Let the parts of a view be as wide as they were left; none comes to lie the other way."""
    kept = memory()
    for place, splitter in _splitters(view).items():
        state, way = kept.value(f"splitter/{name}.{place}"), splitter.orientation()
        if isinstance(state, QByteArray):
            splitter.restoreState(state)
            splitter.setOrientation(way)


def keep_splitters(name: str, view: QWidget) -> None:
    """Remember how wide the parts of a view are."""
    kept = memory()
    for place, splitter in _splitters(view).items():
        kept.setValue(f"splitter/{name}.{place}", splitter.saveState())


def _splitters(view: QWidget) -> dict[str, QSplitter]:
    """The splitters of a view by where they stand; their order changes with the page that is shown."""
    found: dict[str, QSplitter] = {}
    for splitter in view.findChildren(QSplitter):
        names: list[str] = []
        widget: QWidget | None = splitter
        while widget is not None and widget is not view:
            names.append(type(widget).__name__)
            widget = widget.parentWidget()
        place = ".".join(reversed(names))
        while place in found:
            place += "+"
        found[place] = splitter
    return found
