"""Another definition of a code, written while a disagreement is settled and saved with the decision."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from ...domain.codes import Code
from ...errors import UserError
from ...i18n import _
from ..coding import words as code_words
from ..dialogs.frame import Dialog, form, hint
from ..evidence.reason_dialog import ReasonField

_WIDE, _HIGH = 560, 168


class DefinitionDialog(Dialog):
    """Shows the definition of one of `codes` to be changed; `take` is given those (by id) that were.

    Nothing is saved here: `written` has what was changed before the decision is made. Ctrl+Enter is the
    filled button.
    """

    def __init__(
        self,
        parent: QWidget | None,
        codes: Sequence[Code],
        written: Mapping[str, str],
        take: Callable[[dict[str, str]], object],
    ) -> None:
        super().__init__(parent, _("Change the definition"), _("Take over"))
        self._take = take
        self._codes = {code.id: code for code in codes}
        self._texts = {code.id: written.get(code.id, code.definition) for code in codes}
        self._shown = ""
        self.setMinimumWidth(_WIDE)
        self.code = QComboBox(self)
        self.code.setAccessibleName(_("Code"))
        for code in codes:
            self.code.addItem(code_words.code_name(code), code.id)
        self.code.currentIndexChanged.connect(lambda _place: self._show())
        self.text = ReasonField(self)
        self.text.setAccessibleName(_("Definition"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(_HIGH)
        self.text.done.connect(self.attempt)
        rows = form()
        rows.addRow(_("Code"), self.code)
        rows.addRow(_("Definition"), self.text)
        self.body.addLayout(rows)
        said = _("It is saved when you settle the disagreement, in the same step, with your reason.")
        self.body.addWidget(hint(said, self))
        changed = next((place for place, code in enumerate(codes) if code.id in written), 0)
        self.code.setCurrentIndex(changed)
        self._show()
        self.text.setFocus()

    def commit(self) -> None:
        """Give what was changed; UserError where a definition was taken away."""
        self._keep()
        changed = {
            code_id: text for code_id, text in self._texts.items() if text != self._codes[code_id].definition
        }
        for code_id, text in changed.items():
            if not text:
                raise UserError(
                    _("{code} would be left without a definition.").format(
                        code=code_words.code_name(self._codes[code_id])
                    ),
                    _("Write one, or cancel to leave it as it is."),
                )
        self._take(changed)

    def _show(self) -> None:
        """Show the definition of the code that is chosen."""
        self._keep()
        self._shown = str(self.code.currentData())
        self.text.setPlainText(self._texts[self._shown])

    def _keep(self) -> None:
        if self._shown:
            self._texts[self._shown] = self.text.toPlainText().strip()
