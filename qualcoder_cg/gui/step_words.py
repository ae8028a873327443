"""What undo and redo would do, said in the menu and in the tooltips."""

from ..i18n import _
from . import actions
from .menus import Menus
from .session import Session


def show_steps(menus: Menus, session: Session | None) -> None:
    """Name the steps that undo and redo would take; without any they are off."""
    steps = (session.project.undoable(), session.project.redoable()) if session else (None, None)
    said = (
        ("undo", steps[0], _("&Undo"), _("Undo: {step}"), _("Nothing to undo")),
        ("redo", steps[1], _("&Redo"), _("Redo: {step}"), _("Nothing to redo")),
    )
    for name, step, bare, full, none in said:
        action = menus.actions[name]
        text = full.format(step=session.who.in_words(step)) if session and step else bare
        action.setText(text.replace("&", "&&") if step else text)
        action.setEnabled(step is not None)
        keys = [key.toString() for key in action.shortcuts()]
        action.setToolTip(actions.with_key(text, keys[:1]) if step else none)
