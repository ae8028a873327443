"""Colours, fonts and icons of the program."""

from itertools import combinations
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)

from qualcoder_cg import paths
from qualcoder_cg.domain import palette
from qualcoder_cg.gui import icons, theme
from qualcoder_cg.gui.style_sheet import style_sheet
from qualcoder_cg.gui.tokens import DARK, LIGHT

NAMES = """
search filter undo redo back forward plus check close more chevron-right chevron-down star memo
bookmark warning info lock shield eye eye-off document interview survey observation people institution guide
code theme matrix split join move copy edges link redact translate chart export import merge history keyboard
settings accent case whole-word
""".split()  # noqa: SIM905


@pytest.fixture(autouse=True)
def light_again(qapp):
    yield
    theme.apply(qapp, "light")


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_words_can_be_read_and_borders_seen(look):
    for ink in (look.ink, look.ink2, look.ink3):
        assert all(contrast(ink, ground) >= 4.5 for ground in (look.base, look.win, look.panel, look.hover))
    assert all(contrast(ink, look.sel) >= 4.5 for ink in (look.ink, look.ink2))
    assert contrast(look.on_acc, look.acc) >= 4.5
    for ink, ground in ((look.warn, look.warnbg), (look.err, look.errbg), (look.ok, look.okbg)):
        assert contrast(ink, ground) >= 4.5
    assert all(contrast(look.ctl, ground) >= 3 for ground in (look.base, look.win, look.panel))
    assert contrast(look.acc, look.base) >= 3


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_words_selected_in_a_transcript_are_told_from_every_tint(look):
    assert contrast(look.ink, look.pick) >= 4.5
    colours = [f"{hue}-{tone}" for hue in range(1, 13) for tone in range(3)]
    tints = [palette.tint(colour, look.dark) for colour in colours]
    tints += [palette.overlap_tint(pair, look.dark) for pair in combinations(colours, 2)]
    assert min(_apart(look.pick, tint) for tint in [look.base, *tints]) >= 36


def _apart(first: str, second: str) -> int:
    """How far two colours are apart in the channel in which they differ most."""
    return max(abs(int(first[i : i + 2], 16) - int(second[i : i + 2], 16)) for i in (1, 3, 5))


def test_a_chosen_look_is_in_use_and_told(qtbot, qapp):
    theme.apply(qapp, "light")
    with qtbot.waitSignal(theme.notifier().changed):
        theme.apply(qapp, "dark")
    assert theme.tokens() is DARK
    assert qapp.palette().base().color().name() == DARK.base
    assert DARK.acc in qapp.styleSheet()


def test_an_unknown_look_is_refused(qapp):
    with pytest.raises(ValueError, match="no such look"):
        theme.apply(qapp, "sepia")


def test_in_mode_system_the_scheme_of_the_system_is_followed(qtbot, qapp):
    theme.apply(qapp, "system")
    with qtbot.waitSignal(theme.notifier().changed):
        qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())


def test_in_a_chosen_look_the_system_is_not_followed(qtbot, qapp):
    theme.apply(qapp, "dark")
    with qtbot.assertNotEmitted(theme.notifier().changed):
        qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())


def test_the_style_sheet_leaves_no_blank_and_finds_its_drawings(qapp):
    for look in (LIGHT, DARK):
        sheet = style_sheet(look)
        assert "$" not in sheet
        drawings = [part.split('"')[0] for part in sheet.split('url("')[1:]]
        assert drawings
        assert all((paths.resources() / "look" / path.split("/")[-1]).is_file() for path in drawings)


def test_controls_are_28_high(qtbot, qapp):
    theme.apply(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    controls = [QPushButton("Export"), QToolButton(), QLineEdit(), QComboBox(), QSpinBox()]
    icons.bind(controls[1], "plus")
    for control in controls:
        row.addWidget(control)
    window.show()
    qtbot.waitExposed(window)
    assert [control.height() for control in controls] == [28] * 5
    for control in controls:
        control.setFocus()
        assert control.height() == 28


def test_words_of_a_kind_look_their_part(qtbot, qapp):
    theme.apply(qapp, "light")
    label = QLabel("A title")
    label.setProperty("role", "title")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.font().pixelSize() == theme.TITLE


def test_every_icon_of_the_design_is_drawn():
    assert icons.names() == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_icons_are_drawn_alike(name):
    root = ElementTree.parse(paths.resources() / "icons" / f"{name}.svg").getroot()
    assert root.get("viewBox") == "0 0 20 20"
    assert root.get("stroke") == "currentColor"
    assert (root.get("stroke-width"), root.get("stroke-linecap")) == ("1.5", "round")


def test_an_icon_wears_the_colours_of_the_look(qapp):
    theme.apply(qapp, "light")
    light = icons.icon("plus").pixmap(QSize(20, 20)).toImage()
    assert light.pixelColor(10, 10).name() == LIGHT.ink2
    disabled = icons.icon("plus").pixmap(QSize(20, 20), QIcon.Mode.Disabled).toImage()
    assert disabled.pixelColor(10, 10).name() == LIGHT.dis
    theme.apply(qapp, "dark")
    assert icons.icon("plus").pixmap(QSize(20, 20)).toImage().pixelColor(10, 10).name() == DARK.ink2


def test_icons_are_drawn_once(qapp):
    theme.apply(qapp, "light")
    assert icons.icon("star") is icons.icon("star")


def test_a_bound_icon_follows_the_look(qtbot, qapp):
    theme.apply(qapp, "light")
    button = QToolButton()
    qtbot.addWidget(button)
    icons.bind(button, "plus")
    theme.apply(qapp, "dark")
    assert button.icon().pixmap(QSize(20, 20)).toImage().pixelColor(10, 10).name() == DARK.ink2


def test_an_icon_that_is_not_drawn_is_an_error():
    with pytest.raises(FileNotFoundError):
        icons.icon("unicorn")
