"""The person's own settings, in a JSON file of theirs; the study's travel in the study."""

import contextlib
import getpass
import json
import os
from pathlib import Path
from typing import Any

from . import paths

RECENT = 10


def _file() -> Path:
    return paths.person_config() / "settings.json"


def load() -> dict[str, Any]:
    """All settings; an unreadable file counts as empty."""
    with contextlib.suppress(OSError, ValueError):
        found = json.loads(_file().read_text(encoding="utf-8"))
        if isinstance(found, dict):
            return found
    return {}


def get(key: str, default: Any = None) -> Any:
    """One setting."""
    return load().get(key, default)


def put(key: str, value: Any) -> None:
    """Set one setting; written whole and then renamed, so that it is never half there."""
    values = {**load(), key: value}
    file = _file()
    part = file.with_suffix(".part")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(values, indent=1), encoding="utf-8")
        part.replace(file)


def coder_name() -> str:
    """The name under which this person codes: chosen, or the name of the account."""
    chosen = get("coder") or os.environ.get("QUALCODER_CG_CODER")
    if chosen:
        return str(chosen)
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "coder"


def recent() -> list[Path]:
    """Studies opened lately that are still there, the latest first."""
    return [Path(name) for name in _recent_names() if Path(name).is_file()]


def remember(study: Path) -> None:
    """Put a study at the top of the recent ones."""
    name = str(study.resolve())
    put("recent", [name, *(other for other in _recent_names() if other != name)][:RECENT])


def _recent_names() -> list[str]:
    found = get("recent", [])
    return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []
