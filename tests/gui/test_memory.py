"""Splitters are found again as they were left, whatever page was shown when the window was closed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui.memory import keep_splitters, restore_splitters

DOWN, ACROSS = Qt.Orientation.Vertical, Qt.Orientation.Horizontal


class First(QWidget):
    """A page with parts under one another."""

    def __init__(self) -> None:
        super().__init__()
        self.parts = _parts(DOWN, self)


class Second(QWidget):
    """A page with parts beside one another."""

    def __init__(self) -> None:
        super().__init__()
        self.parts = _parts(ACROSS, self)


def _parts(way: Qt.Orientation, page: QWidget) -> QSplitter:
    made = QSplitter(way, page)
    for _number in range(2):
        made.addWidget(QWidget())
    QVBoxLayout(page).addWidget(made)
    return made


def test_a_page_made_later_takes_nothing_from_the_first(qapp: QApplication, qtbot: QtBot) -> None:
    view, first, second = QStackedWidget(), First(), Second()
    qtbot.addWidget(view)
    view.resize(400, 400)
    view.addWidget(first)
    view.show()
    first.parts.setSizes([100, 250])
    view.addWidget(second)
    view.setCurrentWidget(second)
    view.setCurrentWidget(first)
    assert view.findChildren(QSplitter) == [second.parts, first.parts]
    keep_splitters("test", view)
    again, fresh = QStackedWidget(), First()
    qtbot.addWidget(again)
    again.resize(400, 400)
    again.addWidget(fresh)
    restore_splitters("test", again)
    again.show()
    assert fresh.parts.orientation() == DOWN
    assert fresh.parts.sizes() == first.parts.sizes()
