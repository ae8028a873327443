"""Where decisions between coders lie after a text was corrected."""

from collections.abc import Sequence
from typing import NamedTuple

from ..domain.codings import Coding
from ..domain.spans import Span
from ..domain.team import what_it_says
from ..storage.project import Project
from .anchoring import Placed
from .ways import Ways


class DecidedPlaces(NamedTuple):
    """New places of decisions and of what holds by them, and what the codings decided about say then.

    Each is the id of a row with its new value.
    """

    decisions: Sequence[tuple[str, Span]]
    held: Sequence[tuple[str, Span]]
    said: Sequence[tuple[str, str]]


def planned(
    project: Project, document_id: str, ways: Ways, codings: Sequence[tuple[Coding, Placed]]
) -> DecidedPlaces:
    """What a correction changes of the decisions in a document; nothing is saved.

    A decision that fitted its codings fits them afterwards too: what was corrected are words, and not what
    anybody said of them.
    """
    team, anchors = project.team, ways.anchors
    decisions = team.adjudications.where("document_id", document_id)
    placed = {coding.id: (coding, place) for coding, place in codings}
    said = []
    for one in team.adjudicated.among("adjudication_id", [decision.id for decision in decisions]):
        if one.coding_id not in placed:
            continue
        coding, place = placed[one.coding_id]
        if one.was == what_it_says(coding.code_id, anchors.old[coding.start : coding.end]):
            said.append((one.id, what_it_says(coding.code_id, anchors.new[place.start : place.end])))
    return DecidedPlaces(
        [(one.id, ways.span("adjudication", one.id, one.span).span) for one in decisions],
        [
            (one.id, ways.span("consensus", one.id, one.span).span)
            for one in team.consensus.where("document_id", document_id)
        ],
        said,
    )


def save(project: Project, places: DecidedPlaces) -> None:
    """Write what was planned, inside a step."""
    for row_id, span in places.decisions:
        project.team.adjudications.change(row_id, start=span.start, end=span.end)
    for row_id, span in places.held:
        project.team.consensus.change(row_id, start=span.start, end=span.end)
    for row_id, was in places.said:
        project.team.adjudicated.change(row_id, was=was)
