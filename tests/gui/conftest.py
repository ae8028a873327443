"""Windows in tests are drawn off screen unless someone asks to see them."""

import os

import pytest
from coding_fixtures import coding_view, fake_worker, interviews, session  # noqa: F401

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_configure(config: pytest.Config) -> None:
    """Off screen, Qt says of every window that it cannot tell anyone its size; that is no fault of ours."""
    config.addinivalue_line("qt_log_ignore", "propagateSizeHints")
