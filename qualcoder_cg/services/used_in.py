"""What rests on a finding: conclusions and what follows from them, numbered as the chain numbers them."""

from collections.abc import Iterable
from typing import NamedTuple

from ..domain.chain import CHAIN_KINDS, CONCLUSION, RECOMMENDATION, ChainItem
from ..domain.chain_forms import PREFIXES
from ..storage.project import Project


class Use(NamedTuple):
    """An item of the chain that rests on a finding; `leads_on` tells whether a recommendation rests on it."""

    id: str
    kind: str
    number: str
    text: str
    leads_on: bool


def used_in(project: Project, finding_id: str) -> list[Use]:
    """What rests on a finding, directly or by way of others, in the order of the chain."""
    bases = project.evidence.bases.all()
    above: dict[str, list[str]] = {}
    for basis in bases:
        above.setdefault(basis.finding_id or basis.basis_id or "", []).append(basis.item_id)
    reached = _reached(above, [finding_id])
    items = _numbered(project)
    recommendations = {item.id for item, _number in items if item.kind == RECOMMENDATION}
    return [
        Use(
            item.id,
            item.kind,
            number,
            item.text,
            item.id in recommendations or bool(recommendations.intersection(_reached(above, [item.id]))),
        )
        for item, number in items
        if item.id in reached
    ]


def _reached(above: dict[str, list[str]], start: Iterable[str]) -> set[str]:
    waiting, found = list(start), set()
    while waiting:
        for one in above.get(waiting.pop(), ()):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return found


def _numbered(project: Project) -> list[tuple[ChainItem, str]]:
    order = {criterion.id: place for place, criterion in enumerate(project.matrix.criteria())}
    everything = project.evidence.chain.all()
    found = []
    for kind in CHAIN_KINDS:
        here = [item for item in everything if item.kind == kind]
        if kind == CONCLUSION:
            here.sort(key=lambda item: order.get(item.criterion_id or "", len(order)))
        found += [(item, f"{PREFIXES[kind]}{place}") for place, item in enumerate(here, 1)]
    return found
