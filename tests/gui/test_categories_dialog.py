"""The dialog in which the categories of secondary documents are kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui.dialogs.categories import Categories
from qualcoder_cg.services import documents, sources
from qualcoder_cg.services.studies import Project


@pytest.fixture
def dialog(project: Project, tmp_path: Path, qtbot: QtBot) -> Iterator[Categories]:
    (tmp_path / "plan.txt").write_text("The plan\n", encoding="utf-8")
    documents.import_files(project, [tmp_path / "plan.txt"], kind="document")
    for name in ("Plans", "Laws"):
        sources.add_category(project, name)
    sources.describe(project, [project.documents.all()[1].id], category="Plans")
    made = Categories(None, project)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made


def names(project: Project) -> list[str]:
    return [category.name for category in project.documents.categories()]


def typed(dialog: Categories, qtbot: QtBot, text: str) -> None:
    """Type over the name that is being edited."""
    field = dialog.list.findChild(QLineEdit)
    assert field is not None
    field.setText(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_categories_are_added_renamed_and_ordered(dialog: Categories, project: Project, qtbot: QtBot) -> None:
    dialog.add()
    typed(dialog, qtbot, "Budget")
    qtbot.waitUntil(lambda: names(project) == ["Plans", "Laws", "Budget"])
    dialog.move_by(-1)
    dialog.move_by(-1)
    dialog.move_by(-1)
    assert names(project) == ["Budget", "Plans", "Laws"] and dialog.list.currentRow() == 0
    dialog.rename()
    typed(dialog, qtbot, "laws")
    qtbot.waitUntil(lambda: "already" in dialog.problem.text())
    assert names(project) == ["Budget", "Plans", "Laws"]
    assert dialog.list.item(0).text() == "Budget"
    dialog.add_usual()
    assert len(names(project)) == 9 and dialog.problem.isHidden()


def test_a_used_category_goes_and_its_documents_are_told_of(
    dialog: Categories, project: Project, qtbot: QtBot
) -> None:
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert names(project) == ["Laws"] and project.documents.all()[1].category_id is None
    assert dialog.said.text() == "1 document has no category now. Undo brings it back."
    project.undo()
    assert names(project) == ["Plans", "Laws"] and project.documents.all()[1].category_id
    dialog.list.setCurrentRow(-1)
    dialog.remove()
    dialog.rename()
