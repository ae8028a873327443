"""Windows in tests are drawn off screen unless someone asks to see them."""

import os

from coding_fixtures import coding_view, fake_process, interviews, session  # noqa: F401
from desk_help import coded_by_two, consistency_view, desk  # noqa: F401
from grid_help import grid, memory  # noqa: F401
from register_help import view  # noqa: F401

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
