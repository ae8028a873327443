"""Codings that a suggester put there and that wait for a person, and the batches they came in."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ..domain.codings import SUGGESTED, Coding
from ..domain.suggestions import ACCEPTED, CORRECTED, SHOWN, Decision, Suggestion
from ..storage import rows
from ..storage.project import Project
from .prediction_log import log as log_prediction
from .studies import current_coder

# Each batch is a setting of its own, so that copies that both coded have the batches of both. Those that
# earlier versions of the program made stand in one list.
_BATCHES, _BATCH = "auto-coding", "batch of auto-coding "
_EACH = "auto-coding {}"


class Batch(NamedTuple):
    """One time that passages were coded by a suggester: under which name, by whom, when, how many.

    `suggester` is "" where several spoke together; `threshold` is from which share on it was believed.
    """

    id: str
    name: str
    suggester: str
    threshold: float
    coder_id: str
    at: str
    passages: int


class Because(NamedTuple):
    """What spoke for a coding: the suggester, the score and the reason in words.

    `share` is how far the suggester alone spoke for it, `parts` how far each did, as in `Suggestion`.
    """

    suggester: str
    share: float
    score: float
    reason: str
    parts: tuple[tuple[str, float], ...] = ()
    learned_from: int = 0


class Waiting(NamedTuple):
    """A coding that waits for a person; `batch` is None where its auto-coding is not known."""

    coding: Coding
    batch: Batch | None
    because: Because


def batches(project: Project) -> list[Batch]:
    """Every time that passages were coded by a suggester, newest first."""
    found = [*project.settings.get(_BATCHES, []), *project.settings.beginning(_BATCH)]
    return sorted((Batch(*one) for one in reversed(found)), key=lambda batch: batch.at, reverse=True)


def waiting(project: Project) -> list[Waiting]:
    """The codings that may be seen and wait for a person, by document, in the order of the text."""
    found = [
        coding
        for document_id, _places in project.reading.waiting.walk_places()
        for coding in project.reading.waiting.in_document(document_id)
    ]
    known = _because(project) if found else {}
    return [Waiting(coding, *known.get(coding.id, (None, _UNKNOWN))) for coding in found]


def still_waiting(project: Project, coding_ids: Iterable[str]) -> set[str]:
    """Those of these codings that wait for a person."""
    return {one.id for one in project.reading.waiting.some(coding_ids)}


def number_waiting(project: Project) -> int:
    """How many codings wait for a person."""
    return project.reading.waiting.count()


def keep_batch(project: Project, batch: Batch, because: Mapping[str, Because]) -> None:
    """Remember a batch and what spoke for each of its codings (by id), inside a step."""
    project.settings.put(_BATCH + batch.id, list(batch))
    project.settings.put(_EACH.format(batch.id), {name: list(one) for name, one in because.items()})


def log(project: Project, codings: Iterable[Coding], verdict: str, chosen_code_id: str | None = None) -> None:
    """Store what the coder who acts decided about codings that waited, inside a step.

    What was predicted is kept with it, as it is with what is decided on a suggestion.
    """
    found = [one for one in codings if one.origin == SUGGESTED]
    if not found:
        return
    known, coder, now = _because(project), current_coder(project).id, rows.now()
    for coding in found:
        because = known[coding.id][1] if coding.id in known else _UNKNOWN
        it = Suggestion(
            coding.document_id, *coding.span, coding.code_id, because.score, because.suggester,
            because.reason, parts=because.parts, learned_from=because.learned_from,
        )  # fmt: skip
        put_under = {ACCEPTED: coding.code_id, CORRECTED: chosen_code_id}.get(verdict)
        project.decisions.add(
            Decision(
                id=log_prediction(
                    project, it.document_id, it.span, [it], how=SHOWN, outcome=verdict, code_id=put_under
                ),
                document_id=coding.document_id,
                code_id=coding.code_id,
                coder_id=coder,
                start=coding.start,
                end=coding.end,
                verdict=verdict,
                suggester=because.suggester,
                score=because.score,
                reason=because.reason,
                chosen_code_id=chosen_code_id if verdict == CORRECTED else None,
                coding_id=coding.id,
                created_at=now,
            )
        )


_UNKNOWN = Because("", 0.0, 0.0, "")


def _because(project: Project) -> dict[str, tuple[Batch, Because]]:
    """What spoke for each coding of any batch, by id."""
    found: dict[str, tuple[Batch, Because]] = {}
    for batch in batches(project):
        kept: dict[str, Any] = project.settings.get(_EACH.format(batch.id), {})
        found |= {name: (batch, _read(one)) for name, one in kept.items()}
    return found


def _read(kept: list[Any]) -> Because:
    """What spoke for a coding, out of JSON."""
    suggester, share, score, reason, parts, learned_from = kept
    return Because(suggester, share, score, reason, tuple((name, far) for name, far in parts), learned_from)
