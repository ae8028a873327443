"""The keywords of codes: what they hit, how often they were right, what might be added."""

from PySide6.QtWidgets import QWidget

from ..session import Session


class KeywordsPage(QWidget):
    """The keywords of codes: what they hit, how often they were right, what might be added."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
