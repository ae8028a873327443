"""What a person says of the selected files of an import, for all of them at once."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ...errors import UserError
from ...i18n import _, ngettext
from ...services.studies import Project
from .frame import hint
from .import_rows import Row, day

_SEVERAL = -1


class Fields(QWidget):
    """Fields that hold what the selected rows share, and set it in all of them; `changed` afterwards."""

    changed = Signal()

    def __init__(self, project: Project, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        self._interviews = {one.id: one for one in project.interviews.all()}
        self._people = {one.id: one.code for one in project.informants.all()}
        self.whose = hint("", self)
        self.kind = self._choice(kinds(), "kind")
        self.language = self._choice({"": _("As found"), **languages()}, "language")
        self.interview = self._choice(
            {"": _("No interview"), **{id: _meeting(one) for id, one in self._interviews.items()}},
            "interview_id",
        )
        self.date = self._line("date")
        self.date.editingFinished.connect(lambda: self.date.setText(day(self.date.text().strip())))
        self.place = self._line("place")
        self.informants = self._line("informants")
        self.informants.setCompleter(_Codes(sorted(self._people.values()), self.informants))
        self._lay_out()
        self.show_rows(())

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Hold what these rows share."""
        self._rows = rows
        n = len(rows)
        self.whose.setText(
            ngettext("For the selected file", "For the {n} selected files", n).format(n=n)
            if n
            else _("Select files to say more of them.")
        )
        for field in (self.kind, self.language, self.interview):
            field.blockSignals(True)
            field.setPlaceholderText(_("Several") if n else "")
        self._show_choice(self.kind, {row.is_kind for row in rows})
        self._show_choice(self.language, {row.language for row in rows})
        self._show_choice(self.interview, {row.interview_id or "" for row in rows})
        for field in (self.kind, self.language, self.interview):
            field.blockSignals(False)
        self._show_line(self.date, {row.date for row in rows}, _("YYYY-MM-DD"))
        self._show_line(self.place, {row.place for row in rows}, "")
        self._show_line(self.informants, {row.informants for row in rows}, _("Codes, such as KII-01; KII-02"))
        every: tuple[QWidget, ...] = (self.kind, self.language, self.date, self.place, self.informants)
        for one in every:
            one.setEnabled(n > 0)
        self.interview.setEnabled(n > 0 and bool(self._interviews))

    def informant_ids(self, row: Row) -> tuple[str, ...]:
        """The ids of the informants written for a row; UserError naming a code that nobody has."""
        ids = {code.casefold(): id for id, code in self._people.items()}
        found: list[str] = []
        for written in row.informants.replace(",", ";").split(";"):
            code = written.strip()
            if code and code.casefold() not in ids:
                raise UserError(
                    _("{file}: no informant has the code {code}.").format(file=row.path.name, code=code),
                    _("Write the codes as they stand in the register, parted by semicolons."),
                )
            if code:
                found.append(ids[code.casefold()])
        return tuple(dict.fromkeys(found))

    def _choice(self, choices: dict[str, str], name: str) -> QComboBox:
        field = QComboBox(self)
        field.setMinimumContentsLength(10)
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for stored, words in choices.items():
            field.addItem(words, stored)
        field.currentIndexChanged.connect(lambda _index: self._set(name, field.currentData()))
        return field

    def _line(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.textChanged.connect(lambda text: self._set(name, text.strip()))
        return field

    def _set(self, name: str, value: Any) -> None:
        if value is None:
            return
        for row in self._rows:
            if name == "interview_id":
                self._join(row, value)
            else:
                setattr(row, name, value)
        if name == "interview_id":
            self.show_rows(self._rows)
        self.changed.emit()

    def _join(self, row: Row, interview_id: str) -> None:
        """Say which interview a file records; what the register knows of it fills what is empty."""
        row.interview_id = interview_id or None
        meeting = self._interviews.get(interview_id)
        if meeting:
            row.date = row.date or meeting.date
            row.place = row.place or meeting.place
            codes = "; ".join(self._people[id] for id in meeting.informants if id in self._people)
            row.informants = row.informants or codes

    def _show_choice(self, field: QComboBox, values: set[str]) -> None:
        field.setCurrentIndex(field.findData(next(iter(values))) if len(values) == 1 else _SEVERAL)

    def _show_line(self, field: QLineEdit, values: set[str], placeholder: str) -> None:
        field.blockSignals(True)
        shared = next(iter(values)) if len(values) == 1 else ""
        if field.text().strip() != shared:
            field.setText(shared)
        field.setPlaceholderText(_("Several") if len(values) > 1 else placeholder)
        field.blockSignals(False)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        fields: tuple[tuple[str, QWidget], ...] = (
            (_("Kind"), self.kind), (_("Interview"), self.interview), (_("Language"), self.language),
            (_("Informants"), self.informants), (_("Date"), self.date), (_("Place"), self.place),
        )  # fmt: skip
        for number, (words, field) in enumerate(fields):
            label = QLabel(words, self)
            label.setBuddy(field)
            field.setAccessibleName(words)
            row, column = divmod(number, 2)
            grid.addWidget(label, row, 2 * column)
            grid.addWidget(field, row, 2 * column + 1)
        grid.setColumnMinimumWidth(1, 160)
        grid.setColumnStretch(3, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.whose)
        whole.addLayout(grid)


class _Codes(QCompleter):
    """Completes the last of several codes parted by semicolons."""

    def __init__(self, codes: Sequence[str], parent: QWidget) -> None:
        super().__init__(list(codes), parent)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def splitPath(self, path: str) -> list[str]:
        """What is compared with the codes."""
        return [path.rsplit(";", maxsplit=1)[-1].strip()]

    def pathFromIndex(self, index: Any) -> str:
        """The whole line once a code is chosen."""
        field = self.widget()
        before = field.text().split(";")[:-1] if isinstance(field, QLineEdit) else []
        return "; ".join([*(one.strip() for one in before), str(index.data())])


def _meeting(one: Any) -> str:
    return " · ".join(part for part in (one.code, one.date) if part)


def kinds() -> dict[str, str]:
    """What a document may be, in words."""
    return {
        "interview": _("Interview"),
        "group": _("Group interview"),
        "document": _("Document"),
        "survey": _("Survey answers"),
        "observation": _("Observation"),
    }


def languages() -> dict[str, str]:
    """Languages that can be named for a document, by code."""
    return {
        "en": _("English"),
        "es": _("Spanish"),
        "fr": _("French"),
        "pt": _("Portuguese"),
        "ar": _("Arabic"),
        "ru": _("Russian"),
        "zh": _("Chinese"),
    }
