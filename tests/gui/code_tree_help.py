"""Finding rows of the code tree, and waiting for its numbers."""

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui.coding.code_model import EXCERPTS
from qualcoder_cg.gui.coding.code_tree import CodeTree


def index_named(pane: CodeTree, name: str) -> QModelIndex:
    """The row whose text begins with `name`, wherever it is."""
    found = found_under(pane, name, QModelIndex())
    assert found is not None, name
    return found


def found_under(pane: CodeTree, name: str, parent: QModelIndex) -> QModelIndex | None:
    """The same below a row, or None."""
    model = pane.tree.model()
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        if str(index.data()).startswith(name):
            return index
        below = found_under(pane, name, index)
        if below:
            return below
    return None


def count(pane: CodeTree, name: str) -> str:
    """The excerpts beside a row."""
    return str(index_named(pane, name).siblingAtColumn(EXCERPTS).data())


def counted(pane: CodeTree, qtbot: QtBot) -> None:
    """Wait until all is counted and shown."""
    qtbot.waitUntil(lambda: pane.is_counted)


def click(
    pane: CodeTree,
    qtbot: QtBot,
    name: str,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """The left mouse button on a row."""
    index = index_named(pane, name)
    pane.tree.scrollTo(index)
    qtbot.mouseClick(
        pane.tree.viewport(), Qt.MouseButton.LeftButton, modifier, pane.tree.visualRect(index).center()
    )
