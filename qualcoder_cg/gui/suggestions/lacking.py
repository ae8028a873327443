"""What a study lacks before anything can be suggested in it."""

from ...i18n import _
from ...services import withheld
from ..session import Session


def lacking(session: Session) -> str:
    """What to do first, in words; "" where there are codes and something to read."""
    if not session.codes:
        return _("No codes yet. Load an evaluation matrix or add a code.")
    if not session.project.documents.ids():
        return _("Nothing to read yet. Import the transcripts of your interviews.")
    return withheld.why_none(session.project)
