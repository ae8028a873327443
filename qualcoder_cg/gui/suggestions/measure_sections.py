"""What the page of measures shows, part by part: sentences, rows with intervals, two charts, how to read."""

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...domain.suggestion_measures import Measures
from ...i18n import _
from ...services import measure_words as say
from ...services.suggestions import suggester_name
from .. import theme
from ..coding import words
from ..coding.pane import hairline, label, panel
from ..session import Session
from .interval_rows import IntervalRows, Row
from .measure_charts import CurveChart, ReliabilityChart

_WIDEST = 1180
_TWO_COLUMNS = 1080
_MOST_REJECTED = 8


class Sections(QWidget):
    """What was found, part by part."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.accepted, self.anyway = _sentence(self), _sentence(self)
        self.skipped, self.confidence = label("", "quiet", self), label("", "quiet", self)
        self.blind = IntervalRows(_("Coded in blind passages"), self)
        self.hand = IntervalRows(_("Coded by hand beside suggestions"), self)
        self.curve, self.reliability = CurveChart(self), ReliabilityChart(self)
        self.codes = IntervalRows(_("Accepted, by code"), self)
        self.suggesters = IntervalRows(_("Accepted, by what spoke for it"), self)
        self.rejected = IntervalRows(_("Most often not taken, and what was put instead"), self)
        self.source = label("", "caption", self)
        for one in (self.skipped, self.confidence, self.source):
            one.setWordWrap(True)
        self._columns: list[QBoxLayout] = []
        inner = QWidget(self)
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 16, 16, 32)
        column.setSpacing(24)
        lead = QVBoxLayout()
        lead.setSpacing(4)
        for sentence in (self.accepted, self.anyway, self.skipped):
            lead.addWidget(sentence)
        column.addLayout(lead)
        self._beside(column, self._part(self.blind), self._part(self.hand))
        curve = self._titled(_("Learning curve, by number of decisions"), self.curve)
        said = self._titled(_("How sure it was, and how often that came true"), self.reliability)
        said.addWidget(self.confidence)
        self._beside(column, curve, said)
        codes, others = self._part(self.codes), QVBoxLayout()
        others.setSpacing(24)
        others.addLayout(self._part(self.suggesters))
        others.addLayout(self._part(self.rejected))
        others.addStretch(1)
        self._beside(column, codes, others)
        column.addWidget(hairline(self))
        column.addLayout(_reading(self))
        column.addWidget(self.source)
        column.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(inner, 100)
        whole.addStretch(1)
        panel(self, "base")

    def fit(self, width: int) -> None:
        """Parts beside one another where there is room, else one below the other."""
        wide = QBoxLayout.Direction.LeftToRight
        for pair in self._columns:
            pair.setDirection(wide if width >= _TWO_COLUMNS else QBoxLayout.Direction.TopToBottom)

    def show_measures(self, found: Measures, session: Session) -> None:
        """Show what was found."""
        self.accepted.setText(say.accepted(found))
        self.anyway.setText(say.found_anyway(found))
        self.skipped.setText(say.skipped(found))
        self.skipped.setVisible(bool(self.skipped.text()))
        self.confidence.setText(say.confidence_shown(found))
        for rows, ranking in ((self.blind, found.blind), (self.hand, found.by_hand)):
            first, three = _("the first suggestion"), _("among the first three")
            rows.show_rows([Row(first, ranking.first), Row(three, ranking.first_three)])
        self.curve.show_curves(found.accepted_curve, found.blind_curve)
        self.reliability.show_reliability(found.reliability)

        def name(code_id: str) -> str:
            return words.name_of(session.codes, code_id)

        self.codes.show_rows([Row(name(code), share) for code, share in found.by_code])
        self.suggesters.show_rows(
            [Row(suggester_name(one) or _("not known"), share) for one, share in found.by_suggester]
        )
        self.rejected.show_rows(
            [
                Row(name(one.code_id), one.times, name(one.instead) if one.instead else "")
                for one in found.rejected[:_MOST_REJECTED]
            ]
        )
        self.source.setText(say.source(found))

    def _beside(self, column: QVBoxLayout, *parts: QVBoxLayout) -> None:
        pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        pair.setSpacing(32)
        for part in parts:
            pair.addLayout(part, 1)
        column.addLayout(pair)
        self._columns.append(pair)

    def _part(self, rows: IntervalRows) -> QVBoxLayout:
        return self._titled(rows.title, rows)

    def _titled(self, title: str, content: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(_heading(title, self))
        column.addWidget(content)
        column.addStretch(1)
        return column


def _heading(title: str, parent: QWidget) -> QLabel:
    made = label(title, "", parent)
    made.setFont(theme.sans(theme.INTERFACE, theme.SEMIBOLD))
    return made


def _sentence(parent: QWidget) -> QLabel:
    made = label("", "", parent)
    made.setWordWrap(True)
    return made


def _reading(parent: QWidget) -> QVBoxLayout:
    """How to read all this, in a paragraph."""
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(_heading(_("How to read this"), parent))
    for text in (
        _(
            "The dot is the share counted; the true one lies on its line 19 times in 20."
            " Dashed and hollow: too few cases to tell."
        ),
        _(
            "Acceptance is not accuracy: who is shown a suggestion is inclined to take it. Compare it with"
            " the blind passages, in which nothing is shown."
        ),
        _(
            "A blind passage counts once you code by hand further on or mark the document as finished."
            " Until then nobody is told which they are."
        ),
    ):
        line = label(text, "quiet", parent)
        line.setWordWrap(True)
        column.addWidget(line)
    return column
