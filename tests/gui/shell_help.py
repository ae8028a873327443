"""What the window's tests do again and again: find a dialog, choose from the menus, read a study back."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QDialog

from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.services import studies
from qualcoder_cg.services.studies import Project

AnyDialog = TypeVar("AnyDialog", bound=QDialog)


def dialog_of(window: MainWindow, kind: type[AnyDialog]) -> AnyDialog:
    """The dialog of this kind that the window shows."""
    found = [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]
    assert len(found) == 1, f"{len(found)} dialogs of {kind.__name__}"
    return found[0]


def opened(window: MainWindow, study: Path) -> Project:
    """The study, open in the window, which closes it."""
    window.open_study(study)
    assert window.session is not None
    return window.session.project


def trigger(window: MainWindow, name: str) -> None:
    """Choose an entry from the menus."""
    action = window.menus.actions[name]
    assert action.isEnabled(), name
    action.trigger()


def titles(path: Path) -> list[str]:
    """Names of the documents in a study file."""
    project = studies.open_project(path)
    try:
        return [document.name for document in project.documents.all()]
    finally:
        project.close()
