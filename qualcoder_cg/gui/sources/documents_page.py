"""The page of documents."""

from PySide6.QtWidgets import QWidget

from ...i18n import _
from ..session import Session
from .page import Page


class DocumentsPage(Page):
    """The documents of the study."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent, _("Documents"))
