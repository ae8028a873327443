"""How good the suggestions of a study are, as far as those who may be seen have decided."""

from collections.abc import Sequence

from ..domain import suggestion_measures as measures
from ..domain.calibration import Calibration, calibrate
from ..domain.suggestion_measures import LAST, Measures, Shown
from ..domain.suggestions import NOTHING, SKIPPED, Prediction
from ..storage.project import Project
from .decisions import of_seen_coders

LEARNED_FROM = 300
# Skips, and colleagues who may not be seen, are among them.
_NEWEST = 1200


def measured(project: Project, last: int = LAST) -> Measures:
    """The measures over the last so many decisions and codings, 0 for all; nothing is changed."""
    decided = of_seen_coders(project, project.decisions.all())
    predicted = _seen(project, project.decisions.predictions.all())
    cases = measures.shown(decided, predicted)
    skipped = sum(one.verdict == SKIPPED for one in decided)
    return measures.measure(
        cases, measures.unaided(predicted), _calibrated(cases).reliability, skipped=skipped, last=last
    )


def calibration(project: Project) -> Calibration:
    """How often suggestions of each score were right, from the newest decisions, and whether that held."""
    decided = of_seen_coders(project, project.decisions.newest(_NEWEST))
    nothing = _seen(project, project.decisions.predictions.where("outcome", NOTHING))
    return _calibrated(measures.shown(decided, nothing))


def _calibrated(cases: Sequence[Shown]) -> Calibration:
    """Decisions on what no suggester spoke for have no score to learn from."""
    scored = [(one.score, one.right) for one in cases if one.suggester]
    return calibrate(scored[-LEARNED_FROM:])


def _seen(project: Project, predictions: Sequence[Prediction]) -> Sequence[Prediction]:
    """What was predicted before coders who may be seen decided."""
    coders = project.seen_coders
    return [one for one in predictions if coders is None or one.coder_id in coders]
