"""What rests on a finding: conclusions, and what follows from them."""

from ..domain.chain import FINDING, Chain, Link
from ..storage.project import Project
from .chain import chain


def used_in(project: Project, finding_id: str) -> list[Link]:
    """What rests on a finding, directly or by way of others, in the order of the chain."""
    found = chain(project)
    reached = _reached(found, finding_id)
    return [link for link in found if link.id in reached and link.kind != FINDING]


def _reached(found: Chain, start: str) -> set[str]:
    waiting, reached = [start], set()
    while waiting:
        link = found.links.get(waiting.pop())
        for one in link.leads_to if link else ():
            if one not in reached:
                reached.add(one)
                waiting.append(one)
    return reached
