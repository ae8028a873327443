"""The line above a board: the question, which of its findings is shown, and the way to the others."""

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ...i18n import _
from .. import theme
from ..coding import painting
from ..coding.pane import HEADER, PADDING, icon_button, label


class QuestionTitle(QWidget):
    """A criterion's swatch, "Question 11" and the text of the question, elided at its end."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._number, self._text, self._colour = "", "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_question(self, number: str, text: str, colour: str) -> None:
        """Show another question."""
        self._number = _("Question {number}").format(number=number) if number else ""
        self._text, self._colour = text, colour
        self.setAccessibleName(f"{self._number}  {text}")
        self.setToolTip(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The swatch and the words."""
        if not self._number:
            return
        painter = QPainter(self)
        box = self.rect()
        painting.swatch(painter, box.left() + 1, box, self._colour)
        box.setLeft(box.left() + 24)
        bold = theme.sans(theme.INTERFACE, theme.SEMIBOLD)
        for text in (self._number, self._text):
            took = painting.words(painter, box, text, bold, theme.colour("ink"))
            box.setLeft(box.left() + took + 8)


class BoardHeader(QWidget):
    """The title at the left; previous, next, add and more at the right."""

    def __init__(
        self,
        parent: QWidget,
        *,
        step: Callable[[int], object],
        add: Callable[[], object],
        more: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEADER)
        self.title = QuestionTitle(self)
        self.place = label("", "caption", self)
        self.before = icon_button("back", _("Previous finding"), lambda: step(-1), self)
        self.after = icon_button("forward", _("Next finding"), lambda: step(1), self)
        self.new = icon_button("plus", _("Add a finding"), add, self)
        self.more = icon_button("more", _("More about the finding"), more, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(PADDING, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.title, 1)
        for part in (self.place, self.before, self.after, self.new, self.more):
            row.addWidget(part)

    def show_place(self, place: int, of: int) -> None:
        """Which of the findings of the question is shown (from 0)."""
        self.place.setText(_("{n} of {of}").format(n=place + 1, of=of) if of > 1 else "")
        self.before.setEnabled(of > 0 and place > 0)
        self.after.setEnabled(place + 1 < of)
        self.more.setEnabled(of > 0)
