"""Plain text (.txt), kept exactly as it stands in the file."""

from ...domain.documents import Transcript
from ...domain.text import clean
from .. import encoding
from . import draft


def read(data: bytes, name: str) -> Transcript:
    """The whole text with every space and blank line, for people code it by offsets."""
    decoded = encoding.decode(data, name)
    return draft.transcript(
        clean(decoded.text), name, "txt", encoding=decoded.encoding, warnings=[decoded.warning]
    )
