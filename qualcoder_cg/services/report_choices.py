"""What a person chose last of the reports of a study: a setting of theirs, not of the study."""

from pathlib import Path
from typing import Any, NamedTuple

from .. import settings
from ..storage.project import Project
from .report_options import Options, options_from

_KEY = "reports"


class Choice(NamedTuple):
    """The options, the ending of the file and the folder it went to last; "" for none yet."""

    options: Options
    suffix: str = ""
    folder: str = ""


def last_report(project: Project) -> str:
    """The name of the report that was looked at last; "" for none."""
    return str(_of_study(project).get("last", ""))


def last_choice(project: Project, name: str) -> Choice:
    """What was chosen last for a report of the study; the usual options at first."""
    kept = _of_study(project).get(name, {})
    if not isinstance(kept, dict):
        return Choice(Options())
    folder = str(kept.get("folder", ""))
    return Choice(
        options_from(kept.get("options", {}) if isinstance(kept.get("options"), dict) else {}),
        str(kept.get("suffix", "")),
        folder if folder and Path(folder).is_dir() else "",
    )


def remember(project: Project, name: str, choice: Choice) -> None:
    """Keep what was chosen for a report."""
    kept = settings.get(_KEY, {})
    kept = kept if isinstance(kept, dict) else {}
    values: dict[str, Any] = {
        "options": choice.options.as_values(),
        "suffix": choice.suffix,
        "folder": choice.folder,
    }
    study = _study(project)
    settings.put(_KEY, {**kept, study: {**_of_study(project), name: values, "last": name}})


def _of_study(project: Project) -> dict[str, Any]:
    kept = settings.get(_KEY, {})
    found = kept.get(_study(project), {}) if isinstance(kept, dict) else {}
    return found if isinstance(found, dict) else {}


def _study(project: Project) -> str:
    return str(project.settings.get("study_id", ""))
