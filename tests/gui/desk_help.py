"""The view of consistency on a small study that two people coded, and what a person does at the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import two_coders
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from two_coders import TwoCoders

from qualcoder_cg.gui import theme
from qualcoder_cg.gui.consistency.consistency_view import ConsistencyView
from qualcoder_cg.gui.consistency.desk_page import DeskPage
from qualcoder_cg.gui.session import Session

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
EACH_TYPE = 3


@pytest.fixture
def coded_by_two(tmp_path: Path) -> Iterator[TwoCoders]:
    """Fifteen planted disagreements of five types among twenty agreements."""
    made = two_coders.build(tmp_path, each=EACH_TYPE, agreements=20, n_documents=3)
    yield made
    made.project.close()


@pytest.fixture
def consistency_view(coded_by_two: TwoCoders, qtbot: QtBot, qapp: QApplication) -> Iterator[ConsistencyView]:
    """The view on that study, its lists read, with the keyboard in the list of disagreements."""
    theme.apply(qapp, theme.LIGHT_MODE)
    session = Session(coded_by_two.project)
    made = ConsistencyView(session)
    qtbot.addWidget(made)
    made.resize(1440, 800)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made.state.is_listed and made.state.figures is not None, timeout=20_000)
    made.activateWindow()
    made.desk.table.setFocus()
    qtbot.waitUntil(made.desk.table.hasFocus)
    yield made
    made.finish()
    session.finish()


@pytest.fixture
def desk(consistency_view: ConsistencyView) -> DeskPage:
    """Its first page."""
    return consistency_view.desk


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the keyboard is."""
    target = QApplication.focusWidget()
    assert isinstance(target, QWidget)
    qtbot.keyClick(target, key, held)


def current(desk: DeskPage) -> str:
    """The id of the current disagreement."""
    found = desk.table.current()
    return found.disagreement.id if found else ""


def settle(desk: DeskPage, qtbot: QtBot, key: Qt.Key, why: str = "The words say so.") -> str:
    """Settle the current one by keys; gives its id."""
    done = current(desk)
    press(qtbot, key)
    desk.desk.verdicts.reason.setFocus()
    qtbot.keyClicks(desk.desk.verdicts.reason, why)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: any(one.disagreement.id == done and not one.is_open for one in desk.state.found))
    return done
