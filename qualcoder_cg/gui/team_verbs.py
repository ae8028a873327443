"""What a person can do with the team: hand documents out, bring copies in, rounds, what counts as agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain.rules import AGREED, EVERYBODYS
from ..services.rules import change_rules, rules
from .verbs import show_over

if TYPE_CHECKING:
    from .commands import Commands


def hand_out(do: Commands) -> None:
    """Ask who receives what and write the package."""
    from .dialogs.hand_out import HandOut

    if do.window.session:
        show_over(HandOut(do.window, do.window.session))


def bring_in(do: Commands) -> None:
    """Ask for a copy of the study and bring in what is new in it."""
    from .dialogs.bring_in import BringIn

    if do.window.session:
        path = BringIn.ask_for_file(do.window, do.folder())
        if path:
            show_over(BringIn(do.window, do.window.session, path))


def rounds(do: Commands) -> None:
    """Show the rounds of coding."""
    from .dialogs.rounds import Rounds

    if do.window.session:
        show_over(Rounds(do.window, do.window.session))


def show_versions(do: Commands) -> None:
    """Show the versions of the codebook."""
    from .consistency.consistency_view import VERSIONS, ConsistencyView

    do.show_consistency()
    for view in do.window.findChildren(ConsistencyView):
        view.show_page(VERSIONS)


def counts_consensus(do: Commands) -> bool:
    """Whether what was decided counts in place of the codings it was decided about."""
    return bool(do.window.session and rules(do.window.session.project).layer == AGREED)


def toggle_consensus(do: Commands) -> None:
    """Count what was decided, or everybody's codings again; a rule of the study."""
    if do.window.session:
        layer = EVERYBODYS if counts_consensus(do) else AGREED
        change_rules(do.window.session.project, layer=layer)
    do.window.refresh_choices()
