"""Consistency over time: whether coders drift apart, rounds side by side, a coder against herself."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ...domain.codings import Coder
from ...domain.consistency import POOLED, Figure, Measured
from ...errors import UserError
from ...i18n import _, language, ngettext
from ...progress import Progress
from ...services import consistency, over_time, rounds
from ...services.over_time import Drift
from ...services.rounds import Comparison
from ...services.studies import Project
from ..coding.pane import PADDING, hairline, label, panel
from ..dialogs import tables
from ..widgets.spin_box import SpinBox
from . import words
from .drift_chart import DriftChart, Moment
from .figure_rows import FigureChart, FigureRow
from .page import Page
from .state import State, nothing_to_compare

_WIDEST, _ROW = 960, 28
_MOST_NEXT = 12


class Read(NamedTuple):
    """What the page shows; `again` are coders who coded twice with how they agree with themselves."""

    drift: Drift
    comparison: Comparison
    again: Sequence[tuple[Coder, Measured]]
    next: Sequence[str]


class TimePage(Page):
    """Reads beside the window while it is seen; `rounds_wanted()` asks for the dialog of rounds."""

    rounds_wanted = Signal()
    TOUCHED = ("coding", "code", "coder", "round", "assignment", "document", "interview", "setting")

    def __init__(self, state: State, parent: QWidget) -> None:
        super().__init__(state.session, parent)
        panel(self, "base")
        self._state = state
        self.by = QComboBox(self)
        self.by.setAccessibleName(_("By which date"))
        self.by.addItem(_("By the date of the interview"), over_time.INTERVIEWED)
        self.by.addItem(_("By the date of coding"), over_time.CODED)
        self.window_size = SpinBox(self)
        self.window_size.setRange(1, 50)
        self.window_size.setValue(over_time.WINDOW)
        self.window_size.setSuffix(" " + _("documents"))
        self.window_size.setAccessibleName(_("Documents in each point"))
        self.chart = DriftChart(_("Agreement over time"), self)
        self.drift_told = self._said()
        self.rounds_told = self._said()
        self.rounds_place = QVBoxLayout()
        self.rounds = QPushButton(_("Rounds…"), self)
        self.rounds.clicked.connect(lambda _on=False: self.rounds_wanted.emit())
        self.again_told = self._said()
        self.again_chart = FigureChart(self)
        self.again_chart.list.setAccessibleName(_("Coders against themselves"))
        self.next_told = self._said()
        self._lay_out()
        self.by.activated.connect(lambda _place: self.refresh())
        self.window_size.valueChanged.connect(lambda _n: self._soon.start())
        self._aside.failed.connect(lambda error: self.drift_told.setText(str(error)))

    def _read(self) -> None:
        why = nothing_to_compare(self._state)
        if why:
            self._aside.stop()
            self._show(Read(Drift((), ()), Comparison((), ()), (), ()))
            self.drift_told.setText(why)
            return
        by, size = str(self.by.currentData()), self.window_size.value()
        self.drift_told.setText(_("Computing…"))
        self._aside.read(
            self._session.project, lambda study, progress: _drift(study, by, size, progress), self._show
        )

    def _show(self, found: Read) -> None:
        cuts = _cuts(self._session.project)
        moments = [self._moment(one, cuts) for one in found.drift.points]
        self.chart.show_moments(moments, cuts)
        self.chart.setVisible(bool(moments))
        said = _("Krippendorff’s alpha of all criteria together, for documents that follow one another.")
        if not moments:
            said = _("No document that two coders coded has a date yet. Sources, Interviews takes dates.")
        n = len(found.drift.undated)
        if n and moments:
            undated = ngettext(
                "{n} document without a date is left out.", "{n} documents without a date are left out.", n
            )
            said += " " + undated.format(n=n)
        self.drift_told.setText(said)
        self._show_rounds(found.comparison)
        self._show_again(found.again, cuts)
        codes = {one.id: one.code for one in self._session.project.documents.all()}
        names = [codes[one] for one in found.next if one in codes]
        more = len(names) - _MOST_NEXT
        listed = ", ".join(names[:_MOST_NEXT]) + (" " + _("and {n} more").format(n=more) if more > 0 else "")
        self.next_told.setText(
            _("Every {n}th interview is to be coded by two: {names}.").format(n=over_time.EVERY, names=listed)
            if names
            else _("Every {n}th interview is coded by two.").format(n=over_time.EVERY)
        )

    def _moment(self, point: over_time.Point, cuts: Sequence[float]) -> Moment:
        figure = point.figure
        n = len(point.documents)
        name = _day(point.first)
        if point.last != point.first:
            name += "–" + _day(point.last)
        reading = consistency.reading(self._session.project, figure)
        under = ngettext("{n} document", "{n} documents", n).format(n=n)
        return Moment(name, under, figure, reading, words.is_sure(figure, cuts))

    def _show_rounds(self, found: Comparison) -> None:
        while item := self.rounds_place.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if not found.rounds:
            self.rounds_told.setText(
                _("No round is closed yet. A round is measured when it is closed, before any discussion.")
            )
            return
        self.rounds_told.setText(_("Alpha as it was when each round was closed, before any discussion."))
        table = tables.Table([_("Criterion"), *(one.name for one in found.rounds)], self)
        table.fill(
            [[line.name, *(_cell(line.figures.get(one.id)) for one in found.rounds)] for line in found.lines]
        )
        widths = [280, *(160 for _one in found.rounds)]
        shown = tables.view(table, widths, _("Rounds compared"), self)
        shown.setFixedHeight(_ROW * (len(found.lines) + 1) + 8)
        self.rounds_place.addWidget(shown)

    def _show_again(self, found: Sequence[tuple[Coder, Measured]], cuts: Sequence[float]) -> None:
        rows = []
        for coder, measured in found:
            figure = next(iter(measured.of(words.ALPHA, POOLED)), None)
            if figure:
                counted = words.counted(measured.setup.unit, figure.n)
                reading = consistency.reading(self._session.project, figure)
                sure = words.is_sure(figure, cuts)
                rows.append(FigureRow(figure._replace(name=coder.name), counted, reading, sure))
        self.again_chart.show_rows(rows, cuts)
        self.again_chart.setVisible(bool(rows))
        self.again_chart.setFixedHeight(self.again_chart.wanted_height())
        self.again_told.setText(
            _("First and second codings of the same documents, all criteria together.")
            if rows
            else _(
                "Nobody has coded a document twice yet. Two weeks after the first time, hand a coder"
                " some of her own documents again, in a round “again”."
            )
        )

    def _said(self) -> QLabel:
        made = label("", "quiet", self)
        made.setWordWrap(True)
        return made

    def _lay_out(self) -> None:
        inside = QWidget(self)
        panel(inside, "base")
        column = QVBoxLayout(inside)
        column.setContentsMargins(PADDING, 16, PADDING, 24)
        column.setSpacing(8)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        choices.addWidget(self.by)
        choices.addWidget(self.window_size)
        choices.addStretch(1)
        button = QHBoxLayout()
        button.addWidget(self.rounds)
        button.addStretch(1)
        self._section(column, _("Agreement over time"), first=True)
        for part in (choices, self.drift_told, self.chart):
            column.addLayout(part) if isinstance(part, QHBoxLayout) else column.addWidget(part)
        self._section(column, _("Rounds compared"))
        column.addWidget(self.rounds_told)
        column.addLayout(self.rounds_place)
        column.addLayout(button)
        self._section(column, _("A coder against herself"))
        column.addWidget(self.again_told)
        column.addWidget(self.again_chart)
        self._section(column, _("To be coded twice"))
        column.addWidget(self.next_told)
        column.addStretch(1)
        inside.setMaximumWidth(_WIDEST)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(_("Consistency over time"))
        scroll.setWidget(inside)
        panel(scroll.viewport(), "base")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(hairline(self))
        whole.addWidget(scroll, 1)

    def _section(self, column: QVBoxLayout, title: str, *, first: bool = False) -> None:
        if not first:
            column.addSpacing(16)
        made = label(title, "", self)
        made.setStyleSheet("font-weight: 600;")
        column.addWidget(made)


def _drift(project: Project, by: str, size: int, progress: Progress) -> Read:
    """Everything the page shows, read in any thread."""
    try:
        drift = over_time.drift(project, by=by, size=size, progress=progress)
    except UserError:  # what is double-coded was not received by two of those who are compared
        drift = Drift((), ())
    again = []
    for coder in project.coders.all():
        measured = over_time.again(project, coder, progress=progress) if coder.again_of is None else None
        if measured:
            again.append((coder, measured))
    return Read(drift, rounds.compare(project), again, over_time.to_double_code(project))


def _cuts(project: Project) -> list[float]:
    return [low for low, _high, _word in consistency.edges(consistency.band_rule(project))[1:]]


def _cell(figure: Figure | None) -> str:
    if figure is None or figure.value is None:
        return ""
    between = words.interval(figure)
    return words.value(figure.value) + (f"  ({between})" if between else "")


def _day(moment: str) -> str:
    """A day of the file in the language of the window; as it stands where it is none."""
    day = QDate.fromString(moment[:10], "yyyy-MM-dd")
    return QLocale(language()).toString(day, "d MMM") if day.isValid() else moment
