"""How far coders agree: whose work, what was computed, a row for each criterion, code, pair or document."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from ...domain import consistency as asked
from ...domain.consistency import Figure, Measured
from ...i18n import _
from ...services import consistency, consistency_words
from .. import icons
from ..coding.pane import HEADER, PADDING, label, panel
from ..widgets.page_switch import PageSwitch
from . import words
from .choices import CODES, CRITERIA, DOCUMENTS, ON_LINES, PAIRS, QUESTIONS, THEMES, suits
from .figure_rows import FigureChart, FigureRow
from .state import State

_CANCEL_AFTER = 2000
_WITH_MARGINS = ("cohen", "scott")  # beside kappa: how one-sided the table is, and how unlike the coders
_OF_MATRIX = (CRITERIA, QUESTIONS)


class AgreementPane(QWidget):
    """The upper part of the left; `row_chosen(rows, key)` when a row is clicked."""

    row_chosen = Signal(str, str)

    def __init__(self, state: State, parent: QWidget) -> None:
        super().__init__(parent)
        panel(self)
        self._state = state
        self.title = label("", "", self)
        self.title.setStyleSheet("font-weight: 600;")
        self.chooser = QPushButton(self)
        self.chooser.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        self.chooser.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.chooser.setAccessibleName(_("Whose work is compared, and in which round"))
        icons.bind(self.chooser, "chevron-down")
        self.who_menu = QMenu(self)
        self.who_menu.aboutToShow.connect(self._fill_who)
        self.chooser.setMenu(self.who_menu)
        self.more = QToolButton(self)
        icons.bind(self.more, "more")
        self.more.setAccessibleName(_("Unit, level and coefficient"))
        self.more.setToolTip(_("Unit, level and coefficient"))
        self.more.setStyleSheet("QToolButton::menu-indicator { image: none; width: 0; }")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.how_menu = QMenu(self)
        self.how_menu.aboutToShow.connect(self._fill_how)
        self.more.setMenu(self.how_menu)
        self.sentence = label("", "caption", self)
        self.sentence.setWordWrap(True)
        self.cancel = QPushButton(_("Cancel"), self)
        self.cancel.clicked.connect(lambda _on=False: state.cancel())
        self.cancel.hide()
        self._slow = QTimer(self, singleShot=True, interval=_CANCEL_AFTER)
        self._slow.timeout.connect(lambda: self.cancel.setVisible(state.is_measuring))
        names = ((CRITERIA, _("Criteria")), (QUESTIONS, _("Questions")), (CODES, _("Codes")))
        more = ((PAIRS, _("Pairs")), (DOCUMENTS, _("Documents")))
        self.switch = PageSwitch((*names, *more), self)
        self.switch.wanted.connect(state.choose_rows)
        self.chart = FigureChart(self)
        self.chart.list.chosen.connect(lambda key: self.row_chosen.emit(state.choice.rows, key))
        self._lay_out()
        state.measured.connect(self._show)
        state.working.connect(self._say_working)
        state.choice_changed.connect(self._show_choice)
        state.listed.connect(self._show_choice)
        self._show_choice()

    def wanted_height(self) -> int:
        """As high as everything in it."""
        above = self.sentence.heightForWidth(self.width() - 2 * PADDING) + self.switch.sizeHint().height()
        return HEADER + above + 2 * 8 + self.chart.wanted_height()

    def _show_choice(self) -> None:
        """Bring title, switch and chooser into line with what is chosen."""
        choice = self._state.choice
        self.title.setText(
            {
                CRITERIA: _("Agreement by criterion"),
                QUESTIONS: _("Agreement by question"),
                CODES: _("Agreement by code"),
                THEMES: _("Agreement by theme"),
                PAIRS: _("Agreement by pair"),
                DOCUMENTS: _("Agreement by document"),
            }[choice.rows]
        )
        self.switch.show_page(choice.rows)
        names = [one.initials for one in self._state.coders_shown()]
        known = {one.id: one.name for one in self._state.rounds()}
        self.chooser.setText(words.coders_and_round(names, known.get(choice.round_id or "", "")))

    def _show(self, found: Measured | None) -> None:
        self._show_choice()
        if self._state.is_measuring:
            self._slow.start()
        else:
            self._slow.stop()
            self.cancel.hide()
        if found is None:
            self.chart.show_rows((), ())
            self.chart.heading.say("", "")
            self.sentence.setText(_("Computing…") if self._state.is_measuring else "")
            return
        project, choice = self._state.project, self._state.choice
        coefficient = consistency_words.BY_KEY[choice.counted_by]
        bands = consistency.edges(consistency.band_rule(project)) if coefficient.by_chance else ()
        cuts = [low for low, _high, _word in bands[1:]]
        self.sentence.setText(
            words.computed(_(coefficient.name), found, cuts, lines=choice.counted_by in ON_LINES)
        )
        self.sentence.setToolTip("\n".join([coefficient.citation, _(coefficient.not_for), *found.notes]))
        shown = found.of(choice.counted_by, choice.scope)
        if choice.scope == asked.EACH:
            for scope in (asked.POOLED, asked.AVERAGED):
                shown += found.of(choice.counted_by, scope)
        if shown and all(one.value is None for one in shown) and len({one.note for one in shown}) == 1:
            self.sentence.setText(f"{self.sentence.text()} {shown[0].note}".rstrip())
        if found.setup.level in _OF_MATRIX and not consistency.is_about_questions(project):
            self.sentence.setText(_("No code in use serves a question of the matrix. “Codes” has figures."))
        names = words.names_of_rows(project, choice.rows)
        self.chart.show_rows([self._row(one, names, found, cuts) for one in shown], cuts)
        self.chart.heading.say(
            _("{unit} (n)").format(unit=words.things(choice.counted_on)), _("Value, reading")
        )

    def _row(
        self, figure: Figure, names: Mapping[str, str], found: Measured, cuts: Sequence[float]
    ) -> FigureRow:
        counted = words.counted(self._state.choice.counted_on, figure.n)
        beside = ""
        if self._state.choice.counted_by in _WITH_MARGINS and None not in (figure.prevalence, figure.bias):
            beside = _("prevalence {prevalence}, bias {bias}").format(
                prevalence=words.value(figure.prevalence), bias=words.value(figure.bias)
            )
        reading = consistency.reading(self._state.project, figure)
        name = names.get(figure.key) or figure.name
        return FigureRow(
            figure._replace(name=name[:1].upper() + name[1:]),
            counted,
            reading,
            words.is_sure(figure, cuts),
            beside,
        )

    def _say_working(self, done: int, total: int, message: str) -> None:
        said = message or _("Computing")
        part = f" {100 * done // total} %" if total else ""
        self.sentence.setText(f"{said}{part}…")
        if not self._slow.isActive() and not self.cancel.isVisible():
            self._slow.start()

    def _fill_who(self) -> None:
        menu, state = self.who_menu, self._state
        menu.clear()
        coders = state.coders()
        who = QActionGroup(menu)
        choices: list[tuple[str, tuple[str, ...]]] = []
        if len(coders) != 2:
            choices.append((_("All coders"), ()))
        for number, first in enumerate(coders):
            for second in coders[number + 1 :]:
                names = _("{first} and {second}").format(first=first.name, second=second.name)
                choices.append((names, (first.id, second.id)))
        for text, ids in choices:
            holds = state.choice.coders == ids or (len(coders) == 2 and not state.choice.coders)
            self._one_of(menu, who, text, holds, self._choosing(coders=ids))
        rounds = state.rounds()
        if rounds:
            menu.addSeparator()
            group = QActionGroup(menu)
            none = state.choice.round_id is None
            self._one_of(menu, group, _("All rounds"), none, self._choosing(round_id=None))
            for one in rounds:
                holds = state.choice.round_id == one.id
                self._one_of(menu, group, one.name, holds, self._choosing(round_id=one.id))

    def _fill_how(self) -> None:
        menu, choice = self.how_menu, self._state.choice
        menu.clear()
        unit, level = QMenu(_("Unit"), menu), QMenu(_("Level"), menu)
        coefficient = QMenu(_("Coefficient"), menu)
        coefficient.setToolTipsVisible(True)
        for inner in (unit, level, coefficient):
            menu.addMenu(inner)
        group = QActionGroup(menu)
        for name, text in words.units().items():
            self._one_of(unit, group, text, choice.unit == name, self._choosing(unit=name))
        group = QActionGroup(menu)
        for name, text in words.levels().items():
            self._one_of(level, group, text, choice.level == name, self._choosing_level(name))
        group = QActionGroup(menu)
        for one in consistency_words.BY_KEY.values():
            text = _(one.name)
            action = self._one_of(
                coefficient, group, text, choice.counted_by == one.key, self._choosing(coefficient=one.key)
            )
            action.setEnabled(suits(one.key, choice.unit))
            why = "" if action.isEnabled() else consistency_words.no_chance() + "\n"
            action.setToolTip(f"{why}{one.citation}\n{_(one.accepts)}\n{_(one.not_for)}")

    def _choosing(self, **values: object) -> Callable[[], None]:
        return lambda: self._state.choose(**values)

    def _choosing_level(self, level: str) -> Callable[[], None]:
        rows = self._state.choice.rows
        if rows in (PAIRS, DOCUMENTS):
            return self._choosing(level=level)
        return lambda: self._state.choose_rows(level)

    def _one_of(self, menu: QMenu, group: QActionGroup, text: str, holds: bool, work: Callable[[], None]):  # type: ignore[no-untyped-def]
        action = menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(holds)
        group.addAction(action)
        action.triggered.connect(lambda _on=False: work())
        return action

    def _lay_out(self) -> None:
        header = QWidget(self)
        header.setFixedHeight(HEADER)
        top = QHBoxLayout(header)
        top.setContentsMargins(PADDING, 0, PADDING - 4, 0)
        top.setSpacing(8)
        top.addWidget(self.title, 1)
        top.addWidget(self.chooser)
        top.addWidget(self.more)
        said = QHBoxLayout()
        said.setContentsMargins(PADDING, 0, PADDING, 8)
        said.setSpacing(8)
        said.addWidget(self.sentence, 1)
        said.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignTop)
        scope = QHBoxLayout()
        scope.setContentsMargins(PADDING, 0, 4, 8)
        scope.addWidget(self.switch)
        scope.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addLayout(said)
        column.addLayout(scope)
        column.addWidget(self.chart, 1)
