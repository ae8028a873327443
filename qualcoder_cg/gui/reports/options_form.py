"""What can be chosen of a report: file format, level, language, translations, quotes, template."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...domain.evidence import BOTH, ORIGINAL, TRANSLATION
from ...i18n import _
from ...services.report_options import CHARTS, LEVEL, QUOTES, TEMPLATE
from ...services.reports import Kind, Options
from ..coding.pane import icon_button, label
from ..dialogs.frame import file_filter
from ..level_names import level_names
from ..widgets.spin_box import SpinBox

_MOST = 999
_DOCX = ".docx"


class OptionsForm(QWidget):
    """Controls for the options that a report has; `changed` when the person chose something."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._options = Options()
        self._kind: Kind | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.format = self._combo(_("Format"))
        self.level = self._combo(_("Sources"), level_names())
        self.language = self._combo(
            _("Language"), {"": _("As set in the study"), "en": "English", "es": "Español"}
        )
        self.quotes_in = self._combo(
            _("Translations of quotes"), {"": _("As set in the study"), "en": "English", "es": "Español"}
        )
        printed = {
            BOTH: _("Original and translation"),
            TRANSLATION: _("Translation alone"),
            ORIGINAL: _("Original alone"),
        }
        self.printed = self._combo(_("Quotes are printed as"), {"": _("As set in the study"), **printed})
        self.most = SpinBox(self)
        self.most.setRange(0, _MOST)
        self.most.setSpecialValueText(_("All"))
        self.most.lineEdit().setTextMargins(7, 0, 0, 0)
        self.most.valueChanged.connect(self._choose)
        self._row(_("Quotes of a type, at most"), self.most)
        self.only_key = self._box(_("Key quotes alone"))
        self.rest = self._box(_("Also quotes that no finding uses"))
        self.ids = self._box(_("Codes of sources and places"))
        self.charts = self._box(_("Pictures"))
        self._template_row()
        self._column.addStretch(1)

    def show_for(self, kind: Kind, options: Options, suffix: str) -> None:
        """Show the controls of a report with these options and this ending."""
        self._kind = None  # nothing is told while it is filled
        self._options = options
        names = format_names()
        self.format.clear()
        for one in kind.suffixes:
            self.format.addItem(names.get(one, one), one)
        self.format.setCurrentIndex(max(0, self.format.findData(suffix)))
        for combo, value in (
            (self.level, options.level),
            (self.language, options.language),
            (self.quotes_in, options.quotes_in),
            (self.printed, options.printed),
        ):
            combo.setCurrentIndex(max(0, combo.findData(value)))
        self.most.setValue(options.most)
        for box, on in (
            (self.only_key, options.only_key),
            (self.rest, options.rest),
            (self.ids, options.ids),
            (self.charts, options.charts),
        ):
            box.setChecked(on)
        self._kind = kind
        self._show_rows()

    @property
    def suffix(self) -> str:
        """The ending of the file that is chosen."""
        return str(self.format.currentData() or "")

    def options(self) -> Options:
        """What is chosen."""
        return replace(
            self._options,
            level=self.level.currentData(),
            language=self.language.currentData(),
            quotes_in=self.quotes_in.currentData(),
            printed=self.printed.currentData(),
            most=self.most.value(),
            only_key=self.only_key.isChecked(),
            rest=self.rest.isChecked(),
            ids=self.ids.isChecked(),
            charts=self.charts.isChecked(),
        )

    def use_template(self, path: str) -> None:
        """Take another Word document as the base, "" for none."""
        self._options = replace(self._options, template=path)
        self._choose()

    def _choose(self, *_args: object) -> None:
        if self._kind:
            self._show_rows()
            self.changed.emit()

    def _show_rows(self) -> None:
        """Show what this report and format let one choose."""
        kind = self._kind
        if kind is None:
            return
        has = kind.options
        in_blocks = self.suffix in (_DOCX, ".html", ".md")
        quotes = QUOTES in has and in_blocks
        shown = {
            self.level: LEVEL in has,
            self.quotes_in: QUOTES in has,
            self.printed: QUOTES in has,
            self.most: quotes,
            self.only_key: quotes,
            self.rest: quotes,
            self.ids: quotes,
            self.charts: CHARTS in has and self.suffix in (_DOCX, ".html", ".xlsx"),
            self.template: TEMPLATE in has and self.suffix == _DOCX,
        }
        for widget, on in shown.items():
            widget.setVisible(on)
            title = self._titles.get(widget)
            if title:
                title.setVisible(on)
        name = Path(self._options.template).name if self._options.template else _("The program's own look")
        self.template_name.setText(name)
        self.no_template.setVisible(bool(self._options.template))

    @property
    def _titles(self) -> dict[QWidget, QLabel]:
        return {buddy: one for one in self.findChildren(QLabel) if (buddy := one.buddy()) is not None}

    def _row(self, title: str, widget: QWidget) -> None:
        name = label(title, "caption", self)
        name.setBuddy(widget)
        widget.setAccessibleName(title)
        self._column.addWidget(name)
        self._column.addWidget(widget)

    def _combo(self, title: str, entries: dict[str, str] | None = None) -> QComboBox:
        combo = QComboBox(self)
        for value, text in (entries or {}).items():
            combo.addItem(text, value)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.activated.connect(self._choose)
        self._row(title, combo)
        return combo

    def _box(self, title: str) -> QCheckBox:
        box = QCheckBox(title, self)
        box.clicked.connect(self._choose)
        self._column.addWidget(box)
        return box

    def _template_row(self) -> None:
        self.template = QWidget(self)
        row = QHBoxLayout(self.template)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.template_name = label("", "", self.template)
        self.template_name.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        choose = QPushButton(_("Choose…"), self.template)
        choose.setAccessibleName(_("Choose a Word template"))
        choose.clicked.connect(self._ask_for_template)
        self.no_template = icon_button(
            "close", _("No template"), lambda: self.use_template(""), self.template
        )
        row.addWidget(self.template_name, 1)
        row.addWidget(self.no_template)
        row.addWidget(choose)
        self._row(_("Word template"), self.template)

    def _ask_for_template(self) -> None:
        start = str(Path(self._options.template).parent) if self._options.template else ""
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Choose a Word template"), start, file_filter(_("Word documents"), [_DOCX, ".dotx"])
        )
        if chosen:
            self.use_template(chosen)


def format_names() -> dict[str, str]:
    """The formats of reports in words, by the ending of their files."""
    return {
        ".docx": _("Word document (.docx)"),
        ".xlsx": _("Excel workbook (.xlsx)"),
        ".csv": _("Table (.csv)"),
        ".html": _("Web page (.html)"),
        ".md": _("Markdown (.md)"),
        ".json": _("JSON (.json)"),
    }
