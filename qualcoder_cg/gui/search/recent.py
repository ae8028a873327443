"""What a person searched for lately in a study, kept in the person's settings."""

from typing import Any

from qualcoder_cg import settings
from qualcoder_cg.domain.search import MODES

MOST = 10
_SETTING = "searches"

Wanted = tuple[str, str]  # mode and text


def recent(study: str) -> list[Wanted]:
    """The last searches in a study, the latest first."""
    kept = _kept().get(study, [])
    entries = (
        [tuple(map(str, one)) for one in kept if isinstance(one, list)] if isinstance(kept, list) else []
    )
    return [(one[0], one[1]) for one in entries if len(one) == 2 and one[0] in MODES]


def remember(study: str, mode: str, text: str) -> None:
    """Put a search at the top; the same one is kept once."""
    wanted = (mode, " ".join(text.split()))
    if study and wanted[1]:
        others = [one for one in recent(study) if one != wanted]
        settings.put(_SETTING, {**_kept(), study: [wanted, *others][:MOST]})


def _kept() -> dict[str, Any]:
    found = settings.get(_SETTING, {})
    return found if isinstance(found, dict) else {}
