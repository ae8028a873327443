"""The file a dialog reads: its path, and a button that asks for another."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget

from ...i18n import _
from .frame import file_filter, home


def file_choice(
    dialog: QWidget, use: Callable[[Path], object], kinds: str, suffixes: Sequence[str], hint: str = ""
) -> tuple[QLineEdit, QPushButton]:
    """The field, which only shows, and the button; `use` gets the file that was chosen.

    Files are those of `kinds` ("Tables") by their endings; `hint` stands in the field while it is empty.
    """
    field = QLineEdit(dialog)
    field.setReadOnly(True)
    field.setPlaceholderText(hint)
    field.setAccessibleName(_("File"))
    button = QPushButton(_("Choose…"), dialog)
    button.setAutoDefault(False)

    def ask() -> None:
        folder = str(Path(field.text()).parent) if field.text() else home()
        chosen, _kind = QFileDialog.getOpenFileName(
            dialog, dialog.windowTitle(), folder, file_filter(kinds, suffixes)
        )
        if chosen:
            use(Path(chosen))

    button.clicked.connect(lambda _checked=False: ask())
    return field, button
