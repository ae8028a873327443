"""Coding many passages at once by one suggester: looked at first, then one step that can be undone."""

from PySide6.QtWidgets import QWidget

from ..session import Session


class AutoPage(QWidget):
    """Coding many passages at once by one suggester: looked at first, then one step that can be undone."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
