"""The rules of the study: whom exports protect and how, and what a group interview counts as."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ...domain.rules import AGREED, ANYONE, EVERYBODYS, ONE_VOICE, ONLY_LEADS, SEVERAL_VOICES, Rules
from ...i18n import _
from ...services import consistency
from ...services.consistency_words import RULE_NAMES
from ...services.register_words import languages
from ...services.rules import change_rules, rules
from ...services.studies import Project
from ..level_names import level_names
from ..widgets.spin_box import SpinBox
from .frame import Dialog, form, hint, under

if TYPE_CHECKING:
    from ..commands import Commands

_WIDTH = 740
_MOST_K = 50
_ROW = 26
_ROWS_SHOWN = 4


class StudyRules(Dialog):
    """All rules in one step; reports say them, and every export keeps to them."""

    def __init__(self, parent: QWidget | None, project: Project) -> None:
        super().__init__(parent, _("Rules of the study"), _("Save"))
        self._project = project
        self.setMinimumWidth(_WIDTH)
        now = rules(project)
        self.k = SpinBox(self)
        self.k.setRange(1, _MOST_K)
        self.k.setValue(now.k)
        self.ceiling = self._levels(_("No limit"), now.ceiling)
        self.usual = self._levels(_("That of the export"), now.usual_level)
        self.group = QComboBox(self)
        self.group.addItem(_("one voice"), ONE_VOICE)
        self.group.addItem(_("as many voices as took part"), SEVERAL_VOICES)
        self.group.setCurrentIndex(self.group.findData(now.group))
        self.language = QComboBox(self)
        self.language.addItem(_("That of the program"), "")
        for code, words in languages():
            self.language.addItem(words, code)
        if self.language.findData(now.report_language) < 0:
            self.language.addItem(now.report_language, now.report_language)
        self.language.setCurrentIndex(self.language.findData(now.report_language))
        self.plain_below = SpinBox(self)
        self.plain_below.setRange(0, 1000)
        self.plain_below.setValue(now.plain_below)
        self.categories = self._category_table(dict(now.categories))
        rows = form()
        rows.addRow(
            _("People that fit at least"),
            under(self.k, _("A quote whose attribution fits fewer people is exported only with a reason.")),
        )
        rows.addRow(_("Attribution at most"), self.ceiling)
        rows.addRow(
            _("Usual attribution"),
            under(self.usual, _("Of quotes about which nothing was decided; never closer than the export.")),
        )
        rows.addRow(_("A group interview is"), self.group)
        rows.addRow(_("Language of the report"), self.language)
        rows.addRow(
            _("“n of N” below"),
            under(self.plain_below, _("Where fewer informants were asked, figures stand instead of a word.")),
        )
        self._add_team(rows, now)
        self.body.addLayout(rows)
        if self.categories.rowCount():
            self.body.addWidget(
                hint(_("What each type of informant is called at level 1, “category”:"), self)
            )
            self.body.addWidget(self.categories)
        else:
            self.categories.hide()
        # a small screen would give less than the explanations need
        self.setMinimumHeight(self.heightForWidth(_WIDTH))

    def commit(self) -> None:
        """Save what was changed; nothing is one step too many."""
        now = rules(self._project)
        wanted: dict[str, Any] = {
            "k": self.k.value(),
            "ceiling": self.ceiling.currentData(),
            "usual_level": self.usual.currentData(),
            "group": self.group.currentData(),
            "report_language": self.language.currentData(),
            "plain_below": self.plain_below.value(),
            "who_settles": self.settles.currentData(),
            "same_edges": self.edges.value(),
            "layer": self.layer.currentData(),
            "categories": self._categories(dict(now.categories)),
        }
        changed = {name: value for name, value in wanted.items() if value != getattr(now, name)}
        if changed:
            change_rules(self._project, **changed)
        consistency.set_band_rule(self._project, self.bands.currentData())

    def _add_team(self, rows: QFormLayout, now: Rules) -> None:
        """What holds between several coders."""
        self.bands = self._choice(*((_(RULE_NAMES[name]), name) for name in consistency.RULES))
        self.bands.setCurrentIndex(self.bands.findData(consistency.band_rule(self._project)))
        rows.addRow(_("Agreement is read by"), self.bands)
        self.settles = self._choice((_("leads, where there are any"), ONLY_LEADS), (_("anyone"), ANYONE))
        self.settles.setCurrentIndex(self.settles.findData(now.who_settles))
        self.edges = SpinBox(self)
        self.edges.setRange(1, 100)
        self.edges.setSuffix(" %")
        self.edges.setValue(now.same_edges)
        self.layer = self._choice((_("everybody’s"), EVERYBODYS), (_("the consensus"), AGREED))
        self.layer.setCurrentIndex(self.layer.findData(now.layer))
        self.bands = self._choice(*((_(name), rule) for rule, name in RULE_NAMES.items()))
        self.bands.setCurrentIndex(self.bands.findData(consistency.band_rule(self._project)))
        rows.addRow(_("Agreement is read by"), self.bands)
        rows.addRow(_("Disagreements are settled by"), self.settles)
        rows.addRow(
            _("Coders agree from"),
            under(self.edges, _("In common, of the longer passage, under the same code.")),
        )
        rows.addRow(
            _("Codings that count"),
            under(
                self.layer,
                _("By consensus, what was settled counts and is exported as it was decided."),
            ),
        )

    def _choice(self, *choices: tuple[str, str]) -> QComboBox:
        field = QComboBox(self)
        for text, value in choices:
            field.addItem(text, value)
        return field

    def _levels(self, nothing: str, level: str) -> QComboBox:
        field = QComboBox(self)
        field.addItem(nothing, "")
        for name, text in level_names().items():
            field.addItem(text, name)
        field.setCurrentIndex(field.findData(level))
        return field

    def _category_table(self, categories: dict[str, str]) -> QTableWidget:
        """A row for each type of the register; the second column is typed into."""
        types = list(dict.fromkeys(one.type for one in self._project.informants.all() if one.type))
        table = QTableWidget(len(types), 2, self)
        table.setAccessibleName(_("Categories of types"))
        table.setHorizontalHeaderLabels([_("Type of informant"), _("Category")])
        table.setStyleSheet("QTableView::item { padding: 0 5px; }")
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        table.setFixedHeight(_ROW * (min(len(types), _ROWS_SHOWN) + 1) + 8)
        for row, kind in enumerate(types):
            name = QTableWidgetItem(kind)
            name.setFlags(Qt.ItemFlag.ItemIsEnabled)
            table.setItem(row, 0, name)
            table.setItem(row, 1, QTableWidgetItem(categories.get(kind, "")))
        return table

    def _categories(self, before: dict[str, str]) -> dict[str, str]:
        """The categories as they stand in the table; those of types that are not in it stay."""
        for row in range(self.categories.rowCount()):
            kind, words = (self.categories.item(row, column) for column in (0, 1))
            if kind is None:
                continue
            said = words.text().strip() if words else ""
            if said:
                before[kind.text()] = said
            else:
                before.pop(kind.text(), None)
        return before


def open_for(do: "Commands") -> None:
    """Open the rules of the study that is open."""
    if do.window.session:
        dialog = StudyRules(do.window, do.window.session.project)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
