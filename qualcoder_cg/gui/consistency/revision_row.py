"""What a decision changes in the codebook: an example, a counter-example, another definition."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...domain.codes import Code
from ...i18n import _
from ..coding.pane import KeyButton, label
from ..evidence.chips import Lines
from . import keys, words

_BUTTON = 28
_LONG = 28  # signs of names of codes that a button holds


class RevisionRow(QWidget):
    """Two buttons that stay down and one that asks; `changed` when something else is chosen.

    `definition_wanted` when the definition is to be written.
    """

    changed = Signal()
    definition_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.definitions: dict[str, str] = {}
        self._hold: Sequence[Code] = ()
        self._fail: Sequence[Code] = ()
        self.title = label("", "caption", self)
        self.title.setFixedHeight(_BUTTON)
        self.example = self._button("E")
        self.counter = self._button("C")
        self.definition = self._button("D")
        self.example.clicked.connect(lambda _on=False: self.changed.emit())
        self.counter.clicked.connect(lambda _on=False: self.changed.emit())
        self.definition.clicked.connect(self._ask)
        buttons = QWidget(self)
        lines = Lines(buttons, height=_BUTTON, gap=8)
        lines.setContentsMargins(0, 0, 0, 0)
        for button in self.buttons():
            lines.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.title)
        row.addWidget(buttons, 1)

    def buttons(self) -> dict[KeyButton, str]:
        """The three, each with the id of the act that presses it."""
        return {self.example: keys.EXAMPLE, self.counter: keys.COUNTER, self.definition: keys.DEFINITION}

    def begin(self, version: int, *, offered: bool) -> None:
        """Nothing is to be changed; what is chosen from now on is kept in that version of the codebook."""
        self.title.setText(_("In codebook {n}").format(n=version))
        self.definitions = {}
        self.setVisible(offered)
        for button in self.buttons():
            button.setChecked(False)
        self.offer((), (), is_chosen=False)

    def offer(self, hold: Sequence[Code], fail: Sequence[Code], *, is_chosen: bool = True) -> None:
        """Name the codes that hold by the verdict, and those of the two coders that do not.

        What no code is left for cannot be chosen.
        """
        self._hold, self._fail = hold, fail
        one, other = _("As example of {codes}"), _("As counter-example of {codes}")
        bare, bare_other = _("As example"), _("As counter-example")
        self._name(self.example, one.format(codes=_named(hold)) if hold else bare)
        self._name(self.counter, other.format(codes=_named(fail)) if fail else bare_other)
        for button, codes, why in (
            (self.example, hold, _("No code holds by this verdict.")),
            (self.counter, fail, _("Each of the codes holds by this verdict.")),
        ):
            button.setEnabled(bool(codes) or not is_chosen)
            if not button.isEnabled():
                button.setChecked(False)
                button.setToolTip(why)
        self._say_definition()

    def define(self, definitions: Mapping[str, str]) -> None:
        """Let codes (ids) have these definitions when the decision is saved."""
        self.definitions = dict(definitions)
        self._say_definition()
        self.changed.emit()

    @property
    def examples(self) -> tuple[str, ...]:
        """The codes (ids) of which the passage becomes an example."""
        return tuple(code.id for code in self._hold) if self.example.isChecked() else ()

    @property
    def counter_examples(self) -> tuple[str, ...]:
        """Those of which it becomes a counter-example."""
        return tuple(code.id for code in self._fail) if self.counter.isChecked() else ()

    def changes(self) -> list[str]:
        """The codes (ids) that are to be described otherwise."""
        return list(dict.fromkeys([*self.examples, *self.counter_examples, *self.definitions]))

    def press(self, button: KeyButton) -> None:
        """Do what a click does, where it can be clicked."""
        if button.isVisible():
            button.click()

    def _ask(self, _on: bool = False) -> None:
        self._say_definition()
        self.definition_wanted.emit()

    def _say_definition(self) -> None:
        self.definition.setChecked(bool(self.definitions))
        said = _("Definition changed…") if self.definitions else _("Change the definition…")
        self._name(self.definition, said)

    def _name(self, button: KeyButton, text: str) -> None:
        button.setText(text.replace("&", "&&"))
        button.setAccessibleName(text)
        button.follow_keys()

    def _button(self, key: str) -> KeyButton:
        button = KeyButton("", key, self, place=keys.PLACE)
        button.setCheckable(True)
        return button


def _named(codes: Sequence[Code]) -> str:
    """Codes in a row; how many where their names are long."""
    said = _(" and ").join(words.short(code) for code in codes)
    return said if len(said) <= _LONG or len(codes) < 2 else _("both codes")
