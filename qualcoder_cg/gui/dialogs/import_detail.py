"""What was found in one file of an import, before anything is saved: facts, notes and the first lines."""

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ...domain.documents import Transcript, Turn
from ...errors import UserError
from ...i18n import _, ngettext
from .. import theme
from ..coding.words import language_name
from .frame import form
from .import_encoding import EncodingChoice, encoding_words
from .import_rows import Row, length, status

_FIRST_CHARACTERS = 4_000
_MOST_SPEAKERS = 8
_MOST_NOTES = 4
_TABLES = ("csv", "xlsx")
_TEXT, _ENCODINGS, _NOTHING = range(3)


class Detail(QWidget):
    """The selected file; `interviewer_chosen` when the person says who asks, `encoding_chosen(encoding)`."""

    interviewer_chosen = Signal()
    encoding_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.row: Row | None = None
        self.name = QLabel(self)
        self.name.setFont(theme.sans(theme.INTERFACE, theme.SEMIBOLD))
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.format = _value(self)
        self.language = _value(self)
        self.length = _value(self)
        self.speakers = _value(self)
        self.interviewer = QComboBox(self)
        self.interviewer.setAccessibleName(_("Interviewer"))
        self.interviewer.currentIndexChanged.connect(self._say_interviewer)
        self.notes = QLabel(self)
        self.notes.setWordWrap(True)
        self.notes.setProperty("role", "warning")
        self.lines = QTextBrowser(self)
        self.lines.setAccessibleName(_("First lines"))
        self.lines.setOpenLinks(False)
        self.lines.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.lines.document().setDocumentMargin(12)
        self.encodings = EncodingChoice(self)
        self.encodings.chosen.connect(self.encoding_chosen)
        self.again = QComboBox(self)
        self.again.setAccessibleName(_("Encoding"))
        self.again.activated.connect(lambda _index: self.encoding_chosen.emit(self.again.currentData()))
        self.under = QStackedWidget(self)
        for widget in (self.lines, self.encodings, QWidget(self)):
            self.under.addWidget(widget)
        self._lay_out()
        self.show_row(None)

    def show_row(self, row: Row | None) -> None:
        """Show what was found in a file; None shows nothing."""
        self.row = row
        transcript = row.transcript if row else None
        self.name.setText(row.path.name if row else "")
        self.facts.setVisible(transcript is not None)
        if row is None or transcript is None or row.unsure:
            self.under.setCurrentIndex(_ENCODINGS if row and row.unsure else _NOTHING)
        else:
            self.under.setCurrentIndex(_TEXT)
        if row and row.unsure:
            self.encodings.show_choices(row.path, row.choices, row.encoding)
        if row and transcript:
            self._show_facts(row, transcript)
        self._show_notes(row)

    def _show_facts(self, row: Row, transcript: Transcript) -> None:
        self.format.setText(" · ".join(filter(None, (transcript.format.upper(), transcript.encoding))))
        self.again.blockSignals(True)
        self.again.clear()
        for encoding in row.choices:
            self.again.addItem(encoding_words(encoding), encoding)
        self.again.setCurrentIndex(self.again.findData(row.encoding))
        self.again.blockSignals(False)
        self._rows.setRowVisible(self.again, bool(row.choices) and not row.unsure)
        language = language_name(transcript.language) if transcript.language else _("Not recognised")
        self.language.setText(language)
        self.length.setText(_length(row, len(transcript.pages)))
        often = row.speakers()
        shown = [f"{speaker} ({turns})" for speaker, turns in list(often.items())[:_MOST_SPEAKERS]]
        self.speakers.setText(
            ", ".join(shown) + (" …" if len(often) > _MOST_SPEAKERS else "") if often else _("None labelled")
        )
        self._rows.setRowVisible(self.interviewer, bool(often))
        self._show_interviewers(row, often)
        # A row that comes into sight does not make the form forget how high it was.
        self._rows.invalidate()
        self.facts.updateGeometry()
        if not row.unsure:
            self.lines.setHtml(_first_lines(transcript, row))

    def _show_interviewers(self, row: Row, often: dict[str, int]) -> None:
        guessed = row.guessed()
        self.interviewer.blockSignals(True)
        self.interviewer.clear()
        if len(guessed) != 1:
            # One who is guessed is simply the speaker chosen; none, or several, have no entry of their own.
            self.interviewer.addItem(", ".join(guessed) or _("Not known"), None)
        for speaker in often:
            self.interviewer.addItem(speaker, speaker)
        self.interviewer.addItem(_("Nobody asks"), "")
        taken = guessed[0] if row.interviewer is None and len(guessed) == 1 else row.interviewer
        self.interviewer.setCurrentIndex(self.interviewer.findData(taken))
        self.interviewer.blockSignals(False)

    def _say_interviewer(self) -> None:
        if self.row is None or self.row.transcript is None:
            return
        taken = self.interviewer.currentData()
        self.row.interviewer = None if self.row.guessed() == [taken] else taken
        self.lines.setHtml(_first_lines(self.row.transcript, self.row))
        self.interviewer_chosen.emit()

    def _show_notes(self, row: Row | None) -> None:
        notes: list[str] = []
        if row and isinstance(row.read, UserError):
            notes = [str(row.read)]
        elif row and row.transcript:
            notes = [status(row)[0]] if row.twin and not row.unsure else []
            notes += [] if row.unsure else row.transcript.warnings
            if row.transcript.format in _TABLES and not row.speakers():
                notes.append(
                    _("If these are answers to a survey, import them in Surveys: each keeps its respondent.")
                )
        more = len(notes) - _MOST_NOTES
        shown = notes[:_MOST_NOTES] + (["…"] if more > 0 else [])
        role = "error" if row and isinstance(row.read, UserError) else "warning"
        if self.notes.property("role") != role:
            self.notes.setProperty("role", role)
            self.notes.style().unpolish(self.notes)
            self.notes.style().polish(self.notes)
        self.notes.setText("\n".join(shown))
        self.notes.setToolTip("\n".join(notes) if more > 0 else "")
        self.notes.setVisible(bool(notes))

    def _lay_out(self) -> None:
        self.facts = QWidget(self)
        self._rows: QFormLayout = form()
        self.facts.setLayout(self._rows)
        for words, field in (
            (_("Format"), self.format),
            (_("Encoding"), self.again),
            (_("Language"), self.language),
            (_("Length"), self.length),
            (_("Speakers"), self.speakers),
            (_("Interviewer"), self.interviewer),
        ):
            self._rows.addRow(words, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.name)
        column.addWidget(self.facts)
        column.addWidget(self.notes)
        column.addWidget(self.under, 1)


