"""Figures of a comparison as JSON keeps them, and read back."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from .consistency import Figure, Measured, Setup


def written(by_level: Mapping[str, Measured]) -> str:
    """The answers to one comparison at several levels, as text to keep."""
    values = {level: _values(measured) for level, measured in by_level.items()}
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def read(text: str) -> dict[str, Measured]:
    """The answers by level; what is not understood is left out, for a file may come from anyone."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    made = {str(level): _measured(one) for level, one in found.items()} if isinstance(found, dict) else {}
    return {level: one for level, one in made.items() if one}


def _values(measured: Measured) -> dict[str, Any]:
    values = asdict(measured)
    values["figures"] = [one._asdict() for one in measured.figures]
    return values


def _measured(values: Any) -> Measured | None:
    try:
        known = {one.name for one in fields(Setup)}
        setup: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in values["setup"].items()
            if name in known
        }
        figures = [
            Figure(**{name: value for name, value in one.items() if name in Figure._fields})
            for one in values["figures"]
        ]
        return Measured(
            Setup(**setup),
            figures,
            tuple(values["documents"]),
            int(values["units"]),
            bool(values["blind"]),
            tuple(values["unused"]),
            tuple(values["notes"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
