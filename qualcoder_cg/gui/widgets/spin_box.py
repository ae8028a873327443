"""A field for a number whose words keep away from its border."""

from PySide6.QtWidgets import QSpinBox, QWidget

_MARGIN = 6  # pixels; Qt does not pass the padding of a style sheet on to the field inside


class SpinBox(QSpinBox):
    """A spin box with the inner margin of the other fields."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)
