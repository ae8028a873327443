"""The form of a conclusion, lesson, good practice or recommendation, edited in place."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ...domain.chain import Link
from ...domain.chain_forms import CHOICE, CRITERION, FORMS, LIST, TEXT, FormField
from ...errors import UserError
from ...i18n import _
from ...services import chain_edit
from ...services import chain_words as words
from ...services.chain import value_of
from .. import theme
from ..coding.pane import label
from ..session import Session
from .fields import ChoiceField, ListField, TextField

Control = TextField | ChoiceField | ListField


class Form(QWidget):
    """The fields of one kind of item; `say` tells what keeps something from being saved."""

    def __init__(self, kind: str, session: Session, say: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self._session, self._say = session, say
        self._item_id = ""
        self.fields: dict[str, Control] = {}
        self._labels: dict[str, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for place, field in enumerate(FORMS[kind]):
            if place:
                column.addSpacing(8)
            said = label("", "caption", self)
            said.setWordWrap(True)
            control = self._control(field)
            said.setBuddy(control)
            self._labels[field.name], self.fields[field.name] = said, control
            column.addWidget(said)
            column.addWidget(control)

    def show_link(self, link: Link, criteria: Sequence[tuple[str, str]]) -> None:
        """Show an item; what is being written stays as it is."""
        self._item_id = link.id
        for field in FORMS[self.kind]:
            self._show_label(field, link)
            control, value = self.fields[field.name], value_of(link, field.name)
            key = f"{link.id} {field.name}"
            save = self._saver(link.id, field.name)
            if isinstance(control, TextField):
                control.show_memo(key, value, save)
            elif isinstance(control, ListField):
                control.show_value(key, value, save)
            else:
                if field.name == CRITERION:
                    control.set_choices([("", _("No criterion")), *criteria])
                control.show_value(value, save)

    def begin(self, name: str = TEXT) -> None:
        """Put the keyboard into a field."""
        control = self.fields[name]
        if isinstance(control, TextField):
            control.go_on()
        else:
            control.setFocus()

    def first_empty(self, link: Link) -> str:
        """The field to go on with: the first mandatory one that is empty, else the text."""
        return next(iter(link.empty), TEXT)

    def finish(self) -> None:
        """Save what is being written and save nothing more."""
        for control in self.fields.values():
            if isinstance(control, TextField | ListField):
                control.save()
                control.forget()

    def _control(self, field: FormField) -> Control:
        name, hint = words.label(self.kind, field.name), words.hint(self.kind, field.name)
        if field.shape == CHOICE:
            none = [] if field.name == "status" else [("", "–")]
            return ChoiceField(name, [*none, *words.choices(self.kind, field.name)], self)
        if field.shape == LIST:
            return ListField(name, hint, self)
        made = TextField(name, hint, self, least=3 if field.name == TEXT else 2)
        made.gone.connect(self._session.project.stop_amending)
        if field.name == TEXT:
            made.setFont(theme.serif(theme.INTERFACE))
        return made

    def _saver(self, item_id: str, name: str) -> Callable[[str], bool]:
        """What saves a field; it tells whether that worked."""

        def save(value: str) -> bool:
            try:
                chain_edit.set_field(self._session.project, item_id, name, value)
            except UserError as error:
                self._say(str(error))
                return False
            self._say("")
            return True

        return save

    def _show_label(self, field: FormField, link: Link) -> None:
        """The name of a field; an empty mandatory one says so."""
        name = words.label(self.kind, field.name)
        if field.name in link.empty:
            text = _("{field} · empty").format(field=name)
        else:
            text = (
                name
                if field.required or field.name == "status"
                else _("{field} (optional)").format(field=name)
            )
        shown = self._labels[field.name]
        shown.setText(text)
        colour = theme.tokens().warn if field.name in link.empty else theme.tokens().ink2
        shown.setStyleSheet(f"color: {colour};")
