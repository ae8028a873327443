"""What follows from findings: conclusions, lessons learned, good practices, recommendations."""

from typing import NamedTuple

CONCLUSION, LESSON, PRACTICE, RECOMMENDATION = "conclusion", "lesson", "practice", "recommendation"
CHAIN_KINDS = (CONCLUSION, LESSON, PRACTICE, RECOMMENDATION)


class ChainItem(NamedTuple):
    """A conclusion, lesson, good practice or recommendation.

    Its number (C10, LL2, BP1, R3) follows from its place among its kind and is not stored; `criterion_id`
    groups conclusions. What else its form asks for are `ChainField`s.
    """

    id: str
    kind: str
    criterion_id: str | None
    text: str
    position: int
    created_at: str


class ChainField(NamedTuple):
    """What stands in one field of an item's form; `name` is the field's stable name."""

    id: str
    item_id: str
    name: str
    value: str


class Basis(NamedTuple):
    """That an item rests on a finding or on another item: one of `finding_id`, `basis_id` is set."""

    id: str
    item_id: str
    finding_id: str | None
    basis_id: str | None
    position: int
