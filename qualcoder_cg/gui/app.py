"""Starting the window: language, look, what happens to errors, and which study is opened."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..i18n import _
from .system_libraries import missing_packages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from .main_window import MainWindow

_HELP = ("-h", "--help")
SAMPLE = "--sample"


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window, on the study file given, on the last one, or on the welcome page.

    `argv` is without the program's name. Gives the exit code: 1, with a sentence, where there is no
    screen to show a window on.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and arguments[0] in _HELP:
        print(_("Use: python main.py [STUDY.qcg | --sample]"))
        return 0
    if not has_screen(os.environ, sys.platform):
        print(
            _("There is no screen to open a window on; qualcoder-cg --help shows the command line."),
            file=sys.stderr,
        )
        return 1
    missing = missing_packages(screen=_on_x11(os.environ))
    if missing:
        print(
            _("The window needs system libraries that are missing. On Debian or Ubuntu: {command}").format(
                command="sudo apt-get install " + " ".join(missing)
            ),
            file=sys.stderr,
        )
        return 1
    from .memory import fit_screen

    app = make_application()
    window = make_window(_study_named(arguments[0]) if arguments else None)
    fit_screen(window)
    window.show()
    try:
        return app.exec()
    finally:
        window.close()


def _study_named(argument: str) -> Path:
    """The study file an argument means; the sample study is made the first time it is asked for."""
    if argument != SAMPLE:
        return Path(argument)
    from ..services.sample import sample_study

    return sample_study()


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Whether Qt finds something to draw on; without it, it would end the program abruptly."""
    if not platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _on_x11(environment: Mapping[str, str]) -> bool:
    """Whether Qt will draw through X11, which needs more libraries than the others."""
    return not any(environment.get(name) for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def make_application() -> "QApplication":
    """The one application object, in the person's language and look, with errors caught."""
    from PySide6.QtWidgets import QApplication

    from .. import settings
    from . import density, languages, messages, theme

    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(["qualcoder-cg"])
    app.setApplicationName("QualCoder CG")
    app.setOrganizationName("QualCoder CG")
    languages.speak(languages.chosen())
    mode = settings.get("theme", theme.SYSTEM)
    theme.apply(app, mode if mode in theme.MODES else theme.SYSTEM)
    density.use_remembered()
    sys.excepthook = messages.catch
    return app


def make_window(study: Path | None) -> "MainWindow":
    """The window on a study: the one given, else the last one, else the welcome page.

    A study that cannot be opened is said kindly once the window shows; the welcome page stands behind.
    """
    from PySide6.QtCore import QTimer

    from .. import settings
    from ..errors import UserError
    from . import messages
    from .main_window import MainWindow

    window = MainWindow()
    chosen = study or next(iter(settings.recent()), None)
    if chosen:
        try:
            window.open_study(chosen)
        except UserError as error:
            problem = error
            QTimer.singleShot(0, window, lambda: messages.show(window, problem))
    return window
