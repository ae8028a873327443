"""What tests of the evidence view do again and again."""

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui.evidence.board_model import Shown
from qualcoder_cg.gui.evidence.findings_page import FindingsPage
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.services import findings


def settled(page: FindingsPage, qtbot: QtBot) -> None:
    """Wait until everything that changed was read."""
    qtbot.waitUntil(lambda: page.all_known and not page.reading.is_busy and not page._again.isActive())


def choose(page: FindingsPage, number: str, qtbot: QtBot) -> None:
    """Pick a question."""
    found = next(one.id for one in page.project.matrix.questions() if one.number == number)
    page.questions.choose(found)
    settled(page, qtbot)


def focus(page: FindingsPage, window: MainWindow, column: str, qtbot: QtBot, key: object = None) -> None:
    """Give the keyboard to a column, and choose a row."""
    window.activateWindow()
    used = getattr(page, column).list
    used.setFocus()
    qtbot.waitUntil(used.hasFocus)
    if key is None:
        used.step(1)
    else:
        assert used.choose(key)


def dialog(window: MainWindow, kind: type) -> QDialog:
    """The dialog that stands open."""
    (found,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return found


def first(page: FindingsPage, column: str, *, linked: bool) -> Shown:
    """The first row of a column that is in the finding, or is not."""
    rows = getattr(page, column).list.rows
    found = [rows.row(rows.index(place)) for place in range(rows.rowCount())]
    return next(one for one in found if isinstance(one, Shown) and (one.row.linked is not None) == linked)


def stored(page: FindingsPage, label: str) -> findings.FindingFacts:
    return findings.finding_named(page.project, label)
