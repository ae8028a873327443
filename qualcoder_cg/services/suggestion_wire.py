"""How the window speaks to the process that suggests: its name and its values as JSON.

Importing this imports no spaCy; the process does.
"""

from ..suggest.wire import (
    alike_from_json,
    example_to_json,
    material_to_json,
    profile_to_json,
    suggestion_from_json,
)

WORKER = "qualcoder_cg.suggest.worker"

__all__ = [
    "WORKER",
    "alike_from_json",
    "example_to_json",
    "material_to_json",
    "profile_to_json",
    "suggestion_from_json",
]
