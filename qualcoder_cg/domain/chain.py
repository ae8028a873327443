"""What follows from findings: conclusions, lessons learned, good practices, recommendations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

CONCLUSION, LESSON, PRACTICE, RECOMMENDATION = "conclusion", "lesson", "practice", "recommendation"
CHAIN_KINDS = (CONCLUSION, LESSON, PRACTICE, RECOMMENDATION)
FINDING = "finding"


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


@dataclass(frozen=True, slots=True)
class Link:
    """A finding or an item as a link of the chain, with what follows from its place in it.

    `kind` is FINDING or of CHAIN_KINDS; `group_id` the question of a finding, the criterion of a conclusion.
    `fields` holds the other fields of its form that are filled in; `empty` names mandatory ones that are not.
    `rests_on` and `leads_to` are ids, in the order in which they are numbered.
    An `orphan` leads to no recommendation, itself or by way of others; recommendations and findings are none.
    `grounded` tells whether some evidence lies at the end of what it rests on: false for what rests on
    nothing and for what rests only on such. `status` is DRAFT or FINAL of a recommendation, else "".
    """

    id: str
    kind: str
    number: str
    text: str
    group_id: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    rests_on: tuple[str, ...] = ()
    leads_to: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    orphan: bool = False
    grounded: bool = True
    status: str = ""


class Completeness(NamedTuple):
    """In how many of the items of a kind a field of their form is filled in."""

    kind: str
    name: str
    filled: int
    of: int
    required: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """Everything from findings to recommendations, numbered, in the order in which it is printed."""

    links: Mapping[str, Link]
    completeness: tuple[Completeness, ...] = ()

    def of(self, kind: str) -> tuple[Link, ...]:
        """The links of a kind, in order."""
        return tuple(link for link in self.links.values() if link.kind == kind)

    def __iter__(self) -> Iterator[Link]:
        return iter(self.links.values())

    def numbered(self, number: str) -> Link | None:
        """The link with a number, such as C10."""
        wanted = number.casefold()
        return next((link for link in self if link.number.casefold() == wanted), None)

    def basis(self, link: Link) -> tuple[Link, ...]:
        """What a link rests on."""
        return tuple(self.links[one] for one in link.rests_on)

    def consequences(self, link: Link) -> tuple[Link, ...]:
        """What rests on a link."""
        return tuple(self.links[one] for one in link.leads_to)

    @property
    def orphans(self) -> tuple[Link, ...]:
        """Conclusions, lessons and practices that lead to no recommendation."""
        return tuple(link for link in self if link.orphan)

    @property
    def without_findings(self) -> tuple[Link, ...]:
        """Conclusions that rest on no finding."""
        return tuple(link for link in self.of(CONCLUSION) if not link.rests_on)

    @property
    def ungrounded(self) -> tuple[Link, ...]:
        """Items at whose end no evidence lies; findings without evidence are not among them."""
        return tuple(link for link in self if link.kind != FINDING and not link.grounded)

    @property
    def incomplete(self) -> tuple[Link, ...]:
        """Items whose form has empty mandatory fields."""
        return tuple(link for link in self if link.empty)
