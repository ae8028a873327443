"""Questions put to the coded quotes, kept under a name."""

from typing import NamedTuple


class SavedQuery(NamedTuple):
    """A query kept under a name; `query` is what it asks for, as JSON."""

    id: str
    name: str
    query: str
    position: int