def _value(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setProperty("role", "value")
    return label


def _length(row: Row, pages: int) -> str:
    printed = [ngettext("{n} page", "{n} pages", pages).format(n=pages)] if pages else []
    return " · ".join([*length(row), *printed])


def _first_lines(transcript: Transcript, row: Row) -> str:
    """The beginning of a text as HTML: speakers set apart, and those who ask in a duller ink."""
    asking = set(row.guessed()) if row.interviewer is None else {row.interviewer}
    size, family = theme.INTERFACE, theme.serif(theme.INTERFACE).family()
    ink, dull = theme.tokens().ink, theme.tokens().ink3
    parts: list[str] = []
    position = 0
    for turn in transcript.turns:
        if position >= _FIRST_CHARACTERS:
            break
        parts += _paragraphs(transcript.text[position : turn.label_start], ink)
        parts.append(_turn(transcript.text, turn, dull if turn.speaker in asking else ink))
        position = turn.end
    if position < _FIRST_CHARACTERS:
        parts += _paragraphs(transcript.text[position:_FIRST_CHARACTERS], ink)
    return f"<div style='font-family: \"{family}\"; font-size: {size}px'>{''.join(parts)}</div>"


def _paragraphs(text: str, ink: str) -> list[str]:
    lines = [line for line in text.split("\n") if line.strip()]
    return [f"<p style='margin: 0 0 4px; color: {ink}'>{html.escape(line)}</p>" for line in lines]


def _turn(text: str, turn: Turn, ink: str) -> str:
    end = min(turn.end, turn.start + _FIRST_CHARACTERS)
    words = html.escape(text[turn.start : end]).replace("\n", "<br>") + ("" if end == turn.end else " …")
    if not turn.speaker:
        return f"<p style='margin: 0 0 8px; color: {ink}'>{words}</p>"
    sans = theme.sans(theme.CAPTION).family()
    label = f'font-family: "{sans}"; font-size: {theme.CAPTION}px; font-weight: 600; color: {ink}'
    return (
        f"<p style='margin: 8px 0 0; {label}'>{html.escape(turn.speaker)}</p>"
        f"<p style='margin: 0 0 8px 16px; color: {ink}'>{words}</p>"
    )
