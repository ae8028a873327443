"""Who asks in a text that is about to be imported, told by the guides of the study."""

from collections.abc import Sequence
from dataclasses import replace

from ..domain.documents import Transcript
from ..errors import UserError
from ..storage.project import Project


def wordings(project: Project) -> tuple[str, ...]:
    """What the guides ask, in all their wordings."""
    items = (item for guide in project.guides.all() for item in guide.items)
    return tuple(text for item in items for _language, text in item.wordings)


def guessed(found: Transcript | UserError, asked: Sequence[str]) -> Transcript | UserError:
    """What was read of a file, its roles guessed anew where the study has guides.

    It touches no study, so that it may run in a thread.
    """
    if not asked or isinstance(found, UserError) or not found.turns:
        return found
    from ..formats.transcripts import turns  # slow to load, and not needed to open a window

    return replace(found, turns=turns.assign_roles(found.text, found.turns, asked))
