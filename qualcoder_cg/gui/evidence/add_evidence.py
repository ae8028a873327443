"""Evidence that is no coded quote: a document's page, a survey result, what the evaluator saw or thinks."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from ...domain.documents import SPOKEN
from ...domain.findings import JUDGEMENT, OBSERVATION, PAGE, SURVEY, FindingFacts
from ...domain.strength import BEARINGS
from ...errors import UserError
from ...i18n import _
from ...services import finding_links
from ...services.finding_words import bearing_words
from ...services.studies import Project
from ...services.survey_results import countable, result_words
from ..dialogs.frame import Dialog, Form, form, hint

_AGAIN, _KEYS = "again", "keys"
_HIGH, _WIDE = 88, 520


class AddEvidence(Dialog):
    """Links one piece of evidence to a finding; the kinds are chosen at the top."""

    def __init__(
        self, parent: QWidget | None, project: Project, facts: FindingFacts, others: Sequence[FindingFacts]
    ) -> None:
        super().__init__(parent, _("Add evidence to {finding}").format(finding=facts.label), _("Add"))
        self._project, self._facts = project, facts
        self.setMinimumWidth(_WIDE)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(_("Kind"))
        self.bearing = QComboBox(self)
        self.bearing.setAccessibleName(_("Bearing"))
        for bearing in BEARINGS:
            self.bearing.addItem(bearing_words(bearing).capitalize(), bearing)
        self.pages = QStackedWidget(self)
        for kind, text, page in (
            (PAGE, _("Page of a document"), self._page()),
            (SURVEY, _("Result of a survey question"), self._survey()),
            (OBSERVATION, _("Own observation"), self._observation()),
            (JUDGEMENT, _("Own judgement"), self._judgement()),
            (_AGAIN, _("Evidence of another finding"), self._again(others)),
            (_KEYS, _("All key quotes of the question"), self._keys()),
        ):
            self.kind.addItem(text, kind)
            self.pages.addWidget(page)
        self.kind.currentIndexChanged.connect(self.pages.setCurrentIndex)
        rows = form()
        rows.addRow(_("Kind"), self.kind)
        rows.addRow(_("Bearing"), self.bearing)
        self.body.addLayout(rows)
        self.body.addWidget(self.pages)
        self.body.addWidget(
            hint(_("Coded quotes are added in the columns; any other passage from its transcript."), self)
        )

    def show_kind(self, kind: str) -> None:
        """Begin with a kind of evidence."""
        self.kind.setCurrentIndex(self.kind.findData(kind))

    def commit(self) -> None:
        """Link it."""
        project, finding_id = self._project, self._facts.id
        bearing = str(self.bearing.currentData())
        kind = self.kind.currentData()
        if kind == PAGE:
            self._need(self.document, _("There is no document to cite."))
            linked = finding_links.link_page(
                project,
                finding_id,
                str(self.document.currentData()),
                page=self.number.text(),
                text=self.said.toPlainText(),
                bearing=bearing,
            )
        elif kind == SURVEY:
            self._need(self.item, _("There is no survey question whose answers are counted."))
            item = str(self.item.currentData())
            linked = finding_links.link_survey(
                project, finding_id, item, text=self.wording.text(), bearing=bearing
            )
        elif kind == OBSERVATION:
            text = self.observed.toPlainText()
            linked = finding_links.link_observation(project, finding_id, text, bearing=bearing)
        elif kind == JUDGEMENT:
            text = self.judged.toPlainText()
            linked = finding_links.link_judgement(project, finding_id, text, bearing=bearing)
        elif kind == _KEYS:
            linked = finding_links.link_key_quotes(project, finding_id)
        else:
            self._need(self.other, _("No other finding has evidence yet."))
            evidence = str(self.other.currentData())
            linked = finding_links.link_again(project, finding_id, evidence, bearing=bearing)
        if not linked.links:
            raise UserError(
                _("This is in the finding already."), _("Change how it bears on it in the columns.")
            )

    def _need(self, choice: QComboBox, otherwise: str) -> None:
        if not choice.count():
            raise UserError(otherwise, _("Choose another kind."))

    def _page(self) -> QWidget:
        page, rows = self._rows()
        self.document = self._combo(_("Document"), page)
        for document in self._project.documents.all():
            if document.kind not in SPOKEN:
                self.document.addItem(f"{document.code}  {document.citation or document.name}", document.id)
        self.number = QLineEdit(page)
        self.number.setPlaceholderText(_("As it is printed"))
        self.number.setAccessibleName(_("Page number"))
        self.said = self._words(_("What it says"), page)
        rows.addRow(_("Document"), self.document)
        rows.addRow(_("Page number"), self.number)
        rows.addRow(_("What it says"), self.said)
        return page

    def _survey(self) -> QWidget:
        page, rows = self._rows()
        self.item = self._combo(_("Survey question"), page)
        for survey, item in countable(self._project):
            self.item.addItem(f"{survey.name}: {item.text}", item.id)
        serving = [
            place
            for place in range(self.item.count())
            if self._facts.question.id in self._questions_of(str(self.item.itemData(place)))
        ]
        if serving:
            self.item.setCurrentIndex(serving[0])
        self.wording = QLineEdit(page)
        self.wording.setAccessibleName(_("In words of your own"))
        self.item.currentIndexChanged.connect(self._show_result)
        self._show_result()
        rows.addRow(_("Survey question"), self.item)
        rows.addRow(_("In words of your own"), self.wording)
        return page

    def _questions_of(self, item_id: str) -> tuple[str, ...]:
        item = self._project.surveys.item(item_id)
        return item.questions if item else ()

    def _show_result(self) -> None:
        item_id = str(self.item.currentData() or "")
        self.wording.setPlaceholderText(result_words(self._project, item_id) if item_id else "")
        self.wording.setToolTip(_("Left empty, it says the most frequent answer and follows the data."))

    def _observation(self) -> QWidget:
        page, rows = self._rows()
        self.observed = self._words(_("What was seen"), page)
        rows.addRow(_("What was seen"), self.observed)
        return page

    def _judgement(self) -> QWidget:
        page, rows = self._rows()
        self.judged = self._words(_("What is judged"), page)
        rows.addRow(_("What is judged"), self.judged)
        rows.addRow("", hint(_("A judgement is no source and makes no finding stronger."), page))
        return page

    def _again(self, others: Sequence[FindingFacts]) -> QWidget:
        page, rows = self._rows()
        self.other = self._combo(_("Evidence"), page)
        inside = {one.item.id for one in self._facts.evidence}
        for facts in others:
            for one in facts.evidence:
                if one.item.id not in inside:
                    inside.add(one.item.id)
                    self.other.addItem(self._named(facts, one.reference, one.text), one.item.id)
        rows.addRow(_("Evidence"), self.other)
        return page

    def _named(self, facts: FindingFacts, reference: str, text: str) -> str:
        return " · ".join(filter(None, (facts.label, reference, text)))[:120]

    def _keys(self) -> QWidget:
        page, rows = self._rows()
        said = _("Every key quote coded under question {number} is linked as its coding says.")
        rows.addRow(hint(said.format(number=self._facts.question.number), page))
        return page

    def _rows(self) -> tuple[QWidget, Form]:
        page = QWidget(self)
        rows = form()
        page.setLayout(rows)
        return page, rows

    def _combo(self, name: str, parent: QWidget) -> QComboBox:
        made = QComboBox(parent)
        made.setAccessibleName(name)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(32)
        return made

    def _words(self, name: str, parent: QWidget) -> QPlainTextEdit:
        made = QPlainTextEdit(parent)
        made.setAccessibleName(name)
        made.setTabChangesFocus(True)
        made.setFixedHeight(_HIGH)
        return made
