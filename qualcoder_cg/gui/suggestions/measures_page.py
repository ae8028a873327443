"""How good the suggestions are, measured on the coders' own decisions."""

from PySide6.QtWidgets import QWidget

from ..session import Session


class MeasuresPage(QWidget):
    """How good the suggestions are, measured on the coders' own decisions."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
