"""Where things lie: what the program brings with it, and the person's own folders."""

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    """A shipped folder: beside the package in a checkout, inside it in a wheel."""
    inside = _PACKAGE / f"_{name}"
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resources() -> Path:
    """Icons, translations, the sample study, document templates."""
    return _shipped("resources")


def codebooks() -> Path:
    """The matrices and codebooks the program ships."""
    return _shipped("codebooks")


def person_config() -> Path:
    """The folder of the person's settings; QUALCODER_CG_HOME, when set, replaces it (tests do)."""
    home = os.environ.get("QUALCODER_CG_HOME")
    return Path(home) / "config" if home else Path(platformdirs.user_config_dir("qualcoder-cg", False))


def person_data() -> Path:
    """The folder for the person's own copies, such as the opened sample study."""
    home = os.environ.get("QUALCODER_CG_HOME")
    return Path(home) / "data" if home else Path(platformdirs.user_data_dir("qualcoder-cg", False))
