"""The evidence view on a copy of the sample study, for the tests that name this file in pytest_plugins."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from evidence_help import settled
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui.evidence.evidence_view import EvidenceView
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.services import sample


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study, made once."""
    path = tmp_path_factory.mktemp("sample") / "sample.qcg"
    sample.build_sample(path).close()
    return path


@pytest.fixture
def evidence(window: MainWindow, sample_file: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[EvidenceView]:
    """The evidence view on a copy of the sample study."""
    copy = tmp_path / "copy.qcg"
    copy.write_bytes(sample_file.read_bytes())
    window.resize(1440, 900)
    window.open_study(copy)
    window.show_view("evidence")
    made = window.stack.currentWidget()
    assert isinstance(made, EvidenceView)
    settled(made.findings, qtbot)
    yield made
