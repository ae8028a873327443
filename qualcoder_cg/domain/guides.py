"""Interview guides: what was asked of whom, item by item, and which evaluation questions an item serves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .documents import INTERVIEWER, Turn


@dataclass(frozen=True, slots=True)
class GuideItem:
    """One thing to ask: its wordings as (language, text), the main one first, and ids of its questions."""

    id: str
    guide_id: str
    number: str
    wordings: tuple[tuple[str, str], ...]
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide for types of informants, in one version; a new version is a guide of its own."""

    id: str
    name: str
    version: str
    types: tuple[str, ...]
    items: tuple[GuideItem, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemSpec:
    """An item as it stands in a file: questions by the numbers people write ("3", "10")."""

    number: str
    wordings: tuple[tuple[str, str], ...]
    questions: tuple[str, ...] = ()


class TurnItems(NamedTuple):
    """The items that an interviewer's turn puts: none, one or two.

    The turn is the one whose words start at `start` (code points); `by_hand` where a person decided.
    """

    start: int
    items: tuple[str, ...]
    by_hand: bool = False


class Answer(NamedTuple):
    """A turn that answers: the items last put before it, and whether a follow-up came in between."""

    turn: Turn
    items: tuple[str, ...]
    follow_up: bool


def answers(turns: Sequence[Turn], put: Iterable[TurnItems]) -> list[Answer]:
    """The turns that answer an item, in order.

    An interviewer's turn that puts no item follows up on the last item put: what is said to it still
    answers that item. What is said before the first item, or where none is put, answers nothing.
    """
    by_start: Mapping[int, tuple[str, ...]] = {one.start: one.items for one in put}
    found: list[Answer] = []
    items: tuple[str, ...] = ()
    follow_up = False
    for turn in turns:
        if turn.role == INTERVIEWER:
            here = by_start.get(turn.start, ())
            follow_up = bool(items) and not here
            items = here or items
        elif items:
            found.append(Answer(turn, items, follow_up))
    return found
