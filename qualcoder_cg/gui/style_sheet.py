"""The style sheet: grid of 4, controls 28 high, radius 4, hairlines, focus in 2 px of the accent.

Fusion's own boxes and frames have hardly any contrast on a dark window, so borders are drawn here.
Dynamic properties: a button with `main=true` is the one filled button of a window; a label with
`role` caption, title, quiet, warning, error or done takes that look.
"""

from dataclasses import asdict
from string import Template

from qualcoder_cg import paths

from .tokens import Tokens

_SHEET = Template("""
QPushButton {
  min-height: 26px; padding: 0 11px; border: 1px solid $ctl; border-radius: 4px;
  background: $base; color: $ink;
}
QPushButton:hover { background: $hover; }
QPushButton:checked { background: $accbg; border-color: $acc; }
QPushButton:pressed { background: $sel; }
QPushButton:focus { border: 2px solid $acc; padding: 0 10px; min-height: 24px; }
QPushButton:disabled { color: $dis; border-color: $line2; background: transparent; }
QPushButton[main="true"] { background: $acc; color: $on_acc; border-color: $acc; font-weight: 500; }
QPushButton[main="true"]:focus { border-color: $ink; }
QPushButton[main="true"]:disabled { background: $hover; color: $dis; border-color: $line2; }

QToolButton {
  min-width: 26px; min-height: 26px; border: 1px solid transparent; border-radius: 4px;
  max-height: 26px; padding: 0; qproperty-iconSize: 20px 20px;
}
QToolButton:hover { background: $hover; }
QToolButton:checked { background: $accbg; }
QToolButton:pressed { background: $sel; }
QToolButton:focus { border: 2px solid $acc; min-width: 24px; min-height: 24px; max-height: 24px; }
QToolButton:disabled { color: $dis; }

QLineEdit {
  min-height: 26px; padding: 0 7px; border: 1px solid $ctl; border-radius: 4px;
  background: $base; color: $ink; selection-background-color: $sel; selection-color: $ink;
}
QLineEdit:focus { border: 2px solid $acc; padding: 0 6px; min-height: 24px; }
QLineEdit:disabled { color: $dis; border-color: $line2; background: transparent; }
QLineEdit:read-only { background: transparent; border-color: $line2; }

QComboBox, QAbstractSpinBox {
  min-height: 26px; padding: 0 7px; border: 1px solid $ctl; border-radius: 4px;
  background: $base; color: $ink; selection-background-color: $sel; selection-color: $ink;
}
QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $acc; padding: 0 6px; min-height: 24px; }
QAbstractSpinBox { max-height: 26px; }
QAbstractSpinBox:focus { max-height: 24px; }
QComboBox:disabled, QAbstractSpinBox:disabled { color: $dis; border-color: $line2; background: transparent; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow, QAbstractSpinBox::down-arrow {
  image: url("$look/arrow-down.svg"); width: 16px; height: 16px;
}
QAbstractSpinBox::up-arrow { image: url("$look/arrow-up.svg"); width: 16px; height: 16px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
  border: none; width: 20px; background: transparent;
}
QComboBox QAbstractItemView { border: 1px solid $line2; background: $base; }

QCheckBox, QRadioButton { spacing: 8px; min-height: 24px; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QMenu::indicator {
  width: 14px; height: 14px; border: 1px solid $ctl; border-radius: 4px; background: $base;
}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QMenu::indicator:checked {
  border-color: $acc; background: $acc; image: url("$look/tick-$shade.svg");
}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
  border-color: $acc; background: $acc; image: url("$look/dash-$shade.svg");
}
QRadioButton::indicator { border-radius: 8px; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $acc; background: $on_acc; }
QCheckBox:focus, QRadioButton:focus { color: $acc; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $acc; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
  border-color: $dis; background: transparent;
}
QMenu::indicator { margin-left: 8px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $line2; }
QSlider::sub-page:horizontal { border-radius: 2px; background: $acc; }
QSlider::handle:horizontal {
  width: 12px; margin: -6px 0; border: 2px solid $acc; border-radius: 8px; background: $base;
}
QSlider::handle:horizontal:focus, QSlider::handle:horizontal:hover { background: $acc; }

QPlainTextEdit, QTextEdit, QTextBrowser {
  border: 1px solid $ctl; border-radius: 4px; background: $base; color: $ink;
  selection-background-color: $sel; selection-color: $ink;
}
QPlainTextEdit:focus, QTextEdit:focus, QTextBrowser:focus { border: 2px solid $acc; }
QTextEdit[plain="true"] { border: none; border-radius: 0; selection-background-color: $pick; }
QTextEdit[plain="true"]:focus { border: none; }

QAbstractItemView {
  border: none; background: $panel; color: $ink; outline: none;
  selection-background-color: $accbg; selection-color: $ink;
}
QTableView { background: $base; gridline-color: $line; }
QAbstractItemView::item:hover { background: $hover; }
QAbstractItemView::item:selected { background: $accbg; color: $ink; }
QAbstractItemView::item:selected:active { background: $sel; color: $ink; }
QAbstractItemView::item:disabled { color: $dis; }
QTreeView:focus, QTableView:focus, QListView:focus { border: 2px solid $acc; }
QTreeView, QTableView, QListView { border: 2px solid transparent; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section {
  background: $panel; color: $ink2; border: none; border-bottom: 1px solid $line;
  padding: 4px 8px; font-size: 11px; font-weight: 600;
}
QTableCornerButton::section { background: $panel; border: none; border-bottom: 1px solid $line; }

QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab {
  min-height: 24px; padding: 4px 12px; border: none; border-bottom: 2px solid transparent;
  color: $ink2; background: transparent;
}
QTabBar::tab:hover { color: $ink; background: $hover; }
QTabBar::tab:selected { color: $ink; font-weight: 600; border-bottom-color: $acc; }
QTabBar::tab:focus { border: 2px solid $acc; padding: 2px 10px; }
QTabBar::tab:disabled { color: $dis; }

QMenuBar { background: $win; color: $ink; spacing: 0; }
QMenuBar::item { padding: 4px 12px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $base; color: $ink; border: 1px solid $line2; padding: 4px; }
QMenu::item { min-height: 20px; padding: 4px 24px 4px 12px; border-radius: 4px; }
QMenu::item:selected { background: $sel; color: $ink; }
QMenu::item:disabled { color: $dis; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QStatusBar { background: $win; color: $ink2; border-top: 1px solid $line; font-size: 11px; }
QStatusBar::item { border: none; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $acc; }
QToolTip { background: $panel; color: $ink; border: 1px solid $line2; padding: 4px 8px; font-size: 11px; }
QGroupBox { border: none; margin-top: 24px; padding: 0; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; top: 4px; }
QProgressBar {
  border: none; border-radius: 2px; background: $line; max-height: 4px; min-height: 4px; color: transparent;
}
QProgressBar::chunk { background: $acc; border-radius: 2px; }

QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $line2; border-radius: 4px; margin: 2px; }
QScrollBar::handle:hover { background: $ctl; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QLabel[role="caption"] { color: $ink2; font-size: 11px; }
QLabel[role="title"] { color: $ink; font-size: 18px; font-weight: 600; }
QLabel[role="quiet"] { color: $ink3; }
QLabel[role="warning"] { color: $warn; background: $warnbg; border-radius: 4px; padding: 4px 8px; }
QLabel[role="error"] { color: $err; background: $errbg; border-radius: 4px; padding: 4px 8px; }
QLabel[role="done"] { color: $ok; background: $okbg; border-radius: 4px; padding: 4px 8px; }
""")


def style_sheet(look: Tokens) -> str:
    """The style sheet in these colours."""
    drawings = (paths.resources() / "look").as_posix()
    return _SHEET.substitute(asdict(look), look=drawings, shade="dark" if look.dark else "light")
