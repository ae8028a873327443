"""What the window shows while no study is open: recent studies, and how to begin."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from .. import settings
from ..i18n import _

if TYPE_CHECKING:
    from .commands import Commands

_WIDTH = 560
_ROW = 28


class Welcome(QWidget):
    """Recent studies and three ways to begin; a study can be dropped anywhere on it."""

    def __init__(self, parent: QWidget, commands: "Commands") -> None:
        super().__init__(parent)
        self._commands = commands
        column = QWidget(self)
        column.setFixedWidth(_WIDTH)
        title = QLabel(_("QualCoder CG"), column)
        title.setProperty("role", "title")
        said = QLabel(
            _("Code interviews against an evaluation matrix, and write findings that stand on evidence.")
        )
        said.setWordWrap(True)
        self.new = QPushButton(_("New study"), column)
        self.new.setProperty("main", True)
        self.open = QPushButton(_("Open…"), column)
        self.sample = QPushButton(_("Open the sample study"), column)
        self.new.clicked.connect(lambda: commands.attempt(commands.new_study))
        self.open.clicked.connect(lambda: commands.attempt(commands.open))
        self.sample.clicked.connect(lambda: commands.attempt(commands.open_sample))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.new, self.open, self.sample):
            row.addWidget(button)
        row.addStretch(1)
        self.heading = QLabel(_("Recent studies"), column)
        self.heading.setProperty("role", "caption")
        self.recent = QListWidget(column)
        self.recent.setAccessibleName(_("Recent studies"))
        self.recent.itemActivated.connect(self._open)
        self.recent.itemClicked.connect(self._open)
        drop = QLabel(_("Or drop a study file (.qcg) here."), column)
        drop.setProperty("role", "quiet")
        inside = QVBoxLayout(column)
        inside.setSpacing(16)
        inside.addWidget(title)
        inside.addWidget(said)
        inside.addLayout(row)
        inside.addSpacing(8)
        inside.addWidget(self.heading)
        inside.addWidget(self.recent)
        inside.addWidget(drop)
        whole = QVBoxLayout(self)
        whole.addStretch(1)
        # Between stretches, not aligned: an aligned widget is not given the height its lines need.
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(column)
        across.addStretch(1)
        whole.addLayout(across)
        whole.addStretch(2)
        self.show_recent()

    def show_recent(self) -> None:
        """Read the recent studies afresh."""
        self.recent.clear()
        found = settings.recent()
        for path in found:
            item = QListWidgetItem(f"{path.stem}    {path.parent}")
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setToolTip(str(path))
            self.recent.addItem(item)
        self.recent.setFixedHeight(max(1, len(found)) * _ROW + 4)
        self.heading.setVisible(bool(found))
        self.recent.setVisible(bool(found))

    def _open(self, item: QListWidgetItem) -> None:
        path = item.data(Qt.ItemDataRole.UserRole)
        self._commands.attempt(lambda: self._commands.window.open_study(path))
