"""What to decide next, across documents."""

from PySide6.QtWidgets import QWidget

from ..session import Session


class QueuePage(QWidget):
    """What to decide next, across documents."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
