"""How sure a suggestion is, in words of how often such ones were right; no number where that is not known."""

from collections.abc import Callable

from ..domain.calibration import Calibration
from ..domain.suggestions import Suggestion
from ..i18n import _, ngettext
from ..storage.project import Project
from .suggestion_measures import calibration

_READ = ("decision", "prediction")


def confidences(project: Project) -> Callable[[Suggestion], float | None]:
    """Gives for a suggestion how often such ones were right (0 to 1), None where no number may be shown.

    A number is shown only where decisions that it was not learned from say that it is right about as often
    as it says. What it was learned from is kept until somebody decides again.
    """
    found = _kept(project)
    return lambda suggestion: found.confidence(suggestion.score) if suggestion.suggester else None


def _kept(project: Project) -> Calibration:
    stamp = (project.stamp(*_READ), project.seen_coders)
    kept = project.kept.get(confidences)
    if isinstance(kept, tuple) and kept[0] == stamp and stamp[0] is not None:
        return kept[1]  # type: ignore[no-any-return]
    made = calibration(project)
    project.kept[confidences] = (stamp, made)
    return made


def times_in_ten(confidence: float) -> str:
    """A confidence (0 to 1) in words of how often such suggestions were right."""
    tenths = round(confidence * 10)
    if tenths <= 0:
        return _("Such suggestions were hardly ever right")
    if tenths >= 10:
        return _("Such suggestions were nearly always right")
    return ngettext(
        "Such suggestions were right about {n} time in 10",
        "Such suggestions were right about {n} times in 10",
        tenths,
    ).format(n=tenths)
