"""The page of interviews."""

from PySide6.QtWidgets import QWidget

from ...i18n import _
from ..session import Session
from .page import Page


class InterviewsPage(Page):
    """The interviews of the study."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent, _("Interviews"))
