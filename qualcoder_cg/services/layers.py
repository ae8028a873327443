"""Which codings count in a study: everybody's, or the consensus of the coders.

It is a rule of the study, and what an open study counts follows it.
"""

from ..domain.changes import Changes
from ..domain.rules import AGREED, EVERYBODYS, LAYERS
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project
from .rules import rules


def follow(project: Project) -> None:
    """Let what counts be what the rules say, now and whenever they change."""
    known = rules(project).layer
    project.see_consensus(known == AGREED)

    def heard(changes: Changes) -> None:
        nonlocal known
        agreed = rules(project).layer if changes.touched("setting") else known
        if agreed != known:
            known = agreed
            project.see_consensus(known == AGREED)

    project.listen(heard, first=True)


def use(project: Project, layer: str) -> None:
    """Let another layer count for now, whatever the rules say; "" leaves it as it is."""
    if layer not in ("", *LAYERS):
        raise UserError(
            _("{layer} is no layer of codings.").format(layer=layer),
            _("Use one of: {choices}.").format(choices=", ".join(LAYERS)),
        )
    if layer:
        project.see_consensus(layer == AGREED)


def layer(project: Project) -> str:
    """Which layer counts now."""
    return AGREED if project.sees_consensus else EVERYBODYS


def layer_in_words(project: Project) -> str:
    """Whose codings count now, as a sentence for reports; "" where everybody's do, as is usual."""
    if not project.sees_consensus or project.seen_coders is not None:
        return ""
    words = _("The consensus of the coders: what was settled ({n}) stands as it was decided.")
    return words.format(n=len(project.team.adjudications.all()))
