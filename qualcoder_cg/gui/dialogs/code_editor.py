"""A code, new or there already: names, when to use it and when not, keywords, colour, linked questions."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ...domain import palette
from ...domain.codes import QUESTION, TEAM, Code
from ...domain.keyword_notation import separated
from ...domain.matrix import Guidance
from ...i18n import _
from ...services.codebook import add_code, clean_keywords, describe_code, inherited
from ...services.studies import Project
from .frame import Dialog, form, hint, under
from .import_documents import languages
from .swatches import Swatches

_ALWAYS = ("en", "es")
_SHORT = 20


class CodeEditor(Dialog):
    """Everything a coder should know of a code; saved in one step.

    Without a code a new one is made, under the code `parent_id` or among the team's codes.
    """

    def __init__(
        self, parent: QWidget | None, project: Project, code: Code | None = None, *, parent_id: str = ""
    ) -> None:
        title = _("Describe code {code}").format(code=code.name) if code else _("New code")
        super().__init__(parent, title, _("Save") if code else _("Add code"))
        self._project = project
        self._code = code or _blank(project, parent_id)
        self.resize(880, 640)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(self._texts(), 3)
        columns.addLayout(self._aside(), 2)
        self.body.addLayout(columns, 1)

    def commit(self) -> None:
        """Save what was written, in one step."""
        texts = {name: field.toPlainText().strip() for name, field in self.texts.items()}
        memo = texts.pop("memo")
        keywords = {language: terms_in(field.toPlainText()) for language, field in self.keywords.items()}
        if self._code.id:
            describe_code(
                self._project,
                self._code.id,
                name=self.name.text(),
                colour=self.swatches.chosen,
                keywords=keywords,
                questions=None if self._code.kind == QUESTION else self.linked(),
                short=self.short.text(),
                memo=memo,
                **texts,
            )
        else:
            add_code(
                self._project,
                self.name.text(),
                short=self.short.text().strip(),
                parent_id=self._code.parent_id,
                questions=self.linked(),
                guidance=Guidance(keywords=clean_keywords(keywords), colour=self.swatches.chosen, **texts),
                memo=memo,
            )

    def linked(self) -> list[str]:
        """Ids of the questions that are ticked."""
        items = [self.questions.item(row) for row in range(self.questions.count())]
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]

    def _texts(self) -> QFormLayout:
        code = self._code
        self.name = QLineEdit(code.name, self)
        self.name.setReadOnly(code.kind == QUESTION)
        self.short = QLineEdit(code.short, self)
        fields = {
            "definition": (_("Definition"), code.definition),
            "when_to_use": (_("When to use"), code.when_to_use),
            "when_not": (_("When not"), code.when_not),
            "example": (_("Example"), code.example),
            "memo": (_("Memo"), code.memo),
        }
        rows = form()
        rows.addRow(_("Name"), under(self.name, self._question_text() or _("As the team calls it.")))
        said = _("Shown beside the text: up to {n} letters fit.").format(n=_SHORT)
        rows.addRow(_("Short name"), under(self.short, said))
        self.texts: dict[str, QPlainTextEdit] = {}
        for name, (label, text) in fields.items():
            self.texts[name] = _area(text, label, self)
            rows.addRow(label, self.texts[name])
        return rows

    def _aside(self) -> QVBoxLayout:
        names = languages()
        self.keywords: dict[str, QPlainTextEdit] = {}
        rows = form()
        for language in self._languages():
            label = _("{language}: keywords").format(language=names.get(language, language))
            terms = "\n".join(self._code.keywords.get(language, ()))
            self.keywords[language] = _area(terms, label, self)
            rows.addRow(hint(label, self))
            rows.addRow(self.keywords[language])
        self.swatches = Swatches(self._code.colour, self)
        self.questions = QListWidget(self)
        self.questions.setAccessibleName(_("Linked questions"))
        ticked = set(self._code.questions)
        for question in self._project.matrix.questions():
            item = QListWidgetItem(f"{question.number}  {question.short}")
            item.setToolTip(question.text)
            item.setData(Qt.ItemDataRole.UserRole, question.id)
            item.setCheckState(Qt.CheckState.Checked if question.id in ticked else Qt.CheckState.Unchecked)
            self.questions.addItem(item)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(rows)
        column.addWidget(hint(_("One word or phrase a line, or parted by commas."), self))
        column.addWidget(hint(_("Colour"), self))
        column.addWidget(self.swatches)
        if self._code.kind != QUESTION:
            column.addWidget(hint(_("Evidence for these questions"), self))
            column.addWidget(self.questions, 1)
        else:
            self.questions.hide()
            column.addStretch(1)
        return column

    def _languages(self) -> list[str]:
        """English, Spanish, and the others that the code or the documents have."""
        spoken = sorted({document.language for document in self._project.documents.all()} - {""})
        return list(dict.fromkeys([*_ALWAYS, *sorted(self._code.keywords), *spoken]))

    def _question_text(self) -> str:
        questions = {question.id: question.text for question in self._project.matrix.questions()}
        return questions.get(self._code.question_id or "", "")


def _blank(project: Project, parent_id: str) -> Code:
    """A code that is not in the study yet, with its parent's colour and links."""
    parent = project.codes.get(parent_id) if parent_id else None
    return Code(
        id="",
        kind=TEAM,
        name="",
        short="",
        criterion_id=None,
        parent_id=parent.id if parent else None,
        question_id=None,
        definition="",
        when_to_use="",
        when_not="",
        example="",
        colour=parent.colour if parent else palette.for_theme(len(project.codes.all())),
        position=0,
        questions=inherited(parent),
        keywords={},
    )


class _Area(QPlainTextEdit):
    """A small text field; Tab leaves it."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(56)

    def sizeHint(self) -> QSize:
        """Three lines."""
        return QSize(240, 72)


def _area(text: str, name: str, parent: QWidget) -> QPlainTextEdit:
    made = _Area(text, parent)
    made.setAccessibleName(name)
    return made


def terms_in(text: str) -> tuple[str, ...]:
    """Keywords as they were typed: one a line, or parted by commas outside quotation marks and brackets."""
    return separated(text)
