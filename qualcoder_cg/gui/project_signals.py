"""The one place where news of the study becomes a Qt signal."""

from PySide6.QtCore import QObject, Signal

from ..domain.changes import Changes
from ..services.studies import Project


class ProjectSignals(QObject):
    """Repeats what an open study tells: `changed(Changes)` after every step, undo, redo, outside change."""

    changed = Signal(object)

    def __init__(self, project: Project, parent: QObject) -> None:
        super().__init__(parent)
        project.listen(self._tell)

    def _tell(self, changes: Changes) -> None:
        self.changed.emit(changes)
