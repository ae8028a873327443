"""Consistency over time: whether coders drift apart, what to code twice next, and a coder against herself."""

import math
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from ..domain.codings import Coder
from ..domain.consistency import CRITERION, DRAWS, POOLED, Figure, Measured, Setup
from ..errors import UserError
from ..i18n import _
from ..progress import Progress, silent
from ..storage.project import Project
from . import consistency
from .drawing import SEED, choosable
from .rounds import ALPHA

INTERVIEWED, CODED = DATES = ("interview", "coding")
EVERY = 10
WEEKS = 2
SHARE_AGAIN = 0.05
WINDOW = 3


class Point(NamedTuple):
    """Alpha of a few documents (ids) that follow one another, from the first date to the last (ISO 8601)."""

    first: str
    last: str
    documents: tuple[str, ...]
    figure: Figure


class Window(NamedTuple):
    """Documents that follow one another, and what is needed to measure them."""

    first: str
    last: str
    documents: tuple[str, ...]
    gathered: consistency.Gathered


class Drift(NamedTuple):
    """Alpha over time, and the double-coded documents (ids) without a date, which are in no point."""

    points: Sequence[Point]
    undated: tuple[str, ...]


def windows(
    project: Project, *, by: str = INTERVIEWED, size: int = WINDOW, level: str = CRITERION, draws: int = DRAWS
) -> tuple[list[Window], tuple[str, ...]]:
    """The double-coded documents by date, `size` at a time, and those without a date; read on the thread of
    the study. A last window that would be half full or less joins the one before."""
    if by not in DATES:
        raise UserError(
            _("{value} is no date to go by.").format(value=by),
            _("Use one of: {choices}.").format(choices=", ".join(DATES)),
        )
    if size < 1:
        raise UserError(_("{value} documents are no window.").format(value=size), _("Give at least 1."))
    dated = dates(project, by)
    double = consistency.double_coded(project)
    order = sorted((one for one in double if dated.get(one)), key=lambda one: dated[one])
    parts = [order[start : start + size] for start in range(0, len(order), size)]
    if len(parts) > 1 and 2 * len(parts[-1]) <= size:
        parts[-2:] = [parts[-2] + parts[-1]]
    coders = tuple(one.id for one in consistency.coders_compared(project))
    found = []
    for part in parts:
        setup = Setup(coders, level=level, documents=tuple(part), coefficients=(ALPHA,), draws=draws)
        gathered = consistency.gather(project, setup)
        found.append(Window(dated[part[0]], dated[part[-1]], tuple(part), gathered))
    return found, tuple(one for one in double if not dated.get(one))


def points(found: Sequence[Window], progress: Progress = silent) -> list[Point]:
    """Alpha of each window, all criteria together; on any thread."""
    made = []
    for number, one in enumerate(found):
        progress(number, len(found), one.first)
        measured = consistency.compute(one.gathered, silent)
        figure = next(iter(measured.of(ALPHA, POOLED)), None)
        if figure:
            made.append(Point(one.first, one.last, one.documents, figure))
    return made


def drift(
    project: Project,
    *,
    by: str = INTERVIEWED,
    size: int = WINDOW,
    level: str = CRITERION,
    draws: int = DRAWS,
    progress: Progress = silent,
) -> Drift:
    """Alpha over time: by the date of the interview, or by that of the last coding in it."""
    found, undated = windows(project, by=by, size=size, level=level, draws=draws)
    return Drift(points(found, progress), undated)


def dates(project: Project, by: str = INTERVIEWED) -> dict[str, str]:
    """The date (ISO 8601) of each document (id) that has one: of its interview or its own; or of coding."""
    if by == CODED:
        return {
            document_id: max(str(row[6]) for row in codings)[:10]
            for document_id, codings in project.codings.walk()
            if codings
        }
    held = {one.id: one.date for one in project.interviews.all()}
    found = {one.id: held.get(one.interview_id or "", "") or one.date for one in project.documents.all()}
    return {document_id: date for document_id, date in found.items() if date}


def to_double_code(project: Project, every: int = EVERY) -> list[str]:
    """The interviews (ids of documents) that should be coded twice and are not yet: each `every`-th by date.

    Interviews without a date come last, in the study's order.
    """
    if every < 1:
        raise UserError(
            _("{value} is no step between interviews.").format(value=every), _("Give at least 1.")
        )
    dated = dates(project)
    order = sorted(choosable(project), key=lambda one: (one not in dated, dated.get(one, "")))
    double = set(consistency.double_coded(project))
    return [one for one in order[every - 1 :: every] if one not in double]


def to_code_again(
    project: Project,
    coder: Coder,
    *,
    share: float = SHARE_AGAIN,
    weeks: int = WEEKS,
    seed: int = SEED,
    now: datetime | None = None,
) -> list[str]:
    """The documents (ids) a coder should code once more: a share, at least one, of those she last coded
    `weeks` ago or earlier, without those she received for that already."""
    before = (now or datetime.now(UTC)) - timedelta(weeks=weeks)
    latest: dict[str, str] = {}
    for document_id, codings in project.codings.walk():
        own = [str(row[6]) for row in codings if row[4] == coder.id]
        if own:
            latest[document_id] = max(own)
    settled = [one for one in project.documents.ids() if one in latest and _is_before(latest[one], before)]
    again = next((one.id for one in project.coders.all() if one.again_of == coder.id), "")
    received = consistency.received(project)
    left = [one for one in settled if again not in received.get(one, set())]
    if not left:
        return []
    wanted = max(1, math.ceil(share * len(latest) - 1e-9)) - (len(settled) - len(left))
    drawn = set(random.Random(seed).sample(left, min(max(wanted, 0), len(left))))
    return [one for one in left if one in drawn]


def again(
    project: Project, coder: Coder, *, level: str = CRITERION, draws: int = DRAWS, progress: Progress = silent
) -> Measured | None:
    """A coder against herself: her first codings and her second; None where she has not coded twice."""
    setup = again_setup(project, coder, level=level, draws=draws)
    return consistency.measure(project, setup, progress) if setup else None


def again_setup(
    project: Project, coder: Coder, *, level: str = CRITERION, draws: int = DRAWS
) -> Setup | None:
    """What compares a coder's first codings with her second; None where she has not coded twice."""
    second = next((one for one in project.coders.all() if one.again_of == coder.id), None)
    if second is None:
        return None
    received = consistency.received(project)
    both = [one for one in project.documents.ids() if {coder.id, second.id} <= received.get(one, set())]
    return Setup((coder.id, second.id), level=level, documents=tuple(both), draws=draws) if both else None


def _is_before(date: str, moment: datetime) -> bool:
    try:
        found = datetime.fromisoformat(date)
    except ValueError:
        return False
    return (found if found.tzinfo else found.replace(tzinfo=UTC)) <= moment
