"""Rounds: documents that several coders code to be compared, and what came of each before any discussion."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..domain import kept_figures
from ..domain.consistency import AVERAGED, CRITERION, DRAWS, EACH, POOLED, QUESTION, Figure, Measured, Setup
from ..domain.team import ROUND_KINDS, Assignment, Round
from ..errors import UserError
from ..i18n import _
from ..progress import Progress, silent
from ..storage import rows
from ..storage.project import Project
from . import consistency

ALPHA = "krippendorff"
# A round is measured at both: criterion by criterion, and question by question.
LEVELS = (CRITERION, QUESTION)


class Members(NamedTuple):
    """Who codes what in a round: ids of coders and of documents, in the study's order."""

    coders: tuple[str, ...]
    documents: tuple[str, ...]


class Line(NamedTuple):
    """A criterion ("" for all together) with its alpha in each round (id), None where there is none."""

    key: str
    name: str
    figures: Mapping[str, Figure | None]


class Comparison(NamedTuple):
    """Rounds side by side: each with whether it is closed, and a line for each criterion."""

    rounds: Sequence[Round]
    lines: Sequence[Line]


def start(
    project: Project, name: str, kind: str, documents: Sequence[str] = (), coders: Sequence[str] = ()
) -> Round:
    """Begin a round, in which each of the coders (ids) is given each of the documents (ids)."""
    name = " ".join(name.split())
    if not name:
        raise UserError(_("A round needs a name."), _("For example: Calibration 1."))
    if any(one.name.casefold() == name.casefold() for one in project.team.rounds.all()):
        raise UserError(_("There is a round {name} already.").format(name=name), _("Choose another name."))
    if kind not in ROUND_KINDS:
        raise UserError(
            _("{kind} is no kind of round.").format(kind=kind),
            _("Use one of: {choices}.").format(choices=", ".join(ROUND_KINDS)),
        )
    made = Round(rows.new_id(), name, kind, rows.now(), "", "", project.team.rounds.next_position())
    with project.step("Start round {name}", name=name):
        project.team.rounds.add(made)
        _give(project, made.id, documents, coders)
    return made


def add(project: Project, round_id: str, documents: Sequence[str], coders: Sequence[str]) -> int:
    """Give each of the coders each of the documents in a round that is open; gives how many are new."""
    found = get(project, round_id)
    if found.closed_at:
        raise UserError(_("The round {name} is closed.").format(name=found.name), _("Start another round."))
    with project.step("Add documents and coders to round {name}", name=found.name):
        return _give(project, round_id, documents, coders)


def remove(project: Project, round_id: str) -> None:
    """Take a round out; who received what stays known, without it."""
    found = get(project, round_id)
    with project.step("Remove round {name}", name=found.name):
        for one in project.team.assignments.where("round_id", round_id):
            project.team.assignments.change(one.id, round_id=None)
        for package in project.team.packages.where("round_id", round_id):
            project.team.packages.change(package.id, round_id=None)
        project.team.rounds.remove([round_id])


def get(project: Project, round_id: str) -> Round:
    """The round; UserError where there is none of that id."""
    found = project.team.rounds.get(round_id)
    if found is None:
        raise UserError(_("This round is no longer in the study."), _("Undo may bring it back."))
    return found


def named(project: Project, name: str) -> Round:
    """The round of that name or id."""
    found = project.team.rounds.all()
    for one in found:
        if name in (one.id, one.name) or one.name.casefold() == name.strip().casefold():
            return one
    raise UserError(
        _("There is no round {name} in the study.").format(name=name),
        _("The rounds are: {names}.").format(names=", ".join(one.name for one in found) or "–"),
    )


def members(project: Project, round_id: str) -> Members:
    """Who codes what in a round."""
    given = project.team.assignments.where("round_id", round_id)
    coders = {one.coder_id for one in given}
    documents = {one.document_id for one in given}
    return Members(
        tuple(one.id for one in project.coders.all() if one.id in coders),
        tuple(one for one in project.documents.ids() if one in documents),
    )


def setups(project: Project, round_id: str, draws: int = DRAWS) -> dict[str, Setup]:
    """What is measured of a round, by level; UserError where there is nothing to compare yet."""
    coders, documents = members(project, round_id)
    if len(coders) < 2 or not documents:
        raise UserError(
            _("In the round {name} there is nothing to compare yet.").format(
                name=get(project, round_id).name
            ),
            _("Add at least two coders and a document."),
        )
    return {
        level: Setup(coders, level=level, documents=documents, round_id=round_id, draws=draws)
        for level in LEVELS
    }


def gather(project: Project, round_id: str, draws: int = DRAWS) -> dict[str, consistency.Gathered]:
    """What is needed to measure a round, read on the thread of the study."""
    return {
        level: consistency.gather(project, setup) for level, setup in setups(project, round_id, draws).items()
    }


def compute(gathered: Mapping[str, consistency.Gathered], progress: Progress = silent) -> dict[str, Measured]:
    """The figures of a round by level, on any thread."""
    return {level: consistency.compute(one, progress) for level, one in gathered.items()}


def keep(project: Project, round_id: str, measured: Mapping[str, Measured]) -> None:
    """Close a round with its figures, as they are before any discussion."""
    found = get(project, round_id)
    if found.closed_at:
        raise UserError(
            _("The round {name} is closed.").format(name=found.name), _("Undo opens it, or start another.")
        )
    with project.step("Close round {name}", name=found.name):
        project.team.rounds.change(round_id, closed_at=rows.now(), measured=kept_figures.written(measured))


def close(project: Project, round_id: str, progress: Progress = silent) -> dict[str, Measured]:
    """Measure a round as it stands and close it; gives its figures by level."""
    measured = compute(gather(project, round_id), progress)
    keep(project, round_id, measured)
    return measured


def kept(found: Round) -> dict[str, Measured]:
    """The figures of a round that is closed, by level; none for one that is open."""
    return kept_figures.read(found.measured)


def compare(project: Project, round_ids: Iterable[str] = ()) -> Comparison:
    """Alpha per criterion in each of these rounds, or in all that are closed; the line of all comes first."""
    wanted = set(round_ids)
    found = [one for one in project.team.rounds.all() if (one.id in wanted if wanted else one.closed_at)]
    at = {one.id: kept(one).get(CRITERION) for one in found}
    together = {one: _figure(measured, POOLED, "") for one, measured in at.items()}
    lines = [Line("", _("All together"), together)]
    for criterion in project.matrix.criteria():
        figures = {one: _figure(measured, EACH, criterion.id) for one, measured in at.items()}
        lines.append(Line(criterion.id, criterion.name, figures))
    return Comparison(found, lines)


def _figure(measured: Measured | None, scope: str, key: str) -> Figure | None:
    figures = measured.of(ALPHA, scope) if measured else []
    return next((one for one in figures if one.key == key or scope in (POOLED, AVERAGED)), None)


def _give(project: Project, round_id: str, documents: Sequence[str], coders: Sequence[str]) -> int:
    """Note who is given what in a round; inside a step."""
    there = {(one.document_id, one.coder_id) for one in project.team.assignments.where("round_id", round_id)}
    new = [
        Assignment(rows.new_id(), None, document_id, coder_id, round_id, 1)
        for document_id in dict.fromkeys(documents)
        for coder_id in dict.fromkeys(coders)
        if (document_id, coder_id) not in there
    ]
    project.team.assignments.add(*new)
    return len(new)
