"""A table that a test of formats leaves for the end of the test output."""

import pytest

_TABLE = pytest.StashKey[list[str]]()


@pytest.fixture
def printed_table(pytestconfig: pytest.Config) -> list[str]:
    """Lines that are written after the tests, whatever their outcome."""
    return pytestconfig.stash.setdefault(_TABLE, [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Write the lines that tests left."""
    lines = config.stash.get(_TABLE, [])
    if lines:
        terminalreporter.section("What the readers find = what a plain count of the raw file finds")
        for line in lines:
            terminalreporter.write_line(line)
