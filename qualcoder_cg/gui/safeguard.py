"""What a large study still needs once it is open: it is checked and backed up beside the window."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ..errors import UserError
from ..i18n import _
from ..services import studies
from ..services.studies import Project
from . import messages
from .background import Job
from .banner import Banner

AFTER_MS = 3000


def safeguard(window: QWidget, project: Project, banner: Banner, is_open: Callable[[], bool]) -> None:
    """Check and back up the study, once the person has it before them and if `is_open` still holds."""
    path, seq = project.path, project.last_activity()

    def begin() -> None:
        if is_open():
            job = Job(lambda progress: studies.safeguard(path, seq, progress), window)
            job.succeeded.connect(lambda problems: warn_of(banner, problems))
            job.failed.connect(lambda error: _warn_of_failure(window, banner, error))
            job.start()

    QTimer.singleShot(AFTER_MS, window, begin)


def warn_of(banner: Banner, problems: Sequence[str]) -> None:
    """Say in the banner what is wrong with the file, if anything is."""
    if problems:
        said = _("The study file is damaged: {problems}").format(problems="; ".join(problems))
        banner.warn(said + " " + _("Keep it, and open the newest file in the folder of backups beside it."))


def _warn_of_failure(window: QWidget, banner: Banner, error: Exception) -> None:
    if isinstance(error, UserError):
        banner.warn(str(error))
    else:
        messages.unexpected(window, error)
